"""Which person or body "the minister", "the former analyst" or "the company" means.

A role word is held against the roles that the article states of each person; a noun for a body against
the words of each body's name. What then decides is what decides for pronouns.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from attribution.language.mentions.entities import EntityChains, Mention
from attribution.language.mentions.grammar import Grammar
from attribution.language.people import campaigns
from attribution.language.people.pronouns import LINKED, Antecedents, Candidate, confidence
from attribution.language.people.roles.descriptions import Description
from attribution.language.people.roles.noun_phrases import read_phrase
from attribution.language.people.sources import SourcePhrase
from attribution.language.people.thresholds import Thresholds
from attribution.records import Span
from attribution.words.lists import word_set
from attribution.words.roles import GENDERED, GENERIC_PERSON, ROLE_MODIFIERS, STANDINGS, related_roles
from attribution.words.text import fold_word, one_line
from attribution.words.titles import OFFICE_TITLES
from attribution.words.word_classes import ARTICLES, singular

SEAT = 0.35  # of the links
HARDLY = 0.8  # of the links, to somebody else, for "the president" not to be the only one called so
_ROLE_AGREES = 1.5
_ROLE_IS_THE_SAME = 1.0
_PLACE_AGREES = 1.0
_OTHER_ROLE = -1.0
_NO_ROLE = -0.5
_OTHER_PLACE = -2.0
_NAME_AGREES = 2.0
# Offices of which an article has one holder at a time; professions are of many.
_OFFICES = OFFICE_TITLES - word_set(
    "doctor nurse coach officer professor prof private captain pastor cardinal count"
)
_ONE_AT_A_TIME = word_set("president premier chancellor pope king queen")
_SHORT = {"sen": "senator", "gov": "governor", "rep": "representative", "pres": "president", "prof": "professor"}
_REACH = 3000  # letters looked back on for a stranger's first mention
_FUTURE = word_set("next first any every another new future")  # "the next president" is nobody yet


@dataclass(frozen=True, slots=True)
class Meant:
    """The person or body that a phrase means, how sure that is, and the mention that decided."""

    who: int
    sure: float
    mention: Span


class Nominals:
    """Resolves phrases that refer back by a noun.

    ``described`` holds what the article states of each person (by the number of its chain).
    """

    def __init__(
        self,
        text: str,
        chains: EntityChains,
        antecedents: Antecedents,
        described: Mapping[int, Sequence[tuple[Mention, Description]]],
        limits: Thresholds,
        grammar: Grammar | None = None,
    ) -> None:
        self.grammar = grammar
        self.text = text
        self.chains = chains
        self.antecedents = antecedents
        self.described = described
        self.limits = limits
        places = (entity for entity in chains.others if entity.label == "PLACE")
        self._named_places = {fold_word(one_line(text, entity.start, entity.end)) for entity in places}
        self.holders: dict[str, set[int]] = {}
        for who in described:
            for role in chains.entities[who].roles:
                self.holders.setdefault(singular(role), set()).add(who)

    def person(self, reading: SourcePhrase) -> tuple[Meant | None, bool]:
        """The person meant, if one is sure enough, and whether the noun means just anybody."""
        noun = singular(reading.word)
        generic = noun in GENERIC_PERSON or noun.endswith("-year-old") or noun in ("former", "latter")
        at = self._noun(reading)
        # As written: the "New" of "the New Norland governor" is none.
        if _FUTURE.intersection(reading.description.split()):
            return None, generic
        ranked = self.antecedents.rank(at, ("person", "unnamed"), GENDERED.get(noun), sentences=12)
        stated = read_phrase(self.text, self.chains, self.grammar, reading.span)
        place = fold_word(stated.organisation) if stated and stated.organisation else ""
        matching = {c.who for c in ranked if self._has_role(c.who, noun) and not self._elsewhere(c.who, place)}
        holders = {who for who in self.holders.get(noun, ()) if not self._elsewhere(who, place)}
        if not matching and len(holders) == 1 and not (generic and ranked):
            # Named far above, or only below, as after a headline.
            (who,) = holders
            return Meant(who, 0.6, self.chains.entities[who].mention), generic
        article = self._by_article(reading, at)
        scored = _sorted(
            replace(
                c,
                score=c.score
                + LINKED * article.get(c.who, 0.0)
                + self._bonus(c.who, noun, place, matching, generic=generic),
                linked=min(1.0, c.linked + article.get(c.who, 0.0)),
            )
            for c in ranked
        )
        if not scored:
            return None, generic
        best, sure = scored[0], confidence(scored)
        bare = noun in _ONE_AT_A_TIME and _words(reading) == ["the", noun] and best.linked < HARDLY
        told = bare or self._complemented(reading, at)
        if len(holders) == 1 and best.who not in holders and told:
            # "The leader of the council" is whom the article calls a leader, not the minister named before; "the
            # president" is whom it calls one, whoever spoke last.
            (who,) = holders
            return Meant(who, 0.6, self.chains.entities[who].mention), generic
        if best.who not in matching:
            sure -= self._doubt(reading, at, best, generic=generic, held=bool(holders))
        fits = generic or best.who in matching
        enough = self.limits.nominal if fits else self.limits.unmatched_nominal
        return (Meant(best.who, sure, best.mention) if sure >= enough else None), generic

    def _doubt(self, reading: SourcePhrase, at: int, best: Candidate, *, generic: bool, held: bool) -> float:
        """How much less sure it is that a phrase means somebody of whom no such role is stated."""
        noun, apart = singular(reading.word), self._told_apart(reading, at)
        if generic:
            doubt = 0.12
        elif self._complemented(reading, at):
            doubt = 0.35  # "the attorney general of Norland" is an office of its own
        elif noun in _OFFICES and not held:
            doubt = 0.2
        elif apart:
            # With nobody else of that noun about, "the Norland senator" is somebody named.
            doubt = 0.3 if self._introduced(noun, at) else 0.2
        else:
            doubt = 0.3
        linked = 1.0 - min(1.0, 2 * best.linked)
        return doubt * linked if generic or apart or noun in _OFFICES else doubt

    def _introduced(self, noun: str, at: int) -> bool:
        """Whether the text before tells of somebody by that noun without a name: "an organiser"."""
        before = self.text[max(0, at - _REACH) : at]
        return (
            re.search(rf"(?:\b(?:an?|one|another|some)|['’]s)\s(?:[\w.&'’-]+\s){{0,4}}{noun}\b", before)
            is not None
        )

    def body(self, reading: SourcePhrase) -> Meant | None:
        """The organisation meant, if one is sure enough."""
        noun = singular(reading.word)
        at = self._noun(reading)
        ranked = self.antecedents.rank(at, ("organisation",), sentences=10)
        if noun == campaigns.NOUN:
            return self._campaign(at, [c for c in ranked if self._is_called(c.who, noun)])
        if not ranked:
            return None
        article = self._by_article(reading, at)
        scored = _sorted(
            replace(
                c,
                score=c.score + LINKED * article.get(c.who, 0.0) + _NAME_AGREES * self._is_called(c.who, noun),
                linked=min(1.0, c.linked + article.get(c.who, 0.0)),
            )
            for c in ranked
        )
        best, sure = scored[0], confidence(scored)
        if not self._is_called(best.who, noun):
            further = _words(reading)[:-1]
            # "the police union" after "Tidewatch": a further word that the name lacks speaks against it.
            bare = all(word in ARTICLES or word in ROLE_MODIFIERS or "-" in word for word in further)
            doubt = 0.15 if bare else 0.35
            sure -= doubt * (1.0 - best.linked)
        return Meant(best.who, sure, best.mention) if sure >= self.limits.nominal else None

    def _campaign(self, at: int, ranked: Sequence[Candidate]) -> Meant | None:
        """The campaign that the article last named, by its own name or by a person's."""
        latest = max(ranked, key=lambda c: c.mention, default=None)
        named = campaigns.meant(self.text, self.chains, self.antecedents.layout, at)
        if named and (latest is None or named[1] > latest.mention):
            body = self.chains.add_named("organisation", *named, sure=campaigns.SURE)
            return Meant(body.index, campaigns.SURE, named[1])
        return Meant(latest.who, campaigns.SURE, latest.mention) if latest else None

    def seat(self, reading: SourcePhrase) -> Meant | None:
        """The body or place that "the state" or "the court" means, where the links say so; it seldom goes back."""
        at = self._noun(reading)
        linked = dict(self.antecedents.linked(at))
        for who, share in self._by_article(reading, at).items():
            linked[who] = max(share, linked.get(who, 0.0))
        bodies = {w: s for w, s in linked.items() if self.chains.entities[w].type in ("organisation", "place")}
        who = max(bodies, key=lambda one: bodies[one], default=-1)
        if who < 0 or bodies[who] < SEAT:
            return None
        return Meant(who, 0.3 + 0.6 * bodies[who], self.chains.entities[who].mention)

    def _noun(self, reading: SourcePhrase) -> int:
        """Return where the noun of a phrase begins."""
        start, end = reading.span
        return start + max(0, self.text[start:end].casefold().rfind(reading.word))

    def _by_article(self, reading: SourcePhrase, noun: int) -> Mapping[int, float]:
        """Where the links of the first word lead: "the" often knows whom "the former speaker" means."""
        return self.antecedents.linked(reading.span[0]) if reading.span[0] < noun else {}

    def _told_apart(self, reading: SourcePhrase, noun: int) -> bool:
        """Whether a phrase tells of one person more than a noun: "the former Norland Cup winner"."""
        before = self.text[reading.span[0] : noun].split()
        return any(word[0].isupper() or fold_word(word) in ROLE_MODIFIERS for word in before[1:])

    def _complemented(self, reading: SourcePhrase, noun: int) -> bool:
        """Whether an "of" tells which one is meant, and is no part of the role itself ("secretary of state")."""
        after = self.text[noun : reading.span[1]].casefold().removeprefix(reading.word)
        return after.startswith(" of ") and not after.startswith((" of state", " of staff", " of defen"))

    def _has_role(self, who: int, noun: str) -> bool:
        return any(related_roles(noun, role) for role in self.chains.entities[who].roles)

    def _has_same_role(self, who: int, noun: str) -> bool:
        return any(_full(noun) == _full(singular(role)) for role in self.chains.entities[who].roles)

    def _is_called(self, who: int, noun: str) -> bool:
        return noun in fold_word(self.chains.entities[who].name or "").split()

    def _bonus(self, who: int, noun: str, place: str, matching: set[int], *, generic: bool) -> float:
        roles = self.chains.entities[who].roles
        bonus = 0.0
        if who in matching:
            bonus += _ROLE_AGREES + _ROLE_IS_THE_SAME * self._has_same_role(who, noun)
        elif not generic:
            bonus += _OTHER_ROLE if roles - STANDINGS - GENERIC_PERSON else _NO_ROLE
        if place:
            if any(place == fold_word(stated.organisation or "") for _, stated in self.described.get(who, ())):
                bonus += _PLACE_AGREES
            elif self._elsewhere(who, place):
                bonus += _OTHER_PLACE
        return bonus

    def _elsewhere(self, who: int, place: str) -> bool:
        """Whether all places stated of somebody are others: "Sen. Brask, R-Tarn" is no Norland senator."""
        if place not in self._named_places:
            return False
        own = self._places(who)
        return bool(own) and not any(_short_for(one, place) for one in own)

    def _places(self, who: int) -> set[str]:
        """The places that are stated of somebody, folded, be it in a note behind the name ("R-Tarn")."""
        found = set()
        for _, stated in self.described.get(who, ()):
            note = stated.party
            if note:
                found.add(fold_word(re.split("[-–/]", note)[-1]) if len(note) > 3 else "")
            elif fold_word(stated.organisation or "") in self._named_places:
                found.add(fold_word(stated.organisation or ""))
        return found - {""}


def _short_for(note: str, place: str) -> bool:
    """Whether a place's note ("fla.") may stand for it: its letters are in it, in this order, the first first."""
    letters = iter(place)
    return note[:1] == place[:1] and all(letter in letters for letter in note if letter.isalnum())


def _full(title: str) -> str:
    """A title written out: the "Gov." of one is the "governor" of another."""
    return _SHORT.get(title, title)


def _words(reading: SourcePhrase) -> list[str]:
    return [fold_word(word) for word in reading.description.split()]


def _sorted(candidates: Iterable[Candidate]) -> list[Candidate]:
    return sorted(candidates, key=lambda c: (-c.score, -c.mention[0]))
