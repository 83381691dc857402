"""Rows in columns, for people."""

from __future__ import annotations

from collections.abc import Sequence

import click


def columns(headings: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
    """Print rows under their headings, each column as wide as its widest cell."""
    widths = [max(map(len, column)) for column in zip(headings, *rows, strict=True)]
    for row in (headings, *rows):
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        click.echo("  ".join(cells).rstrip())
