"""Spans that may be the whole mention of a name: what its word holds in the tree, cut short in all likely ways.

A whole mention is the phrase whose head is a proper noun: "Mayor Ilse Brandt", "the Institute of the North in
Vellmar". Where the tags of the encoder are torn or cut, its tree often has the phrase, and the other way round.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from attribution.language.network.syntax import SPACE, Parse, Tokens
from attribution.language.network.tags import RELATIONS, UPOS_TAGS
from attribution.language.network.wordpieces import Pieces
from attribution.records import Span

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

PROPER = UPOS_TAGS.index("PROPN")
_PUNCTUATION = UPOS_TAGS.index("PUNCT")
_NUMBER = {relation: number for number, relation in enumerate(RELATIONS)}
_NAME_PARTS = frozenset(_NUMBER[name] for name in ("flat", "compound", "goeswith"))
_CLOSE_BEHIND = _NAME_PARTS | {_NUMBER["case"]}  # the mark of a possessive
# What stands before a name and is no part of its mention, nor is anything before it.
_NOT_BEFORE = frozenset(
    _NUMBER[name]
    for name in ("case", "cc", "mark", "advmod", "nsubj", "cop", "discourse", "aux", "parataxis", "expl")
)
_OWNER_MARKS = frozenset(("'s", "’s", "'", "’"))
MAX_WORDS = 40
_MOST_BEHIND = 5  # phrases behind a name after each of which it may end
LIKELY = 0.15  # least chance of a word to be a proper noun for its phrase to be looked at
# Where a candidate begins and ends: from the tree, or where the tags do
WIDEST, MIDDLE, NARROWEST, TAGGED = range(4)
NOTHING = -1


@dataclass(frozen=True, slots=True)
class Words:
    """The tokens of a text that are not white space, each array (words,): offsets, first word pieces, syntax.

    A head of -1 is none. ``proper`` is the chance of each to be a proper noun, 0 where it is less than LIKELY.
    """

    starts: Ints
    ends: Ints
    pieces: Ints
    upos: Ints
    heads: Ints
    relations: Ints
    begins: npt.NDArray[np.bool_]
    proper: Floats

    def __len__(self) -> int:
        return len(self.starts)


@dataclass(frozen=True, slots=True)
class Candidates:
    """Runs of words, each array (candidates,): first word, end (exclusive), head, and how each was cut.

    ``left`` is one of WIDEST to TAGGED. ``last`` is the relation of the last phrase behind the head that is taken
    in, and ``next`` that of the first one left out; NOTHING where there is none.
    """

    firsts: Ints
    ends: Ints
    heads: Ints
    left: Ints
    last: Ints
    next: Ints

    def __len__(self) -> int:
        return len(self.firsts)


def chances(scores: Floats) -> Floats:
    """Return what scores (rows, classes) say as probabilities."""
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    result: Floats = powers / powers.sum(axis=1, keepdims=True)
    return result


def _proper(scores: Floats) -> Floats:
    """Return the chance of each row of ``scores`` (words, 17) to be a proper noun, 0 where it is small."""
    result = np.zeros(len(scores), dtype=np.float32)
    # Where another tag scores higher by more than this, the chance is less than LIKELY; that is most words.
    near = np.flatnonzero(scores[:, PROPER] > scores.max(axis=1, initial=-np.inf) - np.log((1 - LIKELY) / LIKELY))
    sure = chances(scores[near])[:, PROPER]
    result[near] = np.where(sure > LIKELY, sure, 0)
    return result


def words_of(tokens: Tokens, parse: Parse, pieces: Pieces, upos: Floats) -> Words:
    """Return the words of a text; ``upos`` holds the encoder's scores (pieces, 17)."""
    kept = np.flatnonzero(parse.upos != SPACE)
    number = np.full(len(tokens), -1)
    number[kept] = np.arange(len(kept))
    heads = parse.heads[kept]
    # A token without a piece of its own is judged by the one before it.
    places = np.clip(np.searchsorted(pieces.starts, tokens.ends[kept]) - 1, 0, None)
    places = np.minimum(places, np.searchsorted(pieces.starts, tokens.starts[kept]))
    return Words(
        tokens.starts[kept],
        tokens.ends[kept],
        places,
        parse.upos[kept],
        np.where(heads == kept, -1, number[heads]),
        parse.relations[kept],
        np.diff(np.cumsum(parse.begins)[kept], prepend=0) > 0,
        _proper(upos[places]),
    )


class _Phrases:
    """The phrases of a text's trees: what hangs on each word, found when asked for."""

    def __init__(self, words: Words) -> None:
        self.heads: list[int] = words.heads.tolist()
        self.relations: list[int] = words.relations.tolist()
        self.upos: list[int] = words.upos.tolist()
        order = np.argsort(words.heads, kind="stable")
        bounds = np.searchsorted(words.heads[order], np.arange(len(words) + 1))
        self._order: list[int] = order.tolist()
        self._bounds: list[int] = bounds.tolist()

    def parts(self, word: int) -> list[int]:
        """Return the words that hang on ``word``, in order."""
        return self._order[self._bounds[word] : self._bounds[word + 1]]

    def reach(self, word: int) -> tuple[int, int]:
        """Return first word and end of all that hangs on ``word``."""
        first = last = word
        waiting = self.parts(word)
        while waiting:
            part = waiting.pop()
            first, last = min(first, part), max(last, part)
            waiting += self.parts(part)
        return first, last + 1

    def head_of(self, first: int, end: int) -> int:
        """Return the word of a run that hangs on none of its others."""
        return next((at for at in range(first, end) if not first <= self.heads[at] < end), first)


def _beginnings(phrases: _Phrases, word: int) -> list[int]:
    """Return where the mention that ``word`` heads may begin, the widest first."""
    before = [part for part in phrases.parts(word) if part < word]
    core = word
    for part in reversed(before):
        if phrases.relations[part] not in _NAME_PARTS:
            break
        core = phrases.reach(part)[0]
    found = {core}
    for part in reversed(before):
        if phrases.upos[part] == _PUNCTUATION:
            continue
        if phrases.relations[part] in _NOT_BEFORE:
            break
        found.add(phrases.reach(part)[0])
    ordered = sorted(found)
    return ordered if len(ordered) < 4 else [*ordered[:2], ordered[-1]]


def _endings(phrases: _Phrases, word: int) -> list[tuple[int, int, int]]:
    """Return where the mention that ``word`` heads may end, the narrowest first: (end, last, next), see above."""
    behind = [part for part in phrases.parts(word) if part > word]
    end, at = word + 1, 0
    while at < len(behind) and phrases.relations[behind[at]] in _CLOSE_BEHIND:
        end = phrases.reach(behind[at])[1]
        at += 1
    rest = [part for part in behind[at:] if phrases.upos[part] != _PUNCTUATION][:_MOST_BEHIND]
    following = [*(phrases.relations[part] for part in rest), NOTHING]
    found = [(end, NOTHING, following[0])]
    for number, part in enumerate(rest[: _MOST_BEHIND - 1]):
        end = max(end, phrases.reach(part)[1])
        found.append((end, following[number], following[number + 1]))
    return found


def _heads(words: Words, phrases: _Phrases) -> set[int]:
    """Return the words that may head a name: proper nouns that are not a part of the next one's name."""
    proper = words.proper.tolist()
    found = set()
    for word in np.flatnonzero(words.proper).tolist():
        head = phrases.heads[word]
        inner = head >= 0 and phrases.relations[word] in _NAME_PARTS and proper[head] > 0.5
        if not inner or min(proper[min(word, head) : max(word, head)]) <= 0.3:
            found.add(word)
    return found


def candidates(text: str, words: Words, tagged: Iterable[Span]) -> Candidates:
    """Return all candidates of a text.

    ``tagged`` are the runs of words that the encoder's tags make names. The mark of a possessive behind one may
    belong to the mention.
    """
    phrases = _Phrases(words)
    runs = sorted(set(tagged))
    found: dict[Span, tuple[int, int, int, int]] = {}

    def add(first: int, end: int, row: tuple[int, int, int, int]) -> None:
        head = row[0]
        while end - 1 > head and phrases.upos[end - 1] == _PUNCTUATION:
            end -= 1
        while first < head and phrases.upos[first] == _PUNCTUATION:
            first += 1
        if end - first <= MAX_WORDS:
            found.setdefault((first, end), row)

    heads = _heads(words, phrases)
    for first, end in runs:
        heads |= {at for at in range(first, end) if not first <= phrases.heads[at] < end}
    for head in sorted(heads):
        if not phrases.parts(head):
            found[head, head + 1] = (head, WIDEST, NOTHING, NOTHING)
            continue
        endings = _endings(phrases, head)
        for number, first in enumerate(_beginnings(phrases, head)):
            left = WIDEST if number == 0 else NARROWEST if first == head else MIDDLE
            for end, last, following in endings:
                add(first, end, (head, left, last, following))
    for first, end in runs:
        head = phrases.head_of(first, end)
        add(first, end, (head, TAGGED, NOTHING, NOTHING))
        if end < len(words) and text[words.starts[end] : words.ends[end]] in _OWNER_MARKS:
            add(first, end + 1, (head, TAGGED, NOTHING, NOTHING))
    table = np.asarray([(*span, *row) for span, row in found.items()], dtype=np.int64).reshape(-1, 6)
    return Candidates(*table.T)
