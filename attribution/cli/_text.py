"""Text from articles on a terminal, in lines and in columns."""

from __future__ import annotations

import re
from collections.abc import Sequence

import click

# Escape sequences in an article could move the cursor, set the title or hide what follows.
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def printable(text: str) -> str:
    """Return a text whose control characters, but for tabs and line ends, are shown as U+FFFD."""
    return _CONTROLS.sub("\ufffd", text)


def line(text: str | None) -> str:
    """Return a text on one line, printable; empty for None."""
    return printable(" ".join((text or "").split()))


def plural(number: int, one: str, many: str | None = None) -> str:
    """Return a number with its noun: "1 article", "1,200 articles"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def columns(headings: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
    """Print rows under their headings, each column as wide as its widest cell."""
    widths = [max(map(len, column)) for column in zip(headings, *rows, strict=True)]
    for row in (headings, *rows):
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        click.echo("  ".join(cells).rstrip())
