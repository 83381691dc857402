"""Where words are cut."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from spacy.language import Language

from attribution.language.network.tokenization import cut_as_universal_dependencies


@pytest.fixture(scope="module")
def blank() -> Language:
    nlp = spacy.blank("en")
    cut_as_universal_dependencies(nlp)
    return nlp


TABLE = [
    ("a 15-year term", "a 15 - year term"),
    ("the COVID-19 rules", "the COVID - 19 rules"),
    ("a well-known man", "a well - known man"),
    ("a non-profit group", "a non-profit group"),
    ("Ex-mayor Reed", "Ex-mayor Reed"),
    ("the canon-law court", "the canon - law court"),  # "non" ends another word here
    ("either and/or both", "either and / or both"),
    ("I wanna go", "I wan na go"),
    ("We cannot, don't and won’t", "We can not , do n't and wo n’t"),
    ("Really?! No!!!", "Really ?! No !!!"),
    ("It ended—at last–well", "It ended — at last – well"),
    ("The U.S. paid $5 (10%).", "The U.S. paid $ 5 ( 10 % ) ."),
    ("Reed's plan", "Reed 's plan"),
    ("see https://example.org/a-b at 10:30", "see https://example.org/a-b at 10:30"),
]


@pytest.mark.parametrize(("text", "words"), TABLE)
def test_words_are_cut_as_in_treebanks(blank: Language, text: str, words: str) -> None:
    assert " ".join(token.text for token in blank.make_doc(text)) == words


def test_a_stored_pipeline_cuts_alike(blank: Language, tmp_path: Path) -> None:
    blank.to_disk(tmp_path / "pipeline")
    loaded = spacy.load(tmp_path / "pipeline")
    for text, words in TABLE:
        assert " ".join(token.text for token in loaded.make_doc(text)) == words
