"""An article's text with its quotes marked: which speaker has which letter and colour, and the pieces as HTML.

Labels and links are no part of the text: what a reader copies is what the article says.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup, escape

from attribution.segments import Placed, Segment, segments
from attribution.site.pages.passages import Passage

# So many colours are told apart at a glance; then they come again, and the letters go on.
TONES = 8
NOBODY = "?"
CONTENT, SOURCE, CUE = "content", "source", "cue"
ROLES = (CONTENT, SOURCE, CUE)


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

    @property
    def start(self) -> int:
        """Return where its content begins; 0 where it has none."""
        return min((start for start, _ in self.spans.get(CONTENT, ())), default=0)


def letter(number: int) -> str:
    """Return the letter of the voice with a number from 0: A to Z, then AA, AB."""
    letters = ""
    number += 1
    while number:
        number, digit = divmod(number - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return letters


def labelled(quotes: Iterable[Mapping[str, object]]) -> list[tuple[str, Voice]]:
    """Return the label and the voice of each quote of an article, in the same order.

    A quote has ``speaker_id``, ``speaker``, ``description`` and ``source``. Sources without a name are one voice
    where the article calls them the same; those that are not known have none.
    """
    voices: dict[object, Voice] = {}
    counts: dict[str, int] = {}
    found = []
    for quote in quotes:
        number, description = quote["speaker_id"], quote["description"]
        key = number if number is not None else str(description).casefold() if description else None
        if key is None or (number is None and quote["method"] == "unresolved"):
            voice = Voice(NOBODY, 0, str(quote["source"] or ""))
        elif key in voices:
            voice = voices[key]
        else:
            place = len(voices)
            name = str(quote["speaker"] or description)
            known = number if isinstance(number, int) else None
            voice = voices[key] = Voice(letter(place), place % TONES + 1, name, known)
        counts[voice.letter] = counts.get(voice.letter, 0) + 1
        found.append((f"{voice.letter}{counts[voice.letter]}", voice))
    return found


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
    """Return a text as HTML with the same text. NUL, the one character that HTML cannot hold, has a stand-in."""
    return Markup(str(escape(text)).replace("\r", "&#13;").replace("\0", "\ufffd"))


def _link(mark: Mark) -> Markup:
    name = mark.voice.name or "nobody named"
    return Markup(
        '<a class="label t{}" id="q-{}" href="#r-{}" data-label="{}" aria-label="{}, {}: to its record"></a>'
    ).format(mark.voice.tone, mark.id, mark.id, mark.label, mark.label, " ".join(name.split())[:80])


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
