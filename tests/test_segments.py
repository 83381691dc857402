"""Cutting a text where spans start and end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.segments import Placed, segments

OUTER, INNER, LATER = Placed(2, 9, "content", 1), Placed(4, 6, "content", 2), Placed(5, 12, "source", 3)


def cut(*spans: Placed, start: int = 0, end: int = 12) -> list[tuple[int, int, list[int], list[int]]]:
    return [
        (piece.start, piece.end, [s.number for s in piece.active], [s.number for s in piece.begun])
        for piece in segments(spans, start, end)
    ]


@pytest.mark.parametrize(
    ("spans", "pieces"),
    [
        ((), [(0, 12, [], [])]),
        ((OUTER,), [(0, 2, [], []), (2, 9, [1], [1]), (9, 12, [], [])]),
        (
            (INNER, OUTER, LATER),
            [
                (0, 2, [], []),
                (2, 4, [1], [1]),
                (4, 5, [1, 2], [2]),
                (5, 6, [1, 2, 3], [3]),
                (6, 9, [1, 3], []),
                (9, 12, [3], []),
            ],
        ),
        # The longest first, of one length the lowest number.
        ((Placed(0, 3, "cue", 5), Placed(0, 12, "cue", 9), Placed(0, 3, "cue", 4)),
         [(0, 3, [9, 4, 5], [9, 4, 5]), (3, 12, [9], [])]),
        # What lies outside or is empty is left out.
        ((Placed(12, 14, "cue", 1), Placed(-3, 0, "cue", 2), Placed(4, 4, "cue", 3)), [(0, 12, [], [])]),
        ((Placed(-3, 4, "cue", 1), Placed(10, 99, "cue", 2)),
         [(0, 4, [1], [1]), (4, 10, [], []), (10, 12, [2], [2])]),
    ],
)  # fmt: skip
def test_pieces(spans: tuple[Placed, ...], pieces: list[tuple[int, int, list[int], list[int]]]) -> None:
    assert cut(*spans) == pieces


def test_a_part_of_a_text() -> None:
    assert cut(OUTER, INNER, start=3, end=6) == [(3, 4, [1], [1]), (4, 6, [1, 2], [2])]
    assert cut(OUTER, start=5, end=5) == []


def test_the_innermost_is_the_shortest() -> None:
    pieces = list(segments((OUTER, INNER), 0, 12))
    assert [piece.innermost().number for piece in pieces if piece.active] == [1, 2, 1]
    with pytest.raises(ValueError, match="empty"):
        pieces[0].innermost()


SPANS = st.builds(Placed, st.integers(-2, 22), st.integers(-2, 22), st.just("content"), st.integers(0, 5))


@given(st.lists(SPANS, max_size=8), st.integers(0, 10), st.integers(0, 10))
def test_pieces_are_the_whole_text_and_know_what_lies_on_them(spans: list[Placed], start: int, size: int) -> None:
    end = start + size
    pieces = list(segments(spans, start, end))
    assert [c for piece in pieces for c in range(piece.start, piece.end)] == list(range(start, end))
    for piece in pieces:
        covering = [s for s in spans if s.start <= piece.start and s.end >= piece.end and s.start < s.end]
        assert sorted(map(repr, piece.active)) == sorted(map(repr, covering))
