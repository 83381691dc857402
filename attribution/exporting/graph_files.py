"""The graph as files for other programs: Gephi, Cytoscape, networkx, a spreadsheet.

What a format has no value for is left out, so a missing attribute means that nothing is known; lists are one text
with "; " between their items, but in JSON.
"""

from __future__ import annotations

import csv
import json
import os
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal
from uuid import uuid4
from xml.etree.ElementTree import SubElement

import networkx
from networkx.readwrite.gexf import GEXFWriter

from attribution.errors import UsageError
from attribution.exporting.csv_files import harmless
from attribution.graph import network
from attribution.store import Link, Node, Selected

Format = Literal["gexf", "graphml", "cytoscape", "node-link", "csv"]
SUFFIXES: dict[str, Format] = {
    ".gexf": "gexf",
    ".graphml": "graphml",
    ".cyjs": "cytoscape",
    ".json": "node-link",
    ".csv": "csv",
}
EDGE_COLUMNS = (
    *("Source", "Target", "Weight", "Type", "Relation", "SourceId", "TargetId", "Outlets", "FirstDay", "LastDay"),
    "Attributions",
)


def format_of(path: str | os.PathLike[str], given: str | None = None) -> Format:
    """Return the format that is given, or that the end of a file's name says. Raises UsageError for neither."""
    formats: dict[str, Format] = {name: name for name in SUFFIXES.values()}
    found = formats.get(given) if given else SUFFIXES.get(Path(path).suffix.lower())
    if found is None:
        raise UsageError(
            f"{path} does not tell the format: let its name end in {', '.join(SUFFIXES)}, or give --format."
        )
    return found


def export_graph(
    selected: Selected, links: Sequence[Link], path: str | os.PathLike[str], *, format: Format
) -> Path:
    """Write a part of the graph; an older file is replaced once the new one is complete.

    Raises UsageError where the file can't be written.
    """
    file = Path(path)
    part = file.with_name(f".{file.name}.{uuid4().hex}.part")
    with _errors(file):
        file.parent.mkdir(parents=True, exist_ok=True)
        try:
            if format == "csv":
                _edges(selected, links, part)
            else:
                _WRITERS[format](network(selected, links), part)
            part.replace(file)
        finally:
            part.unlink(missing_ok=True)
    return file


def plain_attributes(graph: networkx.MultiDiGraph) -> networkx.MultiDiGraph:
    """Return a copy whose attributes are texts and numbers alone, for formats that have nothing else."""
    copy = networkx.MultiDiGraph(**_plain(graph.graph))
    copy.add_nodes_from((node, _plain(data)) for node, data in graph.nodes(data=True))
    copy.add_edges_from((*ends, _plain(data)) for *ends, data in graph.edges(keys=True, data=True))
    return copy


def _plain(data: dict[str, Any]) -> dict[str, Any]:
    values = {name: "; ".join(map(str, v)) if isinstance(v, list) else v for name, v in data.items()}
    return {name: _xml(value) for name, value in values.items() if value is not None and value != ""}


def _xml(value: Any) -> Any:
    """Return a text without the characters that XML has no way to write; others as they are."""
    if not isinstance(value, str):
        return value
    return "".join(char if char >= " " and char not in "\ufffe\uffff" and not "\ud800" <= char <= "\udfff"
                   else " " for char in value)  # fmt: skip


def _gexf(graph: networkx.MultiDiGraph, part: Path) -> None:
    plain = plain_attributes(graph)
    timed = networkx.MultiDiGraph(**plain.graph, mode="dynamic")
    timed.add_nodes_from((node, data | {"label": data["name"]}) for node, data in plain.nodes(data=True))
    for source, target, data in plain.edges(data=True):
        day = {"start": data["day"], "end": data["day"]} if "day" in data else {}
        # The key is written as an attribute, and all values of one have one type.
        timed.add_edge(source, target, key=data["id"], **data, **day)
    writer = GEXFWriter(version="1.2draft")
    writer.add_graph(timed)
    # networkx writes the name of the graph where the schema has no place for one: it goes to the description.
    name = writer.graph_element.attrib.pop("name")
    SubElement(writer.xml.find("meta"), "description").text = name
    writer.write(part)


def _graphml(graph: networkx.MultiDiGraph, part: Path) -> None:
    # Not the writer that takes lxml where it is installed: that one puts the types in another order.
    networkx.write_graphml_xml(plain_attributes(graph), part, edge_id_from_attribute="id")


def _cytoscape(graph: networkx.MultiDiGraph, part: Path) -> None:
    data = networkx.cytoscape_data(_without_none(graph))
    # Cytoscape wants texts where it names a node; networkx reads the node from its value.
    for element in data["elements"]["nodes"]:
        element["data"]["value"] = element["data"]["id"]
    for element in data["elements"]["edges"]:
        element["data"] |= {end: str(element["data"][end]) for end in ("source", "target")}
    _json(data, part)


def _node_link(graph: networkx.MultiDiGraph, part: Path) -> None:
    # Written out, as networkx has called the list of edges by two names.
    edges = [
        {"source": source, "target": target, "key": key, **data}
        for source, target, key, data in graph.edges(keys=True, data=True)
    ]
    nodes = [{"id": node, **data} for node, data in graph.nodes(data=True)]
    _json({"directed": True, "multigraph": True, "graph": graph.graph, "nodes": nodes, "edges": edges}, part)


def _edges(selected: Selected, links: Iterable[Link], part: Path) -> None:
    names = _labels(selected.nodes)
    quotes: defaultdict[tuple[int, int, str], list[str]] = defaultdict(list)
    for link in links:
        quotes[link.source, link.target, link.relation].append(str(link.quote))
    with part.open("x", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(EDGE_COLUMNS)
        for edge in selected.edges:
            behind = quotes[edge.source, edge.target, edge.relation]
            row = (
                *(names[edge.source], names[edge.target], edge.statements, "Directed", edge.relation),
                *(edge.source, edge.target, edge.outlets, edge.first_day, edge.last_day, " ".join(behind)),
            )
            writer.writerow([harmless(value) for value in row])


def _labels(nodes: Sequence[Node]) -> dict[int, str]:
    """Return the names of nodes, with the number behind those that several have."""
    counts = Counter(node.name for node in nodes)
    return {node.id: node.name if counts[node.name] == 1 else f"{node.name} ({node.id})" for node in nodes}


def _without_none(graph: networkx.MultiDiGraph) -> networkx.MultiDiGraph:
    copy = graph.copy()
    for _, data in [*copy.nodes(data=True), *((None, data) for *_, data in copy.edges(data=True))]:
        for name in [name for name, value in data.items() if value is None]:
            del data[name]
    return copy


def _json(data: Any, part: Path) -> None:
    with part.open("x", encoding="utf-8") as file:
        json.dump(data, file, ensure_ascii=False, indent=1)
        file.write("\n")


_WRITERS: dict[str, Callable[[networkx.MultiDiGraph, Path], None]] = {
    "gexf": _gexf,
    "graphml": _graphml,
    "cytoscape": _cytoscape,
    "node-link": _node_link,
}


@contextmanager
def _errors(file: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise UsageError(
            f"{file} can't be written ({error.strerror or error}): name another file, or see to the permissions "
            "and the free space of its folder."
        ) from error
