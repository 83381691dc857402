"""Which person or body a pronoun or a phrase such as "the minister" means.

Each person or body named shortly before is scored: the model's links from the phrase back to it, nearness in
sentences, whether it stood first in its sentence, spoke last, or stood in a quotation, how often the article
names it, and what is known of its gender. The margin between the best two becomes the confidence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from attribution.language.mentions.entities import EntityChain, EntityChains
from attribution.language.mentions.layout import Layout
from attribution.language.network.coreference import Chances, Leads, leads
from attribution.records import Span
from attribution.words.known_names import first_name_gender
from attribution.words.lists import word_set
from attribution.words.roles import GENDERED
from attribution.words.text import fold_word
from attribution.words.titles import Gender
from attribution.words.word_classes import DOCUMENTS, FEMININE, MASCULINE, PRONOUNS, singular

_PRONOUN = re.compile(r"\b(?:she|her|hers|herself|he|him|his|himself)\b", re.IGNORECASE)
_OBJECT = re.compile(
    r"(?:him|her(?=[^\w\s]|\s(?:up|down|out|off|back|over|away|when|as|if|because|that|and|or|but|to|of|in|on|at|for|from"
    r"|with|by|about|against|during|after|before|into|a|an|the)\b))\b",
    re.IGNORECASE,
)
# More than a given name alone weighs: lists of names err, so that a name alone excludes nobody.
SURE_OF_GENDER = 2.4
GIVEN_NAME = 2.0
NAME_ALONE = 0.5  # "Kelly" may be a surname
VOTE = 0.6  # of a pronoun
_WORD = re.compile(r"\w+")
_HEADING = re.compile(r"[^\n.!?:“”\"]{1,60}(?<![,;—–-])(?=\n)")
_WINDOW = 40  # events looked back on
CHAIN_THRESHOLD = 0.4
MOST_LOST = 0.4  # what is left of the links at least, where the others end at pronouns
STRANGER = 0.5  # of the links, to a word for somebody not named, for "he" to mean nobody named

# Weights of what makes a person or body the one that a pronoun means.
LINKED = 3.0  # all the model's links lead to it: outweighs any other two reasons
PER_SENTENCE = 0.7
SPOKE = 1.5
FULL_NAME = 0.2
FIRST_IN_SENTENCE = 0.6
OPENS_SENTENCE = 0.6
AFTER_PREPOSITION = -0.9
POSSESSIVE = -0.4
PRONOUN_OBJECT = -0.4
QUOTED = -1.0
PER_MENTION = 0.15
PROMINENT = 0.1
FAR = 0.3  # of the links, for a person or body not named of late to count
GENDER_FOR = 0.6
GENDER_AGAINST = 2.0  # a pronoun or two in its sentences say another
NAME_AGAINST = 3.0  # its given name says so
_WEAK_BEFORE = word_set("""
    of by with to for about from against like than including between on at and in over as after
    versus
    """)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person or body that a phrase may mean, with its score and the mention that scored best.

    ``linked`` says how likely the model's links lead from the phrase to it, ``against`` whether its gender speaks
    against it.
    """

    who: int
    score: float
    mention: Span
    linked: float = 0.0
    against: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """A place in the text that brings a person or body to mind: a name, a pronoun, or speaking.

    ``weight`` is what the place itself says (first in its sentence, after a preposition, in a quotation).
    """

    position: int
    sentence: int
    who: int
    weight: float
    mention: Span


def gather_gender(
    text: str, chains: EntityChains, layout: Layout, roles_of_kin: dict[int, set[str]] | None = None
) -> None:
    """Fill in what given names, role words and the article's own pronouns say of each person's gender."""
    for chain in chains.entities:
        if chain.type != "person" or not chain.words:
            continue
        gender = first_name_gender(chain.words[0]) if len(chain.words) > 1 else None
        if gender is None and len(chain.words) == 1:
            weak = first_name_gender(chain.words[0])
            chain.female += NAME_ALONE * (weak == "f")
            chain.male += NAME_ALONE * (weak == "m")
        chain.female += GIVEN_NAME * (gender == "f")
        chain.male += GIVEN_NAME * (gender == "m")
        for role in (roles_of_kin or {}).get(chain.index, chain.roles):
            stated = GENDERED.get(singular(role))
            chain.female += 2 * (stated == "f")
            chain.male += 2 * (stated == "m")
    # A pronoun votes for the only person whom its sentence names before it, outside quotations. One to whom
    # something is done is rather somebody else: "Brask backed her up"; and where the same pronoun stood before
    # the name, it goes on to mean whom it meant: "She was younger than Brask; she ...".
    told: list[tuple[int, str]] = []
    for match in _PRONOUN.finditer(text):
        at, gender = match.start(), pronoun_gender(fold_word(match[0]))
        if gender is None or layout.quoted(at):
            continue
        start = layout.sentence_start(at)
        told = [(where, which) for where, which in told if where >= start]
        people = [m for m in chains.between(start, at)
                  if chains.entities[m.who].type == "person" and not layout.quoted(m.start)]  # fmt: skip
        taken = people and any(which == gender and where < people[0].start for where, which in told)
        told.append((at, gender))
        if len({m.who for m in people}) != 1 or taken or _OBJECT.match(text, at):
            continue
        chain = chains.entities[people[0].who]
        chain.female += VOTE * (gender == "f")
        chain.male += VOTE * (gender == "m")


def gender_of(chain: EntityChain) -> tuple[Gender | None, bool]:
    """A person's gender as far as it is known, and whether it is sure enough to exclude."""
    balance = chain.female - chain.male
    if abs(balance) < 0.5:
        return None, False
    total = chain.female + chain.male
    return ("f" if balance > 0 else "m"), abs(balance) >= SURE_OF_GENDER and abs(balance) > 0.5 * total


def pronoun_gender(word: str) -> Gender | None:
    """The gender of a folded pronoun."""
    return "f" if word in FEMININE else "m" if word in MASCULINE else None


class Antecedents:
    """Scores the people and bodies that a phrase at a position may mean, while the text is read in order.

    ``links`` are the model's, by where words begin; without them the rules alone decide.
    """

    def __init__(
        self,
        text: str,
        chains: EntityChains,
        layout: Layout,
        sources: Iterable[Span],
        links: Chances | None = None,
    ) -> None:
        self.text = text
        self.chains = chains
        self.layout = layout
        self._links: Chances = links or {}
        self._owners: dict[int, int] = {}  # whose the words that begin at some places are
        self.events: list[Event] = []
        self._sources = {start for start, _ in sources}
        self._named = list(chains.mentions)
        self._next_name = 0
        self._pronouns = list(_PRONOUN.finditer(text))
        self._met: dict[int, int] = {}  # how many events there were where each pronoun stands
        self._next_pronoun = 0
        self._subject_taken = -1  # the sentence whose first name or pronoun has been met

    def advance(self, position: int) -> None:
        """Read the names and pronouns up to a position. Pronouns that are sources are left to ``said``."""
        while True:
            name = self._named[self._next_name].start if self._next_name < len(self._named) else position
            pronoun = (
                self._pronouns[self._next_pronoun].start()
                if self._next_pronoun < len(self._pronouns)
                else position
            )
            if min(name, pronoun) >= position:
                return
            if name <= pronoun:
                mention = self._named[self._next_name]
                self._next_name += 1
                if self._is_byline(mention.start, mention.end):
                    continue
                self._add(mention.start, mention.end, mention.who, FULL_NAME * mention.full)
            else:
                match = self._pronouns[self._next_pronoun]
                self._next_pronoun += 1
                self._met[match.start()] = len(self.events)
                if match.start() not in self._sources and not self.layout.quoted(match.start()):
                    self._resolve(match.start(), match.end(), fold_word(match[0]))

    def _is_byline(self, start: int, end: int) -> bool:
        """Whether a name is its paragraph alone, or with "by": an author's, whom no pronoun means."""
        paragraph = self.layout.paragraph_start(start)
        before = self.text[paragraph:start].strip().casefold() if start - paragraph < 24 else "-"
        if before in ("", "by") and self.text[end : end + 1] in ("", "\n", "\r"):
            return True
        # Nor is a heading or a caption part of what is told.
        return paragraph > 0 and _HEADING.match(self.text, paragraph) is not None

    def _resolve(self, start: int, end: int, word: str) -> None:
        """Join a pronoun of the narrative to its person or body, so that a chain of pronouns holds."""
        ranked = self.rank(start, ("person", "unnamed"), pronoun_gender(word))
        _, share = self.stranger(start)
        if share >= STRANGER and share > max((c.linked for c in ranked), default=0.0):
            return  # somebody not named, whom the links of later pronouns lead on to
        if confidence(ranked) >= CHAIN_THRESHOLD:
            possessive = word in ("his", "her", "him", "hers")
            self._add(start, end, ranked[0].who, PRONOUN_OBJECT * possessive, mention=ranked[0].mention)

    def _add(self, start: int, end: int, who: int, extra: float = 0.0, *, mention: Span | None = None) -> None:
        self.owns((start, end), who)
        chain = self.chains.entities[who]
        sentence = self.layout.sentence(start)
        weight = extra
        if self.layout.quoted(start):
            weight += QUOTED
        elif chain.type in ("person", "unnamed"):
            if sentence != self._subject_taken:
                weight += FIRST_IN_SENTENCE
            self._subject_taken = sentence
        before = self.text[max(self.layout.sentence_start(start), start - 24) : start].split()
        if not before:
            weight += OPENS_SENTENCE
        elif fold_word(before[-1]) in _WEAK_BEFORE:
            weight += AFTER_PREPOSITION
        if self.text[end : end + 1] in ("'", "’"):
            weight += POSSESSIVE
        self.events.append(Event(start, sentence, who, weight, mention or (start, end)))

    def owns(self, span: Span, who: int) -> None:
        """Remember that the words in ``span`` mean ``who``, for links that lead to them."""
        for word in _WORD.finditer(self.text, *span):
            self._owners.setdefault(word.start(), who)

    def said(self, position: int, end: int, who: int, mention: Span) -> None:
        """Remember who spoke: the speaker of a sentence is the likeliest subject of the next."""
        self.events.append(Event(position, self.layout.sentence(max(position, end - 1)), who, SPOKE, mention))

    def rank(
        self,
        position: int,
        types: tuple[str, ...],
        gender: Gender | None = None,
        *,
        plural: bool = False,
        sentences: int = 8,
        met: int | None = None,
        window: int = _WINDOW,
    ) -> list[Candidate]:
        """The people and bodies of the given types named before a word's ``position``, the best first.

        ``met`` says how many of the events count, all where None; of these, the last ``window``.
        """
        met = len(self.events) if met is None else met
        here = self.layout.sentence(position)
        linked = self.linked(position)
        scores: dict[int, Candidate] = {}
        counts: dict[int, int] = {}
        for event in self.events[max(0, met - window) : met]:
            chain = self.chains.entities[event.who]
            distance = max(0, here - event.sentence)
            if chain.type not in types or distance > sentences or chain.plural != plural:
                continue
            if chain.type == "unnamed" and chain.roles & DOCUMENTS:
                continue  # no person
            counts[event.who] = counts.get(event.who, 0) + 1
            score = event.weight - PER_SENTENCE * distance
            best = scores.get(event.who)
            if best is None or score >= best.score:
                scores[event.who] = Candidate(event.who, score, event.mention)
        for who, share in linked.items():
            chain = self.chains.entities[who]
            if who not in scores and share >= FAR and chain.type in types and chain.plural == plural:
                scores[who] = Candidate(who, -PER_SENTENCE, chain.mention)
                counts[who] = 0
        ranked = []
        for who, candidate in scores.items():
            chain = self.chains.entities[who]
            score = (
                candidate.score
                + LINKED * linked.get(who, 0.0)
                + PER_MENTION * min(counts[who], 5)
                + PROMINENT * min(chain.mentions, 9) ** 0.5
            )
            against = False
            if gender:
                known, sure = gender_of(chain)
                if known and known != gender:
                    against = True
                    if sure:
                        continue
                    told = abs(chain.female - chain.male) >= GIVEN_NAME
                    score -= NAME_AGAINST if told else GENDER_AGAINST
                elif known:
                    score += GENDER_FOR
            ranked.append(Candidate(who, score, candidate.mention, linked.get(who, 0.0), against))
        ranked.sort(key=lambda c: (-c.score, -c.mention[0]))
        return ranked

    def just_named(self, candidate: Candidate, position: int) -> bool:
        """Whether the article itself named somebody in a word's sentence or the one before."""
        named = candidate.mention[0]
        return not self.layout.quoted(named) and self.layout.sentence(position) - self.layout.sentence(named) <= 1

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

    def rank_again(self, position: int, types: tuple[str, ...], gender: Gender | None) -> list[Candidate]:
        """Rank for a pronoun that was passed by ``advance``, as things stood there."""
        return self.rank(position, types, gender, met=self._met.get(position, 0))


def favoured(ranked: Sequence[Candidate], who: int, by: float) -> list[Candidate]:
    """Return the candidates with one of them, if it is among them, preferred."""
    return sorted((replace(c, score=c.score + by * (c.who == who)) for c in ranked), key=lambda c: -c.score)


def confidence(ranked: Sequence[Candidate]) -> float:
    """How sure the best candidate is, from its score and its lead over the next."""
    if not ranked:
        return 0.0
    lead = ranked[0].score - ranked[1].score if len(ranked) > 1 else 1.5
    base = 0.55 + 0.2 * min(lead, 1.5)
    if ranked[0].score < 0:
        base += 0.08 * max(ranked[0].score, -4)
    return max(0.1, min(0.92, base))
