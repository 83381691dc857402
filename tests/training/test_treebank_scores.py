"""Scores beside a treebank, on texts made by hand."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from attribution.training.data.documents import Word
from attribution.training.treebank_scores import Tally, compare_names, compare_words, words_of

VOCAB = spacy.blank("en").vocab
# "Dogs bark. Cats sleep."
GOLD = [
    Word(0, 4, "NOUN", "nsubj", 1, True),
    Word(5, 9, "VERB", "root", -1, False),
    Word(9, 10, "PUNCT", "punct", 1, False),
    Word(11, 15, "NOUN", "nsubj", 4, True),
    Word(16, 21, "VERB", "root", -1, False),
    Word(21, 22, "PUNCT", "punct", 4, False),
]


def _f1(given: list[Word], wanted: list[Word]) -> dict[str, float]:
    tally = Tally()
    compare_words(tally, given, wanted)
    return {measure: row["f1"] for measure, row in tally.figures().items()}


def test_the_same_words_are_right() -> None:
    assert _f1(GOLD, GOLD) == {"tokens": 1, "UPOS": 1, "UAS": 1, "LAS": 1, "sentences": 1}


@pytest.mark.parametrize(
    ("at", "word", "expected"),
    [
        (0, Word(0, 4, "PROPN", "nsubj", 1, True), {"UPOS": 5 / 6}),
        (0, Word(0, 4, "NOUN", "obj", 1, True), {"LAS": 5 / 6}),
        (0, Word(0, 4, "NOUN", "nsubj", 2, True), {"UAS": 5 / 6, "LAS": 5 / 6}),
        (3, Word(11, 15, "NOUN", "nsubj", 4, False), {"sentences": 0}),
        # A word cut elsewhere is wrong, and so are those that hang on it.
        (1, Word(5, 8, "VERB", "root", -1, False), {"tokens": 5 / 6, "UPOS": 5 / 6, "UAS": 0.5, "LAS": 0.5}),
    ],
)
def test_one_slip_costs(at: int, word: Word, expected: dict[str, float]) -> None:
    found = _f1([word if number == at else gold for number, gold in enumerate(GOLD)], GOLD)
    assert found == pytest.approx({**dict.fromkeys(found, 1.0), **expected}, abs=1e-4)


def test_a_word_in_two_lowers_precision_more_than_recall() -> None:
    halves = [Word(0, 2, "NOUN", "nsubj", 2, True), Word(2, 4, "NOUN", "dep", 0, False)]
    rest = [Word(w.start, w.end, w.upos, w.relation, w.head + (w.head >= 0), w.starts_sentence) for w in GOLD[1:]]
    tally = Tally()
    compare_words(tally, halves + rest, GOLD)
    assert tally.figures()["tokens"] == {"p": 0.7143, "r": 0.8333, "f1": 0.7692}
    assert tally.figures()["sentences"]["f1"] == 1


def test_tokens_of_a_doc_are_words_without_the_white_space() -> None:
    doc = Doc(
        VOCAB,
        words=["\n", "Dogs", "bark", ".", "\n\n", "Cats", "sleep", "."],
        spaces=[False, True, False, False, False, True, False, False],
        heads=[1, 2, 2, 2, 3, 6, 6, 6],
        deps=["dep", "nsubj", "ROOT", "punct", "dep", "nsubj", "ROOT", "punct"],
        pos=["SPACE", "NOUN", "VERB", "PUNCT", "SPACE", "NOUN", "VERB", "PUNCT"],
    )
    assert words_of(doc) == [
        Word(1, 5, "NOUN", "nsubj", 1, True),
        Word(6, 10, "VERB", "root", -1, False),
        Word(10, 11, "PUNCT", "punct", 1, False),
        Word(13, 17, "NOUN", "nsubj", 4, True),
        Word(18, 23, "VERB", "root", -1, False),
        Word(23, 24, "PUNCT", "punct", 4, False),
    ]


def test_names_need_their_span_and_label() -> None:
    tally = Tally()
    wanted = [(0, 5, "PERSON"), (8, 12, "ORG"), (20, 25, "PLACE"), (30, 35, "OTHER")]
    compare_names(tally, [(0, 5, "PERSON"), (8, 12, "PLACE"), (20, 24, "PLACE"), (30, 35, "OTHER")], wanted)
    figures = tally.figures()
    assert figures["names"] == {"p": 0.3333, "r": 0.3333, "f1": 0.3333}
    assert figures["PERSON"]["f1"] == 1
    assert figures["PLACE"] == {"p": 0, "r": 0, "f1": 0}
    assert "OTHER" not in figures


def test_nothing_is_no_division_by_nothing() -> None:
    assert _f1([], []) == dict.fromkeys(("tokens", "UPOS", "UAS", "LAS", "sentences"), 0)
