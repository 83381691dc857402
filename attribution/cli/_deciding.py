"""What the commands that decide who is who share."""

from __future__ import annotations

import getpass
from collections.abc import Callable
from typing import Any, TypeVar

import click

_Command = TypeVar("_Command", bound=Callable[..., Any])


def by_option(command: _Command) -> _Command:
    """Add ``--by NAME``, passed on as ``who``: the one who decides, as the log will say."""
    return click.option(
        "--by",
        "who",
        metavar="NAME",
        default=user,
        help="Who decides this, for the log; your login name where it is left out.",
    )(command)


def user() -> str:
    """Return the login name of whoever runs the command."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # what it raises where there is no login name depends on the system
        return "unknown"
