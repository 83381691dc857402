"""Searches for quotes about somebody, by the names of people and organisations in them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from attribution.store.search import filter_tokens
from attribution.store.search.day_pages import any_of
from attribution.words.text import MATCHES_NOTHING, fold_key

# The last so many articles that were read tell which names a speaker has, and whom a name of several means.
ARTICLES = 2_000

# A name that is spoken about is a speaker's where all articles that have it mean that one; else the article in
# which it stands has to tell. The graph counts the same way.
_NAMES = """
SELECT n.folded, n.type,
    (SELECT min(speaker_id) FROM appearances a WHERE a.folded = n.folded AND a.type = n.type)
    = (SELECT max(speaker_id) FROM appearances a WHERE a.folded = n.folded AND a.type = n.type) AS certain
FROM (
    SELECT DISTINCT folded, type FROM (
        SELECT folded, type FROM appearances WHERE speaker_id = ? ORDER BY id DESC LIMIT ?
    )
) n
"""
_ARTICLES = """
SELECT article_id FROM appearances WHERE folded = ? AND type = ? AND speaker_id = ? ORDER BY id DESC LIMIT ?
"""
_PEOPLE = """
SELECT min(t.name), count(DISTINCT t.attribution_id)
FROM json_each(?) w CROSS JOIN targets t ON t.attribution_id = w.value
WHERE t.own = 0 AND t.again = 0 AND t.name IS NOT NULL GROUP BY t.folded
"""


def about_speaker(connection: sqlite3.Connection, number: int) -> str:
    """Return the expression for quotes about a speaker, by whichever of the names that articles give it."""
    parts = []
    for folded, kind, certain in connection.execute(_NAMES, (number, ARTICLES)).fetchall():
        name = filter_tokens.about_name(folded, kind)
        if not certain:
            articles = connection.execute(_ARTICLES, (folded, kind, number, ARTICLES)).fetchall()
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
