"""The tag chain against every path counted one by one."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest

from attribution.language.network.chain import best_path, marginals, segments
from attribution.language.network.tags import ENTITY_TAGS, ROLE_TAGS, allowed

TAGS = 5  # O and two labels: small enough to count all paths


def _problem(seed: int, size: int) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    transitions = rng.normal(size=(TAGS, TAGS)).astype(np.float32)
    for before, after in product(range(TAGS), repeat=2):
        if not allowed(before, after):
            transitions[before, after] = -1e4
    return rng.normal(scale=2, size=(size, TAGS)).astype(np.float32), transitions


def _paths(scores: np.ndarray, transitions: np.ndarray) -> dict[tuple[int, ...], float]:
    out = {}
    for path in product(range(TAGS), repeat=len(scores)):
        if not allowed(0, path[0]):
            continue
        total = sum(float(scores[at, tag]) for at, tag in enumerate(path))
        total += sum(float(transitions[a, b]) for a, b in pairwise(path))
        out[path] = total
    return out


@pytest.mark.parametrize("seed", range(8))
def test_best_path_is_the_best_of_all_paths(seed: int) -> None:
    scores, transitions = _problem(seed, 5)
    paths = _paths(scores, transitions)
    assert tuple(best_path(scores, transitions).tolist()) == max(paths, key=paths.__getitem__)


@pytest.mark.parametrize("seed", range(4))
def test_marginals_are_the_sums_over_all_paths(seed: int) -> None:
    scores, transitions = _problem(seed, 4)
    paths = _paths(scores, transitions)
    weights = {path: np.exp(value) for path, value in paths.items()}
    total = sum(weights.values())
    found = marginals(scores, transitions)
    for at, tag in product(range(4), range(TAGS)):
        expected = sum(w for path, w in weights.items() if path[at] == tag) / total
        assert found[at, tag] == pytest.approx(expected, abs=1e-4)


def _slow_best_path(scores: np.ndarray, transitions: np.ndarray) -> list[int]:
    """Viterbi, a piece at a time."""
    value = scores[0].astype(float) + np.where(transitions[0] < -1e3, transitions[0], 0)
    back = []
    for row in scores[1:].astype(float):
        ways = value[:, None] + transitions
        back.append(ways.argmax(axis=0))
        value = ways.max(axis=0) + row
    path = [int(value.argmax())]
    for pointers in reversed(back):
        path.insert(0, int(pointers[path[0]]))
    return path


def _slow_marginals(scores: np.ndarray, transitions: np.ndarray) -> np.ndarray:
    """Forward and backward in logarithms, a piece at a time."""
    scores, steps = scores.astype(float), np.clip(transitions.astype(float), -50, 50)
    forward = [scores[0] + np.where(transitions[0] < -1e3, -np.inf, 0)]
    for row in scores[1:]:
        forward.append(np.logaddexp.reduce(forward[-1][:, None] + steps, axis=0) + row)
    backward = [np.zeros(scores.shape[1])]
    for row in scores[:0:-1]:
        backward.insert(0, np.logaddexp.reduce(steps + row + backward[0], axis=1))
    both = np.array(forward) + np.array(backward)
    return np.exp(both - np.logaddexp.reduce(both, axis=1, keepdims=True))


@pytest.mark.parametrize("size", [1, 2, 3, 4, 5, 16, 17, 24, 25, 26, 401])  # around the edges of the blocks
def test_blocks_give_what_one_piece_after_another_gives(size: int) -> None:
    scores, transitions = _problem(size, size)
    assert best_path(scores, transitions).tolist() == _slow_best_path(scores, transitions)
    np.testing.assert_allclose(marginals(scores, transitions), _slow_marginals(scores, transitions), atol=1e-5)


def test_a_long_text_neither_overflows_nor_vanishes() -> None:
    scores, transitions = _problem(1, 5000)
    found = marginals(scores * 20, transitions)
    assert np.isfinite(found).all()
    assert np.allclose(found.sum(axis=1), 1, atol=1e-4)


def test_nothing_in_nothing_out() -> None:
    _, transitions = _problem(0, 1)
    empty = np.zeros((0, TAGS), dtype=np.float32)
    assert best_path(empty, transitions).tolist() == []
    assert marginals(empty, transitions).shape == (0, TAGS)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ([0, 1, 2, 0, 3], [(0, 1, 3), (1, 4, 5)]),
        ([1, 1, 2], [(0, 0, 1), (0, 1, 3)]),  # a B begins anew beside its like
        ([3, 4, 1, 2, 2], [(1, 0, 2), (0, 2, 5)]),
        ([2, 2, 0, 4], [(0, 0, 2), (1, 3, 4)]),  # an I without its B still makes a span
        ([], []),
    ],
)
def test_segments(path: list[int], expected: list[tuple[int, int, int]]) -> None:
    assert segments(np.asarray(path, dtype=np.int64)) == expected


def test_tag_sets_are_those_of_the_weights() -> None:
    assert ROLE_TAGS == ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
    assert ENTITY_TAGS[::2] == ("O", "I-PERSON", "I-ORG", "I-PLACE", "I-OTHER")
