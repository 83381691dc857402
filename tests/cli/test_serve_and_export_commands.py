"""``attribution serve`` and ``attribution export csv``, thin as they are."""

from __future__ import annotations

import csv
import socket
from pathlib import Path
from typing import Any

import pytest
from cli_stored import Run


@pytest.fixture(autouse=True)
def stored(run: Run, articles: Path) -> None:
    assert run("ingest", articles).exit_code == 0


def test_export_writes_every_table(run: Run, tmp_path: Path) -> None:
    result = run("export", "csv", "--out", "tables")
    assert result.exit_code == 0
    with (tmp_path / "tables" / "quotes.csv").open(encoding="utf-8", newline="") as file:
        assert {row["speaker"] for row in csv.DictReader(file)} == {"Ola Venn", "Rasa Kalnienė"}
    assert f"{Path('tables/quotes.csv')}: 3 rows" in result.stdout.splitlines()
    assert not (tmp_path / "tables" / "quotes.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_export_for_excel(run: Run, tmp_path: Path) -> None:
    assert run("export", "csv", "--out", "tables", "--excel").exit_code == 0
    assert (tmp_path / "tables" / "quotes.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_export_without_a_database_or_folder(run: Run, tmp_path: Path) -> None:
    result = run("export", "csv", "--out", "tables", "--db", "none.db")
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: There is no database at none.db")
    assert run("export", "csv").exit_code == 2
    (tmp_path / "file").write_text("in the way")
    assert run("export", "csv", "--out", "file").exit_code == 2


def test_serve_passes_its_options_on(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[tuple[Any, ...]] = []
    monkeypatch.setattr("attribution.site.serve", lambda db, *, host, port: calls.append((db, host, port)))
    assert run("serve").exit_code == 0
    assert run("serve", "--host", "::1", "--port", 8765).exit_code == 0
    assert calls == [("db/attribution.db", "127.0.0.1", 8001), ("db/attribution.db", "::1", 8765)]


def test_serve_on_a_port_in_use(run: Run) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        result = run("serve", "--port", taken.getsockname()[1])
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: ") and "in use" in result.stderr


def test_serve_what_is_not_there(run: Run, tmp_path: Path) -> None:
    result = run("serve", "--db", "none.db")
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: There is no database at none.db")
    assert not (tmp_path / "none.db").exists()
    (tmp_path / "no.db").write_text("This is no database.\n" * 40)
    result = run("serve", "--db", "no.db")
    assert result.exit_code == 1
    assert "not a readable" in result.stderr
