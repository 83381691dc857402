"""The best sequence of tags, and how sure each is: a linear-chain CRF in numpy."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]


def best_path(scores: Floats, transitions: Floats) -> Ints:
    """Return the best tag of each piece (Viterbi): ``scores`` (pieces, tags), ``transitions`` (from, to)."""
    size, tags = scores.shape
    path = np.zeros(size, dtype=np.int64)
    if not size:
        return path
    back = np.zeros((size, tags), dtype=np.int64)
    # A tag that may not follow O may not stand first either.
    value = scores[0] + np.where(transitions[0] < -1e3, transitions[0], 0)
    columns = np.arange(tags)
    for at in range(1, size):
        candidates = value[:, None] + transitions
        back[at] = candidates.argmax(axis=0)
        value = candidates[back[at], columns] + scores[at]
    path[-1] = int(value.argmax())
    for at in range(size - 1, 0, -1):
        path[at - 1] = back[at, path[at]]
    return path


def marginals(scores: Floats, transitions: Floats) -> Floats:
    """Return the probability of each tag at each piece, (pieces, tags): forward and backward passes, rescaled."""
    size, tags = scores.shape
    if not size:
        return np.zeros((0, tags), dtype=np.float32)
    step = np.exp(np.clip(transitions, -50, 50)).astype(np.float64)
    emit = np.exp((scores - scores.max(axis=1, keepdims=True)).astype(np.float64))
    forward = np.empty((size, tags))
    backward = np.empty((size, tags))
    forward[0] = emit[0] * (transitions[0] > -1e3)
    forward[0] /= forward[0].sum()
    for at in range(1, size):
        row = (forward[at - 1] @ step) * emit[at]
        forward[at] = row / row.sum()
    backward[-1] = 1.0
    for at in range(size - 2, -1, -1):
        row = step @ (emit[at + 1] * backward[at + 1])
        backward[at] = row / row.sum()
    both = forward * backward
    shares: Floats = (both / both.sum(axis=1, keepdims=True)).astype(np.float32)
    return shares


def segments(path: Ints) -> list[tuple[int, int, int]]:
    """Return (label, first, last) of each B tag with its I tags; ``last`` is exclusive, labels count from 0."""
    found: list[tuple[int, int, int]] = []
    open_label = -1
    for at, tag in enumerate(path.tolist()):
        if tag == 0:
            open_label = -1
            continue
        label = (tag - 1) // 2
        if tag % 2 == 1 or label != open_label:
            found.append((label, at, at + 1))
        else:
            found[-1] = (label, found[-1][1], at + 1)
        open_label = label
    return found
