"""How well predicted attributions agree with those that people marked.

Rows are dicts with ``id``, ``text`` and ``attributions``, as ``attribution extract`` writes them: a role of
an attribution (``content``, ``source``, ``cue``) is a list of ``[start, end]`` character offsets.
Whatever is compared is compared on letters and digits alone, so that quotation marks, spaces
and full stops never decide. The figures:

``content@0.5``  the contents share at least half of the characters that either has
``content=``     the contents are the same
``+source``      as content@0.5, and the sources overlap, or neither has one
``+source=``     as content@0.5, and the sources share at least half
``exact``        contents and sources are the same

Each prediction is paired with at most one gold attribution, the most alike first. Predictions nested in
another are left out, as people marked the outer ones only. The ``direct`` part keeps the attributions
whose content has a quotation mark in it or within two characters of it.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from attribution.errors import InputError
from attribution.words.names import person_name

Row: TypeAlias = Mapping[str, Any]
Figures: TypeAlias = dict[str, Any]

MEASURES = ("content@0.5", "content=", "+source", "+source=", "exact")
ROLES = ("content", "source", "cue")
# A row of a damaged text says by this key whether the attribution is direct in the whole text.
DIRECT = "direct_in_whole_text"
SPEAKER_GROUPS = ("named", "reference", "first", "nobody")

_QUOTATION_MARK = re.compile("[\"“”„‟«»‹›‘`]|''")  # one apostrophe alone is not one
_BESIDE = 2
_WORDS = re.compile(r"\w+")
_FIRST_PERSON = frozenset({"i", "me", "my", "mine", "we", "us", "our", "ours", "you", "your", "yours"})
_Z95 = 1.96


def read_rows(path: str) -> list[dict[str, Any]]:
    """Return the rows of a JSON Lines file. Raises InputError, naming the line, where it can't be read."""
    try:
        lines = Path(path).read_text(encoding="utf-8-sig").split("\n")
    except FileNotFoundError:
        raise InputError(f"{path} does not exist: check the path") from None
    except UnicodeDecodeError as error:
        raise InputError(f"{path} is not UTF-8 (byte {error.start}): save it as UTF-8") from None
    except OSError as error:
        raise InputError(f"{path} could not be read ({error.strerror}): check the path") from None
    rows = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise InputError(f"{path}:{number} is not valid JSON: {error}") from None
        if not isinstance(row, dict):
            raise InputError(f"{path}:{number} is no JSON object: each line must be one")
        rows.append(row)
    return rows


def evaluate(gold_rows: Iterable[Row], predicted_rows: Iterable[Row]) -> dict[str, Figures]:
    """Return the figures of a prediction: ``{"all": {...}, "direct": {...}}``.

    An article that the prediction lacks, or that failed in it, counts as having nothing predicted.
    Raises InputError where an id stands twice, the prediction has an article that gold lacks, or a
    row has not the form that is needed.
    """
    tallies = {"all": _Tally(), "direct": _Tally()}
    for _, article in _articles(gold_rows, predicted_rows):
        tallies["all"].add(article)
        tallies["direct"].add(article.direct())
    return {part: tally.figures() for part, tally in tallies.items()}


def outcomes(gold_row: Row, predicted_row: Row) -> list[bool | None]:
    """Say of each predicted attribution of an article whether ``+source`` counts it as right; None if nested.

    Raises InputError as ``evaluate`` does.
    """
    article = _compare(gold_row.get("id"), gold_row, predicted_row)
    right = {id(pair.predicted.row) for pair in article.pairs if pair.right}
    return [
        id(row) in right if row.get("nested_in") is None else None for row in predicted_row.get("attributions", ())
    ]


class Match(NamedTuple):
    """A gold attribution with the prediction that has half of its content or more, or either of them alone.

    ``article`` is the gold row that they stand in; ``right`` is whether ``+source`` counts the pair as right.
    """

    article: Row
    gold: Row | None
    predicted: Row | None
    right: bool


def matches(gold_rows: Iterable[Row], predicted_rows: Iterable[Row]) -> Iterator[Match]:
    """Yield each gold attribution, with its prediction if it is found, and each other prediction.

    Nested predictions are left out. Raises InputError as ``evaluate`` does.
    """
    for row, article in _articles(gold_rows, predicted_rows):
        found = {pair.gold: pair for pair in article.pairs if pair.likeness >= 0.5}
        for one in article.gold:
            pair = found.get(one)
            yield Match(row, one.row, pair.predicted.row if pair else None, bool(pair and pair.right))
        paired = {pair.predicted for pair in found.values()}
        yield from (Match(row, None, one.row, False) for one in article.predicted if one not in paired)


def is_direct(content: Iterable[Sequence[int]], text: str) -> bool:
    """Say whether a quotation mark stands in a content or right beside it."""
    return any(_QUOTATION_MARK.search(text[max(0, start - _BESIDE) : end + _BESIDE]) for start, end in content)


def as_lines(figures: Mapping[str, Figures]) -> Iterator[str]:
    """Yield the figures as lines for people: a heading for each part, then a line for each measure."""
    for part, rows in figures.items():
        yield f"[{part}] gold {rows['gold']} predicted {rows['predicted']}"
        for name, row in rows.items():
            if isinstance(row, Mapping):
                yield f"  {name:<24}" + "  ".join(f"{key} {value}" for key, value in row.items())


# An article, with its attributions as sets of characters


@dataclass(frozen=True, eq=False)
class _Marked:
    """An attribution in its text; each role is a set of character positions, held as the bits of an int.

    An article of 1,000 words has up to 136 attributions on either side, each to be compared with each:
    as bits that is a fraction of a second for a corpus.
    """

    row: Row
    text: str
    content: int
    source: int
    cue: int

    @cached_property
    def is_direct(self) -> bool:
        """Whether a quotation mark stands in the content or right beside it, in the whole text if this is not."""
        known = self.row.get(DIRECT)
        return is_direct(self.row["content"], self.text) if known is None else bool(known)

    @cached_property
    def speaker_groups(self) -> tuple[str, ...]:
        """The groups of speakers that a gold attribution counts in; none where gold names no speakers."""
        row = self.row
        if "speaker" not in row or row.get("kind") == "name":
            return ()
        if row.get("cue_class", "speech") not in ("speech", "according"):
            return ()
        words = [
            word for start, end in row.get("source") or () for word in _WORDS.findall(self.text[start:end].lower())
        ]
        if len(words) == 1 and words[0] in _FIRST_PERSON:
            return ("first",)
        if not row["speaker"]:
            return ("nobody",)
        return ("named", "reference") if row.get("source_form") in ("pronoun", "nominal") else ("named",)


@dataclass(frozen=True, slots=True)
class _Pair:
    gold: _Marked
    predicted: _Marked
    likeness: float

    @property
    def right(self) -> bool:
        """Whether at least half of the content agrees, and the sources overlap."""
        return self.likeness >= 0.5 and _likeness(self.gold.source, self.predicted.source) > 0


@dataclass(frozen=True, slots=True)
class _Article:
    gold: Sequence[_Marked]
    predicted: Sequence[_Marked]
    pairs: Sequence[_Pair]

    def direct(self) -> _Article:
        """Keep what is direct: a pair where its gold is, a prediction without a pair where it is itself."""
        pairs = [pair for pair in self.pairs if pair.gold.is_direct]
        paired = {pair.predicted for pair in self.pairs}
        kept = {pair.predicted for pair in pairs}
        return _Article(
            [one for one in self.gold if one.is_direct],
            [one for one in self.predicted if one in kept or (one not in paired and one.is_direct)],
            pairs,
        )


def _articles(gold_rows: Iterable[Row], predicted_rows: Iterable[Row]) -> Iterator[tuple[Row, _Article]]:
    gold = _by_id(gold_rows, "gold")
    predicted = _by_id(predicted_rows, "prediction")
    if unknown := [key for key in predicted if key not in gold]:
        raise InputError(
            f"the prediction has articles that gold lacks, such as {unknown[0]!r}: "
            "predict the articles of the gold file, under its ids"
        )
    for key, row in gold.items():
        yield row, _compare(key, row, predicted.get(key, {}))


def _compare(key: object, gold_row: Row, predicted_row: Row) -> _Article:
    text = gold_row.get("text")
    if not isinstance(text, str):
        raise InputError(f'gold article {key!r} has no "text"')
    alphanumeric = int("".join("1" if character.isalnum() else "0" for character in reversed(text)) or "0", 2)
    gold = _attributions(f"gold article {key!r}", gold_row.get("attributions"), text, alphanumeric, shortest=0)
    # A line of an article that failed has no attributions, only an error.
    found = predicted_row.get("attributions", ())
    marked = _attributions(f"predicted article {key!r}", found, text, alphanumeric)
    predicted = [one for one in marked if one.row.get("nested_in") is None]
    return _Article(gold, predicted, _paired(gold, predicted))


def _attributions(where: str, rows: object, text: str, alphanumeric: int, *, shortest: int = 1) -> list[_Marked]:
    # Corpora mark an implied role by a span without length; a prediction has no reason to.
    if not isinstance(rows, (list, tuple)):
        raise InputError(f'{where} has no list of "attributions"')
    marked = []
    for row in rows:
        if not isinstance(row, Mapping) or "content" not in row:
            raise InputError(f'{where}: an attribution must be an object with a "content"')
        roles = [
            _bits(f"{where}, {role}", row.get(role) or (), text, shortest=shortest) & alphanumeric
            for role in ROLES
        ]
        marked.append(_Marked(row, text, *roles))
    return marked


def _bits(where: str, spans: Any, text: str, *, shortest: int) -> int:
    bits = 0
    try:
        for start, end in spans:
            if not 0 <= start <= end - shortest <= len(text) - shortest:
                raise InputError(f"{where}: the span [{start}, {end}] lies outside the text")
            bits |= (1 << end) - (1 << start)
    except (TypeError, ValueError):
        raise InputError(f"{where}: spans must be a list of [start, end], whole numbers") from None
    return bits


def _paired(gold: Sequence[_Marked], predicted: Sequence[_Marked]) -> list[_Pair]:
    candidates = [
        (-_likeness(ours.content, theirs.content), i, j)
        for i, ours in enumerate(gold)
        for j, theirs in enumerate(predicted)
        if ours.content & theirs.content
    ]
    free_gold, free_predicted = set(range(len(gold))), set(range(len(predicted)))
    pairs = []
    for unlikeness, i, j in sorted(candidates):
        if i in free_gold and j in free_predicted:
            free_gold.remove(i)
            free_predicted.remove(j)
            pairs.append(_Pair(gold[i], predicted[j], -unlikeness))
    return pairs


def _likeness(first: int, second: int) -> float:
    """Return the share of the characters of either that both have; 1 where neither has any."""
    either = (first | second).bit_count()
    return (first & second).bit_count() / either if either else 1.0


# Counting


@dataclass
class _Tally:
    """Counts over articles, and the figures made of them."""

    gold: int = 0
    predicted: int = 0
    hits: Counter[str] = field(default_factory=Counter)
    characters: Counter[tuple[str, str]] = field(default_factory=Counter)
    speakers: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, article: _Article) -> None:
        self.gold += len(article.gold)
        self.predicted += len(article.predicted)
        for pair in article.pairs:
            self._add_pair(pair)
        for one in article.gold:
            self.speakers.update((group, "gold") for group in one.speaker_groups)
        for role in ROLES:
            ours, theirs = _union(article.gold, role), _union(article.predicted, role)
            self.characters[role, "both"] += (ours & theirs).bit_count()
            self.characters[role, "gold"] += ours.bit_count()
            self.characters[role, "predicted"] += theirs.bit_count()

    def _add_pair(self, pair: _Pair) -> None:
        ours, theirs = pair.gold.source, pair.predicted.source
        sources = _likeness(ours, theirs)
        half, same = pair.likeness >= 0.5, pair.likeness == 1.0
        self.hits["content@0.5"] += half
        self.hits["content="] += same
        self.hits["+source"] += half and sources > 0
        self.hits["+source="] += half and sources >= 0.5
        self.hits["exact"] += same and sources == 1.0
        if not half:
            return
        for group in pair.gold.speaker_groups:
            given = pair.predicted.row.get("speaker")
            right = bool(given) if group == "nobody" else same_name(pair.gold.row["speaker"], given)
            self.speakers[group, "found"] += 1
            self.speakers[group, "right"] += right

    def figures(self) -> Figures:
        out: Figures = {"gold": self.gold, "predicted": self.predicted}
        for measure in MEASURES:
            out[measure] = _precision_recall(self.hits[measure], self.predicted, self.gold)
        for role in ROLES:
            counts = (self.characters[role, count] for count in ("both", "predicted", "gold"))
            out[f"characters of {role}"] = _precision_recall(*counts)
        for group in SPEAKER_GROUPS:
            if self.speakers[group, "gold"]:
                out[f"speaker of {group}"] = self._speaker_figures(group)
        return out

    def _speaker_figures(self, group: str) -> Figures:
        gold, found, right = (self.speakers[group, count] for count in ("gold", "found", "right"))
        share = round(right / max(1, found), 4)
        if group == "nobody":
            return {"gold": gold, "found": found, "given a name": share}
        return {
            "gold": gold,
            "found": found,
            "right where found": share,
            "ci95": wilson(right, found),
            "recall": round(right / gold, 4),
        }


def _union(marked: Iterable[_Marked], role: str) -> int:
    bits = 0
    for one in marked:
        bits |= getattr(one, role)
    return bits


def _precision_recall(hits: int, predicted: int, gold: int) -> dict[str, float]:
    precision, recall = hits / max(1, predicted), hits / max(1, gold)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return {"p": round(precision, 4), "r": round(recall, 4), "f1": round(f1, 4)}


def wilson(hits: int, trials: int) -> list[float]:
    """Return Wilson's 95 % interval for a share, as [low, high] to three digits; [0, 1] without trials."""
    if not trials:
        return [0.0, 1.0]
    share, square = hits / trials, _Z95 * _Z95
    centre = share + square / (2 * trials)
    half = _Z95 * math.sqrt(share * (1 - share) / trials + square / (4 * trials * trials))
    scale = 1 + square / trials
    return [round((centre - half) / scale, 3), round((centre + half) / scale, 3)]


# Names


def same_name(gold: str | None, predicted: str | None) -> bool:
    """Say whether two names are one: equal, or one ends with two words or more that are all of the other.

    Accents, case, titles, suffixes and initials do not count. A bare surname is not the full name;
    the full name is right where gold has the surname alone.
    """
    ours, theirs = _name_words(gold), _name_words(predicted)
    if ours == theirs:
        return True
    if not ours or len(theirs) < 2:
        return False
    return ours[-len(theirs) :] == theirs or theirs[-len(ours) :] == ours


def _name_words(name: str | None) -> tuple[str, ...]:
    words = person_name(name).words if name else ()
    return tuple(word for word in words if len(word) > 1 and word != "the") or words


def _by_id(rows: Iterable[Row], name: str) -> dict[object, Row]:
    by_id: dict[object, Row] = {}
    for number, row in enumerate(rows, 1):
        if not isinstance(row, Mapping) or not isinstance(row.get("id"), (str, int)):
            raise InputError(f'article {number} of {name} has no "id"')
        if row["id"] in by_id:
            raise InputError(f"the id {row['id']!r} stands twice in {name}: give each article its own")
        by_id[row["id"]] = row
    return by_id
