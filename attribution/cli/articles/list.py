"""``attribution articles list``."""

from __future__ import annotations

import click

from attribution.cli._options import database_option
from attribution.cli._text import columns, line, plural

_HEADINGS = ("id", "day", "outlet", "attributions", "title")
_WIDEST = 30


@click.command("list")
@database_option
def list_articles(database: str) -> None:
    """List the articles: number, day, outlet, attributions found, title.

    \b
    Example:
      attribution articles list --db db/attribution.db
    """
    from attribution.store import Store

    with Store(database, read_only=True) as store:
        articles = store.articles()
    rows = [
        (str(a.id), a.day or "-", _cut(line(a.outlet)) or "-", str(a.attributions), line(a.title or a.label))
        for a in articles
    ]
    columns(_HEADINGS, rows)
    click.echo(plural(len(rows), "article"), err=True)


def _cut(text: str) -> str:
    return text if len(text) <= _WIDEST else f"{text[: _WIDEST - 1]}…"
