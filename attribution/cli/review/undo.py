"""``attribution review undo``."""

from __future__ import annotations

import click

from attribution.cli._options import database_option, existing
from attribution.cli.review._reviewing import decided, reviewer_option


@click.command()
@click.argument("review_id", metavar="[REVIEW]", type=int, required=False)
@reviewer_option
@database_option
def undo(review_id: int | None, reviewer: str, database: str) -> None:
    """Take back a review; an earlier one of the same quote counts again.

    That is your last one, unless the number of another is given: attribution review log shows them.

    \b
    Example:
      attribution review undo
      attribution review undo 4
    """
    from attribution.store import Store

    with Store(existing(database)) as store, store.reviews(reviewer=reviewer) as reviews:
        undone = reviews.undo(review_id)
    click.echo(f"Undone: review {undone.id} of quote {undone.attribution_id}, {decided(undone)}.")
