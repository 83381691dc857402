"""Quotes without a source of their own: whether they go on with the one before or run into the next."""

from __future__ import annotations

import re

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
_ADDING = word_set("added adds continued continues")


def first(attribution: Attribution) -> int:
    """Where an attribution's content starts."""
    return max(0, min((start for start, _ in attribution.content), default=0))


def last(attribution: Attribution) -> int:
    """Where the last of an attribution's words stops."""
    spans = (*attribution.content, *attribution.source, *attribution.cue)
    return max(0, max((end for _, end in spans), default=0))


def adds(text: str, attribution: Attribution) -> bool:
    """Tell whether a cue says that its speaker goes on: "he added"."""
    words = {
        word for start, end in attribution.cue for word in text[max(0, start) : max(0, end)].casefold().split()
    }
    return bool(_ADDING.intersection(words))


def named_in(chains: EntityChains, attribution: Attribution) -> set[int]:
    """Return who is named in words that somebody is quoted with: hardly ever the one who says them."""
    quoted = attribution.content if attribution.kind == "direct" else ()
    return {mention.who for start, end in quoted for mention in chains.between(start, end)}


def runs_into(layout: Layout, one: Attribution, following: Attribution, before: Attribution | None) -> bool:
    """Whether a sourceless quote belongs to the speaker of the next attribution.

    It does where its quotation is still open at the end, and where both stand together in a paragraph that
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


def goes_on(layout: Layout, chains: EntityChains, one: Attribution, before: Attribution, *, who: int) -> float:
    """How sure it is that a sourceless attribution is by the speaker ``who`` of the one before it."""
    text = layout.text
    start, end = first(one), last(before)
    sentences = layout.sentence(start) - layout.sentence(max(0, end - 1))
    if one.cue:
        cue = " ".join(text[max(0, s) : max(0, e)] for s, e in one.cue).casefold().split()
        if sentences > 0 or not _GOING_ON.intersection(cue):
            return 0.3
    else:
        quoted = _OPENING.match(text, max(0, start - 1)) or _OPENING.match(text, start) or layout.quoted(start)
        if not quoted or start < end:
            return 0.3
    paragraphs = layout.paragraph(start) - layout.paragraph(max(0, end - 1))
    sure = 0.85 - 0.15 * max(0, paragraphs - 1) - 0.1 * max(0, sentences - 1)
    if text[end:start].strip(" \n\r\t\"“”'.,"):
        sure -= 0.15
    if any(m.who != who and chains.entities[m.who].type == "person" for m in chains.between(end, start)):
        sure -= 0.25
    return max(0.0, sure)
