"""``attribution speakers undo``."""

from __future__ import annotations

import click

from attribution.cli._options import database_option, existing
from attribution.cli._text import line


@click.command()
@click.argument("decision_id", metavar="[DECISION]", type=int, required=False)
@database_option
def undo(decision_id: int | None, database: str) -> None:
    """Take back a merge, split, new name or link.

    That is the last one, unless the number of another is given: attribution speakers log shows them.

    \b
    Example:
      attribution speakers undo
      attribution speakers undo 4
    """
    from attribution.store import Store

    with Store(existing(database)) as store, store.decisions(who="") as by_hand:
        undone = by_hand.undo(decision_id)
    click.echo(f"Undone: decision {undone.id}, {line(undone.label)}.")
