"""``attribution review list``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from attribution.cli._columns import columns
from attribution.cli._options import KINDS, database_option
from attribution.cli._text import line

if TYPE_CHECKING:
    from attribution.records import Kind

_WIDTH = 70


@click.command("list")
@click.option("--outlet", metavar="NAME", help="Only quotes of this outlet, by its whole name.")
@click.option("--speaker", metavar="NAME", help="Only what a speaker of this name said.")
@click.option("--kind", type=click.Choice(KINDS), help="Only quotes of this kind.")
@click.option("--article", "article_id", metavar="ID", type=int, help="Only quotes of this article.")
@click.option("--changed", is_flag=True, help="Only quotes that a later reading changed after their review.")
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, help="At most so many quotes.")
@database_option
def list_waiting(  # noqa: PLR0917 - click gives each option by name
    outlet: str | None,
    speaker: str | None,
    kind: Kind | None,
    article_id: int | None,
    changed: bool,
    limit: int,
    database: str,
) -> None:
    """List the quotes that nobody has reviewed, the least certain first.

    \b
    Example:
      attribution review list --limit 50
      attribution review list --outlet "The Varnholt Post" --kind direct
    """
    from attribution.store import Store, Waiting

    wanted = Waiting(
        outlet=outlet, speaker=speaker, kind=kind, article_id=article_id, changed=changed, limit=limit + 1
    )
    with Store(database, read_only=True) as store:
        found = store.waiting(wanted)
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
