"""Finding quotes by words, speaker and filters, newest first, in a time that hardly grows with the database.

A search is one expression of the full-text search (see filter_tokens.py). Its matches are counted up to a limit.
Where there are few they are read and sorted; where there are many, days are walked from the newest on, ever more
of them at a time, until enough matches are found.
"""

from __future__ import annotations

import datetime
import json
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, get_args

from attribution.errors import FilterError
from attribution.filters import Filter, QuoteFilter, shortened
from attribution.records import Act, Kind, Method
from attribution.store.schema.migrations import SEARCHED
from attribution.store.search import filter_tokens
from attribution.store.search.day_pages import Walk, any_of, by_day, days_between
from attribution.store.search.mentioned import about_speaker, about_words
from attribution.store.search.ranking import best_first
from attribution.words.text import fold_key, match_expression

Order = Literal["newest", "oldest", "best"]
ORDERS: tuple[Order, ...] = get_args(Order)

COUNTED = 5_000  # matches are counted so far; above it there are "more than 5,000"
SORTED = 3_000  # so many matches are sorted; through more of them days are walked
COLLECTED = 1_000  # so many of the first matches are shown
SPEAKERS = 50  # speakers of a name that are looked for by their numbers

_TEXTS = " ".join(SEARCHED["quotes"])
_MATCHES = "SELECT rowid FROM quotes_fts WHERE quotes_fts MATCH ? LIMIT ?"


@dataclass(frozen=True, slots=True)
class Quote:
    """A row of the quotes table: one attribution as a journalist reads it."""

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
    method: Method
    article_id: int
    act: Act
    negated: int
    hedged: int
    nested_in: int | None
    review: str = ""
    corrected_speaker: str | None = None
    corrected_role: str | None = None
    corrected_organisation: str | None = None
    corrected_quote: str | None = None
    found: int = 1


QUOTE_COLUMNS = tuple(Quote.__dataclass_fields__)
# The expression of each filter that has one in the search, from the value in the column.
_TOKENS: dict[str, Callable[[Any], str]] = {
    "speaker_id": filter_tokens.speaker_token,
    "kind": filter_tokens.kind_token,
    "act": filter_tokens.act_token,
    "outlet": filter_tokens.outlet_token,
    "organisation": filter_tokens.organisation_token,
    "source_type": filter_tokens.source_type_token,
    "review": filter_tokens.review_token,
    "confidence": lambda share: any_of(filter_tokens.confidence_tokens(round(share * 100))),
    "article_id": filter_tokens.article_token,
}


@dataclass(frozen=True, slots=True)
class Found:
    """What a search finds: ``total`` matches (no more than COUNTED are counted), and the first, in order."""

    total: int
    more: bool
    ids: tuple[int, ...]

    @property
    def whole(self) -> bool:
        """Whether ``ids`` are all there are."""
        return not self.more and len(self.ids) == self.total


def find(connection: sqlite3.Connection, wanted: QuoteFilter, *, order: Order = "newest", most: int = 0) -> Found:
    """Count the quotes that a filter lets through and return the first ``most``, at least COLLECTED.

    The best match first means: of the newest so many, where there are more.
    """
    most = max(most, COLLECTED)
    matching = expression(connection, wanted)
    ids = [row[0] for row in connection.execute(_MATCHES, (matching, COUNTED + 1))]
    total = len(ids)
    if total <= SORTED:
        ids = by_day(connection, ids, oldest=order == "oldest")
    else:
        way, ids = walk(connection, wanted, order=order), []
        while len(ids) < most and (part := way.step(connection)):
            ids += part
    ids = ids[:most]
    if order == "best" and wanted.words.strip():
        ids = best_first(connection, ids, wanted.words)
    return Found(min(total, COUNTED), total > COUNTED, tuple(ids))


def expression(connection: sqlite3.Connection, wanted: QuoteFilter) -> str:
    """Return the expression of the full-text search of quotes for a filter."""
    given = wanted.given()
    parts = [token(wanted.stored(name)) for name, token in _TOKENS.items() if name in given]
    if "from_day" in given or "to_day" in given:
        days = days_between(connection, wanted.first_day, wanted.last_day)
        parts.append(any_of(filter_tokens.day_tokens(*days) if days else []))
    if "words" in given:
        parts.append(f"{{{_TEXTS}}} : ({match_expression(wanted.words)})")
    if "speaker" in given:
        parts.append(_said_by(connection, match_expression(wanted.speaker)))
    if wanted.about_id is not None:
        parts.append(about_speaker(connection, wanted.about_id))
    if "about" in given:
        parts.append(f"({about_words(wanted.about)})")
    return " AND ".join(parts or [filter_tokens.EVERY])


def _said_by(connection: sqlite3.Connection, words: str) -> str:
    """Return the expression for speakers with these words in their name, also if corrected, and nameless ones."""
    query = "SELECT rowid FROM speakers_fts WHERE speakers_fts MATCH ? LIMIT ?"
    ids = [row[0] for row in connection.execute(query, (words, SPEAKERS + 1))]
    nameless = f"({filter_tokens.NAMELESS} AND {{source who_plain}} : ({words}))"
    corrected = f"({filter_tokens.CORRECTED} AND {{who_plain}} : ({words}))"
    # Of so many, the names are asked for as words. Letters such as ł are folded beside the names only for all who
    # stand in the row together, so a few more than the name's own may be found then.
    named = [f"{{speaker who_plain}} : ({words})"]
    if len(ids) <= SPEAKERS:
        named = [filter_tokens.speaker_token(number) for number in ids]
    return any_of([*named, nameless, corrected])


def walk(
    connection: sqlite3.Connection,
    wanted: QuoteFilter,
    *,
    order: Order = "newest",
    after: tuple[datetime.date | None, int] | None = None,
) -> Walk:
    """Return the way through all that a filter lets through, in order; its steps may use other connections.

    It begins behind ``after``, the day (None for none) and the number of a quote, where that is given.
    """
    oldest = order == "oldest"
    days = days_between(connection, wanted.first_day, wanted.last_day)
    number = 0
    if after is not None:
        day, number = after
        if days is not None:
            first, last = days
            if day is None:
                days = None
            elif oldest:
                days, number = (max(first, day), last), number if day >= first else 0
            else:
                days, number = (first, min(last, day)), number if day <= last else 0
            if days is not None and days[0] > days[1]:
                days, number = None, 0
    return Walk(
        expression(connection, wanted),
        days,
        oldest=oldest,
        dayless=wanted.first_day is None and wanted.last_day is None,
        after=number,
    )


def count(connection: sqlite3.Connection, wanted: QuoteFilter) -> int:
    """Return how many quotes a filter lets through: all of them, some tenths of a second for a million."""
    query = "SELECT count(*) FROM quotes_fts WHERE quotes_fts MATCH ?"
    number: int = connection.execute(query, (expression(connection, wanted),)).fetchone()[0]
    return number


def quotes_of(
    connection: sqlite3.Connection, ids: Sequence[int], columns: Sequence[str]
) -> list[tuple[object, ...]]:
    """Return these columns of these quotes, in the order of ``ids``; those that are gone are left out."""
    selected = ", ".join(f'q."{column}"' for column in columns)
    query = f"SELECT q.id, {selected} FROM json_each(?) wanted JOIN quotes q ON q.id = wanted.value"
    rows = {row[0]: tuple(row)[1:] for row in connection.execute(query, (json.dumps(list(ids)),))}
    return [rows[number] for number in ids if number in rows]


def with_stored_names(connection: sqlite3.Connection, wanted: Filter, *, known: bool = False) -> Filter:
    """Return a filter with its outlet and organisation by their stored names, from the ones that were typed.

    It is the same name but for accents, capitals and punctuation, or the only one with these words. One that
    fits none is left as typed; where it has to be ``known``, FilterError is raised.
    """
    names: dict[str, Any] = {}
    for name in ("outlet", "organisation"):
        if (typed := getattr(wanted, name)) is None:
            continue
        stored = _stored_name(connection, f"{name}s", typed)
        if stored is None and known:
            problem = f"No {name} is called “{shortened(typed)}”."
            raise FilterError(problem, "Write its name as the quotes show it.")
        names[name] = stored or typed
    return replace(wanted, **names) if names else wanted


def _stored_name(connection: sqlite3.Connection, table: str, typed: str) -> str | None:
    found = connection.execute(f"SELECT name FROM {table} WHERE folded = ?", (fold_key(typed),)).fetchall()
    if not found:
        with_words = f"SELECT rowid FROM {table}_fts WHERE {table}_fts MATCH ? LIMIT 2"
        query = f"SELECT name FROM {table} WHERE id IN ({with_words})"
        found = connection.execute(query, (match_expression(typed),)).fetchall()
    return str(found[0][0]) if len(found) == 1 else None
