"""``attribution review correct``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from attribution.cli._options import database_option, existing
from attribution.cli.review._reviewing import decided, note_option, reviewer_option
from attribution.filters import KINDS

if TYPE_CHECKING:
    from attribution.records import Kind


@click.command()
@click.argument("quote_id", metavar="ID", type=int)
@click.option("--speaker", metavar="NAME", help="Who said it.")
@click.option("--role", metavar="TEXT", help="The speaker's role, as the article states it.")
@click.option("--organisation", metavar="NAME", help="The organisation, as the article states it.")
@click.option("--quote", metavar="WORDS", help="What was said, in words that stand in the article.")
@click.option("--kind", type=click.Choice(KINDS), help="How much of it stands in quotation marks.")
@note_option
@reviewer_option
@database_option
def correct(  # noqa: PLR0917 - click gives each option by name
    quote_id: int,
    speaker: str | None,
    role: str | None,
    organisation: str | None,
    quote: str | None,
    kind: Kind | None,
    note: str | None,
    reviewer: str,
    database: str,
) -> None:
    """Say what a quote should be.

    What is not given stays as it is shown; "" says that there is none. The words of --quote are looked
    for in the article, and " […] " stands between its parts. What the program found stays beside it.

    \b
    Example:
      attribution review correct 12 --speaker "Marta Ellwood" --role "city engineer"
      attribution review correct 13 --speaker "" --note "the paper does not name her"
    """
    from attribution.store import Correction, Store

    correction = Correction(speaker, role, organisation, quote, kind)
    with Store(existing(database)) as store, store.reviews(reviewer=reviewer) as reviews:
        made = reviews.correct(quote_id, correction, note=note)
    click.echo(f"Quote {quote_id}: {decided(made)}. Review {made.id}.")
