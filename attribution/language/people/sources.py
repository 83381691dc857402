"""Reads the words of a source: a pronoun, a name and whose, a body, a phrase that refers back, or nobody named."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from attribution.language.mentions.entities import EntityChains, Mention
from attribution.language.mentions.layout import tidy
from attribution.language.mentions.organisations import organisation_at
from attribution.language.mentions.stretches import POSSESSIVE, Stretch
from attribution.records import Entity, Span
from attribution.words.bodies import METONYMS, ORG_NOUNS
from attribution.words.known_names import DEMONYMS
from attribution.words.lists import word_set
from attribution.words.roles import PARTY_MEMBERS, PARTY_WORDS, is_role
from attribution.words.text import fold_word, one_line
from attribution.words.titles import is_titleword
from attribution.words.word_classes import (
    ARTICLES,
    DEFINITE,
    DOCUMENTS,
    FIRST_OR_SECOND,
    FUNCTION_WORDS,
    GROUP_NOUNS,
    INDEFINITE,
    PREPOSITIONS,
    PRONOUNS,
    QUANTIFIERS,
    RELATIVES,
    is_plural,
    singular,
)

Form = Literal["empty", "pronoun", "relative", "first", "person", "people", "body", "nominal", "unnamed"]

_PARTY_NOTE = re.compile(r"\s*\([^)]{0,30}\)")
_APPOSED_AND = re.compile(r",\s(?:an?|the|now|former)\s[^,]{1,50},\sand\s")
_LEADING = word_set("by to from as and but that with according")
_NOT_HEAD = word_set(
    "of for to from with by at about around on in like as including against near behind between than or said"
)
_APPOSED = word_set("former formerly now then once")  # "James Holm former commandant", its comma lost
_SUBJECTS = word_set("i you he she we they")
_AFTER_PRONOUN = word_set("himself herself themselves itself also both all")
_POSSESSIVE_PRONOUNS = word_set("his her its their our my")
_MANY = word_set("several many some most few all both two three")
# Common nouns after a body's name that are no part of it: "Tidewatch news agency" is Tidewatch.
_KINDS_OF_BODY = word_set("agency newspaper magazine network company group website firm")
_ENVOYS = word_set("ambassador envoy representative delegate observer adviser advisor")
_TALKING_PAPERS = word_set("newspaper magazine paper")


@dataclass(frozen=True, slots=True)
class SourcePhrase:
    """What the words of a source are. ``word`` is the folded pronoun or head noun; ``who`` the person or body
    that a name means; ``others`` the further persons of a joint source; ``body`` or ``name`` the
    organisation that speaks."""

    form: Form
    span: Span
    description: str
    word: str = ""
    who: int | None = None
    others: tuple[int, ...] = ()
    mention: Mention | None = None
    body: Entity | None = None
    name: str | None = None
    definite: bool = False
    plural: bool = False


def read_source(text: str, chains: EntityChains, spans: Sequence[Span]) -> SourcePhrase:
    """Read a source's spans; the first that names somebody decides."""
    readings = [reading for span in spans if (reading := _read_span(text, chains, span)).form != "empty"]
    if not readings:
        return SourcePhrase("empty", (0, 0), "")
    for forms in (("person", "people"), ("body",)):
        for reading in readings:
            if reading.form in forms:
                return reading
    return readings[0]


def _read_span(text: str, chains: EntityChains, span: Span) -> SourcePhrase:
    start, end = tidy(text, *span)
    words = Stretch.read(text, chains, start, end)
    lead = 0
    while lead + 1 < len(words) and words.folded[lead] in _LEADING:
        lead += 1
    if not len(words):
        return SourcePhrase("empty", span, "")
    start = words.words[lead][0] if lead else start
    words = Stretch(text, chains, words.words[lead:], words.folded[lead:])
    blank = SourcePhrase("unnamed", (start, end), one_line(text, start, end))
    return (
        _short_form(words, blank)
        or _pronoun(words, blank)
        or _person(words, blank)
        or _body(words, blank)
        or _owner(words, blank)
        or _phrase(words, blank)
    )


def _short_form(words: Stretch, blank: SourcePhrase) -> SourcePhrase | None:
    """A body by the short form that the article explains, be it a pronoun's letters: "WHO"."""
    start, end = words.words[-1]
    alone = len(words) == 1 or (len(words) == 2 and words.folded[0] == "the")
    if alone and words.text[start:end].isupper() and words.folded[-1] in words.chains.short_forms:
        return replace(blank, form="body", name=one_line(words.text, start, end), definite=True)
    return None


def _pronoun(words: Stretch, blank: SourcePhrase) -> SourcePhrase | None:
    first = words.folded[0].partition("'")[0]  # "I've"
    # A source that the recogniser let run on: "he was among those"
    subject = first in _SUBJECTS and words.folded[1:2] not in (("and",), ("or",))
    alone = len(words) == 1 or words.folded[1] in _AFTER_PRONOUN
    if first in PRONOUNS and (alone or subject):
        form: Form = "first" if first in FIRST_OR_SECOND else "relative" if first in RELATIVES else "pronoun"
        return replace(blank, form=form, word=first)
    if len(words) == 1 and first in INDEFINITE:
        return replace(blank, word=first, plural=first != "one")
    return None


# Persons


def _person(words: Stretch, blank: SourcePhrase) -> SourcePhrase | None:
    """The person who speaks, among those that a source names, or the body that is called after one."""
    start, end = blank.span
    chains = words.chains
    people = [m for m in chains.between(start, end) if chains.entities[m.who].type == "person"]
    heads = [mention for mention in people if _stands_as_head(words, mention)]
    for number, mention in enumerate(heads):
        tail_start = _end_of_name(words, mention, end)
        tail = tuple(w for (a, _), w in zip(words.words, words.folded, strict=True) if a >= tail_start)
        possessive = tail_start != _after_party(words, mention, end)
        # "Norland ambassador to the United Isles Oda Brask", whose Norland was taken for a person
        envoy = number + 1 < len(heads) and bool(tail) and tail[0] in _ENVOYS
        if not tail or not (possessive or envoy or _compound(words.text, tail_start, tail)):
            joint = _joint(words, people, mention, end)
            if joint:
                return replace(blank, form="people", who=mention.who, others=joint, mention=mention, plural=True)
            return replace(blank, form="person", who=mention.who, mention=mention)
        if any(later.who != mention.who for later in heads[number + 1 :]):
            continue  # "Reed's lawyer Oda Brask"
        return _through(words, blank, mention, tail_start, possessive=possessive)
    return None


def _through(
    words: Stretch, blank: SourcePhrase, mention: Mention, at: int, *, possessive: bool
) -> SourcePhrase | None:
    """What a person's name owns or modifies: a document of theirs, a body called after them, or neither."""
    noun = _head_noun(words, at)
    if noun in DOCUMENTS and noun not in ORG_NOUNS:
        return replace(blank, form="person", who=mention.who, mention=mention) if possessive else None
    short = sum(a >= at for a, _ in words.words) <= 3
    if noun in ORG_NOUNS and short and not words.chains.entities_between(at, blank.span[1]):
        name = one_line(words.text, mention.start, blank.span[1])
        return replace(blank, form="body", word=noun, name=name, definite=True)
    return None


def _after_party(words: Stretch, mention: Mention, end: int) -> int:
    note = _PARTY_NOTE.match(words.text, mention.end, end)
    return note.end() if note else mention.end


def _end_of_name(words: Stretch, mention: Mention, end: int) -> int:
    """Where a name ends with its note of party and its possessive ending."""
    after = _after_party(words, mention, end)
    possessive = POSSESSIVE.match(words.text, after, end)
    return possessive.end() if possessive else after


def _compound(text: str, at: int, tail: Sequence[str]) -> bool:
    """Whether a noun right after a name makes the name a modifier ("Reed supporters")."""
    first = tail[0]
    if text[at : at + 1] not in (" ", "\u00a0") or first in FUNCTION_WORDS | PREPOSITIONS | PRONOUNS | _APPOSED:
        return False
    return text[at + 1 : at + 2].islower() or first in ORG_NOUNS or first in GROUP_NOUNS


def _stands_as_head(words: Stretch, mention: Mention) -> bool:
    """Whether the words of the source before a name leave it the head: none, a role, or an apposition."""
    before = [w for (a, _), w in zip(words.words, words.folded, strict=True) if a < mention.start]
    if not before:
        return True
    gap = words.text[words.words[len(before) - 1][1] : mention.start]
    if any(mark in gap for mark in ",—–"):
        return _names_one(before)
    if ":" in gap or "(" in gap:
        return False
    i = len(before) - 1
    while i >= 0 and (is_titleword(before[i]) or before[i] in ("former", "then", "ex")):
        i -= 1
    if i < 0:
        return True
    if before[i] in _NOT_HEAD or before[i] == "and" or RELATIVES.intersection(before[: i + 1]):
        return False
    prepositions = [j for j in range(i + 1) if before[j] in _NOT_HEAD]
    # "former secretary of state Oda Brask": a role may itself hold an "of"
    return not prepositions or _role_with_of(words, before[: i + 1], prepositions[-1])


def _role_with_of(words: Stretch, before: Sequence[str], at: int) -> bool:
    if at and before[at] == "to" and before[at - 1] in _ENVOYS:
        return True
    if not at or not is_role(before[at - 1]) or before[at] not in ("of", "for"):
        return False
    after = before[at + 1 :]
    if not after or after[0] in ARTICLES or words.person(at + 1):
        return False
    return after[0] in ("state", "staff", "foreign", "defense", "defence") or (
        len(after) <= 2 and not is_role(after[-1])
    )


def _names_one(before: Sequence[str]) -> bool:
    """Whether words before a comma can stand in apposition to one person's name: "the head of the office"
    can, "aides" and "people such as" cannot."""
    if "including" in before or "like" in before or "which" in before or "who" in before or "such" in before:
        return False
    content = [word for word in before if word not in ARTICLES]
    stop = next((i for i, word in enumerate(before) if word in PREPOSITIONS or word == "whose"), len(before))
    head = before[stop - 1] if stop else ""
    one_of = bool(content) and before[0] == "one" and stop == 1
    return one_of or (is_role(head) and not is_plural(head))


def _joint(words: Stretch, people: Sequence[Mention], head: Mention, end: int) -> tuple[int, ...]:
    """The further persons of "Reed, Oda Brask and Ms Holm"."""
    after = _PARTY_NOTE.sub("", words.text[head.end : end], count=1)
    if not re.match(r"\s*,|\s+(?:and|&)\s", after) or " and " not in after:
        return ()
    apposed = _APPOSED_AND.match(words.text, head.end, end)
    if apposed:  # "Reed, an adviser, and Oda Brask, a lawyer,"
        other = next((m for m in people if m.start >= apposed.end() and m.who != head.who), None)
        titles = words.text[apposed.end() : other.start].split() if other else []
        return (other.who,) if other and all(is_titleword(fold_word(w).rstrip(".")) for w in titles) else ()
    if re.match(r"[\s,]*(?:an?|the|who|whose|which|his|her|one|now|former)\b", after):
        return ()
    joined: list[int] = []
    previous = head.end
    for mention in people:
        if mention.start <= head.end or mention.who == head.who:
            continue
        between = re.sub(r"\([^)]*\)", "", words.text[previous : mention.start])
        inner = [fold_word(word).rstrip(".") for word in re.findall(r"[\w-]+", between)]
        if len(inner) > 6 or any(w in PREPOSITIONS or w in RELATIVES or w in ("a", "an") for w in inner):
            break
        joined.append(mention.who)
        previous = mention.end
    return tuple(dict.fromkeys(joined))


# Bodies


def _body(words: Stretch, blank: SourcePhrase) -> SourcePhrase | None:
    """The organisation, place or nation that speaks; None where it only says whose the speakers are."""
    text, chains = words.text, words.chains
    start, end = blank.span
    if _is_member(words, start):
        return None
    for entity in chains.entities_between(start, end):
        before = tuple(w for (a, _), w in zip(words.words, words.folded, strict=True) if a < entity.start)
        if not _may_speak(before, entity) or (before[-1:] == ("the",) and _is_office(words, entity)):
            return None
        speaks = replace(blank, form="body", body=entity, definite=True)
        possessive = POSSESSIVE.match(text, entity.end, end)
        at = possessive.end() if possessive else entity.end
        tail = next((w for (a, _), w in zip(words.words, words.folded, strict=True) if a >= at), None)
        note = text[at : at + 1] == "," or _PARTY_NOTE.match(text, at, end)
        ends = note or tail is None or tail in PREPOSITIONS | RELATIVES or tail in ("and", "or", "itself")
        if ends:
            return speaks
        if possessive and any(e.label == "ORG" for e in chains.entities_between(at, end)):
            continue  # "Norland's Tide Authority"
        whole = None if possessive else _whole(words, entity, end)
        return (
            replace(speaks, body=None, name=whole)
            if whole
            else _with_common_noun(words, speaks, entity, at, before)
        )
    return _seat_or_nation(words, blank)


def _is_member(words: Stretch, start: int) -> bool:
    """Whether a source is one of a party's people: "the Republican", "a Norland independent"."""
    paper = words.folded == ("the", "independent") and words.capital(1)
    return words.folded[0] in ARTICLES and _head_noun(words, start) in PARTY_MEMBERS and not paper


def _is_office(words: Stretch, entity: Entity) -> bool:
    """Whether what was taken for a body is an office: "the Chief Justice"."""
    named = [
        w for (a, b), w in zip(words.words, words.folded, strict=True) if entity.start <= a and b <= entity.end
    ]
    return bool(named) and all(is_titleword(word) or is_role(word) for word in named)


def _whole(words: Stretch, entity: Entity, end: int) -> str | None:
    """A body's name to the source's end, where the recogniser saw only its beginning."""
    span = organisation_at(words.text, words.chains, entity.start, end)
    last = words.folded[-1]
    owned = POSSESSIVE.match(words.text, span[1], end) if span else None
    if span and owned and span[1] > entity.end and _head_noun(words, owned.end()) in DOCUMENTS - ORG_NOUNS:
        return one_line(words.text, *span)  # "Tide World's recent analysis"
    if span is None or span[1] <= entity.end or words.text[span[1] : end].strip("'’s ") or is_role(last):
        return None
    return None if last in GROUP_NOUNS or last in ORG_NOUNS else one_line(words.text, *span)


def _seat_or_nation(words: Stretch, blank: SourcePhrase) -> SourcePhrase | None:
    """A nation, a party or a seat of government that the recogniser missed."""
    last = len(words) - 1
    word = words.folded[last]
    if not words.capital(last) or any(words.person(i) for i in range(len(words))):
        return None
    bare = last == 0 or (last == 1 and words.folded[0] == "the")
    nation = singular(word)
    if bare and nation != word and (nation in DEMONYMS or nation in PARTY_WORDS):
        return replace(blank, form="body", name=words.one_line(last, last), plural=True)
    if word in METONYMS and len(words) <= 3:
        return replace(blank, form="body", word=word, name=words.one_line(last, last))
    return None


def _may_speak(before: Sequence[str], entity: Entity) -> bool:
    """Whether the words before a body's name leave it the speaker."""
    if any(word in _NOT_HEAD or word in RELATIVES for word in before):
        # "a statement from the ministry", "data from the 2014 survey": the body speaks through the paper
        last = next((word for word in reversed(before) if not word.isdigit()), "")
        return last in ("from", "by", "the") and any(word in DOCUMENTS for word in before)
    lead = [word for word in before if word not in ARTICLES]
    some = any(word in QUANTIFIERS for word in lead) or bool(lead and is_plural(lead[-1]))
    return not (some and entity.label == "OTHER")


def _with_common_noun(
    words: Stretch, speaks: SourcePhrase, entity: Entity, at: int, before: Sequence[str]
) -> SourcePhrase | None:
    """A body's name with a common noun after it: "Norland's defence ministry", "Tidewatch news agency"."""
    noun = _head_noun(words, at)
    owned = at != entity.end
    if owned and noun in DOCUMENTS and noun not in ORG_NOUNS:
        return replace(speaks, word=noun)
    body = (noun in ORG_NOUNS and noun not in DOCUMENTS and noun != "police") or noun in _TALKING_PAPERS
    if not body or (before and before[0] in ("a", "an", "some", "another")):
        return None
    if entity.label == "ORG" and not owned and noun in _KINDS_OF_BODY:
        return replace(speaks, word=noun)
    return replace(speaks, word=noun, body=None, name=one_line(words.text, entity.start, speaks.span[1]))


def _head_noun(words: Stretch, start: int) -> str:
    """The last noun before a preposition, comma or relative, from a position on."""
    noun = ""
    for i, (a, _) in enumerate(words.words):
        if a < start:
            continue
        word = words.folded[i]
        ends = word in PREPOSITIONS or word in RELATIVES or word in ("and", "or") or "," in words.gap(i)
        if noun and ends:
            break
        noun = word
    return noun


# Phrases


def _owner(words: Stretch, blank: SourcePhrase) -> SourcePhrase | None:
    """A source that begins with a possessive: "the minister's statement" is the minister's."""
    owner = next((i for i in range(min(4, len(words) - 1)) if words.owned(i)), None)
    if owner is None:
        return None
    word, rest = words.folded[owner], words.folded[owner + 1 :]
    refers = (is_role(word) or word in ORG_NOUNS) and word not in GROUP_NOUNS
    if refers and rest[-1] in DOCUMENTS:
        span = (blank.span[0], words.words[owner][1])
        definite = words.folded[0] in DEFINITE
        return SourcePhrase(
            "nominal", span, one_line(words.text, *span), word, definite=definite, plural=is_plural(word)
        )
    noun = _head_noun(words, blank.span[0])
    return replace(blank, word=noun, plural=is_plural(noun))


def _phrase(words: Stretch, blank: SourcePhrase) -> SourcePhrase:
    """A source without a name that speaks: one that refers back, or somebody unnamed."""
    first, noun = words.folded[0], _head_noun(words, blank.span[0])
    plural = is_plural(noun) or first in _MANY
    definite = first in DEFINITE
    # "Minister: taxes will fall"
    headline = first not in ARTICLES | QUANTIFIERS and words.capital(0) and len(words) <= 3 and is_role(noun)
    if (definite or headline) and not plural and first not in _POSSESSIVE_PRONOUNS:
        paper = noun in DOCUMENTS and noun not in ORG_NOUNS and not is_role(noun)
        somebody = is_role(noun) or noun in PARTY_MEMBERS or noun.endswith("-year-old")
        refers = noun != "police" and (somebody or noun in ORG_NOUNS)
        if refers and not paper:
            return replace(blank, form="nominal", word=noun, definite=definite)
        if noun in ("one", "other", "latter", "former"):
            return replace(blank, form="nominal", word=noun, definite=True)
    return replace(blank, word=singular(noun), plural=plural, definite=definite)
