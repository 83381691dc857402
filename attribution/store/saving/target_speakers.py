"""Whom the names that people talk about mean: the column ``speaker_id`` of targets, kept as who is who changes.

An article that quotes somebody by a name means that one by it. In all others the name means whom the articles mean
that quote somebody by it, and nobody where those are several.
"""

from __future__ import annotations

import sqlite3

# The speaker whom a name in a row of targets means: the one whom its own article quotes by that name, else the one
# whom all articles mean that quote somebody by it. Where these mean several, it can't be told.
MEANT = """
coalesce(
    (
        SELECT a.speaker_id FROM attributions t
        JOIN appearances a ON a.article_id = t.article_id AND a.folded = targets.folded AND a.type = targets.type
        WHERE t.id = targets.attribution_id
    ),
    CASE (SELECT min(speaker_id) FROM appearances a WHERE a.folded = targets.folded AND a.type = targets.type)
    WHEN (SELECT max(speaker_id) FROM appearances a WHERE a.folded = targets.folded AND a.type = targets.type)
    THEN (SELECT min(speaker_id) FROM appearances a WHERE a.folded = targets.folded AND a.type = targets.type) END
)
"""
FILL_MEANT = f"UPDATE targets SET speaker_id = {MEANT}"

_HERE = f"""
UPDATE targets SET speaker_id = {MEANT}
WHERE attribution_id IN (SELECT id FROM attributions WHERE article_id = :article)
AND folded IS NOT NULL AND speaker_id IS NOT {MEANT}
"""
_ALL = f"""
UPDATE targets SET speaker_id = {MEANT}
WHERE folded = :folded AND type = :type AND speaker_id IS NOT {MEANT}
"""
_MEANT = """
SELECT
    (SELECT min(speaker_id) FROM appearances WHERE folded = :folded AND type = :type) AS first,
    (SELECT max(speaker_id) FROM appearances WHERE folded = :folded AND type = :type) AS last
"""
# Three steps along the index find the few that differ among the thousands that a name may have.
_NAME = "folded = :folded AND type = :type"
_ONE = f"""
UPDATE targets SET speaker_id = :speaker
WHERE {_NAME} AND speaker_id IS NULL OR {_NAME} AND speaker_id < :speaker OR {_NAME} AND speaker_id > :speaker
"""
_NOBODY = f"UPDATE targets SET speaker_id = NULL WHERE {_NAME} AND speaker_id IS NOT NULL"


def set_in_article(db: sqlite3.Connection, article_id: int) -> int:
    """Bring the targets of one article up to date; return how many changed."""
    return db.execute(_HERE, {"article": article_id}).rowcount


def is_shared(db: sqlite3.Connection, folded: str, kind: str) -> bool:
    """Tell whether articles quote several speakers by a name."""
    first, last = _speakers(db, folded, kind)
    return first != last


def set_everywhere(db: sqlite3.Connection, folded: str, kind: str, *, was_shared: bool) -> None:
    """Bring all targets of a name up to date, once those of the articles are that quote other speakers by it now.

    ``was_shared``: several speakers had the name before, so that elsewhere it already means nobody.
    """
    first, last = _speakers(db, folded, kind)
    name = {"folded": folded, "type": kind}
    if first is None:
        db.execute(_NOBODY, name)
    elif first == last:
        db.execute(_ONE, name | {"speaker": first})
    elif not was_shared:
        db.execute(_ALL, name)


def _speakers(db: sqlite3.Connection, folded: str, kind: str) -> tuple[int | None, int | None]:
    """Return the first and the last speaker that have a name."""
    first, last = db.execute(_MEANT, {"folded": folded, "type": kind}).fetchone()
    return first, last
