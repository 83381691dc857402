"""Floors for acts, negation, hedging and nesting, on the items labelled by reading (docs/annotation-acts.md)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import attribution.language
from attribution.evaluation.labelled import texts
from attribution.evaluation.labelled_acts import as_met, on_marked

LABELS = Path(__file__).resolve().parent / "labels"
# Of the rules on the spans that people marked; nobody lowers them by accident.
FLOORS = {"negated": 0.95, "hedged": 0.96, "nested": 0.90}
ACT_FLOOR = 0.92
BAR = {"negated": 0.80, "hedged": 0.80, "nested": 0.80}


@pytest.mark.parametrize(("task", "least"), [("acts", 200), ("negated", 30), ("hedged", 30), ("nested", 30)])
def test_there_are_enough_items_and_no_text_in_them(task: str, least: int) -> None:
    lines = (LABELS / f"{task}.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    if task == "acts":
        cases = len(rows)
    elif task == "nested":
        cases = sum(len(row["inner"]) for row in rows)
    else:
        cases = sum(row[task] for row in rows)
    assert cases >= least
    keys = {"id", "source", "cue", "content", "act", "negated", "hedged", "inner", "search"}
    assert all(set(row) <= keys for row in rows)
    assert len({json.dumps([row["id"], row["cue"], row["content"]]) for row in rows}) == len(rows)


def test_the_rules_keep_their_floors(shared: Path) -> None:
    figures = on_marked(texts(shared / "data" / "polnear", "train", "dev"), LABELS)
    assert figures["act"] >= ACT_FLOOR
    assert {task: figures[task]["f1"] for task in FLOORS if figures[task]["f1"] < FLOORS[task]} == {}


@pytest.mark.model
@pytest.mark.slow
def test_where_an_attribution_is_found_the_program_tells_them(shared: Path) -> None:
    article = texts(shared / "data" / "polnear", "train", "dev")
    figures = as_met(article, attribution.language.extract, LABELS)
    assert figures["act where found"] >= 0.90
    for task in ("negated", "hedged"):
        assert figures[f"{task} where found"]["f1"] >= BAR[task], task
