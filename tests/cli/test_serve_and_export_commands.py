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


def test_export_writes_the_tables_that_people_use(run: Run, tmp_path: Path) -> None:
    result = run("export", "csv", "--out", "tables")
    assert result.exit_code == 0
    with (tmp_path / "tables" / "quotes.csv").open(encoding="utf-8", newline="") as file:
        assert {row["speaker"] for row in csv.DictReader(file)} == {"Ola Venn", "Rasa Kalnienė"}
    assert f"{Path('tables/quotes.csv')}: 3 rows" in result.stdout.splitlines()
    assert not (tmp_path / "tables" / "quotes.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    names = {"quotes.csv", "speakers.csv", "articles.csv", "roles.csv"}
    assert {path.name for path in (tmp_path / "tables").iterdir()} == names
    assert run("export", "csv", "--out", "all", "--all").exit_code == 0
    written = {path.name for path in (tmp_path / "all").iterdir()}
    assert names | {"spans.csv", "targets.csv", "who_about_whom.csv"} <= written


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
    monkeypatch.delenv("ATTRIBUTION_REVIEW_SECRET", raising=False)
    monkeypatch.setattr(
        "attribution.site.serve",
        lambda db, *, host, port, review_secret: calls.append((db, host, port, review_secret)),
    )
    assert run("serve").exit_code == 0
    assert run("serve", "--host", "::1", "--port", 8765).exit_code == 0
    assert calls == [("db/attribution.db", "127.0.0.1", 8001, None), ("db/attribution.db", "::1", 8765, None)]


def test_serve_takes_the_secret_of_reviewers_only_on_demand(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    secrets: list[str | None] = []
    monkeypatch.setattr("attribution.site.serve", lambda *_, review_secret, **__: secrets.append(review_secret))
    monkeypatch.setenv("ATTRIBUTION_REVIEW_SECRET", "from the environment")
    (tmp_path / "secret.txt").write_text("from the first line\nand no more\n", encoding="utf-8")
    assert run("serve").exit_code == 0
    assert run("serve", "--review").exit_code == 0
    assert run("serve", "--review-secret", "secret.txt").exit_code == 0
    assert run("serve", "--review", "--review-secret", "secret.txt").exit_code == 0
    assert secrets == [None, "from the environment", "from the first line", "from the first line"]


def test_serve_without_a_secret_that_is_one(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ATTRIBUTION_REVIEW_SECRET", raising=False)
    for name, content in (("short.txt", b"fifteen letters\n"), ("empty.txt", b""), ("odd.txt", b"\xff" * 20)):
        (tmp_path / name).write_bytes(content)
    for options, says in (
        (("--review",), "set the variable ATTRIBUTION_REVIEW_SECRET"),
        (("--review-secret", "none.txt"), "can't be read from none.txt"),
        (("--review-secret", "odd.txt"), "can't be read from odd.txt"),
        (("--review-secret", "short.txt"), "has 15 characters, and 16 are the least"),
        (("--review-secret", "empty.txt"), "has 0 characters"),
    ):
        result = run("serve", "--port", 0, *options)
        assert result.exit_code in {1, 2}
        assert says in " ".join(result.stderr.split()), options
        assert "fifteen" not in result.stderr


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
