"""How sure the program is: evidence, weights, and the file they are kept in."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from pathlib import Path

import pytest

from attribution.errors import ModelError
from attribution.language.network.calibration import FEATURES, FILE, Calibration, Evidence, read
from attribution.language.network.encoder import MODEL_FOLDER

EVIDENCE = Evidence((0.9, 0.7), 0.8, 0.5, 0.5, has_cue=True, has_source=True, kind="mixed", characters=50, parts=2)


def weights(**given: float) -> tuple[float, ...]:
    return tuple(given.get(name.replace(" ", "_"), 0.0) for name in FEATURES)


def test_the_plain_product() -> None:
    assert EVIDENCE.product() == pytest.approx(0.8 * 0.5 * 0.5)
    assert replace(EVIDENCE, has_cue=False, cue=0.0).product() == pytest.approx(0.8 * 0.5 * 0.5)
    assert Calibration().confidence(EVIDENCE) == 0.2


def test_features_have_their_names() -> None:
    named = dict(zip(FEATURES, EVIDENCE.features(), strict=True))
    assert named["content"] == pytest.approx(math.log(4))
    assert named["weakest content"] == pytest.approx(math.log(7 / 3))
    assert (named["link"], named["mixed"], named["direct"], named["no cue"], named["bias"]) == (0, 1, 0, 0, 1)
    assert named["length"] == pytest.approx(math.log(50)) and named["parts"] == pytest.approx(math.log(2))


@pytest.mark.parametrize(
    ("given", "confidence"),
    [({}, 0.5), ({"bias": 1.0}, 0.7311), ({"cue": 1.0}, 0.8), ({"bias": -1e9}, 0.0), ({"bias": 1e9}, 1.0)],
)
def test_weights_give_a_confidence(given: dict[str, float], confidence: float) -> None:
    assert Calibration(weights(**given)).confidence(EVIDENCE) == confidence


@pytest.mark.parametrize("probability", [0.0, 1.0])
def test_certainties_do_not_run_away(probability: float) -> None:
    sure = Evidence((probability,), probability, probability, probability, True, True, "direct", 0, 0)
    assert all(math.isfinite(feature) for feature in sure.features())


def test_a_calibration_is_written_and_read(tmp_path: Path) -> None:
    assert read(tmp_path) == Calibration()
    calibration = Calibration(weights(bias=0.25, link=2.0), threshold=0.4)
    calibration.write(tmp_path)
    assert read(tmp_path) == calibration


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("{", "no usable calibration"),
        ("[]", "no usable calibration"),
        ('{"threshold": 0.2}', "no usable calibration"),
        (json.dumps({"threshold": "much", "weights": {}}), "no usable calibration"),
        (json.dumps({"threshold": 0.2, "weights": {"bias": 1}}), "another version"),
    ],
)
def test_a_damaged_file_is_said_clearly(tmp_path: Path, content: str, complaint: str) -> None:
    (tmp_path / FILE).write_text(content)
    with pytest.raises(ModelError, match=complaint):
        read(tmp_path)


def test_the_shipped_model_is_calibrated() -> None:
    shipped = read(MODEL_FOLDER)
    assert shipped.weights is not None and 0 < shipped.threshold < 0.6
    # More certain tags, links and sources never make an attribution less likely.
    named = dict(zip(FEATURES, shipped.weights, strict=True))
    assert all(named[name] >= 0 for name in ("content", "cue", "link", "source"))
