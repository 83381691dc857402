"""Finding quotes by words, speaker and filters, newest first, in a time that hardly grows with the database.

A search is one expression of the full-text search (see shelf.py). Its matches are counted up to a limit. Where
there are few they are read and sorted; where there are many, days are walked from the newest on, ever more of
them at a time, until enough matches are found.
"""

from __future__ import annotations

import datetime
import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from attribution.records import Act, Kind, SourceType
from attribution.store import shelf
from attribution.store.folding import match_expression
from attribution.store.ranking import best_first
from attribution.store.schema import SEARCHED

Order = Literal["newest", "oldest", "best"]

COUNTED = 10_000  # matches are counted so far; above it there are "more than 10,000"
COLLECTED = 1_000  # so many of the first matches are shown and counted by value
BATCH = 4_000  # matches that are sorted at a time; more than those are walked day by day
SPEAKERS = 50  # speakers of a name that are looked for by their numbers

_TEXTS = " ".join(SEARCHED["quotes"])
_MATCHES = "SELECT rowid FROM quotes_fts WHERE quotes_fts MATCH ? LIMIT ?"
_DATED = (
    "SELECT q.day, q.id FROM (SELECT rowid AS id FROM quotes_fts WHERE quotes_fts MATCH ? LIMIT ?) f "
    "CROSS JOIN quotes q ON q.id = f.id"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What is looked for: all of what is given has to be true of a quote.

    ``words`` are what a person typed, all of which stand in the quote or in who said it; ``speaker`` words of the
    speaker's name, or of what a nameless one is called; ``confidence`` the least, of which hundredths count.
    Days include both ends. Names of outlets and organisations are exact.
    """

    words: str = ""
    speaker: str = ""
    speaker_id: int | None = None
    kind: Kind | None = None
    act: Act | None = None
    outlet: str | None = None
    organisation: str | None = None
    source_type: SourceType | None = None
    first_day: datetime.date | None = None
    last_day: datetime.date | None = None
    confidence: float | None = None
    order: Order = "newest"


@dataclass(frozen=True, slots=True)
class Found:
    """What a search finds: ``total`` matches (no more than COUNTED are counted) and the first of them, in order."""

    total: int
    more: bool
    ids: tuple[int, ...]

    @property
    def whole(self) -> bool:
        """Whether ``ids`` are all there are."""
        return not self.more and len(self.ids) == self.total


def find(connection: sqlite3.Connection, wanted: Search) -> Found:
    """Count the matches of a search and return the first COLLECTED.

    The best match first means: of the newest COLLECTED, where there are more.
    """
    matching = expression(connection, wanted)
    total = count(connection, matching)
    oldest = wanted.order == "oldest"
    ids: list[int] = []
    if total <= BATCH:
        ids = _sorted(_dated(connection, matching), oldest=oldest)
    else:
        for batch in walk(connection, wanted, matching):
            ids += batch
            if len(ids) >= COLLECTED:
                break
    ids = ids[:COLLECTED]
    if wanted.order == "best" and wanted.words.strip():
        ids = best_first(connection, ids, wanted.words)
    return Found(min(total, COUNTED), total > COUNTED, tuple(ids))


def count(connection: sqlite3.Connection, matching: str, *, most: int = COUNTED) -> int:
    """Return the number of matches of an expression, ``most + 1`` where there are more than that."""
    query = f"SELECT count(*) FROM ({_MATCHES})"
    number: int = connection.execute(query, (matching, most + 1)).fetchone()[0]
    return number


def expression(connection: sqlite3.Connection, wanted: Search) -> str:
    """Return the expression of the full-text search of quotes for a search."""
    parts = list(_tokens(wanted))
    if wanted.first_day is not None or wanted.last_day is not None:
        days = _days(connection, wanted)
        parts.append(_any(shelf.day_tokens(*days) if days else []))
    if wanted.words.strip():
        parts.append(f"{{{_TEXTS}}} : ({match_expression(wanted.words)})")
    if wanted.speaker.strip():
        parts.append(_said_by(connection, match_expression(wanted.speaker)))
    return " AND ".join(parts or [shelf.EVERY])


def _tokens(wanted: Search) -> Iterator[str]:
    """Yield an expression for each filter."""
    if wanted.speaker_id is not None:
        yield shelf.speaker_token(wanted.speaker_id)
    if wanted.kind is not None:
        yield shelf.kind_token(wanted.kind)
    if wanted.act is not None:
        yield shelf.act_token(wanted.act)
    if wanted.outlet is not None:
        yield shelf.outlet_token(wanted.outlet)
    if wanted.organisation is not None:
        yield shelf.organisation_token(wanted.organisation)
    if wanted.source_type is not None:
        yield shelf.source_type_token(wanted.source_type)
    if wanted.confidence is not None:
        yield _any(shelf.confidence_tokens(round(wanted.confidence * 100)))


def _said_by(connection: sqlite3.Connection, words: str) -> str:
    """Return the expression for speakers with these words in their name, and nameless ones who are called so."""
    query = "SELECT rowid FROM speakers_fts WHERE speakers_fts MATCH ? LIMIT ?"
    ids = [row[0] for row in connection.execute(query, (words, SPEAKERS + 1))]
    nameless = f"({shelf.NAMELESS} AND {{source who_plain}} : ({words}))"
    # Of so many, the names are asked for as words. Letters such as ł are folded beside the names only for all who
    # stand in the row together, so a few more than the name's own may be found then.
    named = [f"{{speaker who_plain}} : ({words})"]
    if len(ids) <= SPEAKERS:
        named = [shelf.speaker_token(number) for number in ids]
    return _any([*named, nameless])


def _any(parts: Sequence[str]) -> str:
    return f"({' OR '.join(parts)})" if parts else '""'


def walk(connection: sqlite3.Connection, wanted: Search, matching: str | None = None) -> Iterator[list[int]]:
    """Yield the ids of all matches by day, then number, in lists of at most BATCH; those without a day last.

    ``matching`` is the expression of the search where it is known already. Nothing is held between two lists but
    the place, so there is no end to how many there may be; rows that are written meanwhile may be seen or not.
    """
    matching = matching or expression(connection, wanted)
    oldest = wanted.order == "oldest"
    days = _days(connection, wanted)
    if days is not None:
        yield from _by_day(connection, matching, *days, oldest=oldest)
    if wanted.first_day is None and wanted.last_day is None:
        yield from _by_id(connection, f"({matching}) AND {shelf.DAYLESS}")


def _days(connection: sqlite3.Connection, wanted: Search) -> tuple[datetime.date, datetime.date] | None:
    """Return the first and last day on which there may be matches; None where there is none."""
    query = "SELECT (SELECT min(day) FROM quotes), (SELECT max(day) FROM quotes)"
    least, most = connection.execute(query).fetchone()
    if least is None:
        return None
    first, last = datetime.date.fromisoformat(least), datetime.date.fromisoformat(most)
    first, last = max(first, wanted.first_day or first), min(last, wanted.last_day or last)
    return (first, last) if first <= last else None


def _by_day(
    connection: sqlite3.Connection, matching: str, first: datetime.date, last: datetime.date, *, oldest: bool
) -> Iterator[list[int]]:
    """Yield the ids of all matches of these days in order, in lists of at most BATCH.

    Days are taken together, twice as many each time, so that a long time without matches costs little.
    """
    taken = 1
    while first <= last:
        taken = min(taken, (last - first).days + 1)
        reach = _whole(taken - 1)
        start, end = (first, first + reach) if oldest else (last - reach, last)
        part = f"({matching}) AND {_any(shelf.day_tokens(start, end))}"
        if taken == 1:
            yield from _by_id(connection, part)
        else:
            dated = _dated(connection, part)
            if len(dated) > BATCH:
                taken = (taken + 1) // 4 or 1
                continue
            yield _sorted(dated, oldest=oldest)
        if (start, end) == (first, last):
            return
        if oldest:
            first = end + _whole(1)
        else:
            last = start - _whole(1)
        taken *= 2


def _dated(connection: sqlite3.Connection, matching: str) -> list[tuple[str | None, int]]:
    """Return the day and id of the matches; of no more than BATCH and one."""
    return connection.execute(_DATED, (matching, BATCH + 1)).fetchall()


def _whole(days: int) -> datetime.timedelta:
    return datetime.timedelta(days=days)


def _by_id(connection: sqlite3.Connection, matching: str) -> Iterator[list[int]]:
    """Yield the ids of matches that share a day, or have none, in lists of at most BATCH."""
    query = "SELECT rowid FROM quotes_fts WHERE quotes_fts MATCH ? AND rowid > ? ORDER BY rowid LIMIT ?"
    after = 0
    while True:
        ids = [row[0] for row in connection.execute(query, (matching, after, BATCH))]
        if ids:
            yield ids
        if len(ids) < BATCH:
            return
        after = ids[-1]


def _sorted(dated: Sequence[tuple[str | None, int]], *, oldest: bool) -> list[int]:
    """Return ids by day, then number; those without a day last."""
    by_number = sorted(dated, key=lambda row: row[1])
    if oldest:
        by_day = sorted(by_number, key=lambda row: (row[0] is None, row[0] or ""))
    else:
        by_day = sorted(by_number, key=lambda row: row[0] or "", reverse=True)
    return [number for _, number in by_day]


def quotes_of(
    connection: sqlite3.Connection, ids: Sequence[int], columns: Sequence[str]
) -> list[tuple[object, ...]]:
    """Return these columns of these quotes, in the order of ``ids``; those that are gone are left out."""
    selected = ", ".join(f'q."{column}"' for column in columns)
    query = f"SELECT q.id, {selected} FROM json_each(?) wanted JOIN quotes q ON q.id = wanted.value"
    rows = {row[0]: tuple(row)[1:] for row in connection.execute(query, (json.dumps(list(ids)),))}
    return [rows[number] for number in ids if number in rows]
