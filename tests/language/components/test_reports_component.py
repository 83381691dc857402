"""Attributions on a Doc, from scores made by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest
import spacy
from scored import HandEncoder
from spacy.tokens import Doc
from spacy.training import Example

from attribution.errors import PipelineError
from attribution.language.components.component import GROUP
from attribution.language.components.reader import Reader
from attribution.language.components.reports import Reports
from attribution.language.network.calibration import Calibration
from attribution.language.reports.decode import Thresholds

NLP = spacy.blank("en")


def _read() -> Doc:
    return Reader(HandEncoder())(NLP.make_doc(HandEncoder.text))  # type: ignore[arg-type]


def test_an_attribution_and_its_spans() -> None:
    doc = _read()
    found = Reports().predict(doc)
    assert GROUP not in doc.user_data, "to predict changes no Doc"
    Reports().set_annotations(doc, found)
    assert [(s.label_, s.text, s.id_) for s in doc.spans[GROUP]] == [
        ("SOURCE", "Oda Brask", "0"),
        ("CUE", "said", "0"),
        ("CONTENT", "the Tolm Institute met", "0"),
    ]
    (one,) = doc._.attributions
    assert (one.kind, one.act, one.negated, one.hedged, one.addressee) == (
        "indirect",
        "speech",
        False,
        False,
        None,
    )
    assert one.speaker is None
    assert doc._.attribution_scores is None, "they are megabytes, and nobody needs them any more"


def test_what_is_less_sure_than_the_threshold_is_left_out() -> None:
    assert Reports(calibration=replace(Calibration(), threshold=1.1))(_read())._.attributions == []


def test_links_weaker_than_the_limits_do_not_hold() -> None:
    limits = Thresholds(content_to_cue=1.1, unseen_cue=1.1)
    assert [one.cue for one in Reports(limits=limits)(_read())._.attributions] == [()]


def test_it_is_scored_by_its_spans() -> None:
    reports = NLP.create_pipe("attribution_reports")
    right = Reports()(_read())
    less = NLP.make_doc(HandEncoder.text)
    less.spans[GROUP] = [less[:2].char_span(0, 9, label="SOURCE")]
    scores = reports.score([Example(right, right), Example(less, right)])  # type: ignore[attr-defined]
    assert scores["spans_attributions_p"] == 1.0
    assert scores["spans_attributions_r"] == pytest.approx(4 / 6)
    assert Reports().score([]) == {}


def test_without_scores_it_says_what_to_do() -> None:
    with pytest.raises(PipelineError, match=r'add_pipe\("attribution_reader", before="attribution_reports"\)'):
        Reports()(NLP.make_doc("Oda Brask left."))
    with pytest.raises(PipelineError, match="until attribution_reports has run"):
        Reports()(Reports()(_read()))
