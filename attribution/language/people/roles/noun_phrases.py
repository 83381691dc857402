"""Reads off its tree what a phrase says of somebody whom the article does not name: "a spokesman for the bank"."""

from __future__ import annotations

from attribution.language.mentions.entities import EntityChains
from attribution.language.mentions.grammar import Grammar
from attribution.language.people.roles.descriptions import Description
from attribution.records import Entity, Span
from attribution.words.known_names import DEMONYMS
from attribution.words.roles import OFFICE_ROLES, is_role
from attribution.words.text import fold_word, one_line
from attribution.words.word_classes import is_plural, singular

_NOUNS = ("NOUN", "PROPN")
_OF_THE_ROLE = ("amod", "compound", "flat", "nmod:desc")
_OF_THE_BODY = ("nmod", "nmod:poss", "compound", "obl", "amod", "nmod:unmarked")
_BODY_CASES = ("of", "at", "for", "with", "from", "to")


def head_word(text: str, grammar: Grammar | None, span: Span) -> str:
    """Return the folded singular of the main word of a phrase; empty where it has none."""
    top = grammar.top(*span) if grammar else None
    if grammar is None or top is None:
        words = text[span[0] : span[1]].split()
        return singular(fold_word(words[-1]).rstrip(".")) if words else ""
    return singular(fold_word(text[grammar.starts[top] : grammar.ends[top]]).rstrip("."))


def read_phrase(text: str, chains: EntityChains, grammar: Grammar | None, span: Span) -> Description | None:
    """Read the role and the body from a noun phrase; None where its main word is no role."""
    top = grammar.top(*span) if grammar else None
    if grammar is None or top is None or grammar.tags[top] not in _NOUNS:
        return None
    word = fold_word(text[grammar.starts[top] : grammar.ends[top]]).rstrip(".")
    if not is_role(word):
        return None
    body = _body(text, chains, grammar, top)
    first = _first_of_role(text, grammar, top, body)
    start, end = grammar.starts[first], grammar.ends[top]
    whole = (min(start, body.start), max(end, body.end)) if body else (start, end)
    organisation = _name(text, body) if body else None
    return Description(one_line(text, start, end), organisation, whole, singular(word), many=is_plural(word))


def _first_of_role(text: str, grammar: Grammar, top: int, body: Entity | None) -> int:
    """Return the first of the words right before the main word that belong to the role."""
    first = top
    while first:
        at = first - 1
        inside = body and body.start <= grammar.starts[at] < body.end
        if inside or grammar.relations[at] not in _OF_THE_ROLE or not first <= grammar.heads[at] <= top:
            break
        if text[grammar.ends[at] : grammar.starts[first]].strip("- "):
            break
        first = at
    return first


def _body(text: str, chains: EntityChains, grammar: Grammar, top: int) -> Entity | None:
    """Return the body that hangs on a role; for offices a place is one too."""
    office = singular(fold_word(text[grammar.starts[top] : grammar.ends[top]])) in OFFICE_ROLES
    for child in grammar.children(top, *_OF_THE_BODY):
        cases = grammar.children(child, "case")
        case = fold_word(text[grammar.starts[cases[0]] : grammar.ends[cases[0]]]) if cases else ""
        owned = case in ("'s", "’s", "'", "’")
        if cases and child > top and case not in _BODY_CASES:
            continue
        for entity in chains.entities_between(*grammar.extent(child)):
            place = entity.label == "PLACE" and (office or owned)
            people = entity.label == "OTHER" and office and fold_word(text[entity.start : entity.end]) in DEMONYMS
            if entity.label == "ORG" or place or people:
                return entity
    return None


def _name(text: str, entity: Entity) -> str:
    """Return the name of a body, of "Norland" where the phrase has "Norlandic"."""
    words = one_line(text, entity.start, entity.end)
    return words if entity.label == "ORG" else DEMONYMS.get(fold_word(words)) or words
