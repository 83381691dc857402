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


# Names that mean no speaker, in the quotes about somebody whose name has words that begin so.
_TALKED_ABOUT = """
SELECT t.name, t.folded, t.type, count(DISTINCT t.attribution_id) AS quotes
FROM (SELECT rowid FROM quotes_fts WHERE quotes_fts MATCH :words LIMIT :read) q
CROSS JOIN targets t ON t.attribution_id = q.rowid
WHERE t.speaker_id IS NULL AND t.own = 0 AND t.again = 0 AND t.folded IS NOT NULL
GROUP BY t.folded, t.type ORDER BY quotes DESC, t.folded
"""


def talked_about(connection: sqlite3.Connection, words: Sequence[str], most: int) -> list[tuple[str, str, int]]:
    """Return the names, types and numbers of quotes of those who are talked about and never quoted.

    Each folded word begins a word of the name; at most ``most``, those first of whom most is said in READ quotes.
    """
    beginnings = " AND ".join(f'"kzw{word}"*' for word in words)
    found = connection.execute(_TALKED_ABOUT, {"words": beginnings, "read": READ}).fetchall()
    alike = [
        (str(name), str(kind), int(quotes))
        for name, folded, kind, quotes in found
        if all(any(part.startswith(word) for part in folded.split()) for word in words)
    ]
    return alike[:most]


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
