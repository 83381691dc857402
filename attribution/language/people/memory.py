"""What a reader has in mind at a place of an article: who was named, meant by a pronoun, or spoke, and where.

Events are noted in order of the text; whom a narrative pronoun means is asked of whoever reads the text. The
model's links are followed here from a word to the people and bodies noted so far.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from attribution.language.mentions.entities import EntityChains
from attribution.language.mentions.layout import Layout
from attribution.language.network.coreference import Chances, Leads, leads
from attribution.language.people.genders import PRONOUN
from attribution.records import Span
from attribution.words.lists import word_set
from attribution.words.text import fold_word
from attribution.words.word_classes import PRONOUNS

_WORD = re.compile(r"\w+")
_HEADING = re.compile(r"[^\n.!?:“”\"]{1,60}(?<![,;—–-])(?=\n)")
_WEAK_BEFORE = word_set("""
    of by with to for about from against like than including between on at and in over as after
    versus
    """)
MOST_LOST = 0.4  # what is left of the links at least, where the others end at pronouns

Meaning = Callable[[int, int, str], tuple[int, Span] | None]


@dataclass(frozen=True, slots=True)
class Event:
    """A place that brings a person or body to mind. ``mention`` is where the name stands that it goes back to."""

    position: int
    sentence: int
    paragraph: int
    who: int
    kind: Literal["name", "pronoun", "spoke"]
    mention: Span
    quoted: bool = False
    first: bool = False  # the first person of its sentence
    opens: bool = False
    weak: bool = False  # after a preposition
    possessive: bool = False
    full: bool = False


class Memory:
    """The events of an article up to a place. ``links`` are the model's, by where words begin.

    ``meaning`` says whom a pronoun of the narrative means, by its start, end and folded word.
    """

    def __init__(
        self,
        chains: EntityChains,
        layout: Layout,
        sources: Iterable[Span],
        links: Chances | None,
        meaning: Meaning,
    ) -> None:
        self.text = layout.text
        self.chains = chains
        self.layout = layout
        self.events: list[Event] = []
        self._links: Chances = links or {}
        self._meaning = meaning
        self._owners: dict[int, int] = {}  # whose the words that begin at some places are
        self._sources = {start for start, _ in sources}
        self._named = list(chains.mentions)
        self._next_name = 0
        self._pronouns = list(PRONOUN.finditer(self.text))
        self._next_pronoun = 0
        self._met: dict[int, int] = {}  # how many events there were where each pronoun stands
        self._subject_taken = -1  # the sentence whose first name or pronoun has been met

    def advance(self, position: int) -> None:
        """Read the names and pronouns up to a position. Pronouns that are sources are left to ``said``."""
        names, pronouns = self._named, self._pronouns
        while True:
            name = names[self._next_name].start if self._next_name < len(names) else position
            pronoun = pronouns[self._next_pronoun].start() if self._next_pronoun < len(pronouns) else position
            if min(name, pronoun) >= position:
                return
            if name <= pronoun:
                mention = names[self._next_name]
                self._next_name += 1
                if not self._is_byline(mention.start, mention.end):
                    span = (mention.start, mention.end)
                    self._add(span, mention.who, "name", span, full=mention.full)
                continue
            match = pronouns[self._next_pronoun]
            self._next_pronoun += 1
            self._met[match.start()] = len(self.events)
            if match.start() in self._sources or self.layout.quoted(match.start()):
                continue
            meant = self._meaning(*match.span(), fold_word(match[0]))
            if meant:
                self._add(match.span(), meant[0], "pronoun", meant[1])

    def _is_byline(self, start: int, end: int) -> bool:
        """Whether a name is its paragraph alone, or with "by": an author's, whom no pronoun means."""
        paragraph = self.layout.paragraph_start(start)
        before = self.text[paragraph:start].strip().casefold() if start - paragraph < 24 else "-"
        if before in ("", "by") and self.text[end : end + 1] in ("", "\n", "\r"):
            return True
        # Nor is a heading or a caption part of what is told.
        return paragraph > 0 and _HEADING.match(self.text, paragraph) is not None

    def _add(
        self, span: Span, who: int, kind: Literal["name", "pronoun"], mention: Span, *, full: bool = False
    ) -> None:
        self.owns(span, who)
        start, end = span
        sentence, quoted = self.layout.sentence(start), self.layout.quoted(start)
        first = False
        if not quoted and self.chains.entities[who].type in ("person", "unnamed"):
            first = sentence != self._subject_taken
            self._subject_taken = sentence
        before = self.text[max(self.layout.sentence_start(start), start - 24) : start].split()
        self.events.append(
            Event(
                start,
                sentence,
                self.layout.paragraph(start),
                who,
                kind,
                mention,
                quoted=quoted,
                first=first,
                opens=not before,
                weak=bool(before) and fold_word(before[-1]) in _WEAK_BEFORE,
                possessive=self.text[end : end + 1] in ("'", "’"),
                full=full,
            )
        )

    def said(self, position: int, end: int, who: int, mention: Span) -> None:
        """Remember who spoke, and where the words end."""
        at = max(position, end - 1)
        sentence, paragraph = self.layout.sentence(at), self.layout.paragraph(at)
        self.events.append(Event(position, sentence, paragraph, who, "spoke", mention))

    def owns(self, span: Span, who: int) -> None:
        """Remember that the words in ``span`` mean ``who``, for links that lead to them."""
        for word in _WORD.finditer(self.text, *span):
            self._owners.setdefault(word.start(), who)

    def met(self, position: int) -> int:
        """Return how many events there were at a pronoun that was passed by ``advance``, all where it was not."""
        return self._met.get(position, len(self.events))

    def linked(self, position: int) -> Mapping[int, float]:
        """Return how likely the links lead from the word at ``position`` to each person or body."""
        return self._leads(position).owners

    def stranger(self, position: int) -> tuple[int, float]:
        """Return where the likeliest word of somebody not yet mentioned begins, and how likely it is meant.

        What others are quoted with is not what the author means.
        """
        quoted = self.layout.quoted(position)
        words = self._leads(position).words
        told = {at: share for at, share in words.items() if quoted or not self.layout.quoted(at)}
        return max(told.items(), key=lambda item: item[1], default=(-1, 0.0))

    def _leads(self, position: int) -> Leads:
        """Where the links of a word lead, but for those that end at a pronoun: it names and describes nobody."""
        found = leads(self._links, position, self._owners)
        lost = sum(share for at, share in found.words.items() if self._word(at) in PRONOUNS)
        rest = max(MOST_LOST, 1.0 - lost)
        words = {at: share / rest for at, share in found.words.items() if self._word(at) not in PRONOUNS}
        return Leads({who: share / rest for who, share in found.owners.items()}, words)

    def _word(self, at: int) -> str:
        match = _WORD.match(self.text, at)
        return fold_word(match[0]) if match else ""
