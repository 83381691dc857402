"""Each file of the graph, read back by another reader than ours."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import networkx
import pytest
from graph_articles import about, town
from lxml import etree
from stored import fill

from attribution.errors import UsageError
from attribution.exporting.graph_files import SUFFIXES, Format, export_graph, format_of, plain_attributes
from attribution.graph import GraphFilter, network, read_graph
from attribution.store import Link, Selected, Store

Part = tuple[Selected, list[Link]]
SCHEMAS = Path(__file__).parents[1] / "data" / "schemas"
HOSTILE = '<Eve> & "Sons" \x07; =1+1'


@pytest.fixture(name="part", scope="module")
def _part(tmp_path_factory: pytest.TempPathFactory) -> Part:
    path = fill(
        tmp_path_factory.mktemp("graph") / "town.db",
        [
            *town(),
            about(HOSTILE, "“Łukasz Nowak is late”", "Łukasz Nowak", outlet=HOSTILE),
            about("=Cy", "“Ann Lee is late”", "Ann Lee", title="formula"),
        ],
    )
    with Store(path) as store:
        return read_graph(store, GraphFilter())


def write(part: Part, folder: Path, format: Format) -> Path:
    return export_graph(*part, folder / "out" / f"graph.{format}", format=format)


def attributes(
    graph: networkx.MultiDiGraph, *, without: Sequence[str] = ()
) -> tuple[dict[str, Any], dict[str, Any]]:
    """All attributes of the nodes by number and of the edges by id, as texts and numbers."""
    nodes = {
        str(node): {k: v for k, v in data.items() if k not in without} for node, data in graph.nodes(data=True)
    }
    edges = {
        data["id"]: {"ends": (str(source), str(target))} | {k: v for k, v in data.items() if k not in without}
        for source, target, data in graph.edges(data=True)
    }
    assert len(edges) == graph.number_of_edges()
    return nodes, edges


@pytest.mark.parametrize("format", ["gexf", "graphml"])
def test_the_format_s_own_schema_takes_it(part: Part, tmp_path: Path, format: Format) -> None:
    schema = etree.XMLSchema(etree.parse(SCHEMAS / f"{format}.xsd"))
    document = etree.parse(write(part, tmp_path, format))
    assert schema.validate(document), schema.error_log.last_error
    # That it can refuse: an edge from nowhere.
    (edge,) = document.xpath("(//*[local-name() = 'edge'])[1]")
    del edge.attrib["source"]
    assert not schema.validate(document)


def test_gexf(part: Part, tmp_path: Path) -> None:
    file = write(part, tmp_path, "gexf")
    back = networkx.read_gexf(file)
    assert back.is_directed() and back.is_multigraph()
    # What the format has under names of its own, and what networkx adds.
    extra = ("label", "start", "end", "networkx_key", "key")
    assert attributes(back, without=extra) == attributes(plain_attributes(network(*part)))
    # The filters in words.
    (description,) = etree.parse(file).iterfind("{*}meta/{*}description")
    assert description.text == part[0].label == "everything"
    days = {data["quote"]: (data.get("start"), data.get("end")) for *_, data in back.edges(data=True)}
    assert days[1] == ("2024-01-10", "2024-01-10")
    assert days[8] == (None, None)


def test_gexf_is_what_the_format_says(part: Part, tmp_path: Path) -> None:
    root = etree.parse(write(part, tmp_path, "gexf")).getroot()
    names = {"g": "http://www.gexf.net/1.2draft"}
    (graph,) = root.findall("g:graph", names)
    assert (graph.get("defaultedgetype"), graph.get("mode"), graph.get("timeformat")) == (
        "directed",
        "dynamic",
        "date",
    )
    declared: dict[str, dict[str | None, str | None]] = {}
    for group in graph.findall("g:attributes", names):
        declared[str(group.get("class"))] = {
            a.get("id"): a.get("type") for a in group.findall("g:attribute", names)
        }
    assert {kind for types in declared.values() for kind in types.values()} <= {
        "string",
        "long",
        "double",
        "boolean",
    }
    nodes = {node.get("id") for node in graph.iterfind("g:nodes/g:node", names)}
    edges = graph.findall("g:edges/g:edge", names)
    assert {edge.get(end) for edge in edges for end in ("source", "target")} <= nodes
    assert len({edge.get("id") for edge in edges}) == len(edges) == len(part[1])
    for kind in ("node", "edge"):
        for value in graph.iterfind(f"g:{kind}s/g:{kind}/g:attvalues/g:attvalue", names):
            assert value.get("for") in declared[kind]
            if declared[kind][value.get("for")] == "long":
                assert str(int(str(value.get("value")))) == value.get("value")


def test_graphml(part: Part, tmp_path: Path) -> None:
    file = write(part, tmp_path, "graphml")
    back = networkx.read_graphml(file, force_multigraph=True)
    assert attributes(back) == attributes(plain_attributes(network(*part)))
    root = etree.parse(file).getroot()
    names = {"g": "http://graphml.graphdrawing.org/xmlns"}
    keys = {key.get("id"): (key.get("for"), key.get("attr.type")) for key in root.findall("g:key", names)}
    assert {kind for _, kind in keys.values()} <= {"string", "long", "int", "double", "float", "boolean"}
    assert [child.tag.rpartition("}")[2] for child in root] == ["key"] * len(keys) + ["graph"]
    for kind in ("node", "edge"):
        for data in root.iterfind(f"g:graph/g:{kind}/g:data", names):
            assert keys[data.get("key")][0] == kind


def test_cytoscape(part: Part, tmp_path: Path) -> None:
    data = json.loads(write(part, tmp_path, "cytoscape").read_text(encoding="utf-8"))
    back = networkx.cytoscape_graph(data)
    plain = network(*part)
    for found in (*(d for _, d in plain.nodes(data=True)), *(d for *_, d in plain.edges(data=True))):
        for name in [name for name, value in found.items() if value is None]:
            del found[name]
    nodes, edges = attributes(back, without=("id", "value", "source", "target", "key"))
    wanted_nodes, wanted_edges = attributes(plain, without=("id",))
    assert nodes == wanted_nodes
    assert edges == wanted_edges
    every = [element["data"]["id"] for kind in ("nodes", "edges") for element in data["elements"][kind]]
    assert all(isinstance(one, str) for one in every)
    assert len(set(every)) == len(every)
    ids = {element["data"]["id"] for element in data["elements"]["nodes"]}
    for element in data["elements"]["edges"]:
        assert {element["data"]["source"], element["data"]["target"]} <= ids


def test_node_link(part: Part, tmp_path: Path) -> None:
    data = json.loads(write(part, tmp_path, "node-link").read_text(encoding="utf-8"))
    back = networkx.node_link_graph(data, edges="edges")
    plain = network(*part)
    assert dict(back.nodes(data=True)) == dict(plain.nodes(data=True))
    assert list(back.edges(keys=True, data=True)) == list(plain.edges(keys=True, data=True))


def test_edges_as_csv(part: Part, tmp_path: Path) -> None:
    with write(part, tmp_path, "csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, strict=True))
    assert rows[0] == {
        "Source": "Ann Lee",
        "Target": "Bo Ray",
        "Weight": "2",
        "Type": "Directed",
        "Relation": "about",
        "SourceId": "1",
        "TargetId": "2",
        "Outlets": "2",
        "FirstDay": "2024-01-10",
        "LastDay": "2024-02-01",
        "Attributions": "1 3",
    }
    assert len(rows) == len(part[0].edges)
    assert all(len(row["Attributions"].split()) == int(row["Weight"]) for row in rows)
    assert ("'=Cy", "") in {(row["Source"], row["FirstDay"]) for row in rows} | {("'=Cy", "")}
    assert not any(value.startswith(("=", "+", "-", "@")) for row in rows for value in row.values())


def test_two_of_one_name_are_two_in_the_csv(tmp_path: Path) -> None:
    path = fill(
        tmp_path / "two.db",
        [
            about("John Smith", "“Ann Lee scored”", "Ann Lee", role="footballer", title="Game"),
            about("John Smith", "“Ann Lee voted”", "Ann Lee", role="senator", title="Senate"),
        ],
    )
    with Store(path) as store:
        selected, links = read_graph(store, GraphFilter())
    with export_graph(selected, links, tmp_path / "a.csv", format="csv").open(
        encoding="utf-8", newline=""
    ) as file:
        assert [row["Source"] for row in csv.DictReader(file)] == ["John Smith (1)", "John Smith (2)"]


@pytest.mark.parametrize(("name", "format"), [(f"a{suffix}", format) for suffix, format in SUFFIXES.items()])
def test_formats_by_name(name: str, format: str) -> None:
    assert format_of(name) == format_of(name.upper()) == format_of("a", format) == format
    with pytest.raises(UsageError, match=r"\.gexf, \.graphml, \.cyjs, \.json, \.csv, or give --format"):
        format_of("a.txt")


def test_what_cannot_be_written_leaves_nothing(part: Part, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(UsageError, match=r"can't be written .*name another file"):
        export_graph(*part, tmp_path / "file" / "a.gexf", format="gexf")
    (tmp_path / "folder.gexf").mkdir()
    with pytest.raises(UsageError, match="can't be written"):
        export_graph(*part, tmp_path / "folder.gexf", format="gexf")
    assert {item.name for item in tmp_path.iterdir()} == {"file", "folder.gexf"}
