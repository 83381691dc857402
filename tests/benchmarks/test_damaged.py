"""The README's table of damaged texts, from figures made by hand."""

from __future__ import annotations

import importlib
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from attribution.evaluation.damage import DAMAGES
from attribution.evaluation.robustness import CLEAN

ROOT = Path(__file__).parents[2]


@pytest.fixture(name="damaged")
def _damaged(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    return importlib.import_module("damaged")


def figures(every: float, direct: float) -> dict[str, Any]:
    return {"all": {"+source": {"f1": every}}, "direct": {"+source": {"f1": direct}}}


def test_the_table_is_replaced_and_nothing_else(damaged: ModuleType) -> None:
    readme = "before\n<!-- damage -->\nold\n<!-- /damage -->\nafter"
    results = {"ocr": figures(0.7, 0.8499), "none": figures(0.75, 0.9)}
    assert damaged.replaced(readme, results).splitlines() == [
        "before",
        "<!-- damage -->",
        "",
        "| what was done to the text | all statements | with quotation marks in them |",
        "| --- | --- | --- |",
        "| none | 0.750 | 0.900 |",
        "| 1 in 100 characters misread | 0.700 | 0.850 |",
        "",
        "<!-- /damage -->",
        "after",
    ]
    assert damaged.replaced(damaged.replaced(readme, results), results) == damaged.replaced(readme, results)


def test_a_readme_without_a_place_is_said(damaged: ModuleType) -> None:
    with pytest.raises(ValueError, match="<!-- damage -->"):
        damaged.replaced("no place", {})


def test_every_damage_has_words_and_the_readme_a_place(damaged: ModuleType) -> None:
    assert set(damaged.WORDS) == {CLEAN, *DAMAGES}
    damaged.replaced((ROOT / "README.md").read_text(encoding="utf-8"), {})
