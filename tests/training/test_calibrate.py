"""Weights that are made of what was right and what was not."""

from __future__ import annotations

import numpy as np
import pytest

from attribution.language.network.calibration import Evidence
from attribution.records import Attribution
from attribution.training.calibrate import FOLDS, Read, best_threshold, crossed, fit, fitted

TEXT = "Rain is due, said Ola Venn."


def test_a_regression_finds_the_weights_that_made_the_data() -> None:
    rng = np.random.default_rng(5)
    features = np.column_stack([rng.normal(3, 2, 20_000), rng.normal(0, 1, 20_000), np.ones(20_000)])
    wanted = np.asarray([0.8, -1.5, -2.0])
    right = (rng.random(20_000) < 1 / (1 + np.exp(-features @ wanted))).astype(float)
    assert fit(features, right) == pytest.approx(wanted, abs=0.1)


def test_a_feature_that_never_changes_does_no_harm() -> None:
    features = np.column_stack([np.zeros(40), np.tile([0.0, 1.0], 20), np.ones(40)])
    weights = fit(features, features[:, 1])
    assert np.isfinite(weights).all() and weights[1] > 1


def finding(probability: float, *, right: bool) -> tuple[Attribution, Evidence]:
    source = ((18, 26),) if right else ()
    evidence = Evidence((probability,), probability, probability, probability, True, True, "indirect", 11, 1)
    return Attribution(((0, 11),), source, ((13, 17),), "indirect", 0.0), evidence


def article(number: int) -> Read:
    """The same sentence: found with certainty and its source, or found doubtfully and without it."""
    right = number % 3 > 0
    gold = {"content": [[0, 11]], "source": [[18, 26]], "cue": [[13, 17]]}
    row = {"id": number, "text": TEXT, "attributions": [gold] if right else []}
    return Read(row, [finding(0.9 if right else 0.4, right=right)])


def test_what_is_right_is_given_more_confidence() -> None:
    articles = [article(number) for number in range(30)]
    assert articles[1].right() == [True] and articles[0].right() == [False]
    calibration = fitted(articles)
    good, bad = (calibration.confidence(articles[number].found[0][1]) for number in (1, 0))
    assert bad < 0.3
    assert good > 0.7
    confidences = crossed(articles)
    assert [len(row) for row in confidences] == [1] * 30 and FOLDS == 5
    threshold, lines = best_threshold([articles], [confidences])
    assert bad < threshold <= good
    assert len(lines) > 10
