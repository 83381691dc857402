"""Seeded damage as news sites do it to their own text, with the labels carried through.

Each damage is a list of edits (start, end, replacement) on the original text, so that the offsets of
every label can follow.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from attribution.language.wordpieces import quote_marks
from attribution.training.documents import Document, moved

Edit = tuple[int, int, str]


def _restyled(opening: str, closing: str) -> Callable[[str, random.Random], list[Edit]]:
    def edits(text: str, _: random.Random) -> list[Edit]:
        return [(s, e, opening if is_open else closing) for s, e, is_open in quote_marks(text)]

    return edits


def lose_closing(text: str, rng: random.Random) -> list[Edit]:
    """Drop some or all closing marks."""
    share = rng.choice((0.3, 1.0))
    return [(s, e, "") for s, e, is_open in quote_marks(text) if not is_open and rng.random() < share]


def turn_marks(text: str, rng: random.Random) -> list[Edit]:
    """Print some marks the wrong way round."""
    return [(s, e, "”" if is_open else "“") for s, e, is_open in quote_marks(text) if rng.random() < 0.3]


def lose_spaces(text: str, rng: random.Random) -> list[Edit]:
    """Lose the space, or the paragraph break, after some full stops."""
    share = rng.choice((0.3, 1.0))
    return [
        (m.start(1), m.end(1), "")
        for m in re.finditer(r"[.!?][\"”]?(\s+)(?=[\"“A-Z])", text)
        if rng.random() < share
    ]


def join_paragraphs(text: str, _: random.Random) -> list[Edit]:
    """Put a space where paragraphs end."""
    return [(m.start(), m.end(), " ") for m in re.finditer(r"\s*\n\s*", text)]


def wrap(text: str, rng: random.Random) -> list[Edit]:
    """Break lines at about 72 characters."""
    width = rng.choice((60, 72, 80))
    edits, line = [], 0
    for match in re.finditer(r"[ \n]+", text):
        if "\n" in match.group():
            line = match.end()
        elif match.start() - line > width - 6:
            edits.append((match.start(), match.end(), "\n"))
            line = match.end()
    return edits


def single_newlines(text: str, _: random.Random) -> list[Edit]:
    """One newline where a blank line stood."""
    return [(m.start(), m.end(), "\n") for m in re.finditer(r"\n\s*\n", text)]


def capitals(text: str, _: random.Random) -> list[Edit]:
    """Capitals only (letters whose capital is one character)."""
    return [(i, i + 1, c.upper()) for i, c in enumerate(text) if c.islower() and len(c.upper()) == 1]


def misread(text: str, rng: random.Random) -> list[Edit]:
    """Misread one character in a hundred, as optical character recognition does."""
    pairs = {"l": "1", "o": "0", "e": "c", "i": "l", "s": "5", "m": "rn", "h": "b", "n": "u", "a": "o", "t": "f"}
    return [(i, i + 1, pairs[c]) for i, c in enumerate(text) if c in pairs and rng.random() < 0.015]


DAMAGES: tuple[tuple[float, Callable[[str, random.Random], list[Edit]]], ...] = (
    (4, _restyled('"', '"')),
    (4, _restyled("“", "”")),
    (2, _restyled("''", "''")),
    (1, _restyled("«", "»")),
    (1, _restyled("„", "“")),
    (2, lose_closing),
    (2, turn_marks),
    (3, lose_spaces),
    (2, join_paragraphs),
    (1, wrap),
    (1, single_newlines),
    (1, capitals),
    (1, misread),
)


def apply(document: Document, edits: list[Edit]) -> Document:
    """Apply edits that are in order and do not overlap.

    A span that begins or ends inside an edit keeps that side of the replacement: a renamed name stays whole, and a
    removed mark leaves its span.
    """
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = length = 0
    text = document.text
    for start, end, replacement in edits:
        out += (text[at:start], replacement)
        kept = range(length, length + start - at)
        length += start - at
        starts += kept
        ends += kept
        starts += [length] * (end - start)
        # A span that ends at the edit's first character ends before it, one that ends later inside it after it.
        ends += [length] + [length + len(replacement)] * (end - start - 1) if end > start else []
        length += len(replacement)
        at = end
    out.append(text[at:])
    rest = range(length, length + len(text) - at + 1)
    starts += rest
    ends += rest
    return moved(document, "".join(out), starts.__getitem__, ends.__getitem__)


def damaged(document: Document, rng: random.Random) -> Document:
    """Return the document with one or two random damages."""
    weights = [weight for weight, _ in DAMAGES]
    for _ in range(rng.choice((1, 1, 2))):
        (_, damage) = rng.choices(DAMAGES, weights)[0]
        document = apply(document, damage(document.text, rng))
    return document
