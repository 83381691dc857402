"""Labels on word pieces, with the shipped vocabulary."""

from __future__ import annotations

import random
import re

import numpy as np
import pytest

from attribution.language.network.encoder import MODEL_FOLDER
from attribution.language.network.tags import RELATIONS, ROLE_TAGS, UPOS_TAGS
from attribution.language.network.wordpieces import WordPieces
from attribution.training.data.documents import Anchor, Document, Triple, Word
from attribution.training.data.labels import IGNORE, NOBODY, label, masked, windows

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
    names=((*_span("Oren Vask"), "PERSON"), (*_span("Brandt"), "PERSON")),
)


@pytest.fixture(scope="module")
def word_pieces() -> WordPieces:
    return WordPieces(str(MODEL_FOLDER / "tokenizer.json"))


def test_tags_and_links(word_pieces: WordPieces) -> None:
    labelled = label(DOCUMENT, word_pieces)
    starts = word_pieces(TEXT).starts

    def at(words: str) -> int:
        return int(np.searchsorted(starts, TEXT.index(words)))

    tags, to_cue, to_source = labelled.labels["tags"], labelled.links["to_cue"], labelled.links["to_source"]
    assert ROLE_TAGS[tags[at("“It")]] == "B-content"
    assert ROLE_TAGS[tags[at("not")]] == "I-content"
    assert ROLE_TAGS[tags[at("said")]] == "B-cue"
    assert ROLE_TAGS[tags[at(", and")]] == "O"
    assert to_cue[at("not")] == at("said") and to_source[at("not")] == at("Oren")
    assert to_cue[at("Oren")] == at("said"), "a shared source is linked to its nearest cue"
    assert to_source[at("added")] == at("Oren")
    assert to_source[at("Experts")] == NOBODY
    assert to_cue[at(", and")] == IGNORE
    names = labelled.labels["names"]
    assert names[at("Brandt")] == 1 and names[at("said")] == 0
    assert (labelled.labels["upos"] == IGNORE).all() and (labelled.links["to_antecedent"] == IGNORE).all()


def test_a_text_without_attributions_of_its_own_teaches_none(word_pieces: WordPieces) -> None:
    labelled = label(Document("x", TEXT, names=()), word_pieces)
    (window,) = windows(labelled, random.Random(1))
    assert (window.labels["tags"] == IGNORE).all() and (window.links["to_cue"] == IGNORE).all()
    assert (window.labels["names"] == 0).all()


def test_windows_count_links_from_their_own_start(word_pieces: WordPieces) -> None:
    start = 300 * "The tide rose. "
    moved = [
        Triple(
            *(tuple((a + len(start), b + len(start)) for a, b in spans) for spans in (t.source, t.cue, t.content))
        )
        for t in DOCUMENT.triples or ()
    ]
    labelled = label(Document("x", start + TEXT, tuple(moved)), word_pieces)
    last = windows(labelled, random.Random(1))[-1]
    to_cue = last.links["to_cue"]
    linked = to_cue[to_cue > 0]
    assert len(linked) and all(ROLE_TAGS[last.labels["tags"][place - 1]] == "B-cue" for place in linked)
    assert (last.labels["names"] == IGNORE).all()


def test_a_cut_span_begins_anew(word_pieces: WordPieces) -> None:
    text = "Vask said " + "the pier was safe and " * 400
    document = Document("x", text, (Triple(((0, 4),), ((5, 9),), ((10, len(text) - 1),)),))
    for seed in range(5):
        later = windows(label(document, word_pieces), random.Random(seed))[1]
        assert ROLE_TAGS[later.labels["tags"][0]] == "B-content"
        assert later.links["to_cue"][0] == 0, "its cue lies outside the window"


SENTENCES = "Vask cannot stay. He left."
WORDS = (
    Word(0, 4, "PROPN", "nsubj", 3, starts_sentence=True),
    Word(5, 8, "AUX", "aux", 3, starts_sentence=False),
    Word(8, 11, "PART", "advmod", 3, starts_sentence=False),
    Word(12, 16, "VERB", "root", -1, starts_sentence=False),
    Word(16, 17, "PUNCT", "punct", 3, starts_sentence=False),
    Word(18, 20, "PRON", "nsubj", 6, starts_sentence=True),
    Word(21, 25, "VERB", "root", -1, starts_sentence=False),
    Word(25, 26, "PUNCT", "punct", 6, starts_sentence=False),
)


def test_syntax_stands_at_the_first_piece_of_each_word(word_pieces: WordPieces) -> None:
    anchors = (Anchor(0, 4, -1), Anchor(18, 20, 0))
    row = label(Document("x", SENTENCES, words=WORDS, anchors=anchors), word_pieces)
    starts = word_pieces(SENTENCES).starts.tolist()
    told = {
        SENTENCES[starts[at] :].partition(" ")[0]: (UPOS_TAGS[tag], RELATIONS[row.labels["relations"][at]])
        for at, tag in enumerate(row.labels["upos"].tolist())
        if tag != IGNORE
    }
    assert told["Vask"] == ("PROPN", "nsubj") and told["cannot"] == ("AUX", "aux") and told["He"][0] == "PRON"
    assert [starts[at] for at in np.flatnonzero(row.labels["starts"] == 1)] == [0, 18]
    heads = row.links["to_head"]
    assert starts[heads[starts.index(0)]] == 12 and starts[heads[starts.index(18)]] == 21
    assert heads[starts.index(12)] == NOBODY
    back = row.links["to_antecedent"]
    assert back[starts.index(0)] == NOBODY and back[starts.index(18)] == starts.index(0)


def test_a_head_outside_the_window_teaches_nothing(word_pieces: WordPieces) -> None:
    text = "Vask " + "gladly " * 700 + "left"
    places = [(m.start(), m.end()) for m in re.finditer(r"\w+", text)]
    words = tuple(Word(*place, "ADV", "advmod", len(places) - 1, starts_sentence=False) for place in places)
    rows = windows(label(Document("x", text, words=words), word_pieces), random.Random(2))
    assert len(rows) > 1
    assert (rows[0].links["to_head"] == IGNORE).all()
    assert (rows[-1].links["to_head"] == len(rows[-1])).any(), "the last word is the last piece"


def test_hidden_pieces_keep_their_features_and_labels(word_pieces: WordPieces) -> None:
    row = label(Document("x", " ".join([TEXT] * 40), ()), word_pieces)
    rng = random.Random(1)
    shares = []
    for _ in range(50):
        hidden = masked(row, word_pieces.mask, 0.1, rng)
        changed = hidden.features["ids"] != row.features["ids"]
        assert set(hidden.features["ids"][changed].tolist()) <= {word_pieces.mask}
        assert all((hidden.features[name] == row.features[name]).all() for name in ("cases", "breaks", "quotes"))
        assert hidden.labels is row.labels and hidden.links is row.links
        shares.append(changed.mean())
    assert max(shares) < 0.25 and 0.07 < sum(shares) / len(shares) < 0.13
    assert masked(row, word_pieces.mask, 0.0, rng) is row
