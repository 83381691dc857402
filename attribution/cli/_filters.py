"""Options that choose quotes, made from the descriptions of the filters."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from attribution.errors import FilterError
from attribution.filters import DESCRIPTIONS, Description

_Command = TypeVar("_Command", bound=Callable[..., Any])


def filter_options(*names: str) -> Callable[[_Command], _Command]:
    """Add the options of these fields of QuoteFilter, passed on by their names; None is one that is not given."""

    def add(command: _Command) -> _Command:
        for name in reversed(names):
            command = _option(DESCRIPTIONS[name])(command)
        return command

    return add


def _option(one: Description) -> Callable[[_Command], _Command]:
    def parsed(context: click.Context, parameter: click.Parameter, written: str | None) -> Any:
        if written is None:
            return None
        if not written.strip():
            # Of a script whose variable is empty: letting everything through would be the worst answer.
            raise click.BadParameter("it is empty: leave it out, or say what it should be", context, parameter)
        try:
            return one.read(written)
        except FilterError as error:
            raise click.BadParameter(str(error), context, parameter) from error

    return click.option(
        f"--{one.parameter.replace('_', '-')}",
        one.name,
        metavar=None if one.choices else one.metavar,
        type=click.Choice(one.choices) if one.choices else str,
        callback=parsed,
        help=one.help,
    )


_ENTITY = click.option(
    "--entity", metavar="NAME", help="Only edges from or to this one, by name or number in graph_nodes."
)
_MIN_WEIGHT = click.option(
    "--min-weight",
    metavar="N",
    type=click.IntRange(min=1),
    default=1,
    help="Only edges of at least so many different statements.",
)


def graph_options(command: _Command) -> _Command:
    """Add the options that choose a part of the graph, passed on by the names of the fields of GraphFilter."""
    return filter_options("from_day", "to_day", "outlet", "kind", "act")(_ENTITY(_MIN_WEIGHT(command)))
