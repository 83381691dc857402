"""About whom a speaker speaks, and who speaks about them.

A name that people speak about is a speaker's where all articles that have it mean that one; else the article in
which it stands has to tell. The graph counts the same way (graph.making), and its edges answer for a speaker of
whom more quotes would have to be read than a page has time for.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from attribution.site.page import Site

SHOWN = 12
NAMES_READ = 500  # of the articles that name the speaker, the last read
UNNAMED = 0  # no speaker has this number

# The newest quotes of the speaker and the names in them.
ABOUT = """
SELECT t.folded, t.type, t.name, mine.id AS quote_id, mine.article_id
FROM (
    SELECT id, article_id FROM quotes WHERE speaker_id = :id ORDER BY day DESC, article_id, id LIMIT :most
) mine
CROSS JOIN targets t ON t.attribution_id = mine.id
WHERE t.own = 0 AND t.again = 0 AND t.folded IS NOT NULL
"""
# The names of the speaker, and of each the mentions that were read last, which is the order of their index.
NAMES = """
SELECT DISTINCT folded, type FROM (
    SELECT folded, type FROM appearances WHERE speaker_id = :id ORDER BY id DESC LIMIT :read
)
"""
BY = """
SELECT mentions.folded, mentions.type, q.id AS quote_id, q.article_id, q.speaker_id
FROM (
    SELECT attribution_id, folded, type, own, again FROM targets
    WHERE folded = :folded AND type = :type ORDER BY id DESC LIMIT :most
) mentions
CROSS JOIN quotes q ON q.id = mentions.attribution_id
WHERE mentions.own = 0 AND mentions.again = 0
"""
MENTIONED = "SELECT count(*) FROM (SELECT 1 FROM targets WHERE folded = :folded AND type = :type LIMIT :most)"
# The lowest and the highest speaker of a name: where they are one, the name is.
KNOWN = """
SELECT n.folded, n.type,
    (SELECT min(speaker_id) FROM appearances a WHERE a.folded = n.folded AND a.type = n.type) AS first,
    (SELECT max(speaker_id) FROM appearances a WHERE a.folded = n.folded AND a.type = n.type) AS last
FROM (
    SELECT json_extract(value, '$[0]') AS folded, json_extract(value, '$[1]') AS type FROM json_each(:names)
) n
"""
HERE = """
SELECT a.article_id, a.folded, a.type, a.speaker_id
FROM json_each(:places)
CROSS JOIN appearances a ON a.article_id = json_extract(value, '$[0]')
    AND a.folded = json_extract(value, '$[1]') AND a.type = json_extract(value, '$[2]')
"""
CALLED = "SELECT id, name FROM speakers WHERE id IN (SELECT value FROM json_each(:ids))"

NODE = """
SELECT n.id, r.started FROM graph_nodes n JOIN runs r ON r.id = n.run_id WHERE n.speaker_id = :id
"""
EDGES_FROM = """
SELECT n.speaker_id, n.name, e.quotes FROM graph_edges e JOIN graph_nodes n ON n.id = e.target_id
WHERE e.source_id = :node AND e.relation = 'about' ORDER BY e.quotes DESC, n.name LIMIT :shown
"""
EDGES_TO = """
SELECT n.speaker_id, n.name, e.quotes FROM graph_edges e JOIN graph_nodes n ON n.id = e.source_id
WHERE e.target_id = :node AND e.relation = 'about' ORDER BY e.quotes DESC, n.name LIMIT :shown
"""


@dataclass(frozen=True, slots=True)
class Counted:
    """People and organisations with the number of quotes, the most first.

    ``read`` says of how many only these are counted, where there are more; ``graph`` when the graph was made that
    the numbers are from. Both are None where all quotes are counted now.
    """

    people: list[dict[str, Any]]
    read: int | None = None
    graph: str | None = None

    @property
    def cut(self) -> bool:
        """Tell whether there may be more of them."""
        return len(self.people) >= SHOWN


async def speaks_about(site: Site, number: int, *, most: int, many: bool) -> Counted:
    """Return about whom a speaker speaks; ``many``: there are more quotes than ``most``."""
    if many and (edges := await _edges(site, number, EDGES_FROM)) is not None:
        return edges
    hits = await site.rows(ABOUT, {"id": number, "most": most})
    meant = await _meant(site, hits)
    quotes: dict[int | tuple[str, str], set[int]] = defaultdict(set)
    spelled: dict[int | tuple[str, str], str] = {}
    for hit, who in zip(hits, meant, strict=True):
        key = (hit["folded"], hit["type"]) if who is None else who
        if who != number:
            quotes[key].add(hit["quote_id"])
            spelled.setdefault(key, hit["name"])
    return Counted(await _counted(site, quotes, spelled), most if many else None)


async def spoken_about_by(site: Site, number: int, *, most: int) -> Counted:
    """Return who speaks about a speaker; a row without a number stands for all sources without a name."""
    names = await site.rows(NAMES, {"id": number, "read": NAMES_READ})
    many = False
    for name in names:
        many = many or await site.value(MENTIONED, {**name, "most": most + 1}) > most
    if many and (edges := await _edges(site, number, EDGES_TO)) is not None:
        return edges
    hits = [hit for name in names for hit in await site.rows(BY, {**name, "most": most})]
    quotes: dict[int | tuple[str, str], set[int]] = defaultdict(set)
    for hit, who in zip(hits, await _meant(site, hits), strict=True):
        if who == number and hit["speaker_id"] != number:
            quotes[UNNAMED if hit["speaker_id"] is None else hit["speaker_id"]].add(hit["quote_id"])
    unnamed = quotes.pop(UNNAMED, set())
    people = await _counted(site, quotes, {})
    if unnamed:
        people.append({"speaker_id": None, "name": None, "quotes": len(unnamed)})
    return Counted(people, most if many else None)


async def _meant(site: Site, hits: list[dict[str, Any]]) -> list[int | None]:
    """Return the speaker whom each name means where it stands; None for no speaker, or one that cannot be told."""
    names = sorted({(hit["folded"], hit["type"]) for hit in hits})
    rows = await site.rows(KNOWN, {"names": json.dumps(names)})
    known = {(row["folded"], row["type"]): (row["first"], row["last"]) for row in rows}
    shared = {name for name, (first, last) in known.items() if first != last}
    places = sorted(
        {(hit["article_id"], *name) for hit in hits if (name := (hit["folded"], hit["type"])) in shared}
    )
    rows = await site.rows(HERE, {"places": json.dumps(places)}) if places else []
    here = {(row["article_id"], row["folded"], row["type"]): row["speaker_id"] for row in rows}
    meant: list[int | None] = []
    for hit in hits:
        name = hit["folded"], hit["type"]
        meant.append(here.get((hit["article_id"], *name)) if name in shared else known[name][0])
    return meant


async def _counted(
    site: Site, quotes: Mapping[int | tuple[str, str], set[int]], spelled: Mapping[int | tuple[str, str], str]
) -> list[dict[str, Any]]:
    """Return the first of those with the most quotes: speakers by their number, others as they are spelled."""
    ids = [key for key in quotes if isinstance(key, int)]
    called = {row["id"]: row["name"] for row in await site.rows(CALLED, {"ids": json.dumps(ids)})}
    people = [
        (-len(found), called.get(key, "") if isinstance(key, int) else spelled[key], key)
        for key, found in quotes.items()
    ]
    return [
        {"speaker_id": key if isinstance(key, int) else None, "name": name, "quotes": -minus}
        for minus, name, key in sorted(people, key=lambda one: one[:2])[:SHOWN]
    ]


async def _edges(site: Site, number: int, query: str) -> Counted | None:
    node = await site.row(NODE, {"id": number})
    if node is None:
        return None
    people = await site.rows(query, {"node": node["id"], "shown": SHOWN})
    return Counted(people, graph=node["started"])
