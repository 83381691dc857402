"""What is told of inputs beside their articles: what could not be read, and what a reader of them should know."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that gave no article.

    ``path`` is the input as the user named it, with ``:LINE`` after it where one line of a file is
    meant; ``reason`` says what is wrong and what to do; ``id`` is what the article would have been
    called, distinct among all of one reading.
    """

    path: str
    reason: str
    id: str


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that was read, but not all as its input states it: a date left out, text perhaps missing.

    ``path`` is the input as in a Failure; ``message`` says what was done and what to look at.
    """

    path: str
    message: str


Note = Callable[[str], None]
"""Takes the message of a notice; whoever reads the input knows the path."""


def no_note(message: str) -> None:
    """Tell nobody."""
