"""``attribution review show``."""

from __future__ import annotations

import click

from attribution.cli._options import database_option
from attribution.cli._text import line
from attribution.cli.review._reviewing import decided

_SHOWN = ("speaker", "role", "organisation", "quote", "kind")
_FACTS = ("source", "cue", "method", "confidence", "outlet", "day", "title", "link", "article_id")


@click.command()
@click.argument("quote_id", metavar="ID", type=int)
@database_option
def show(quote_id: int, database: str) -> None:
    """Show a quote as found, as corrected, and all its reviews.

    \b
    Example:
      attribution review show 12
    """
    from attribution.store import Store

    with Store(database, read_only=True) as store:
        quote = store.quote(quote_id)
        reviews = store.reviewed(quote_id)
    click.echo(f"Quote {quote_id}: {quote['review'] or 'not reviewed'}")
    if not quote["found"]:
        click.echo("The latest reading does not find it any more.")
    corrected = quote["review"] == "corrected"
    for name in _SHOWN:
        found, value = line(quote[name]), line(quote[f"corrected_{name}"] if corrected else quote[name])
        beside = f" (found: {found or 'none'})" if value != found else ""
        click.echo(f"  {name}: {value or 'none'}{beside}")
    for name in _FACTS:
        if quote[name] not in (None, ""):
            click.echo(f"  {name.removesuffix('_id')}: {line(str(quote[name]))}")
    for one in reviews:
        undone = f" (undone by {line(one.undone_by)}, {one.undone})" if one.undone else ""
        click.echo(f"Review {one.id}, {one.made}, {line(one.reviewer)}{undone}: {decided(one)}")
        if line(one.seen_quote) != line(quote["quote"]):
            click.echo(f"  the words then: {line(one.seen_quote)}")
