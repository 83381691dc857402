"""metadata.yml and db/README.md say what the schema says."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest
from sqlite_utils.db import Table
from stored import fill

from attribution.site.describe import describe
from attribution.site.metadata import metadata_for, metadata_path
from attribution.store import Store

ROOT = Path(__file__).parents[2]
METADATA = metadata_for("attribution")
TABLES = METADATA["databases"]["attribution"]["tables"]
QUERIES = METADATA["databases"]["attribution"]["queries"]


@pytest.fixture(scope="module")
def schema(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The columns of each table that readers see, the search's own among them."""
    path = fill(tmp_path_factory.mktemp("schema") / "empty.db", [])
    with Store(path) as store:
        return {table: [c.name for c in store._database[table].columns] for table in store.tables()}


def test_the_file_is_the_one_of_this_repository() -> None:
    assert metadata_path().read_text(encoding="utf-8") == (ROOT / "metadata.yml").read_text(encoding="utf-8")


def test_every_table_and_column_is_described(schema: dict[str, list[str]]) -> None:
    described = {table: facts for table, facts in TABLES.items() if not facts.get("hidden")}
    assert described.keys() == schema.keys()
    for table, columns in schema.items():
        assert described[table]["description"].strip()
        assert list(described[table]["columns"]) == columns, table
        assert all(described[table]["columns"].values())


def test_what_is_named_in_tables_exists(schema: dict[str, list[str]]) -> None:
    for table, facts in TABLES.items():
        if facts.get("hidden"):
            continue
        named = [
            *facts.get("facets", []),
            *(facts[key] for key in ("sort", "sort_desc", "label_column") if key in facts),
        ]
        assert set(named) <= set(schema[table]), table
    assert set(TABLES["quotes"]["facets"]) == {"speaker", "outlet", "kind", "act", "source_type", "day"}


def test_labels_are_never_empty(schema: dict[str, list[str]], tmp_path: Path) -> None:
    """Datasette shows the label of a linked row, and "None" where there is none."""
    path = fill(tmp_path / "empty.db", [])
    with Store(path) as store:
        for table in schema:
            shown = store._database[table]
            for key in shown.foreign_keys if isinstance(shown, Table) else ():  # a view has none
                columns = {c.name: c for c in store._database[key.other_table].columns}
                assert columns[TABLES[key.other_table]["label_column"]].notnull, key


def test_raw_sql_is_off() -> None:
    assert METADATA["allow_sql"] is False


def test_each_query_is_titled_described_and_bounded() -> None:
    assert len(QUERIES) == 5
    for name, query in QUERIES.items():
        assert query["title"]
        assert query["description"]
        limit = re.search(r"limit (\d+)\s*(\)|$)", query["sql"])
        assert limit, name
        # Datasette cuts at 1,000 without saying so: a bound below or at it is ours to state.
        assert int(limit[1]) <= 1000
        assert f"{int(limit[1]):,}" in query["description"]
        assert sorted(set(re.findall(r":([a-z_]+)", query["sql"]))) == sorted(query.get("params", []))


def test_no_query_walks_the_quotes_for_a_rare_word(tmp_path: Path) -> None:
    """With a speaker, words or an outlet, an index leads to the quotes: no scan of the table itself."""
    path = fill(tmp_path / "empty.db", [])
    connection = sqlite3.connect(path)
    connection.create_function("escape_fts", 1, lambda words: words)
    for name, query in QUERIES.items():
        values = dict.fromkeys(query.get("params", []), "x")
        plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {query['sql']}", values)]
        assert "SCAN quotes" not in plan, (name, plan)
    connection.close()


def test_metadata_for_another_name_is_the_same_under_that_name() -> None:
    other = metadata_for("other")
    assert list(other["databases"]) == ["other"]
    assert other["databases"]["other"] == METADATA["databases"]["attribution"]
    assert {**other, "databases": 0} == {**METADATA, "databases": 0}


def test_the_description_of_the_tables_is_current() -> None:
    written = (ROOT / "db" / "README.md").read_text(encoding="utf-8")
    assert written == describe(), "run: python -m attribution.site.describe > db/README.md"
