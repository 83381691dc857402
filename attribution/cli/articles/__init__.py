"""``attribution articles``: look after the articles of the database."""

from __future__ import annotations

import click

from attribution.cli.articles.edit import edit
from attribution.cli.articles.list import list_articles
from attribution.cli.articles.remove import remove


@click.group()
def articles() -> None:
    """List, correct or remove the articles of the database.

    \b
    Example:
      attribution articles list
      attribution articles edit 3 --date 2026-03-31
      attribution articles remove 3
    """


for _command in (list_articles, edit, remove):
    articles.add_command(_command)
