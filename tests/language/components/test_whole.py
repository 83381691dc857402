"""The one component that does it all, in pipelines of others, with the shipped model."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import spacy
from spacy.lang.char_classes import ALPHA
from spacy.tokens import Doc
from spacy.util import compile_infix_regex

import attribution
from attribution.language import extract, model_version
from attribution.reading import Failure, read_paths
from attribution.records import Attribution

if TYPE_CHECKING:
    from spacy.language import Language

pytestmark = pytest.mark.model

TEXT = (
    "“The ex-mayor's plan is half-finished,” said Ilse Brandt, vice-chair of the Tolm Institute.\n\n"
    "She told reporters that the council’s vice-chair had been wrong about her own colleagues. According to Oren "
    "Vask, a geologist in Vellmar, the well-known cliff is moving."
)


@pytest.fixture(scope="module", name="texts")
def _texts() -> list[str]:
    items = read_paths([str(Path(attribution.__file__).parent / "samples")])
    return ["", "No", TEXT, *(item.text for item in items if not isinstance(item, Failure))]


@pytest.fixture(scope="module", name="expected")
def _expected(nlp: Language, texts: list[str]) -> list[list[Attribution]]:
    expected = [nlp(text)._.attributions for text in texts]
    assert sum(map(len, expected)) > 40
    return expected


def _alone() -> Language:
    return spacy.blank("en")


def _after_a_sentencizer() -> Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    return nlp


def _after_names() -> Language:
    nlp = spacy.blank("en")
    ruler: Any = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "WORK_OF_ART", "pattern": "Ilse"}])
    return nlp


def _cut_otherwise() -> Language:
    nlp = spacy.blank("en")
    nlp.tokenizer.infix_finditer = compile_infix_regex([rf"(?<=[{ALPHA}])[aeiou]"]).finditer
    return nlp


def _another_language() -> Language:
    return spacy.blank("xx")


@pytest.mark.parametrize(
    "made",
    [_alone, _after_a_sentencizer, _after_names, _cut_otherwise, _another_language],
    ids=lambda f: f.__name__,
)
def test_any_pipeline_gets_the_same_attributions(
    texts: list[str], expected: list[list[Attribution]], made: Callable[[], Language]
) -> None:
    other = made()
    other.add_pipe("attribution")
    assert [doc._.attributions for doc in other.pipe(texts)] == expected
    assert other.analyze_pipes()["problems"]["attribution"] == []


def test_it_sets_what_nobody_has_set(nlp: Language) -> None:
    other = _alone()
    other.add_pipe("attribution")
    doc, reference = other(TEXT), nlp(TEXT)
    assert [(e.text, e.label_) for e in doc.ents] == [(e.text, e.label_) for e in reference.ents]
    assert [s.text for s in doc.sents] == [s.text for s in reference.sents]
    assert [s.text for s in doc.spans["names"]] == [s.text for s in reference.spans["names"]]
    assert doc[-2].pos_ == "VERB" and doc[-2].dep_ == reference[-2].dep_
    assert doc._.attribution_scores is None and doc._.attribution_people is None
    loaded = Doc(other.vocab).from_bytes(pickle.loads(pickle.dumps(doc)).to_bytes())
    assert loaded._.attributions == doc._.attributions


def test_it_leaves_alone_what_others_have_set_unless_asked() -> None:
    kept, replaced = _after_names(), _after_names()
    for nlp in (kept, replaced):
        nlp.add_pipe("sentencizer", first=True, config={"punct_chars": [","]})
    kept.add_pipe("attribution")
    replaced.add_pipe("attribution", config={"overwrite": True})
    doc = kept(TEXT)
    assert [e.text for e in doc.ents] == ["Ilse"]
    assert next(doc.sents).text.endswith("half-finished,”")
    doc = replaced(TEXT)
    assert "Ilse Brandt" in [e.text for e in doc.ents]
    assert "Tolm" in next(doc.sents).text


def test_entities_and_syntax_can_be_left_out(nlp: Language) -> None:
    other = _alone()
    other.add_pipe("attribution", config={"set_entities": False, "set_syntax": False})
    doc = other(TEXT)
    assert not doc.ents and not doc.has_annotation("DEP") and not doc.has_annotation("SENT_START")
    assert doc._.attributions == nlp(TEXT)._.attributions


def test_its_parts_are_configured_in_it(tmp_path: Path) -> None:
    other = _alone()
    config = {
        "reports": {"threshold": 0.99},
        "speakers": {"thresholds": {"pronoun": 0.9}},
        "targets": {"threshold": 0.9},
    }
    whole: Any = other.add_pipe("attribution", config=config)
    assert other(TEXT)._.attributions == []
    other.to_disk(tmp_path / "pipeline")
    loaded: Any = spacy.load(tmp_path / "pipeline").get_pipe("attribution")
    for component in (whole, loaded):
        _, _, reports, speakers, targets = component.parts
        assert (reports.calibration.threshold, speakers.thresholds.pronoun, targets.threshold) == (0.99, 0.9, 0.9)
        assert reports.limits.same_cue == 0.65


def test_a_stored_or_pickled_pipeline_reads_the_same() -> None:
    other = _alone()
    other.add_pipe("attribution")
    expected = extract(TEXT, nlp=other)
    assert extract(TEXT, nlp=pickle.loads(pickle.dumps(other))) == expected
    again = spacy.blank("en")
    again.add_pipe("attribution")
    assert extract(TEXT, nlp=again.from_bytes(other.to_bytes())) == expected
    assert model_version(other) == model_version()
