"""What an article as a whole states of its people and bodies, by role, by name and by who is named together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from attribution.language.mentions.entities import EntityChains, Mention
from attribution.language.mentions.layout import Layout
from attribution.language.people.roles.phrases import Description
from attribution.records import Span
from attribution.words.lists import word_set
from attribution.words.text import fold_word, one_line
from attribution.words.word_classes import FUNCTION_WORDS, NEVER_NAMES, singular

WORD = re.compile(r"[^\W_][\w.-]*")
_SMALL = re.compile(r"(?<![\w’'-])[a-z][\w-]*")
# What may stand between people who are named together: "Jan Holm, an adviser, and Oda Brask"
_JOINED = re.compile(r",? and (?:[\w.]+ ){0,3}|, [^.;:\n]{0,50},? and |, ")
# What stands before a noun that ends a name: "Brask’s presidential", "Harbour Post/TNN national"
_BEFORE_NOUN = (
    r"\b((?:(?:[A-Z][\w&/’'-]*|(?:[A-Z][a-z]{0,2}\.)+)\s(?:(?:of|and|for)\s(?=[A-Z]))?){1,6}"
    r"(?:(?:national|nationwide|statewide|tracking|online|exit|presidential|senate|re-?election)\s)?"
)
MONTHS = word_set("january february march april may june july august september october november december")
_SHORT = {"sen": "senator", "gov": "governor", "rep": "representative", "pres": "president", "prof": "professor"}


class Scene:
    """Who is in an article: ``chains``, and what it states of them (``described``)."""

    def __init__(
        self,
        chains: EntityChains,
        layout: Layout,
        described: Mapping[int, Sequence[tuple[Mention, Description]]],
    ) -> None:
        self.text = layout.text
        self.chains = chains
        self.layout = layout
        self.described = described
        self.initials: dict[str, list[int]] = {}  # of people: "MS" of an interview with Mara Salt
        self._words: dict[int, frozenset[str]] = {}
        self._holders: dict[str, set[int]] = {}
        self._called: dict[str, set[int]] = {}
        self._joined = list(self._joined_people())
        self._compounds: dict[str, list[tuple[str, Span]]] = {}
        self._small = {fold_word(word) for word in _SMALL.findall(self.text)}
        for chain in chains.entities:
            for role in chain.roles:
                self._holders.setdefault(full_title(singular(role)), set()).add(chain.index)
            if chain.type == "person":
                letters = "".join(word[0] for word in re.split(r"[\s-]", fold_word(chain.name or "")) if word)
                self.initials.setdefault(letters, []).append(chain.index)
            elif chain.type == "organisation":
                for word in set(fold_word(chain.name or "").split()):
                    self._called.setdefault(singular(word), set()).add(chain.index)

    def holders(self, noun: str) -> set[int]:
        """Return the people of whom the article states a role, written out."""
        return self._holders.get(noun, set())

    def hold(self, who: int, noun: str) -> None:
        """Remember that the article calls somebody so."""
        self.chains.entities[who].roles.add(noun)
        self._holders.setdefault(full_title(noun), set()).add(who)

    def people_by_role(self) -> Mapping[str, set[int]]:
        """Return the people of each role that the article states, roles as written and singular."""
        found: dict[str, set[int]] = {}
        for who in self.described:
            for role in self.chains.entities[who].roles:
                found.setdefault(singular(role), set()).add(who)
        return found

    def bodies_called(self, word: str) -> set[int]:
        """Return the organisations with a word in their names, in the singular."""
        return self._called.get(word, set())

    def bodies_of(self, who: int) -> set[int]:
        """Return the organisations that the article states of somebody."""
        names = (description.organisation for _, description in self.described.get(who, ()))
        return {body for name in names if name and (body := self.chains.body(name)) is not None}

    def stated(self, who: int) -> frozenset[str]:
        """Return the folded words of all that the article states of somebody, or calls a body or a stranger by."""
        chain = self.chains.entities[who]
        if chain.type != "person":
            return frozenset(fold_word(chain.description or chain.name or "").split())
        if who not in self._words:
            spans = (description.span for _, description in self.described.get(who, ()))
            self._words[who] = frozenset().union(*map(self.words_of, spans))
        return self._words[who]

    def words_of(self, span: Span) -> frozenset[str]:
        """Return the folded words in a place, in the singular and titles written out."""
        words = (word[0] for word in WORD.finditer(self.text, *span))
        return frozenset(full_title(singular(fold_word(word).rstrip("."))) for word in words)

    def compounds(self, noun: str, at: int) -> list[tuple[str, Span]]:
        """Return the names that end in a noun, those before a position first, of these the nearest.

        "Fremont police", "the Harbour Post poll" and "Brask’s campaign" are what "police", "the poll" and "the
        campaign" may mean.
        """
        if noun not in self._compounds:
            pattern = re.compile(_BEFORE_NOUN + rf"(?i:{re.escape(noun)}))\b")
            found: dict[str, Span] = {}
            for match in pattern.finditer(self.text):
                words = list(WORD.finditer(self.text, *match.span(1)))
                while words and fold_word(words[0][0]) in FUNCTION_WORDS | NEVER_NAMES:
                    del words[0]
                if len(words) > 1 and fold_word(words[0][0]) not in MONTHS:
                    span = (words[0].start(), match.end(1))
                    found.setdefault(one_line(self.text, *span), span)
            # "the Tide Study" is the Norland Tide Study of above.
            whole = [n for n in found if not any(other != n and other.endswith(f" {n}") for other in found)]
            self._compounds[noun] = [(name, found[name]) for name in whole]
        known = self._compounds[noun]
        return sorted(known, key=lambda one: (one[1][0] > at, abs(at - one[1][0])))

    def joined(self, low: int, high: int) -> Iterator[tuple[int, ...]]:
        """Yield people who are named together between two positions."""
        for group in self._joined:
            if low <= group[0].start and group[-1].end <= high:
                yield tuple(dict.fromkeys(mention.who for mention in group))

    def in_small_letters(self, word: str) -> bool:
        """Whether the article writes a folded word in small letters too: "Businesses" is no name."""
        return word in self._small

    def _joined_people(self) -> Iterator[tuple[Mention, ...]]:
        group: list[Mention] = []
        people = [m for m in self.chains.mentions if self.chains.entities[m.who].type == "person"]
        for one, other in pairwise(people):
            between = self.text[one.end : other.start]
            group = group if group and group[-1] == one else [one]
            if len(between) < 80 and _JOINED.fullmatch(between) and one.who != other.who:
                group.append(other)
                if " and " in between:
                    yield tuple(group)
                    group = []


def full_title(title: str) -> str:
    """A title written out: the "Gov." of one is the "governor" of another."""
    return _SHORT.get(title, title)
