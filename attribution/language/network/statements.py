"""What a text states of the people it names: the words of roles and of bodies, each with whose they are.

The encoder tags the pieces of both and links each to the first piece of the name that it is stated of.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import numpy.typing as npt

from attribution.language.network.chain import best_path
from attribution.language.network.windows import Window
from attribution.language.network.wordpieces import Pieces
from attribution.records import Span

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
Kind = Literal["role", "body"]
KINDS: tuple[Kind, ...] = ("role", "body")
_STATES = 1 + 2 * len(KINDS)  # outside; then begin and inside of each kind, as in ``tags.bio``
_BARRED = np.float32(-1e4)
_CAPTION = 3  # small letters before a capital: "iPhone" has fewer
# Added to what the tags say for words of either kind: chosen on held-out articles (EXPERIMENTS.md)
LEANING = 1.0


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


def _log_softmax(scores: Floats) -> Floats:
    above = scores - scores.max(axis=-1, keepdims=True)
    shares: Floats = above - np.log(np.exp(above).sum(axis=-1, keepdims=True))
    return shares


def _steps() -> Floats:
    """Return what bars a state behind another, (from, to): an inside needs its own begin or inside before it."""
    steps = np.zeros((_STATES, _STATES), dtype=np.float32)
    for state in range(2, _STATES, 2):
        steps[:, state] = _BARRED
        steps[state - 1 : state + 1, state] = 0.0
    return steps


def _states(tags: Mapping[Kind, Floats], leaning: float) -> tuple[Ints, Floats]:
    """Return the best state of each piece, (pieces,), and how likely it is by the tags alone, (pieces,).

    A piece is of one kind: what speaks for one speaks for its not being of the other.
    """
    shares = [_log_softmax(tags[kind]) for kind in KINDS]
    outside = np.sum([share[:, 0] for share in shares], axis=0)
    columns = [outside]
    for share in shares:
        columns += [outside - share[:, 0] + share[:, 1] + leaning, outside - share[:, 0] + share[:, 2] + leaning]
    path = best_path(np.stack(columns, axis=1).astype(np.float32), _steps())
    inside = np.stack([np.zeros(len(path)), *(1.0 - np.exp(share[:, 0]) for share in shares)], axis=1)
    chances: Floats = np.take_along_axis(inside, ((path[:, None] + 1) // 2), axis=1)[:, 0].astype(np.float32)
    return path, chances


def _runs(path: Ints) -> Iterator[tuple[Kind, int, int]]:
    """Yield the kind of words, and where they begin and end, in pieces."""
    start = -1
    for at in range(len(path) + 1):
        state = int(path[at]) if at < len(path) else 0
        begins = state % 2 == 1
        if start >= 0 and (state == 0 or begins):
            yield KINDS[(int(path[start]) - 1) // 2], start, at
            start = -1
        if begins:
            start = at


def _whole(text: str, pieces: Pieces, first: int, last: int) -> Span:
    """Return pieces as whole words: a word cut in two by the tags is given back its other half."""
    start, end = int(pieces.starts[first]), int(pieces.ends[last - 1])
    while start and text[start].isalnum() and text[start - 1].isalnum():
        if text[start].isupper() and text[start - 1].islower():
            break  # two words that lost the space between them
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    # "imageUS": a caption's word that has lost the space behind it
    small = next((at for at in range(start, end) if not text[at].islower()), start)
    return (small if small - start >= _CAPTION and text[small].isupper() else start), end


def stated(
    text: str,
    pieces: Pieces,
    tags: Mapping[Kind, Floats],
    links: Sequence[tuple[Window, Floats]],
    *,
    leaning: float = LEANING,
) -> list[Stated]:
    """Return the roles and bodies that a text states of people, in order.

    ``tags`` has the scores of O, B and I of each kind, (pieces, 3); ``links`` a table for each window, in order,
    (pieces + 2, pieces + 2), as in ``coreference.chances``.
    """
    found = []
    for window, table in links:
        inside = slice(window.start, window.end)
        path, chances = _states({kind: scores[inside] for kind, scores in tags.items()}, leaning)
        for kind, first, last in _runs(path):
            ends = np.exp(_log_softmax(table[first + 1 : last + 1])).mean(axis=0)[1:-1]
            holder = int(ends.argmax())
            span = _whole(text, pieces, window.start + first, window.start + last)
            at = int(pieces.starts[window.start + holder])
            chance = round(float(chances[first:last].mean()), 4)
            found.append(Stated(kind, span, chance, at, round(float(ends[holder]), 4)))
    return _joined(text, sorted(found, key=lambda one: (one.span, one.kind)))


def _joined(text: str, found: Sequence[Stated]) -> list[Stated]:
    """Join words of one kind and name that nothing but a space parts: "former" and "defence minister"."""
    whole: list[Stated] = []
    for one in found:
        last = whole[-1] if whole else one
        apart = text[last.span[1] : one.span[0]]
        if whole and (last.kind, last.holder) == (one.kind, one.holder) and apart in (" ", "\u00a0"):
            span = (last.span[0], one.span[1])
            whole[-1] = replace(one, span=span, chance=max(last.chance, one.chance), held=max(last.held, one.held))
        else:
            whole.append(one)
    return whole
