"""The network around one person or organisation, and the page from which to choose one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal
from urllib.parse import parse_qsl, urlencode

from datasette.database import QueryInterrupted
from datasette.utils.asgi import Response

from attribution.filters import KINDS
from attribution.site import phrases, wording
from attribution.site.network import network_queries as queries
from attribution.site.network.network_filters import MOST, RELATIONS, NetworkFilter, network_filter
from attribution.site.network.network_queries import Ego, Opened, Overview, Row
from attribution.site.page import PageError, Site
from attribution.words.text import fold_key

_EDGE = re.compile(r"(?P<source>\d{1,18})-(?P<target>\d{1,18})-(?P<relation>[a-z]+)", re.ASCII)
_NUMBER = re.compile(r"\d{1,18}", re.ASCII)
_FOUND = 50  # names that a search lists
COLOURS = 6  # of groups; then they come again
_OUTLETS = 300  # names that the box of outlets offers

_ADVICE = "The page Network finds people and organisations by their names."

# What the relation of an edge is called between the names of its ends.
VERBS = {"about": "speaks about", "affiliation": "speaks for", "nested": "quotes"}


async def network_start(site: Site) -> Response:
    """Show the best connected, or those of a name; lead from a speaker or organisation to its node."""
    kinds: tuple[Literal["speaker", "organisation"], ...] = ("speaker", "organisation")
    for kind in kinds:
        if number := site.argument(kind):
            return await _redirected(site, kind, number)
    state = await queries.state(site)
    name = site.argument("name")
    words = fold_key(name).split()[:8]
    shown = None
    if words:
        found = await queries.named(site, words, _FOUND + 1)
        if len(found) == 1:
            return Response.redirect(site.links.network(found[0]["id"]))
    else:
        found = await queries.best(site)
        shown = await queries.overview(site)
    return await site.page(
        "network_start",
        name=name,
        words=words,
        found=found[:_FOUND],
        more=len(found) > _FOUND,
        overview=shown,
        names={node["id"]: node for node in shown.nodes} if shown else {},
        drawing=_overview_drawing(shown, site) if shown else None,
        verbs=VERBS,
        edge_address=lambda edge: _edge_address(site, edge),
        state=state,
        command=_command(site),
        say=phrases,
    )


async def _redirected(site: Site, kind: Literal["speaker", "organisation"], number: str) -> Response:
    if not _NUMBER.fullmatch(number):
        raise PageError(400, f"{number[:40]} is no number", f"Give the number of a row of {kind}s.")
    node = await queries.node_of(site, kind, int(number))
    if node is None:
        name = await site.value(f"SELECT name FROM {kind}s WHERE id = :id", {"id": int(number)})
        if name is None:
            raise PageError(404, f"There is no {kind} {number}", _ADVICE)
        raise PageError(404, f"{name} is not in the network", _stale(site))
    kept = [(key, value) for key, value in parse_qsl(site.request.query_string) if key != kind]
    return Response.redirect(site.links.network(node) + (f"?{urlencode(kept)}" if kept else ""))


async def network_page(site: Site) -> Response:
    """Show the network around one node, and the quotes of one of its edges where that is asked for."""
    number = site.number("node")
    found = await queries.nodes(site, [number])
    if not found:
        raise PageError(404, f"There is no node {number} in the network", _ADVICE)
    filters = await network_filter(site)
    edge = await _opened(site, filters)
    try:
        shown = await queries.ego(site, number, filters)
    except QueryInterrupted as error:
        raise PageError(503, "This takes too long here", "Draw fewer others, or leave out filters.") from error
    ends = await _names(site, shown, edge)
    addresses = _Addresses(site, number, filters)
    outlets = await site.rows(f"SELECT name FROM outlets ORDER BY name LIMIT {_OUTLETS}")
    return await site.page(
        "network",
        node=found[0],
        ego=shown,
        names=ends,
        filters=filters,
        opened=edge,
        addresses=addresses,
        drawing=_drawing(shown, addresses),
        state=await queries.state(site),
        command=_command(site),
        verbs=VERBS,
        say=phrases,
        words=wording,
        looked_at=queries.LOOKED_AT,
        choices={
            "kind": KINDS,
            "relation": RELATIONS,
            "most": MOST,
            "outlet": [row["name"] for row in outlets],
        },
    )


@dataclass(frozen=True, slots=True)
class _Addresses:
    """The addresses of what a page of the network leads to, with the filters that it has."""

    site: Site
    node: int
    filters: NetworkFilter

    def around(self, node: int) -> str:
        """Return the network around another node, by the same filters."""
        return self.site.links.network(node, **self.filters.arguments())

    def edge(self, edge: Row, page: int = 1) -> str:
        """Return this page with the quotes of an edge opened."""
        key = f"{edge['source_id']}-{edge['target_id']}-{edge['relation']}"
        more = {"edge": key, "page": page if page > 1 else None}
        return self.site.links.network(self.node, **self.filters.arguments(), **more) + "#quotes"

    def closed(self) -> str:
        """Return this page without filters."""
        return self.site.links.network(self.node)


async def _opened(site: Site, filters: NetworkFilter) -> Opened | None:
    asked = site.argument("edge")
    if not asked:
        return None
    parts = _EDGE.fullmatch(asked)
    if parts is None or parts["relation"] not in RELATIONS:
        raise PageError(400, f"{asked[:60]} is no edge", "It is SOURCE-TARGET-RELATION, as in 1-2-about.")
    page = site.argument("page") or "1"
    if not _NUMBER.fullmatch(page) or int(page) < 1:
        raise PageError(400, f"{page[:20]} is no page", "Pages are counted from 1.")
    key = (int(parts["source"]), int(parts["target"]), parts["relation"])
    found = await queries.opened(site, key, int(page), filters)
    if found is None:
        raise PageError(404, f"There is no edge {asked} in the network", _stale(site))
    return found


async def _names(site: Site, shown: Ego, edge: Opened | None) -> dict[int, Row]:
    names = {node["id"]: node for node in shown.nodes}
    if edge is not None:
        # An edge may be opened that the filters leave out.
        ends = [edge.edge["source_id"], edge.edge["target_id"]]
        names |= {node["id"]: node for node in await queries.nodes(site, ends) if node["id"] not in names}
    return names


def _edge_address(site: Site, edge: Row) -> str:
    """Return the page around the source of an edge, with its quotes opened."""
    key = f"{edge['source_id']}-{edge['target_id']}-{edge['relation']}"
    return site.links.network(edge["source_id"], edge=key) + "#quotes"


def _overview_drawing(shown: Overview, site: Site) -> dict[str, Any]:
    """Return what the script draws of the whole: there is nobody in the middle, and each group has its colour."""
    colours = {
        member["id"]: place % COLOURS + 1
        for place, number in enumerate(sorted(shown.groups))
        for member in shown.groups[number]
    }
    return {
        "centre": None,
        "nodes": [
            _drawn_node(node, site.links.network(node["id"])) | {"group": colours.get(node["id"], 0)}
            for node in shown.nodes
        ],
        "edges": [_drawn_edge(edge, _edge_address(site, edge)) for edge in shown.edges],
    }


def _drawn_node(node: Row, address: str) -> dict[str, Any]:
    return {
        "id": str(node["id"]),
        "name": node["name"],
        "type": node["type"],
        "quoted": node["quotes"] > 0,
        "statements": node["statements"],
        "href": address,
    }


def _drawn_edge(edge: Row, address: str) -> dict[str, Any]:
    return {
        "id": f"{edge['source_id']}-{edge['target_id']}-{edge['relation']}",
        "source": str(edge["source_id"]),
        "target": str(edge["target_id"]),
        "relation": edge["relation"],
        "verb": VERBS[edge["relation"]],
        "statements": edge["statements"],
        "href": address,
    }


def _drawing(shown: Ego, addresses: _Addresses) -> dict[str, Any]:
    """Return what the script draws: the same nodes and edges as the tables have."""
    return {
        "centre": str(addresses.node),
        "nodes": [_drawn_node(node, addresses.around(node["id"])) for node in shown.nodes],
        "edges": [_drawn_edge(edge, addresses.edge(edge)) for edge in (*shown.own, *shown.between)],
    }


def _command(site: Site) -> str:
    """Return what makes the graph anew; the folder of the file is nobody's business."""
    path = site.datasette.get_database(site.database).path
    return f"attribution graph --db {Path(path).name}" if path else "attribution graph"


def _stale(site: Site) -> str:
    return f"The network may be older than the quotes. To make it anew: {_command(site)}"
