"""Which character "the minister", "the former analyst" or "the company" means.

A role word is held against the roles that the article states of each person; a noun for a body against
the words of each body's name. What then decides is what decides for pronouns.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from attribution.language.lexicon import (
    ARTICLES,
    GENDERED,
    GENERIC_PERSON,
    OFFICE_TITLES,
    ROLE_MODIFIERS,
    related_roles,
    singular,
    word_set,
)
from attribution.language.mentions import Cast, Mention
from attribution.language.names import fold
from attribution.language.phrases import Description, read_phrase
from attribution.language.pronouns import LINKED, Antecedents, Candidate, confidence
from attribution.language.sources import Reading
from attribution.records import Span

# Below these an answer is more often wrong than useful.
THRESHOLD = 0.45
UNMATCHED_THRESHOLD = 0.6  # "the senator" where nobody is called one
_ROLE_AGREES = 1.5
_ROLE_IS_THE_SAME = 1.0
_PLACE_AGREES = 1.0
_OTHER_ROLE = -1.0
_NO_ROLE = -0.5
_NAME_AGREES = 2.0
# Offices of which an article has one holder at a time; professions are of many.
_OFFICES = OFFICE_TITLES - word_set(
    "doctor nurse coach officer professor prof private captain pastor cardinal count"
)
_FUTURE = word_set("next first any every another new future")  # "the next president" is nobody yet


@dataclass(frozen=True, slots=True)
class Meant:
    """The character that a phrase means, how sure that is, and the mention that decided."""

    who: int
    sure: float
    mention: Span


class Nominals:
    """Resolves phrases that refer back by a noun.

    ``described`` holds what the article states of each person (by character index).
    """

    def __init__(
        self,
        text: str,
        cast: Cast,
        antecedents: Antecedents,
        described: Mapping[int, Sequence[tuple[Mention, Description]]],
    ) -> None:
        self.text = text
        self.cast = cast
        self.antecedents = antecedents
        self.described = described
        self.holders: dict[str, set[int]] = {}
        for who in described:
            for role in cast.characters[who].roles:
                self.holders.setdefault(singular(role), set()).add(who)

    def person(self, reading: Reading) -> tuple[Meant | None, bool]:
        """The person meant, if one is sure enough, and whether the noun means just anybody."""
        noun = singular(reading.word)
        generic = noun in GENERIC_PERSON or noun.endswith("-year-old") or noun in ("former", "latter")
        at = self._noun(reading)
        if _FUTURE.intersection(_words(reading)):
            return None, generic
        ranked = self.antecedents.rank(at, ("person", "unnamed"), GENDERED.get(noun), sentences=12)
        stated = read_phrase(self.text, self.cast, *reading.span)
        place = fold(stated.organisation) if stated and stated.organisation else ""
        matching = {c.who for c in ranked if self._has_role(c.who, noun)}
        holders = self.holders.get(noun, set())
        if not matching and len(holders) == 1 and not (generic and ranked):
            # Named far above, or only below, as after a headline.
            (who,) = holders
            return Meant(who, 0.6, self.cast.characters[who].mention), generic
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
        if len(holders) == 1 and best.who not in holders and self._complemented(reading, at):
            # "The leader of the council" is whom the article calls a leader, not the minister named before.
            (who,) = holders
            return Meant(who, 0.6, self.cast.characters[who].mention), generic
        if best.who not in matching:
            told_apart = noun in _OFFICES or self._told_apart(reading, at)
            doubt = 0.12 if generic else 0.2 if noun in _OFFICES and not holders else 0.3
            sure -= doubt * (1.0 - min(1.0, 2 * best.linked)) if generic or told_apart else doubt
        enough = THRESHOLD if generic or best.who in matching else UNMATCHED_THRESHOLD
        return (Meant(best.who, sure, best.mention) if sure >= enough else None), generic

    def body(self, reading: Reading) -> Meant | None:
        """The organisation meant, if one is sure enough."""
        noun = singular(reading.word)
        at = self._noun(reading)
        ranked = self.antecedents.rank(at, ("organisation",), sentences=10)
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
        return Meant(best.who, sure, best.mention) if sure >= THRESHOLD else None

    def _noun(self, reading: Reading) -> int:
        """Return where the noun of a phrase begins."""
        start, end = reading.span
        return start + max(0, self.text[start:end].casefold().rfind(reading.word))

    def _by_article(self, reading: Reading, noun: int) -> Mapping[int, float]:
        """Where the links of the first word lead: "the" often knows whom "the former speaker" means."""
        return self.antecedents.linked(reading.span[0]) if reading.span[0] < noun else {}

    def _told_apart(self, reading: Reading, noun: int) -> bool:
        """Whether a phrase tells of one person more than a noun: "the former Norland Cup winner"."""
        before = self.text[reading.span[0] : noun].split()
        return any(word[0].isupper() or fold(word) in ROLE_MODIFIERS for word in before[1:])

    def _complemented(self, reading: Reading, noun: int) -> bool:
        return self.text[noun : reading.span[1]].casefold().removeprefix(reading.word).startswith(" of ")

    def _has_role(self, who: int, noun: str) -> bool:
        return any(related_roles(noun, role) for role in self.cast.characters[who].roles)

    def _is_called(self, who: int, noun: str) -> bool:
        return noun in fold(self.cast.characters[who].name or "").split()

    def _bonus(self, who: int, noun: str, place: str, matching: set[int], *, generic: bool) -> float:
        roles = self.cast.characters[who].roles
        bonus = 0.0
        if who in matching:
            bonus += _ROLE_AGREES + _ROLE_IS_THE_SAME * (noun in map(singular, roles))
        elif not generic:
            bonus += _OTHER_ROLE if roles else _NO_ROLE
        if place and any(place == fold(stated.organisation or "") for _, stated in self.described.get(who, ())):
            bonus += _PLACE_AGREES
        return bonus


def _words(reading: Reading) -> list[str]:
    return [fold(word) for word in reading.description.split()]


def _sorted(candidates: Iterable[Candidate]) -> list[Candidate]:
    return sorted(candidates, key=lambda c: (-c.score, -c.mention[0]))
