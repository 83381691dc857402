"""Files that are, or are not, a database of ours."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database
from stored import dump, fill, grain, simple

from attribution.errors import StoreError
from attribution.store import Store
from attribution.store.schema.migrations import MIGRATIONS, migration_names
from attribution.words.text import fold_key


def test_a_database_is_made_with_its_folder(tmp_path: Path) -> None:
    path = tmp_path / "not" / "yet" / "news.db"
    with Store(path) as store:
        assert store.articles() == []
    assert path.is_file()
    assert [item.name for item in path.parent.iterdir()] == ["news.db"]


def test_opening_again_changes_nothing(tmp_path: Path) -> None:
    path = fill(tmp_path / "news.db", [grain()])
    before = dump(path)
    with Store(path), Store(path, read_only=True):
        pass
    assert dump(path) == before


@pytest.mark.parametrize("read_only", [False, True])
def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path, read_only: bool) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("Dear diary, " * 1000)
    with pytest.raises(StoreError, match=r"notes\.txt is not a readable database .*name another file"):
        Store(path, read_only=read_only)
    assert path.read_text() == "Dear diary, " * 1000


@pytest.mark.parametrize("read_only", [False, True])
def test_the_database_of_another_program_is_left_alone(tmp_path: Path, read_only: bool) -> None:
    path = tmp_path / "recipes.db"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
    before = dump(path)
    with pytest.raises(StoreError, match="database of another program"):
        Store(path, read_only=read_only)
    assert dump(path) == before


@pytest.mark.parametrize("read_only", [False, True])
def test_a_database_of_a_newer_version_is_left_alone(tmp_path: Path, read_only: bool) -> None:
    path = fill(tmp_path / "news.db", [grain()])
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) "
            "VALUES ('attribution', '9999_x', 'later')"
        )
    before = dump(path)
    with pytest.raises(StoreError, match=r"newer version of attribution \(9999_x\): update"):
        Store(path, read_only=read_only)
    assert dump(path) == before


def test_a_damaged_database_is_told_as_such(tmp_path: Path) -> None:
    path = fill(tmp_path / "news.db", [grain()])
    content = bytearray(path.read_bytes())
    content[100:4000] = b"\xff" * 3900
    path.write_bytes(content)
    with pytest.raises(StoreError, match="not a readable database"):
        Store(path)


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"is a folder: name a file in it"):
        Store(tmp_path)


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError, match=r"file can't be made .*name a database file in another"):
        Store(tmp_path / "file" / "news.db")
    with pytest.raises(StoreError, match="There is no database"):
        Store(tmp_path / "file" / "news.db", read_only=True)


def test_a_file_that_cannot_be_made(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="can't be opened or written"):
        Store(tmp_path / ("n" * 300))


def test_a_missing_database_is_not_made_by_looking(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    with pytest.raises(StoreError, match=r"no database at .*attribution ingest"):
        Store(path, read_only=True)
    assert not path.exists()


def test_an_empty_file_is_filled_by_writing_but_not_by_looking(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    path.touch()
    with pytest.raises(StoreError, match="has no tables yet"):
        Store(path, read_only=True)
    assert path.stat().st_size == 0
    with Store(path) as store:
        assert store.counts()["quotes"] == 0


def test_names_with_characters_of_addresses(tmp_path: Path) -> None:
    path = fill(tmp_path / "what? 100% #1.db", [grain()])
    assert path.is_file()
    with Store(path, read_only=True) as store:
        assert len(store.articles()) == 1


def test_what_is_opened_for_reading_is_not_written(tmp_path: Path) -> None:
    path = fill(tmp_path / "news.db", [grain()])
    with Store(path, read_only=True) as store:
        with pytest.raises(StoreError, match="for reading only"):
            store.start_run(version="1", model="m")
        with pytest.raises(StoreError, match="for reading only"):
            store.remove_article(1)


def test_two_writers_wait_for_each_other(tmp_path: Path) -> None:
    """Two programs start on one new file at the same time: both succeed."""
    program = """
import sys
sys.path.insert(0, sys.argv[2])
from stored import simple
from attribution.store import Store
with Store(sys.argv[1]) as store:
    run = store.start_run(version="1", model="m")
    for number in range(10):
        article, attributions = simple(title=f"{sys.argv[3]} {number}")
        store.save(article, attributions, run_id=run)
"""
    path = tmp_path / "news.db"
    tests = str(Path(__file__).parents[2])
    running = [
        subprocess.Popen([sys.executable, "-c", program, str(path), tests, name], stderr=subprocess.PIPE)
        for name in ("one", "other")
    ]
    for process in running:
        _, errors = process.communicate(timeout=120)
        assert process.returncode == 0, errors.decode()
    with Store(path, read_only=True) as store:
        assert len(store.articles()) == 20


def test_a_save_waits_for_a_reader_to_finish(tmp_path: Path) -> None:
    path = fill(tmp_path / "news.db", [simple(title=f"Title {number}") for number in range(5)])
    with Store(path, read_only=True) as reader, Store(path) as writer:
        with reader.snapshot():
            assert len(list(reader.rows("quotes"))) == 5
        run = writer.start_run(version="1", model="m")
        assert writer.save(*grain(), run_id=run).new
        assert len(list(reader.rows("quotes"))) == 8


def test_the_schema_is_made_by_migrations_alone(tmp_path: Path) -> None:
    with Store(tmp_path / "news.db") as store:
        applied = {migration.name for migration in MIGRATIONS.applied(store._database)}
    assert applied == migration_names()
    assert "0001_first_tables" in applied


def test_a_database_of_the_first_release_is_brought_up_to_date(tmp_path: Path) -> None:
    """Its rows stay, are speech until their articles are read again, and the search goes on working."""
    path = tmp_path / "old.db"
    with closing(Database(str(path))) as old:
        MIGRATIONS.apply(old, stop_before="0002_acts")
        old.execute("PRAGMA foreign_keys = OFF")
        old["runs"].insert({"id": 1, "started": "2026-01-01", "version": "0.1", "model": "m", "options": "{}"})
        old["articles"].insert(
            {"id": 1, "text": "A said b.", "label": "A", "run_id": 1, "last_run_id": 1, "hash": "h", "origin": "o"}
        )
        for number, nested_in in ((1, None), (2, 1)):
            old["attributions"].insert(
                {
                    "id": number, "article_id": 1, "position": 0, "kind": "direct", "speaker_type": "person",
                    "method": "named", "nested_in": nested_in, "confidence": 0.9, "run_id": 1, "last_run_id": 1,
                    "spans_key": str(number), "label": "A: b",
                }
            )  # fmt: skip
            old["quotes"].insert(
                {
                    "id": number, "quote": "ferries", "kind": "direct", "confidence": 0.9,
                    "speaker_type": "person", "method": "named", "article_id": 1,
                }
            )  # fmt: skip
    with Store(path) as store:
        found = [(quote.id, quote.act, quote.negated, quote.nested_in) for quote in store.search("ferries")]
    assert found == [(1, "speech", 0, None), (2, "speech", 0, 1)]


def test_a_database_from_before_names_were_kept_is_brought_up_to_date(tmp_path: Path) -> None:
    """What each article calls its speakers and organisations is taken from what there is."""
    path = tmp_path / "old.db"
    with closing(Database(str(path))) as old:
        MIGRATIONS.apply(old, stop_before="0003_identity")
        old["runs"].insert({"id": 1, "started": "2026-01-01", "version": "0.1", "model": "m", "options": "{}"})
        article = {"id": 1, "text": "A", "label": "A", "run_id": 1, "last_run_id": 1, "hash": "h", "origin": "o"}
        old["articles"].insert_all([article, article | {"id": 2, "origin": "p"}])
        for number, name in ((1, "Ann Lee"), (2, "Łukasz Nowak")):
            old["speakers"].insert({"id": number, "name": name, "type": "person", "folded": fold_key(name)})
            old["speaker_names"].insert({"speaker_id": number, "name": name, "article_id": number})
            old["organisations"].insert({"id": number, "name": f"{name} & Co", "folded": fold_key(f"{name} & Co")})
            key = {"id": number, "article_id": number, "speaker_id": number}
            old["affiliations"].insert(
                key | {"organisation_id": number, "evidence": "e", "evidence_spans": "[]", "label": "l"}
            )
            old["attributions"].insert(
                key
                | {"position": 0, "kind": "direct", "speaker_type": "person", "method": "named", "confidence": 0.9}
                | {"affiliation_id": number, "run_id": 1, "last_run_id": 1, "spans_key": "k", "label": "l"}
            )
            old["quotes"].insert(
                key
                | {
                    "speaker": name,
                    "organisation": f"{name} & Co",
                    "quote": "q",
                    "kind": "direct",
                    "confidence": 0.9,
                }
                | {"speaker_type": "person", "method": "named"}
            )
    with Store(path) as store:
        columns = store.columns("appearances")
        found = [dict(zip(columns, row, strict=True)) for row in store.rows("appearances")]
        assert [(row["name"], row["speaker_id"], row["block"], row["forms"]) for row in found] == [
            ("Ann Lee", 1, "lee", '["Ann Lee"]'),
            ("Łukasz Nowak", 2, "nowak", '["Łukasz Nowak"]'),
        ]
        assert [row[3] for row in store.rows("organisation_names")] == ["Ann Lee & Co", "Łukasz Nowak & Co"]
        with store.decisions(who="ed") as by_hand:
            by_hand.merge([1, 2])
        assert {(quote.speaker, quote.organisation) for quote in store.search("")} == {
            ("Ann Lee", "Ann Lee & Co"),
            ("Ann Lee", "Łukasz Nowak & Co"),
        }
        assert [one.names for one in store.speakers()] == [("Łukasz Nowak",)]


def test_names_from_before_campaigns_were_known_get_new_keys(tmp_path: Path) -> None:
    """They are put together once an article with such a name is read."""
    path = fill(
        tmp_path / "news.db",
        [simple("Reed’s campaign", title="A", type="organisation"), simple("Mara Quill", title="B")],
    )
    with Store(path) as store:
        with store.decisions(who="ed") as by_hand:
            by_hand.rename(store.speakers("campaign")[0].id, "The Reeds")
        for table in ("appearances", "decision_names"):
            store._connection.execute(f"UPDATE {table} SET block = 'rsc' WHERE name LIKE 'Reed%'")
        store._connection.execute("DELETE FROM _sqlite_migrations WHERE name = '0005_names'")
    with Store(path) as store:
        keys = {row[3]: row[7] for row in store.rows("appearances")}
        assert keys == {"Reed’s campaign": "reed campaign", "Mara Quill": "quill"}
        run = store.start_run(version="1", model="m")
        store.save(*simple("Ann Reed campaign", title="C", type="organisation"), run_id=run)
        assert [one.name for one in store.speakers("campaign")] == ["The Reeds"]
