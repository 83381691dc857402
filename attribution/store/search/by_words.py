"""Finding quotes by their words and speakers, whatever a person types."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from attribution.records import Act, Kind
from attribution.store.rows import rows
from attribution.words.text import match_expression

# A speaker without a name is found by what the text calls them, and a corrected one by the correction.
_BY_SPEAKER = """
    (q.speaker_id IN (SELECT rowid FROM speakers_fts WHERE speakers_fts MATCH :speaker)
     OR (q.corrected_speaker IS NOT NULL
         AND q.id IN (SELECT rowid FROM quotes_fts WHERE quotes_fts MATCH '{who_plain} : (' || :speaker || ')'))
     OR (q.speaker_id IS NULL
         AND q.id IN (SELECT rowid FROM quotes_fts
                      WHERE quotes_fts MATCH '{source who_plain} : (' || :speaker || ')')))
"""


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


_COLUMNS = ", ".join(f"q.{name}" for name in Quote.__dataclass_fields__)


def search(
    connection: sqlite3.Connection,
    words: str,
    *,
    speaker: str | None,
    kind: Kind | None,
    act: Act | None,
    limit: int,
) -> list[Quote]:
    """Return the quotes that hold all the words, best match first; without words, the newest first."""
    wheres = []
    source, order = "quotes q", "q.day DESC, q.id"
    if words.strip():
        source = "quotes_fts f JOIN quotes q ON q.id = f.rowid"
        wheres.append("f.quotes_fts MATCH :words")
        order = "f.rank, q.day DESC, q.id"
    if speaker is not None and speaker.strip():
        wheres.append(_BY_SPEAKER)
    if kind is not None:
        wheres.append("q.kind = :kind")
    if act is not None:
        wheres.append("q.act = :act")
    where = f"WHERE {' AND '.join(wheres)}" if wheres else ""
    values = {
        "words": match_expression(words),
        "speaker": match_expression(speaker),
        "kind": kind,
        "act": act,
        "limit": max(0, limit),
    }
    query = f"SELECT {_COLUMNS} FROM {source} {where} ORDER BY {order} LIMIT :limit"
    return [Quote(**row) for row in rows(connection, query, values)]
