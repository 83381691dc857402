"""Which earlier word a word goes back to ("she" to a name), by the model's links.

A mention goes by its anchor: a pronoun itself, the last word of a name, the noun of "the minister". The links
lead from anchor to anchor, each to the nearest earlier mention of the same entity.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from attribution.language.network.windows import Window
from attribution.language.network.wordpieces import Pieces
from attribution.records import Span

Floats = npt.NDArray[np.float32]
# By where an anchor begins: where its likeliest antecedents begin, and how likely each is
Chances = Mapping[int, Sequence[tuple[int, float]]]

_WORD = re.compile(r"\w+")
_PRONOUN = re.compile(r"\b(?:s?he|him|his|hers?|himself|herself)\b", re.IGNORECASE)
LEAST = 0.05
HOPS = 5  # "she" to "the minister" to "Žalgirienė"


def anchors(text: str, sources: Iterable[Span]) -> Iterator[int]:
    """Yield where the words begin whose antecedents are asked for: those of sources, and all personal pronouns."""
    for span in sources:
        yield from (word.start() for word in _WORD.finditer(text, *span))
    yield from (pronoun.start() for pronoun in _PRONOUN.finditer(text))


def chances(
    pieces: Pieces, links: Sequence[tuple[Window, Floats]], anchors: Iterable[int]
) -> dict[int, list[tuple[int, float]]]:
    """Return the antecedents of the words that begin at the characters ``anchors``, and of these in turn.

    ``links`` has a table for each window, in order, (pieces + 2, pieces + 2): column 0 is nobody, piece k of the
    text is row and column ``k - window.start + 1``. Antecedents of less than LEAST are left out.
    """
    found: dict[int, list[tuple[int, float]]] = {}
    wanted = sorted(set(anchors))
    for _ in range(HOPS):
        for start, row in zip(wanted, _rows(pieces, links, wanted), strict=True):
            found[start] = row
        wanted = sorted({start for row in found.values() for start, _ in row} - found.keys())
        if not wanted:
            break
    return found


def _rows(
    pieces: Pieces, links: Sequence[tuple[Window, Floats]], anchors: Sequence[int]
) -> list[list[tuple[int, float]]]:
    rows: list[list[tuple[int, float]]] = [[] for _ in anchors]
    places = np.searchsorted(pieces.starts, anchors)
    for window, table in links:
        low, high = np.searchsorted(places, (window.start, window.end))
        if low == high:
            continue
        scores = table[places[low:high] - window.start + 1]
        shares = np.exp(scores - scores.max(axis=1, keepdims=True))
        shares /= shares.sum(axis=1, keepdims=True)
        shares[:, 0] = 0.0
        for number, column in np.argwhere(shares >= LEAST):
            piece = window.start + int(column) - 1
            if piece < places[low + number]:
                rows[low + number].append((int(pieces.starts[piece]), round(float(shares[number, column]), 4)))
    return rows


@dataclass(frozen=True, slots=True)
class Leads:
    """Where the links of a word lead: ``owners`` to whom and how likely, ``words`` to which words of nobody's."""

    owners: Mapping[int, float]
    words: Mapping[int, float]


def leads(found: Chances, anchor: int, owners: Mapping[int, int]) -> Leads:
    """Follow the links of the word at ``anchor``; ``owners`` says whose the word at a place is.

    Where a link leads to a word that is nobody's yet, the links of that word are followed. What they leave over
    is how likely the entity is first named by that word ("the doctor").
    """
    shares: dict[int, float] = {}
    words: dict[int, float] = {}
    waiting = [(anchor, 1.0)]
    for hop in range(HOPS + 1):
        following = []
        for start, weight in waiting:
            onward = found.get(start, ()) if hop < HOPS else ()
            if start != anchor:
                words[start] = words.get(start, 0.0) + weight * max(0.0, 1.0 - sum(share for _, share in onward))
            for target, share in onward:
                if target in owners:
                    owner = owners[target]
                    shares[owner] = shares.get(owner, 0.0) + weight * share
                else:
                    following.append((target, weight * share))
        waiting = following
    return Leads(shares, words)
