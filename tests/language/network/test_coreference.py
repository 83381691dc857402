"""Links from a word to the word it goes back to, by hand-made scores."""

from __future__ import annotations

import numpy as np
import pytest

from attribution.language.network.coreference import chances, leads
from attribution.language.network.windows import Window
from attribution.language.network.wordpieces import Pieces

WORDS = ["Ilse", "Brandt", "met", "the", "minister", "and", "she", "smiled"]
STARTS = np.cumsum([0] + [len(word) + 1 for word in WORDS[:-1]])
AT = dict(zip(WORDS, STARTS.tolist(), strict=True))


def _pieces() -> Pieces:
    zeros = np.zeros(len(WORDS), dtype=np.int64)
    ends = STARTS + [len(word) for word in WORDS]
    return Pieces(zeros, STARTS, ends, zeros, zeros, zeros)


def _table(links: dict[str, dict[str, float]], start: int = 0, end: int = len(WORDS)) -> tuple[Window, np.ndarray]:
    """A window's table where each word's antecedents have the given chances; the rest goes to nobody."""
    size = end - start + 2
    table = np.full((size, size), 1e-9, dtype=np.float32)
    table[:, 0] = 1.0
    for word, targets in links.items():
        row = WORDS.index(word) - start + 1
        table[row, 0] = max(1e-9, 1 - sum(targets.values()))
        for target, share in targets.items():
            table[row, WORDS.index(target) - start + 1] = share
    return Window(start, end), np.log(table)


def test_likely_antecedents_by_where_they_begin() -> None:
    links = [_table({"she": {"Brandt": 0.7, "minister": 0.28, "met": 0.01}})]
    found = chances(_pieces(), links, [AT["she"]])
    assert found[AT["she"]] == [(AT["Brandt"], pytest.approx(0.7)), (AT["minister"], pytest.approx(0.28))]
    assert found[AT["Brandt"]] == [] == found[AT["minister"]], "their own antecedents are looked up too: none"


def test_no_word_goes_back_to_a_later_one_or_to_itself() -> None:
    links = [_table({"minister": {"she": 0.6, "minister": 0.3, "Brandt": 0.1}})]
    assert chances(_pieces(), links, [AT["minister"]])[AT["minister"]] == [(AT["Brandt"], pytest.approx(0.1))]


def test_each_row_is_read_in_the_window_that_holds_it() -> None:
    links = [_table({"Brandt": {"Ilse": 0.9}}, 0, 3), _table({"she": {"minister": 0.9}}, 3, 8)]
    found = chances(_pieces(), links, [AT["Brandt"], AT["she"]])
    assert found[AT["Brandt"]] == [(AT["Ilse"], pytest.approx(0.9))]
    assert found[AT["she"]] == [(AT["minister"], pytest.approx(0.9))]


def test_chains_are_followed_to_words_with_an_owner() -> None:
    links = {10: [(5, 0.6), (3, 0.3)], 5: [(1, 0.5), (0, 0.5)], 3: [(3, 1.0)]}
    assert leads(links, 10, {1: 7, 0: 8, 3: 7}).owners == {7: pytest.approx(0.6), 8: pytest.approx(0.3)}
    assert leads(links, 10, {5: 9}).owners == {9: pytest.approx(0.6)}, "an owned word is not followed further"
    assert leads(links, 99, {1: 7}).owners == {}


def test_a_circle_ends() -> None:
    assert leads({4: [(2, 1.0)], 2: [(4, 1.0)]}, 4, {0: 1}).owners == {}
