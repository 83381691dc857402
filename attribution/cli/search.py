"""``attribution search``: find quotes by their words and speakers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from attribution.cli._filters import filter_options
from attribution.cli._options import database_option
from attribution.cli._text import line
from attribution.errors import UsageError
from attribution.filters import DESCRIPTIONS, QuoteFilter

if TYPE_CHECKING:
    from attribution.store import Quote
    from attribution.store.search.finding import Order


@click.command()
@click.argument("words", nargs=-1)
@filter_options(*(name for name in DESCRIPTIONS if name != "words"))
@click.option(
    "--sort",
    "order",
    type=click.Choice(("newest", "oldest", "best")),
    help="The best match first where there are words, else the newest, unless you choose.",
)
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, help="At most so many quotes.")
@database_option
def search(words: tuple[str, ...], order: Order | None, limit: int, database: str, **filters: Any) -> None:
    """Find quotes by their words, who says them, and more.

    A quote is shown where all the WORDS stand in what was said, or in who said it, and all the options
    are true of it. Accents and capitals don't matter. Words within double quotation marks are a phrase.

    \b
    Example:
      attribution search taxes --speaker Tollefsrud
      attribution search '"flood barrier"' --kind direct
      attribution search bridge --act speech --from 2026-01 --outlet "The Varnholt Post"
      attribution search --about Okafor-Lane --sort oldest
    """
    from attribution.store import Store

    wanted = QuoteFilter(words=" ".join(words), **filters)
    if not wanted.given():
        raise UsageError("Nothing to search for: give words, or --speaker NAME, or another option that chooses.")
    with Store(database, read_only=True) as store:
        # One more than is shown tells whether there are more.
        found = store.search(wanted, order=order, limit=limit + 1)
    if not found:
        click.echo("No quotes found.")
    for quote in found[:limit]:
        click.echo("\n".join(_lines(quote)) + "\n")
    if len(found) > limit:
        click.echo(f"There are more than {limit:,}: narrow the search, or raise --limit.", err=True)


def _doubts(quote: Quote) -> Iterator[str]:
    if quote.negated:
        yield "negated"
    if quote.hedged:
        yield "hedged"
    if quote.nested_in is not None:
        yield "as another reports it"
    if quote.review:
        yield {"checked": "checked by hand", "wrong": "WRONG", "corrected": "corrected by hand"}.get(
            quote.review, "changed since its review"
        )
    if not quote.found:
        yield "no longer found"


def _lines(quote: Quote) -> Iterator[str]:
    who = quote.speaker or quote.source or "nobody named"
    role, organisation, words = quote.role, quote.organisation, quote.quote
    if quote.review == "corrected":
        who = quote.corrected_speaker or "nobody named"
        role, organisation = quote.corrected_role, quote.corrected_organisation
        words = quote.corrected_quote or words
    office = ", ".join(line(part) for part in (role, organisation) if part)
    marks = [quote.kind, *([quote.act] if quote.act != "speech" else []), *_doubts(quote)]
    yield f"{line(who)}{f' ({office})' if office else ''}, {', '.join(marks)}:"
    yield f"  {line(words)}"
    where = [line(part) for part in (quote.outlet, quote.day, quote.title) if part]
    yield f"  [{', '.join([*where, f'article {quote.article_id}'])}]"
    if quote.link:
        yield f"  {line(quote.link)}"
