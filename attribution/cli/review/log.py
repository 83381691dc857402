"""``attribution review log``."""

from __future__ import annotations

import click

from attribution.cli._options import database_option
from attribution.cli._text import columns, line
from attribution.cli.review._reviewing import decided


@click.command()
@click.option(
    "--limit", type=click.IntRange(min=1), default=50, show_default=True, help="At most so many reviews."
)
@database_option
def log(limit: int, database: str) -> None:
    """Show all reviews, the newest first.

    One a line: number, when, by whom, of which quote, whether it is in force, what.

    \b
    Example:
      attribution review log --limit 200
    """
    from attribution.store import Store

    with Store(database, read_only=True) as store:
        found = store.reviewed(limit=limit + 1)
    rows = []
    for one in found[:limit]:
        state = "undone" if one.undone else "in force"
        rows.append((str(one.id), one.made, line(one.reviewer), str(one.attribution_id), state, decided(one)))
    columns(("review", "made", "by", "quote", "state", "what"), rows)
    if len(found) > limit:
        click.echo(f"There are more than {limit:,}: raise --limit.", err=True)
