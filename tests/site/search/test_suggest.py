"""Speakers suggested while a name is typed."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from datasette.app import Datasette
from stored import fill, simple

from attribution.site.search import suggest
from attribution.site.search.suggest import suggested

pytestmark = pytest.mark.asyncio


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    articles = [
        *(simple("Mara Quill", title=f"A{n}", date=f"2024-05-0{n + 1}") for n in range(3)),
        simple("Mara Quill", title="A9", date="2024-05-09", organisation="Odra Freight"),
        *(simple("Anna Maria Lund", title=f"B{n}", date="2024-05-01") for n in range(2)),
        simple("Rasa Juknienė", title="C", date="2024-05-20"),
        simple("Łukasz Nowak", title="D", date="2024-05-03"),
        simple("Quill Marine", title="E", date="2024-05-03", type="organisation"),
        *(simple(f"Zeno Number{n}", title=f"Z{n}", date="2024-01-01") for n in range(12)),
    ]
    return fill(tmp_path_factory.mktemp("suggest") / "attribution.db", articles)


def names(path: Path, typed: str) -> list[str]:
    with closing(sqlite3.connect(path)) as db:
        return [speaker["name"] for speaker in suggested(db, typed)]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("mar", ["Mara Quill", "Anna Maria Lund", "Quill Marine"]),
        ("MÁR", ["Mara Quill", "Anna Maria Lund", "Quill Marine"]),
        ("mar qu", ["Mara Quill", "Quill Marine"]),
        ("quill mara", ["Mara Quill"]),
        ("jukn", ["Rasa Juknienė"]),
        ("łuk", ["Łukasz Nowak"]),
        ("luk", ["Łukasz Nowak"]),
        ("ara", []),
        ("m", []),
        ("", []),
        ('"', []),
        ("**", []),
        ("mar*", ["Mara Quill", "Anna Maria Lund", "Quill Marine"]),
        ("mar OR zeno", []),
        ("x AND", []),
    ],
)
async def test_names_are_found_by_the_beginnings_of_their_words(path: Path, typed: str, found: list[str]) -> None:
    assert names(path, typed) == found


async def test_no_more_than_eight(path: Path) -> None:
    assert names(path, "zeno") == [f"Zeno Number{n}" for n in range(8)]


async def test_what_is_told_of_each(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        assert suggested(db, "mara qui") == [
            {"id": 1, "name": "Mara Quill", "type": "person", "quotes": 4, "about": "Odra Freight, 4 quotes"}
        ]
        assert suggested(db, "rasa")[0]["about"] == "1 quote"


async def test_of_very_many_those_quoted_lately_are_compared(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suggest, "_OF_THE_NAME", 1)
    assert names(path, "lu") == ["Anna Maria Lund", "Łukasz Nowak"]
    monkeypatch.setattr(suggest, "_LATELY", 1)
    assert names(path, "lu") == ["Anna Maria Lund"]


async def test_counts_end_somewhere(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suggest, "_COUNTED", 3)
    with closing(sqlite3.connect(path)) as db:
        assert suggested(db, "mara")[0]["about"] == "Odra Freight, 3 or more quotes"


async def test_the_answer_is_json(served: Callable[[Path], Datasette], path: Path) -> None:
    response = await served(path).client.get("/attribution/-/suggest?q=Mara")
    assert response.headers["content-type"] == "application/json; charset=utf-8"
    assert [speaker["name"] for speaker in response.json()["speakers"]] == ["Mara Quill"]
    assert (await served(path).client.get("/attribution/-/suggest")).json() == {"speakers": []}
    assert (await served(path).client.get(f"/attribution/-/suggest?q={'x' * 9000}")).json() == {"speakers": []}


async def test_hostile_names_are_only_data(site: Datasette) -> None:
    response = await site.client.get("/attribution/-/suggest?q=eve")
    assert response.headers["content-type"].startswith("application/json")
    assert response.headers["x-content-type-options"] == "nosniff"
    assert [speaker["name"][:12] for speaker in response.json()["speakers"]] == ["Eve <script>"]
