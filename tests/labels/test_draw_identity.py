"""The pairs of names that are drawn for labelling."""

from __future__ import annotations

import json
from pathlib import Path

from draw_identity import draw
from stored import fill, simple

from attribution.records import Article, Attribution, SpeakerType


def read(key: str, name: str, type: SpeakerType = "person") -> tuple[Article, list[Attribution]]:
    article, made = simple(name, f"“{key}”", title=key, type=type)
    return Article(article.text, id=key), made


def test_pairs_of_one_and_of_two(tmp_path: Path) -> None:
    path = fill(
        tmp_path / "news.db",
        [
            read("a", "Ann Lee"),
            read("b", "Ann Lee"),
            read("c", "Ann B. Lee"),
            read("d", "Bo Lee"),
            read("e", "Cy Ro"),
        ],
    )
    pairs = {
        task: [frozenset(one["id"] for one in pair) for pair in draw(task, path)] for task in ("merged", "apart")
    }
    assert len(pairs["merged"]) == 3
    assert set(pairs["merged"]) == {frozenset("ab"), frozenset("ac"), frozenset("bc")}
    assert len(pairs["apart"]) == 3
    assert set(pairs["apart"]) == {frozenset("ad"), frozenset("bd"), frozenset("cd")}
    one, _ = draw("merged", path)[0]
    assert one["place"] == [0, len(one["name"])]
    assert draw("merged", path) == draw("merged", path)
    assert {json.dumps(draw("merged", path, seed=seed)) for seed in range(9)} > {json.dumps(draw("merged", path))}


def test_near_misses_are_surnames_of_persons_and_acronyms(tmp_path: Path) -> None:
    path = fill(
        tmp_path / "news.db",
        [
            read("a", "Ann Lee"),
            read("b", "Lee", "organisation"),
            read("c", "Odra Freight", "organisation"),
            read("d", "Oder Forum", "organisation"),
            read("e", "O.F.", "organisation"),
            read("f", "Freight", "organisation"),
        ],
    )
    pairs = {frozenset(one["id"] for one in pair) for pair in draw("apart", path)}
    assert pairs == {frozenset("ab"), frozenset("ce"), frozenset("de")}
