"""The tables as people use them: what is in force of each quote, about whom it is, and names in place of numbers.

Each is a query on the tables and columns that a database has, so that one of another version has its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from attribution.store import Store
from attribution.store.reviews.review_rows import CORRECTABLE

# In the order in which people read them; of these, those are written that the table has.
_QUOTES: Final = (
    *("id", "speaker", "role", "organisation", "statement", "quote", "kind", "act", "negated", "hedged", "stance"),
    *("cue", "source", "source_type", "method", "addressee", "about", "outlet", "day", "title", "link"),
    *("confidence", "speaker_confidence", "nested_in", "review", "speaker_id", "article_id"),
)
# What people corrected is in force; a quote or a kind that they left alone stays as it was found.
_NEVER_EMPTY: Final = {"quote", "kind"}
_ABOUT: Final = """(
    SELECT group_concat(name, '; ') FROM (
        SELECT name FROM targets
        WHERE attribution_id = q.id AND own = 0 AND again = 0 AND name IS NOT NULL ORDER BY position, id
    )
)"""

# The quotes of a speaker that are in force: found and not corrected to another, or corrected to this one.
_IN_FORCE: Final = """(
    SELECT id, article_id, day FROM quotes
    WHERE speaker_id = s.id AND NOT (review = 'corrected' AND corrected_speaker IS NOT s.name)
    UNION ALL
    SELECT id, article_id, day FROM quotes
    WHERE corrected_speaker = s.name AND review = 'corrected' AND speaker_id IS NOT s.id
)"""
_SPEAKERS: Final = {
    "id": "s.id",
    "name": "s.name",
    "type": "s.type",
    "wikidata": "s.wikidata",
    "names": """(
        SELECT group_concat(name, '; ') FROM (
            SELECT DISTINCT name FROM speaker_names WHERE speaker_id = s.id ORDER BY name
        )
    )""",
    "quotes": f"(SELECT count(*) FROM {_IN_FORCE})",
    "articles": f"(SELECT count(DISTINCT article_id) FROM {_IN_FORCE})",
    "first_day": f"(SELECT min(day) FROM {_IN_FORCE})",
    "last_day": f"(SELECT max(day) FROM {_IN_FORCE})",
}
_ARTICLES: Final = {
    "id": "a.id",
    "title": "a.title",
    "outlet": "o.name",
    "day": "a.day",
    "byline": "a.byline",
    "link": "a.url",
    "path": "a.path",
    "quotes": "(SELECT count(*) FROM quotes WHERE article_id = a.id)",
    "speakers": "(SELECT count(DISTINCT speaker_id) FROM quotes WHERE article_id = a.id)",
    "text": "a.text",
}
_ROLES: Final = {
    "id": "f.id",
    "speaker": "s.name",
    "role": "f.role",
    "organisation": "g.name",
    "state": "f.state",
    "party": "f.party",
    "evidence": "f.evidence",
    "outlet": "o.name",
    "day": "f.day",
    "title": "a.title",
    "link": "a.url",
    "speaker_id": "f.speaker_id",
    "organisation_id": "f.organisation_id",
    "article_id": "f.article_id",
}
# The tables whose rows and columns the queries have.
_FROM: Final = {
    "quotes": ("quotes", "q", "quotes q"),
    "speakers": ("speakers", "s", "speakers s"),
    "articles": ("articles", "a", "articles a LEFT JOIN outlets o ON o.id = a.outlet_id"),
    "roles": (
        "affiliations",
        "f",
        "affiliations f LEFT JOIN speakers s ON s.id = f.speaker_id "
        "LEFT JOIN organisations g ON g.id = f.organisation_id "
        "JOIN articles a ON a.id = f.article_id LEFT JOIN outlets o ON o.id = a.outlet_id",
    ),
}
READ_FROM: Final = frozenset(table for table, _, _ in _FROM.values())


def reader_tables(store: Store, *, whole: bool = False) -> dict[str, str]:
    """Return the query of each table, by its name; ``whole`` puts the other columns that are stored behind."""
    quotes = store.columns("quotes")
    columns: dict[str, Mapping[str, str]] = {
        "quotes": _quotes(quotes),
        "speakers": _SPEAKERS,
        "articles": _ARTICLES,
        "roles": _ROLES,
    }
    made = {}
    for name, (table, alias, source) in _FROM.items():
        selected = dict(columns[name])
        if whole:
            read = {*selected, *selected.values()}
            stored = [column for column in store.columns(table) if not {column, f"{alias}.{column}"} & read]
            selected |= {column: f'{alias}."{column}"' for column in stored}
        made[name] = _select(selected, source, alias)
    return made


def _quotes(stored: Sequence[str]) -> dict[str, str]:
    """Return the columns of quotes: what is in force, and behind it what was found where people corrected it."""
    known = {name for name in _QUOTES if name in stored} | {"about"}
    selected: dict[str, str] = {name: f'q."{name}"' for name in _QUOTES if name in known}
    selected["about"] = _ABOUT
    corrected = [name for name in CORRECTABLE if f"corrected_{name}" in stored]
    for name in corrected:
        there = f"q.corrected_{name} IS NOT NULL AND " if name in _NEVER_EMPTY else ""
        selected[name] = f"CASE WHEN {there}q.review = 'corrected' THEN q.corrected_{name} ELSE q.{name} END"
    if "speaker" in corrected:
        # Nothing tells which number somebody else of that name has.
        other = "q.review = 'corrected' AND q.corrected_speaker IS NOT q.speaker"
        selected["speaker_id"] = f"CASE WHEN NOT ({other}) THEN q.speaker_id END"
        selected["found_speaker_id"] = f"CASE WHEN {other} THEN q.speaker_id END"
    for name in corrected:
        selected[f"found_{name}"] = f"CASE WHEN q.review = 'corrected' THEN q.{name} END"
    if "found" in stored:
        selected["still_found"] = "q.found"
    return selected


def _select(columns: Mapping[str, str], source: str, alias: str) -> str:
    listed = ", ".join(f'{value} AS "{name}"' for name, value in columns.items())
    return f"SELECT {listed} FROM {source} ORDER BY {alias}.id"
