"""Going through all matches of a search of quotes in order of day, a part at a time.

Nothing is held between two parts but the place, and no connection: there is no end to how many matches there
may be, and who asks for them slowly keeps nobody from writing. Rows that are written meanwhile may be seen or not.
"""

from __future__ import annotations

import datetime
import json
import sqlite3
from collections.abc import Sequence

from attribution.store.search import filter_tokens

BATCH = 4_000  # matches that are sorted at a time; more than those are taken day by day
AIM = 1_000  # matches that a part should have

_NEWEST = "q.day DESC, q.id"
_OLDEST = "q.day IS NULL, q.day, q.id"
_BY_DAY = """
    SELECT q.id FROM (SELECT rowid AS id FROM quotes_fts WHERE quotes_fts MATCH ? LIMIT ?) f
    CROSS JOIN quotes q ON q.id = f.id ORDER BY {order}
"""
_THESE_BY_DAY = "SELECT q.id FROM json_each(?) f CROSS JOIN quotes q ON q.id = f.value ORDER BY {order}"
_OF_A_DAY = "SELECT rowid FROM quotes_fts WHERE quotes_fts MATCH ? AND rowid > ? ORDER BY rowid LIMIT ?"
_DAYS = "SELECT (SELECT min(day) FROM quotes), (SELECT max(day) FROM quotes)"

Days = tuple[datetime.date, datetime.date]


class Walk:
    """A way through the matches of an expression of the full-text search: by day, then by number.

    ``days`` are the first and last on which matches can be, None where no match has a day; ``dayless`` tells
    whether those without one come last. Of what comes first, only numbers above ``after`` are matches.
    """

    def __init__(
        self, matching: str, days: Days | None, *, oldest: bool = False, dayless: bool = True, after: int = 0
    ) -> None:
        self._matching = matching
        self._days = days
        self._oldest = oldest
        self._dayless = dayless
        # So many days are taken together that a part has about as many matches as a page needs.
        self._together = 1
        # Within a day that has more matches than go into one part.
        self._after = after

    def step(self, connection: sqlite3.Connection) -> list[int]:
        """Return the ids of the next part, at most BATCH; none at the end."""
        while self._days is not None:
            if ids := self._of_days(connection, *self._days):
                return ids
        if self._dayless:
            ids = self._of_one(connection, filter_tokens.DAYLESS)
            self._dayless = bool(self._after)
            return ids
        return []

    def _of_days(self, connection: sqlite3.Connection, first: datetime.date, last: datetime.date) -> list[int]:
        together = min(self._together, (last - first).days + 1)
        reach = datetime.timedelta(days=together - 1)
        start, end = (first, first + reach) if self._oldest else (last - reach, last)
        days = any_of(filter_tokens.day_tokens(start, end))
        if together == 1:
            ids = self._of_one(connection, days)
            if self._after:
                return ids
        else:
            ids = self._by_day(connection, days)
            if len(ids) > BATCH:
                self._together = max(1, together // 4)
                return []
        self._together = max(1, min(together * AIM // (len(ids) + 1), together * 32))
        if (start, end) == (first, last):
            self._days = None
        else:
            day = datetime.timedelta(days=1)
            self._days = (end + day, last) if self._oldest else (first, start - day)
        return ids

    def _by_day(self, connection: sqlite3.Connection, days: str) -> list[int]:
        """Return all matches of some days; of more than BATCH, only so many that this is seen."""
        query = _BY_DAY.format(order=_OLDEST if self._oldest else _NEWEST)
        values = (f"({self._matching}) AND {days}", BATCH + 1)
        return [row[0] for row in connection.execute(query, values)]

    def _of_one(self, connection: sqlite3.Connection, day: str) -> list[int]:
        """Return the next matches of one day; ``_after`` is where to go on there, 0 where there are no more."""
        values = (f"({self._matching}) AND {day}", self._after, BATCH)
        ids = [row[0] for row in connection.execute(_OF_A_DAY, values)]
        self._after = ids[-1] if len(ids) == BATCH else 0
        return ids


def days_between(
    connection: sqlite3.Connection, first: datetime.date | None, last: datetime.date | None
) -> Days | None:
    """Return the first and last day that quotes have, within those given; None where there is none."""
    least, most = connection.execute(_DAYS).fetchone()
    if least is None:
        return None
    start, end = datetime.date.fromisoformat(least), datetime.date.fromisoformat(most)
    start, end = max(start, first or start), min(end, last or end)
    return (start, end) if start <= end else None


def by_day(connection: sqlite3.Connection, ids: Sequence[int], *, oldest: bool) -> list[int]:
    """Return quotes by day, then number; those without a day last."""
    query = _THESE_BY_DAY.format(order=_OLDEST if oldest else _NEWEST)
    return [row[0] for row in connection.execute(query, (json.dumps(ids),))]


def any_of(parts: Sequence[str]) -> str:
    """Return the expression that one of several is true."""
    return f"({' OR '.join(parts)})" if parts else '""'
