"""Dates as ISO 8601 text: a day, or a day with a time."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timezone
from email.utils import parsedate_to_datetime

_ISO = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)"
    r"(?:[Tt ](?P<time>\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?) ?(?P<zone>[Zz]|UTC|GMT|[+-]\d\d(?::?\d\d)?)?)?"
)
_COMPACT = re.compile(
    r"(\d{4})(\d\d)(\d\d)(?:[Tt ]?(\d\d)(\d\d)(\d\d)?(?:[.,]\d+)? ?([Zz]|UTC|GMT|[+-]\d\d:?\d\d)?)?"
)
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? )?"
_CLOCK = r"(?:,? (?:at )?\d\d?[:.]\d\d(?::\d\d)?(?: ?[ap]\.?m\.?)?(?: [a-z]{2,5})?)?"
_IN_WORDS = (
    re.compile(rf"{_WEEKDAY}{_MONTH} (?P<day>\d\d?)(?:st|nd|rd|th)?,? (?P<year>\d{{4}}){_CLOCK}", re.IGNORECASE),
    re.compile(
        rf"{_WEEKDAY}(?P<day>\d\d?)(?:st|nd|rd|th)?[ -](?:of )?{_MONTH},?[ -](?P<year>\d{{4}}){_CLOCK}",
        re.IGNORECASE,
    ),
)
_NUMBERS = re.compile(r"(\d\d?)([./-])(\d\d?)\2(\d{4})(?:,? \d\d:\d\d(?::\d\d)?)?")
_YEAR_FIRST = re.compile(r"(\d{4})([./])(\d\d?)\2(\d\d?)(?:,? \d\d:\d\d(?::\d\d)?)?")
# Seconds since 1970, of 1973 to 2100: 20260331 is a day written together.
_EARLIEST, _LATEST = 100_000_000, 4_102_444_800
_IN_ADDRESS = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<mark>[/-])(?P<month>\d\d?|[a-z]{3})(?P=mark)(?P<day>\d\d?)(?!\d)"
    r"|(?<!\d)(?P<y>(?:19|20)\d\d)(?P<m>\d\d)(?P<d>\d\d)(?!\d)"
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


def usual_date(value: object) -> str:
    """Return a date in one of the spellings that data has, as ISO 8601 text: also "March 31, 2026",
    "31/03/2026", "20260331T093000Z", and a number of seconds (or milliseconds) since 1970, which is read in UTC.

    A time that stands behind a day in words is left out. Raises ValueError where it is no date, or may be two
    ("03/04/2026").
    """
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _since_1970(value)
    if not isinstance(value, str):
        raise ValueError(f"{value!r} is not a date: {EXPECTED}")
    stated = " ".join(value.split())
    try:
        return iso_date(stated)
    except ValueError:
        pass
    if re.fullmatch(r"\d{9,10}|\d{12,13}", stated):
        return _since_1970(int(stated))
    try:
        return _compact(stated) or _in_words(stated) or _in_numbers(stated)
    except ValueError:
        raise ValueError(f"{value!r} is not a date: {EXPECTED}") from None


def day_in_address(url: str) -> str | None:
    """Return the day that a page's address states ("/2026/03/31/", "/2026/mar/31/", "-20260331"), else None."""
    for found in _IN_ADDRESS.finditer(url.lower()):
        year, month, day = (found[name] or found[name[0]] for name in ("year", "month", "day"))
        if not month.isdigit():
            if month not in _MONTHS:
                continue
            month = str(_MONTHS.index(month) + 1)
        try:
            stated = date(int(year), int(month), int(day))
        except ValueError:
            continue
        if date(1990, 1, 1) <= stated <= datetime.now(timezone.utc).date():
            return stated.isoformat()
    return None


def _since_1970(value: float) -> str:
    seconds = value / 1000 if value > _LATEST else value
    if not _EARLIEST <= seconds <= _LATEST:
        raise ValueError(f"{value!r} is not a date: {EXPECTED}")
    return datetime.fromtimestamp(seconds, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def _compact(stated: str) -> str | None:
    found = _COMPACT.fullmatch(stated)
    if found is None:
        return None
    year, month, day, hour, minute, second, zone = found.groups()
    clock = "" if hour is None else f"T{hour}:{minute}:{second or '00'}{zone or ''}"
    return iso_date(f"{year}-{month}-{day}{clock}")


def _in_words(stated: str) -> str | None:
    found = next((match for form in _IN_WORDS if (match := form.fullmatch(stated))), None)
    if found is None:
        return None
    month = _MONTHS.index(found["month"][:3].lower()) + 1
    return date(int(found["year"]), month, int(found["day"])).isoformat()


def _in_numbers(stated: str) -> str:
    if found := _YEAR_FIRST.fullmatch(stated):
        return date(int(found[1]), int(found[3]), int(found[4])).isoformat()
    found = _NUMBERS.fullmatch(stated)
    if found is None:
        raise ValueError
    one, mark, other, year = int(found[1]), found[2], int(found[3]), int(found[4])
    # With points the day stands first; with strokes and hyphens either may, and only a number above twelve tells.
    if mark == "." or one > 12 or one == other:
        return date(year, other, one).isoformat()
    if other > 12:
        return date(year, one, other).isoformat()
    raise ValueError


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
