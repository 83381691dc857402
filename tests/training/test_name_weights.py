"""Weights of names that are learned from documents whose mentions are known."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from attribution.language.mentions.name_features import FEATURES
from attribution.language.mentions.whole_names import CLASSES, Sighting
from attribution.records import EntityLabel
from attribution.training.data.documents import Document

pytest.importorskip("torch")

from attribution.training.whole_names import HIDDEN_SHARES, Options, Sighted, crossed, f1, fit

LABELS: tuple[EntityLabel, ...] = ("PERSON", "ORG", "PLACE")
FAST = Options(networks=2, hidden=8, epochs=12, rate=1e-2, seed=3)


def _document(number: int) -> Sighted:
    """A text of 30 candidates: one feature for each label says which of them it is, no other says anything."""
    rng = np.random.default_rng(number)
    spans = [(at, at + 5) for at in range(0, 180, 6)]
    classes = rng.integers(0, 4, len(spans))
    mentions = tuple((*span, LABELS[kind - 1]) for span, kind in zip(spans, classes, strict=True) if kind)
    readings = []
    for _ in HIDDEN_SHARES:
        seen = np.zeros((len(spans), FEATURES), dtype=np.float32)
        seen[:, :50] = rng.normal(size=(len(spans), 50))
        seen[np.arange(len(spans)), 100 + classes] = 1
        readings.append(Sighting(spans, seen))
    return Sighted(Document(str(number), "x" * 200, mentions=mentions), tuple(readings))


DOCUMENTS = [_document(number) for number in range(20)]


def test_a_candidate_that_is_no_mention_is_none() -> None:
    one = Sighted(Document("1", "x" * 20, mentions=((0, 5, "ORG"),)), ())
    reading = Sighting([(0, 5), (0, 9), (6, 9)], np.zeros((3, FEATURES), dtype=np.float32))
    assert [CLASSES[answer] for answer in one.answers(reading)] == ["ORG", "none", "none"]


def test_what_tells_the_labels_apart_is_found_in_texts_left_out() -> None:
    found = crossed(DOCUMENTS, FAST)
    assert sorted(one.document.id for one, _ in found) == sorted(one.document.id for one in DOCUMENTS)
    assert f1(found, 0, 0.35) > 0.9
    one, likely = found[0]
    # With the answers of another document they are no better than chance.
    wrong = [(replace(one, document=found[1][0].document), likely)]
    assert f1(wrong, 0, 0.35) < 0.6


def test_several_networks_become_one_that_gives_their_mean() -> None:
    both = fit(DOCUMENTS[:6], replace(FAST, epochs=2))
    parts = [fit(DOCUMENTS[:6], replace(FAST, epochs=2, networks=1, seed=seed)) for seed in (3, 4)]
    seen = DOCUMENTS[7].readings[0].seen
    assert both.first.shape == (FEATURES, 16)
    logits = [np.maximum(seen @ w.first + w.first_bias, 0) @ w.second + w.second_bias for w in (both, *parts)]
    assert logits[0] == pytest.approx((logits[1] + logits[2]) / 2, abs=1e-3)


def test_documents_without_candidates_are_passed_over() -> None:
    empty = Sighted(Document("none", "", mentions=()), (Sighting([], np.zeros((0, FEATURES), dtype=np.float32)),))
    assert fit([*DOCUMENTS[:2], empty], replace(FAST, epochs=1)).first.shape == (FEATURES, 16)
