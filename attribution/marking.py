"""A text with its quotes marked: which voice has which letter and colour, and the pieces as HTML. Pure.

The site's pages of an article and of a quote are made with it, and the page of ``attribution show``. Labels and
links are no part of the text: what a reader copies is what the article says.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from markupsafe import Markup, escape

# So many colours are told apart at a glance; then they come again, and the letters go on.
TONES = 8
NOBODY = "?"
CONTENT, SOURCE, CUE = "content", "source", "cue"
# What a page cannot hold: a browser drops NUL, and UTF-8 has no halves of surrogate pairs.
_UNFIT = re.compile("[\0\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of an article: its words, and the character of the whole text at which they begin."""

    start: int
    text: str

    @property
    def end(self) -> int:
        """Return the character of the whole text behind the last one."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Source:
    """Whose a quote is: quotes of one ``key`` are of one voice; it is None where it is not known who that is."""

    key: Hashable | None
    name: str
    speaker_id: int | None = None


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who speaks in an article: a letter, a colour from 1 to TONES (0: not known who), and a name."""

    letter: str
    tone: int
    name: str
    speaker_id: int | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """A quote to be marked: its row's number, its label ("A2": the second of voice A), and its spans by role."""

    id: int
    label: str
    voice: Voice
    spans: Mapping[str, Sequence[tuple[int, int]]] = field(default_factory=dict)


def letter(number: int) -> str:
    """Return the letter of the voice with a number from 0: A to Z, then AA, AB."""
    letters = ""
    number += 1
    while number:
        number, digit = divmod(number - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return letters


def labelled(sources: Iterable[Source]) -> list[tuple[str, Voice]]:
    """Return the label and the voice of each quote of an article, from whose it is, in the same order."""
    voices: dict[Hashable, Voice] = {}
    counts: Counter[str] = Counter()
    found = []
    for source in sources:
        place = len(voices)
        if source.key is None:
            voice = Voice(NOBODY, 0, source.name)
        else:
            new = Voice(letter(place), place % TONES + 1, source.name, source.speaker_id)
            voice = voices.setdefault(source.key, new)
        counts[voice.letter] += 1
        found.append((f"{voice.letter}{counts[voice.letter]}", voice))
    return found


def voices_of(marks: Sequence[Mark]) -> list[tuple[Voice, Mark, int]]:
    """Return who speaks, each with their first mark and the number of their quotes; those not known last."""
    counts = Counter(mark.voice.letter for mark in marks)
    firsts: dict[str, Mark] = {}
    for mark in marks:
        firsts.setdefault(mark.voice.letter, mark)
    listed = [(mark.voice, mark, counts[name]) for name, mark in firsts.items()]
    return sorted(listed, key=lambda voice: voice[0].tone == 0)


@dataclass(frozen=True, slots=True)
class Placed:
    """A span of a text, end exclusive, with what it is (``role``) and the number of what it belongs to."""

    start: int
    end: int
    role: str
    number: int


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a text on which the same spans lie from its start to its end.

    ``begun`` are those that start with it, the longest first; ``active`` all that lie on it.
    """

    start: int
    end: int
    active: tuple[Placed, ...]
    begun: tuple[Placed, ...]


def segments(spans: Iterable[Placed], start: int, end: int) -> Iterator[Segment]:
    """Yield the pieces of ``text[start:end]`` in order; together they are all of it.

    A span that is empty or lies outside is left out, one that reaches outside is cut off there.
    """
    starting: dict[int, list[Placed]] = {}
    cuts = {start, end}
    for span in spans:
        first, last = max(span.start, start), min(span.end, end)
        if first < last:
            starting.setdefault(first, []).append(span)
            cuts |= {first, last}
    active: list[Placed] = []
    for first, last in pairwise(sorted(cuts)):
        begun = sorted(starting.get(first, ()), key=lambda span: (span.start - span.end, span.number))
        active = [span for span in (*active, *begun) if span.end > first]
        yield Segment(first, last, tuple(active), tuple(begun))


def marked(passages: Sequence[Passage], marks: Sequence[Mark], *, links: bool = True) -> list[Markup]:
    """Return the text of each passage with its marks.

    With ``links`` each quote begins with a link (id ``q-ID``) to its record (``#r-ID``). A piece has the colour of
    the innermost content on it, and a line below in that of the next one around.
    """
    spans = [
        Placed(first, last, role, place)
        for place, mark in enumerate(marks)
        for role, pairs in mark.spans.items()
        for first, last in pairs
    ]
    linked: set[int] = set() if links else set(range(len(marks)))
    made = [_marked(passage, spans, marks, linked) for passage in passages]
    # A quote whose place is in none of them can still be gone to.
    lost = Markup("").join(_link(mark) for place, mark in enumerate(marks) if place not in linked)
    return [*made[:-1], made[-1] + lost] if made else [lost]


def _marked(passage: Passage, spans: Sequence[Placed], marks: Sequence[Mark], linked: set[int]) -> Markup:
    out = []
    for piece in segments(spans, passage.start, passage.end):
        for span in piece.begun:
            if span.role == CONTENT and span.number not in linked:
                linked.add(span.number)
                out.append(_link(marks[span.number]))
        words = passage.text[piece.start - passage.start : piece.end - passage.start]
        out.append(_piece(shown(words), piece, marks))
    return Markup("").join(out)


def shown(text: str) -> Markup:
    """Return a text as HTML with the same text; what no page can hold has a stand-in of one character."""
    return Markup(str(escape(_UNFIT.sub("\ufffd", text))).replace("\r", "&#13;"))


def _link(mark: Mark) -> Markup:
    name = mark.voice.name or "nobody named"
    return Markup(
        '<a class="label t{}" id="q-{}" href="#r-{}" data-label="{}" aria-label="{}, {}: to its record"></a>'
    ).format(mark.voice.tone, mark.id, mark.id, mark.label, mark.label, shown(" ".join(name.split())[:80]))


def _piece(words: Markup, piece: Segment, marks: Sequence[Mark]) -> Markup:
    if not piece.active:
        return words
    contents = sorted((s for s in piece.active if s.role == CONTENT), key=lambda s: (s.end - s.start, -s.number))
    classes = []
    if contents:
        classes += [CONTENT, f"t{marks[contents[0].number].voice.tone}"]
    if len(contents) > 1:
        classes.append(f"in{marks[contents[1].number].voice.tone}")
    others = sorted((s for s in piece.active if s.role != CONTENT), key=lambda s: (s.end - s.start, s.number))
    if others:
        classes += [*dict.fromkeys(s.role for s in others), f"of{marks[others[0].number].voice.tone}"]
    begun = [label for s in piece.begun if s.role == SOURCE and (label := marks[s.number].label)]
    of = Markup(' data-of="{}"').format(" ".join(begun)) if begun else ""
    inner = sorted(piece.active, key=lambda s: (s.end - s.start, s.number))
    numbers = " ".join(dict.fromkeys(str(marks[s.number].id) for s in inner))
    return Markup('<span class="{}" data-q="{}"{}>{}</span>').format(" ".join(classes), numbers, of, words)
