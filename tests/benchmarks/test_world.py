"""The README's tables of the world's news, from figures made by hand."""

from __future__ import annotations

import importlib
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from attribution.evaluation.people import MEASURES

ROOT = Path(__file__).parents[2]


@pytest.fixture(name="world")
def _world(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    return importlib.import_module("world")


def results() -> dict[str, Any]:
    statements = {"+source": {"p": 0.9, "r": 0.8, "f1": 0.8471}, "exact": {"p": 0.7, "r": 0.7, "f1": 0.7}}
    share = {"right": 9, "of": 10, "share": 0.9, "ci95": [0.596, 0.982]}
    people = dict.fromkeys(MEASURES, share) | {"organisation right": share | {"of": 0, "share": None}}
    return {"all": statements, "direct": statements, "people": people, "confidence of speakers": {"both": share}}


def test_the_tables_are_replaced_and_nothing_else(world: ModuleType) -> None:
    lines = world.replaced("before\n<!-- world -->\nold\n<!-- /world -->\nafter", results()).splitlines()
    assert (lines[0], lines[-1]) == ("before", "after")
    assert "old" not in lines
    assert "| all statements | 0.900 | 0.800 | 0.847 | 0.700 |" in lines
    assert "| a role that is shown is right | 0.900 | 0.596 to 0.982 | 10 |" in lines
    assert "| an organisation that is shown is right | - | 0.596 to 0.982 | 0 |" in lines


def test_the_readme_has_a_place_and_what_is_told_is_measured(world: ModuleType) -> None:
    assert set(world.WORDS) <= set(MEASURES)
    world.replaced((ROOT / "README.md").read_text(encoding="utf-8"), results())
