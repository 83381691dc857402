"""Every edge of every file leads to the attribution that makes it, in articles as the program reads them."""

from __future__ import annotations

import csv
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import networkx
import pytest
from lxml import etree

from attribution.cli import main
from attribution.exporting.graph_files import export_graph
from attribution.graph import GraphFilter, read_graph
from attribution.store import Link, Selected, Store

pytestmark = pytest.mark.model
TESTS = Path(__file__).parents[1]
SAMPLES = TESTS.parent / "attribution" / "samples"
# An edge of a file: who, whom, how, and the number of its attribution.
Edge = tuple[int, int, str, int]


@pytest.fixture(name="path", scope="module", params=["samples", "shared articles"])
def _path(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = SAMPLES if request.param == "samples" else request.getfixturevalue("shared") / "articles"
    path = tmp_path_factory.mktemp("articles") / "articles.db"
    main(["ingest", str(folder), "--db", str(path)], standalone_mode=False)
    return path


@pytest.fixture(name="part", scope="module")
def _part(path: Path) -> tuple[Selected, list[Link]]:
    with Store(path) as store:
        return read_graph(store, GraphFilter())


def edges_of(file: Path, format: str) -> set[Edge]:
    """The edges of a file, by another reader than ours."""
    if format == "csv":
        with file.open(encoding="utf-8", newline="") as lines:
            return {
                (int(row["SourceId"]), int(row["TargetId"]), row["Relation"], int(quote))
                for row in csv.DictReader(lines)
                for quote in row["Attributions"].split()
            }
    if format == "gexf":
        graph = networkx.read_gexf(file)
    elif format == "graphml":
        graph = networkx.read_graphml(file, force_multigraph=True)
    else:
        data = json.loads(file.read_text(encoding="utf-8"))
        cytoscape = format == "cytoscape"
        graph = networkx.cytoscape_graph(data) if cytoscape else networkx.node_link_graph(data, edges="edges")
    return {(int(s), int(t), edge["relation"], edge["quote"]) for s, t, edge in graph.edges(data=True)}


@pytest.mark.parametrize("format", ["gexf", "graphml", "cytoscape", "node-link", "csv"])
def test_edges_lead_to_their_attributions(
    path: Path, part: tuple[Selected, list[Link]], tmp_path: Path, format: str
) -> None:
    file = export_graph(*part, tmp_path / "graph", format=format)  # type: ignore[arg-type]
    found = edges_of(file, format)
    with closing(sqlite3.connect(path)) as db:
        # The earliest attribution of each statement stands for it; the speaker is the node the edge comes from.
        makes = """
            SELECT source_id, target_id, relation, quote_id FROM (
                SELECT l.*, row_number() OVER (
                    PARTITION BY l.source_id, l.target_id, l.relation, l.said ORDER BY q.day IS NULL, q.day, q.id
                ) AS place
                FROM graph_links l
                JOIN quotes q ON q.id = l.quote_id
                JOIN attributions a ON a.id = l.quote_id
                JOIN graph_nodes n ON n.id = CASE l.relation WHEN 'nested' THEN l.target_id ELSE l.source_id END
                WHERE n.speaker_id = a.speaker_id
            ) WHERE place = 1
        """
        wanted = set(db.execute(makes).fetchall())
        ((statements,),) = db.execute("SELECT sum(statements) FROM graph_edges").fetchall()
    assert found == wanted
    assert len(found) == statements > 5


@pytest.mark.parametrize("format", ["gexf", "graphml"])
def test_the_schemas_take_them(part: tuple[Selected, list[Link]], tmp_path: Path, format: str) -> None:
    file = export_graph(*part, tmp_path / "graph", format=format)  # type: ignore[arg-type]
    schema = etree.XMLSchema(etree.parse(TESTS / "data" / "schemas" / f"{format}.xsd"))
    assert schema.validate(etree.parse(file)), schema.error_log.last_error
