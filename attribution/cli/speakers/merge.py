"""``attribution speakers merge``."""

from __future__ import annotations

import click

from attribution.cli._deciding import by_option
from attribution.cli._options import database_option, existing
from attribution.cli._text import line


@click.command()
@click.argument("speaker_ids", metavar="ID ID...", type=int, nargs=-1, required=True)
@click.option("--name", help="The name to show for them; the fullest of theirs where it is left out.")
@by_option
@database_option
def merge(speaker_ids: tuple[int, ...], name: str | None, who: str, database: str) -> None:
    """Say that two or more speakers are one.

    \b
    Example:
      attribution speakers merge 3 8
      attribution speakers merge 3 8 --name "Rasa Juknevičienė" --by "the desk"
    """
    from attribution.store import Store

    with Store(existing(database)) as store, store.decisions(who=who) as by_hand:
        types = by_hand.types(speaker_ids)
        made = by_hand.merge(speaker_ids)
        if name is not None:
            by_hand.rename(by_hand.now(made), name)
    click.echo(f"{line(made.label)}. Decision {made.id}.")
    if len(types) > 1:
        each = "; ".join(f"{type_}: {line(', '.join(called))}" for type_, called in types.items())
        message = (
            f"Note: they were of different types ({each}). attribution speakers undo {made.id} takes it back."
        )
        click.echo(message, err=True)
