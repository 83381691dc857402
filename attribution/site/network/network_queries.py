"""What the pages of the network read: plain bounded SQL on the tables of the graph."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from attribution.site.network.network_filters import NetworkFilter
from attribution.site.page import Site
from attribution.store.graph.selecting import EVERYTHING

Row = dict[str, Any]

# With filters, the quotes behind so many of the strongest edges are looked at, for each direction.
LOOKED_AT = 1_000
# Edges between those around the one in the middle, for each that is drawn: more is a ball of wool.
BETWEEN = 2
# Quotes of an edge on one page, and those who are best connected on the start page.
QUOTES = 50
BEST = 30
# Those in the picture of the whole: more is a ball of wool, too.
OVERVIEW = 60

_COLUMNS = "source_id, target_id, relation, statements, quotes, outlets, first_day, last_day"
_BACK = {"source": "target", "target": "source"}
# The quotes within the filters are counted anew.
_COUNTED = """
SELECT
    e.source_id, e.target_id, e.relation, count(DISTINCT l.said) AS statements, count(*) AS quotes,
    count(DISTINCT l.outlet_id) AS outlets, min(l.day) AS first_day, max(l.day) AS last_day
FROM ({edges}) e
CROSS JOIN graph_links l
    ON l.source_id = e.source_id AND l.target_id = e.target_id AND l.relation = e.relation
WHERE {where}
GROUP BY e.source_id, e.target_id, e.relation
"""
_STRONGEST = "ORDER BY statements DESC, source_id, target_id, relation"


@dataclass(frozen=True, slots=True)
class Ego:
    """The network around one node: ``own`` edges begin or end there, ``between`` do neither.

    ``total`` are the edges from and to it in the whole graph, ``looked_at`` those of them that the filters were
    asked about, ``matching`` those that they let through; ``all_between`` are the edges between the nodes that are
    drawn, of which the strongest are. ``nodes`` has the one in the middle first, then the others by strength.
    """

    own: tuple[Row, ...]
    between: tuple[Row, ...]
    nodes: tuple[Row, ...]
    total: int
    looked_at: int
    matching: int
    all_between: int


async def ego(site: Site, node: int, filters: NetworkFilter) -> Ego:
    """Read the network around a node: those whom its strongest edges join to it, and the edges among them."""
    totals = [await _total(site, node, end, filters) for end in _BACK]
    own: list[Row] = []
    for end in _BACK:
        own += await _strongest(site, node, end, filters)
    own.sort(key=lambda edge: (-edge["statements"], edge["source_id"], edge["target_id"], edge["relation"]))
    others = list(dict.fromkeys(_other(edge, node) for edge in own))[: filters.most]
    kept = set(others)
    if filters.narrowed:
        looked_at, matching = sum(min(total, LOOKED_AT) for total in totals), len(own)
        drawn = [edge for edge in own if _other(edge, node) in kept]
    else:
        looked_at = matching = sum(totals)
        # Their weaker edges to the same node too.
        drawn = await _to_and_fro(site, node, others, filters)
    between, all_between = await _between(site, others, filters)
    return Ego(
        own=tuple(drawn),
        between=tuple(between),
        nodes=tuple(await nodes(site, [node, *others])),
        total=sum(totals),
        looked_at=looked_at,
        matching=matching,
        all_between=all_between,
    )


def _other(edge: Row, node: int) -> int:
    other: int = edge["target_id"] if edge["source_id"] == node else edge["source_id"]
    return other


def _related(filters: NetworkFilter) -> str:
    return "relation = :relation" if filters.relation else "true"


async def _total(site: Site, node: int, end: str, filters: NetworkFilter) -> int:
    query = f"SELECT count(*) FROM graph_edges WHERE {end}_id = :node AND {_related(filters)}"
    return int(await site.value(query, {"node": node, "relation": filters.relation}))


async def _strongest(site: Site, node: int, end: str, filters: NetworkFilter) -> list[Row]:
    # An edge of each relation to each of those who are drawn, at most.
    least = LOOKED_AT if filters.narrowed else 3 * filters.most
    edges = (
        f"SELECT {_COLUMNS} FROM graph_edges WHERE {end}_id = :node AND {_related(filters)} "
        f"ORDER BY statements DESC, {_BACK[end]}_id, relation LIMIT {least}"
    )
    return await _counted(site, edges, filters, {"node": node})


async def _to_and_fro(site: Site, node: int, others: Sequence[int], filters: NetworkFilter) -> list[Row]:
    parts = [
        f"SELECT {_COLUMNS} FROM json_each(:others) o CROSS JOIN graph_edges "
        f"WHERE {end}_id = :node AND {_BACK[end]}_id = o.value AND {_related(filters)}"
        for end in _BACK
    ]
    values = {"node": node, "others": json.dumps(others), "relation": filters.relation}
    return await site.rows(f"{' UNION ALL '.join(parts)} {_STRONGEST}", values)


async def _between(site: Site, others: Sequence[int], filters: NetworkFilter) -> tuple[list[Row], int]:
    edges = (
        "FROM json_each(:others) s CROSS JOIN json_each(:others) t CROSS JOIN graph_edges "
        f"ON source_id = s.value AND target_id = t.value WHERE {_related(filters)}"
    )
    values = {"others": json.dumps(others), "relation": filters.relation}
    number = int(await site.value(f"SELECT count(*) {edges}", values))
    few = f"SELECT {_COLUMNS} {edges} {_STRONGEST} LIMIT {BETWEEN * filters.most}"
    found = await _counted(site, few, filters, values)
    found.sort(key=lambda edge: (-edge["statements"], edge["source_id"], edge["target_id"], edge["relation"]))
    return found, number


async def _counted(site: Site, edges: str, filters: NetworkFilter, values: Row) -> list[Row]:
    values = values | {"relation": filters.relation}
    if not filters.narrowed:
        return await site.rows(edges, values)
    where, more = filters.condition()
    return await site.rows(_COUNTED.format(edges=edges, where=where), values | more)


async def nodes(site: Site, numbers: Sequence[int]) -> list[Row]:
    """Read nodes in the given order."""
    query = (
        "SELECT n.id, n.name, n.type, n.affiliations, n.quotes, n.statements, n.edges, n.speaker_id, "
        "n.organisation_id FROM json_each(:numbers) j CROSS JOIN graph_nodes n ON n.id = j.value ORDER BY j.key"
    )
    return await site.rows(query, {"numbers": json.dumps(list(numbers))})


async def best(site: Site) -> list[Row]:
    """Read those who have the most edges."""
    query = f"SELECT id, name, type, statements, edges FROM graph_nodes ORDER BY edges DESC, folded LIMIT {BEST}"
    return await site.rows(query)


@dataclass(frozen=True, slots=True)
class Overview:
    """Those who are best connected with each other, the edges between them, and which community each is in.

    ``groups`` are the communities by their number in the whole graph, each with those of its members who are here;
    one member is no group.
    """

    nodes: tuple[Row, ...]
    edges: tuple[Row, ...]
    groups: dict[int, tuple[Row, ...]]


_COMMUNITIES = """
SELECT m.node_id, m.community FROM json_each(:numbers) j
CROSS JOIN graph_measures m ON m.node_id = j.value
WHERE m.community IS NOT NULL
AND m.graph_id = (SELECT id FROM graphs WHERE label = :label)
ORDER BY m.community, j.key
"""


async def overview(site: Site) -> Overview:
    """Read the picture of the whole: of OVERVIEW best connected those whom an edge joins to another of them."""
    query = f"SELECT id FROM graph_nodes ORDER BY edges DESC, folded LIMIT {OVERVIEW}"
    numbers = [row["id"] for row in await site.rows(query)]
    edges, _ = await _between(site, numbers, NetworkFilter(most=OVERVIEW))
    joined = {end for edge in edges for end in (edge["source_id"], edge["target_id"])}
    found = await nodes(site, [number for number in numbers if number in joined])
    by_number = {node["id"]: node for node in found}
    groups: dict[int, list[Row]] = {}
    values = {"numbers": json.dumps(list(by_number)), "label": EVERYTHING}
    for row in await site.rows(_COMMUNITIES, values):
        groups.setdefault(row["community"], []).append(by_number[row["node_id"]])
    several = {number: tuple(members) for number, members in groups.items() if len(members) > 1}
    return Overview(tuple(found), tuple(edges), several)


async def named(site: Site, words: Sequence[str], limit: int) -> list[Row]:
    """Read the nodes of which each word begins a word of the name, those with the most edges first."""
    tests = " AND ".join(f"' ' || folded LIKE :word{number} ESCAPE '\\'" for number in range(len(words)))
    values: Row = {f"word{number}": f"% {_literal(word)}%" for number, word in enumerate(words)}
    query = (
        f"SELECT id, name, type, statements, edges FROM graph_nodes WHERE {tests} "
        f"ORDER BY edges DESC, folded LIMIT {limit}"
    )
    return await site.rows(query, values)


def _literal(word: str) -> str:
    return "".join(f"\\{char}" if char in "\\%_" else char for char in word)


@dataclass(frozen=True, slots=True)
class Opened:
    """An edge with the quotes on one page of it. ``stored`` are the quotes it had when the graph was made."""

    edge: Row
    quotes: tuple[Row, ...]
    number: int
    statements: int
    outlets: int
    stored: int
    page: int
    pages: int


async def opened(site: Site, key: tuple[int, int, str], page: int, filters: NetworkFilter) -> Opened | None:
    """Read the quotes of an edge, newest first; None where there is no such edge."""
    values: Row = dict(zip(("source", "target", "relation"), key, strict=True))
    at = "source_id = :source AND target_id = :target AND relation = :relation"
    edge = await site.row(f"SELECT {_COLUMNS} FROM graph_edges WHERE {at}", values)
    if edge is None:
        return None
    where, more = filters.condition()
    links = f"FROM graph_links l WHERE {at} AND {where}"
    counted = await site.row(
        "SELECT count(*) AS number, count(DISTINCT said) AS statements, count(DISTINCT outlet_id) AS outlets "
        + links,
        values | more,
    )
    if counted is None:
        raise RuntimeError("SQLite gave no row for a count")
    pages = max(1, -(-counted["number"] // QUOTES))
    page = min(page, pages)
    query = f"""
        SELECT q.id, q.speaker, q.speaker_id, q.quote, q.kind, q.act, q.source, q.outlet, q.day, q.title,
            q.article_id, q.confidence, q.negated, q.hedged, q.review, q.found
        FROM (SELECT quote_id, day {links} ORDER BY day DESC, quote_id DESC LIMIT {QUOTES} OFFSET :skipped) f
        CROSS JOIN quotes q ON q.id = f.quote_id
        ORDER BY f.day DESC, f.quote_id DESC
    """
    found = await site.rows(query, values | more | {"skipped": (page - 1) * QUOTES})
    return Opened(edge, tuple(found), **counted, stored=edge["quotes"], page=page, pages=pages)


@dataclass(frozen=True, slots=True)
class State:
    """How the graph stands to the rest of the database.

    ``made`` is the day on which it was made, None where it was not or holds nobody; ``stale`` tells whether
    anything was read or decided since. ``quotes`` tells whether there are any, ``named`` whether one names its
    speaker.
    """

    made: str | None
    stale: bool
    quotes: bool
    named: bool


_STATE = """
SELECT
    substr(graph_state.made, 1, 10) AS made,
    graph_state.current = 0 AS stale,
    EXISTS (SELECT 1 FROM quotes) AS quotes,
    EXISTS (SELECT 1 FROM quotes WHERE speaker_id IS NOT NULL) AS named
FROM (SELECT 1) LEFT JOIN graph_state
"""


async def state(site: Site) -> State:
    """Read how the graph stands to the rest of the database."""
    found = await site.row(_STATE)
    if found is None:
        raise RuntimeError("SQLite gave no row for the state of the graph")
    return State(found["made"], bool(found["stale"]), bool(found["quotes"]), bool(found["named"]))


async def node_of(site: Site, kind: Literal["speaker", "organisation"], number: int) -> int | None:
    """Return the node of a speaker or organisation; None where it has none."""
    query = f"SELECT id FROM graph_nodes WHERE {kind}_id = :id ORDER BY id LIMIT 1"
    node = await site.value(query, {"id": number})
    if node is None and kind == "organisation":
        # One that speaks itself is a node of its speaker: that to which those who speak for it lead.
        query = """
            SELECT l.target_id FROM affiliations a
            CROSS JOIN attributions t ON t.affiliation_id = a.id
            CROSS JOIN graph_links l ON l.quote_id = t.id AND l.relation = 'affiliation'
            WHERE a.organisation_id = :id LIMIT 1
        """
        node = await site.value(query, {"id": number})
    return None if node is None else int(node)
