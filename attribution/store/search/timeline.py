"""How many quotes of a search there are in each month: counted within the full-text search, however many."""

from __future__ import annotations

import calendar
import datetime
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from attribution.filters import QuoteFilter
from attribution.store.search.day_pages import Days, any_of, days_between
from attribution.store.search.filter_tokens import DAYLESS, day_tokens
from attribution.store.search.finding import expression

MOST = 120  # months: more bars would be narrower than a dot

_COUNT = "SELECT count(*) FROM quotes_fts WHERE quotes_fts MATCH ?"


@dataclass(frozen=True, slots=True)
class Timeline:
    """The quotes of each month ("2024-03") from the first to the last with any, those before, those of no day."""

    months: tuple[tuple[str, int], ...]
    earlier: int
    undated: int

    @property
    def total(self) -> int:
        """Return all quotes of the search."""
        return self.earlier + self.undated + sum(number for _, number in self.months)


def timeline(connection: sqlite3.Connection, wanted: QuoteFilter) -> Timeline:
    """Count the quotes that a filter lets through by month: the last MOST months that have days of any quote."""
    matching = expression(connection, wanted)

    def count(tokens: list[str]) -> int:
        number: int = connection.execute(_COUNT, (f"({matching}) AND {any_of(tokens)}",)).fetchone()[0]
        return number

    undated = 0 if wanted.from_day or wanted.to_day else count([DAYLESS])
    within = days_between(connection, wanted.first_day, wanted.last_day)
    if within is None:
        return Timeline((), 0, undated)
    months = list(_months(within))
    earlier = 0
    if len(months) > MOST:
        before = months[-MOST][1] - datetime.timedelta(days=1)
        earlier = count(day_tokens(within[0], before))
        months = months[-MOST:]
    counted = [(month, count(day_tokens(first, last))) for month, first, last in months]
    while counted and not counted[0][1]:
        counted.pop(0)
    while counted and not counted[-1][1]:
        counted.pop()
    return Timeline(tuple(counted), earlier, undated)


def _months(days: Days) -> Iterator[tuple[str, datetime.date, datetime.date]]:
    """Yield each month between two days, with its first and last day within them."""
    first, end = days
    while first <= end:
        length = calendar.monthrange(first.year, first.month)[1]
        last = min(first.replace(day=length), end)
        yield f"{first.year:04}-{first.month:02}", first, last
        if last == datetime.date.max:
            return
        first = last + datetime.timedelta(days=1)
