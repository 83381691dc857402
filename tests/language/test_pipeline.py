"""The spaCy pipeline with the shipped model, as people use pipelines."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import spacy

import attribution
from attribution.errors import ModelError
from attribution.language import load, model_version
from attribution.records import Article

if TYPE_CHECKING:
    from spacy.language import Language

pytestmark = pytest.mark.model

TEXTS = [
    "“The harbour will open in May,” said Ilse Brandt, the mayor of Vellmar.",
    "",
    "Nobody said anything.",
    "According to Oren Vask, a geologist at the Tolm Institute, the cliff is moving.\n\n"
    "He said it “cannot be held”.",
]


def test_the_doc_carries_entities_spans_and_attributions(nlp: Language) -> None:
    doc = nlp(TEXTS[0])
    (found,) = doc._.attributions
    assert [(s.label_, s.text) for s in doc.spans["attributions"]] == [
        ("SOURCE", "Ilse Brandt, the mayor of Vellmar"),
        ("CUE", "said"),
        ("CONTENT", "“The harbour will open in May,”"),
    ]
    assert [(e.text, e.label_) for e in doc.ents] == [("Ilse Brandt", "PERSON"), ("Vellmar", "PLACE")]
    assert found.speaker is not None and found.speaker.name == "Ilse Brandt"


def test_pipe_gives_what_single_calls_give(nlp: Language) -> None:
    single = [nlp(text)._.attributions for text in TEXTS]
    assert [doc._.attributions for doc in nlp.pipe(TEXTS)] == single
    assert [doc._.attributions for doc in reversed(list(nlp.pipe(reversed(TEXTS))))] == single


def test_docs_can_be_pickled_and_stored(nlp: Language) -> None:
    doc = nlp(TEXTS[3])
    assert pickle.loads(pickle.dumps(doc))._.attributions == doc._.attributions
    loaded = spacy.tokens.Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert loaded._.attributions == doc._.attributions


def test_a_stored_pipeline_loads_with_spacy_load(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "pipeline")
    loaded = spacy.load(tmp_path / "pipeline")
    assert loaded(TEXTS[3])._.attributions == nlp(TEXTS[3])._.attributions


def test_entities_of_another_component_are_used() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("attribution_reader", config={"set_entities": False})
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "PERSON", "pattern": "Ilse Brandt"}])  # type: ignore[attr-defined]
    nlp.add_pipe("attribution_speakers")
    doc = nlp(TEXTS[0])
    assert [e.text for e in doc.ents] == ["Ilse Brandt"]
    assert doc._.attributions[0].speaker.name == "Ilse Brandt"


def test_half_a_character_pair_neither_stops_nor_shifts_anything(nlp: Language) -> None:
    text = "\ud83d " + TEXTS[0]
    (found,) = attribution.extract(text, nlp=nlp)
    assert [text[s:e] for s, e in found.content] == ["“The harbour will open in May,”"]


def test_analyse_streams_articles_with_entities(nlp: Language) -> None:
    articles = (Article(text=text, id=str(number)) for number, text in enumerate(TEXTS))
    results = list(attribution.language.analyse(articles, nlp=nlp))
    assert [article.id for article, _, _ in results] == ["0", "1", "2", "3"]
    assert [len(found) for _, found, _ in results] == [1, 0, 0, 2]
    assert {e.label for e in results[0][2]} == {"PERSON", "PLACE"}


def test_the_model_says_its_version(nlp: Language) -> None:
    assert model_version(nlp) not in ("", "x")


@pytest.mark.parametrize("broken", ["missing", "damaged"])
def test_a_missing_or_damaged_model_is_said_clearly(tmp_path: Path, broken: str) -> None:
    if broken == "damaged":
        (tmp_path / "attribution.onnx").write_bytes(b"not a model")
        (tmp_path / "tokenizer.json").write_text("{}")
    with pytest.raises(ModelError, match="install the package again"):
        load(model=str(tmp_path))
