"""Speakers and targets on Docs with attributions set by hand."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc, Span

from attribution.errors import PipelineError
from attribution.language.components.component import NAMES, attributions_of, set_attributions
from attribution.language.components.speakers import Speakers
from attribution.language.components.targets import TargetFinder
from attribution.language.people.thresholds import Thresholds
from attribution.records import Attribution

NLP = spacy.blank("en")
TEXT = "Ilse Brandt came. She said he had seen Oren Vask, and he was late."


def _span(words: str, text: str = TEXT) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def _doc(*, names: bool = True) -> Doc:
    doc = NLP.make_doc(TEXT)
    content = _span("he had seen Oren Vask, and he was late")
    found = Attribution((content,), (_span("She"),), (_span("said"),), kind="indirect", confidence=0.9)
    set_attributions(doc, [found])
    if names:
        doc.set_ents([doc.char_span(*_span(name), label="PERSON") for name in ("Ilse Brandt", "Oren Vask")])
    return doc


@pytest.mark.parametrize(
    ("entities", "names", "speaker"),
    [
        (["PERSON"], None, "person"),  # a component that sets entities alone is heard
        (["PLACE"], ["PERSON"], "person"),  # where there are bare names, they count
        ([], ["ORG"], "organisation"),
    ],
)
def test_speakers_read_bare_names_and_else_entities(
    entities: list[str], names: list[str] | None, speaker: str
) -> None:
    text = "“No,” said Ilse Brandt."
    doc = NLP.make_doc(text)
    at = _span("Ilse Brandt", text)
    set_attributions(doc, [Attribution(((0, 5),), (at,), ((6, 10),), kind="direct", confidence=0.9)])

    def spans(labels: list[str]) -> list[Span]:
        return [doc.char_span(*at, label=label) for label in labels]

    doc.set_ents(spans(entities))
    if names is not None:
        doc.spans[NAMES] = spans(names)
    (found,) = Speakers()(doc)._.attributions
    assert (found.speaker.name, found.speaker.type) == ("Ilse Brandt", speaker)


def test_speakers_then_targets() -> None:
    doc = _doc()
    (found,) = Speakers()(doc)._.attributions
    assert (found.speaker.name, found.source_type, found.targets) == ("Ilse Brandt", "person", ())
    assert Doc(doc.vocab).from_bytes(doc.to_bytes())._.attribution_people is None
    (found,) = TargetFinder()(doc)._.attributions
    assert "Oren Vask" in [target.name for target in found.targets]
    assert doc._.attribution_people is None


def test_thresholds() -> None:
    (found,) = Speakers(Thresholds(least=1.0))(_doc())._.attributions
    assert found.speaker.type == "unresolved"

    def pronouns(threshold: float) -> list[str]:
        (found,) = TargetFinder(threshold)(Speakers()(_doc()))._.attributions
        return [target.name for target in found.targets if target.method == "pronoun"]

    assert pronouns(1.0) == [] and pronouns(0.1)


def test_what_changed_in_between_is_kept() -> None:
    doc = Speakers()(_doc())
    changed = [Attribution(a.content, a.source, a.cue, "indirect", 0.1) for a in attributions_of(doc)]
    set_attributions(doc, changed)
    (found,) = TargetFinder()(doc)._.attributions
    assert found.confidence == 0.1 and found.targets


def test_what_is_missing_is_said() -> None:
    with pytest.raises(PipelineError, match=r'add_pipe\("attribution_reports", before="attribution_speakers"\)'):
        Speakers()(NLP.make_doc(TEXT))
    with pytest.raises(PipelineError, match=r'add_pipe\("attribution_names", before="attribution_speakers"\)'):
        Speakers()(_doc(names=False))
    with pytest.raises(PipelineError, match=r'add_pipe\("attribution_speakers", before="attribution_targets"\)'):
        TargetFinder()(_doc())
    doc = Speakers()(_doc())
    set_attributions(doc, attributions_of(doc) * 2)
    with pytest.raises(PipelineError, match=r"the 1 attributions .* this Doc has 2"):
        TargetFinder()(doc)


def test_a_text_without_attributions() -> None:
    doc = _doc()
    set_attributions(doc, [])
    assert TargetFinder()(Speakers()(doc))._.attributions == []
