"""The counting of right answers on labelled pairs of names, with a database made by hand."""

from __future__ import annotations

import importlib
from pathlib import Path
from types import ModuleType

import pytest
from stored import fill, simple

from attribution.records import Article, Attribution
from attribution.store import Store

NAMES = {"a": "Ann Lee", "b": "Ann Lee", "c": "Ann B. Lee", "d": "Bo Lee", "e": "Anna Lee"}


@pytest.fixture(name="identity")
def _identity(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(Path(__file__).parents[2] / "benchmarks"))
    return importlib.import_module("identity")


@pytest.fixture(name="database")
def _database(tmp_path: Path) -> Path:
    def read(key: str, name: str) -> tuple[Article, list[Attribution]]:
        article, made = simple(name, f"“{key}”", title=key)
        return Article(article.text, id=key), made

    return fill(tmp_path / "news.db", [read(*item) for item in NAMES.items()])


def pair(one: str, other: str, label: str, place: tuple[int, int] | None = None) -> dict[str, object]:
    names = [[key, list(place or (0, len(NAMES.get(key, "Nobody"))))] for key in (one, other)]
    return {"about": "appearances", "names": names, "label": label}


def figures(identity: ModuleType, database: Path, *pairs: dict[str, object]) -> tuple[dict[str, object], int]:
    with Store(database, read_only=True) as store:
        names = {"appearances": identity.read(store, "appearances")}
    counts = identity.score(pairs, names)
    return {name: (share.hits, share.of) for name, share in counts.shares.items()}, counts.missed


def test_pairs_count_by_what_is_one_now(identity: ModuleType, database: Path) -> None:
    pairs = [
        pair("a", "b", "same"),
        pair("a", "c", "different"),
        pair("a", "d", "different"),
        pair("a", "e", "same"),
    ]
    assert figures(identity, database, *pairs) == (
        {"merged: right": (1, 2), "kept apart: missed merges": (1, 2)},
        0,
    )


def test_what_is_unclear_or_lacking_is_counted_apart(identity: ModuleType, database: Path) -> None:
    pairs = [pair("a", "b", "unclear"), pair("a", "z", "same"), pair("a", "b", "same", (40, 44))]
    assert figures(identity, database, *pairs) == ({"left out: unclear": (1, 1)}, 2)


def test_a_name_that_was_read_longer_or_shorter_is_found(identity: ModuleType, database: Path) -> None:
    assert figures(identity, database, pair("a", "b", "same", (4, 9))) == ({"merged: right": (1, 1)}, 0)


def test_who_is_who_is_decided_anew_in_a_copy(identity: ModuleType, database: Path, tmp_path: Path) -> None:
    with Store(database) as store:
        ids = [speaker.id for speaker in store.speakers("Lee")]
        # As a program without rules would have left them.
        store._connection.execute("UPDATE appearances SET speaker_id = ?", (ids[0],))
    before = database.read_bytes()
    copy = identity.regroup(database, tmp_path / "copy.db")
    assert database.read_bytes() == before
    with Store(copy, read_only=True) as store:
        assert [speaker.name for speaker in store.speakers("Lee")] == ["Ann Lee", "Anna Lee", "Bo Lee"]
