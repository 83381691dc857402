"""Speakers suggested while a name is typed."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from datasette.utils.asgi import Response

from attribution.site.page import HEADERS, Site
from attribution.site.search.search_page import reading
from attribution.store.search.mentioned import talked_about
from attribution.words.text import fold_key

MOST = 8
LEAST = 2  # letters: one begins far too many names
# Speakers that are compared: the first of the name, and all who were quoted lately.
_OF_THE_NAME, _LATELY = 200, 1_000
_COUNTED = 1_000  # quotes of each

_FIRST = "SELECT rowid FROM speakers_fts WHERE speakers_fts MATCH ? LIMIT ?"
_RECENT = """
    SELECT id, folded FROM speakers
    WHERE id IN (SELECT speaker_id FROM (SELECT speaker_id FROM quotes ORDER BY day DESC, id LIMIT ?))
"""
_COUNTS = """
    SELECT s.id, s.name, s.type, (SELECT count(*) FROM (SELECT 1 FROM quotes WHERE speaker_id = s.id LIMIT ?)) AS n
    FROM json_each(?) wanted JOIN speakers s ON s.id = wanted.value
    ORDER BY n DESC, s.id LIMIT ?
"""
_ORGANISATION = """
    SELECT organisation FROM (
        SELECT organisation FROM quotes WHERE speaker_id = ? ORDER BY day DESC, article_id LIMIT 20
    ) WHERE organisation IS NOT NULL LIMIT 1
"""


async def suggest(site: Site) -> Response:
    """Answer with the speakers whose names have words that begin like those of ``q``, as JSON.

    With ``about`` those who are only talked about come behind them; they have no ``id``, and are chosen by a name
    in quotation marks, which is the whole one.
    """
    typed, about = site.argument("q")[:100], bool(site.argument("about"))
    speakers = await reading(
        site, lambda connection: suggested(connection, typed) + (mentioned(connection, typed) if about else [])
    )
    return Response.json({"speakers": speakers}, headers={**HEADERS, "Cache-Control": "max-age=60"})


def suggested(connection: sqlite3.Connection, typed: str) -> list[dict[str, Any]]:
    """Return at most MOST speakers whose name has a word that begins with each typed word, most quoted first.

    Each has ``id``, ``name``, ``type``, ``quotes`` (of which no more than 1,000 are counted) and ``about``, a line
    that tells it from others. Where very many names begin so, only those quoted lately and the first that were
    ever stored are compared.
    """
    words = fold_key(typed).split()
    if not any(map(str.isalnum, typed)) or sum(map(len, words)) < LEAST:
        return []
    beginnings = " AND ".join(f'"{word}"*' for word in words)
    ids = {row[0] for row in connection.execute(_FIRST, (beginnings, _OF_THE_NAME))}
    if len(ids) == _OF_THE_NAME:
        ids |= {row[0] for row in connection.execute(_RECENT, (_LATELY,)) if _begins(row[1], words)}
    counted = connection.execute(_COUNTS, (_COUNTED, json.dumps(sorted(ids)), MOST)).fetchall()
    return [
        {"id": number, "name": name, "type": kind, "quotes": quotes, "about": _about(connection, number, quotes)}
        for number, name, kind, quotes in counted
    ]


def mentioned(connection: sqlite3.Connection, typed: str) -> list[dict[str, Any]]:
    """Return at most MOST people and bodies of such names whom quotes are about, but who are never quoted."""
    words = fold_key(typed).replace('"', "").split()
    if not any(map(str.isalnum, typed)) or sum(map(len, words)) < LEAST:
        return []
    return [
        {
            "id": "",
            "name": f'"{name}"',
            "type": kind,
            "quotes": 0,
            "about": f"talked about in {quotes:,} {'quote' if quotes == 1 else 'quotes'}, never quoted",
        }
        for name, kind, quotes in talked_about(connection, words, MOST)
    ]


def _begins(folded: str, words: list[str]) -> bool:
    names = folded.split()
    return all(any(part.startswith(word) for part in names) for word in words)


def _about(connection: sqlite3.Connection, number: int, quotes: int) -> str:
    counted = f"{quotes:,} or more" if quotes == _COUNTED else f"{quotes:,}"
    organisation = connection.execute(_ORGANISATION, (number,)).fetchone()
    office = f"{organisation[0][:60]}, " if organisation else ""
    return f"{office}{counted} {'quote' if quotes == 1 else 'quotes'}"
