"""Which character a pronoun or a phrase such as "the minister" means.

Each character named shortly before is scored: nearness in sentences, whether it stood first in its
sentence, spoke last, or stood in a quotation, how often the article names it, and what is known of
its gender. The margin between the best two becomes the confidence.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from attribution.language.layout import Layout
from attribution.language.lexicon import FEMININE, GENDERED, MASCULINE, Gender, singular, word_set
from attribution.language.mentions import Cast, Character, Mention
from attribution.language.names import first_name_gender, fold
from attribution.records import Span

_PRONOUN = re.compile(r"\b(?:she|her|hers|herself|he|him|his|himself)\b", re.IGNORECASE)
_WINDOW_MENTIONS = 60
_WINDOW_SENTENCES = 8
_WEAK_BEFORE = word_set("""
    of by with to for about from against like than including between on at and in over as after
    versus
    """)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A character that a phrase may mean, with its score and the mention that scored best."""

    who: int
    score: float
    mention: Span


@dataclass(frozen=True, slots=True)
class Spoken:
    """An attribution whose speaker is known: where its source stands and who it was."""

    position: int
    end: int
    who: int


def gather_gender(
    text: str, cast: Cast, layout: Layout, roles_of_kin: dict[int, set[str]] | None = None
) -> None:
    """Fill in what given names, role words and the article's own pronouns say of each person's gender."""
    for character in cast.characters:
        if character.type != "person" or not character.words:
            continue
        gender = first_name_gender(character.words[0]) if len(character.words) > 1 else None
        if gender is None and len(character.words) == 1:
            weak = first_name_gender(character.words[0])
            character.female += 0.5 * (weak == "f")
            character.male += 0.5 * (weak == "m")
        character.female += 2 * (gender == "f")
        character.male += 2 * (gender == "m")
        for role in (roles_of_kin or {}).get(character.index, character.roles):
            stated = GENDERED.get(singular(role))
            character.female += 2 * (stated == "f")
            character.male += 2 * (stated == "m")
    # A pronoun votes for the only person whom its sentence names before it, outside quotations.
    for match in _PRONOUN.finditer(text):
        at = match.start()
        if layout.quoted(at):
            continue
        start = layout.sentence_start(at)
        people = {m.who for m in cast.between(start, at)
                  if cast.characters[m.who].type == "person" and not layout.quoted(m.start)}  # fmt: skip
        if len(people) == 1:
            character = cast.characters[people.pop()]
            if fold(match[0]) in FEMININE:
                character.female += 0.6
            else:
                character.male += 0.6


def gender_of(character: Character) -> tuple[Gender | None, bool]:
    """A person's gender as far as it is known, and whether it is sure enough to exclude."""
    balance = character.female - character.male
    if abs(balance) < 0.5:
        return None, False
    total = character.female + character.male
    return ("f" if balance > 0 else "m"), abs(balance) >= 1.8 and abs(balance) > 0.5 * total


def pronoun_gender(word: str) -> Gender | None:
    """The gender of a folded pronoun."""
    return "f" if word in FEMININE else "m" if word in MASCULINE else None


class Antecedents:
    """Scores the characters that a phrase at a position may mean."""

    def __init__(self, text: str, cast: Cast, layout: Layout) -> None:
        self.text = text
        self.cast = cast
        self.layout = layout
        self.spoken: list[Spoken] = []  # in order of position

    def said(self, spoken: Spoken) -> None:
        """Remember who spoke where: the speaker of a sentence is the likeliest subject of the next."""
        at = bisect_left([s.position for s in self.spoken[-8:]], spoken.position)
        self.spoken.insert(max(0, len(self.spoken) - 8) + at, spoken)

    def rank(
        self,
        position: int,
        types: tuple[str, ...],
        gender: Gender | None = None,
        *,
        plural: bool = False,
        sentences: int = _WINDOW_SENTENCES,
    ) -> list[Candidate]:
        """The characters of the given types named before a position, the best first."""
        here = self.layout.sentence(position)
        scores: dict[int, Candidate] = {}
        counts: dict[int, int] = {}
        first_in: dict[int, int] = {}
        mentions = self.cast.before(position, _WINDOW_MENTIONS)
        for mention in mentions:
            if self.cast.characters[mention.who].type in types:
                first_in.setdefault(self.layout.sentence(mention.start), mention.start)
        for mention in mentions:
            character = self.cast.characters[mention.who]
            distance = here - self.layout.sentence(mention.start)
            if character.type not in types or distance > sentences or character.plural != plural:
                continue
            score = self._mention_score(mention, position, distance, first_in)
            counts[mention.who] = counts.get(mention.who, 0) + 1
            if mention.who not in scores or score > scores[mention.who].score:
                scores[mention.who] = Candidate(mention.who, score, (mention.start, mention.end))
        recent = [s for s in self.spoken[-6:] if s.position < position]
        for age, spoken in enumerate(reversed(recent)):
            character = self.cast.characters[spoken.who]
            distance = here - self.layout.sentence(spoken.position)
            if character.type not in types or character.plural != plural or distance > 2 * sentences:
                continue
            score = 2.0 - 0.5 * min(distance, 8) - 0.3 * age
            old = scores.get(spoken.who)
            if old is None or score > old.score:
                scores[spoken.who] = Candidate(spoken.who, score, old.mention if old else character.mention)
            counts[spoken.who] = counts.get(spoken.who, 0) + 1
        ranked = []
        for who, candidate in scores.items():
            character = self.cast.characters[who]
            score = candidate.score + 0.15 * min(counts[who], 4) + 0.1 * min(character.mentions, 8) ** 0.5
            if gender:
                known, sure = gender_of(character)
                if known and known != gender:
                    if sure:
                        continue
                    score -= 1.2
                elif known:
                    score += 0.6
            ranked.append(Candidate(who, score, candidate.mention))
        ranked.sort(key=lambda c: (-c.score, -c.mention[0]))
        return ranked

    def _mention_score(
        self, mention: Mention, position: int, distance: int, first_in: dict[int, int]
    ) -> float:
        score = -0.7 * distance
        if self.layout.quoted(mention.start):
            score -= 1.0
        if first_in.get(self.layout.sentence(mention.start)) == mention.start:
            score += 0.6
        start = self.layout.sentence_start(mention.start)
        before = self.text[max(start, mention.start - 24) : mention.start].split()
        if len(before) == 0:
            score += 0.5
        elif fold(before[-1]) in _WEAK_BEFORE:
            score -= 0.7
        if self.text[mention.end : mention.end + 1] in ("'", "’"):
            score -= 0.4
        if mention.full:
            score += 0.2
        if self.layout.paragraph(mention.start) == self.layout.paragraph(position):
            score += 0.2
        return score


def confidence(ranked: list[Candidate]) -> float:
    """How sure the best candidate is, from its score and its lead over the next."""
    if not ranked:
        return 0.0
    lead = ranked[0].score - ranked[1].score if len(ranked) > 1 else 1.5
    base = 0.55 + 0.2 * min(lead, 1.5)
    if ranked[0].score < 0:
        base += 0.08 * max(ranked[0].score, -4)
    return max(0.1, min(0.92, base))
