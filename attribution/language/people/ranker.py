"""Orders those whom a source may mean, and says how sure it is: a small network with one hidden layer, in numpy.

``attribution.training.speakers`` fits it. A row of features becomes a score; the scores of all in question and of
nobody become chances.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

FILE = Path(__file__).parents[1] / "model" / "speakers.json"
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Ranker:
    """Weights: ``hidden`` (features, hidden), ``bias`` (hidden), ``output`` (hidden), ``direct`` (features).

    ``temperature`` divides the scores.
    """

    hidden: Floats
    bias: Floats
    output: Floats
    direct: Floats
    temperature: float = 1.0

    def scores(self, rows: npt.ArrayLike) -> Floats:
        """Return the scores of rows of features, (options, features)."""
        rows = np.asarray(rows, dtype=np.float64)
        inner = np.maximum(rows @ self.hidden + self.bias, 0.0)
        return np.asarray((inner @ self.output + rows @ self.direct) / self.temperature)

    def chances(self, rows: npt.ArrayLike) -> Floats:
        """Return how likely each option is; they add up to 1."""
        scores = self.scores(rows)
        shares = np.exp(scores - scores.max())
        return np.asarray(shares / shares.sum())

    def to_json(self) -> dict[str, Any]:
        """Return the weights as lists, rounded."""
        lists = {key: np.round(getattr(self, key), 4).tolist() for key in ("hidden", "bias", "output", "direct")}
        return {**lists, "temperature": round(self.temperature, 4)}

    @classmethod
    def from_json(cls, row: dict[str, Any]) -> Ranker:
        """Return the ranker that ``to_json`` wrote."""
        hidden, bias, output, direct = (
            np.asarray(row[key], dtype=np.float64) for key in ("hidden", "bias", "output", "direct")
        )
        return cls(hidden, bias, output, direct, row["temperature"])


@lru_cache(maxsize=4)
def read(file: Path = FILE) -> Ranker:
    """Return the ranker of a file, the shipped one's by default.

    Raises OSError where there is none.
    """
    return Ranker.from_json(json.loads(file.read_text(encoding="utf-8")))
