"""networkx graphs of a part of the graph, for the programs and formats that read those."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import networkx

from attribution.store import Link, Node, Selected


def network(selected: Selected, links: Iterable[Link]) -> networkx.MultiDiGraph:
    """Return a graph with a node for each person or organisation and an edge for each statement.

    A node's key is its number in the table ``graph_nodes``. An edge from who speaks to whom it is about has the
    number of its attribution as its key; one to an organisation that it was said for (``relation`` is
    *affiliation*), or to somebody whose words it reports (*nested*), has the relation before that number. The
    attribute ``id`` is another for each edge of the graph. Attributes may be None.
    """
    graph = networkx.MultiDiGraph(name=selected.label)
    for node in selected.nodes:
        graph.add_node(node.id, **_node(node))
    for link in links:
        key: int | str = link.quote if link.relation == "about" else f"{link.relation}-{link.quote}"
        graph.add_edge(
            link.source,
            link.target,
            key=key,
            id=f"{link.relation}-{link.quote}-{link.source}-{link.target}",
            relation=link.relation,
            quote=link.quote,
            article=link.article,
            kind=link.kind,
            act=link.act,
            day=link.day,
            outlet=link.outlet,
            link=link.link,
            copies=link.copies,
            weight=1,
        )
    return graph


def _node(node: Node) -> dict[str, Any]:
    return {
        "name": node.name,
        "type": node.type,
        "names": list(node.names),
        "affiliations": list(node.affiliations),
        "articles": node.articles,
        "outlets": node.outlets,
        "statements": node.statements,
        "speaker": node.speaker_id,
        "organisation": node.organisation_id,
    }
