"""The words of an article that a database has: its text, or in a published copy the passages around its quotes."""

from __future__ import annotations

from attribution.marking import Passage
from attribution.site.page import Site


async def passages(site: Site, article_id: int) -> tuple[bool, list[Passage]]:
    """Return whether an article's text is whole, and its passages in order: one, where it is.

    All offsets in the database count characters of the whole text, also where it was not published.
    """
    text = await site.value("SELECT text FROM articles WHERE id = :id", {"id": article_id})
    if text:
        return True, [Passage(0, text)]
    query = 'SELECT "start", text FROM passages WHERE article_id = :id ORDER BY "start"'
    return False, [Passage(**row) for row in await site.rows(query, {"id": article_id})]


async def around(site: Site, article_id: int, start: int, end: int, *, characters: int = 300) -> list[Passage]:
    """Return the passages around ``start`` to ``end``, each cut to at most ``characters`` before and after."""
    first = max(0, start - characters)
    query = "SELECT substr(text, :first + 1, :length) AS text FROM articles WHERE id = :id"
    values = {"id": article_id, "first": first, "last": end + characters, "length": end + characters - first}
    text = await site.value(query, values)
    if text:
        return [Passage(first, text)]
    query = """
        SELECT
            max("start", :first) AS start,
            substr(text, max(0, :first - "start") + 1, :last - max("start", :first)) AS text
        FROM passages WHERE article_id = :id AND "start" < :last AND "end" > :first ORDER BY "start"
    """
    return [Passage(**row) for row in await site.rows(query, values)]
