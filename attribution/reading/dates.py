"""Dates as ISO 8601 text: a day, or a day with a time."""

from __future__ import annotations

import re
from datetime import date, time
from email.utils import parsedate_to_datetime

_ISO = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)"
    r"(?:[Tt ](?P<time>\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?) ?(?P<zone>[Zz]|UTC|GMT|[+-]\d\d(?::?\d\d)?)?)?"
)
EXPECTED = "write it as 2026-03-31, or with a time as 2026-03-31T18:30:00+02:00"


def iso_date(value: str) -> str:
    """Return ``value`` as ISO 8601 text; raise ValueError where it is no such date.

    Taken besides ISO 8601: a space for the ``T``, ``UTC`` for the ``Z``, and the form of mail and
    feeds ("Tue, 31 Mar 2026 18:30:00 +0200"). A year or a month alone is no day and is refused.
    """
    stated = value.strip()
    found = _ISO.fullmatch(stated)
    if found is None:
        return _mail_date(stated)
    day = found["day"]
    date.fromisoformat(day)
    if found["time"] is None:
        return day
    clock = found["time"].replace(",", ".")
    time.fromisoformat(clock[:8])
    return f"{day}T{clock}{_zone(found['zone'])}"


def _zone(stated: str | None) -> str:
    if stated is None:
        return ""
    if stated.upper() in ("Z", "UTC", "GMT"):
        return "Z"
    hours, minutes = int(stated[1:3]), int(stated[3:].lstrip(":") or 0)
    if hours > 23 or minutes > 59:
        raise ValueError(f"{stated} is no distance from UTC")
    return f"{stated[0]}{hours:02}:{minutes:02}"


def _mail_date(stated: str) -> str:
    try:
        # The year's four digits and a time are asked for: the parser alone would take "1 2 3".
        if not re.search(r"[A-Za-z]{3},? \d{4} \d\d:\d\d", stated):
            raise ValueError
        return parsedate_to_datetime(stated).isoformat()
    except (ValueError, TypeError, IndexError):
        raise ValueError(f"{stated!r} is not a date: {EXPECTED}") from None
