"""Labels on word pieces, with the shipped vocabulary."""

from __future__ import annotations

import random

import numpy as np
import pytest

from attribution.language.encoder import MODEL_FOLDER
from attribution.language.tags import ROLE_TAGS
from attribution.language.wordpieces import WordPieces
from attribution.training.corpora import Document, Triple
from attribution.training.labels import IGNORE, NOBODY, label, windows

TEXT = "“It is not,” said Oren Vask, and added that Brandt lied. Experts disagreed."


def _span(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


DOCUMENT = Document(
    "x",
    TEXT,
    (
        Triple((_span("Oren Vask"),), (_span("said"),), (_span("“It is not,”"),)),
        Triple((_span("Oren Vask"),), (_span("added"),), (_span("that Brandt lied"),)),
        Triple((), (_span("disagreed"),), (_span("Experts"),)),
    ),
    ((*_span("Oren Vask"), "PERSON"), (*_span("Brandt"), "PERSON")),
)


@pytest.fixture(scope="module")
def word_pieces() -> WordPieces:
    return WordPieces(str(MODEL_FOLDER / "tokenizer.json"))


def test_tags_and_links(word_pieces: WordPieces) -> None:
    labelled = label(DOCUMENT, word_pieces)
    pieces = labelled.pieces

    def at(words: str) -> int:
        return int(np.searchsorted(pieces.starts, TEXT.index(words)))

    assert ROLE_TAGS[labelled.tags[at("“It")]] == "B-content"
    assert ROLE_TAGS[labelled.tags[at("not")]] == "I-content"
    assert ROLE_TAGS[labelled.tags[at("said")]] == "B-cue"
    assert ROLE_TAGS[labelled.tags[at(", and")]] == "O"
    assert labelled.to_cue[at("not")] == at("said") and labelled.to_source[at("not")] == at("Oren")
    assert labelled.to_cue[at("Oren")] == at("said"), "a shared source is linked to its nearest cue"
    assert labelled.to_source[at("added")] == at("Oren")
    assert labelled.to_source[at("Experts")] == NOBODY
    assert labelled.to_cue[at(", and")] == IGNORE
    assert labelled.entities[at("Brandt")] == 1 and labelled.entities[at("said")] == 0


def test_a_text_without_attributions_of_its_own_teaches_none(word_pieces: WordPieces) -> None:
    labelled = label(Document("x", TEXT, None, ()), word_pieces)
    (window,) = windows(labelled, random.Random(1))
    assert (window.tags == IGNORE).all() and (window.to_cue == IGNORE).all()
    assert (window.entities == 0).all()


def test_windows_count_links_from_their_own_start(word_pieces: WordPieces) -> None:
    start = 300 * "The tide rose. "
    moved = [
        Triple(
            *(tuple((a + len(start), b + len(start)) for a, b in spans) for spans in (t.source, t.cue, t.content))
        )
        for t in DOCUMENT.triples or ()
    ]
    labelled = label(Document("x", start + TEXT, tuple(moved), None), word_pieces)
    last = windows(labelled, random.Random(1))[-1]
    linked = last.to_cue[last.to_cue > 0]
    assert len(linked) and all(ROLE_TAGS[last.tags[place - 1]] == "B-cue" for place in linked)
    assert (last.entities == IGNORE).all()


def test_a_cut_span_begins_anew(word_pieces: WordPieces) -> None:
    text = "Vask said " + "the pier was safe and " * 400
    document = Document("x", text, (Triple(((0, 4),), ((5, 9),), ((10, len(text) - 1),)),), None)
    for seed in range(5):
        later = windows(label(document, word_pieces), random.Random(seed))[1]
        assert ROLE_TAGS[later.tags[0]] == "B-content"
        assert later.to_cue[0] == 0, "its cue lies outside the window"
