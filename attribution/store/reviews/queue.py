"""What still waits for a reviewer: the rows that nobody has looked at, the least certain first."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Any, Final

from attribution.filters import QuoteFilter, conditions
from attribution.store.reviews.review_rows import CHANGED
from attribution.store.rows import rows
from attribution.store.search.finding import QUOTE_COLUMNS, Quote, with_stored_names
from attribution.words.text import match_expression

# Rows that a page looks through for those that meet a filter: a filter that few meet must not read a million.
LOOKED_THROUGH: Final = 20_000


_FILTERS: Final = conditions("q", "outlet", "kind")
# Filters that have an index of their own.
_NARROW: Final = {
    **conditions("q", "article_id"),
    "speaker": "q.speaker_id IN (SELECT rowid FROM speakers_fts WHERE speakers_fts MATCH :speaker)",
}
_COLUMNS: Final = ", ".join(f"q.{name}" for name in QUOTE_COLUMNS)


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueFilter(QuoteFilter):
    """Which rows of the queue, all by default; it can be narrowed by NAMES.

    ``speaker`` has words of a name. ``changed`` leaves only rows that were reviewed before a later
    reading changed them. ``after`` is the confidence and id of the last row seen. ``bound`` is how
    many rows to look through for those that meet the filters, None for all.
    """

    changed: bool = False
    after: tuple[float, int] | None = None
    limit: int = 20
    bound: int | None = None


NAMES: Final = (*_NARROW, *_FILTERS)


def queue_query(wanted: QueueFilter) -> tuple[str, dict[str, Any]]:
    """Return the query of the queue, which reads no more rows than it must, and its values."""
    wheres, values = wanted.where(_NARROW | _FILTERS)
    narrow = [test for test in wheres if test in _NARROW.values()]
    filters = [test for test in wheres if test in _FILTERS.values()]
    values |= {
        "changed": CHANGED,
        "limit": max(0, wanted.limit),
        "bound": -1 if wanted.bound is None else wanted.bound,
    }
    start = ""
    if wanted.after is not None:
        start = "AND (q.confidence, q.id) > (:confidence, :id)"
        values |= {"confidence": wanted.after[0], "id": wanted.after[1]}
    if wanted.speaker:
        values["speaker"] = match_expression(wanted.speaker)
    states = [":changed"] if wanted.changed else ["''", ":changed"]
    if narrow:
        # By its own index, and sorted then. The plus keeps SQLite from walking through the queue instead.
        where = " AND ".join([f"+q.review IN ({', '.join(states)})", "q.found = 1", *narrow])
        source = f"SELECT q.* FROM quotes q WHERE {where} {start} LIMIT :bound"
    else:
        each = " AND q.found = 1 {start} ORDER BY q.confidence, q.id LIMIT {limit}"
        each = each.format(start=start, limit=":bound" if filters else ":limit")
        source = " UNION ALL ".join(
            f"SELECT * FROM (SELECT q.* FROM quotes q WHERE q.review = {state}{each})" for state in states
        )
    where = f"WHERE {' AND '.join(filters)}" if filters else ""
    query = f"SELECT {_COLUMNS} FROM ({source}) q {where} ORDER BY q.confidence, q.id LIMIT :limit"
    return query, values


def queue(db: sqlite3.Connection, wanted: QueueFilter) -> list[Quote]:
    """Return the rows that wait for a review, the lowest confidence first."""
    query, values = queue_query(with_stored_names(db, wanted))
    return [Quote(**row) for row in rows(db, query, values)]
