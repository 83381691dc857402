"""``attribution speakers list``."""

from __future__ import annotations

import click

from attribution.cli._options import database_option
from attribution.cli._text import columns, line, plural


@click.command("list")
@click.argument("name", default="")
@database_option
def list_speakers(name: str, database: str) -> None:
    """List the speakers: number, quotes, articles, type, name.

    With NAME, those who have all its words in one of their names; accents may be left out.
    Other names that articles give them stand behind the name, and the Wikidata id, where one is known.

    \b
    Example:
      attribution speakers list
      attribution speakers list "rasa jukneviciene"
    """
    from attribution.store import Store

    with Store(database, read_only=True) as store:
        found = store.speakers(name)
    rows = []
    for one in found:
        notes = [*one.names, *([one.wikidata] if one.wikidata else [])]
        shown = f"{one.name} ({'; '.join(notes)})" if notes else one.name
        rows.append((str(one.id), str(one.quotes), str(one.articles), one.type, line(shown)))
    columns(("id", "quotes", "articles", "type", "name"), rows)
    click.echo(plural(len(rows), "speaker"), err=True)
