"""PageRank over weighted edges, as a short power iteration."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

DAMPING = 0.85
_ROUNDS = 200
_CLOSE = 1e-10  # summed over all nodes, from one round to the next


def pagerank(size: int, sources: Sequence[int], targets: Sequence[int], weights: Sequence[float]) -> list[float]:
    """Return the rank of each of ``size`` nodes; the ranks sum to 1.

    The three sequences have an item an edge; sources and targets are numbers of nodes from 0. A node without
    an edge of its own passes its rank on to all alike.
    """
    if not size:
        return []
    start, end = np.asarray(sources, dtype=np.int64), np.asarray(targets, dtype=np.int64)
    weight = np.asarray(weights, dtype=np.float64)
    total = np.bincount(start, weights=weight, minlength=size)
    share = weight / total[start]
    silent = total == 0
    rank = np.full(size, 1 / size)
    for _ in range(_ROUNDS):
        given = np.bincount(end, weights=rank[start] * share, minlength=size)
        new = DAMPING * (given + rank[silent].sum() / size) + (1 - DAMPING) / size
        moved = np.abs(new - rank).sum()
        rank = new
        if moved < _CLOSE:
            break
    ranks: list[float] = rank.tolist()
    return ranks
