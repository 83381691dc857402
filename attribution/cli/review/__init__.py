"""``attribution review``: check what the program found."""

from __future__ import annotations

import click

from attribution.cli.review.check import check
from attribution.cli.review.correct import correct
from attribution.cli.review.list import list_waiting
from attribution.cli.review.log import log
from attribution.cli.review.show import show
from attribution.cli.review.undo import undo
from attribution.cli.review.wrong import wrong


@click.group()
def review() -> None:
    """Check quotes by hand, say what is wrong, and correct it.

    A review stays when the articles are read again, and is kept with the words that its reviewer saw:
    a quote that says something else since then is shown as changed, and waits once more.

    \b
    Example:
      attribution review list
      attribution review check 12
      attribution review correct 13 --speaker "Marta Ellwood"
    """


for _command in (list_waiting, show, check, wrong, correct, undo, log):
    review.add_command(_command)
