"""The witness of rows: what it writes, and what it says of two files. The corpora are not read here."""

from __future__ import annotations

import importlib
from pathlib import Path
from types import ModuleType

import pytest
from stored import fill, simple

from attribution.records import Article


@pytest.fixture(name="witness")
def _witness(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(Path(__file__).parents[2] / "benchmarks"))
    return importlib.import_module("witness")


def test_every_table_is_written_without_the_index_of_the_search(witness: ModuleType, tmp_path: Path) -> None:
    path = fill(tmp_path / "a.db", [simple()])
    kinds = {line.split("\t")[1] for line in witness.of_tables(path)}
    assert {"articles", "quotes", "attributions", "spans", "speakers", "appearances"} <= kinds
    assert not any("_fts" in kind or kind == "runs" for kind in kinds)


def test_the_same_rows_are_the_same_lines_whatever_the_order(witness: ModuleType) -> None:
    assert witness.compared(["a\tx\t1", "a\tx\t2"], ["a\tx\t2", "a\tx\t1"]) == {}


def test_what_went_and_what_came_is_counted_by_table(witness: ModuleType) -> None:
    before = ["attribution\tone\t{1}", "table\tquotes\t{1}", "table\tquotes\t{2}"]
    after = ["attribution\tone\t{2}", "attribution\ttwo\t{3}", "table\tquotes\t{1}"]
    assert witness.compared(before, after) == {"attribution": (1, 2), "table quotes": (1, 0)}


@pytest.mark.model
def test_reading_twice_gives_the_same_lines(witness: ModuleType) -> None:
    parts = {
        "made": [Article("“The bridge is safe,” said Oda Brask, the mayor of Tarn.", id="a", path="/x/a.txt")]
    }
    lines = witness.lines(parts)
    assert lines == sorted(lines) == witness.lines(parts)
    assert any(line.startswith("attribution\tmade/0000/a\t") and '"Oda Brask"' in line for line in lines)
    assert not any("/x/" in line for line in lines)
