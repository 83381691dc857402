"""Calibration error, ranking, and what a threshold costs."""

from __future__ import annotations

import pytest
from floors import Measuring

from attribution.errors import InputError
from attribution.evaluation.confidence import as_lines, calibration_error, judged, ranking, reliability

TEXT = "“Rain is due,” said Ola Venn. The mayor thinks the dam will hold."
RAIN = {"content": [[0, 14]], "source": [[20, 28]], "cue": [[15, 19]]}
DAM = {"content": [[47, 64]], "source": [[30, 39]], "cue": [[40, 46]]}
GOLD = [{"id": "a", "text": TEXT, "attributions": [RAIN, DAM]}]
PREDICTED = [
    {
        "id": "a",
        "attributions": [
            RAIN | {"confidence": 0.9},
            DAM | {"source": [[20, 28]], "confidence": 0.35},  # the wrong source
            DAM | {"content": [[47, 50]], "confidence": 0.2, "nested_in": 1},
        ],
    }
]


def test_right_is_what_source_counts_as_right_and_nested_ones_are_left_out() -> None:
    assert judged(GOLD, PREDICTED) == [(0.9, True), (0.35, False)]


@pytest.mark.parametrize(
    ("found", "error"),
    [
        ([], 0.0),
        ([(1.0, True)] * 10 + [(0.0, False)] * 10, 0.0),
        ([(0.9, True)] * 5 + [(0.9, False)] * 5, 0.5),  # ten bins of one: 0.1 five times, 0.9 five times
        ([(0.8, True)] * 100, 0.2),
    ],
)
def test_calibration_error(found: list[tuple[float, bool]], error: float) -> None:
    assert calibration_error(found) == error


@pytest.mark.parametrize(
    ("found", "area"),
    [
        ([(0.9, True), (0.1, False)], 1.0),
        ([(0.1, True), (0.9, False)], 0.0),
        ([(0.5, True), (0.5, False)], 0.5),
        ([(0.9, True), (0.5, False), (0.5, True), (0.1, False)], 0.875),  # 3 pairs right, 1 a tie
        ([(0.9, True)], None),
        ([], None),
    ],
)
def test_ranking(found: list[tuple[float, bool]], area: float | None) -> None:
    assert ranking(found) == area


def test_thresholds_and_lines() -> None:
    figures = reliability(GOLD, PREDICTED)
    rows = {row["threshold"]: row["all"] for row in figures["thresholds"]}
    assert (rows[0.3]["p"], rows[0.3]["r"]) == (0.5, 0.5)
    assert (rows[0.5]["p"], rows[0.5]["r"]) == (1.0, 0.5)
    lines = list(as_lines(figures))
    # (|0.35 - 0| + |0.9 - 1|) / 2
    assert lines[0] == "calibration error 0.225 ranking (AUROC) 1.000"
    assert lines[-1].split() == ["0.9", "1.000", "0.500", "1.000", "1.000"]


@pytest.mark.model
@pytest.mark.slow
def test_confidences_can_be_trusted(measuring: Measuring) -> None:
    gold, predicted = measuring
    found = judged(gold, predicted)
    area = ranking(found)
    assert calibration_error(found) <= 0.05
    assert area is not None and area >= 0.75


def test_a_prediction_without_confidence_is_refused() -> None:
    with pytest.raises(InputError, match="'a': an attribution has no \"confidence\""):
        judged(GOLD, [{"id": "a", "attributions": [RAIN]}])
