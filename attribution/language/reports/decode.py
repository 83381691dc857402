"""From scores to attributions: spans by the tag chain, then each span to its cue by the learned links."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from attribution.language.network.chain import best_path, marginals, segments
from attribution.language.network.encoder import EncoderOutput
from attribution.language.network.tags import ENTITY_LABELS, ROLES
from attribution.language.network.wordpieces import CLOSING, JOINED, NEWLINE, OPENING, OUTSIDE, PARAGRAPH, Pieces
from attribution.records import Entity, Span

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
SOURCE, CUE, CONTENT = range(len(ROLES))
# By how much the end of a content is favoured, as a logarithm; chosen on held-out training articles.
LEANING = 0.5
_STOPS = re.compile(r"[.,;:!?…—–-][\s\"”’'»)\]]*\Z")
_DOUBLE_AFTER = re.compile(r"[-‐‑'’](?=[^\W\d_a-z])\w+")
_DOUBLE_BEFORE = re.compile(r"(?<!\w)(?:[^\W\d_a-z]\w*[-‐‑]|[^\W\d_]{1,2}['’])\Z")


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of pieces ``first`` to ``last`` (exclusive) with one role, and the mean probability of its tags.

    ``reach`` is where the run began before it was cut at a paragraph: links may point there.
    """

    role: int
    first: int
    last: int
    probability: float
    reach: int = -1

    @property
    def linked_from(self) -> int:
        """The first piece whose links count for this segment."""
        return self.first if self.reach < 0 else self.reach


@dataclass(slots=True)
class Draft:
    """An attribution in the making: numbers of pieces, not yet of characters."""

    cues: list[Segment]
    contents: list[Segment] = field(default_factory=list)
    source: Segment | None = None
    link_probabilities: list[float] = field(default_factory=list)
    source_probability: float = 1.0


class Pooled:
    """Where a segment links to: ``mass`` on each piece from number ``start`` on, and ``nobody``, together 1."""

    __slots__ = ("_sums", "mass", "nobody", "start")

    def __init__(self, mass: Floats, nobody: float, start: int) -> None:
        self.mass, self.nobody, self.start = mass, nobody, start
        self._sums = np.zeros(len(mass) + 1)
        np.cumsum(mass, dtype=np.float64, out=self._sums[1:])

    def on(self, first: int, last: int) -> float:
        """Return the mass on pieces ``first`` to ``last``."""
        low, high = max(first - self.start, 0), min(last - self.start, len(self.mass))
        # Most spans of an article lie outside of the windows that one links in.
        return float(self._sums[high] - self._sums[low]) if low < high else 0.0

    def on_each(self, spans: Ints) -> npt.NDArray[np.float64]:
        """Return the mass on each of ``spans`` (spans, 2), as ``on`` does."""
        bounds = np.clip(spans - self.start, 0, len(self.mass))
        masses: npt.NDArray[np.float64] = self._sums[bounds[:, 1]] - self._sums[bounds[:, 0]]
        return masses


def _mixed(parts: list[Pooled], shares: list[float]) -> Pooled:
    """Return the weighted sum of ``parts``; ``shares`` sum to 1."""
    start = min(part.start for part in parts)
    mass = np.zeros(max(part.start + len(part.mass) for part in parts) - start, dtype=np.float32)
    for part, share in zip(parts, shares, strict=True):
        mass[part.start - start :][: len(part.mass)] += np.float32(share) * part.mass
    return Pooled(mass, sum(share * part.nobody for part, share in zip(parts, shares, strict=True)), start)


class Links:
    """The links of a reading, pooled by segment."""

    def __init__(self, reading: EncoderOutput) -> None:
        self._windows = [item.window for item in reading.links]
        self._ends = [window.end for window in self._windows]
        self._to_cue = [_chances(item.to_cue) for item in reading.links]
        self._to_source = [_chances(item.to_source) for item in reading.links]

    def pooled(self, first: int, last: int, *, to_source: bool) -> Pooled:
        """Average the link distributions of the pieces ``first`` to ``last`` (exclusive)."""
        # Only the windows that hold the segment: the time for a book must not grow with its square.
        at = bisect_right(self._ends, first)
        tables = self._to_source if to_source else self._to_cue
        start = self._windows[at].start
        parts = []
        nobody = 0.0
        while at < len(tables) and self._windows[at].start < last:
            window = self._windows[at]
            low, high = max(first, window.start), min(last, window.end)
            total = tables[at][low - window.start + 1 : high - window.start + 1].sum(axis=0)
            parts.append(total[1:-1])
            nobody += float(total[0] + total[-1])
            at += 1
        mass = parts[0] if len(parts) == 1 else np.concatenate(parts)
        count = last - first
        return Pooled(mass / np.float32(count), nobody / count, start)


def _chances(scores: Floats) -> Floats:
    """Return the chances (pieces + 2, pieces + 2) of each row's links."""
    chances: Floats = np.exp(scores - scores.max(axis=1, keepdims=True))
    chances /= chances.sum(axis=1, keepdims=True)
    return chances


def leaning(transitions: Floats, amount: float = LEANING) -> Floats:
    """Return tag transitions (from, to) that lean towards contents, by favouring the end of each.

    Where the best sequence of tags is in doubt, it has fewer contents than people mark, and runs two together.
    """
    leant: Floats = transitions.copy()
    leant[2 * CONTENT + 1 : 2 * CONTENT + 3, 0] += np.float32(amount)
    return leant


def role_segments(reading: EncoderOutput, transitions: Floats) -> list[Segment]:
    """Return the spans of source, cue and content in order of the text."""
    path = best_path(reading.roles, transitions)
    likely = marginals(reading.roles, transitions)
    found = []
    for role, begin, end in segments(path):
        parts = (
            _by_paragraph(reading, begin, end)
            if role == CONTENT
            else [(_last_paragraph(reading, begin, end), end)]
        )
        for first, last in parts:
            # B and I of one role are one answer here: what counts is how sure the role of each piece is.
            sure = likely[first:last, [2 * role + 1, 2 * role + 2]].sum(axis=1)
            cut = role != CONTENT and first > begin
            found.append(Segment(role, first, last, float(sure.mean()), begin if cut else -1))
    return found


def _last_paragraph(reading: EncoderOutput, first: int, last: int) -> int:
    """Return where the last paragraph of a run of pieces begins: only contents go on over paragraphs.

    What stands before is most often a title or a place line that the run took in.
    """
    inner = np.flatnonzero(reading.pieces.breaks[first + 1 : last] == PARAGRAPH)
    return first + 1 + int(inner[-1]) if len(inner) else first


def _by_paragraph(reading: EncoderOutput, first: int, last: int) -> list[tuple[int, int]]:
    """Cut a content where a paragraph ends outside quotation marks: each part finds its own cue."""
    breaks, quotes = reading.pieces.breaks, reading.pieces.quotes
    inner = [
        at for at in range(first + 1, last) if breaks[at] == PARAGRAPH and quotes[at - 1] in (OUTSIDE, CLOSING)
    ]
    return list(pairwise([first, *inner, last]))


def entities(pieces: Pieces, scores: Floats, text: str) -> list[Entity]:
    """Return the entities of ``scores`` (pieces, 9); a run keeps the label that its pieces favour together."""
    names = len(ENTITY_LABELS)
    tags = scores.argmax(axis=1).tolist() if len(pieces) else []
    breaks = pieces.breaks.tolist()
    found: list[Entity] = []
    at = 0
    while at < len(tags):
        if tags[at] == 0:
            at += 1
            continue
        first = at
        at += 1
        # A word is never cut: its later pieces go with its first. A name never runs over paragraphs.
        while (
            at < len(tags)
            and breaks[at] != PARAGRAPH
            and tags[at] != 0
            and (tags[at] % 2 == 0 or breaks[at] == JOINED)
        ):
            at += 1
        total = scores[first:at].sum(axis=0)
        label = ENTITY_LABELS[int((total[1 : 2 * names : 2] + total[2 : 2 * names + 1 : 2]).argmax())]
        start, end = int(pieces.starts[first]), int(pieces.ends[at - 1])
        start, end = _whole_name(text, start, end)
        # Two names of one kind with nothing but a space between are one name that the tags began twice.
        beside = found and (text[found[-1].end : start] == " " and found[-1].label == label)
        if found and (beside or start < found[-1].end):
            start, label = found[-1].start, found[-1].label
            found.pop()
        found.append(Entity(start, end, label))
    return found


def _whole_name(text: str, start: int, end: int) -> Span:
    """Grow a name to whole words, over a mark inside ("Okafor-Lane", "d’Aurevilly"), not in "Paris-based"."""
    start, end = _whole_words(text, start, end)
    while (after := _DOUBLE_AFTER.match(text, end)) is not None:
        end = after.end()
    while (before := _DOUBLE_BEFORE.search(text, max(0, start - 40), start)) is not None:
        start = before.start()
    return start, end


def _whole_words(text: str, start: int, end: int) -> Span:
    while start and text[start].isalnum() and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return start, end


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Least masses for a link to hold; chosen on held-out training articles."""

    content_to_cue: float = 0.15
    unseen_cue: float = 0.35
    same_cue: float = 0.65
    own_source: float = 0.4


def _peak(pooled: Pooled, taken: npt.NDArray[np.bool_]) -> tuple[int, float]:
    mass = np.where(taken[pooled.start :][: len(pooled.mass)], 0, pooled.mass)
    at = int(mass.argmax())
    return pooled.start + at, float(mass[max(0, at - 1) : at + 2].sum())


def assemble(reading: EncoderOutput, spans: list[Segment], limits: Thresholds, text: str) -> list[Draft]:
    """Group spans of a text into attributions: contents follow their link to a cue, cues theirs to a source."""
    links = Links(reading)
    cues = [s for s in spans if s.role == CUE]
    contents = [s for s in spans if s.role == CONTENT]
    sources = [s for s in spans if s.role == SOURCE]
    drafts: list[Draft] = []
    for cue in cues:
        pooled = links.pooled(cue.first, cue.last, to_source=False)
        for draft in drafts:
            if pooled.on(draft.cues[0].first, draft.cues[0].last) > limits.same_cue:
                draft.cues.append(cue)
                break
        else:
            drafts.append(Draft([cue]))
    taken = np.zeros(len(reading.pieces), dtype=bool)
    for segment in spans:
        taken[segment.first : segment.last] = True
    said = _Cues(drafts)
    for content in contents:
        _attach(content, said, links, taken, limits)
    drafts = _with_continued([draft for draft in drafts if draft.contents], reading, text)
    places = np.asarray([(s.linked_from, s.last) for s in sources], dtype=np.int64).reshape(-1, 2)
    for draft in drafts:
        _find_source(draft, sources, places, links, limits)
    return sorted(drafts, key=lambda d: d.contents[0].first)


def _with_continued(drafts: list[Draft], reading: EncoderOutput, text: str) -> list[Draft]:
    """Join a quotation that opens a paragraph, and has no cue, with what the paragraph before it quotes.

    A quotation goes on so over paragraphs; no link to its cue crosses from one window to another, and a cue far
    above is seldom sure. A line in quotation marks that ends like no sentence is a heading.
    """
    breaks, quotes = reading.pieces.breaks, reading.pieces.quotes
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda one: one.contents[0].first):
        first = draft.contents[0].first
        before = None
        opens = first and breaks[first] == PARAGRAPH and quotes[first] == OPENING
        end = int(reading.pieces.ends[draft.contents[-1].last - 1])
        if opens and not draft.cues and _STOPS.search(text, max(0, end - 8), end):
            paragraph = first - 1
            while paragraph and breaks[paragraph] < NEWLINE:
                paragraph -= 1
            before = next((one for one in reversed(kept) if _quotes_in(one, paragraph, first, reading)), None)
        if before is None:
            kept.append(draft)
        else:
            before.contents += draft.contents
            before.link_probabilities += [min(before.link_probabilities)] * len(draft.contents)
    return kept


def _quotes_in(draft: Draft, start: int, end: int, reading: EncoderOutput) -> bool:
    """Whether a draft has a cue, and a quotation between two pieces."""
    quotes = reading.pieces.quotes
    return bool(draft.cues) and any(start <= c.first < end and quotes[c.first] == OPENING for c in draft.contents)


class _Cues:
    """Drafts, and the cues of them all in one table, so that each content is held against all at once."""

    def __init__(self, drafts: list[Draft]) -> None:
        self.drafts = drafts
        rows = [(cue.first, cue.last, number) for number, draft in enumerate(drafts) for cue in draft.cues]
        self._table = np.asarray(rows, dtype=np.int64).reshape(-1, 3)

    def add(self, draft: Draft) -> None:
        """Add a draft."""
        rows = [(cue.first, cue.last, len(self.drafts)) for cue in draft.cues]
        self._table = np.concatenate((self._table, np.asarray(rows, dtype=np.int64).reshape(-1, 3)))
        self.drafts.append(draft)

    def best(self, pooled: Pooled) -> tuple[float, int]:
        """Return the mass on the cues of the draft that has most of it, and its number, -1 where there is none."""
        if not self.drafts:
            return 0.0, -1
        masses = np.bincount(self._table[:, 2], pooled.on_each(self._table[:, :2]), len(self.drafts))
        number = int(masses.argmax())
        return float(masses[number]), number


def _attach(content: Segment, said: _Cues, links: Links, taken: npt.NDArray[np.bool_], limits: Thresholds) -> None:
    pooled = links.pooled(content.first, content.last, to_source=False)
    score, number = said.best(pooled)
    peak, elsewhere = _peak(pooled, taken)
    if number >= 0 and score >= limits.content_to_cue and score >= elsewhere:
        draft = said.drafts[number]
    elif elsewhere >= limits.unseen_cue:
        # The links see a cue that the tags missed.
        draft = Draft([Segment(CUE, peak, peak + 1, elsewhere)])
        taken[peak] = True
        said.add(draft)
        score = elsewhere
    else:
        draft = Draft([])
        said.add(draft)
        score = max(score, pooled.nobody) / 2
    draft.contents.append(content)
    draft.link_probabilities.append(score)


def _find_source(draft: Draft, sources: list[Segment], places: Ints, links: Links, limits: Thresholds) -> None:
    """Give a draft its source; ``places`` (sources, 2) are the pieces from and to which each is linked to."""
    parts = [links.pooled(c.first, c.last, to_source=True) for c in draft.cues]
    parts += [links.pooled(c.first, c.last, to_source=True) for c in draft.contents]
    shares = [0.5 / len(draft.cues)] * len(draft.cues) if draft.cues else []
    rest = 0.5 if draft.cues else 1.0
    shares += [rest / len(draft.contents)] * len(draft.contents)
    pooled = _mixed(parts, shares)
    best: tuple[float, Segment | None] = (pooled.nobody, None)
    if sources:
        masses = pooled.on_each(places)
        number = int(masses.argmax())
        if masses[number] > best[0]:
            best = (float(masses[number]), sources[number])
    if best[1] is None and draft.cues:
        # The source may know its cue where the cue does not know its source.
        for source in sources:
            near = abs(source.first - draft.cues[0].first) < 200
            back = near and links.pooled(source.first, source.last, to_source=False).on(
                draft.cues[0].first, draft.cues[0].last
            )
            if back and back >= limits.own_source and 1 + back > best[0]:
                best = (1 + back, source)
        if best[1] is not None:
            best = (best[0] - 1, best[1])
    draft.source_probability, draft.source = min(1.0, best[0]), best[1]


def characters(reading: EncoderOutput, text: str, segment: Segment) -> Span:
    """Return the segment as character offsets, grown to whole words."""
    start, end = int(reading.pieces.starts[segment.first]), int(reading.pieces.ends[segment.last - 1])
    return _whole_words(text, start, end)
