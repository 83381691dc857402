"""The page of a speaker: the names, the roles, the quotes in order of time, and who speaks about whom."""

from __future__ import annotations

import json
import re
from typing import Any

from datasette.utils.asgi import Response

from attribution.site import phrases, wording
from attribution.site.page import Site
from attribution.site.pages.addresses import wikidata
from attribution.site.speaker.months import plot
from attribution.site.speaker.speaker_about import speaks_about, spoken_about_by

SHOWN = 50  # quotes
# What has to look at each row reads so many of the newest: a few milliseconds.
READ = 500
ROLES, NAMES, OUTLETS = 20, 40, 12
NAMED = 10_000  # articles: beyond, the page says "more than"

SPEAKER = "SELECT id, name, type, wikidata FROM speakers WHERE id = :id"
# Each the end of an index, which both in one query would walk along.
DAYS = """
SELECT
    (SELECT min(day) FROM quotes WHERE speaker_id = :id) AS first,
    (SELECT max(day) FROM quotes WHERE speaker_id = :id) AS last
"""
NEWEST = """
SELECT * FROM quotes WHERE speaker_id = :id ORDER BY day DESC, article_id, id LIMIT :most
"""
OLDEST = """
SELECT * FROM quotes WHERE speaker_id = :id AND day IS NOT NULL ORDER BY day, article_id, id LIMIT :most
"""
UNDATED = """
SELECT * FROM quotes WHERE speaker_id = :id AND day IS NULL ORDER BY article_id, id LIMIT :most
"""
# From one name to the next along the index, and of each no more articles than a page has time to count.
NAMES_WRITTEN = """
WITH RECURSIVE names (name, place) AS (
    SELECT (SELECT min(name) FROM speaker_names WHERE speaker_id = :id), 1
    UNION ALL
    SELECT (SELECT min(name) FROM speaker_names n WHERE n.speaker_id = :id AND n.name > names.name), place + 1
    FROM names WHERE name IS NOT NULL AND place <= :names
)
SELECT name, (
    SELECT count(*) FROM (
        SELECT 1 FROM speaker_names n WHERE n.speaker_id = :id AND n.name = names.name LIMIT :most + 1
    )
) AS articles
FROM names WHERE name IS NOT NULL ORDER BY articles DESC, name
"""
ROLES_STATED = """
SELECT
    role, organisation, state, party, count(*) AS times, count(DISTINCT article_id) AS articles,
    min(day) AS first, max(day) AS last, max(day || ' ' || id) AS newest, max(id) AS id
FROM (
    SELECT a.id, a.role, o.name AS organisation, a.state, a.party, a.article_id, a.day
    FROM (
        SELECT * FROM affiliations WHERE speaker_id = :id ORDER BY id DESC LIMIT :read
    ) a LEFT JOIN organisations o ON o.id = a.organisation_id
)
GROUP BY role, organisation, state, party
ORDER BY last DESC, times DESC, role LIMIT :most
"""
ROLES_READ = "SELECT count(*) FROM (SELECT 1 FROM affiliations WHERE speaker_id = :id LIMIT :read)"
EVIDENCE = """
SELECT a.id, a.evidence, a.day, a.article_id, t.label, o.name AS outlet
FROM affiliations a JOIN articles t ON t.id = a.article_id LEFT JOIN outlets o ON o.id = t.outlet_id
WHERE a.id IN (SELECT value FROM json_each(:ids))
"""
OUTLETS_QUOTING = """
SELECT outlet, count(*) AS quotes FROM (
    SELECT outlet FROM quotes WHERE speaker_id = :id ORDER BY day DESC, article_id, id LIMIT :read
) WHERE outlet IS NOT NULL GROUP BY outlet ORDER BY quotes DESC, outlet LIMIT :most
"""
# What people corrected to this speaker; the program has somebody else, or nobody, for it.
CORRECTED = """
SELECT * FROM quotes
WHERE corrected_speaker = :name AND review = 'corrected' AND speaker_id IS NOT :id
ORDER BY day DESC, id LIMIT :most
"""
MERGED = """
SELECT label, made FROM decisions
WHERE about = 'speakers' AND undone IS NULL AND instr(label, :number) ORDER BY id DESC LIMIT 5
"""

OTHERS = "SELECT id, name FROM speakers WHERE id IN (SELECT value FROM json_each(:ids)) ORDER BY id LIMIT 10"


async def speaker(site: Site) -> Response:
    """Show a speaker."""
    number = site.number()
    found = await site.row(SPEAKER, {"id": number})
    if found is None:
        return await _missing(site, number)
    oldest = site.argument("sort") == "oldest"
    days = await site.row(DAYS, {"id": number}) or {}
    drawn = await plot(site, number, days["first"], days["last"])
    roles, roles_cut = await _roles(site, number)
    many = drawn.quotes > READ
    return await site.page(
        "speaker",
        say=phrases,
        words=wording,
        speaker=found,
        wikidata=wikidata(found["wikidata"]),
        days=days,
        total=drawn.quotes,
        plot=drawn if drawn.bars else None,
        oldest=oldest,
        quotes=await _quotes(site, number, oldest=oldest),
        corrected=await site.rows(CORRECTED, {"id": number, "name": found["name"], "most": SHOWN}),
        names=await site.rows(NAMES_WRITTEN, {"id": number, "names": NAMES, "most": NAMED}),
        most_named=NAMED,
        roles=roles,
        roles_cut=roles_cut,
        outlets=await site.rows(OUTLETS_QUOTING, {"id": number, "read": READ, "most": OUTLETS}),
        about=await speaks_about(site, number, most=READ, many=many),
        by=await spoken_about_by(site, number, most=READ),
        read=READ,
        many=many,
    )


async def _missing(site: Site, number: int) -> Response:
    """Say that there is no such speaker, and what people decided about that number."""
    decisions = await site.rows(MERGED, {"number": f"({number})"})
    named = {int(other) for one in decisions for other in re.findall(r"\((\d{1,18})\)", one["label"])}
    others = await site.rows(OTHERS, {"ids": json.dumps(sorted(named - {number}))})
    return await site.page(
        "no_speaker", status=404, say=phrases, number=number, decisions=decisions, others=others
    )


async def _quotes(site: Site, number: int, *, oldest: bool) -> list[dict[str, Any]]:
    """Return the first quotes of the newest or the oldest; those without a day come last both ways."""
    values = {"id": number, "most": SHOWN}
    if not oldest:
        return await site.rows(NEWEST, values)
    dated = await site.rows(OLDEST, values)
    if len(dated) == SHOWN:
        return dated
    return dated + await site.rows(UNDATED, {"id": number, "most": SHOWN - len(dated)})


async def _roles(site: Site, number: int) -> tuple[list[dict[str, Any]], bool]:
    """Return the roles with the newest words that state each, and whether more were stated than were read."""
    values = {"id": number, "read": READ, "most": ROLES}
    roles = await site.rows(ROLES_STATED, values)
    newest = [int(role["newest"].split()[1]) if role["newest"] else role["id"] for role in roles]
    stated = await site.rows(EVIDENCE, {"ids": json.dumps(newest)})
    evidence = {row["id"]: row for row in stated}
    for role, row_id in zip(roles, newest, strict=True):
        role["evidence"] = evidence[row_id]
    cut = len(roles) == ROLES or await site.value(ROLES_READ, {"id": number, "read": READ + 1}) > READ
    return roles, bool(cut)
