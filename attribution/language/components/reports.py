"""``attribution_reports``: the attributions themselves: source, cue, content, and what their words alone tell."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, astuple, dataclass, replace
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as DocSpan

from attribution.language.components.component import (
    GROUP,
    LINKS,
    SCORES,
    STATED,
    Component,
    keep,
    needed,
    set_attributions,
)
from attribution.language.components.reader import Scores
from attribution.language.mentions.grammar import Grammar
from attribution.language.network import calibration
from attribution.language.network.calibration import Calibration, Evidence
from attribution.language.network.coreference import anchors, chances
from attribution.language.network.encoder import MODEL_FOLDER
from attribution.language.network.statements import Stated
from attribution.language.reports.addressees import with_hearer, without_topic
from attribution.language.reports.decode import LEANING, Thresholds, assemble, characters, leaning, role_segments
from attribution.language.reports.finish import described, nest, scored_attributions, with_opening_reports
from attribution.language.reports.nested import with_nested
from attribution.records import Attribution

REPORTS: dict[str, Any] = {
    "threshold": None,
    "leaning": LEANING,
    "links": asdict(Thresholds()),
    "scorer": {"@scorers": "spacy.overlapping_labeled_spans_scorer.v1", "spans_key": GROUP},
}
SCORE_WEIGHTS = {f"spans_{GROUP}_f": 1.0, f"spans_{GROUP}_p": 0.0, f"spans_{GROUP}_r": 0.0}


@dataclass(frozen=True, slots=True)
class Reported:
    """The attributions of a text, what the words of their sources go back to, and what is stated of whom."""

    attributions: list[Attribution]
    links: dict[int, list[tuple[int, float]]]
    stated: tuple[Stated, ...]


class Reports(Component[Reported]):
    """Finds the attributions of a text by the encoder's scores, with kind, act, polarity and addressee."""

    def __init__(
        self,
        *,
        calibration: Calibration | None = None,
        limits: Thresholds | None = None,
        leaning: float = LEANING,
        scorer: Callable[..., dict[str, Any]] | None = None,
    ) -> None:
        self.calibration = calibration or Calibration()
        self.limits = limits or Thresholds()
        self.leaning = leaning
        self.scorer = scorer

    def scored_attributions(self, scores: Scores) -> list[tuple[Attribution, Evidence]]:
        """Return all that is found in a text, however unsure, with the evidence for it."""
        text, reading = scores.text, scores.reading
        spans = role_segments(reading, leaning(scores.transitions, self.leaning))
        drafts = assemble(reading, spans, self.limits, text)
        return scored_attributions(text, drafts, lambda segment: characters(reading, text, segment))

    def predict(self, doc: Doc) -> Reported:
        """Return the attributions of a Doc that are sure enough."""
        scores: Scores = needed(doc, SCORES, by="attribution_reports")
        text, reading, grammar = scores.text, scores.reading, Grammar.of(doc)
        found = [
            described(text, without_topic(text, replace(attribution, confidence=confidence), grammar), grammar)
            for attribution, evidence in self.scored_attributions(scores)
            if (confidence := self.calibration.confidence(evidence)) >= self.calibration.threshold
        ]
        found = with_nested(text, nest(with_opening_reports(text, found, grammar)), grammar)
        attributions = [with_hearer(text, one, grammar) for one in found]
        sources = (span for attribution in attributions for span in attribution.source)
        links = chances(reading.pieces, reading.antecedents, anchors(text, sources))
        return Reported(attributions, links, reading.stated)

    def set_annotations(self, doc: Doc, found: Reported) -> None:
        """Set the attributions of a Doc and their spans; the scores that they come from are let go."""
        set_attributions(doc, found.attributions)
        spans: list[DocSpan] = []
        for number, attribution in enumerate(found.attributions):
            for label in ("source", "cue", "content"):
                for start, end in getattr(attribution, label):
                    span = doc.char_span(
                        start, end, label=label.upper(), span_id=str(number), alignment_mode="expand"
                    )
                    if span is not None:
                        spans.append(span)
        doc.spans[GROUP] = spans
        doc.user_data[LINKS] = list(found.links.items())
        doc.user_data[STATED] = [astuple(one) for one in found.stated]
        keep(doc, None, name=SCORES)

    def score(self, examples: Any, **options: Any) -> dict[str, Any]:
        """Return how well the spans of sources, cues and contents agree with those of reference Docs."""
        return self.scorer(examples, **options) if self.scorer else {}


@Language.factory(
    "attribution_reports",
    requires=["doc._.attribution_scores"],
    assigns=["doc._.attributions", "doc.spans"],
    default_config={"model": None, **REPORTS},
    default_score_weights=SCORE_WEIGHTS,
)
def make_reports(
    nlp: Language,
    name: str,
    *,
    model: str | None,
    threshold: float | None,
    leaning: float,
    links: dict[str, float],
    scorer: Callable[..., dict[str, Any]] | None,
) -> Reports:
    """Make the component that finds attributions.

    ``model`` is the folder that ``attribution_reader`` reads with, and ``threshold`` the least confidence that is
    reported, None for the model's own. For ``leaning`` and ``links`` see LEANING and Thresholds in ``decode.py``.
    """
    weights = calibration.read(Path(model) if model else MODEL_FOLDER)
    if threshold is not None:
        weights = replace(weights, threshold=threshold)
    return Reports(calibration=weights, limits=Thresholds(**links), leaning=leaning, scorer=scorer)
