"""``attribution speakers``: say who is who across articles."""

from __future__ import annotations

import click

from attribution.cli.speakers_link import link
from attribution.cli.speakers_list import list_speakers
from attribution.cli.speakers_log import log
from attribution.cli.speakers_merge import merge
from attribution.cli.speakers_rename import rename
from attribution.cli.speakers_split import split
from attribution.cli.speakers_undo import undo


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
