"""Damage as news sites, wire services and scanners do it to text, each a list of edits.

An edit is (start, end, replacement) on the original text, so that every offset can follow: training damages
its articles with these and carries the labels along, the evaluation reads gold articles through them.
"""

from __future__ import annotations

import random
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence

from attribution.language.network.wordpieces import quote_marks

Edit = tuple[int, int, str]
Damage = Callable[[str, random.Random], list[Edit]]

# What a character is taken for when a page is read badly; every letter has something.
_MISREAD = {
    **{"a": "o", "b": "h", "c": "e", "d": "cl", "e": "c", "f": "t", "g": "q", "h": "b", "i": "l", "j": "i"},
    **{"k": "lc", "l": "1", "m": "rn", "n": "u", "o": "0", "p": "n", "q": "g", "r": "n", "s": "5", "t": "f"},
    **{"u": "n", "v": "y", "w": "vv", "x": "z", "y": "v", "z": "2", "B": "8", "D": "O", "E": "F", "G": "C"},
    **{"I": "l", "O": "0", "S": "5", "T": "I", "0": "O", "1": "l", "5": "S", "8": "B", ",": ".", ".": ","},
    **{"“": '"', "”": '"', "’": "'", '"': "''", ";": ":", "-": "~"},
}
# The letters that the training damage misreads, and how often.
_OFTEN_MISREAD = {letter: _MISREAD[letter] for letter in "loeismant"} | {"h": "b"}


def restyled(opening: str, closing: str) -> Damage:
    """Return the damage that prints all double quotation marks in one style."""

    def edits(text: str, _: random.Random) -> list[Edit]:
        return [(s, e, opening if is_open else closing) for s, e, is_open in quote_marks(text)]

    return edits


def lose_closing(text: str, rng: random.Random) -> list[Edit]:
    """Drop some or all closing marks."""
    share = rng.choice((0.3, 1.0))
    return [(s, e, "") for s, e, is_open in quote_marks(text) if not is_open and rng.random() < share]


def lose_all_closing(text: str, _: random.Random) -> list[Edit]:
    """Drop all closing marks."""
    return [(s, e, "") for s, e, is_open in quote_marks(text) if not is_open]


def turn_marks(text: str, rng: random.Random) -> list[Edit]:
    """Print some marks the wrong way round."""
    return [(s, e, "”" if is_open else "“") for s, e, is_open in quote_marks(text) if rng.random() < 0.3]


_SENTENCE_GAP = re.compile(r"[.!?][\"”“»]?(\s+)(?=[\"“”„«»A-Z])")


def lose_spaces(text: str, rng: random.Random) -> list[Edit]:
    """Lose the space, or the paragraph break, after some full stops."""
    share = rng.choice((0.3, 1.0))
    return [(m.start(1), m.end(1), "") for m in _SENTENCE_GAP.finditer(text) if rng.random() < share]


def lose_all_spaces(text: str, _: random.Random) -> list[Edit]:
    """Lose the space after each full stop; paragraphs stay apart."""
    return [(m.start(1), m.end(1), "") for m in _SENTENCE_GAP.finditer(text) if "\n" not in m.group(1)]


def join_paragraphs(text: str, _: random.Random) -> list[Edit]:
    """Put a space where paragraphs end."""
    return [(m.start(), m.end(), " ") for m in re.finditer(r"\s*\n\s*", text)]


def wrapped(width: int) -> Damage:
    """Return the damage that breaks lines, so that none is longer than ``width`` where a space allows it."""

    def edits(text: str, _: random.Random) -> list[Edit]:
        found: list[Edit] = []
        line = 0
        space: tuple[int, int] | None = None  # the last one in the line
        for match in re.finditer(r"\s+|\Z", text):
            if match.start() - line > width and space is not None:
                found.append((*space, "\n"))
                line = space[1]
            space = match.span()
            if "\n" in match.group():
                line, space = match.end(), None
        return found

    return edits


def wrap(text: str, rng: random.Random) -> list[Edit]:
    """Break lines at 60, 72 or 80 characters."""
    return wrapped(rng.choice((60, 72, 80)))(text, rng)


def single_newlines(text: str, _: random.Random) -> list[Edit]:
    """One newline where a blank line stood."""
    return [(m.start(), m.end(), "\n") for m in re.finditer(r"\n\s*\n", text)]


def capitals(text: str, _: random.Random) -> list[Edit]:
    """Capitals only (letters whose capital is one character)."""
    return [(i, i + 1, c.upper()) for i, c in enumerate(text) if c.islower() and len(c.upper()) == 1]


def _misreading(table: Mapping[str, str], share: float) -> Damage:
    def edits(text: str, rng: random.Random) -> list[Edit]:
        return [(i, i + 1, table[c]) for i, c in enumerate(text) if c in table and rng.random() < share]

    return edits


def misread(text: str, rng: random.Random) -> list[Edit]:
    """Misread about one character in a hundred, the usual ones, as optical character recognition does."""
    return _misreading(_OFTEN_MISREAD, 0.015)(text, rng)


# What the evaluation does to a gold file, by the name on the command line.
DAMAGES: Mapping[str, Damage] = {
    "straight": restyled('"', '"'),
    "no-closing": lose_all_closing,
    "apostrophes": restyled("''", "''"),
    "guillemets": restyled("«", "»"),
    "german": restyled("„", "“"),
    "no-spaces": lose_all_spaces,
    "joined": join_paragraphs,
    "wrapped": wrapped(72),
    "capitals": capitals,
    "ocr": _misreading(_MISREAD, 0.01),
}


def apply_edits(text: str, edits: Iterable[Edit]) -> tuple[str, list[int]]:
    """Apply edits that are in order and do not overlap; return the text and where each offset went.

    The list has a place for each character and for the end. A character inside an edit moves to the
    replacement's start, so that a removed mark leaves its span.
    """
    out: list[str] = []
    offsets: list[int] = []
    at = length = 0
    for start, end, replacement in edits:
        out += (text[at:start], replacement)
        offsets += range(length, length + start - at)
        length += start - at
        offsets += [length] * (end - start)
        length += len(replacement)
        at = end
    out.append(text[at:])
    offsets += range(length, length + len(text) - at + 1)
    return "".join(out), offsets


def carried_back(offsets: Sequence[int], span: Sequence[int]) -> tuple[int, int]:
    """Return the span of the original text that became a span (``start < end``) of the damaged one."""
    start, end = span
    return bisect_right(offsets, start) - 1, bisect_left(offsets, end)
