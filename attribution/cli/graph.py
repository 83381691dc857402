"""``attribution graph``: who speaks about whom, measured."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from attribution.cli._filters import graph_options
from attribution.cli._options import database_option, existing
from attribution.cli._text import columns, line, plural

if TYPE_CHECKING:
    from attribution.graph import BuiltGraph, NodeMeasures
    from attribution.store import Selected

_FEW = 5  # names shown of a community


@click.command()
@graph_options
@click.option("--top", metavar="N", type=click.IntRange(min=1), default=10, show_default=True, help="Rows a list.")
@database_option
def graph(top: int, database: str, **filters: Any) -> None:
    """Measure who speaks about whom, and write it as tables.

    The same words of one speaker count once, however many papers print them. The whole graph is
    made anew into the tables graph_nodes, graph_edges and graph_links; the measures of the part that
    the filters let through go to graphs, graph_measures and graph_months, beside those of other
    filters. docs/graph.md tells what the figures mean, and what they do not.

    \b
    Example:
      attribution graph
      attribution graph --from 2026-01 --to 2026-03 --outlet "The Varnholt Post"
      attribution graph --entity "Okafor-Lane" --act speech
    """
    from attribution.graph import GraphFilter, build_graph
    from attribution.store import Store

    with Store(existing(database)) as store:
        made = build_graph(store, GraphFilter(**filters))
    if not made.selected.nodes:
        click.echo(nothing(made.selected, database))
        return
    for row in _summary(made, database):
        click.echo(row)
    _lists(made, top)


def nothing(selected: Selected, database: str) -> str:
    """Return what to say of a part of the graph that is empty."""
    if selected.label == "everything":
        if selected.unnamed:
            return f"No quote in {database} names its speaker, so there is no graph of them."
        return f"There are no quotes in {database} yet: read articles (attribution ingest PATH --db {database})."
    also = f"; {plural(selected.unnamed, 'quote')} without a named speaker would" if selected.unnamed else ""
    return f"Nothing passes these filters ({line(selected.label)}){also}. Nothing was written."


def _summary(made: BuiltGraph, database: str) -> Iterator[str]:
    selected, measures = made.selected, made.measures
    kinds = [
        (sum(edge.relation == relation for edge in selected.edges), words)
        for relation, words in (
            ("about", "from a speaker to whom it is about"),
            ("affiliation", "from a speaker to an organisation"),
            ("nested", "from a speaker to another whose words the first reports"),
        )
    ]
    yield f"Graph of {database}, {line(selected.label)}:"
    yield f"  {plural(len(selected.nodes), 'person or organisation', 'people and organisations')}"
    yield f"  {plural(len(selected.edges), 'edge')}" + (":" if selected.edges else "")
    yield from (f"    {number:,} {words}" for number, words in kinds if number)
    repeated = selected.quotes - selected.statements
    yield f"  {plural(selected.statements, 'statement')} in {plural(selected.quotes, 'quote')}" + (
        f" ({repeated:,} with the same words of the same speaker again)" if repeated else ""
    )
    if selected.unnamed:
        yield f"  left out: {plural(selected.unnamed, 'quote')} without a named speaker"
    if measures.reciprocity is not None:
        yield f"  {measures.reciprocity:.0%} of those spoken about speak about the speaker too"
    if measures.modularity is not None:
        groups = plural(measures.communities, "community", "communities")
        yield f"  {groups} (modularity {measures.modularity:.2f})"
    if not any(number for number, _ in kinds[:1]):
        yield "Nobody here is found to speak about anyone else with a name, so there is nothing to compare."


def _lists(made: BuiltGraph, top: int) -> None:
    selected = made.selected
    names = {node.id: line(node.name) for node in selected.nodes}
    found = made.measures.nodes
    headings = ("name", "statements", "about others", "talked about", "by", "outlets", "both ways", "pagerank")

    def figures(one: NodeMeasures) -> tuple[str, ...]:
        numbers = (
            one.statements,
            one.speaking,
            one.talked_about,
            one.spoken_about_by,
            one.outlets_about,
            one.mutual,
        )
        return names[one.node], *(f"{number:,}" for number in numbers), f"{one.pagerank:.4f}"

    talked = sorted((one for one in found if one.talked_about), key=lambda one: (-one.talked_about, one.node))
    _list("Most talked about", headings, [figures(one) for one in talked[:top]])
    speaking = sorted((one for one in found if one.statements), key=lambda one: (-one.statements, one.node))
    _list("Most quoted", headings, [figures(one) for one in speaking[:top]])
    about = sorted(
        (edge for edge in selected.edges if edge.relation == "about"),
        key=lambda edge: (-edge.statements, edge.source, edge.target),
    )
    strongest = [
        (names[edge.source], names[edge.target], f"{edge.statements:,}", f"{edge.outlets:,}")
        for edge in about[:top]
    ]
    _list("Strongest edges", ("who", "about whom", "statements", "outlets"), strongest)
    members: dict[int, list[NodeMeasures]] = {}
    for one in found:
        if one.community is not None:
            members.setdefault(one.community, []).append(one)
    groups = []
    for number in sorted(members)[:top]:
        highest = sorted(members[number], key=lambda one: (-one.pagerank, one.node))[:_FEW]
        groups.append((str(number), f"{len(members[number]):,}", "; ".join(names[one.node] for one in highest)))
    _list("Communities", ("no.", "size", "its highest by pagerank"), groups)
    others = [(names[one.node], f"{one.statements:,}") for one in speaking if one.only_through_others]
    _list("Quoted only through others", ("name", "statements"), others[:top])
    never = [
        (names[one.node], f"{one.talked_about:,}", f"{one.spoken_about_by:,}")
        for one in talked
        if one.never_quoted
    ]
    _list("Talked about, never quoted", ("name", "talked about", "by"), never[:top])


def _list(title: str, headings: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
    if rows:
        click.echo(f"\n{title}")
        columns(headings, rows)
