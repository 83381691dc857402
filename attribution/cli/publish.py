"""``attribution publish``: a copy of the database for everybody."""

from __future__ import annotations

import click

from attribution.cli._options import database_option
from attribution.cli._text import plural


@click.command()
@click.option("--out", "file", metavar="FILE", required=True, help="The file to write.")
@click.option("--without-texts", is_flag=True, help="Only the quotes and the words around them, not the articles.")
@click.option(
    "--context",
    metavar="N",
    type=click.IntRange(min=0, max=2000),
    default=200,
    show_default=True,
    help="At most so many characters before and after each quote, with --without-texts.",
)
@click.option("--with-reviewers", is_flag=True, help="Also who reviewed, their notes, and what they took back.")
@click.option("--force", is_flag=True, help="Replace FILE where it is there.")
@database_option
def publish(  # noqa: PLR0917 - click gives each option by name
    file: str, without_texts: bool, context: int, with_reviewers: bool, force: bool, database: str
) -> None:
    """Write a copy of the database to publish, read-only and compact.

    It shows all pages with "datasette -i FILE", and cannot be changed. What is private stays here: the
    paths of files, the options of runs, the names and notes of reviewers. With --without-texts the
    articles, whose rights are others', stay here too; where quotes and what is around them would be
    more than half of an article, less is taken around them.

    \b
    Example:
      attribution publish --out published.db
      attribution publish --out published.db --without-texts --context 100
    """
    from attribution.store.publishing import publish as write

    made = write(database, file, texts=not without_texts, context=context, reviewers=with_reviewers, replace=force)
    without = "without the articles' texts, " if without_texts else ""
    click.echo(
        f"{made.path}: {plural(made.quotes, 'quote')} of {plural(made.articles, 'article')}, {without}"
        f"{made.size / 1_000_000:.1f} MB. Serve it with: datasette -i {made.path}"
    )
