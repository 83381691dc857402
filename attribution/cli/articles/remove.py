"""``attribution articles remove``."""

from __future__ import annotations

import click

from attribution.cli._options import database_option, existing
from attribution.cli._text import line, plural
from attribution.errors import UsageError


@click.command()
@click.argument("article_ids", metavar="ID...", type=int, nargs=-1, required=True)
@click.option("--yes", is_flag=True, help="Also those with reviews, which are lost with them.")
@database_option
def remove(article_ids: tuple[int, ...], yes: bool, database: str) -> None:
    """Remove articles, with all that was found in them.

    Their files stay where they are and can be read again. What people decided about their quotes is
    lost, so that an article with reviews is only removed with --yes.

    \b
    Example:
      attribution articles remove 3 4
      attribution articles remove 5 --yes
    """
    from attribution.store import Store

    with Store(existing(database)) as store:
        wanted = list(dict.fromkeys(article_ids))
        # All looked up first: with one wrong number, nothing is removed.
        found = [store.article(article_id) for article_id in wanted]
        reviewed = [f"article {one.id} has {plural(one.reviews, 'review')}" for one in found if one.reviews]
        if reviewed and not yes:
            raise UsageError(
                f"Reviews would be lost: {', '.join(reviewed)}. Nothing was removed; "
                "with --yes they are removed all the same."
            )
        for article_id in wanted:
            gone = store.remove_article(article_id, reviews_too=yes)
            lost = plural(gone.attributions, "attribution")
            lost += f", with {plural(gone.reviews, 'review')}" if gone.reviews else ""
            click.echo(f"Removed article {gone.id} ({line(gone.title or gone.label)}) and its {lost}.")
