"""The tables and views of the graph as pages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from datasette.app import Datasette
from graph_articles import town_in

from attribution.graph import GraphFilter, build_graph
from attribution.site.metadata import metadata_for
from attribution.store import Store

pytestmark = pytest.mark.asyncio
METADATA = metadata_for("attribution")["databases"]["attribution"]["tables"]
TABLES = sorted(name for name in METADATA if name.startswith("graph"))


async def test_each_table_and_view(tmp_path: Path, served: Callable[[Path], Datasette]) -> None:
    path = town_in(tmp_path)
    with Store(path) as store:
        build_graph(store, GraphFilter())
        counts = store.counts()
    site = served(path)
    assert len(TABLES) == 11
    for table in TABLES:
        answer = await site.client.get(f"/town/{table}")
        assert answer.status_code == 200
        assert " ".join(METADATA[table]["description"].split())[:40] in " ".join(answer.text.split())
        rows = (await site.client.get(f"/town/{table}.json?_shape=array")).json()
        assert len(rows) == counts[table] > 0, table
        assert list(rows[0]) == list(METADATA[table]["columns"])


async def test_nodes_are_called_by_their_names(tmp_path: Path, served: Callable[[Path], Datasette]) -> None:
    path = town_in(tmp_path)
    with Store(path) as store:
        build_graph(store, GraphFilter())
    site = served(path)
    for page in ("graph_edges", "graph_measures", "graph_edges/1,2,about"):
        text = (await site.client.get(f"/town/{page}")).text
        assert '<a href="/town/graph_nodes/1">Ann Lee</a>' in text, page
        assert ">None</a>" not in text
    links = (await site.client.get("/town/graph_links?source_id=1&target_id=2&relation=about")).text
    assert '<a href="/town/quotes/3">' in links
