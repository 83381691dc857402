"""The benchmark of the network's page runs, on databases that are small enough for a test."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "benchmarks"


def test_it_compares_two_databases(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.syspath_prepend(str(FOLDER))
    synthetic, network_page = (importlib.import_module(name) for name in ("synthetic", "network_page"))
    monkeypatch.setattr(network_page, "MEASURED", 2)
    paths = [tmp_path / "small.db", tmp_path / "large.db"]
    for path, size in zip(paths, (100, 300), strict=True):
        synthetic.make(path, size)
    assert network_page.main([str(path) for path in paths]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.partition(": the node ")[0] for line in lines[:2]] == [str(path) for path in paths]
    assert len(lines) == 10
    assert all(" ms of processor (" in line for line in lines[2:])
