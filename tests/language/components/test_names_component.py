"""Names and entities, from scores made by hand."""

from __future__ import annotations

from typing import Any

import pytest
import spacy
from scored import HandEncoder
from spacy.tokens import Doc, Span

from attribution.errors import PipelineError
from attribution.language.components.component import NAMES
from attribution.language.components.names import NameFinder
from attribution.language.components.reader import Reader

NLP = spacy.blank("en")
FOUND = [("Oda Brask", "PERSON"), ("Tolm Institute", "ORG")]


def _read() -> Doc:
    return Reader(HandEncoder())(NLP.make_doc(HandEncoder.text))  # type: ignore[arg-type]


def _labelled(spans: Any) -> list[tuple[str, str]]:
    return [(span.text, span.label_) for span in spans]


def test_names_are_entities() -> None:
    doc = NameFinder()(_read())
    assert (_labelled(doc.spans[NAMES]), _labelled(doc.ents)) == (FOUND, FOUND)
    loaded = Doc(doc.vocab).from_bytes(doc.to_bytes())
    assert (_labelled(loaded.spans[NAMES]), _labelled(loaded.ents)) == (FOUND, FOUND)


@pytest.mark.parametrize("entities", [["Oda"], []])
def test_entities_of_another_component_are_left_alone_unless_asked(entities: list[str]) -> None:
    """Also where the other component has found none."""

    def named() -> Doc:
        doc = _read()
        doc.set_ents([Span(doc, 0, 1, label="PERSON")] if entities else [])
        return doc

    doc = NameFinder()(named())
    assert [e.text for e in doc.ents] == entities and _labelled(doc.spans[NAMES]) == FOUND
    assert _labelled(NameFinder(overwrite=True)(named()).ents) == FOUND


def test_entities_can_be_left_out() -> None:
    doc = NameFinder(set_entities=False)(_read())
    assert _labelled(doc.spans[NAMES]) == FOUND and not doc.has_annotation("ENT_IOB")


def test_without_scores_it_says_what_to_do() -> None:
    with pytest.raises(PipelineError, match=r'add_pipe\("attribution_reader", before="attribution_names"\)'):
        NameFinder()(NLP.make_doc("Oda Brask left."))
