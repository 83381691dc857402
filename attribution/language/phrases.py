"""Reads a noun phrase that says what somebody is: its role, and the organisation that it names.

"a research analyst at the Harbour Institute", "Norland's former defence minister", "CNN reporter",
"several alliance officials".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from attribution.language.layout import plain, words_in
from attribution.language.lexicon import (
    ARTICLES,
    COURTESY,
    FUNCTION_WORDS,
    NEVER_NAMES,
    OFFICE_ROLES,
    ORG_NOUNS,
    PARTY_WORDS,
    PREPOSITIONS,
    QUANTIFIERS,
    ROLE_MODIFIERS,
    is_role,
    singular,
    word_set,
)
from attribution.language.mentions import Cast
from attribution.language.names import fold
from attribution.language.world import COUNTRY_CODES, DEMONYMS
from attribution.records import Affiliation, Entity, Span

_POSSESSIVE = re.compile(r"['’]s?(?=\s)")
_GAP = re.compile(r"[\s.&/]*")
_PORTFOLIOS = word_set("""
    state defense defence treasury foreign affairs finance interior health education labor labour
    energy justice agriculture commerce transportation transport homeland housing veterans war
    economy trade environment culture exchequer house staff
    """)
_PORTFOLIO_HEADS = word_set("""
    secretary undersecretary minister chancellor speaker chief department
    """)
_ORG_PREPOSITIONS = word_set("""
    at of for with from to on
    """)
_STOPPERS = word_set("""
    who which that whose where when said says told and or but is was has had were are
    """)
_ABBREVIATED = word_set("""
    sen rep gov lt gen col capt maj sgt cpl adm cmdr prof rev hon amb supt insp det
    """)
_AFTER_HEAD = word_set("""
    general emeritus emerita laureate designate elect
    """)
MAX_WORDS = 30


@dataclass(frozen=True, slots=True)
class Description:
    """What a phrase says of somebody. ``head`` is the folded singular of the role's main word,
    ``end`` where the reading stopped."""

    role: str | None
    organisation: str | None
    span: Span
    head: str
    end: int

    @property
    def affiliation(self) -> Affiliation:
        """The description as a record."""
        return Affiliation(self.role, self.organisation, (self.span,))


def read_phrase(text: str, cast: Cast, start: int, end: int, *, brief: bool = False) -> Description | None:
    """Read the role and organisation from a noun phrase; None where it names no role.

    ``brief`` ends the role at its main word unless an organisation follows.
    """
    words = words_in(text, start, min(end, start + 400))[:MAX_WORDS]
    folded = [fold(text[a:b]).rstrip(".") for a, b in words]
    at = _skip_leaders(folded)
    if at >= len(words):
        return None
    first = at
    organisation, at = _possessor(text, cast, words, folded, at)
    head_start, last, stop = at, -1, len(words)
    for i in range(at, len(words)):
        gap = text[words[i - 1][1] : words[i][0]] if i > at else ""
        word = folded[i]
        if (gap and not _GAP.fullmatch(gap)) or (word in PREPOSITIONS and word not in ROLE_MODIFIERS):
            stop = i
            break
        if word in _STOPPERS:
            if word in ("and", "or") and last == i - 1 and i + 1 < len(words) and _role_ahead(folded, i + 1):
                continue
            stop = i
            break
        if _is_person(cast, words[i]) and not _owns(text, words, i):
            stop = i
            break
        if word in FUNCTION_WORDS or (_verblike(word) and not is_role(word)):
            stop = i
            break
        if is_role(word) or (word in _AFTER_HEAD and last == i - 1):
            last = i
    if last < 0 or last - head_start > 9 or stop - last > 2:
        return None
    found = (
        _leading_organisation(text, cast, words, folded, head_start, last) if organisation is None else None
    )
    pieces = [(words[head_start][0], words[last][1])]
    if found:
        organisation, pieces = found
    head = singular(folded[last])
    if folded[last] in _AFTER_HEAD and last > head_start:
        head = singular(folded[last - 1])
    reach = words[last][1]
    if stop == last + 1 and stop < len(words) and (folded[stop] in PREPOSITIONS):
        named, role_end, reach = _after_head(text, cast, words, folded, stop, head, reach)
        if brief and named is None and not any(word in _PORTFOLIOS for word in folded[stop : stop + 3]):
            role_end = reach = words[last][1]
        pieces[-1] = (pieces[-1][0], role_end)
        organisation = organisation or named
    if text[pieces[-1][1] : pieces[-1][1] + 1] == "." and folded[last] in _ABBREVIATED:
        pieces[-1] = (pieces[-1][0], pieces[-1][1] + 1)
    role = " ".join(plain(text, a, b) for a, b in pieces if b > a)
    evidence_end = max(reach, pieces[-1][1])
    return Description(role or None, organisation, (words[first][0], evidence_end), head, evidence_end)


def organisation_at(text: str, cast: Cast, start: int, end: int) -> Span | None:
    """The organisation or place that is named right at a position, a leading article aside."""
    words = words_in(text, start, min(end, start + 160))[:14]
    at = 0
    while at < len(words) and fold(text[slice(*words[at])]) in ARTICLES:
        at += 1
    if at >= len(words) or (at < len(words) and text[start : words[at][0]].count(",")):
        return None
    begin, entity = words[at][0], cast.other_at(words[at][0])
    if _person_ahead(text, cast, words[at]):
        return _campaign(text, words, at)
    word = fold(text[slice(*words[at])]).rstrip(".")
    if entity is None and (not text[begin].isupper() or word in NEVER_NAMES):
        return None
    reach = entity.end if entity else words[at][1]
    if entity is None and (word in DEMONYMS or word in PARTY_WORDS) and at + 1 == len(words):
        return None
    i = at + 1
    while i < len(words):
        a, b = words[i]
        if b <= reach:
            i += 1
            continue
        gap, word = text[reach:a], fold(text[a:b])
        possessive = _POSSESSIVE.match(text, reach)
        if possessive and text[a].isupper() and not text[possessive.end() : a].strip():
            reach = b
        elif possessive and text[a].islower():
            ahead = next((e for e in cast.entities_between(a, min(end, a + 50)) if e.label == "ORG"), None)
            if ahead and not re.search(r"[,;.]| (?:of|at|for|in|who|and) ", text[a : ahead.start]):
                return ahead.start, ahead.end
            break
        elif gap.strip(" \u00a0&-") or "\n" in gap:
            break
        elif text[a].isupper() and word not in NEVER_NAMES and not _is_person(cast, (a, b)):
            reach = b
        elif (
            word in ("of", "for", "on", "and", "de")
            and i + 1 < len(words)
            and (entity is None or word != "and")
        ):
            ahead_at = i + 2 if fold(text[slice(*words[i + 1])]) == "the" and i + 2 < len(words) else i + 1
            a, b = words[ahead_at]
            strict = word in ("and", "on")  # "the Bank and Mr Reed": only inside a name that goes on
            if (
                not text[a].isupper()
                or _is_person(cast, (a, b))
                or (strict and not text[b : b + 2].strip(" ,."))
            ):
                break
            reach, i = b, ahead_at
        elif word in ORG_NOUNS or (
            i + 1 < len(words)
            and text[a].islower()
            and word in ROLE_MODIFIERS
            and fold(text[slice(*words[i + 1])]) in ORG_NOUNS
        ):
            reach = b if word in ORG_NOUNS else words[i + 1][1]
            break
        else:
            break
        i += 1
    return begin, reach


def place_of(text: str, cast: Cast, start: int, end: int) -> str:
    """The organisation that an adjective of nationality or a place's name stands for."""
    word = fold(text[start:end])
    if word in DEMONYMS:
        return DEMONYMS[word]
    return cast.place_like(word) or plain(text, start, end)


def _skip_leaders(folded: list[str]) -> int:
    at = 0
    while at < len(folded) and at < 6:
        word = folded[at]
        if (word == "of" and at and folded[at - 1] in QUANTIFIERS) or (
            word in ARTICLES
            or (word in QUANTIFIERS and word not in ROLE_MODIFIERS)
            or word in ("also", "now", "currently")
        ):
            at += 1
        else:
            break
    return at


def _possessor(
    text: str, cast: Cast, words: list[Span], folded: list[str], at: int
) -> tuple[str | None, int]:
    """The possessor that a phrase begins with ("Norland's former minister") and where the rest starts."""
    for i in range(at, min(at + 7, len(words) - 1)):
        gap = text[words[i][1] : words[i + 1][0]]
        if folded[i] in PREPOSITIONS and not cast.covers(words[i][0]):
            break
        if _POSSESSIVE.match(text, words[i][1]) and not gap.strip("'’s \u00a0"):
            if any(not _GAP.fullmatch(text[words[j][1] : words[j + 1][0]]) for j in range(at, i)):
                return None, at
            start = words[at][0]
            if any(_is_person(cast, word) for word in words[at : i + 1]):
                return None, at  # it stays in the role: "Reed's lawyer"
            if not text[words[i][0]].isupper() and cast.other_at(words[i][0]) is None:
                return None, i + 1  # "the company's chief executive"
            named = organisation_at(text, cast, start, words[i][1])
            return (plain(text, named[0], words[i][1]) if named else None), i + 1
        if gap.strip() and not _GAP.fullmatch(gap):
            break
    return None, at


def _leading_organisation(
    text: str, cast: Cast, words: list[Span], folded: list[str], start: int, last: int
) -> tuple[str, list[Span]] | None:
    """An organisation or place inside the words before the head, and what remains as the role."""
    office = any(singular(word) in OFFICE_ROLES for word in folded[start : last + 1])
    for i in range(start, last):
        a, b = words[i]
        word = folded[i]
        entity: Entity | None = cast.other_at(a)
        if _is_person(cast, words[i]):
            return None  # the role is somebody's: "Reed supporters"
        if entity and entity.label == "ORG":
            end = entity.end
            following = next((j for j in range(i, last + 1) if words[j][0] >= end), last)
            if following < last and folded[following] in ORG_NOUNS and not is_role(folded[following]):
                end = words[following][1]
            if end >= words[last][1]:
                return None
            return plain(text, a, end), _without(words, start, last, a, end)
        if word in DEMONYMS or word in COUNTRY_CODES or (entity and entity.label in ("PLACE", "OTHER")):
            end = entity.end if entity and entity.label == "PLACE" else b
            if not office or word in PARTY_WORDS or end >= words[last][1]:
                continue
            if entity and entity.label == "OTHER" and word not in DEMONYMS and not cast.place_like(word):
                return None  # an adjective of nobody knows what: it stays in the role
            return place_of(text, cast, a, end), _without(words, start, last, a, end)
        if text[a].isupper() and not _role_word(word) and "-" not in word:
            j = i
            while j + 1 < last and text[words[j + 1][0]].isupper() and not _role_word(folded[j + 1]):
                j += 1
            if j + 1 < last and folded[j + 1] in ORG_NOUNS and not is_role(folded[j + 1]):
                j += 1
            if any("-" in word for word in folded[i : j + 2]):
                return None  # "Prize-winning"
            if cast.place_like(word):
                return (place_of(text, cast, a, b), _without(words, start, last, a, b)) if office else None
            return plain(text, a, words[j][1]), _without(words, start, last, a, words[j][1])
    return None


def _without(words: list[Span], start: int, last: int, cut_start: int, cut_end: int) -> list[Span]:
    pieces = []
    before = [span for span in words[start : last + 1] if span[1] <= cut_start]
    after = [span for span in words[start : last + 1] if span[0] >= cut_end]
    if before:
        pieces.append((before[0][0], before[-1][1]))
    if after:
        pieces.append((after[0][0], after[-1][1]))
    return pieces or [(words[last][0], words[last][1])]


def _after_head(
    text: str, cast: Cast, words: list[Span], folded: list[str], at: int, head: str, reach: int
) -> tuple[str | None, int, int]:
    """Follow the prepositions after a role to an organisation: its name, the role's end, the end read."""
    limit = words[-1][1]
    role_end = reach
    for _ in range(4):
        if at + 1 >= len(words) or folded[at] not in PREPOSITIONS:
            break
        if text[words[at - 1][1] : words[at][0]].strip():
            break
        preposition = folded[at]
        ahead = at + 1
        while ahead < len(words) and folded[ahead] in ARTICLES:
            ahead += 1
        if ahead >= len(words) or text[words[at][1] : words[ahead][0]].count(","):
            break
        portfolio = folded[ahead] in _PORTFOLIOS and head in _PORTFOLIO_HEADS and preposition in ("of", "for")
        if portfolio:
            while (
                ahead + 1 < len(words)
                and folded[ahead + 1] in (*_PORTFOLIOS, "and", "security")
                and (text[words[ahead][1] : words[ahead + 1][0]].isspace())
                and (
                    folded[ahead + 1] != "and"
                    or (ahead + 2 < len(words) and folded[ahead + 2] in _PORTFOLIOS)
                )
            ):
                ahead += 1
            role_end = reach = words[ahead][1]
            at = ahead + 1
            continue
        if preposition in _ORG_PREPOSITIONS and not _person_ahead(text, cast, words[ahead]):
            span = organisation_at(text, cast, words[at][1], limit)
            if span:
                covered = [i for i, word in enumerate(words) if word[1] <= span[1]]
                following = covered[-1] + 1 if covered else len(words)
                plural_noun = (
                    following < len(words)
                    and text[words[following][0]].islower()
                    and text[span[1] : words[following][0]] == " "
                    and folded[following] not in FUNCTION_WORDS
                    and not folded[following].endswith(("ing", "ed", "ly"))
                )
                return (None if plural_noun else plain(text, *span)), role_end, span[1]
        stop = ahead
        while stop < len(words) and folded[stop] not in PREPOSITIONS and folded[stop] not in _STOPPERS:
            if stop > ahead and not re.fullmatch(r"[\s.&'’s-]*", text[words[stop - 1][1] : words[stop][0]]):
                break
            stop += 1
        if stop == ahead or preposition in ("since", "until", "before", "after", "during", "per", "than"):
            break
        if preposition in ("in", "near", "by", "about", "against") and role_end != reach:
            break
        role_end = reach = words[stop - 1][1]
        if stop >= len(words) or text[words[stop - 1][1] : words[stop][0]].strip():
            break
        at = stop
    return None, role_end, reach


def _campaign(text: str, words: list[Span], at: int) -> Span | None:
    """ "the Wrenfield campaign": a body known by a person's name."""
    for i in range(at + 1, min(at + 3, len(words))):
        if text[words[i - 1][1] : words[i][0]] not in (" ", "'s ", "’s "):
            return None
        if fold(text[slice(*words[i])]) in ORG_NOUNS:
            return words[at][0], words[i][1]
    return None


def _owns(text: str, words: list[Span], at: int) -> bool:
    """Whether a name is a possessor or a modifier inside the phrase, not its end."""
    after = words[at][1]
    return bool(_POSSESSIVE.match(text, after)) or (at + 1 < len(words) and text[after : words[at + 1][0]] == " "
                                                    and text[words[at + 1][0]].islower())  # fmt: skip


def _role_word(word: str) -> bool:
    return (
        word in ROLE_MODIFIERS
        or is_role(word)
        or word in PARTY_WORDS
        or word in NEVER_NAMES
        or word in QUANTIFIERS
    )


def _role_ahead(folded: list[str], at: int) -> bool:
    return any(is_role(word) for word in folded[at : at + 3])


def _verblike(word: str) -> bool:
    return (
        word not in ROLE_MODIFIERS
        and "-" not in word
        and len(word) > 4
        and word.endswith(("ed", "ing", "ly"))
        and (word not in FUNCTION_WORDS)
    )


def _is_person(cast: Cast, span: Span) -> bool:
    return cast.person_at(span[0])


def _person_ahead(text: str, cast: Cast, span: Span) -> bool:
    """Whether a person's name begins at a word, titles included ("for Mayor Reed")."""
    if cast.person_at(span[0]):
        return True
    word = fold(text[slice(*span)]).rstrip(".")
    if not (is_role(word) or word in COURTESY):
        return False
    ahead = cast.between(span[1], min(len(text), span[1] + 40))
    return bool(ahead) and cast.person_at(ahead[0].start) and not text[span[1] : ahead[0].start].strip(" .")
