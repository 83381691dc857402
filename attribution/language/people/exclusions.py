"""Whom a phrase cannot mean: rules that only exclude. What is left, the ranker orders."""

from __future__ import annotations

from attribution.language.mentions.entities import EntityChain
from attribution.language.people.genders import gender_of, pronoun_gender
from attribution.words.bodies import KINDS, ORG_NOUNS
from attribution.words.lists import word_set
from attribution.words.roles import GENDERED, GENERIC_PERSON, PARTY_MEMBERS, is_role
from attribution.words.text import fold_word
from attribution.words.word_classes import DOCUMENTS, FIRST_SINGULAR, NEUTER, PLURAL_PRONOUNS, singular

SURELY, HARDLY = 0.6, 0.2  # of the links of a pronoun
_FUTURE = word_set("next first any every another new future")  # "the next president" is nobody yet
_OF_PERSONS = (GENDERED, GENERIC_PERSON, PARTY_MEMBERS)
_PERSONS = frozenset({"person", "unnamed"})
_BODIES = frozenset({"organisation", "place", "group", "unnamed"})


def types_for(form: str, word: str) -> frozenset[str] | None:
    """Return the types of those whom a source can mean by its form and its pronoun or noun; None for any."""
    if form == "pronoun":
        return _BODIES if word in NEUTER else None if word in PLURAL_PRONOUNS else _PERSONS
    if form == "first" and word in FIRST_SINGULAR:
        return _PERSONS
    if form == "relative":
        return _PERSONS | {"group", "organisation"} if word == "who" else _BODIES if word == "which" else None
    noun = singular(word)
    if form == "nominal" and noun in ORG_NOUNS:
        return _BODIES
    if form == "nominal" and (is_role(noun) or any(noun in nouns for nouns in _OF_PERSONS)):
        return _PERSONS
    return None


def excluded(chain: EntityChain, form: str, word: str, types: frozenset[str] | None) -> bool:
    """Tell whether a source of a form, by its pronoun or noun, cannot mean somebody or some body."""
    if types is not None and chain.type not in types:
        return True
    if form in ("pronoun", "nominal", "unnamed"):
        gender = pronoun_gender(word) or GENDERED.get(singular(word))
        known, sure = gender_of(chain)
        if gender and known and sure and known != gender:
            return True
    if form == "pronoun" and word not in NEUTER and word not in PLURAL_PRONOUNS:
        return chain.plural or (chain.type == "unnamed" and bool(chain.roles & DOCUMENTS))
    return form == "nominal" and other_kind(chain, word)


def means_a_stranger(form: str, strange: float, link: float) -> bool:
    """Tell whether the links of a pronoun lead so surely to words for nobody named that one they hardly lead to is
    not meant."""
    return form == "pronoun" and strange >= SURELY and link < HARDLY


def other_kind(chain: EntityChain, word: str) -> bool:
    """Tell whether a body's name says that it is of another kind than a noun: a hospital is no union."""
    wanted = KINDS.get(singular(word))
    if not wanted or chain.type not in ("organisation", "group"):
        return False
    own = [kinds for name_word in fold_word(chain.name or "").split() if (kinds := KINDS.get(singular(name_word)))]
    return bool(own) and not any(wanted & kinds for kinds in own)


def not_yet(description: str) -> bool:
    """Tell whether a phrase is of somebody to come; as written, since the "New" of "New Norland" is a name's."""
    return not _FUTURE.isdisjoint(description.split())
