"""``attribution review check``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from attribution.cli._options import database_option, existing
from attribution.cli._text import plural
from attribution.cli.review._reviewing import note_option, reviewer_option

if TYPE_CHECKING:
    from attribution.store import Review


@click.command()
@click.argument("quote_ids", metavar="ID...", type=int, nargs=-1, required=True)
@note_option
@reviewer_option
@database_option
def check(quote_ids: tuple[int, ...], note: str | None, reviewer: str, database: str) -> None:
    """Say that quotes are right as the program found them.

    \b
    Example:
      attribution review check 12 14 15
      attribution review check 12 --note "heard the recording"
    """
    from attribution.store import Store

    with Store(existing(database)) as store, store.reviews(reviewer=reviewer) as reviews:
        made = reviews.check(quote_ids, note=note)
    click.echo(f"Checked {plural(len(made), 'quote')}: review{'s' if len(made) > 1 else ''} {_numbers(made)}.")


def _numbers(made: list[Review]) -> str:
    return ", ".join(str(one.id) for one in made)
