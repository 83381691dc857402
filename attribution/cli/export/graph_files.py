"""``attribution export graph``."""

from __future__ import annotations

from typing import Any

import click

from attribution.cli._filters import graph_options
from attribution.cli._options import database_option, existing
from attribution.cli._text import plural
from attribution.cli.graph import nothing

_FORMATS = ("gexf", "graphml", "cytoscape", "node-link", "csv")


@click.command()
@click.option("--out", "file", metavar="FILE", required=True, help="The file to write; replaced if it is there.")
@click.option("--format", type=click.Choice(_FORMATS), help="Its format, where its name does not tell.")
@graph_options
@database_option
def graph(file: str, format: str | None, database: str, **filters: Any) -> None:
    """Write who speaks about whom for a program of networks.

    The name of FILE tells the format: .gexf for Gephi, with the days; .graphml; .cyjs for Cytoscape;
    .json for networkx and D3 (node-link); .csv for a list of edges with their weights. Each statement
    is an edge with the number of its attribution, the same words of one speaker once; in the CSV file,
    all of one pair are one. Where articles were read or changed since attribution graph made its
    tables, they are made anew first; else the database is only read.

    \b
    Example:
      attribution export graph --out network.gexf
      attribution export graph --out march.csv --from 2026-03 --to 2026-03 --min-weight 2
    """
    from attribution.exporting.graph_files import export_graph, format_of
    from attribution.graph import GraphFilter, read_graph
    from attribution.store import Store

    chosen = format_of(file, format)
    with Store(existing(database)) as store:
        selected, links = read_graph(store, GraphFilter(**filters))
    if not selected.nodes:
        click.echo(nothing(selected, database))
        return
    written = export_graph(selected, links, file, format=chosen)
    nodes = plural(len(selected.nodes), "person or organisation", "people and organisations")
    edges = plural(len(selected.edges), "edge")
    click.echo(f"{written}: {nodes}, {edges} of {plural(len(links), 'statement')}")
