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
    as_json = await site.client.get(f"{SEARCH}.json{query}{'&' if query else '?'}size=all")
    assert as_json.headers["content-type"] == "application/json; charset=utf-8"
    assert as_json.headers["content-disposition"] == 'attachment; filename="quotes.json"'
    assert [row["id"] for row in as_json.json()["rows"]] == expected
    assert as_json.json()["total"] == len(expected)
    assert as_json.json()["next"] is None


@pytest.mark.parametrize("size", [1, 2, 3, 50])
@pytest.mark.parametrize(
    ("query", "where", "order"),
    [
        ("", "1", "day DESC, id"),
        ("sort=oldest", "1", "day IS NULL, day, id"),
        ("words=is", "quote LIKE '% is %'", "day DESC, id"),
        ("from=2024-02-01&to=2024-03-31", "day BETWEEN '2024-02-01' AND '2024-03-31'", "day DESC, id"),
        ("words=zeppelin", "0", "id"),
    ],
)
async def test_json_leads_from_page_to_page(  # noqa: PLR0917
    site: Datasette, database: Path, query: str, where: str, order: str, size: int
) -> None:
    with closing(sqlite3.connect(database)) as db:
        expected = [row[0] for row in db.execute(f"SELECT id FROM quotes WHERE {where} ORDER BY {order}")]
    seen: list[int] = []
    address: str | None = f"http://localhost{SEARCH}.json?{query}&size={size}"
    while address is not None:
        answer = (await site.client.get(address.removeprefix("http://localhost"))).json()
        assert answer["total"] == len(expected)
        assert len(answer["rows"]) == min(size, len(expected) - len(seen))
        seen += [row["id"] for row in answer["rows"]]
        address = answer["next"]
        assert address is None or address.startswith(f"http://localhost{SEARCH}.json?")
    assert seen == expected


async def test_a_page_of_json_has_a_hundred_rows_unless_asked(
    served: Callable[[Path], Datasette], tmp_path: Path
) -> None:
    """Many quotes of one day, some without one, more than a step of the search takes at a time."""
    path = fill(tmp_path / "attribution.db", [simple(title="T", quote="“The bridge is safe”", date="2024-01-01")])
    with closing(sqlite3.connect(path)) as db, db:
        for number in range(2, 251):
            db.execute(
                "INSERT INTO quotes (id, quote, kind, day, confidence, speaker_type, method, article_id) "
                "VALUES (?, ?, 'direct', ?, 0.9, 'unnamed', 'unnamed', 1)",
                (number, f"The bridge {number}", "2024-01-01" if number < 180 else None),
            )
    site = served(path)
    pages, address = [], f"{SEARCH}.json?words=bridge"
    while address:
        answer = (await site.client.get(address)).json()
        assert answer["total"] == 250
        pages.append([row["id"] for row in answer["rows"]])
        address = (answer["next"] or "").removeprefix("http://localhost")
    assert [len(page) for page in pages] == [100, 100, 50]
    assert [row for page in pages for row in page] == list(range(1, 251))


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("size=0", "is no size of a page"),
        ("size=1001", "Give 1 to 1,000, or all"),
        ("size=many", "is no size of a page"),
        ("after=17", "is no place in a search"),
        ("after=2024-02-31.17", "is no place in a search"),
        ("after=none.x", "is no place in a search"),
    ],
)
async def test_pages_of_json_that_are_none(site: Datasette, query: str, says: str) -> None:
    answer = await site.client.get(f"{SEARCH}.json?{query}")
    assert answer.status_code == 400
    assert says in answer.text


async def test_they_have_the_columns_that_people_read(site: Datasette, database: Path) -> None:
    with Store(database, read_only=True) as store:
        columns = store.columns("quotes")
    assert "quote_plain" not in columns
    for query in ("", "?words=zeppelin"):
        text = (await site.client.get(f"{SEARCH}.csv{query}")).text
        assert next(csv.reader(io.StringIO(text))) == columns
    for row in (await site.client.get(f"{SEARCH}.json")).json()["rows"]:
        assert list(row) == columns


async def test_values_are_as_stored(site: Datasette, database: Path) -> None:
    with closing(sqlite3.connect(database)) as db:
        db.row_factory = sqlite3.Row
        expected = {row["id"]: dict(row) for row in db.execute("SELECT * FROM quotes")}
    for row in (await site.client.get(f"{SEARCH}.json")).json()["rows"]:
        assert row == {name: expected[row["id"]][name] for name in row}
    text = (await site.client.get(f"{SEARCH}.csv")).text
    for kept in (SCRIPT, MARKS, LONG.strip()):
        assert any(kept in row["quote"] for row in rows_of(text)), kept


async def test_no_spreadsheet_runs_a_cell(served: Callable[[Path], Datasette], tmp_path: Path) -> None:
    path = fill(tmp_path / "attribution.db", [simple(title="=HYPERLINK(1)", outlet="+1", role="@x")])
    site = served(path)
    (row,) = rows_of((await site.client.get(f"{SEARCH}.csv")).text)
    assert (row["title"], row["outlet"]) == ("'=HYPERLINK(1)", "'+1")
    (same,) = (await site.client.get(f"{SEARCH}.json")).json()["rows"]
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
    assert [
        row["id"] for row in json.loads((await site.client.get(f"{SEARCH}.json?size=all")).text)["rows"]
    ] == expected
    page = (await site.client.get(f"{SEARCH}?words=bridge")).text
    assert ">More than 5,000 quotes, page 1</h2>" in page
