"""Speakers and affiliations on small fictional texts, one construction a line (see speaker_cases)."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from attribution.language.speakers import resolve

sys.path.insert(0, str(Path(__file__).parent))
from speaker_cases import ALL, Case, parse


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.marked)
def test_case(case: Case) -> None:
    text, attributions, entities = parse(case.marked)
    resolved = resolve(text, attributions, entities)
    assert len(resolved) == len(attributions)
    last = resolved[-1]
    assert last.speaker is not None
    assert last.speaker.name == case.speaker
    affiliation = (last.affiliation.role, last.affiliation.organisation) if last.affiliation else (None, None)
    if case.role is not None or case.organisation is not None or case.speaker is None:
        assert affiliation == (case.role, case.organisation)
    if case.method is not None:
        assert last.speaker.method == case.method
    if case.type is not None:
        assert last.speaker.type == case.type
