"""``attribution review list``."""

from __future__ import annotations

from typing import Any

import click

from attribution.cli._filters import filter_options
from attribution.cli._options import database_option
from attribution.cli._text import columns, line

_WIDTH = 70


@click.command("list")
@filter_options("outlet", "speaker", "kind", "article_id")
@click.option("--changed", is_flag=True, help="Only quotes that a later reading changed after their review.")
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, help="At most so many quotes.")
@database_option
def list_waiting(limit: int, database: str, **filters: Any) -> None:
    """List the quotes that nobody has reviewed, the least certain first.

    \b
    Example:
      attribution review list --limit 50
      attribution review list --outlet "The Varnholt Post" --kind direct
    """
    from attribution.store import QueueFilter, Store

    with Store(database, read_only=True) as store:
        found = store.waiting(QueueFilter(**filters, limit=limit + 1))
    rows = []
    for one in found[:limit]:
        quote = line(one.quote)
        quote = quote if len(quote) <= _WIDTH else f"{quote[: _WIDTH - 1].rstrip()}…"
        who = line(one.speaker or one.source) or "nobody named"
        rows.append((str(one.id), f"{one.confidence:.2f}", one.kind, one.review or "new", who, quote))
    columns(("id", "confidence", "kind", "state", "who", "quote"), rows)
    if len(found) > limit:
        click.echo(f"There are more than {limit:,}: raise --limit, or narrow the list.", err=True)
    elif not found:
        click.echo("Nothing waits for a review.", err=True)
