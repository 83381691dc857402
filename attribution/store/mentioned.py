"""The quotes that are about somebody, by the names of people and organisations in them.

Names of whom quotes are about are no tokens of the full-text search (shelf.py): they are looked up in ``targets``,
along its index, and what is found is intersected with the rest of a search.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from attribution.store.folding import fold
from attribution.store.walking import BATCH

# A name that is spoken about is a speaker's where all articles that have it mean that one; else the article in
# which it stands has to tell. The graph counts the same way.
_NAMES = """
SELECT n.folded, n.type,
    (SELECT min(speaker_id) FROM appearances a WHERE a.folded = n.folded AND a.type = n.type)
    = (SELECT max(speaker_id) FROM appearances a WHERE a.folded = n.folded AND a.type = n.type) AS certain
FROM (SELECT DISTINCT folded, type FROM appearances WHERE speaker_id = ?) n
"""
_CERTAIN = "SELECT attribution_id FROM targets WHERE folded = ? AND type = ? AND own = 0 AND again = 0"
_SHARED = """
SELECT t.attribution_id FROM targets t
JOIN quotes q ON q.id = t.attribution_id
JOIN appearances a ON a.article_id = q.article_id AND a.folded = t.folded AND a.type = t.type
WHERE t.folded = ? AND t.type = ? AND t.own = 0 AND t.again = 0 AND a.speaker_id = ?
"""
_EXACT = "SELECT attribution_id FROM targets WHERE folded = ? AND own = 0 AND again = 0"
# Along the index of names alone: each different name once.
_ALL_NAMES = "SELECT DISTINCT folded FROM targets WHERE folded IS NOT NULL"
_PEOPLE = """
SELECT min(t.name), count(DISTINCT t.attribution_id)
FROM json_each(?) w CROSS JOIN targets t ON t.attribution_id = w.value
WHERE t.own = 0 AND t.again = 0 AND t.name IS NOT NULL GROUP BY t.folded
"""


def about_speaker(connection: sqlite3.Connection, number: int) -> set[int]:
    """Return the quotes about a speaker of that number, by whichever of the names that articles give it."""
    found: set[int] = set()
    for folded, kind, certain in connection.execute(_NAMES, (number,)).fetchall():
        if certain:
            rows = connection.execute(_CERTAIN, (folded, kind))
        else:
            rows = connection.execute(_SHARED, (folded, kind, number))
        found.update(row[0] for row in rows)
    return found


def about_words(connection: sqlite3.Connection, typed: str) -> set[int]:
    """Return the quotes about anybody whose name has all these words, or is the one in quotation marks."""
    return {row[0] for name in _names(connection, typed) for row in connection.execute(_EXACT, (name,)).fetchall()}


def _names(connection: sqlite3.Connection, typed: str) -> Iterator[str]:
    written = typed.strip()
    wanted = fold(written)
    if not wanted:
        return
    if len(written) > 2 and written[0] in '"“' and written[-1] in '"”':
        yield wanted
        return
    words = set(wanted.split())
    for (name,) in connection.execute(_ALL_NAMES):
        if words.issubset(name.split()):
            yield name


def people_in(connection: sqlite3.Connection, ids: Sequence[int]) -> list[tuple[str, int]]:
    """Return the names of whom these quotes are about, with the number of those quotes; one spelling of each."""
    return connection.execute(_PEOPLE, (json.dumps(ids),)).fetchall()


@dataclass(slots=True)
class Listed:
    """A way through matches that are known already, as ``walking.Walk`` is one through those that are not."""

    ids: Sequence[int]

    def step(self, connection: sqlite3.Connection) -> list[int]:
        """Return the next part, at most BATCH; none at the end."""
        part, self.ids = list(self.ids[:BATCH]), self.ids[BATCH:]
        return part
