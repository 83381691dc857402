"""``attribution speakers split``."""

from __future__ import annotations

import click

from attribution.cli._deciding import by_option
from attribution.cli._options import database_option, existing
from attribution.cli._text import line
from attribution.errors import UsageError


@click.command()
@click.argument("speaker_id", metavar="ID", type=int)
@click.option("--article", "articles", metavar="ID", type=int, multiple=True, help="An article of the other one.")
@click.option("--name", "names", multiple=True, help="A name of the other one, as articles write it in full.")
@by_option
@database_option
def split(speaker_id: int, articles: tuple[int, ...], names: tuple[str, ...], who: str, database: str) -> None:
    """Say that one speaker is two.

    What the given articles say, or what is said under the given names, becomes another speaker's,
    with a number of its own. Both options can be given more than once.

    \b
    Example:
      attribution speakers split 3 --article 7 --article 9
      attribution speakers split 3 --name "John A. Smith"
    """
    from attribution.store import Store

    if not articles and not names:
        raise UsageError("Say what belongs to the other speaker: give --article or --name.")
    with Store(existing(database)) as store, store.decisions(who=who) as by_hand:
        made = by_hand.split(speaker_id, articles=articles, names=names)
        other = by_hand.now(made, side=1)
    click.echo(f"{line(made.label)}. The other speaker has the number {other}. Decision {made.id}.")
