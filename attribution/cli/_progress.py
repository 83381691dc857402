"""A progress bar on stderr, for people only."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click


@contextmanager
def progress(length: Callable[[], int]) -> Iterator[Callable[[], None]]:
    """Give a function that moves the bar on by one; without a terminal there is no bar.

    ``length`` is asked only where there is one: counting may take a while.
    """
    if not sys.stderr.isatty():
        yield lambda: None
        return
    with click.progressbar(
        length=length(), label="Reading articles", file=sys.stderr, show_pos=True, update_min_steps=1
    ) as bar:
        bar.render_progress()
        yield lambda: bar.update(1)
