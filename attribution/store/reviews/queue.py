"""What still waits for a reviewer: the rows that nobody has looked at, the least certain first."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field
from typing import Any, Final

from attribution.records import Kind
from attribution.store.reviews.review_rows import CHANGED
from attribution.store.rows import rows
from attribution.words.text import match_expression

# Rows that a page looks through for those that meet a filter: a filter that few meet must not read a million.
LOOKED_THROUGH: Final = 20_000


@dataclass(frozen=True, slots=True)
class Waiting:
    """Which rows of the queue, all by default.

    ``speaker`` has words of a name. ``changed`` leaves only rows that were reviewed before a later
    reading changed them. ``after`` is the confidence and id of the last row seen. ``bound`` is how
    many rows to look through for those that meet the filters, None for all.
    """

    outlet: str | None = None
    speaker: str | None = None
    kind: Kind | None = None
    article_id: int | None = None
    changed: bool = False
    after: tuple[float, int] | None = None
    limit: int = 20
    bound: int | None = None


@dataclass(frozen=True, slots=True)
class Waits:
    """A row that waits: as the program found it; ``review`` is empty, or "changed since"."""

    id: int
    speaker: str | None
    role: str | None
    organisation: str | None
    quote: str
    kind: Kind
    cue: str | None
    source: str | None
    outlet: str | None
    day: str | None
    title: str | None
    link: str | None
    confidence: float
    method: str
    article_id: int
    review: str
    found: int = field(default=1)


_COLUMNS = ", ".join(f"q.{name}" for name in Waits.__dataclass_fields__)


def queue_query(waiting: Waiting) -> tuple[str, dict[str, Any]]:
    """Return the query of the queue, which reads no more rows than it must, and its values."""
    values: dict[str, Any] = {
        "outlet": waiting.outlet,
        "speaker": match_expression(waiting.speaker),
        "kind": waiting.kind,
        "article": waiting.article_id,
        "changed": CHANGED,
        "limit": max(0, waiting.limit),
        "bound": -1 if waiting.bound is None else waiting.bound,
    }
    start = ""
    if waiting.after is not None:
        start = "AND (q.confidence, q.id) > (:confidence, :id)"
        values |= {"confidence": waiting.after[0], "id": waiting.after[1]}
    filters = []
    if waiting.outlet is not None:
        filters.append("q.outlet = :outlet")
    if waiting.kind is not None:
        filters.append("q.kind = :kind")
    narrow = []
    if waiting.article_id is not None:
        narrow.append("q.article_id = :article")
    if waiting.speaker is not None:
        narrow.append("q.speaker_id IN (SELECT rowid FROM speakers_fts WHERE speakers_fts MATCH :speaker)")
    states = [":changed"] if waiting.changed else ["''", ":changed"]
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


def queue(db: sqlite3.Connection, waiting: Waiting) -> list[Waits]:
    """Return the rows that wait for a review, the lowest confidence first."""
    query, values = queue_query(waiting)
    return [Waits(**row) for row in rows(db, query, values)]
