"""Weigh the evidence for attributions: ``python -m attribution.training.calibrate --data FOLDER``.

``--data`` holds ``polnear/`` and ``world/``. What the model finds in the held-out tenth of the training articles
of each, which it was not trained on, is compared with what was marked there; a logistic regression on a few
numbers of each attribution then says how likely it is right. The weights and the least confidence worth reporting,
the best for both corpora alike, are written beside the model as ``calibration.json``. It takes as long as reading
some 130 articles. PyTorch is not needed.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from attribution.evaluation import evaluate, outcomes
from attribution.evaluation.confidence import calibration_error, ranking
from attribution.language.components.reader import Reader
from attribution.language.components.reports import Reports
from attribution.language.network.calibration import FEATURES, Calibration, Evidence
from attribution.language.network.encoder import MODEL_FOLDER
from attribution.language.pipeline import load
from attribution.language.reports.finish import nest
from attribution.records import Attribution
from attribution.records_json import to_json
from attribution.training.data import world
from attribution.training.data.corpora import polnear
from attribution.training.data.documents import Document, hold_out
from attribution.training.report import gold_row

Floats = npt.NDArray[np.float64]
FOLDS = 5
_CERTAINTIES = [FEATURES.index(name) for name in ("content", "weakest content", "cue", "link", "source")]
STRENGTH = 3.0  # of the pull towards zero, in attributions
GRID = tuple(step / 50 for step in range(2, 31))


@dataclass(frozen=True, slots=True)
class Read:
    """An article as people marked it, and what the model found in it."""

    gold: dict[str, Any]
    found: Sequence[tuple[Attribution, Evidence]]

    def predicted(self, confidences: Sequence[float] | None = None, *, least: float = 0.0) -> dict[str, Any]:
        """Return the findings as the evaluation reads them, those that reach a confidence."""
        sure = [1.0] * len(self.found) if confidences is None else confidences
        kept = [a for (a, _), one in zip(self.found, sure, strict=True) if one >= least]
        return {"id": self.gold["id"], "attributions": [to_json(attribution) for attribution in nest(kept)]}

    def right(self) -> list[bool | None]:
        """Whether ``+source`` counts each finding as right; None for those that stand in another."""
        return outcomes(self.gold, self.predicted())


def read_all(documents: Sequence[Document], model: Path) -> list[Read]:
    """Run the model over documents, nothing left out."""
    nlp = load(model=str(model))
    reader: Reader = nlp.get_pipe("attribution_reader")
    reports: Reports = nlp.get_pipe("attribution_reports")
    return [
        Read(gold_row(document), reports.scored_attributions(reader.predict(nlp.make_doc(document.text))))
        for document in documents
    ]


def fit(features: Floats, right: Floats) -> Floats:
    """Return the weights (features,) of a logistic regression with an L2 penalty on all but the last, the bias.

    ``features`` has the shape (attributions, features). Newton's method on features of unit spread.
    """
    mean, spread = features.mean(axis=0), features.std(axis=0)
    mean[-1], spread[-1] = 0.0, 1.0
    spread[spread == 0] = 1.0
    scaled = (features - mean) / spread
    penalty = np.full(features.shape[1], STRENGTH)
    penalty[-1] = 0.0
    weights = np.zeros(features.shape[1])
    for _ in range(30):
        share = 1 / (1 + np.exp(-scaled @ weights))
        gradient = scaled.T @ (share - right) + penalty * weights
        curvature = (scaled * (share * (1 - share))[:, None]).T @ scaled + np.diag(penalty)
        curvature[-1, -1] += 1e-9
        weights = weights - np.linalg.solve(curvature, gradient)
    unscaled: Floats = weights / spread
    unscaled[-1] -= float(unscaled[:-1] @ mean[:-1])
    return unscaled


def fitted(articles: Sequence[Read]) -> Calibration:
    """Return the calibration that fits some articles; its threshold is not chosen yet."""
    features, right = [], []
    for article in articles:
        for (_, evidence), answer in zip(article.found, article.right(), strict=True):
            if answer is not None:
                features.append(evidence.features())
                right.append(float(answer))
    table, answers = np.asarray(features), np.asarray(right)
    weights = fit(table, answers)
    # More certain tags, links and sources must not make an attribution less likely: one that would is left out.
    while (weights[_CERTAINTIES] < 0).any():
        table[:, [at for at in _CERTAINTIES if weights[at] < 0]] = 0.0
        weights = fit(table, answers)
        weights[np.abs(table).max(axis=0) == 0] = 0.0
    return Calibration(tuple(round(float(weight), 5) for weight in weights))


def crossed(articles: Sequence[Read]) -> list[list[float]]:
    """Return the confidences of each article's findings, by weights that were made without that article."""
    confidences: list[list[float]] = [[] for _ in articles]
    for fold in range(FOLDS):
        rest = [article for number, article in enumerate(articles) if number % FOLDS != fold]
        calibration = fitted(rest)
        for number, article in enumerate(articles):
            if number % FOLDS == fold:
                confidences[number] = [calibration.confidence(evidence) for _, evidence in article.found]
    return confidences


def best_threshold(
    corpora: Sequence[Sequence[Read]], confidences: Sequence[Sequence[Sequence[float]]]
) -> tuple[float, list[str]]:
    """Return the threshold with the best mean F1 of content@0.5 and +source, all and direct, and a line each.

    Each corpus counts the same, however many articles it has.
    """
    scored, lines = [], []
    for least in GRID:
        total, parts = 0.0, []
        for articles, rows in zip(corpora, confidences, strict=True):
            predicted = [a.predicted(sure, least=least) for a, sure in zip(articles, rows, strict=True)]
            figures = evaluate([article.gold for article in articles], predicted)
            for part in ("all", "direct"):
                content, source = (figures[part][name]["f1"] for name in ("content@0.5", "+source"))
                parts.append(f"{part} {content:.4f} {source:.4f}")
                total += content + source
        scored.append((total, least))
        lines.append(f"  {least:.2f}  {'  '.join(parts)}")
    return max(scored)[1], lines


def calibrate(corpora: Sequence[Sequence[Document]], model: Path) -> list[str]:
    """Make and write the calibration of the model in a folder; return what was measured, as lines."""
    by_corpus = [read_all(documents, model) for documents in corpora]
    articles = [article for corpus in by_corpus for article in corpus]
    confidences = crossed(articles)
    ends = np.cumsum([len(corpus) for corpus in by_corpus])
    apart = [confidences[end - len(corpus) : end] for end, corpus in zip(ends, by_corpus, strict=True)]
    answered = [
        (sure, answer)
        for article, row in zip(articles, confidences, strict=True)
        for sure, answer in zip(row, article.right(), strict=True)
        if answer is not None
    ]
    threshold, lines = best_threshold(by_corpus, apart)
    calibration = replace(fitted(articles), threshold=threshold)
    calibration.write(model)
    reported = [(sure, answer) for sure, answer in answered if sure >= threshold]
    weights = zip(FEATURES, calibration.weights or (), strict=True)
    return [
        f"{len(answered)} findings in {len(articles)} articles, {sum(right for _, right in answered)} right",
        f"crossed, all findings: calibration error {calibration_error(answered)}, ranking {ranking(answered)}",
        f"crossed, reported: calibration error {calibration_error(reported)}, ranking {ranking(reported)}",
        "threshold, F1 of content@0.5 and +source, of each corpus:",
        *lines,
        f"chosen: {threshold}",
        *(f"  {name:<16}{weight:9.4f}" for name, weight in weights),
    ]


def held_out(data: Path, readings: Path | None, *, seed: int) -> list[list[Document]]:
    """Return the articles kept aside, of PolNeAR and of the world's news."""
    _, polnear_held = hold_out(polnear(data / "polnear", "train"), seed=seed)
    _, world_held = world.split(world.files(data, readings), seed=seed)
    return [polnear_held, [world.marked(row) for row in world_held]]


def main(argv: list[str] | None = None) -> int:
    """Calibrate a model and print what was measured."""
    parser = argparse.ArgumentParser(prog="python -m attribution.training.calibrate", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with polnear/ and world/")
    parser.add_argument("--readings", type=Path, help="further articles that were read, as in world/")
    parser.add_argument(
        "--model", type=Path, default=MODEL_FOLDER, help="folder of the model (default: the package's)"
    )
    parser.add_argument("--seed", type=int, default=7, help="of the split, as in training")
    wanted = parser.parse_args(argv)
    corpora = held_out(wanted.data, wanted.readings, seed=wanted.seed)
    sys.stdout.write("\n".join(calibrate(corpora, wanted.model)) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
