"""``attribution speakers``: say who is who across articles."""

from __future__ import annotations

import click

from attribution.cli.speakers.link import link
from attribution.cli.speakers.list import list_speakers
from attribution.cli.speakers.log import log
from attribution.cli.speakers.merge import merge
from attribution.cli.speakers.rename import rename
from attribution.cli.speakers.split import split
from attribution.cli.speakers.undo import undo


@click.group()
def speakers() -> None:
    """List the speakers, and correct who is who.

    What is decided here is logged, can be undone, and stays when the articles are read again.

    \b
    Example:
      attribution speakers list "Clinton"
      attribution speakers merge 3 8
      attribution speakers undo
    """


for _command in (list_speakers, merge, split, rename, undo, log, link):
    speakers.add_command(_command)
