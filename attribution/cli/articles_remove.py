"""``attribution articles remove``."""

from __future__ import annotations

import click

from attribution.cli._options import database_option, existing
from attribution.cli._text import line, plural


@click.command()
@click.argument("article_ids", metavar="ID...", type=int, nargs=-1, required=True)
@database_option
def remove(article_ids: tuple[int, ...], database: str) -> None:
    """Remove articles, with all that was found in them.

    Their files stay where they are and can be read again.

    \b
    Example:
      attribution articles remove 3 4
    """
    from attribution.store import Store

    with Store(existing(database)) as store:
        wanted = list(dict.fromkeys(article_ids))
        for article_id in wanted:
            # All looked up first: with one wrong number, nothing is removed.
            store.article(article_id)
        for article_id in wanted:
            gone = store.remove_article(article_id)
            found = plural(gone.attributions, "attribution")
            click.echo(f"Removed article {gone.id} ({line(gone.title or gone.label)}) and its {found}.")
