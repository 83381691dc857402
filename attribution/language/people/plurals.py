"""Whom "they", "it", "both" and "the two senators" mean.

What decides, in this order: the model's links, who spoke last, the last subject of several.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from attribution.language.mentions.entities import EntityChain, EntityChains
from attribution.language.mentions.grammar import Grammar
from attribution.language.mentions.layout import Layout
from attribution.language.people import antecedent_phrases
from attribution.language.people.pronouns import Antecedents, confidence
from attribution.language.people.sources import SourcePhrase
from attribution.records import Span
from attribution.words.lists import word_set
from attribution.words.roles import GENDERED, is_role, related_roles
from attribution.words.text import fold_word
from attribution.words.titles import OFFICE_TITLES
from attribution.words.word_classes import PLURAL_PRONOUNS, is_plural, singular

LINK = 0.4  # of the model's links, for them to decide alone whom "they" or "it" means
PLURAL_SUBJECT = 0.45  # how sure the last subject of several is whom "they" means
_SENTENCES_BACK = 2
_LEAD = 0.8  # of the second of two people over a third, for "both" to mean the first two
_PEOPLE = word_set("man woman candidate rival")
_RIVALS = word_set("candidate rival nominee")


@dataclass(frozen=True, slots=True)
class Found:
    """Whom a pronoun means, and how surely: a person or body, several people, or a phrase for nobody named."""

    sure: float
    who: int | None = None
    mention: Span | None = None
    people: tuple[int, ...] = ()
    phrase: SourcePhrase | None = None


def they_or_it(
    antecedents: Antecedents,
    grammar: Grammar | None,
    reading: SourcePhrase,
    spoken: Sequence[tuple[int, int, Span]],
    least: float,
) -> Found:
    """Return whom "they" or "it" means; ``spoken`` are the last who spoke: who, in which sentence, the mention.

    Less sure of "it" than ``least``, nobody.
    """
    layout, chains = antecedents.layout, antecedents.chains
    at, plural = reading.span[0], reading.word in PLURAL_PRONOUNS
    linked = antecedents.linked(at).items()
    shares = {who: share for who, share in linked if _may_be(chains.entities[who], plural=plural)}
    who = max(shares, key=lambda who: shares[who], default=-1)
    noun, share = antecedents.stranger(at)
    if who >= 0 and shares[who] >= LINK and shares[who] >= share:
        return Found(0.3 + 0.6 * shares[who], who)
    phrase = antecedent_phrases.ending_with(layout.text, layout, noun) if share >= LINK else None
    if phrase and (antecedent_phrases.is_common(layout, noun) or (plural and phrase.plural)):
        return Found(share, phrase=phrase)
    here = layout.sentence(at)
    for who, sentence, mention in reversed(spoken):
        if here - sentence <= 2 and _may_be(chains.entities[who], plural=plural):
            return Found(0.65, who, mention)
    if plural:
        return _last_subject(layout, chains, grammar, at) if grammar else Found(0.0)
    ranked = antecedents.rank(at, ("organisation",), sentences=2)
    sure = confidence(ranked)
    if sure < least:
        return Found(sure)
    return Found(sure * chains.entities[ranked[0].who].sure, ranked[0].who, ranked[0].mention)


def _may_be(chain: EntityChain, *, plural: bool) -> bool:
    """Whether "they", or "it", may mean a person or body."""
    many = chain.plural or chain.type == "group"
    return chain.type == "organisation" or (many if plural else chain.type == "place")


def _last_subject(layout: Layout, chains: EntityChains, grammar: Grammar, at: int) -> Found:
    token = subject_before(layout, grammar, at)
    if token is None:
        return Found(0.0)
    people = joined_people(chains, grammar, token)
    if people:
        return Found(PLURAL_SUBJECT, people=people)
    phrase = antecedent_phrases.ending_with(layout.text, layout, grammar.starts[token])
    if phrase is None:
        return Found(0.0)
    for mention in reversed(chains.between(*phrase.span)):
        if _may_be(chains.entities[mention.who], plural=True):
            return Found(PLURAL_SUBJECT, mention.who)
    return Found(PLURAL_SUBJECT, phrase=phrase)


def subject_before(layout: Layout, grammar: Grammar, at: int) -> int | None:
    """Return the last token before ``at`` that is a subject of several: a plural, or one joined with others.

    The sentence itself and the two before it are looked at; None where there is none.
    """
    text, here = layout.text, layout.sentence(at)
    low = layout.sentences[max(0, here - _SENTENCES_BACK)]
    for token in reversed(grammar.within(low, at)):
        start, end = grammar.starts[token], grammar.ends[token]
        if end > at or not grammar.relations[token].startswith("nsubj"):
            continue
        if grammar.tags[token] not in ("NOUN", "PROPN") or layout.quoted(start) != layout.quoted(at):
            continue
        if is_plural(fold_word(text[start:end])) or grammar.children(token, "conj"):
            return token
    return None


def joined_people(chains: EntityChains, grammar: Grammar, token: int) -> tuple[int, ...]:
    """Return the people whom a subject joins ("Jan Holm and Oda Brask"); none where it joins anything else."""
    whos = []
    for each in (token, *grammar.children(token, "conj")):
        mention = chains.person_covering(grammar.starts[each])
        if mention is None:
            return ()
        whos.append(mention.who)
    return tuple(dict.fromkeys(whos)) if len(set(whos)) > 1 else ()


def two_people(antecedents: Antecedents, reading: SourcePhrase) -> tuple[int, ...]:
    """Return the two people that "both", "the two" or "both senators" means; none where they are not plain.

    "The senators" means the only two that were called so of late.
    """
    words = [fold_word(word) for word in reading.description.split()]
    told = (
        len(words) == 2 and words[0] == "the" and reading.plural and singular(words[1]) in OFFICE_TITLES | _RIVALS
    )
    lead = 1 if words[0] == "both" or told else 2 if words[:2] == ["the", "two"] else 0
    nouns = [singular(word) for word in words[lead:]]
    if not lead or len(nouns) > 1 or not all(noun in _PEOPLE or is_role(noun) for noun in nouns):
        return ()
    ranked = antecedents.rank(reading.span[0], ("person",), GENDERED.get(nouns[0]) if nouns else None)
    people = antecedents.chains.entities
    called = [c for c in ranked if any(related_roles(n, role) for n in nouns for role in people[c.who].roles)]
    if told:
        return (called[0].who, called[1].who) if len(called) == 2 else ()
    ranked = called if len(called) > 1 else ranked
    plain = len(ranked) == 2 or (len(ranked) > 2 and ranked[1].score - ranked[2].score >= _LEAD)
    return (ranked[0].who, ranked[1].who) if plain else ()
