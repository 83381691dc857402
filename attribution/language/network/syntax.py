"""Sentences, parts of speech and dependencies of the tokens of a text, from scores of its word pieces.

A token is judged by its first word piece. One without a piece of its own ("not" in "cannot", white space) goes
with the token before it by rule.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from attribution.language.network.tags import RELATIONS, UPOS_TAGS
from attribution.language.network.trees import MAX_EXACT, ROOT, best_tree, mended, misshapen
from attribution.language.network.windows import Window
from attribution.language.network.wordpieces import PARAGRAPH, Pieces

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

SPACE = len(UPOS_TAGS)  # the part of speech of white space, which Universal Dependencies has none for
_TAG = {tag: number for number, tag in enumerate(UPOS_TAGS)}
_RELATION = {relation: number for number, relation in enumerate(RELATIONS)}
# What a token is that shares its only piece with the one before it ("can|not", "gon|na", "I|m").
_SHARING = {
    **dict.fromkeys(("not", "n't", "n’t", "nt"), ("PART", "advmod")),
    **dict.fromkeys(("na", "ta"), ("PART", "mark")),
    **dict.fromkeys(("'m", "’m", "m", "'re", "’re", "re", "'s", "’s", "s"), ("AUX", "cop")),
    **dict.fromkeys(("'ll", "’ll", "ll", "'ve", "’ve", "ve", "'d", "’d", "d"), ("AUX", "aux")),
}
_HELPERS = [_RELATION["aux"], _RELATION["cop"]]
_VERBS = [_TAG["VERB"], _TAG["AUX"]]
_FAR = 5  # words between "gonna" and its verb ("gonna not really ever go")


@dataclass(frozen=True, slots=True)
class SyntaxScores:
    """What the model says of a text's syntax.

    ``upos`` (pieces, 17), ``relations`` (pieces, 37), ``starts`` (pieces,): above 0 where a sentence starts.
    ``to_head`` has a table for each window, in order, (pieces + 2, pieces + 2): column 0 is the root, piece k of
    the text is row and column ``k - window.start + 1``.
    """

    upos: Floats
    relations: Floats
    starts: Floats
    to_head: tuple[tuple[Window, Floats], ...]


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text: character offsets (tokens,) each, and which of them are white space alone."""

    starts: Ints
    ends: Ints
    spaces: Flags

    def __len__(self) -> int:
        return len(self.starts)


@dataclass(frozen=True, slots=True)
class Parse:
    """Each of shape (tokens,): whether a sentence starts, part of speech (a number in ``UPOS_TAGS`` or SPACE),
    the number of the head (a root's is its own), relation (a number in ``RELATIONS``)."""

    begins: Flags
    upos: Ints
    heads: Ints
    relations: Ints


def parse(text: str, tokens: Tokens, pieces: Pieces, scores: SyntaxScores) -> Parse:
    """Read the syntax of ``text``: every sentence is a tree with one root, and no head lies outside of it."""
    size = len(tokens)
    result = Parse(
        np.zeros(size, dtype=bool),
        np.full(size, _TAG["X"]),
        np.zeros(size, dtype=np.int64),
        np.full(size, _RELATION["dep"]),
    )
    if not size:
        return result
    result.upos[tokens.spaces] = SPACE
    result.begins[0] = True
    anchors = np.searchsorted(pieces.starts, tokens.starts)
    own = np.append(pieces.starts, len(text))[anchors] < tokens.ends
    words = np.flatnonzero(own)
    if not len(words):
        result.relations[0] = _RELATION["root"]
        return result
    places = anchors[words]
    begins = (scores.starts[places] > 0) | (pieces.breaks[places] == PARAGRAPH)
    begins[0] = True
    sentence = np.cumsum(begins) - 1
    heads = _heads(places, sentence, scores)
    is_root = heads == ROOT
    relations = scores.relations[places].copy()
    relations[:, _RELATION["root"]] = -np.inf
    result.heads[words] = words[np.where(is_root, np.arange(len(words)), heads)]
    result.relations[words] = np.where(is_root, _RELATION["root"], relations.argmax(axis=1))
    result.upos[words] = scores.upos[places].argmax(axis=1)
    result.begins[words[begins]] = True
    if words[0]:
        result.begins[words[0]] = False  # the first sentence begins with what stands before its first word
    if not own.all():
        _hang(text, tokens, words, own, result)
    return result


def _heads(places: Ints, sentence: Ints, scores: SyntaxScores) -> Ints:
    """Return the head of each word (words,), a number of a word or ROOT; ``places`` are the words' pieces."""
    best = np.zeros(len(places), dtype=np.int64)
    above = np.zeros(len(places), dtype=np.float32)
    roots = np.zeros(len(places), dtype=np.float32)
    bounds = [*np.flatnonzero(np.diff(sentence, prepend=-1)).tolist(), len(places)]
    for window, table in scores.to_head:
        low, high = np.searchsorted(places, (window.start, window.end)).tolist()
        if low == high:
            continue
        local = places[low:high] - window.start + 1
        # Sentence by sentence: a table of all words of a window is mostly pairs of different sentences.
        for number in range(int(sentence[low]), int(sentence[high - 1]) + 1):
            first, last = max(low, bounds[number]), min(high, bounds[number + 1])
            here = local[first - low : last - low]
            part = table[here[:, None], here]
            rows = np.arange(last - first)
            part[rows, rows] = -np.inf
            choice = part.argmax(axis=1)
            best[first:last] = choice + first
            above[first:last] = part[rows, choice]
        roots[low:high] = table[local, 0]
    heads = np.where(above > roots, best, ROOT)
    roots -= above
    for number in misshapen(heads, sentence).tolist():
        first, last = bounds[number], bounds[number + 1]
        if last - first > MAX_EXACT:
            local = np.where(heads[first:last] == ROOT, ROOT, heads[first:last] - first)
            local = mended(local, roots[first:last])
        else:
            local = best_tree(_table(places[first:last], scores))
        heads[first:last] = np.where(local == ROOT, ROOT, local + first)
    return heads


def _table(places: Ints, scores: SyntaxScores) -> npt.NDArray[np.float64]:
    """Return the scores within one sentence, (words, words + 1), column 0 the root.

    What a window says of a word whose head lies outside of it means little: such a head is worth nearly as much as
    the root, the more so the likelier it is a root itself.
    """
    size = len(places)
    table = np.full((size, size + 1), np.nan)
    first = bisect_right(scores.to_head, places[0], key=lambda item: item[0].start) - 1
    for window, links in scores.to_head[max(0, first) :]:
        if window.start > places[-1]:
            break
        low, high = np.searchsorted(places, (window.start, window.end))
        if low == high:
            continue
        rows = places[low:high] - window.start + 1
        table[low:high, 0] = links[rows, 0]
        table[low:high, low + 1 : high + 1] = links[rows][:, rows]
    unseen = np.isnan(table)
    if unseen.any():
        table[unseen] = -np.inf
        table[unseen[:, 0], 0] = 0.0
        above = table.max(axis=1)
        sure = table[:, 0] - above - np.log(np.exp(table - above[:, None]).sum(axis=1))
        guess = table[:, :1] - 1.0 + np.append(0.0, np.maximum(sure, -20.0))[None, :]
        table[unseen] = np.broadcast_to(guess, table.shape)[unseen]
    return table


def _hang(text: str, tokens: Tokens, words: Ints, own: Flags, result: Parse) -> None:
    """Give the tokens without a piece of their own a place in the trees, in ``result``."""
    first = int(words[0])
    result.heads[:first] = first
    spaces = np.flatnonzero(tokens.spaces & ~own)
    spaces = spaces[spaces > first]
    result.heads[spaces] = spaces - 1
    for at in np.flatnonzero(~own & ~tokens.spaces).tolist():
        form = text[tokens.starts[at] : tokens.ends[at]].casefold()
        upos, relation = _SHARING.get(form, ("X", "dep") if any(map(str.isalnum, form)) else ("PUNCT", "punct"))
        result.upos[at], result.relations[at] = _TAG[upos], _RELATION[relation]
        if at < first:
            continue
        number = int(np.searchsorted(words, at)) - 1
        owner = int(words[number])
        head = owner
        if relation == "mark":
            head = _verb_ahead(words[number + 1 : number + 1 + _FAR], owner, result)
        elif relation == "advmod" and result.relations[owner] in _HELPERS:
            head = int(result.heads[owner])
        result.heads[at] = head


def _verb_ahead(ahead: Ints, owner: int, result: Parse) -> int:
    """Return the verb that "na" or "ta" is the "to" of, or its ``owner`` where none follows in the sentence."""
    for word in ahead.tolist():
        if result.begins[word]:
            break
        if result.upos[word] in _VERBS:
            return int(word)
    return owner
