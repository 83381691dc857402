"""Where a quote without a source of its own stands: how it goes on with the one before or runs into the next."""

from __future__ import annotations

import re
from collections.abc import Mapping

from attribution.language.mentions.entities import EntityChains
from attribution.language.mentions.layout import Layout
from attribution.records import Attribution
from attribution.words.lists import word_set

_OPENING = re.compile(r"\s*(?:[\"“„«‹‘']|``|'')")
_CLOSED = re.compile(r"(?:[\"”»›’']|''|“)[\s.,;:!?)]*$")
# Cues that go on with what was said before: "..., adding that".
_GOING_ON = word_set(
    "added adds adding continued continues continuing concluded concluding said says saying explained explaining "
    "stressed stressing insisted insisting noted noting stating claiming arguing warning insists went"
)


def first(attribution: Attribution) -> int:
    """Where an attribution's content starts."""
    return max(0, min((start for start, _ in attribution.content), default=0))


def last(attribution: Attribution) -> int:
    """Where the last of an attribution's words stops."""
    spans = (*attribution.content, *attribution.source, *attribution.cue)
    return max(0, max((end for _, end in spans), default=0))


def runs_into(layout: Layout, one: Attribution, following: Attribution, before: Attribution | None) -> bool:
    """Whether a sourceless quote may belong to the speaker of the next attribution.

    It may where its quotation is still open at the end, and where both stand together in a paragraph that
    starts with it.
    """
    text = layout.text
    if one.cue or not one.content or not following.content or (following.cue and not following.source):
        return False
    start, end = first(one), max(0, *(end for _, end in one.content))
    begin = first(following)
    if not 0 <= begin - end <= 3 or begin > min((source for source, _ in following.source), default=begin):
        return False
    if not _OPENING.match(text, start) and not _OPENING.match(text, max(0, start - 1)):
        return False
    closed = _CLOSED.search(text[start:end]) or _CLOSED.match(text[end : end + 1])
    if not closed:
        return True
    if not following.source:
        return False
    paragraph = layout.paragraph(start)
    opens = before is None or layout.paragraph(max(0, last(before) - 1)) != paragraph
    return opens and layout.paragraph(begin) == paragraph


def near(
    layout: Layout, chains: EntityChains, one: Attribution, before: Attribution | None
) -> Mapping[str, float]:
    """Return what the place of an attribution tells of how it goes on with the one before (``options.NEAR``)."""
    text, start = layout.text, first(one)
    cue = " ".join(text[max(0, s) : max(0, e)] for s, e in one.cue).casefold().split()
    found = {"adds": float(not _GOING_ON.isdisjoint(cue)), "has_cue": float(bool(cue))}
    quoted = _OPENING.match(text, max(0, start - 1)) or _OPENING.match(text, start) or layout.quoted(start)
    found["quoted_start"] = float(bool(quoted))
    if before is None:
        return found
    end = last(before)
    between = text[end:start].strip(" \n\r\t\"“”'.,")
    persons = (m for m in chains.between(end, start) if chains.entities[m.who].type == "person")
    found["sentences"] = min(5.0, max(0, layout.sentence(start) - layout.sentence(max(0, end - 1))))
    found["paragraphs"] = min(5.0, max(0, layout.paragraph(start) - layout.paragraph(max(0, end - 1))))
    found["between"], found["others"] = float(bool(between)), float(any(persons))
    return found
