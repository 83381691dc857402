"""What the commands for reviewing share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

import click

from attribution.cli._deciding import user
from attribution.cli._text import line

if TYPE_CHECKING:
    from attribution.store import Review

_Command = TypeVar("_Command", bound=Callable[..., Any])


def reviewer_option(command: _Command) -> _Command:
    """Add ``--reviewer NAME``, passed on as ``reviewer``."""
    return click.option(
        "--reviewer",
        metavar="NAME",
        envvar="ATTRIBUTION_REVIEWER",
        default=user,
        help="Who reviews; else the environment variable ATTRIBUTION_REVIEWER, else your login name.",
    )(command)


def note_option(command: _Command) -> _Command:
    """Add ``--note TEXT``, passed on as ``note``."""
    return click.option("--note", metavar="TEXT", help="A note on it, for the others who read it.")(command)


def decided(review: Review) -> str:
    """Return in one line what a review says: the verdict, what is wrong or what it should be, and the note."""
    parts = [f"wrong: {', '.join(review.wrong)}" if review.wrong else str(review.verdict)]
    parts += corrections(review)
    return "; ".join([*parts, *([line(review.note)] if review.note else [])])


def corrections(review: Review) -> Iterator[str]:
    """Yield what a correction changes of the row as its reviewer saw it."""
    if review.verdict == "corrected":
        for name in ("speaker", "role", "organisation", "quote", "kind"):
            now, then = getattr(review, name), getattr(review, f"seen_{name}")
            if (now or "") != (then or ""):
                yield f"{name}: {line(now) or 'none'}"
