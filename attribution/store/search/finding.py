"""Finding quotes by words, speaker and filters, newest first, in a time that hardly grows with the database.

A search is one expression of the full-text search (see filter_tokens.py). Its matches are counted up to a limit.
Where there are few they are read and sorted; where there are many, days are walked from the newest on, ever more
of them at a time, until enough matches are found.
"""

from __future__ import annotations

import datetime
import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from attribution.records import Act, Kind, SourceType
from attribution.store.schema.migrations import SEARCHED
from attribution.store.search import filter_tokens
from attribution.store.search.day_pages import Walk, any_of, by_day, days_between
from attribution.store.search.mentioned import about_speaker, about_words
from attribution.store.search.ranking import best_first
from attribution.words.text import match_expression

Order = Literal["newest", "oldest", "best"]

COUNTED = 5_000  # matches are counted so far; above it there are "more than 5,000"
SORTED = 3_000  # so many matches are sorted; through more of them days are walked
COLLECTED = 1_000  # so many of the first matches are shown
SPEAKERS = 50  # speakers of a name that are looked for by their numbers

_TEXTS = " ".join(SEARCHED["quotes"])
_MATCHES = "SELECT rowid FROM quotes_fts WHERE quotes_fts MATCH ? LIMIT ?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What is looked for: all of what is given has to be true of a quote.

    ``words`` are what a person typed, all of which stand in the quote or in who said it; ``speaker`` words of the
    speaker's name, or of what a nameless one is called; ``about`` those of somebody in the quote (mentioned.py);
    ``confidence`` the least, of which hundredths count; ``review`` what a person decided, as the table of quotes
    has it, "" where nobody has. Days include both ends. Names of outlets and organisations are exact.
    """

    words: str = ""
    speaker: str = ""
    speaker_id: int | None = None
    about: str = ""
    about_id: int | None = None
    kind: Kind | None = None
    act: Act | None = None
    outlet: str | None = None
    organisation: str | None = None
    source_type: SourceType | None = None
    first_day: datetime.date | None = None
    last_day: datetime.date | None = None
    confidence: float | None = None
    review: str | None = None
    order: Order = "newest"


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


def find(connection: sqlite3.Connection, wanted: Search) -> Found:
    """Count the matches of a search and return the first COLLECTED.

    The best match first means: of the newest COLLECTED, where there are more.
    """
    matching = expression(connection, wanted)
    ids = [row[0] for row in connection.execute(_MATCHES, (matching, COUNTED + 1))]
    total = len(ids)
    if total <= SORTED:
        ids = by_day(connection, ids, oldest=wanted.order == "oldest")
    else:
        way, ids = walk(connection, wanted), []
        while len(ids) < COLLECTED and (part := way.step(connection)):
            ids += part
    ids = ids[:COLLECTED]
    if wanted.order == "best" and wanted.words.strip():
        ids = best_first(connection, ids, wanted.words)
    return Found(min(total, COUNTED), total > COUNTED, tuple(ids))


def expression(connection: sqlite3.Connection, wanted: Search) -> str:
    """Return the expression of the full-text search of quotes for a search."""
    parts = list(_tokens(wanted))
    if wanted.first_day is not None or wanted.last_day is not None:
        days = days_between(connection, wanted.first_day, wanted.last_day)
        parts.append(any_of(filter_tokens.day_tokens(*days) if days else []))
    if wanted.words.strip():
        parts.append(f"{{{_TEXTS}}} : ({match_expression(wanted.words)})")
    if wanted.speaker.strip():
        parts.append(_said_by(connection, match_expression(wanted.speaker)))
    if wanted.about_id is not None:
        parts.append(about_speaker(connection, wanted.about_id))
    if wanted.about.strip():
        parts.append(f"({about_words(wanted.about)})")
    return " AND ".join(parts or [filter_tokens.EVERY])


def _tokens(wanted: Search) -> Iterator[str]:
    """Yield an expression for each filter."""
    if wanted.speaker_id is not None:
        yield filter_tokens.speaker_token(wanted.speaker_id)
    if wanted.kind is not None:
        yield filter_tokens.kind_token(wanted.kind)
    if wanted.act is not None:
        yield filter_tokens.act_token(wanted.act)
    if wanted.outlet is not None:
        yield filter_tokens.outlet_token(wanted.outlet)
    if wanted.organisation is not None:
        yield filter_tokens.organisation_token(wanted.organisation)
    if wanted.source_type is not None:
        yield filter_tokens.source_type_token(wanted.source_type)
    if wanted.review is not None:
        yield filter_tokens.review_token(wanted.review)
    if wanted.confidence is not None:
        yield any_of(filter_tokens.confidence_tokens(round(wanted.confidence * 100)))


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


def walk(connection: sqlite3.Connection, wanted: Search) -> Walk:
    """Return the way through all matches of a search, in order; its steps may use other connections."""
    days = days_between(connection, wanted.first_day, wanted.last_day)
    return Walk(
        expression(connection, wanted),
        days,
        oldest=wanted.order == "oldest",
        dayless=wanted.first_day is None and wanted.last_day is None,
    )


def quotes_of(
    connection: sqlite3.Connection, ids: Sequence[int], columns: Sequence[str]
) -> list[tuple[object, ...]]:
    """Return these columns of these quotes, in the order of ``ids``; those that are gone are left out."""
    selected = ", ".join(f'q."{column}"' for column in columns)
    query = f"SELECT q.id, {selected} FROM json_each(?) wanted JOIN quotes q ON q.id = wanted.value"
    rows = {row[0]: tuple(row)[1:] for row in connection.execute(query, (json.dumps(list(ids)),))}
    return [rows[number] for number in ids if number in rows]
