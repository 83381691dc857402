"""What a text states of the people it names: the words of roles and of bodies, each with whose they are.

The encoder tags the pieces of both and links each to the first piece of the name that it is stated of.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from attribution.language.network.windows import Window
from attribution.language.network.wordpieces import Pieces
from attribution.records import Span

Floats = npt.NDArray[np.float32]
Kind = Literal["role", "body"]
_BEGIN, _INSIDE = 1, 2
LEAST = 0.5  # what a piece's tags of a kind add up to where it is part of such words


@dataclass(frozen=True, slots=True)
class Stated:
    """The words of a role or a body.

    ``chance`` says how likely they are one; ``holder`` is where the name begins whose they are, ``held`` how
    likely it is that name's.
    """

    kind: Kind
    span: Span
    chance: float
    holder: int
    held: float


def _softmax(scores: Floats) -> Floats:
    shares = np.exp(scores - scores.max(axis=-1, keepdims=True))
    normal: Floats = shares / shares.sum(axis=-1, keepdims=True)
    return normal


def _runs(shares: Floats) -> Iterator[tuple[int, int]]:
    """Yield where words of a kind begin and end, in pieces: ``shares`` (pieces, 3) of O, B and I."""
    inside = 1.0 - shares[:, 0] >= LEAST
    begins = shares[:, _BEGIN] > shares[:, _INSIDE]
    start = -1
    for at in range(len(shares) + 1):
        here = at < len(shares) and inside[at]
        if start >= 0 and (not here or begins[at]):
            yield start, at
            start = -1
        if here and start < 0:
            start = at


def _whole(text: str, pieces: Pieces, first: int, last: int) -> Span:
    """Return pieces as whole words: a word cut in two by the tags is given back its other half."""
    start, end = int(pieces.starts[first]), int(pieces.ends[last - 1])
    while start and text[start].isalnum() and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return start, end


def stated(
    text: str, pieces: Pieces, tags: dict[Kind, Floats], links: Sequence[tuple[Window, Floats]]
) -> list[Stated]:
    """Return the roles and bodies that a text states of people, in order.

    ``tags`` has the scores of O, B and I of each kind, (pieces, 3); ``links`` a table for each window, in order,
    (pieces + 2, pieces + 2), as in ``coreference.chances``.
    """
    found = []
    for window, table in links:
        inside = slice(window.start, window.end)
        for kind, scores in tags.items():
            shares = _softmax(scores[inside])
            for first, last in _runs(shares):
                ends = _softmax(table[first + 1 : last + 1]).mean(axis=0)[1:-1]
                holder = int(ends.argmax())
                span = _whole(text, pieces, window.start + first, window.start + last)
                chance = 1.0 - float(shares[first:last, 0].mean())
                at = int(pieces.starts[window.start + holder])
                found.append(Stated(kind, span, round(chance, 4), at, round(float(ends[holder]), 4)))
    return sorted(found, key=lambda one: (one.span, one.kind))
