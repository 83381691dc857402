"""A search as files: all of it, however much."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from datasette.app import Datasette
from hostile import LONG, MARKS, SCRIPT
from stored import fill, simple

from attribution.store import Store
from attribution.store.search import day_pages

pytestmark = pytest.mark.asyncio

SEARCH = "/attribution/-/search"


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def stored(database: Path, where: str) -> list[int]:
    with closing(sqlite3.connect(database)) as db:
        return [row[0] for row in db.execute(f"SELECT id FROM quotes WHERE {where} ORDER BY day DESC, id")]


@pytest.mark.parametrize("batch", [1, 2, 4000])
@pytest.mark.parametrize(
    ("query", "where"),
    [
        ("", "1"),
        ("?words=is", "quote LIKE '% is %'"),
        ("?kind=mixed", "kind = 'mixed'"),
        ("?from=2024-02-01&to=2024-03-31", "day BETWEEN '2024-02-01' AND '2024-03-31'"),
        ("?speaker=nowak", "speaker = 'Łukasz Nowak'"),
        ("?words=zeppelin", "0"),
    ],
)
async def test_files_have_every_row_in_order(  # noqa: PLR0917
    site: Datasette, database: Path, monkeypatch: pytest.MonkeyPatch, query: str, where: str, batch: int
) -> None:
    monkeypatch.setattr(day_pages, "BATCH", batch)
    expected = stored(database, where)
    as_csv = await site.client.get(f"{SEARCH}.csv{query}")
    assert as_csv.headers["content-type"] == "text/csv; charset=utf-8"
    assert as_csv.headers["content-disposition"] == 'attachment; filename="quotes.csv"'
    assert [int(row["id"]) for row in rows_of(as_csv.text)] == expected
    as_json = await site.client.get(f"{SEARCH}.json{query}")
    assert as_json.headers["content-type"] == "application/json; charset=utf-8"
    assert [row["id"] for row in as_json.json()] == expected


async def test_they_have_the_columns_that_people_read(site: Datasette, database: Path) -> None:
    with Store(database, read_only=True) as store:
        columns = store.columns("quotes")
    assert "quote_plain" not in columns
    for query in ("", "?words=zeppelin"):
        text = (await site.client.get(f"{SEARCH}.csv{query}")).text
        assert next(csv.reader(io.StringIO(text))) == columns
    for row in (await site.client.get(f"{SEARCH}.json")).json():
        assert list(row) == columns


async def test_values_are_as_stored(site: Datasette, database: Path) -> None:
    with closing(sqlite3.connect(database)) as db:
        db.row_factory = sqlite3.Row
        expected = {row["id"]: dict(row) for row in db.execute("SELECT * FROM quotes")}
    for row in (await site.client.get(f"{SEARCH}.json")).json():
        assert row == {name: expected[row["id"]][name] for name in row}
    text = (await site.client.get(f"{SEARCH}.csv")).text
    for kept in (SCRIPT, MARKS, LONG.strip()):
        assert any(kept in row["quote"] for row in rows_of(text)), kept


async def test_no_spreadsheet_runs_a_cell(served: Callable[[Path], Datasette], tmp_path: Path) -> None:
    path = fill(tmp_path / "attribution.db", [simple(title="=HYPERLINK(1)", outlet="+1", role="@x")])
    site = served(path)
    (row,) = rows_of((await site.client.get(f"{SEARCH}.csv")).text)
    assert (row["title"], row["outlet"]) == ("'=HYPERLINK(1)", "'+1")
    (same,) = (await site.client.get(f"{SEARCH}.json")).json()
    assert (same["title"], same["outlet"]) == ("=HYPERLINK(1)", "+1")


async def test_more_rows_than_datasette_gives(served: Callable[[Path], Datasette], tmp_path: Path) -> None:
    """Datasette itself cuts at 1,000; a day has more than are sorted at a time."""
    path = fill(tmp_path / "attribution.db", [simple(title="T", quote="“The bridge is safe”")])
    with closing(sqlite3.connect(path)) as db, db:
        for number in range(2, 9_501):
            day = f"2024-01-{1 + number % 2:02d}" if number % 50 else None
            db.execute(
                "INSERT INTO quotes (id, quote, kind, day, confidence, speaker_type, method, article_id) "
                "VALUES (?, ?, 'direct', ?, 0.9, 'unnamed', 'unnamed', 1)",
                (number, f"The bridge {number}", day),
            )
    site = served(path)
    expected = stored(path, "1")
    assert len(expected) == 9_500
    assert [int(row["id"]) for row in rows_of((await site.client.get(f"{SEARCH}.csv")).text)] == expected
    assert [row["id"] for row in json.loads((await site.client.get(f"{SEARCH}.json")).text)] == expected
    page = (await site.client.get(f"{SEARCH}?words=bridge")).text
    assert ">More than 5,000 quotes, page 1</h2>" in page
