"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from attribution.errors import StoreError

DEFAULT_DATABASE = "db/attribution.db"

_Command = TypeVar("_Command", bound=Callable[..., Any])


def database_option(command: _Command) -> _Command:
    """Add ``--db FILE``, passed on as ``database``."""
    return click.option(
        "--db",
        "database",
        metavar="FILE",
        default=DEFAULT_DATABASE,
        show_default=True,
        help="The database.",
    )(command)


def threads_option(command: _Command) -> _Command:
    """Add ``--threads N``, passed on as ``threads``; 0 is as many as suit the computer."""
    return click.option(
        "--threads",
        metavar="N",
        type=click.IntRange(min=0),
        default=0,
        help="Processor threads to read with; as many as suit this computer where it is left out.",
    )(command)


def existing(database: str) -> str:
    """Return the path of a database that is there; StoreError where it is not.

    For commands that change one: a new one, made for a mistyped name, would look like an empty one.
    """
    try:
        found = Path(database).exists()
    except OSError:
        found = False
    if not found:
        raise StoreError(
            f"There is no database at {database}: check --db, "
            f"or make it with attribution ingest PATH --db {database}"
        )
    return database
