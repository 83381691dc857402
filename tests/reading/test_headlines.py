"""The headline that a plain text begins with."""

from __future__ import annotations

import pytest

from attribution.reading.files import headline_of


@pytest.mark.parametrize("end", ["\n\n", "\r\n\r\n", " \n  \n\n"])
def test_a_short_first_line_is_the_headline(end: str) -> None:
    assert headline_of(f"Sea breaks the wall{end}The wall gave way, Ida Noll said.") == "Sea breaks the wall"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Sea breaks the wall",
        "Sea breaks the wall\n\n",
        "The wall gave way.\n\nIda Noll said so.",
        "The wall gave way on\nMonday, Ida Noll said.",
        "Tarn\n\nThe wall gave way.",
        "and the wall\n\nThe wall gave way.",
        "“It fell,”\n\nIda Noll said.",
        f"{'Sea wall ' * 20}falls\n\nIda Noll said so.",
    ],
)
def test_other_first_lines_are_none(text: str) -> None:
    assert headline_of(text) is None
