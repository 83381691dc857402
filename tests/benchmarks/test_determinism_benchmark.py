"""What the comparison of readings counts; reading itself is tested with the pipeline."""

from __future__ import annotations

import importlib
from dataclasses import replace
from pathlib import Path

import pytest

from attribution.records import Attribution

FOLDER = Path(__file__).parents[2] / "benchmarks"
ROW = Attribution(content=((0, 4),), source=(), cue=(), kind="direct", confidence=0.5)


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ([[ROW], []], (0, 0.0)),
        ([[replace(ROW, confidence=0.75)], []], (0, 0.25)),
        ([[replace(ROW, content=((0, 5),))], []], (1, 0.0)),
        ([[ROW], [ROW]], (1, 0.0)),
        ([[], [ROW]], (2, 0.0)),
    ],
)
def test_what_differs(
    other: list[list[Attribution]], expected: tuple[int, float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(FOLDER))
    assert importlib.import_module("determinism").differences([[ROW], []], other) == expected
