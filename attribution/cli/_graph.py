"""The filters of ``attribution graph`` and ``attribution export graph``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from attribution.cli._options import ACTS, KINDS

_Command = TypeVar("_Command", bound=Callable[..., Any])

_OPTIONS = (
    click.option(
        "--from", "from_day", metavar="DAY", help="Only from this day on, as 2026-03-31; or a month, a year."
    ),
    click.option("--to", "to_day", metavar="DAY", help="Only up to this day, month or year, all of it included."),
    click.option("--outlet", metavar="NAME", help="Only what this outlet printed."),
    click.option("--kind", type=click.Choice(KINDS), help="Only quotes of this kind."),
    click.option("--act", type=click.Choice(ACTS), help="Only what was said, written, believed and so on."),
    click.option(
        "--entity", metavar="NAME", help="Only edges from or to this one, by name or number in graph_nodes."
    ),
    click.option(
        "--min-weight",
        metavar="N",
        type=click.IntRange(min=1),
        default=1,
        help="Only edges of at least so many different statements.",
    ),
)


def graph_options(command: _Command) -> _Command:
    """Add the options that choose a part of the graph, passed on by the names of the fields of ``Wish``."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command
