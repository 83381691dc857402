"""``attribution articles edit``."""

from __future__ import annotations

import click

from attribution.cli._options import database_option, existing
from attribution.cli._text import line
from attribution.errors import UsageError


@click.command()
@click.argument("article_id", metavar="ID", type=int)
@click.option("--title", help='The right title; "" for none.')
@click.option("--outlet", help='The right outlet; "" for none.')
@click.option("--date", metavar="DAY", help='The right day, as 2026-03-31; "" for none.')
@database_option
def edit(article_id: int, title: str | None, outlet: str | None, date: str | None, database: str) -> None:
    """Correct the title, outlet or day of an article.

    What is set here stays when the article is read again.

    \b
    Example:
      attribution articles edit 3 --outlet "The Varnholt Post" --date 2026-03-31
    """
    from attribution.store import UNSET, Store

    if title is None and outlet is None and date is None:
        raise UsageError("Nothing to change: give --title, --outlet or --date.")
    with Store(existing(database)) as store:
        article = store.edit_article(
            article_id,
            title=UNSET if title is None else title.strip() or None,
            outlet=UNSET if outlet is None else outlet.strip() or None,
            date=UNSET if date is None else date.strip() or None,
        )
    parts = (article.title, article.outlet, article.date)
    click.echo(f"Article {article.id} is now: {', '.join(line(part) for part in parts if part) or 'untitled'}.")
