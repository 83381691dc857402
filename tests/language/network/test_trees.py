"""Dependency trees from scores made by hand and at random."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from attribution.language.network.trees import MAX_EXACT, ROOT, best_tree, mended, misshapen


def _is_tree(heads: np.ndarray) -> bool:
    """Walk up from each word, step by step."""
    if list(heads).count(ROOT) != 1:
        return False
    for start in range(len(heads)):
        at, steps = start, 0
        while at != ROOT:
            at, steps = int(heads[at]), steps + 1
            if steps > len(heads):
                return False
    return True


@pytest.mark.parametrize(
    ("heads", "sentence", "bad"),
    [
        ([], [], []),
        ([-1], [0], []),
        ([-1, 0, 1], [0, 0, 0], []),
        ([-1, -1, 1], [0, 0, 0], [0]),  # two roots
        ([1, 0, -1], [0, 0, 0], [0]),  # a cycle beside a tree
        ([1, 2, 0], [0, 0, 0], [0]),  # no root at all
        ([1, -1, -1, 2], [0, 0, 1, 1], []),
        ([1, -1, 3, 2], [0, 0, 1, 1], [1]),
        ([1, 0, 3, 2, -1], [0, 0, 1, 1, 2], [0, 1]),
    ],
)
def test_misshapen_sentences_are_found(heads: list[int], sentence: list[int], bad: list[int]) -> None:
    found = misshapen(np.asarray(heads, dtype=np.int64), np.asarray(sentence, dtype=np.int64))
    assert found.tolist() == bad


def test_a_deep_tree_is_no_cycle() -> None:
    heads = np.arange(-1, 3000, dtype=np.int64)
    assert misshapen(heads, np.zeros(3001, dtype=np.int64)).tolist() == []


@pytest.mark.parametrize(
    ("scores", "heads"),
    [
        ([[5.0, 0.0]], [ROOT]),
        # Both want to be the root: the first has more to lose.
        ([[9, 0, 1], [8, 5, 0]], [ROOT, 0]),
        # 0 and 1 want each other: the cycle opens where it costs least, at 1.
        ([[0, 0, 9], [2, 9, 0]], [1, ROOT]),
        # Three in a circle, with the root at a fourth.
        ([[0, 0, 9, 0, 1], [0, 0, 0, 9, 1], [0, 9, 0, 0, 5], [9, 0, 0, 0, 0]], [1, 2, 3, ROOT]),
    ],
)
def test_the_best_tree_of_small_tables(scores: list[list[float]], heads: list[int]) -> None:
    assert best_tree(np.asarray(scores, dtype=np.float64)).tolist() == heads


@pytest.mark.parametrize("seed", range(30))
def test_no_tree_is_better_than_the_best(seed: int) -> None:
    rng = np.random.default_rng(seed)
    size = 1 + seed % 5
    scores = rng.normal(size=(size, size + 1)) * 5

    def total(heads: np.ndarray) -> float:
        return float(sum(scores[word, head + 1] for word, head in enumerate(heads)))

    choices = (np.asarray(heads) for heads in itertools.product(range(-1, size), repeat=size))
    best = max((heads for heads in choices if _is_tree(heads)), key=total)
    assert best_tree(scores).tolist() == best.tolist()


def test_cycles_in_cycles_end() -> None:
    """Each word loves its neighbour most, less so the further on: every contraction makes the next cycle."""
    size = MAX_EXACT
    places = np.arange(size)
    scores = np.zeros((size, size + 1))
    scores[:, 1:] = -np.abs(places[:, None] - places[None, :]) - places[None, :] * 1e-3
    scores[:, 0] = -2.0 * size
    assert _is_tree(best_tree(scores))


def test_long_sentences_are_mended_word_by_word() -> None:
    heads = np.asarray([ROOT, 0, ROOT, 4, 3, 4, 6 + 1, 6], dtype=np.int64)
    likely_root = np.asarray([3, 0, 5, 0, 1, 0, 2, 1], dtype=np.float32)
    # Word 2 is the likelier root; of the circles 3-4 and 6-7, words 4 and 6 come off.
    assert mended(heads, likely_root).tolist() == [2, 0, ROOT, 4, 2, 4, 2, 6]


@pytest.mark.parametrize("seed", range(10))
def test_mending_makes_a_tree_of_anything(seed: int) -> None:
    rng = np.random.default_rng(seed)
    size = int(rng.integers(1, 400))
    heads = rng.integers(-1, size, size)
    heads[heads == np.arange(size)] = ROOT
    assert _is_tree(mended(heads, rng.normal(size=size).astype(np.float32)))
