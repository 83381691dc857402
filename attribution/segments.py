"""Cutting a text where spans start and end, so that each piece can be marked by all that lies on it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Placed:
    """A span of a text, end exclusive, with what it is (``role``) and the number of what it belongs to."""

    start: int
    end: int
    role: str
    number: int


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a text on which the same spans lie from its start to its end.

    ``begun`` are those that start with it, the longest first; ``active`` all that lie on it.
    """

    start: int
    end: int
    active: tuple[Placed, ...]
    begun: tuple[Placed, ...]

    def innermost(self) -> Placed:
        """Return the shortest span on it, of those of one length the one with the lowest number.

        Raises ValueError where none lies on it.
        """
        return min(self.active, key=lambda span: (span.end - span.start, span.number))


def segments(spans: Iterable[Placed], start: int, end: int) -> Iterator[Segment]:
    """Yield the pieces of ``text[start:end]`` in order; together they are all of it.

    A span that is empty or lies outside is left out, one that reaches outside is cut off there.
    """
    starting: dict[int, list[Placed]] = {}
    cuts = {start, end}
    for span in spans:
        first, last = max(span.start, start), min(span.end, end)
        if first < last:
            starting.setdefault(first, []).append(span)
            cuts |= {first, last}
    active: list[Placed] = []
    for first, last in pairwise(sorted(cuts)):
        begun = sorted(starting.get(first, ()), key=lambda span: (span.start - span.end, span.number))
        active = [span for span in (*active, *begun) if span.end > first]
        yield Segment(first, last, tuple(active), tuple(begun))
