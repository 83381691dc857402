"""What stands in the place of an article that could not be read."""

from __future__ import annotations

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
