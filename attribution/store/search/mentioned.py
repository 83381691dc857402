"""Searches for quotes about somebody, by the names of people and organisations in them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from attribution.store.search import filter_tokens
from attribution.store.search.day_pages import any_of
from attribution.words.text import MATCHES_NOTHING, fold_key

# So many of the articles that were last read tell the names of a speaker, and as many mentions in which articles
# one of several is meant.
READ = 2_000

# A name is enough where nobody talks about anyone else by it.
_NAMES = """
SELECT n.folded, n.type, EXISTS (
    SELECT 1 FROM targets t WHERE t.folded = n.folded AND t.type = n.type AND t.speaker_id IS NULL
    UNION ALL SELECT 1 FROM targets t WHERE t.folded = n.folded AND t.type = n.type AND t.speaker_id < :id
    UNION ALL SELECT 1 FROM targets t WHERE t.folded = n.folded AND t.type = n.type AND t.speaker_id > :id
) AS shared
FROM (
    SELECT DISTINCT folded, type FROM (
        SELECT folded, type FROM appearances WHERE speaker_id = :id ORDER BY id DESC LIMIT :read
    )
) n
"""
_ARTICLES = """
SELECT DISTINCT a.article_id FROM (
    SELECT attribution_id FROM targets WHERE folded = :folded AND type = :type AND speaker_id = :id
    ORDER BY id DESC LIMIT :read
) t CROSS JOIN attributions a ON a.id = t.attribution_id
"""
_PEOPLE = """
SELECT min(t.name), count(DISTINCT t.attribution_id)
FROM json_each(?) w CROSS JOIN targets t ON t.attribution_id = w.value
WHERE t.own = 0 AND t.again = 0 AND t.name IS NOT NULL GROUP BY t.folded
"""


def about_speaker(connection: sqlite3.Connection, number: int) -> str:
    """Return the expression for quotes about a speaker, by whichever of the names that articles give it."""
    parts = []
    values = {"id": number, "read": READ}
    for folded, kind, shared in connection.execute(_NAMES, values).fetchall():
        name = filter_tokens.about_name(folded, kind)
        if shared:
            articles = connection.execute(_ARTICLES, values | {"folded": folded, "type": kind}).fetchall()
            name = f"({name} AND {any_of([filter_tokens.article_token(article) for (article,) in articles])})"
        parts.append(name)
    return any_of(parts)


def about_words(typed: str) -> str:
    """Return the expression for quotes about people with all these words in their names.

    A name in quotation marks is that whole name.
    """
    written, wanted = typed.strip(), fold_key(typed)
    if not any(map(str.isalnum, wanted)):
        return MATCHES_NOTHING
    if len(written) > 2 and written[0] in '"“' and written[-1] in '"”':
        return any_of([filter_tokens.about_name(wanted, kind) for kind in ("person", "organisation")])
    return filter_tokens.about_words(wanted)


def people_in(connection: sqlite3.Connection, ids: Sequence[int]) -> list[tuple[str, int]]:
    """Return the names of whom these quotes are about, with the number of those quotes; one spelling of each."""
    return connection.execute(_PEOPLE, (json.dumps(ids),)).fetchall()
