"""Names in apposition to a phrase."""

from __future__ import annotations

import pytest
from speaker_cases import parse

from attribution.language.mentions.entities import EntityChains
from attribution.language.mentions.layout import Layout
from attribution.language.people.antecedent_phrases import named_behind


@pytest.mark.parametrize(
    ("marked", "phrase", "name"),
    [
        ("He met one woman, [p:Oda Brask], in May.", "one woman", "Oda Brask"),
        ("His guest, the actress and activist [p:Oda Brask], came.", "guest", "Oda Brask"),
        ("His guest, a lawyer [p:Oda Brask], came.", "guest", "Oda Brask"),
        ("His guest, the town saw [p:Oda Brask], came.", "guest", None),
        ("His guest met [p:Oda Brask] in May.", "guest", None),
        ("His guest, who met [p:Oda Brask], came.", "guest", None),
        ("His guest came.", "guest", None),
    ],
)
def test_who_stands_in_apposition(marked: str, phrase: str, name: str | None) -> None:
    text, _, entities = parse(marked)
    chains = EntityChains(text, Layout(text), entities)
    found = named_behind(text, chains, text.index(phrase) + len(phrase))
    assert (text[found.start : found.end] if found else None) == name
