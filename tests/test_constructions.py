"""Every construction of reported speech in the table, through the shipped model."""

from __future__ import annotations

import re

import pytest
from constructions import ROWS, Said
from marked import Marked, overlap, read_marked, word_characters
from spacy.language import Language

import attribution
from attribution import Attribution
from attribution.records import Spans

pytestmark = pytest.mark.model


def words(spans: Spans, text: str) -> list[str]:
    return [text[start:end] for start, end in spans]


def shown(found: list[Attribution], text: str) -> str:
    """Say what was found, for a failing test's message."""
    return "\n".join(
        f"  {a.kind}: {words(a.content, text)} <- {words(a.source, text)} {words(a.cue, text)} {a.speaker}"
        for a in found
    )


def plain_name(name: str | None) -> str | None:
    """Leave a leading article out of the comparison: "the Halm Shipping Association" is the same body."""
    return re.sub(r"^the ", "", name, flags=re.IGNORECASE) if name else name


def check(found: list[Attribution], marked: Marked, number: str, expected: Said) -> None:
    text = marked.text
    content = word_characters(marked.role("content", number), text)
    best = max(found, key=lambda a: overlap(content, word_characters(a.content, text)), default=None)
    listing = f"found:\n{shown(found, text)}"
    assert best, f"nothing {listing}"
    assert overlap(content, word_characters(best.content, text)) >= 0.8, f"content, {listing}"
    source = word_characters(marked.role("source", number), text)
    assert bool(source) == bool(best.source), f"source, {listing}"
    assert not source or source & word_characters(best.source, text), f"source, {listing}"
    assert best.kind == expected.kind, f"kind, {listing}"
    name = best.speaker.name if best.speaker else None
    assert plain_name(name) == expected.speaker, f"speaker, {listing}"


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_construction(text: str, expected: tuple[Said, ...], nlp: Language) -> None:
    marked = read_marked(text)
    found = attribution.extract(marked.text, nlp=nlp)
    for number, one in enumerate(expected, 1):
        check(found, marked, "" if len(expected) == 1 else str(number), one)
    nothing = word_characters(marked.role("no statement"), marked.text)
    for one in found:
        # Words around scare quotes may be somebody's statement; the words in the marks alone never are.
        assert not nothing or not word_characters(one.content, marked.text) <= nothing, shown(found, marked.text)


def test_table_holds_every_row_once() -> None:
    names = [row.id for row in ROWS]  # type: ignore[attr-defined]
    assert len(names) == len(set(names)) >= 60
