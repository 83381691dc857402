"""Finds where the name of an organisation or place begins and ends, past what the recogniser saw."""

from __future__ import annotations

import re

from attribution.language.mentions.entities import EntityChains
from attribution.language.mentions.stretches import POSSESSIVE, Stretch
from attribution.records import Span
from attribution.words.bodies import FOREIGN_BODIES, ORG_NOUNS
from attribution.words.known_names import DEMONYMS
from attribution.words.lists import word_set
from attribution.words.names import is_particle
from attribution.words.roles import PARTY_WORDS, ROLE_MODIFIERS, is_listed
from attribution.words.word_classes import ARTICLES, FUNCTION_WORDS, NEVER_NAMES

_FOREIGN = word_set("fur und et pour para zur zum auf di du")
_WITH_AIMS = word_set("right committee coalition campaign alliance initiative project partnership network fund")
_REACH = 160
_OTHER_PHRASE = re.compile(r"[,;.]| (?:of|at|for|in|who|and) ")


def organisation_at(text: str, chains: EntityChains, start: int, end: int) -> Span | None:
    """The organisation or place that is named right at a position, a leading article aside."""
    words = Stretch.read(text, chains, start, min(end, start + _REACH))
    at = 0
    while at < len(words) and words.folded[at] in ARTICLES:
        at += 1
    if at >= len(words) or "," in text[start : words.words[at][0]]:
        return None
    if words.person_ahead(at):
        return _campaign(words, at)
    at = _described_body(words, at)
    begin = words.words[at][0]
    entity = chains.other_at(begin) or (chains.other_at(words.words[at - 1][0]) if at else None)  # "The Post"
    if entity and entity.end > begin:
        return _extend(words, at, begin, entity.end, found=True)
    alone = at + 1 == len(words) and (words.folded[at] in DEMONYMS or words.folded[at] in PARTY_WORDS)
    if alone or not words.capital(at) or words.folded[at] in NEVER_NAMES:
        return None
    return _extend(words, at, begin, words.words[at][1], found=False)


def _described_body(words: Stretch, at: int) -> int:
    """Where a body's name begins behind an article and small words: "the centrist Harbour Institute"."""
    i = at
    while 0 < at <= i < min(at + 4, len(words) - 1) and not words.capital(i):
        word = words.folded[i]
        if word in FUNCTION_WORDS or is_listed(word) or words.gap(i + 1) != " ":
            return at
        i += 1
    entity = words.chains.other_at(words.words[i][0]) if i > at else None
    known = entity is not None and entity.label == "ORG" and entity.start == words.words[i][0]
    told = i > at and words.folded[i - 1] in ORG_NOUNS and words.capital(i)  # "the law firm Brask Holm"
    return i if known or told else at


def _extend(words: Stretch, at: int, begin: int, reach: int, *, found: bool) -> Span:
    """Follow a name over the capitals and joining words that go on with it.

    ``found`` where the recogniser saw the name: then "and" no longer joins.
    """
    text, chains = words.text, words.chains
    i = at + 1
    while i < len(words):
        a, b = words.words[i]
        if b <= reach:
            i += 1
            continue
        gap = text[reach:a]
        if POSSESSIVE.match(text, reach):
            if words.capital(i):
                reach = b
            else:
                # "Norland's far-right Civic Front party": the body after the place
                ahead = next((e for e in chains.entities_between(a, a + 50) if e.label == "ORG"), None)
                inside = ahead and not _OTHER_PHRASE.search(text[a : ahead.start])
                return (ahead.start, ahead.end) if ahead and inside else (begin, reach)
        elif gap.strip(" \u00a0&-") or "\n" in gap:
            break
        elif (
            words.capital(i)
            and not words.person(i)
            and (words.folded[i] not in NEVER_NAMES or text[a:b].isupper())
        ):
            reach = b
        elif (joined := _joined(words, i, found=found)) is not None:
            i = joined
            reach = words.words[i][1]
        else:
            return begin, max(reach, _common_noun(words, i))
        i += 1
    return begin, reach


def _joined(words: Stretch, i: int, *, found: bool) -> int | None:
    """The capitalised word that a joining word leads on to ("Institute of the North")."""
    word = words.folded[i]
    aim = word == "to" and words.folded[i - 1] in _WITH_AIMS  # "Committee to Save the Shore"
    joining = word in ("of", "for", "on") or (word == "and" and not found) or is_particle(word) or word in _FOREIGN
    if not (joining or aim) or i + 1 >= len(words):
        return None
    ahead = i + 2 if words.folded[i + 1] in ("the", "a", "an") else i + 1
    foreign = any(first in FOREIGN_BODIES for first in words.folded[:2])  # behind an article or not
    if ahead >= len(words) or not words.capital(ahead) or (words.person(ahead) and not foreign):
        return None
    # "the Bank and Norland": "and" and "on" only inside a name that goes on
    goes_on = ahead + 1 < len(words) and words.capital(ahead + 1) and not words.gap(ahead + 1).strip()
    return ahead if word not in ("and", "on") or goes_on else None


def _common_noun(words: Stretch, i: int) -> int:
    """The end of a common noun that closes a body's name ("Norland central bank"), else 0."""
    if words.folded[i] in ORG_NOUNS:
        return words.words[i][1]
    following = words.folded[i + 1] if i + 1 < len(words) else ""
    return words.words[i + 1][1] if words.folded[i] in ROLE_MODIFIERS and following in ORG_NOUNS else 0


def _campaign(words: Stretch, at: int) -> Span | None:
    """The body known by a person's name ("the Wrenfield campaign")."""
    for i in range(at + 1, min(at + 3, len(words))):
        if words.gap(i) not in (" ", "'s ", "’s "):
            return None
        if words.folded[i] in ORG_NOUNS:
            return words.words[at][0], words.words[i][1]
    return None
