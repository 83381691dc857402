"""``attribution review wrong``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from attribution.cli._options import database_option, existing
from attribution.cli.review._reviewing import decided, note_option, reviewer_option

if TYPE_CHECKING:
    from attribution.store.reviews.review_rows import Part

_PARTS = ("content", "source", "speaker", "affiliation", "target")


@click.command()
@click.argument("quote_id", metavar="ID", type=int)
@click.option(
    "--what",
    "parts",
    type=click.Choice(_PARTS),
    multiple=True,
    required=True,
    help="What is wrong: its words, who says so, who that is, the role or organisation, whom it is about; "
    "can be given more than once.",
)
@note_option
@reviewer_option
@database_option
def wrong(quote_id: int, parts: tuple[Part, ...], note: str | None, reviewer: str, database: str) -> None:
    """Say what is wrong in a quote.

    \b
    Example:
      attribution review wrong 12 --what speaker --note "she is the mayor here"
      attribution review wrong 13 --what content --what affiliation
    """
    from attribution.store import Store

    with Store(existing(database)) as store, store.reviews(reviewer=reviewer) as reviews:
        made = reviews.wrong(quote_id, parts, note=note)
    click.echo(f"Quote {quote_id}: {decided(made)}. Review {made.id}.")
