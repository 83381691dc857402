"""Dependency trees from scores: for each word of a sentence its head, so that all of them hang on one root."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.floating]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
# The exact tree costs the square of a sentence's length at every cycle: longer ones are mended word by word.
MAX_EXACT = 160
ROOT = -1


def misshapen(heads: Ints, sentence: Ints) -> Ints:
    """Return the numbers of the sentences that are no tree with one root, in order.

    ``heads`` (words,) holds the number of each word's head, within its sentence, or ROOT; ``sentence`` (words,)
    holds each word's sentence, counted from 0 without gaps.
    """
    size = len(heads)
    roots = np.bincount(sentence[heads == ROOT], minlength=int(sentence[-1]) + 1 if size else 0)
    # Each step doubles how far up a word looks; whoever is not at the top then goes round in a circle.
    above = np.append(heads, ROOT)
    above[above == ROOT] = size
    reach = int(np.bincount(sentence).max()) if size else 0
    for _ in range(max(0, reach).bit_length()):
        above = above[above]
    circling = sentence[above[:-1] != size]
    bad = roots != 1
    bad[circling] = True
    return np.flatnonzero(bad)


def best_tree(scores: Floats) -> Ints:
    """Return the tree with the highest sum of scores and exactly one root: (words,) of head numbers or ROOT.

    ``scores`` (words, words + 1): row a word, column 0 the root, column k + 1 word k as head. Maximum spanning
    arborescence by contracting cycles (Chu and Liu 1965, Edmonds 1967), in at most ``words`` rounds.
    """
    words = len(scores)
    if not words:
        return np.zeros(0, dtype=np.int64)
    table = np.full((words + 1, words + 1), -np.inf)
    table[1:] = scores
    np.fill_diagonal(table, -np.inf)
    if (table[1:].argmax(axis=1) == 0).sum() <= 1:
        heads: Ints = _contracted(table.copy())[1:] - 1
        if (heads == ROOT).sum() == 1:
            return heads
    # A price on the root that no gain elsewhere repays: a second root is never worth it, the first has no choice.
    # Left out above where it is not needed, because it makes every word part of some cycle first.
    table[1:, 0] -= (float(scores.max()) - float(scores.min()) + 1.0) * (words + 1)
    return np.asarray(_contracted(table)[1:] - 1)


def _contracted(table: npt.NDArray[np.float64]) -> Ints:
    """Return the head of each node for ``table`` (dependent, head), which is overwritten; node 0 is the root."""
    undo: list[tuple[Ints, Ints, Ints, Ints]] = []
    gone = np.zeros(len(table), dtype=bool)
    while True:
        heads: Ints = table.argmax(axis=1)
        heads[0] = 0
        cycle = _cycle(heads, gone)
        if cycle is None:
            break
        # The first node of the cycle stands for all of it; coming in at a node saves that node's own head.
        first = cycle[0]
        inside = heads[cycle]
        entering = table[cycle] - table[cycle, inside][:, None]
        entering[:, cycle] = -np.inf
        entry = cycle[entering.argmax(axis=0)]
        leaving = table[:, cycle]
        exit_ = cycle[leaving.argmax(axis=1)]
        table[:, first] = leaving.max(axis=1)
        table[:, cycle[1:]] = -np.inf
        table[first] = entering.max(axis=0)
        table[cycle[1:]] = -np.inf
        table[first, first] = -np.inf
        gone[cycle[1:]] = True
        undo.append((cycle, inside, entry, exit_))
    for cycle, inside, entry, exit_ in reversed(undo):
        first = cycle[0]
        came_from = heads[first]
        on_cycle = heads == first
        on_cycle[cycle] = False
        heads[on_cycle] = exit_[on_cycle]
        heads[cycle] = inside
        heads[entry[came_from]] = came_from
    return heads


def _cycle(heads: Ints, gone: Flags) -> Ints | None:
    """Return the nodes of one cycle in the order in which heads follow, or None where there is none."""
    above = heads.tolist()
    seen = (-gone.astype(np.int64)).tolist()
    seen[0] = -1
    for start in range(1, len(above)):
        at = start
        while seen[at] == 0:
            seen[at] = start
            at = above[at]
        if seen[at] == start:
            nodes = [at]
            while above[nodes[-1]] != at:
                nodes.append(above[nodes[-1]])
            return np.asarray(nodes, dtype=np.int64)
    return None


def mended(heads: Ints, root_scores: Floats) -> Ints:
    """Make a tree of the heads of one sentence in time linear in its length, near the best where few are wrong.

    The likeliest root stays one; other roots, and in each cycle the word that is likeliest to be a root, hang on
    it. ``heads`` (words,) counts within the sentence, ``root_scores`` (words,).
    """
    heads = heads.copy()
    roots = np.flatnonzero(heads == ROOT)
    pool = roots if len(roots) else np.arange(len(heads))
    top = int(pool[root_scores[pool].argmax()])
    heads[roots] = top
    heads[top] = ROOT
    state = np.zeros(len(heads), dtype=np.int64)  # 0 not seen, else the walk that saw it
    state[top] = -1
    for start in range(len(heads)):
        walk, at = [], start
        while state[at] == 0:
            state[at] = start + 1
            walk.append(at)
            at = int(heads[at])
        if state[at] == start + 1:
            circle = np.asarray(walk[walk.index(at) :])
            heads[circle[root_scores[circle].argmax()]] = top
        state[walk] = -1
    return heads
