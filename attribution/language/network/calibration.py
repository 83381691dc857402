"""How sure the program is of an attribution: what it saw of it, weighed so that 0.8 means right in 8 of 10.

The weights are data beside the model (``calibration.json``), made on articles that the model was not trained on:

    python -m attribution.training.calibrate --data FOLDER

A model without them gets the plain product of its probabilities.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from pathlib import Path

from attribution.errors import ModelError
from attribution.records import Kind

FILE = "calibration.json"
UNCALIBRATED_THRESHOLD = 0.15
FEATURES = (
    "content",
    "weakest content",
    "cue",
    "link",
    "source",
    "no cue",
    "no source",
    "direct",
    "mixed",
    "length",
    "parts",
    "bias",
)
_LEAST = 1e-3  # a probability of 0 or 1 is a rounding, and its logit would outweigh all else


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the encoder says of one attribution, each a probability, and what it looks like.

    ``content`` holds the mean probability of the tags of each part of the content. ``cue`` is 0 where there is
    no cue; where there is no source, ``source`` is how sure it is that none is stated.
    """

    content: tuple[float, ...]
    cue: float
    link: float
    source: float
    has_cue: bool
    has_source: bool
    kind: Kind
    characters: int
    parts: int

    def product(self) -> float:
        """Return the plain product of the probabilities, for a model without a calibration."""
        tags = sum(self.content) / len(self.content)
        if self.has_cue:
            tags = (sum(self.content) + self.cue) / (len(self.content) + 1)
        return max(0.0, min(1.0, tags * self.link * self.source))

    def features(self) -> tuple[float, ...]:
        """Return the numbers that are weighed, in the order of ``FEATURES``."""
        return (
            _logit(sum(self.content) / len(self.content)),
            _logit(min(self.content)),
            _logit(self.cue) if self.has_cue else 0.0,
            _logit(self.link),
            _logit(self.source),
            float(not self.has_cue),
            float(not self.has_source),
            float(self.kind == "direct"),
            float(self.kind == "mixed"),
            math.log(max(1, self.characters)),
            math.log(max(1, self.parts)),
            1.0,
        )


def _logit(probability: float) -> float:
    kept = min(1 - _LEAST, max(_LEAST, probability))
    return math.log(kept / (1 - kept))


@dataclass(frozen=True, slots=True)
class Calibration:
    """Weights of ``FEATURES`` (None: the plain product), and the least confidence that is reported."""

    weights: tuple[float, ...] | None = None
    threshold: float = UNCALIBRATED_THRESHOLD

    def confidence(self, evidence: Evidence) -> float:
        """Return how likely the attribution is right, between 0 and 1, to four digits."""
        if self.weights is None:
            return round(evidence.product(), 4)
        total = sum(w * x for w, x in zip(self.weights, evidence.features(), strict=True))
        return round(1 / (1 + math.exp(-max(-30.0, min(30.0, total)))), 4)

    def write(self, folder: Path) -> None:
        """Write the weights beside a model."""
        weights = dict(zip(FEATURES, self.weights, strict=True)) if self.weights else None
        plain = {"threshold": self.threshold, "weights": weights}
        (folder / FILE).write_text(json.dumps(plain, indent=1) + "\n", encoding="utf-8")


def read(folder: Path) -> Calibration:
    """Return the calibration of the model in ``folder``.

    Raises ModelError where the file is damaged or was made for other features.
    """
    path = folder / FILE
    if not path.is_file():
        return Calibration()
    advice = "make it again with python -m attribution.training.calibrate, or install the package again"
    try:
        plain = json.loads(path.read_text(encoding="utf-8"))
        weights, threshold = plain["weights"], float(plain["threshold"])
        if tuple(weights) != FEATURES:
            raise ModelError(f"{path} was made for another version of this package: {advice}")
        return Calibration(tuple(float(weight) for weight in weights.values()), threshold)
    except (ValueError, KeyError, TypeError, AttributeError, OSError) as error:
        raise ModelError(f"{path} holds no usable calibration ({error}): {advice}") from error
