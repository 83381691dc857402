"""What is seen of each candidate for a name's whole mention, as numbers for ``whole_names`` to weigh.

Everything is taken in whole columns: a text of a thousand words has some two hundred candidates.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from attribution.language.mentions.name_candidates import (
    MIDDLE,
    NARROWEST,
    NOTHING,
    TAGGED,
    WIDEST,
    Candidates,
    Floats,
    Ints,
    Words,
    chances,
)
from attribution.language.network.tags import ENTITY_LABELS, RELATIONS, UPOS_TAGS
from attribution.language.network.wordpieces import NEWLINE, Pieces
from attribution.records import Span
from attribution.words.bodies import FOREIGN_BODIES, METONYMS, ORG_NOUNS
from attribution.words.known_names import COUNTRIES, COUNTRY_CODES, DEMONYMS, FEMALE_NAMES, MALE_NAMES
from attribution.words.lists import word_set
from attribution.words.roles import PARTY_WORDS, is_role
from attribution.words.text import fold_word
from attribution.words.titles import is_titleword
from attribution.words.word_classes import GROUP_NOUNS, is_plural

_PLACE_NOUNS = word_set(
    """
    street st avenue ave road rd boulevard blvd lane drive highway turnpike trail river lake sea ocean bay gulf
    island islands isle mountain mountains mount mt hill hills valley park garden gardens square plaza city town
    village county state states province district region republic territory land beach bridge airport terminal
    gate port harbour harbor canyon desert forest falls coast peninsula cape castle palace temple cathedral
    monastery tower hotel restaurant cafe inn building hall world earth moon mars
    north south east west northeast northwest southeast southwest northern southern eastern western
    """
)
_FIRM_WORDS = word_set(
    "inc corp ltd llc co plc gmbh ag sa group holdings airlines airways motors records press times"
)
_TIMES = word_set(
    """
    january february march april may june july august september october november december monday tuesday wednesday
    thursday friday saturday sunday christmas easter spring summer autumn winter
    """
)
_OWNERS = word_set("my our your his her its their this that these those")
_SPEECH = word_set("said says told added asked wrote argued explained announced")
# What a folded word may be; a place in this order is part of the weights' meaning.
_LISTS = (
    ORG_NOUNS,
    _PLACE_NOUNS,
    _FIRM_WORDS,
    FEMALE_NAMES | MALE_NAMES,
    COUNTRIES | COUNTRY_CODES,
    frozenset(DEMONYMS) | {f"{word}s" for word in DEMONYMS},
    PARTY_WORDS,
    METONYMS,
    FOREIGN_BODIES,
    GROUP_NOUNS,
    _TIMES,
    _OWNERS,
    _SPEECH,
    word_set("the"),
    word_set("a an"),
    word_set("'s '"),
    word_set("and &"),
    word_set(","),
    word_set("( ["),
    word_set("\" “ ” ' ‘ ’"),
    word_set("in"),
    word_set("at"),
    word_set("from"),
    word_set("to"),
    word_set("of"),
    word_set("by with"),
    word_set("for"),
    word_set("on"),
    word_set("near across around throughout into outside inside toward towards via"),
)
_UPOS_SEEN = [UPOS_TAGS.index(tag) for tag in "DET PROPN ADJ NOUN PRON NUM PUNCT PART ADP VERB CCONJ".split()]
_RELATIONS_SEEN = [
    RELATIONS.index(name)
    for name in "nsubj obj obl nmod compound appos conj root flat vocative list dep parataxis iobj".split()
]
_BEHIND = [
    RELATIONS.index(name) for name in "nmod acl appos conj parataxis advmod nummod obl dep list amod".split()
]
_JOINED = [RELATIONS.index(name) for name in ("conj", "list")]
_LINKS = 3  # doublings of how far a list is followed


@lru_cache(maxsize=1 << 15)
def looks(word: str) -> bytes:
    """Return what a word is by lists and by its letters, a byte of 0 or 1 each."""
    folded = fold_word(word).rstrip(".") or word
    return bytes(
        (
            *(folded in words for words in _LISTS),
            word[0].isupper(),
            len(word) > 1 and word.isupper(),
            1 < len(word) < 7 and word.isupper() and word.isalpha(),
            any(map(str.isdigit, word)),
            word[0].islower(),
            is_role(folded),
            is_titleword(folded),
            is_plural(folded),
        )
    )


_LOOKS = len(looks("a"))
_ENTITIES = len(ENTITY_LABELS)
_TALLY = 2 * _ENTITIES + 1
# Bodies, places, firms, given names, "and", commas, brackets, quotation marks and digits, anywhere in a candidate
_ANYWHERE = [0, 1, 2, 3, 16, 17, 18, 19, len(_LISTS) + 3]
# How many numbers ``features`` returns of each candidate: of scores, of tags and trees, of letters and lines
FEATURES = (
    (6 * _ENTITIES + 21)
    + (5 * len(_UPOS_SEEN) + len(_RELATIONS_SEEN) + 4 + 2 * (1 + len(_BEHIND)) + 7)
    + (6 * _LOOKS + len(_ANYWHERE) + 3 * _TALLY + 2 * _ENTITIES + 6)
)


def _logits(probabilities: Floats) -> Floats:
    result: Floats = np.log((probabilities + np.float32(0.02)) / (np.float32(1.02) - probabilities))
    return result


def _one_of(values: Ints, kinds: list[int]) -> Floats:
    result: Floats = (values[:, None] == np.asarray(kinds)).astype(np.float32)
    return result


def _most(values: Floats, firsts: Ints, ends: Ints) -> Floats:
    """Return the greatest of ``values`` (words + 1, columns) in each run of words, 0 in empty ones."""
    bounds = np.stack((firsts, np.maximum(ends, firsts + 1)), axis=1).ravel()
    result: Floats = np.maximum.reduceat(values, np.minimum(bounds, len(values) - 1), axis=0)[::2]
    return np.where((ends > firsts)[:, None], result, np.float32(0))


def _by_group(groups: Ints, values: Floats) -> Floats:
    """Return for each row of ``values`` the mean over the rows of its group, and the logarithm of their number."""
    size = int(groups.max(initial=-1)) + 1
    counts = np.bincount(groups, minlength=size).astype(np.float32)
    sums = np.stack([np.bincount(groups, column, size) for column in values.T], axis=1)
    table = np.column_stack((sums / np.maximum(counts, 1)[:, None], np.log(np.maximum(counts, 1))))
    result: Floats = table[groups].astype(np.float32)
    return result


def _looked_at(size: int, found: Candidates, above: Ints) -> Ints:
    """Return the numbers of the words in a candidate, right before or behind one, or above its head."""
    begun = np.bincount(np.maximum(found.firsts - 1, 0), minlength=size + 1)
    ended = np.bincount(np.minimum(found.ends + 1, size), minlength=size + 1)
    needed = np.cumsum(begun - ended) > 0
    needed[above] = True
    return np.flatnonzero(needed[:size])


@dataclass(frozen=True, slots=True)
class _Scores:
    """What the encoder says of the words that are looked at, and in a last row of what lies outside of the text.

    ``labels`` (words + 1, 8): the chance of each label by whole mentions, then by bare names. ``edges``
    (words + 1, 4): to begin any and to go on with any, by the same. ``nothing`` (words + 1, 2): to be in none.
    """

    labels: Floats
    edges: Floats
    nothing: Floats
    proper: Floats
    upos: Ints

    @classmethod
    def of(cls, words: Words, at: Ints, mentions: Floats, names: Floats) -> _Scores:
        """Gather the scores of the first pieces of words number ``at``."""
        size = len(words)
        labels, edges, nothing = (np.zeros((size + 1, wide), dtype=np.float32) for wide in (2 * _ENTITIES, 4, 2))
        nothing[size] = 1
        tags = [chances(scores[words.pieces[at]]) for scores in (mentions, names)]
        labels[at] = np.concatenate([part[:, 1::2] + part[:, 2::2] for part in tags], axis=1)
        edges[at] = np.stack([part[:, kind::2].sum(axis=1) for part in tags for kind in (1, 2)], axis=1)
        nothing[at] = np.stack([part[:, 0] for part in tags], axis=1)
        return cls(labels, edges, nothing, np.append(words.proper, np.float32(0)), np.append(words.upos, -1))


@dataclass(frozen=True, slots=True)
class _Spelled:
    """What is read off the letters of the words that are looked at; zeros in a last row, for outside of the text.

    ``look`` (words + 1, looks), and how all words spelled alike (``alike``) and all that are listed beside a word
    (``listed``) are judged: means of the labels' chances and the logarithm of their number, (words + 1, 9).
    """

    look: Floats
    alike: Floats
    listed: Floats

    @classmethod
    def of(cls, text: str, words: Words, at: Ints, scores: _Scores) -> _Spelled:
        """Look at words number ``at``."""
        size = len(words)
        forms = [text[a:b] for a, b in zip(words.starts[at].tolist(), words.ends[at].tolist(), strict=True)]
        look, alike, listed = (np.zeros((size + 1, wide), dtype=np.float32) for wide in (_LOOKS, _TALLY, _TALLY))
        rows = np.frombuffer(b"".join(map(looks, forms)), dtype=np.uint8)
        look[at] = rows.reshape(-1, _LOOKS)
        number: dict[str, int] = {}
        same = np.asarray([number.setdefault(fold_word(form), len(number)) for form in forms], dtype=np.int64)
        is_name = (scores.proper[at] > 0) | (scores.nothing[at, 1] < 0.5)
        names = at[is_name]
        alike[names] = _by_group(same[is_name], scores.labels[names])
        first = np.arange(size + 1)
        joined = np.flatnonzero(np.isin(words.relations, _JOINED) & (words.heads >= 0))
        first[joined] = words.heads[joined]
        for _ in range(_LINKS):
            first = first[first]
        listed[names] = _by_group(first[names], scores.labels[names])
        return cls(look, alike, listed)


def _of_lines(words: Words, found: Candidates, pieces: Pieces, upos: Ints) -> list[Floats]:
    """Return where each candidate stands in its line, how long that is and whether a mark closes it."""
    breaks = np.append(pieces.breaks[words.pieces] >= NEWLINE, True)
    breaks[0] = True
    line = np.cumsum(breaks) - 1
    own = line[found.firsts]
    lasts = np.append(np.flatnonzero(breaks)[1:] - 1, len(words))
    columns = (
        breaks[found.firsts],
        breaks[found.ends],
        own != line[found.ends - 1],
        np.minimum(np.bincount(line)[own], 30) / 30,
        upos[lasts[own]] == UPOS_TAGS.index("PUNCT"),
        words.begins[found.firsts],
    )
    return [column.astype(np.float32) for column in columns]


def features(
    text: str,
    words: Words,
    found: Candidates,
    pieces: Pieces,
    *,
    scores: tuple[Floats, Floats],
    tagged: tuple[frozenset[Span], frozenset[Span]],
) -> Floats:
    """Return what is seen of each candidate, (candidates, features).

    ``scores`` are the encoder's of whole mentions and of bare names, (pieces, 9) each, and ``tagged`` the runs of
    words that its tags make of them.
    """
    size = len(words)
    firsts, ends, heads = found.firsts, found.ends, found.heads
    before = np.where(firsts > 0, firsts - 1, size)
    above = np.where(words.heads[heads] >= 0, words.heads[heads], size)
    at = _looked_at(size, found, above)
    said = _Scores.of(words, at, *scores)
    spelled = _Spelled.of(text, words, at, said)
    sums = np.zeros((size + 2, 2 * _ENTITIES + 2))
    np.cumsum(np.column_stack((said.labels, said.nothing)), axis=0, out=sums[1:])
    length = (ends - firsts)[:, None]
    runs = list(zip(firsts.tolist(), ends.tolist(), strict=True))
    columns = [
        _logits(said.labels[heads]),
        _logits(said.labels[ends - 1]),
        ((sums[ends] - sums[firsts]) / length).astype(np.float32),
        _most(said.nothing, firsts, ends),
        _logits(said.edges[firsts]),
        _logits(said.edges[ends]),
        _most(said.edges[:, ::2], firsts + 1, ends),
        1 - said.nothing[before],
        1 - said.nothing[ends],
        *(said.proper[place] for place in (heads, before, ends)),
        *(_one_of(said.upos[place], _UPOS_SEEN) for place in (firsts, ends - 1, before, ends, above)),
        _one_of(words.relations[heads], _RELATIONS_SEEN),
        _one_of(found.left, [WIDEST, MIDDLE, NARROWEST, TAGGED]),
        *(_one_of(relations, [NOTHING, *_BEHIND]) for relations in (found.last, found.next)),
        *(np.asarray([run in part for run in runs], dtype=np.float32) for part in tagged),
        _one_of(ends - firsts, [1, 2, 3, 4]),
        (np.minimum(length, 12) / 6).astype(np.float32),
        *(spelled.look[place] for place in (heads, firsts, ends - 1, before, ends, above)),
        _most(spelled.look[:, _ANYWHERE], firsts, ends),
        spelled.alike[heads],
        spelled.alike[ends - 1],
        spelled.listed[heads],
        said.labels[above],
        *_of_lines(words, found, pieces, said.upos),
    ]
    result: Floats = np.column_stack(columns)
    return result
