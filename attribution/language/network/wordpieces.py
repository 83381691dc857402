"""Text to word pieces with the surface features that an uncased vocabulary loses.

The encoder reads uncased word pieces. What they lose is given back as three small features of each
piece: the shape of its letters, the white space before it, and where it stands to quotation marks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any, cast

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

Ints = npt.NDArray[np.int64]

# Letter shapes
NO_LETTER, LOWER, CAPITAL, UPPER, MIXED = range(5)
# White space before a piece
JOINED, SPACE, NEWLINE, PARAGRAPH, START = range(5)
# Place of a piece relative to quotation marks
OUTSIDE, INSIDE, OPENING, CLOSING = range(4)
CASES, BREAKS, QUOTES = 5, 5, 4

MARK = re.compile("[\"“”„‟«»‹›]|''|``")
_OPENING_SHAPES = frozenset(("“", "„", "‟", "«", "‹", "``"))
_CLOSING_SHAPES = frozenset(("”", "»", "›"))
PARAGRAPH_GAP = re.compile(r"\n[^\S\n]*\n|\r[^\S\r\n]*\r|\r\n[^\S\n]*\r?\n")


@dataclass(frozen=True, slots=True)
class Pieces:
    """The word pieces of a text, each array of shape (pieces,): vocabulary ids, character offsets, features."""

    ids: Ints
    starts: Ints
    ends: Ints
    cases: Ints
    breaks: Ints
    quotes: Ints

    def __len__(self) -> int:
        return len(self.ids)


def quote_marks(text: str) -> list[tuple[int, int, bool]]:
    """Return (start, end, opening) of each double quotation mark.

    Which way a mark faces is read from its neighbours first and from its shape second, because news
    sites often print an opening mark where a closing one belongs.
    """
    marks = []
    is_open = False
    for match in MARK.finditer(text):
        start, end = match.span()
        before = text[start - 1] if start else " "
        after = text[end] if end < len(text) else " "
        free_before = before.isspace() or before in "([—–-'‘"
        free_after = after.isspace() or after in ")].,;:!?—–'’"
        shape = match.group()
        if free_before and not free_after:
            opening = True
        elif free_after and not free_before:
            opening = False
        elif shape in _OPENING_SHAPES:
            opening = True
        elif shape in _CLOSING_SHAPES:
            opening = False
        else:
            opening = not is_open
        is_open = opening
        marks.append((start, end, opening))
    return marks


def _break_before(gap: str) -> int:
    if not gap:
        return JOINED
    if gap == " ":
        return SPACE
    if "\n" not in gap and "\r" not in gap:
        return SPACE if any(c.isspace() for c in gap) else JOINED
    return PARAGRAPH if PARAGRAPH_GAP.search(gap) else NEWLINE


@lru_cache(maxsize=1 << 15)
def _case(piece: str) -> int:
    letters = [c for c in piece if c.isalpha()]
    if not letters:
        return NO_LETTER
    upper = sum(c.isupper() for c in letters)
    if not upper:
        return LOWER
    if upper == len(letters) and upper > 1:
        return UPPER
    return CAPITAL if upper == 1 and letters[0].isupper() else MIXED


def _quote_features(text: str, places: list[tuple[int, int]], breaks: list[int]) -> list[int]:
    marks = quote_marks(text)
    features = []
    at, inside = 0, False
    for (start, end), gap in zip(places, breaks, strict=True):
        if gap in (NEWLINE, PARAGRAPH):
            inside = False
        feature = INSIDE if inside else OUTSIDE
        while at < len(marks) and marks[at][0] < end:
            if marks[at][1] > start:
                feature = OPENING if marks[at][2] else CLOSING
            inside = marks[at][2]
            at += 1
        features.append(feature)
    return features


class WordPieces:
    """The shipped vocabulary. Raises what ``tokenizers`` raises where the file is not a tokenizer."""

    def __init__(self, path: str) -> None:
        self._tokenizer: Any = Tokenizer.from_file(path)
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self.first = cast(int, self._tokenizer.token_to_id("[CLS]"))
        self.last = cast(int, self._tokenizer.token_to_id("[SEP]"))
        self.mask = cast(int, self._tokenizer.token_to_id("[MASK]"))

    def __call__(self, text: str) -> Pieces:
        """Cut ``text`` (any string) into pieces; offsets count its characters."""
        # A lone surrogate cannot cross into the tokenizer, which is not Python: one stand-in each keeps offsets.
        safe = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace") if _LONE.search(text) else text
        encoding = self._tokenizer.encode(safe, add_special_tokens=False)
        offsets = np.asarray(encoding.offsets, dtype=np.int64).reshape(-1, 2)
        keep = offsets[:, 1] > offsets[:, 0]
        ids = np.asarray(encoding.ids, dtype=np.int64)[keep]
        starts, ends = offsets[keep].T
        places = list(zip(starts.tolist(), ends.tolist(), strict=True))
        breaks = [START] if places else []
        breaks += [_break_before(text[before:start]) for (_, before), (start, _) in pairwise(places)]
        cases = [_case(text[start:end]) for start, end in places]
        quotes = _quote_features(text, places, breaks)
        features = (np.asarray(column, dtype=np.int64) for column in (cases, breaks, quotes))
        return Pieces(ids, starts.copy(), ends.copy(), *features)


_SENTENCE_ENDS = frozenset((".", "!", "?", ".!", "!?", ".!?", "”", '"', '”"'))
_LONE = re.compile("[\ud800-\udfff]")


def boundaries(pieces: Pieces, text: str) -> npt.NDArray[np.int8]:
    """Rate each piece as the start of a window: 2 a paragraph, 1 a sentence (roughly), 0 neither."""
    rate = np.zeros(len(pieces), dtype=np.int8)
    rate[pieces.breaks >= NEWLINE] = 2
    places = zip(pieces.starts[:-1].tolist(), pieces.ends[:-1].tolist(), strict=True)
    ended = np.fromiter(
        (text[s:e] in _SENTENCE_ENDS for s, e in places), dtype=bool, count=max(0, len(pieces) - 1)
    )
    # In "...,” said" the words after the mark go with it.
    begins = (pieces.breaks[1:] == SPACE) & (pieces.cases[1:] != LOWER)
    rate[1:][ended & begins & (rate[1:] == 0)] = 1
    return rate
