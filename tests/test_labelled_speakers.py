"""Floors for who spoke, as what and about whom, on the items labelled by reading (docs/annotation-speakers.md)."""

from __future__ import annotations

import importlib.util
import json
import sys
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import pytest

from attribution.records import Attribution

if TYPE_CHECKING:
    from spacy.language import Language

ROOT = Path(__file__).resolve().parent.parent
# Of the spans that people marked, in items; nobody lowers them by accident.
FLOORS = {
    ("references", "right"): (128, 150),
    ("affiliations", "recall (a source with any)"): (80, 100),
    ("targets", "recall"): (90, 120),
    ("source_types", "right"): (141, 150),
}
PRECISION = {"affiliations": 0.94, "targets": 0.86}


@pytest.fixture(scope="module")
def benchmark() -> ModuleType:
    """``benchmarks/speakers.py``, which is no package."""
    spec = importlib.util.spec_from_file_location("speakers_benchmark", ROOT / "benchmarks" / "speakers.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # its dataclasses look their module up
    spec.loader.exec_module(module)
    return module


@pytest.mark.model
@pytest.mark.slow
def test_speakers_keep_their_floors(benchmark: ModuleType, shared: Path, nlp: Language) -> None:
    lines = (shared / "data" / "polnear" / "dev.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    texts = {row["id"]: row["text"] for row in rows}
    marked = {row["text"]: row["attributions"] for row in rows}

    @cache
    def read(text: str) -> list[Attribution]:
        found: list[Attribution] = benchmark.on_marked(text, marked[text], nlp)
        return found

    shares = {
        task: benchmark.evaluate(task, benchmark.items(task), texts, read).shares for task in benchmark.TASKS
    }
    right = {(task, name): (shares[task][name].hits, shares[task][name].of) for task, name in FLOORS}
    assert {key: of for key, (_, of) in right.items()} == {key: of for key, (_, of) in FLOORS.items()}
    assert {key: hits for key, (hits, _) in right.items() if hits < FLOORS[key][0]} == {}
    for task, least in PRECISION.items():
        precision = shares[task]["precision"]
        assert precision.hits >= least * precision.of, task
