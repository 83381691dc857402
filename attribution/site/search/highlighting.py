"""Marking the words of a search in a text, whatever their case and accents. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby

from attribution.words.text import UNSEEN, fold_key, match_terms

# Letters and digits with the marks on them, as SQLite's tokenizer has it; what takes no room is within the word.
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[\u0300-\u036f{UNSEEN}])*")

Segment = tuple[str, bool]


def marked(text: str, words: str) -> list[Segment]:
    """Return the text in pieces, each with whether it is one of the words (or phrases) searched for.

    The pieces joined are the text.
    """
    sought = [term.split() for term in map(fold_key, match_terms(words)) if term]
    if not sought or not text:
        return [(text, False)]
    places = [(found.start(), found.end()) for found in _WORD.finditer(text)]
    keys = [_key(text[start:end]) for start, end in places]
    hit = bytearray(len(text))
    for term in sought:
        for first in range(len(keys) - len(term) + 1):
            if keys[first : first + len(term)] == term:
                start, end = places[first][0], places[first + len(term) - 1][1]
                hit[start:end] = b"\1" * (end - start)
    return _pieces(text, hit)


# The same words stand in many quotes.
_key = lru_cache(maxsize=10_000)(fold_key)


def _pieces(text: str, hit: Sequence[int]) -> list[Segment]:
    pieces, start = [], 0
    for is_hit, run in groupby(hit):
        end = start + len(list(run))
        pieces.append((text[start:end], bool(is_hit)))
        start = end
    return pieces


def around(text: str, words: str, *, most: int = 600) -> list[Segment]:
    """Return the text in pieces as ``marked`` does, of about ``most`` characters around the first word found."""
    pieces = marked(text, words)
    if len(text) <= most:
        return pieces
    first = next((len("".join(piece for piece, _ in pieces[:at])) for at, (_, hit) in enumerate(pieces) if hit), 0)
    start = max(0, min(first - most // 3, len(text) - most))
    if start:
        start = text.find(" ", start, start + 40) + 1 or start
    end = start + most
    if end < len(text):
        end = max(text.rfind(" ", max(start, end - 40), end), 0) or end
    cut, at = [], 0
    for piece, hit in pieces:
        part = piece[max(0, start - at) : max(0, end - at)]
        if part:
            cut.append((part, hit))
        at += len(piece)
    before = [("… ", False)] if start else []
    after = [(" …", False)] if end < len(text) else []
    return [*before, *cut, *after]
