"""A database made by version 0.1.0 opens in this one, with the same rows.

``tests/data/version_0_1_0.db.xz`` was made by version 0.1.0 from the sample articles of that version:

    attribution ingest attribution/samples --db old.db
    attribution speakers merge 3 1 --name "Orrin Freight" --by "the desk" --db old.db
    attribution speakers rename 33 "Jürgen Abascal Ruiz" --by "the desk" --db old.db
    attribution speakers split 31 --article 6 --by "the desk" --db old.db
    attribution speakers rename 16 "Eluned M. Vasić" --by "the desk" --db old.db
    attribution speakers undo --db old.db
    attribution review check 1 2 --reviewer "Oda Brask" --note "heard it" --db old.db
    attribution review wrong 9 --what speaker --reviewer "Oda Brask" --db old.db
    attribution review correct 8 --speaker "Siobhán Takács" --role analyst --reviewer "Oda Brask" --db old.db
    attribution review wrong 13 --what content --reviewer "Oda Brask" --db old.db
    attribution review undo 5 --reviewer "Oda Brask" --db old.db
    attribution graph --db old.db
    sqlite3 old.db VACUUM
    xz -9e old.db
"""

from __future__ import annotations

import csv
import hashlib
import io
import lzma
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from closing_sites import closed

from attribution.exporting import export_csv, harmless
from attribution.site.serving import build
from attribution.store import Store

KEPT = Path(__file__).parent / "data" / "version_0_1_0.db.xz"
# Of what `attribution export csv` of version 0.1.0 wrote.
QUOTES_CSV = "dafbb2208efed36d44840f69fddff6d0ff2e70e552f6582292553572dc713940"
COUNTS = {"articles": 11, "attributions": 168, "quotes": 168, "targets": 107, "speakers": 49, "reviews": 5,
          "decisions": 5, "graph_nodes": 56, "graphs": 1, "who_about_whom": 22}  # fmt: skip
# The view had the one speaker who is shown by a name; now the name means whom the articles quote by it.
ABOUT = {
    ("Orrin", 6): (None, 1),  # quoted so in its article, and merged with a body of another name
    ("Maren Tollefsrud", 94): (31, 50),  # two were split, and this article quotes the other
    ("Jürgen Abascal", 156): (None, 33),  # shown by another name since
}


@pytest.fixture
def before(tmp_path: Path) -> Path:
    """The database as version 0.1.0 left it."""
    path = tmp_path / "before.db"
    path.write_bytes(lzma.decompress(KEPT.read_bytes()))
    return path


@pytest.fixture
def after(tmp_path: Path, before: Path) -> Path:
    """The same, opened in this version."""
    path = tmp_path / "after.db"
    path.write_bytes(before.read_bytes())
    with Store(path):
        pass
    return path


def tables(path: Path) -> dict[str, list[str]]:
    """The tables and views with their columns; the search's own left out, and what SQLite notes for itself."""
    query = "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') ORDER BY name"
    with closing(sqlite3.connect(path)) as db:
        names = [name for (name,) in db.execute(query) if "_fts" not in name and "sqlite_" not in name]
        return {name: [row[1] for row in db.execute(f"PRAGMA table_info({name})")] for name in names}


def rows(path: Path, table: str, columns: list[str]) -> list[tuple[Any, ...]]:
    listed = ", ".join(f'"{column}"' for column in columns)
    with closing(sqlite3.connect(path)) as db:
        return sorted(db.execute(f"SELECT {listed} FROM {table}").fetchall(), key=repr)


def test_all_rows_are_what_they_were(before: Path, after: Path) -> None:
    old, new = tables(before), tables(after)
    assert old.keys() <= new.keys()
    assert new["who_about_whom"] == old["who_about_whom"]
    for table, known in old.items():
        columns = [column for column in known if column != "about_id"]
        found = rows(after, table, columns)
        assert found == rows(before, table, columns), table
        if table in COUNTS:
            assert len(found) == COUNTS[table], table
    assert COUNTS.keys() <= old.keys()
    with closing(sqlite3.connect(after)) as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []


def test_whom_they_speak_about_differs_only_where_the_name_means_another(before: Path, after: Path) -> None:
    columns = ["about", "quote_id", "words", "about_id"]
    pairs = zip(rows(before, "who_about_whom", columns), rows(after, "who_about_whom", columns), strict=True)
    assert {(old[0], old[1]): (old[3], new[3]) for old, new in pairs if old != new} == ABOUT


def test_the_search_finds_what_it_found(before: Path, after: Path) -> None:
    """The words of quotes, the filters beside them, and the names of speakers."""
    for table, words in (
        ("quotes", "safe"),
        ("quotes", "kzkdirect"),
        ("quotes", "abascal"),
        ("speakers", "abascal"),
    ):
        query = f"SELECT rowid FROM {table}_fts WHERE {table}_fts MATCH '{words}' ORDER BY rowid"
        with closing(sqlite3.connect(before)) as old, closing(sqlite3.connect(after)) as new:
            found = new.execute(query).fetchall()
            assert found == old.execute(query).fetchall()
            assert found, words


def test_what_was_decided_holds(after: Path) -> None:
    with Store(after) as store:
        assert [(one.kind, one.undone is None) for one in store.decided()] == [
            *(("merge", True), ("rename", True), ("rename", True), ("split", True), ("rename", False))
        ]
        assert {one.name for one in store.speakers("abascal")} == {"Jürgen Abascal Ruiz"}
        with store.decisions(who="the desk") as by_hand:
            by_hand.undo(4)
        assert [one.id for one in store.speakers("tollefsrud")] == [31]
        assert {row[3] for row in store.rows("reviews")} == {"Oda Brask"}
        with store.made_graph() as graph:
            assert graph is None  # older than the decision


def test_the_table_of_quotes_is_as_it_was(after: Path) -> None:
    lines = io.StringIO(newline="")
    writer = csv.writer(lines, lineterminator="\r\n")
    with Store(after, read_only=True) as store:
        writer.writerow(store.columns("quotes"))
        writer.writerows([harmless(cell) for cell in row] for row in store.rows("quotes"))
    assert hashlib.sha256(lines.getvalue().encode()).hexdigest() == QUOTES_CSV


def test_it_is_exported_for_readers(after: Path, tmp_path: Path) -> None:
    written = {file.table: file.rows for file in export_csv(after, tmp_path / "csv")}
    assert written["quotes"] == COUNTS["quotes"]
    assert written.keys() == {"quotes", "speakers", "articles", "roles"}


@pytest.mark.asyncio
async def test_pages_show_it(after: Path) -> None:
    site = build(after)
    for page, words in (
        ("", "168"),
        ("quote/8", "Siobhán Takács"),
        ("article/1", "The wagons were a bet"),
        ("speaker/33", "Jürgen Abascal Ruiz"),
        ("speaker/50", "Maren Tollefsrud"),
        ("search?words=safe", "anything is in this industry"),
        ("search?about_id=9", "Lucian Pell"),
        ("network?speaker=31", "Maren Tollefsrud"),
        ("review", "Review"),
    ):
        answer = await site.client.get(f"/after/-/{page}", follow_redirects=True)
        assert answer.status_code == 200, (page, answer.text[:500])
        assert words in answer.text, page
    closed(site)
