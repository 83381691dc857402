"""The first and last day of a window, as people write them: a day, a month or a year."""

from __future__ import annotations

import datetime
import re

from attribution.errors import UsageError

_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?", re.ASCII)


def check_window(from_day: str | None, to_day: str | None) -> None:
    """Raise UsageError for a day, month or year that is none, and for a window that ends before it begins."""
    for day in (from_day, to_day):
        if day is not None and not _is_day(day):
            raise UsageError(f"The day {day!r} is not understood: write 2024-01-31, or a month or year of it.")
    # "2024-01" is all of that month.
    if from_day and to_day and from_day > f"{to_day}~":
        raise UsageError(f"The window from {from_day} to {to_day} ends before it begins.")


def _is_day(day: str) -> bool:
    if not _DAY.fullmatch(day):
        return False
    try:
        datetime.date.fromisoformat(day + "0000-01-01"[len(day) :])
    except ValueError:
        return False
    return True
