"""From a database to the measures of a part of its graph, and back into its tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from attribution import __version__
from attribution.graph.measures import Measures, measure
from attribution.store import GraphFilter, Link, Selected, Store


@dataclass(frozen=True, slots=True)
class BuiltGraph:
    """A part of the graph with its measures; ``kept`` is its row in ``graphs``, None where the part is empty."""

    selected: Selected
    measures: Measures
    kept: int | None


def build_graph(store: Store, wanted: GraphFilter) -> BuiltGraph:
    """Make the graph of the database anew, and write the measures of the part that a filter lets through.

    The tables of nodes and edges always hold the whole. A part that is empty is not written.

    Raises UsageError for filters that name what is not there, or fit no day.
    """
    run = _run(store, wanted)
    with store.graph() as graph:
        graph.collapse(run)
        selected = graph.select(wanted)
        measures = measure(selected, speaking=graph.speaking(), outlets_about=graph.outlets_about())
        kept = (
            graph.keep(_graph(selected, measures, run), _rows(selected, measures), graph.months())
            if selected.nodes
            else None
        )
    return BuiltGraph(selected, measures, kept)


def read_graph(store: Store, wanted: GraphFilter) -> tuple[Selected, list[Link]]:
    """Return the part of the graph that a filter lets through, with the statements in it.

    Where anything was read or decided since the graph was made, it is made anew first; else nothing is written,
    and the store may be one that only reads. Raises UsageError as ``build_graph`` does.
    """
    with store.made_graph() as made:
        if made is not None:
            return made.select(wanted), list(made.links())
    run = _run(store, wanted)
    with store.graph() as graph:
        graph.collapse(run)
        return graph.select(wanted), list(graph.links())


def _run(store: Store, wanted: GraphFilter) -> int:
    filters = wanted.given() | {"entity": wanted.entity, "min_weight": wanted.min_weight}
    filters = {name: value for name, value in filters.items() if value is not None}
    return store.start_run(version=__version__, model="none", options={"graph": filters})


def _graph(selected: Selected, measures: Measures, run: int) -> dict[str, Any]:
    wanted = selected.filter
    return {
        "label": selected.label,
        "from_day": wanted.from_day,
        "to_day": wanted.to_day,
        "outlet": wanted.outlet,
        "kind": wanted.kind,
        "act": wanted.act,
        "node_id": selected.node,
        "min_weight": wanted.min_weight,
        "nodes": len(selected.nodes),
        "edges": len(selected.edges),
        "quotes": selected.quotes,
        "statements": selected.statements,
        "unnamed": selected.unnamed,
        "reciprocity": measures.reciprocity,
        "communities": measures.communities,
        "modularity": measures.modularity,
        "run_id": run,
    }


def _rows(selected: Selected, measures: Measures) -> list[dict[str, Any]]:
    return [
        {
            "node_id": one.node,
            "articles": node.articles,
            "outlets": node.outlets,
            "statements": one.statements,
            "speaking": one.speaking,
            "talked_about": one.talked_about,
            "speaks_about": one.speaks_about,
            "spoken_about_by": one.spoken_about_by,
            "mutual": one.mutual,
            "outlets_about": one.outlets_about,
            "pagerank": one.pagerank,
            "community": one.community,
            "only_through_others": int(one.only_through_others),
            "never_quoted": int(one.never_quoted),
        }
        for node, one in zip(selected.nodes, measures.nodes, strict=True)
    ]
