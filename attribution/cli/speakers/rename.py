"""``attribution speakers rename``."""

from __future__ import annotations

import click

from attribution.cli._deciding import by_option
from attribution.cli._options import database_option, existing
from attribution.cli._text import line


@click.command()
@click.argument("speaker_id", metavar="ID", type=int)
@click.argument("name")
@by_option
@database_option
def rename(speaker_id: int, name: str, who: str, database: str) -> None:
    """Set the name that is shown for a speaker.

    The names that articles write stay what they are, and go on finding the speaker.

    \b
    Example:
      attribution speakers rename 3 "Rasa Juknevičienė"
    """
    from attribution.store import Store

    with Store(existing(database)) as store, store.decisions(who=who) as by_hand:
        made = by_hand.rename(speaker_id, name)
    click.echo(f"{line(made.label)}. Decision {made.id}.")
