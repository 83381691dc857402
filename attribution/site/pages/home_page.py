"""The home page of a database: one search, what is new, who is quoted now, and what waits for a person."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import Any

from datasette.utils.asgi import Response

from attribution.site import phrases, wording
from attribution.site.cache import kept
from attribution.site.page import Site

NEWEST = 8  # articles
QUOTED = 10  # speakers
WAIT = 4  # quotes to be reviewed
DAYS = 7
# Of the newest days, so many quotes are read to see who is quoted most: a few milliseconds.
MOST_READ = 10_000

# Each is counted along an index, about 5 ms for a million rows.
COUNTS = """
SELECT
    (SELECT count(*) FROM quotes) AS quotes, (SELECT count(*) FROM speakers) AS speakers,
    (SELECT count(*) FROM articles) AS articles, (SELECT count(*) FROM outlets) AS outlets
"""
ARTICLES = """
SELECT
    a.id, a.title, a.label, a.day, o.name AS outlet,
    (SELECT count(*) FROM quotes WHERE article_id = a.id) AS quotes
FROM (SELECT id FROM articles ORDER BY day DESC, id DESC LIMIT :most) newest
JOIN articles a ON a.id = newest.id
LEFT JOIN outlets o ON o.id = a.outlet_id
ORDER BY a.day DESC, a.id DESC
"""
# Whom each of these articles quotes most.
VOICES = """
SELECT q.article_id, q.speaker_id AS id, s.name, count(*) AS quotes
FROM quotes q JOIN speakers s ON s.id = q.speaker_id
WHERE q.article_id IN (SELECT id FROM articles ORDER BY day DESC, id DESC LIMIT :most)
GROUP BY q.article_id, q.speaker_id
ORDER BY q.article_id, quotes DESC, min(q.id)
"""
NEWEST_DAY = "SELECT max(day) FROM quotes"
# The inner part is read along the index of days and stops at :most rows.
QUOTED_MOST = """
SELECT s.id, s.name, s.type, count(*) AS quotes, count(DISTINCT read.article_id) AS articles
FROM (
    SELECT speaker_id, article_id FROM quotes WHERE day >= :first ORDER BY day DESC, id LIMIT :most
) read
JOIN speakers s ON s.id = read.speaker_id
GROUP BY s.id
ORDER BY quotes DESC, s.name, s.id
LIMIT :shown
"""
# Along the index of reviews, and of a review's number only those that have one.
WAITING = """
SELECT id, speaker_id, speaker, source, quote, kind, confidence, outlet, day FROM quotes
WHERE review = '' AND found = 1 ORDER BY confidence LIMIT :most
"""
REVIEWED = "SELECT count(*) FROM quotes WHERE review > ''"
READ = "SELECT count(*) FROM (SELECT 1 FROM quotes WHERE day >= :first LIMIT :most)"


async def home(site: Site) -> Response:
    """Show where to begin; in an empty database, how to read articles in."""
    found = await kept(site, "home", _read)
    if not found["counts"]["articles"]:
        return await site.page("empty")
    return await site.page("home", say=phrases, words=wording, **found)


async def _read(site: Site) -> dict[str, Any]:
    voices: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for voice in await site.rows(VOICES, {"most": NEWEST}):
        voices[voice["article_id"]].append(voice)
    return {
        "counts": await site.row(COUNTS),
        "articles": await site.rows(ARTICLES, {"most": NEWEST}),
        "voices": dict(voices),
        "quoted": await _quoted(site),
        "waiting": await site.rows(WAITING, {"most": WAIT}),
        "reviewed": await site.value(REVIEWED),
    }


async def _quoted(site: Site) -> dict[str, Any] | None:
    """Return who is quoted most in the newest days that there are; None where no quote has a day."""
    last = await site.value(NEWEST_DAY)
    if not last:
        return None
    first = first_day(last)
    values = {"first": first, "most": MOST_READ, "shown": QUOTED}
    return {
        "first": first,
        "last": last,
        "speakers": await site.rows(QUOTED_MOST, values),
        "cut": (await site.value(READ, {"first": first, "most": MOST_READ + 1}) or 0) > MOST_READ,
        "most": MOST_READ,
    }


def first_day(last: str) -> str:
    """Return the first of the seven days that end with ``last``; of a month or a year, that itself."""
    try:
        return (date.fromisoformat(last) - timedelta(days=DAYS - 1)).isoformat()
    except (ValueError, OverflowError):
        return last
