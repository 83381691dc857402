"""Whether a confidence of 0.8 is right in 8 of 10 cases, and what a threshold on it costs.

An attribution is right here when ``+source`` counts it as right, a speaker when ``people.speaker_right`` does, in
statements that are found. Predictions that are nested are left out, and speakers where gold names none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from typing import Any, TypeAlias

from attribution.errors import InputError
from attribution.evaluation.figures import evaluate, matches, outcomes
from attribution.evaluation.labelled import Share
from attribution.evaluation.people import share_line, speaker_right

Row: TypeAlias = Mapping[str, Any]
Judged: TypeAlias = tuple[float, bool]  # a confidence, and whether what has it is right

BINS = 10
THRESHOLDS = (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
SURE = 0.9


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
    parts = _parts(found)
    error = sum(abs(sum(confidence - right for confidence, right in part)) for part in parts)
    return round(error / max(1, sum(map(len, parts))), 4)


def _parts(found: Iterable[Judged]) -> list[list[tuple[float, float]]]:
    """Return the bins that have any: lists of a confidence and the share right among those of just this one.

    Where many have one confidence and fall into several bins, each bin so gets its share of the wrong ones.
    """
    ordered: list[tuple[float, float]] = []
    for confidence, same in groupby(sorted(found), key=lambda pair: pair[0]):
        rights = [right for _, right in same]
        ordered += [(confidence, sum(rights) / len(rights))] * len(rights)
    ends = [number * len(ordered) // BINS for number in range(BINS + 1)]
    return [ordered[start:end] for start, end in pairwise(ends) if end > start]


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
        "bins": _bins(found),
        "thresholds": thresholds,
    }


def _bins(found: Iterable[Judged]) -> list[dict[str, float]]:
    bins = []
    for part in _parts(found):
        mean, share = (sum(column) / len(part) for column in zip(*part, strict=True))
        bins.append({"count": len(part), "confidence": round(mean, 4), "right": round(share, 4)})
    return bins


def speaker_reliability(gold: Sequence[Row], predicted: Sequence[Row]) -> dict[str, Any] | None:
    """Return the same of speakers' own confidence, with ``both``: rows that are sure of statement and speaker.

    A threshold keeps a share of the statements that are found (``kept``), of which a share names the right
    speaker, or rightly nobody (``right``); "unresolved" is no answer and never kept. ``both`` are the rows where
    both confidences are ``SURE`` or more, right in statement, source and speaker. None where gold or prediction
    tells no speakers. Raises InputError as ``evaluate`` does.
    """
    found: list[Judged] = []
    statements = 0
    both = Share()
    for match in matches(gold, predicted):
        if match.predicted is None or (match.gold is not None and "speaker" not in match.gold):
            continue
        sure = _speaker_confidence(match.predicted)
        right = match.gold is not None and speaker_right(match.gold["speaker"], match.predicted.get("speaker"))
        if match.gold is not None:
            statements += 1
            found += [] if sure is None else [(sure, right)]
        if sure is not None and min(sure, match.predicted["confidence"]) >= SURE:
            both.add(right and match.right)
    if not found:
        return None
    thresholds = []
    for threshold in THRESHOLDS:
        kept = [right for sure, right in found if sure >= threshold]
        share = round(sum(kept) / len(kept), 4) if kept else None
        thresholds.append(
            {"threshold": threshold, "kept": round(len(kept) / statements, 4), "count": len(kept), "right": share}
        )
    return {
        "calibration error": calibration_error(found),
        "ranking": ranking(found),
        "bins": _bins(found),
        "thresholds": thresholds,
        "both": both.figures(),
    }


def _speaker_confidence(predicted: Row) -> float | None:
    """Return how sure a prediction is of whom, or what unnamed source, it found; None where it found neither."""
    resolution = predicted.get("resolution")
    return None if not resolution or resolution["type"] == "unresolved" else float(resolution["confidence"])


def as_lines(figures: Mapping[str, Any]) -> Iterator[str]:
    """Yield the figures of ``reliability`` as lines for people."""
    yield from _calibration(figures)
    yield "  at least   all: precision  recall   direct: precision  recall"
    for row in figures["thresholds"]:
        parts = [row["all"], row["direct"]]
        shares = [f"{part['p']:14.3f}  {part['r']:6.3f}" for part in parts]
        yield f"  {row['threshold']:8.1f}  {shares[0]}  {shares[1]:>26}"


def speaker_lines(figures: Mapping[str, Any]) -> Iterator[str]:
    """Yield the figures of ``speaker_reliability`` as lines for people."""
    yield "[confidence of speakers]"
    yield from _calibration(figures)
    yield "  at least   kept   right"
    for row in figures["thresholds"]:
        right = "-" if row["right"] is None else f"{row['right']:.3f}"
        yield f"  {row['threshold']:8.1f}  {row['kept']:5.3f}  {right:>6}"
    both = share_line(figures["both"])
    yield f"rows with both at {SURE} or more, right in statement, source and speaker: {both}"


def _calibration(figures: Mapping[str, Any]) -> Iterator[str]:
    ranked = "-" if figures["ranking"] is None else f"{figures['ranking']:.3f}"
    yield f"calibration error {figures['calibration error']:.3f} ranking (AUROC) {ranked}"
    yield "  count  confidence  right"
    for row in figures["bins"]:
        yield f"  {row['count']:5}  {row['confidence']:10.3f}  {row['right']:.3f}"
