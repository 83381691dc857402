"""Whatever the text, what is found stands inside it, in order, and is never empty."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from marked import read_marked, word_characters
from spacy.language import Language

import attribution
from attribution import Attribution
from attribution.records import Spans

pytestmark = pytest.mark.model

# Words and marks of reported speech, whole and broken, so that a random text has something to find in it.
SCRAPS = [
    "said",
    "says",
    "according to",
    "told reporters that",
    "Marta Ellwood",
    "Rūta Žalgirienė",
    "she",
    "the minister",
    "officials",
    "the bridge is safe",
    "nobody knows why",
    "“",
    "”",
    '"',
    "‘",
    "’",
    "''",
    "—",
    ":",
    ",",
    ".",
    "?",
    " ",
    " ",
    "\n\n",
    "\r\n",
    "\t",
    "\u00a0",
    "\u200b",
    "\ufeff",
    "é",
    "e\u0301",
    "👩‍🔬",
    "𝒬",
    "İ",
    "中文",
    "\x00",
]
newsy = st.lists(st.sampled_from(SCRAPS), max_size=60).map("".join)
spaced = st.lists(st.sampled_from(SCRAPS), max_size=60).map(" ".join)
anything = st.text(max_size=400)
texts = st.one_of(newsy, spaced, anything)

# The pipeline is the session's, loaded once: hypothesis warns of fixtures that are not made anew each time.
relaxed = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def assert_spans(spans: Spans, length: int) -> None:
    for start, end in spans:
        assert isinstance(start, int) and isinstance(end, int)
        assert 0 <= start < end <= length, "a span is empty or lies outside the text"
    for (_, end), (start, _) in pairwise(spans):
        assert end <= start, "spans overlap or are out of order"


def assert_valid(found: list[Attribution], text: str) -> None:
    for index, one in enumerate(found):
        assert one.content, "an attribution without content"
        for spans in (one.content, one.source, one.cue):
            assert_spans(spans, len(text))
            assert all(text[start:end].strip() for start, end in spans), "a span of nothing but space"
        assert one.kind in ("direct", "mixed", "indirect")
        assert 0 <= one.confidence <= 1
        assert one.nested_in is None or (0 <= one.nested_in < len(found) and one.nested_in != index)
        if one.speaker and one.speaker.mention:
            assert_spans((one.speaker.mention,), len(text))
        if one.speaker:
            assert 0 <= one.speaker.confidence <= 1
        if one.affiliation:
            assert_spans(one.affiliation.evidence, len(text))
    starts = [one.content[0][0] for one in found]
    assert starts == sorted(starts), "attributions are out of order"


@relaxed
@given(text=texts)
def test_spans_stand_inside_any_text(nlp: Language, text: str) -> None:
    assert_valid(attribution.extract(text, nlp=nlp), text)


@relaxed
@given(text=texts)
def test_a_doc_keeps_the_text_and_its_spans(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert doc.text == text
    found = list(doc._.attributions)
    assert_valid(found, text)
    for group in doc.spans.values():
        for span in group:
            assert span.text == text[span.start_char : span.end_char] != ""


@relaxed
@given(before=newsy, after=newsy)
def test_the_same_text_gives_the_same_attributions(nlp: Language, before: str, after: str) -> None:
    text = f"{before}\n\n“The bridge is safe,” said Marta Ellwood.\n\n{after}"
    assert attribution.extract(text, nlp=nlp) == attribution.extract(text, nlp=nlp)


def test_a_quote_is_found_where_it_stands(nlp: Language) -> None:
    marked = read_marked(
        "\ufeff👩‍🔬\r\n\r\n<c>“The bridge is safe,”</c> <q>said</q> <s>Marta Ellwood</s>, an engineer.\r\n"
    )
    (one,) = attribution.extract(marked.text, nlp=nlp)
    assert one.content == tuple(marked.role("content"))
    assert one.cue == tuple(marked.role("cue"))


@pytest.mark.parametrize("text", ["", " ", "\n\n\n", "“", "”", "“”", "...", "\x00", "said", "\ufeff"])
def test_texts_with_nothing_in_them(text: str, nlp: Language) -> None:
    assert attribution.extract(text, nlp=nlp) == []


def test_half_of_a_character_is_no_obstacle(nlp: Language) -> None:
    marked = read_marked("\ud83d <c>“The bridge is safe,”</c> <q>said</q> <s>Marta Ellwood</s>, an engineer.")
    assert_valid(attribution.extract(marked.text, nlp=nlp), marked.text)


def test_a_long_text_without_a_break(nlp: Language) -> None:
    text = "“The bridge is safe,” said Marta Ellwood. " * 400
    found = attribution.extract(text, nlp=nlp)
    assert_valid(found, text)
    # Four hundred quotes alike, read in windows: an edge may cost a quote, not a stretch of them.
    covered = word_characters([span for one in found for span in one.content], text)
    quoted = word_characters([m.span() for m in re.finditer("“.*?”", text)], text)
    assert len(quoted & covered) >= 0.95 * len(quoted)
