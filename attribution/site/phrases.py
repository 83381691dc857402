"""How pages write days, numbers and how a speaker was found; other values are in wording."""

from __future__ import annotations

import re
from datetime import datetime

from attribution.site.wording import sureness

_MONTHS = (
    "January February March April May June July August September October November December"
).split()  # fmt: skip
_DAY = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-([0-2]\d|3[01]))?)?")

TYPES = {
    "person": "person",
    "organisation": "organisation",
    "group": "group",
    "unnamed": "source without a name",
    "unresolved": "source that is not known",
}
METHODS = {
    "named": "named beside the quote",
    "surname": "by the surname",
    "pronoun": "by a pronoun, such as “she”",
    "nominal": "by a description, such as “the minister”",
    "continuation": "as the one who goes on speaking",
    "unnamed": "a source without a name",
    "unresolved": "not known who it is",
}
# The same, as a sentence about one quote.
FOUND_BY = {
    "named": "The article names the speaker beside the quote.",
    "surname": "The article gives a surname beside the quote; the full name stands elsewhere in it.",
    "pronoun": "A pronoun stands beside the quote. The program worked out from the text before it whom it means.",
    "nominal": "A description stands beside the quote. The program worked out from the text whom it means.",
    "continuation": "No speaker stands beside the quote: it is read as going on from the quote before.",
    "unnamed": "The article gives no name for this source.",
    "unresolved": "The program could not tell who this is.",
}


def confidence(value: float | None) -> str:
    """Return how sure the program is, in words and as a number: "sure (0.85)"; "" where there is none."""
    return "" if value is None else f"{sureness(value)} ({value:.2f})"


def day(value: str | None) -> str:
    """Return a day, month or year as written in a newspaper; anything else as it is, and "" for none."""
    found = _DAY.fullmatch(value or "")
    if found is None:
        return value or ""
    year, month, date = found.groups()
    named = f"{_MONTHS[int(month) - 1]} {year}" if month else year
    return f"{int(date)} {named}" if date else named


def moment(value: str) -> str:
    """Return a moment in UTC as "2 March 2024, 08:00 UTC"; anything else as it is."""
    try:
        read = datetime.fromisoformat(value)
    except ValueError:
        return value
    return f"{read.day} {_MONTHS[read.month - 1]} {read.year}, {read:%H:%M} UTC"


def count(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun: "1 quote", "1,200 quotes"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def shortened(text: str, size: int) -> str:
    """Return the beginning of a text, at most ``size`` characters of whole words and then "…"."""
    if len(text) <= size:
        return text
    cut = text[:size]
    head, _, _ = cut.rpartition(" ")
    return f"{(head if len(head) > size // 2 else cut).rstrip()}…"
