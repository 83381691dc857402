"""What is measured of a part of the graph. Pure; docs/graph.md says in plain words what each figure means.

All but the counts of statements look at the edges ``about`` alone: to speak for an organisation, or to be quoted
by somebody, is not to be talked about.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import networkx

from attribution.graph.pagerank import pagerank
from attribution.store import Edge, Selected

SEED = 7


@dataclass(frozen=True, slots=True)
class NodeMeasures:
    """The figures of one node.

    ``statements`` are what it is quoted with, ``speaking`` those of them about others, ``talked_about`` others'
    statements about it; ``speaks_about`` and ``spoken_about_by`` how many others these are about and by, and
    ``mutual`` with how many it goes both ways. ``outlets_about`` have it talked about. ``community`` is 1 for the
    largest; None for a node that speaks of nobody and nobody speaks of, or of a group of one article alone.
    """

    node: int
    statements: int
    speaking: int
    talked_about: int
    speaks_about: int
    spoken_about_by: int
    mutual: int
    outlets_about: int
    pagerank: float
    community: int | None
    only_through_others: bool
    never_quoted: bool


@dataclass(frozen=True, slots=True)
class Measures:
    """The figures of a part of the graph.

    ``reciprocity`` is the share of its edges that have one the other way; it and ``modularity`` are None for a
    part without edges.
    """

    nodes: tuple[NodeMeasures, ...]
    reciprocity: float | None
    communities: int
    modularity: float | None


def measure(selected: Selected, *, speaking: Mapping[int, int], outlets_about: Mapping[int, int]) -> Measures:
    """Return the figures of a part, its nodes in their order.

    ``speaking`` and ``outlets_about`` are by node, from ``Graph``: a statement about two people is one of its
    speaker's, and an outlet that has two people speak of a third one is one, so neither is a sum of edges.
    """
    about = [edge for edge in selected.edges if edge.relation == "about"]
    place = {node.id: number for number, node in enumerate(selected.nodes)}
    pairs = {(edge.source, edge.target) for edge in about}
    back = {(source, target) for source, target in pairs if (target, source) in pairs}
    talked_about: defaultdict[int, int] = defaultdict(int)
    speaks_about: defaultdict[int, int] = defaultdict(int)
    spoken_by: defaultdict[int, int] = defaultdict(int)
    mutual: defaultdict[int, int] = defaultdict(int)
    for edge in about:
        talked_about[edge.target] += edge.statements
        speaks_about[edge.source] += 1
        spoken_by[edge.target] += 1
    for source, _ in back:
        mutual[source] += 1
    ranks = pagerank(
        len(place),
        [place[edge.source] for edge in about],
        [place[edge.target] for edge in about],
        [edge.statements for edge in about],
    )
    groups, modularity = communities(about)
    # Those who stand in one article alone are no community: it only has them together.
    several = {node.id for node in selected.nodes if node.articles > 1}
    groups = [group for group in groups if group & several]
    member = {node: number for number, group in enumerate(groups, 1) for node in group}
    nodes = tuple(
        NodeMeasures(
            node=node.id,
            statements=node.statements,
            speaking=speaking.get(node.id, 0),
            talked_about=talked_about[node.id],
            speaks_about=speaks_about[node.id],
            spoken_about_by=spoken_by[node.id],
            mutual=mutual[node.id],
            outlets_about=outlets_about.get(node.id, 0),
            pagerank=rank,
            community=member.get(node.id),
            only_through_others=0 < node.statements == node.through_others,
            never_quoted=talked_about[node.id] > 0 and node.statements == 0,
        )
        for node, rank in zip(selected.nodes, ranks, strict=True)
    )
    return Measures(nodes, len(back) / len(pairs) if pairs else None, len(groups), modularity)


def communities(about: Sequence[Edge]) -> tuple[list[set[int]], float | None]:
    """Return groups of nodes that speak about each other more than about the rest, the largest first.

    By the method of Louvain with a seed, on the edges taken without their direction; and the modularity of the
    division, between -0.5 and 1, None without edges.
    """
    graph = networkx.Graph()
    for edge in about:
        known = graph.get_edge_data(edge.source, edge.target, {"weight": 0})["weight"]
        graph.add_edge(edge.source, edge.target, weight=known + edge.statements)
    if not graph:
        return [], None
    groups = networkx.community.louvain_communities(graph, weight="weight", seed=SEED)
    return sorted(groups, key=lambda group: (-len(group), min(group))), float(
        networkx.community.modularity(graph, groups, weight="weight")
    )
