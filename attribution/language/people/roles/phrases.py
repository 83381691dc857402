"""Reads a noun phrase that says what somebody is: its role, and the organisation that it names.

"a research analyst at the Harbour Institute", "Norland's former defence minister", "Tidewatch reporter",
"several alliance officials".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from attribution.language.mentions.entities import EntityChains
from attribution.language.mentions.organisations import organisation_at, place_of
from attribution.language.mentions.stretches import POSSESSIVE, Stretch
from attribution.records import Affiliation, Span
from attribution.words.bodies import ORG_NOUNS
from attribution.words.known_names import COUNTRY_CODES, DEMONYMS
from attribution.words.lists import word_set
from attribution.words.names import is_particle
from attribution.words.roles import (
    OFFICE_ROLES,
    PARTY_WORDS,
    PORTFOLIOS,
    ROLE_MODIFIERS,
    STANDINGS,
    is_listed,
    is_role,
)
from attribution.words.text import one_line
from attribution.words.titles import COURTESY
from attribution.words.word_classes import (
    ARTICLES,
    FUNCTION_WORDS,
    NEVER_NAMES,
    PREPOSITIONS,
    QUANTIFIERS,
    is_plural,
    singular,
)

_GAP = re.compile(r"[\s.&/]*|['’]s?\s")
_INNER_GAP = re.compile(r"[\s.&'’-]*")
_PORTFOLIO_HEADS = word_set("secretary undersecretary minister chancellor speaker chief department")
_ORG_PREPOSITIONS = word_set("at of for with from to on")
_TIME_PREPOSITIONS = word_set("since until before after during per than")
_LOOSE_PREPOSITIONS = word_set("in near by about against")
_STOPPERS = word_set("who which that whose where when said says told and or but is was has had were are")
_PARTISANS = word_set("democrat republican")
_RANKS = word_set("ranking top senior")
_ABBREVIATED = word_set("pres sen rep gov lt gen col capt maj sgt cpl adm cmdr prof rev hon amb supt insp det")
# First words of offices, which a recogniser takes for the end of the body's name.
_OFFICE_LEADS = word_set(
    "press majority minority inspector attorney deputy vice assistant associate executive chief senior managing "
    "investigative political high district"
)
_AFTER_HEAD = word_set("general emeritus emerita laureate designate elect")
# First words of many places' names, which alone would be modifiers of a role.
_COMPASS = word_set("new north south east west upper lower central old white black green")


@dataclass(frozen=True, slots=True)
class Description:
    """What a phrase says of somebody.

    ``head`` is the folded singular of the role's main word, ``end`` where the reading stopped, ``many`` whether
    the role is plural and so nobody's alone, ``clausal`` whether a sentence says so and not words beside a name.
    """

    role: str | None
    organisation: str | None
    span: Span
    head: str
    end: int
    many: bool = False
    clausal: bool = False

    @property
    def affiliation(self) -> Affiliation:
        """The description as a record."""
        return Affiliation(self.role, self.organisation, (self.span,))


def read_phrase(
    text: str, chains: EntityChains, start: int, end: int, *, brief: bool = False
) -> Description | None:
    """Read the role and organisation from a noun phrase; None where it names no role.

    ``brief`` ends the role at its main word unless an organisation follows.
    """
    words = Stretch.read(text, chains, start, end)
    first = _skip_leaders(words)
    if first >= len(words):
        return None
    organisation, at = _possessor(words, first)
    last, stop = _head(words, at)
    if last < 0 or last - at > 9 or stop - last > 2:
        return None
    pieces = [(words.words[at][0], words.words[last][1])]
    found = None if organisation else _leading_organisation(words, at, last)
    if found:
        organisation, pieces = found
    after_head = words.folded[last] in _AFTER_HEAD and last > at
    head = singular(words.folded[last - 1 if after_head else last])
    reach = words.words[last][1]
    if stop == last + 1 and stop < len(words) and words.folded[stop] in PREPOSITIONS:
        named, role_end, reach = _after_head(words, stop, head)
        if brief and named is None and not PORTFOLIOS.intersection(words.folded[stop : stop + 3]):
            role_end = reach = words.words[last][1]
        pieces[-1] = (pieces[-1][0], role_end)
        organisation = organisation or named
    if singular(words.folded[last]) in _ABBREVIATED and text[pieces[-1][1] : pieces[-1][1] + 1] == ".":
        pieces[-1] = (pieces[-1][0], pieces[-1][1] + 1)
    role = " ".join(one_line(text, a, b) for a, b in pieces)
    many = is_plural(words.folded[last])
    if many and "one" in words.folded[:first] and "of" in words.folded[:first]:
        first, many = words.folded.index("one"), False
        role = one_line(text, words.words[first][0], pieces[-1][1])
    evidence_end = max(reach, pieces[-1][1])
    return Description(role, organisation, (words.words[first][0], evidence_end), head, evidence_end, many)


def _skip_leaders(words: Stretch) -> int:
    """The number of articles and quantities before the phrase's own words."""
    at = 0
    while at < min(len(words), 6):
        word = words.folded[at]
        quantity = word in QUANTIFIERS and word not in ROLE_MODIFIERS
        of = word == "of" and at > 0 and words.folded[at - 1] in QUANTIFIERS
        if not (of or quantity or word.isdigit() or word in ARTICLES or word in ("also", "now", "currently")):
            break
        at += 1
    return at


def _possessor(words: Stretch, at: int) -> tuple[str | None, int]:
    """The possessor that a phrase begins with ("Norland's former minister") and where the rest starts."""
    for i in range(at, min(at + 7, len(words) - 1)):
        if (i > at and not _GAP.fullmatch(words.gap(i))) or (
            words.folded[i] in PREPOSITIONS and not words.chains.covers(words.words[i][0])
        ):
            break
        if not words.owned(i):
            continue
        if any(words.person(j) for j in range(at, i + 1)):
            break  # it stays in the role: "Reed's lawyer"
        named = organisation_at(words.text, words.chains, words.words[at][0], words.words[i][1])
        return (one_line(words.text, named[0], words.words[i][1]) if named else None), i + 1
    return None, at


def _head(words: Stretch, at: int) -> tuple[int, int]:
    """The last role word of the phrase's first part, or -1, and where that part stops."""
    last = -1
    for i in range(at, len(words)):
        word = words.folded[i]
        if i > at and not _GAP.fullmatch(words.gap(i)):
            return last, i
        party = i > at and singular(words.folded[i - 1]) in PARTY_WORDS
        if word == "and" and last < 0 and i > at and (party or _joins_modifiers(words, i)):
            continue  # "a Republican and former governor", "a sales and marketing director"
        if word in ("and", "or") and last == i - 1:
            following = next((w for w in words.folded[i + 1 : i + 4] if is_role(w)), None)
            if following and (singular(following) not in STANDINGS or singular(words.folded[last]) in STANDINGS):
                continue  # but of "a senator and critic of theirs" the role is the first
        if words.person(i):
            if not _modifies(words, i):
                return last, i
            continue
        function = word in FUNCTION_WORDS and word not in ROLE_MODIFIERS
        if word in _STOPPERS or (function and not (word.endswith("ed") and _adjective(words, at, i))):
            capitals = i > at and words.capital(i) and words.capital(i - 1)
            if last < 0 and (capitals or words.chains.covers(words.words[i][0])):
                continue  # inside a name: "a University of Ansel professor"
            return last, i
        ranking = i > 0 and word in _PARTISANS and words.folded[i - 1] in _RANKS  # "the ranking Democrat on"
        if is_role(word) or (word in _AFTER_HEAD and last == i - 1) or ranking:
            last = i
        elif _verblike(words, i) and not (last < 0 and (_adjective(words, at, i) or _trade(words, at, i))):
            return last, i
    return last, len(words)


def _leading_organisation(words: Stretch, start: int, last: int) -> tuple[str, list[Span]] | None:
    """An organisation or place inside the words before the head, and what remains as the role."""
    office = any(singular(word) in OFFICE_ROLES for word in words.folded[start : last + 1])
    passed = 0
    owner = words.person(start) or words.folded[start] in COURTESY
    if not owner and any(words.person(i) and words.owned(i) for i in range(start, last)):
        return None  # "Norland Rep. Jan Holm's chief of staff": it is where he is from
    for i in range(start, last):
        if words.person(i):
            break  # the role is somebody's: "Reed supporters"
        a, b = words.words[i]
        if a < passed:
            continue
        word, entity, by_name = words.folded[i], words.chains.other_at(a), False
        nation = word in DEMONYMS or word in COUNTRY_CODES
        if entity and entity.label == "ORG":
            end = _with_noun(words, entity.end, last)
            named = one_line(words.text, a, end) if end < words.words[last][1] else None
            by_name = True
        elif nation or (entity and entity.label in ("PLACE", "OTHER")):
            end = entity.end if entity and entity.label == "PLACE" else b
            if not office or (word in PARTY_WORDS and end == b) or end >= words.words[last][1]:
                passed = max(end, entity.end if entity else end)  # "a Port Ansel lawyer": where somebody is from
                continue
            # An adjective of nobody knows what stays in the role.
            known = nation or (entity and entity.label == "PLACE") or words.chains.place_like(word)
            named = place_of(words.text, words.chains, a, end) if known else None
        elif _starts_name(words, i, last):
            if (word in _COMPASS or words.chains.place_like(word)) and not office:
                break  # where somebody is from is no organisation: "a North Norland farmer"
            named, end = _unseen_name(words, i, last)
        else:
            continue
        whole, end = end, _without_office(words, a, end)
        if named and (by_name or end < whole):
            named = one_line(words.text, a, end)
        return (named, _without(words, start, last, (a, end))) if named else None
    return None


def _with_noun(words: Stretch, end: int, last: int) -> int:
    """The end of a body's name with the common noun after it ("the Tidewatch board chairman")."""
    following = next((j for j in range(last) if words.words[j][0] >= end), last)
    # "Tide Insider senior editor": capitals before a role in small letters are all the name's.
    while (
        following < last and words.capital(following) and not words.capital(last) and words.gap(following) == " "
    ):
        end = words.words[following][1]
        following += 1
    noun = following < last and words.folded[following] in ORG_NOUNS and not is_role(words.folded[following])
    return words.words[following][1] if noun else end


def _without_office(words: Stretch, start: int, end: int) -> int:
    """The end of a body's name without the first words of the office after it ("Stonegate [Press] Secretary")."""
    inside = [i for i, (a, b) in enumerate(words.words) if start <= a and b <= end]
    while len(inside) > 1 and words.folded[inside[-1]] in _OFFICE_LEADS:
        inside.pop()
    return words.words[inside[-1]][1] if inside else end


def _starts_name(words: Stretch, i: int, last: int) -> bool:
    """Whether a capitalised word before the head begins a name that the recogniser missed."""
    word = words.folded[i]
    if not words.capital(i) or "-" in word:
        return False
    compass = word in _COMPASS and i + 1 < last and words.capital(i + 1) and not is_role(words.folded[i + 1])
    return compass or not _role_word(word)


def _unseen_name(words: Stretch, i: int, last: int) -> tuple[str | None, int]:
    """The name that begins at a capitalised word, and its end."""
    j = i
    while j + 1 < last and words.capital(j + 1) and not _role_word(words.folded[j + 1]):
        j += 1
    if words.chains.place_like(words.folded[i]) and j == i:
        return place_of(words.text, words.chains, *words.words[i]), words.words[i][1]
    if j + 1 < last and words.folded[j + 1] in ORG_NOUNS and not is_role(words.folded[j + 1]):
        j += 1
    if any("-" in word for word in words.folded[i : j + 2]):
        return None, 0  # "Prize-winning"
    return words.one_line(i, j), words.words[j][1]


def _without(words: Stretch, start: int, last: int, cut: Span) -> list[Span]:
    """What is left of the words from ``start`` to ``last`` when a name is cut out."""
    spans = words.words[start : last + 1]
    before = [span for span in spans if span[1] <= cut[0]]
    after = [span for span in spans if span[0] >= cut[1]]
    return [(part[0][0], part[-1][1]) for part in (before, after) if part]


def _after_head(words: Stretch, at: int, head: str) -> tuple[str | None, int, int]:
    """Follow the prepositions after a role to an organisation: its name, the role's end, the end read."""
    text, limit = words.text, words.words[-1][1]
    reach = words.words[at - 1][1]
    for step in range(4):
        if at + 1 >= len(words) or words.folded[at] not in PREPOSITIONS or words.gap(at).strip():
            break
        preposition = words.folded[at]
        ahead = at + 1
        while ahead < len(words) and words.folded[ahead] in ARTICLES:
            ahead += 1
        if ahead >= len(words) or "," in text[words.words[at][1] : words.words[ahead][0]]:
            break
        if preposition in ("of", "for") and head in _PORTFOLIO_HEADS and words.folded[ahead] in PORTFOLIOS:
            ahead = _end_of_portfolio(words, ahead)
            reach, at = words.words[ahead][1], ahead + 1
            continue
        named = preposition in _ORG_PREPOSITIONS and not words.person_ahead(ahead)
        span = organisation_at(text, words.chains, words.words[at][1], limit) if named else None
        dated = preposition in _TIME_PREPOSITIONS or words.folded[ahead].isdigit()  # "from 2013", "in 2016"
        owned = _owned(words, ahead) if not span or POSSESSIVE.match(text, span[1]) else None
        if owned and not dated:
            # "chief strategist of Oda Brask's first campaign", "a member of the bank's board"
            last, body = owned[1], _body_owned(words, *owned)
            if body or span:
                return body or (one_line(text, *span) if span else None), reach, words.words[last][1]
            reach, at = words.words[last][1], last + 1
            continue
        if span and not _quoted_title(words, span):
            return (None if _modifies_noun(words, span) else one_line(text, *span)), reach, span[1]
        if dated or (step and preposition in _LOOSE_PREPOSITIONS):
            break
        at = _end_of_phrase(words, ahead)
        if at == ahead:
            break
        reach = words.words[at - 1][1]
    return None, reach, reach


def _owned(words: Stretch, at: int) -> tuple[int, int] | None:
    """The first and the last word of "Oda Brask's first campaign", "the bank's board"; None for another phrase."""
    owner = next((i for i in range(at, min(at + 6, len(words))) if words.owned(i)), None)
    if owner is None or any(words.gap(i).strip(" .\u00a0") for i in range(at + 1, owner + 1)):
        return None
    if any(not words.capital(i) for i in range(at, owner + 1)) and owner > at:
        return None
    last = owner
    while last + 1 < len(words) and last < owner + 6:
        word = words.folded[last + 1]
        gap = POSSESSIVE.sub("", words.gap(last + 1)) if last == owner else words.gap(last + 1)
        decimal = gap == "." and word.isdigit()
        if (
            (gap.strip(" ") and not decimal)
            or word in _STOPPERS
            or word in FUNCTION_WORDS
            or words.person(last + 1)
        ):
            break
        last += 1
    first = at + 1 if words.folded[at] in COURTESY and owner > at else at
    return (first, last) if last > owner else None


def _body_owned(words: Stretch, first: int, last: int) -> str | None:
    """The body among words with an owner: "Oda Brask's campaign"; of "the bank's Audit Committee" the capitals."""
    if singular(words.folded[last]) not in ORG_NOUNS:
        return None
    if words.capital(first):
        return words.one_line(first, last)
    begin = last
    while begin > first and words.capital(begin):
        begin -= 1
    return words.one_line(begin + 1, last) if begin < last else None


def _end_of_portfolio(words: Stretch, at: int) -> int:
    """The last word of "foreign affairs and trade"."""
    while at + 1 < len(words) and words.gap(at + 1).isspace():
        pair = words.folded[at + 1 : at + 3]
        if pair[0] in PORTFOLIOS or pair[0] == "security":
            at += 1
        elif len(pair) == 2 and pair[0] == "and" and pair[1] in PORTFOLIOS:
            at += 2
        else:
            break
    return at


def _end_of_phrase(words: Stretch, start: int) -> int:
    """Where the noun phrase that begins at a word stops."""
    stop = start
    while stop < len(words) and words.folded[stop] not in PREPOSITIONS and words.folded[stop] not in _STOPPERS:
        if stop > start and not _INNER_GAP.fullmatch(words.gap(stop)):
            break
        stop += 1
    return stop


def _quoted_title(words: Stretch, span: Span) -> bool:
    """Whether a name is a work's ("the author of 'Tides'") and no body's."""
    entity = words.chains.other_at(span[0])
    return words.text[max(0, span[0] - 1) : span[0]] in ("'", '"', "“", "‘", "`") or bool(
        entity and entity.label == "OTHER" and entity.end == span[1]
    )


def _modifies_noun(words: Stretch, span: Span) -> bool:
    """Whether a plain noun follows a name, which then names no body ("of Tidewatch members")."""
    following = next((i for i, word in enumerate(words.words) if word[0] >= span[1]), None)
    if following is None or words.capital(following) or words.gap(following) != " ":
        return False
    word = words.folded[following]
    return word not in FUNCTION_WORDS and not is_particle(word) and not word.endswith(("ing", "ed", "ly"))


def _modifies(words: Stretch, at: int) -> bool:
    """Whether a person's name is a possessor or a modifier inside the phrase, not its end."""
    mention = words.chains.person_covering(words.words[at][0])
    after = mention.end if mention else words.words[at][1]
    following = next((i for i in range(at + 1, len(words)) if words.words[i][0] >= after), None)
    if following is None:
        return False
    between = words.text[after : words.words[following][0]]
    return between.startswith(("'", "’")) or (between == " " and not words.capital(following))


def _role_word(word: str) -> bool:
    known = word in ROLE_MODIFIERS or word in PARTY_WORDS or word in NEVER_NAMES or word in QUANTIFIERS
    return known or is_role(word)


def _verblike(words: Stretch, i: int) -> bool:
    word = words.folded[i]
    shaped = len(word) > 4 and word.endswith(("ed", "ing", "ly")) and "-" not in word
    return shaped and word not in ROLE_MODIFIERS and not words.capital(i)


def _joins_modifiers(words: Stretch, at: int) -> bool:
    """Whether "and" joins words before a role to come: "a history and biology teacher"."""
    for i in range(at + 1, min(at + 6, len(words))):
        word = words.folded[i]
        if words.gap(i).strip() or words.person(i):
            return False
        if is_listed(word):
            return True
        if word in FUNCTION_WORDS or word in _STOPPERS:
            return False
    return False


def _trade(words: Stretch, at: int, i: int) -> bool:
    """Whether a word in "-ing" is part of a role: "a digital fundraising manager"."""
    opened = i > at or (at > 0 and (words.folded[at - 1] in ARTICLES or words.owned(at - 1)))
    following = words.folded[i + 1 : i + 3]
    near = next((n for n, word in enumerate(following) if is_listed(word)), None)
    plain_gap = near is not None and not any(words.gap(j).strip() for j in range(i + 1, i + 2 + near))
    return opened and words.folded[i].endswith("ing") and plain_gap and following[0] not in FUNCTION_WORDS


def _adjective(words: Stretch, at: int, i: int) -> bool:
    """Whether what looks like a verb describes the noun to come: "a widely respected judge"."""
    opened = at > 0 and (words.folded[at - 1] in ARTICLES or words.owned(at - 1))
    return opened and (i == at or words.folded[i - 1] in ROLE_MODIFIERS or words.folded[i - 1].endswith("ly"))
