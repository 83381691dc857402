"""``attribution speakers link``."""

from __future__ import annotations

from typing import Literal

import click

from attribution.cli._deciding import by_option
from attribution.cli._options import database_option, existing
from attribution.cli._text import line, plural
from attribution.errors import UsageError


@click.command()
@click.argument("file", metavar="FILE.csv")
@click.option("--organisations", is_flag=True, help="The file is of organisations, not of speakers.")
@by_option
@database_option
@click.pass_context
def link(ctx: click.Context, *, file: str, organisations: bool, who: str, database: str) -> None:
    """Set the Wikidata ids of speakers from a CSV file.

    The file has a column wikidata (Q42, or the address of its page; empty to remove one), and a
    column id (the number of the speaker) or name, or both; then the number counts. A name that no
    speaker has, or that several have, is reported, and the exit status is 1.

    \b
    Example:
      attribution speakers link people.csv
      attribution speakers link bodies.csv --organisations
    """
    from attribution.store import Store

    rows = _read(file)
    about: Literal["speakers", "organisations"] = "organisations" if organisations else "speakers"
    with Store(existing(database)) as store, store.decisions(who=who, about=about) as by_hand:
        linked = by_hand.link(rows)
    click.echo(
        f"Set {plural(linked.changed, 'id')}; {linked.unchanged} as before; {len(linked.unknown)} not found."
    )
    for unknown in linked.unknown:
        click.echo(f"Not found, or more than one: {line(unknown)}", err=True)
    ctx.exit(1 if linked.unknown else 0)


def _read(file: str) -> list[dict[str, str]]:
    """Return the rows of a CSV file, by column names in small letters. Raises UsageError where it is not one."""
    import csv
    from pathlib import Path

    try:
        with Path(file).open(encoding="utf-8-sig", newline="") as opened:
            table = [
                {
                    (key or "").strip().casefold(): value or ""
                    for key, value in row.items()
                    if isinstance(value, str)
                }
                for row in csv.DictReader(opened)
            ]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UsageError(f"{file} can't be read as a CSV file in UTF-8 ({error}).") from error
    if table and not ("wikidata" in table[0] and {"id", "name"} & table[0].keys()):
        raise UsageError(f"{file} needs a column wikidata, and a column id or name.")
    return table
