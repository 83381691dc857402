"""``attribution speakers log``."""

from __future__ import annotations

import click

from attribution.cli._options import database_option
from attribution.cli._text import columns, line, plural


@click.command()
@database_option
def log(database: str) -> None:
    """Show what was decided by hand: number, when, by whom, what.

    \b
    Example:
      attribution speakers log
    """
    from attribution.store import Store

    with Store(database, read_only=True) as store:
        decided = store.decided()
    rows = [
        (str(one.id), one.made, line(one.who), "undone" if one.undone else "in force", line(one.label))
        for one in decided
    ]
    columns(("decision", "made", "by", "state", "what"), rows)
    click.echo(plural(len(rows), "decision"), err=True)
