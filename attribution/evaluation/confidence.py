"""Whether a confidence of 0.8 is right in 8 of 10 cases, and what a threshold on it costs.

An attribution is right here when ``+source`` counts it as right. Predictions that are nested are left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, TypeAlias

from attribution.errors import InputError
from attribution.evaluation.figures import evaluate, outcomes

Row: TypeAlias = Mapping[str, Any]
Judged: TypeAlias = tuple[float, bool]  # a confidence, and whether the attribution is right

BINS = 10
THRESHOLDS = (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)


def judged(gold: Iterable[Row], predicted: Iterable[Row]) -> list[Judged]:
    """Return the confidence of each prediction with whether it is right.

    Raises InputError where a prediction states no confidence, and as ``evaluate`` does.
    """
    by_id = {row["id"]: row for row in gold}
    found: list[Judged] = []
    for row in predicted:
        for one, right in zip(row.get("attributions", ()), outcomes(by_id[row["id"]], row), strict=True):
            confidence = one.get("confidence")
            if not isinstance(confidence, (int, float)):
                raise InputError(f'predicted article {row["id"]!r}: an attribution has no "confidence"')
            if right is not None:
                found.append((float(confidence), right))
    return found


def calibration_error(found: Iterable[Judged]) -> float:
    """Return the expected calibration error: confidence against share that is right, in bins of equal count."""
    ordered = sorted(found)
    error = 0.0
    for number in range(BINS):
        part = ordered[number * len(ordered) // BINS : (number + 1) * len(ordered) // BINS]
        error += abs(sum(confidence - right for confidence, right in part))
    return round(error / max(1, len(ordered)), 4)


def ranking(found: Iterable[Judged]) -> float | None:
    """Return how often a right attribution is given more confidence than a wrong one (AUROC); ties are halves.

    None where all are right or all are wrong.
    """
    below_right = wrong_so_far = right_total = 0.0
    for _, same in groupby(sorted(found), key=lambda pair: pair[0]):
        outcomes_here = [right for _, right in same]
        right = sum(outcomes_here)
        wrong = len(outcomes_here) - right
        below_right += right * (wrong_so_far + wrong / 2)
        wrong_so_far += wrong
        right_total += right
    if not right_total or not wrong_so_far:
        return None
    return round(below_right / (right_total * wrong_so_far), 4)


def reliability(gold: Sequence[Row], predicted: Sequence[Row]) -> dict[str, Any]:
    """Return calibration error, ranking, the bins, and precision and recall by threshold, all and direct."""
    found = judged(gold, predicted)
    ordered = sorted(found)
    bins = []
    for number in range(BINS):
        part = ordered[number * len(ordered) // BINS : (number + 1) * len(ordered) // BINS]
        if part:
            mean = sum(confidence for confidence, _ in part) / len(part)
            share = sum(right for _, right in part) / len(part)
            bins.append({"count": len(part), "confidence": round(mean, 4), "right": round(share, 4)})
    thresholds = []
    for threshold in THRESHOLDS:
        kept = [
            {**row, "attributions": [a for a in row.get("attributions", ()) if a["confidence"] >= threshold]}
            for row in predicted
        ]
        figures = evaluate(gold, kept)
        thresholds.append({"threshold": threshold, **{part: figures[part]["+source"] for part in figures}})
    return {
        "calibration error": calibration_error(found),
        "ranking": ranking(found),
        "bins": bins,
        "thresholds": thresholds,
    }


def as_lines(figures: Mapping[str, Any]) -> Iterator[str]:
    """Yield the figures of ``reliability`` as lines for people."""
    ranked = "-" if figures["ranking"] is None else f"{figures['ranking']:.3f}"
    yield f"calibration error {figures['calibration error']:.3f} ranking (AUROC) {ranked}"
    yield "  count  confidence  right"
    for row in figures["bins"]:
        yield f"  {row['count']:5}  {row['confidence']:10.3f}  {row['right']:.3f}"
    yield "  at least   all: precision  recall   direct: precision  recall"
    for row in figures["thresholds"]:
        parts = [row["all"], row["direct"]]
        shares = [f"{part['p']:14.3f}  {part['r']:6.3f}" for part in parts]
        yield f"  {row['threshold']:8.1f}  {shares[0]}  {shares[1]:>26}"
