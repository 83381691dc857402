"""Sentences, parts of speech, dependencies and entities from the shipped model."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from spacy.tokens import Doc

from attribution.language import load

if TYPE_CHECKING:
    from spacy.language import Language

pytestmark = pytest.mark.model

NEWS = (
    "The mayor of Vellmar, Ilse Brandt, opened the bridge on Monday. She did not speak to reporters.\n\n"
    "“We cannot wait,” said Oren Vask. The United Nations sent two engineers."
)


@pytest.fixture(scope="module")
def doc(nlp: Language) -> Doc:
    return nlp(NEWS)


def test_sentences_end_where_readers_end_them(doc: Doc) -> None:
    assert [sent.text.strip() for sent in doc.sents] == [
        "The mayor of Vellmar, Ilse Brandt, opened the bridge on Monday.",
        "She did not speak to reporters.",
        "“We cannot wait,” said Oren Vask.",
        "The United Nations sent two engineers.",
    ]


@pytest.mark.parametrize(
    ("word", "pos", "dep", "head"),
    [
        ("opened", "VERB", "ROOT", "opened"),
        ("mayor", "NOUN", "nsubj", "opened"),
        ("bridge", "NOUN", "obj", "opened"),
        ("did", "AUX", "aux", "speak"),
        ("not", "PART", "advmod", "speak"),
        ("to", "ADP", "case", "reporters"),
        ("reporters", "NOUN", "obl", "speak"),
        ("can", "AUX", "aux", "wait"),
        ("two", "NUM", "nummod", "engineers"),
        ("engineers", "NOUN", "obj", "sent"),
        ("\n\n", "SPACE", "dep", "."),
    ],
)
def test_plain_words_are_read(doc: Doc, word: str, pos: str, dep: str, head: str) -> None:
    token = next(token for token in doc if token.text == word)
    assert (token.pos_, token.dep_, token.head.text) == (pos, dep, head)


def test_entities_are_names_without_what_stands_before_them(doc: Doc) -> None:
    names = [(name.text, name.label_) for name in doc.ents]
    assert {("Ilse Brandt", "PERSON"), ("Oren Vask", "PERSON"), ("Vellmar", "PLACE")} <= set(names)
    assert ("United Nations", "ORG") in names
    assert [(name.text, name.label_) for name in doc.spans["names"]] == names


def test_a_stored_doc_keeps_its_syntax(doc: Doc) -> None:
    loaded = Doc(doc.vocab).from_bytes(doc.to_bytes())
    assert [(t.pos_, t.dep_, t.head.i) for t in loaded] == [(t.pos_, t.dep_, t.head.i) for t in doc]
    assert [sent.text for sent in loaded.sents] == [sent.text for sent in doc.sents]
    assert [span.text for span in loaded.spans["names"]] == [span.text for span in doc.spans["names"]]


def test_a_long_article_has_sound_trees(nlp: Language) -> None:
    """Sentences over the borders of windows, and one without an end."""
    text = "\n\n".join([NEWS] * 12) + " and so on" * 400
    doc = nlp(text)
    for sent in doc.sents:
        assert [token.head == token for token in sent].count(True) == 1
        assert all(token.head in sent for token in sent)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "No", "?!"])
def test_texts_without_a_sentence(nlp: Language, text: str) -> None:
    assert nlp(text).text == text


def test_syntax_can_be_left_to_another_component() -> None:
    nlp = load()
    nlp.replace_pipe("attribution_reader", "attribution_reader", config={"set_syntax": False})
    doc = nlp("Dogs bark.")
    assert not doc.has_annotation("DEP")
