"""Calibration error, ranking, and what a threshold costs."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from floors import Measuring

from attribution.errors import InputError
from attribution.evaluation.confidence import (
    as_lines,
    calibration_error,
    judged,
    ranking,
    reliability,
    speaker_lines,
    speaker_reliability,
)

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
        ([(0.9, True)] * 5 + [(0.9, False)] * 5, 0.4),  # ten bins of one, each of them half right
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


def said(name: str | None, sure: float, type: str = "person") -> dict[str, object]:
    return {"speaker": name, "resolution": {"type": type, "confidence": sure}}


def test_speakers_are_judged_where_a_statement_is_found_and_somebody_is_meant() -> None:
    gold = [GOLD[0] | {"attributions": [RAIN | {"speaker": "Ola Venn"}, DAM | {"speaker": None}]}]
    elsewhere = {"content": [[0, 4]], "source": [], "cue": []}  # a third of no statement

    def figures(*found: dict[str, object]) -> dict[str, object]:
        return speaker_reliability(gold, [{"id": "a", "attributions": list(found)}]) or {}

    right, rightly_nobody = said("Ola Venn", 0.95), said(None, 0.6, "unnamed")
    rain, dam = RAIN | {"confidence": 0.9} | right, DAM | {"confidence": 0.9} | rightly_nobody
    both = figures(rain, dam)
    assert both["both"] == {"right": 1, "of": 1, "share": 1.0, "ci95": [0.207, 1.0]}
    assert both["calibration error"] == 0.225  # (|0.95 - 1| + |0.6 - 1|) / 2
    assert both["thresholds"][-1] == {"threshold": 0.9, "kept": 0.5, "count": 1, "right": 1.0}  # type: ignore[index]
    # A wrong source is wrong in "both", as is what is no statement in gold.
    worse = figures(rain | {"source": [[30, 39]]}, DAM | {"confidence": 0.9} | said("Bo Rask", 0.99))
    assert worse["both"] == {"right": 0, "of": 2, "share": 0.0, "ci95": [0.0, 0.658]}
    assert figures(rain, elsewhere | {"confidence": 0.9} | right)["both"]["of"] == 2  # type: ignore[index]
    # No answer is never kept.
    unsaid = figures(rain, DAM | {"confidence": 0.9} | said(None, 0.99, "unresolved"))
    assert unsaid["thresholds"][0] == {"threshold": 0.0, "kept": 0.5, "count": 1, "right": 1.0}  # type: ignore[index]
    lines = list(speaker_lines(both))
    assert lines[0] == "[confidence of speakers]"
    assert lines[-1].endswith("right in statement, source and speaker: 1.000 (0.207 to 1.000), 1 of 1")


def test_gold_that_names_no_speakers_tells_nothing_of_their_confidence() -> None:
    assert speaker_reliability(GOLD, PREDICTED) is None


@pytest.mark.model
@pytest.mark.slow
def test_confidences_can_be_trusted(measuring: Callable[[str], Measuring]) -> None:
    gold, predicted = measuring("polnear/dev.jsonl")
    found = judged(gold, predicted)
    area = ranking(found)
    assert calibration_error(found) <= 0.05
    assert area is not None and area >= 0.75


def test_a_prediction_without_confidence_is_refused() -> None:
    with pytest.raises(InputError, match="'a': an attribution has no \"confidence\""):
        judged(GOLD, [{"id": "a", "attributions": [RAIN]}])
