"""Databases made to measure with: sound, skewed, and the same for the same seed."""

from __future__ import annotations

import importlib
import re
import sqlite3
from contextlib import closing
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from stored import dump

from attribution.graph import GraphFilter, build_graph
from attribution.store import Store

FOLDER = Path(__file__).parents[2] / "benchmarks"


@pytest.fixture(name="synthetic", scope="module")
def _synthetic() -> ModuleType:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(FOLDER))
        return importlib.import_module("synthetic")


@pytest.fixture(name="made", scope="module")
def _made(synthetic: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("synthetic") / "made.db"
    assert 400 <= synthetic.make(path, 400) < 450
    return path


def query(path: Path, sql: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as db:
        return db.execute(sql).fetchall()


def test_every_span_is_where_it_says(made: Path) -> None:
    for table, join in (("spans", ""), ("targets", "")):
        rows = query(
            made,
            f'SELECT s.text, substr(a.text, s."start" + 1, s."end" - s."start") FROM {table} s {join} '
            "JOIN attributions t ON t.id = s.attribution_id JOIN articles a ON a.id = t.article_id",
        )
        assert len(rows) > 300
        assert all(said == there for said, there in rows)
    nested = query(
        made,
        "SELECT o.text, i.text FROM attributions t JOIN spans i ON i.attribution_id = t.id AND i.role = 'content' "
        "JOIN spans o ON o.attribution_id = t.nested_in AND o.role = 'content'",
    )
    assert nested
    assert all(inner in outer for outer, inner in nested)


def test_it_is_a_sound_database(made: Path) -> None:
    assert query(made, "PRAGMA foreign_key_check") == []
    assert query(made, "PRAGMA integrity_check") == [("ok",)]
    with Store(made) as store:
        assert store.search("bridge")
        assert build_graph(store, GraphFilter()).selected.edges


def test_few_have_most(made: Path) -> None:
    counts = [row[0] for row in query(made, "SELECT count(*) FROM quotes GROUP BY speaker_id ORDER BY 1 DESC")]
    assert sum(counts[:5]) > sum(counts) / 3
    (repeated,) = query(made, "SELECT count(*) - count(DISTINCT quote) FROM quotes")
    assert repeated[0] > 10
    first, last = query(made, "SELECT min(day), max(day) FROM quotes")[0]
    assert first < "2024"
    assert last > "2025"


def test_the_seed_decides(synthetic: ModuleType, made: Path, tmp_path: Path) -> None:
    def rows(path: Path) -> list[str]:
        return [row for row in dump(path) if row.startswith('INSERT INTO "quotes"')]

    synthetic.make(tmp_path / "again.db", 400)
    synthetic.make(tmp_path / "other.db", 400, seed=8, search=False)
    assert rows(tmp_path / "again.db") == rows(made)
    assert rows(tmp_path / "other.db") != rows(made)
    with pytest.raises(FileExistsError, match="name another file"):
        synthetic.make(tmp_path / "again.db", 10)


def test_the_graph_is_timed_on_a_copy(
    made: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.syspath_prepend(str(FOLDER))
    before = made.read_bytes()
    assert importlib.import_module("graph").main([str(made), "--rounds", "1", "--measures"]) == 0
    assert made.read_bytes() == before
    lines = capsys.readouterr().out.splitlines()
    assert re.fullmatch(r"[\d.]+ times the GROUP BY; peak memory \d+ MiB", lines[3])
    assert re.match(r"4\d\d quotes, \d+ targets, \d+ graph_nodes, \d+ graph_edges", lines[0])
