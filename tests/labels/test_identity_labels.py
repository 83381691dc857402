"""The labels for names of two articles stand on names, and each has a reason where it needs one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

TASKS = ("merged", "apart", "merged_again", "apart_again")
Row = dict[str, Any]


def rows(task: str) -> list[Row]:
    lines = Path(__file__).with_name(f"identity_{task}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@pytest.fixture(scope="module")
def texts(shared: Path) -> dict[str, str]:
    found: dict[str, str] = {}
    for part in ("train", "dev"):
        lines = (shared / "data" / "polnear" / f"{part}.jsonl").read_text(encoding="utf-8").splitlines()
        found |= {article["id"]: article["text"] for article in map(json.loads, lines)}
    return found


@pytest.mark.parametrize("task", TASKS)
def test_there_are_two_hundred_different_pairs_of_two_articles(task: str) -> None:
    found = rows(task)
    assert len(found) == 200
    assert len({json.dumps([row["about"], sorted(map(str, row["names"]))]) for row in found}) == 200
    assert all(row["names"][0][0] != row["names"][1][0] for row in found)
    assert {row["about"] for row in found} == {"appearances", "organisation_names"}


@pytest.mark.parametrize("task", TASKS)
def test_a_label_is_one_of_three_and_says_why_it_is_unclear(task: str) -> None:
    for row in rows(task):
        assert row["label"] in {"same", "different", "unclear"}
        assert row.get("why") in ({"no name", "not told"} if row["label"] == "unclear" else {None})
        assert set(row) <= {"about", "names", "label", "why"}  # offsets and ids alone, no text


@pytest.mark.parametrize("task", TASKS)
def test_names_have_a_capital_and_stand_at_their_first_place(task: str, texts: dict[str, str]) -> None:
    for row in rows(task):
        for article, (start, end) in row["names"]:
            text = texts[article]
            name = text[start:end]
            assert text.find(name) == start
            assert any(char.isupper() or char.isdigit() for char in name), name
            assert name == name.strip()


def test_both_answers_are_among_the_near_misses() -> None:
    labels = [row["label"] for task in ("apart", "apart_again") for row in rows(task)]
    assert {"same", "different"} <= set(labels)
