"""Whom and what a content is about: the persons and organisations mentioned in it, by name, pronoun or role.

A mention that means the speaker ("I", "he" in what was retold of him) is told apart. What is not sure enough is
left out: a wrong name in a table does more harm than a missing one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from attribution.language.mentions.entities import EntityChain, EntityChains, Mention
from attribution.language.mentions.grammar import Grammar
from attribution.language.mentions.layout import Layout
from attribution.language.people.genders import gender_of, pronoun_gender
from attribution.language.reports.finish import Quotations
from attribution.records import Affiliation, Attribution, Method, Span, Speaker, Target, TargetType
from attribution.words.bodies import METONYMS, ORG_REFERENCES
from attribution.words.known_names import COUNTRIES, COUNTRY_CODES, DEMONYMS
from attribution.words.lists import word_set
from attribution.words.roles import PARTY_WORDS
from attribution.words.text import fold_word, one_line
from attribution.words.word_classes import (
    FEMININE,
    FIRST_OR_SECOND,
    FIRST_SINGULAR,
    MASCULINE,
    NEUTER,
    is_plural,
    singular,
)

# Below this a "he" is more often somebody else than a reader would bear.
THRESHOLD = 0.5
_OF_SPEAKER = 4.0  # how many times likelier the speaker is where the report names nobody else before "he"
_OF_UNKNOWN = 1.0  # and where the gender of the speaker is not known
_OF_ONLY = 10.0  # and for the only other person whom the report names before it
_OF_NOBODY = 0.05  # a content seldom speaks of a "he" whom the article does not name
_MISSING = 0.1  # the chance of one who was not in question
_PRONOUN = re.compile(
    r"\b(?:I|me|my|mine|myself|we|us|our|ours|ourselves|he|him|his|himself|she|her|hers|herself|it|its|itself"
    r"|they|them|their|theirs|themselves)\b",
    re.IGNORECASE,
)
_US = re.compile(r"US\b")
# "it was clear", "it is time" are about nothing.
_EMPTY_IT = re.compile(
    r"it(?:['’]s|\s+(?:is|was|were|be|been|being|would be|will be|could be|may be|might be|should be"
    r"|has been|had been|seems?|seemed|appears?|appeared|takes?|took|looks?|looked|became|becomes?|does|did"
    r"|makes?|made))\b(?!\s+\w{2,}ing\b)",
    re.IGNORECASE,
)
_DESCRIPTION = re.compile(
    r"\b(?:the|this|that)\s+(?:(?:former|current|republican|democratic)\s+)?([a-z][a-z-]+)\b", re.I
)
_GOES_ON = re.compile(r"\s+(?:of|for|in|to|who|that|at|from|[A-Z])|-|['’]s?\s+[A-Z]")
_BODY_OF = re.compile(
    r"\s(?:campaign|administration|team|camp|foundation|organization|organisation|transition)\b", re.I
)
_PART_OF_NAME = re.compile(r"\s(?:[A-Z][a-z]+)")
_ACTS = re.compile(
    r"\s(?:is|was|has|had|have|will|would|could|should|can|must|may|might|does|did|do|wants?|wanted|needs?|hacked"
    r"|\w+ed|attacks?|invades?|refuses?|pays?|poses?|uses?|seeks?|tries)\b"
)
_CLAUSE = 90  # letters between the subject of a clause and a word in it
_CLAUSE_ENDS = re.compile(
    r"[,;:.()–—\"“”]|\b(?:that|who|which|whom|because|when|while|as|if|whether|and|but|he|she|they)\b"
)
_AGAINST = re.compile(
    r"\b(?:against|with|by|between|attack|sanction|invade|bomb|fight|defeat|confront|blame)\s+(?:the\s+)?$", re.I
)
_SEATS = METONYMS | word_set("whitehouse fbi cia")
_ABBREVIATED = word_set("gov sen rep gen pres prof col")
# Bodies that those who speak for one call by their kind, and the roles of such people
_MEMBERSHIP = word_set("""
    company firm union agency group organisation organization association bank university college hospital charity
    network station newspaper magazine institute foundation league club airline museum coalition
    """)
_SPEAKS_FOR = word_set("""
    spokesman spokeswoman spokesperson representative president ceo chief director chairman chairwoman chair head
    manager founder co-founder owner
    """)
_PRONOUN_SURE: Mapping[str, float] = {"first": 0.95, "it": 0.7, "they": 0.6}


@dataclass(frozen=True, slots=True)
class Voice:
    """The one whose words a content is: the person or body, the name and type to report, and how sure that is."""

    who: int | None
    name: str | None
    type: TargetType
    sure: float
    first: bool = False  # the source is "I" or "we"
    body: str | None = None  # the organisation that a person speaks for or leads


@dataclass(frozen=True, slots=True)
class Meant:
    """One whom a pronoun may mean, None for nobody named, how likely that is, and the mention that decided."""

    who: int | None
    chance: float
    mention: Span


class Targets:
    """Finds the targets of an article's contents, once its text has been read to the end."""

    def __init__(
        self,
        text: str,
        chains: EntityChains,
        layout: Layout,
        meant: Callable[[Span, str], list[Meant]],
        holders: Mapping[str, set[int]],
        *,
        grammar: Grammar | None = None,
    ) -> None:
        self.text = text
        self.grammar = grammar
        self.chains = chains
        self.layout = layout
        self.meant = meant
        self.holders = holders
        self._quotations: Quotations | None = None
        self._labels = {entity.end: entity.label for entity in chains.others}
        self._bodies: dict[str, set[int]] = {}
        for chain in chains.entities:
            if chain.type == "organisation" and len(chain.words) > 1:
                self._bodies.setdefault(chain.words[-1], set()).add(chain.index)

    def of(
        self, attribution: Attribution, voice: Voice, inner: Sequence[Span] = (), *, threshold: float = THRESHOLD
    ) -> tuple[Target, ...]:
        """Return the targets of an attribution, in order of the text.

        ``inner`` are the quotations inside its content that are another's words: "I" is somebody else there.
        """
        found: list[Target] = []
        for start, end in attribution.content:
            found += self._names(start, end, voice)
            found += self._pronouns(start, end, voice, inner, attribution, least=threshold)
            found += self._descriptions(start, end, voice)
        found.sort(key=lambda target: (target.mention[0], -target.mention[1]))
        kept: list[Target] = []
        for target in found:
            if not kept or target.mention[0] >= kept[-1].mention[1]:
                kept.append(target)
        return tuple(kept)

    def _target(self, who: int, mention: Span, method: Method, *, sure: float, voice: Voice) -> Target | None:
        chain = self.chains.entities[who]
        if chain.name is None and who != voice.who:
            return None
        sort: TargetType = "person" if chain.type == "person" else "organisation"
        sure = round(max(0.01, min(0.99, sure)), 3)
        return Target(chain.name, sort, mention, method, sure, own=who == voice.who)

    # Names

    def _names(self, start: int, end: int, voice: Voice) -> Iterator[Target]:
        for mention in self.chains.between(start, end):
            chain = self.chains.entities[mention.who]
            if chain.type == "person":
                target = self._person(mention, end, voice)
            elif chain.type in ("organisation", "place") and self._is_body(mention, start, chain):
                method: Method = "named" if mention.full or len(chain.words) == 1 else "surname"
                span = (mention.start, mention.end)
                target = self._target(mention.who, span, method, sure=0.9 * mention.sure, voice=voice)
            else:
                continue
            if target is not None:
                yield target

    def _person(self, mention: Mention, end: int, voice: Voice) -> Target | None:
        body = _BODY_OF.match(self.text, mention.end, end)
        if body:  # "the Clinton campaign" is no person
            name = one_line(self.text, mention.start, body.end())
            own = voice.name is not None and fold_word(voice.name) == fold_word(name)
            return Target(name, "organisation", (mention.start, body.end()), "named", 0.85, own=own)
        if _PART_OF_NAME.match(self.text, mention.end, end) and not mention.full:
            return None  # "Trump Tower"
        method: Method = "named" if mention.full else "surname"
        return self._target(mention.who, (mention.start, mention.end), method, sure=mention.sure, voice=voice)

    def _is_body(self, mention: Mention, start: int, chain: EntityChain) -> bool:
        words = [fold_word(word) for word in self.text[mention.start : mention.end].split()]
        label = self._labels.get(mention.end)
        before = self.text[max(0, mention.start - 14) : mention.start]
        if label is None or label == "OTHER":
            return False
        if len(words) == 1 and (words[0] in PARTY_WORDS or singular(words[0]) in PARTY_WORDS):
            return words[0] == "gop" and before.casefold().endswith("the ")
        if len(words) == 1 and (words[0] in DEMONYMS or singular(words[0]) in DEMONYMS):
            return False
        if label == "ORG" or words[-1] in _SEATS or words == ["white", "house"]:
            return True
        name = fold_word(chain.name or "")
        if name not in COUNTRIES and name not in COUNTRY_CODES:
            return False
        return bool(_AGAINST.search(before)) or (
            not re.search(r"\b(?:in|to|from|of|at|for|on|into|across|around|inside|and)\s+(?:the\s+)?$", before)
            and bool(_ACTS.match(self.text, mention.end))
        )

    # Pronouns

    def _pronouns(
        self, start: int, end: int, voice: Voice, inner: Sequence[Span], attribution: Attribution, *, least: float
    ) -> Iterator[Target]:
        for match in _PRONOUN.finditer(self.text, start, end):
            if _US.match(match[0]):
                continue
            word, at = fold_word(match[0]), match.start()
            quoted = attribution.kind == "direct" or (attribution.kind == "mixed" and self._in_marks(at))
            target: Target | None = None
            if word in FIRST_OR_SECOND:
                spoken = quoted or voice.first or self._own_turn(at, attribution)
                target = self._first(match.span(), voice, inner) if spoken else None
            elif word in MASCULINE or word in FEMININE:
                target = self._third(match.span(), word, voice, attribution, quoted=quoted, least=least)
            elif not quoted and voice.who is not None:
                target = self._body_itself(match.span(), word, start, voice)
            if target is not None:
                yield target

    def _in_marks(self, at: int) -> bool:
        """Whether a place in a content that is quoted in part stands inside the marks."""
        if self._quotations is None:
            self._quotations = Quotations(self.text)
        return bool(self._quotations.around((at, at + 1)))

    def _own_turn(self, at: int, attribution: Attribution) -> bool:
        """Whether a place lies in a turn of an interview that the attribution's source opens."""
        opens = any(self.layout.paragraph_start(at) == start for start, _ in attribution.source)
        return opens and self.layout.in_turn(at)

    def _first(self, span: Span, voice: Voice, inner: Sequence[Span]) -> Target | None:
        if any(low <= span[0] < high for low, high in inner):
            return None
        sure = round(voice.sure * _PRONOUN_SURE["first"], 3)
        return Target(voice.name, voice.type, span, "pronoun", sure, own=True)

    def _third(
        self, span: Span, word: str, voice: Voice, attribution: Attribution, *, quoted: bool, least: float
    ) -> Target | None:
        here = attribution.content[0][0]
        inside = {
            m.who
            for m in self.chains.between(max(here, span[0] - 400), span[0])
            if self.chains.entities[m.who].type == "person" and self._may_be(m.who, word)
            if not self._done_to(m, span, word)
        } - {voice.who}
        meant = {one.who: one for one in self.meant(span, word)}
        self._favour(meant, None, by=_OF_NOBODY)
        if quoted and voice.who is not None:
            meant.pop(voice.who, None)
        elif voice.who is not None and not inside and voice.type == "person" and self._may_be(voice.who, word):
            known = gender_of(self.chains.entities[voice.who])[0] is not None
            self._favour(meant, voice.who, by=_OF_SPEAKER if known else _OF_UNKNOWN)
        if len(inside) == 1:
            self._favour(meant, next(iter(inside)), by=_OF_ONLY)
        best = max(meant.values(), key=lambda one: one.chance)
        sure = best.chance / max(1e-9, sum(one.chance for one in meant.values()))
        if best.who is None or sure < least:
            return None
        return self._target(best.who, span, "pronoun", sure=sure, voice=voice)

    def _favour(self, meant: dict[int | None, Meant], who: int | None, *, by: float) -> None:
        """Make one more likely by a factor, who is put in where missing."""
        old = meant.get(who) or Meant(who, _MISSING, self.chains.entities[who or 0].mention)
        meant[who] = replace(old, chance=old.chance * by)

    def _done_to(self, subject: Mention, span: Span, word: str) -> bool:
        """Whether a pronoun is what a name does something to, and so means another: "Brask is attacking him"."""
        between = self.text[subject.end : span[0]]
        acts = between.startswith(" ") and len(between) < _CLAUSE and not _CLAUSE_ENDS.search(between)
        return word == "him" and acts and bool(_ACTS.match(between))

    def _may_be(self, who: int, word: str) -> bool:
        known, sure = gender_of(self.chains.entities[who])
        return known is None or known == pronoun_gender(word) or not sure

    def _body_itself(self, span: Span, word: str, start: int, voice: Voice) -> Target | None:
        """Those who speak, as "they", or an organisation as "it", in what is retold of them."""
        chain = self.chains.entities[voice.who] if voice.who is not None else None
        if chain is None or (word in NEUTER and _EMPTY_IT.match(self.text, span[0])):
            return None
        if chain.plural and word in ("they", "their", "theirs", "themselves"):
            sure = round(voice.sure * _PRONOUN_SURE["they"], 3)
            return Target(voice.name, voice.type, span, "pronoun", sure, own=True)
        if chain.type != "organisation":
            return None
        others = (m for m in self.chains.between(start, span[0]) if m.who != voice.who)
        if any(self.chains.entities[m.who].type in ("organisation", "group") for m in others):
            return None
        if word in ("them", "themselves", "itself") or (word not in NEUTER and self._of_others(span)):
            return None
        kind = "it" if word in NEUTER else "they"
        return self._target(chain.index, span, "pronoun", sure=_PRONOUN_SURE[kind] * voice.sure, voice=voice)

    def _of_others(self, span: Span) -> bool:
        """Whether the clause of "they" or "their" has others as its subject: "other countries ... their laws"."""
        grammar = self.grammar
        inside = grammar.within(*span) if grammar else ()
        if grammar is None or not inside:
            return False
        at = inside[0]
        while grammar.heads[at] != at:
            at = grammar.heads[at]
            subjects = [token for token in grammar.children(at, "nsubj", "nsubj:pass") if token < inside[0]]
            if subjects:
                word = self.text[grammar.starts[subjects[-1]] : grammar.ends[subjects[-1]]]
                return grammar.tags[subjects[-1]] == "NOUN" and is_plural(fold_word(word))
        return False

    # Descriptions

    def _descriptions(self, start: int, end: int, voice: Voice) -> Iterator[Target]:
        for match in _DESCRIPTION.finditer(self.text, start, end):
            noun = match[1].lower()
            if is_plural(noun) or noun in _ABBREVIATED or _GOES_ON.match(self.text, match.end(), end):
                continue
            meant = self.holders.get(noun, set())
            if not meant and noun in ORG_REFERENCES:
                meant = self._bodies.get(noun, set()) or self._own_body(noun, voice)
            if len(meant) != 1:
                continue
            target = self._target(next(iter(meant)), match.span(), "nominal", sure=0.6, voice=voice)
            if target is not None:
                yield target

    def _own_body(self, noun: str, voice: Voice) -> set[int]:
        """Return the body that who speaks for it calls "the company", if its name says of no other kind."""
        who = self.chains.body(voice.body) if voice.body and noun in _MEMBERSHIP else None
        if who is None or any(word in ORG_REFERENCES and word != noun for word in self.chains.entities[who].words):
            return set()
        return {who}


@dataclass(frozen=True, slots=True)
class Resolution:
    """The attributions of an article with all but their targets, whose words each one is, and what finds those.

    ``asked`` holds what the ranker was asked about each, from which it learns.
    """

    attributions: Sequence[Attribution]
    voices: Sequence[Voice]
    finder: Targets
    asked: Mapping[int, Any]

    def with_targets(
        self, attributions: Sequence[Attribution] | None = None, *, threshold: float = THRESHOLD
    ) -> list[Attribution]:
        """Return the attributions, or the same ``attributions`` as changed since, with their targets."""
        attributions = self.attributions if attributions is None else attributions
        inner: dict[int, list[Span]] = {}
        for one in attributions:
            if one.nested_in is not None and one.kind != "indirect":
                inner.setdefault(one.nested_in, []).extend(one.content)
        return [
            replace(one, targets=self.finder.of(one, voice, inner.get(number, ()), threshold=threshold))
            for number, (one, voice) in enumerate(zip(attributions, self.voices, strict=True))
        ]


def voice_of(
    who: int | None,
    chain: EntityChain | None,
    speaker: Speaker,
    word: str,
    affiliation: Affiliation | None,
) -> Voice:
    """Return the voice of a resolved or unknown speaker; ``word`` is the source where it is one word."""
    role = fold_word(affiliation.role).split() if affiliation and affiliation.role else []
    body = affiliation.organisation if affiliation and _SPEAKS_FOR.intersection(map(singular, role)) else None
    is_body = chain is not None and chain.type in ("organisation", "place")
    first = fold_word(word) in FIRST_SINGULAR | {"we"}
    return Voice(who, speaker.name, "organisation" if is_body else "person", speaker.confidence, first, body)
