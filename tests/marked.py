"""Texts with their attributions marked in place, so that a gold annotation can be read and checked by eye.

    <c>“The bridge is safe,”</c> <q>said</q> <s>Marta Ellwood</s>.

``c`` is content, ``s`` source, ``q`` cue, and ``n`` marks words that are no statement at all. Where a text
holds several attributions, their tags carry numbers: ``<c1>``, ``<s1>``, ``<c2>``. Tags may stand inside each
other. Two spans with the same tag belong to one attribution (a quote split by its cue).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

Span = tuple[int, int]
ROLES = {"c": "content", "s": "source", "q": "cue", "n": "no statement"}
_TAG = re.compile(r"<(/?)([csqn])(\d*)>")


@dataclass(frozen=True)
class Marked:
    """A text without its tags, and the spans of each role by the tag's number ("" where there is none)."""

    text: str
    spans: dict[tuple[str, str], list[Span]] = field(default_factory=dict)

    def role(self, name: str, number: str = "") -> list[Span]:
        return self.spans.get((name, number), [])


def read_marked(marked: str) -> Marked:
    """Take the tags out of ``marked``; ValueError where one is not opened, not closed or encloses nothing."""
    text = ""
    spans: dict[tuple[str, str], list[Span]] = {}
    opened: list[tuple[str, str, int, int]] = []
    last = 0
    for tag in _TAG.finditer(marked):
        text += marked[last : tag.start()]
        last = tag.end()
        closing, letter, number = tag.groups()
        if not closing:
            found = spans.setdefault((ROLES[letter], number), [])
            found.append((len(text), len(text)))  # the place in the order of the text; its end comes later
            opened.append((letter, number, len(found) - 1, len(text)))
            continue
        if not opened or opened[-1][:2] != (letter, number):
            raise ValueError(f"{tag.group()} closes nothing that is open here: {marked[: tag.end()]!r}")
        _, _, index, start = opened.pop()
        if start == len(text):
            raise ValueError(f"{tag.group()} encloses nothing: {marked[: tag.end()]!r}")
        spans[ROLES[letter], number][index] = (start, len(text))
    if opened:
        raise ValueError(f"<{opened[-1][0]}{opened[-1][1]}> is never closed: {marked!r}")
    return Marked(text + marked[last:], spans)


def locate(snippets: Iterable[str], text: str) -> dict[str, list[Span]]:
    """Return the spans of each role in ``text`` of marked ``snippets`` of it, in order of the text.

    Each snippet, its tags taken out, has to stand in the text exactly once: ValueError otherwise.
    """
    spans: dict[str, list[Span]] = {}
    for snippet in snippets:
        marked = read_marked(snippet)
        if (times := text.count(marked.text)) != 1:
            raise ValueError(f"stands {times} times in the text, not once: {marked.text!r}")
        at = text.index(marked.text)
        for (role, _), found in marked.spans.items():
            spans.setdefault(role, []).extend((at + start, at + end) for start, end in found)
    return {role: sorted(found) for role, found in spans.items()}


def word_characters(spans: Iterable[Span], text: str) -> set[int]:
    """Positions of the letters and digits in ``spans``: marks, spaces and full stops never decide."""
    return {i for start, end in spans for i in range(start, end) if text[i].isalnum()}


def overlap(one: set[int], other: set[int]) -> float:
    """Intersection over union, between 0 and 1; two empty sets agree."""
    return len(one & other) / len(one | other) if one or other else 1.0
