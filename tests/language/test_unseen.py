"""Characters that take no room: read past, and put back."""

from __future__ import annotations

import pytest
from spacy.language import Language

import attribution
from attribution.words.text import seen

TEXT = (
    "“The wa\u00adll was ne\u200bver tes\u00adted,” said Ida No\u00adll, a hydro\u00adlogist. "
    "Noll said the road would open."
)


@pytest.mark.model
def test_words_are_whole_and_offsets_are_those_of_the_text(nlp: Language) -> None:
    first, second = attribution.extract(TEXT, nlp=nlp)
    assert [found.speaker and found.speaker.name for found in (first, second)] == ["Ida Noll", "Ida Noll"]
    ((start, end),) = first.content
    assert TEXT[start:end] == "“The wa\u00adll was ne\u200bver tes\u00adted,”"
    assert first.affiliation is not None and first.affiliation.role == "hydrologist"


def test_what_is_shown_is_without_them() -> None:
    assert seen("tes\u00adted a\u200db \ufeff👩\u200d🔬") == "tested ab 👩\u200d🔬"
