"""Reads the words of a source: a pronoun, a name and whose, a body, a phrase that refers back, or nobody named."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from attribution.language.layout import plain, tidy, words_in
from attribution.language.lexicon import (
    ARTICLES,
    DEFINITE,
    DOCUMENTS,
    FIRST_OR_SECOND,
    FUNCTION_WORDS,
    GROUP_NOUNS,
    INDEFINITE,
    METONYMS,
    ORG_NOUNS,
    PREPOSITIONS,
    PRONOUNS,
    QUANTIFIERS,
    RELATIVES,
    is_plural,
    is_role,
    singular,
)
from attribution.language.mentions import Cast, Mention
from attribution.language.names import fold, is_titleword
from attribution.records import Entity, Span

Form = Literal["empty", "pronoun", "relative", "first", "person", "people", "body", "nominal", "unnamed"]

_POSSESSIVE = re.compile(r"['’]s?(?=\s|$)")
_PARTY_NOTE = re.compile(r"\s*\([^)]{0,30}\)")
_LEADING = frozenset(["by", "to", "from", "as", "and", "but", "that", "with", "according"])
_NOT_HEAD = frozenset(
    [
        "of",
        "for",
        "to",
        "from",
        "with",
        "by",
        "at",
        "about",
        "around",
        "on",
        "in",
        "like",
        "as",
        "including",
        "against",
        "near",
        "behind",
        "between",
    ]
)
_JOINED = re.compile(r"^(?:\s*,|\s+(?:and|or|&))[\s\S]*$")


@dataclass(frozen=True, slots=True)
class Reading:
    """What the words of a source are. ``word`` is the folded pronoun or head noun; ``who`` the character
    that a name means; ``others`` the further persons of a joint source."""

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


def read_source(text: str, cast: Cast, spans: Sequence[Span]) -> Reading:
    """Read a source's spans; the first that names somebody decides."""
    readings = [_read_span(text, cast, span) for span in spans]
    readings = [reading for reading in readings if reading.form != "empty"]
    if not readings:
        return Reading("empty", (0, 0), "")
    for forms in (("person", "people"), ("body",)):
        for reading in readings:
            if reading.form in forms:
                return reading
    return readings[0]


def _read_span(text: str, cast: Cast, span: Span) -> Reading:
    start, end = tidy(text, *span)
    words = words_in(text, start, end)
    folded = [fold(text[a:b]).rstrip(".") for a, b in words]
    while len(words) > 1 and folded[0] in _LEADING:
        words.pop(0)
        folded.pop(0)
        start = words[0][0]
    if not words:
        return Reading("empty", span, "")
    description = plain(text, start, end)
    if folded[0] in PRONOUNS and (len(words) == 1 or folded[1] in ("himself", "herself", "themselves", "itself",
                                                                   "also", "both", "all")):  # fmt: skip
        form: Form = (
            "first" if folded[0] in FIRST_OR_SECOND else "relative" if folded[0] in RELATIVES else "pronoun"
        )
        if folded[0] == "us" and text[words[0][0] : words[0][1]].isupper():
            form = "body"
        return Reading(form, (start, end), description, folded[0])
    if len(words) == 1 and folded[0] in INDEFINITE:
        return Reading("unnamed", (start, end), description, folded[0], plural=folded[0] != "one")
    people = [m for m in cast.between(start, end) if cast.characters[m.who].type == "person"]
    head = _head_person(text, cast, people, words, folded, start, end)
    if isinstance(head, Reading):
        return head
    if head is not None:
        joint = _joint(text, cast, people, head, end)
        if joint:
            return Reading(
                "people", (start, end), description, who=head.who, others=joint, mention=head, plural=True
            )
        return Reading("person", (start, end), description, who=head.who, mention=head)
    body = _head_body(text, cast, words, folded, start, end, bool(people))
    return body if body else _phrase(text, cast, words, folded, start, end)


# Persons


def _head_person(
    text: str, cast: Cast, people: list[Mention], words: list[Span], folded: list[str], start: int, end: int
) -> Mention | Reading | None:
    """The person who speaks, among those that a source names; a reading where a body of theirs does."""
    for number, mention in enumerate(people):
        if not _stands_as_head(text, cast, mention, start):
            continue
        after = mention.end
        note = _PARTY_NOTE.match(text, after, end)
        if note:
            after = note.end()
        possessive = _POSSESSIVE.match(text, after, end)
        tail_start = possessive.end() if possessive else after
        tail = [fold(text[a:b]) for a, b in words if a >= tail_start]
        if not tail:
            return mention
        owned = bool(possessive) or (
            text[after : after + 1] in (" ", "\u00a0") and _compound(text, tail_start, tail)
        )
        if not owned:
            return mention
        later = [
            m for m in people[number + 1 :] if m.who != mention.who and _stands_as_head(text, cast, m, start)
        ]
        if later:
            continue  # "Reed's lawyer Oda Brask"
        if possessive and text[after:end].strip() in ("'s", "’s", "'", "’"):
            return mention
        noun = _head_noun(text, words, tail_start, end)
        if noun in DOCUMENTS and noun not in ORG_NOUNS:
            return mention if possessive or _said_in(tail) else None
        bodies = cast.entities_between(tail_start, end)
        if noun in ORG_NOUNS and not bodies and len(tail) <= 3:
            name = plain(text, mention.start, end)
            return Reading("body", (start, end), plain(text, start, end), noun, name=name, definite=True)
        return None
    return None


def _said_in(tail: list[str]) -> bool:
    return bool(tail) and tail[0] in DOCUMENTS


def _compound(text: str, at: int, tail: list[str]) -> bool:
    """Whether a noun right after a name makes the name a modifier ("Reed supporters")."""
    first = tail[0]
    if first in FUNCTION_WORDS or first in PREPOSITIONS or first in PRONOUNS:
        return False
    following = text[at : at + 2].strip()
    return bool(following) and (following[0].islower() or first in ORG_NOUNS or first in GROUP_NOUNS)


def _stands_as_head(text: str, cast: Cast, mention: Mention, start: int) -> bool:
    """Whether the words of the source before a name leave it the head: none, a role, or an apposition."""
    before = words_in(text, start, mention.start)
    if not before:
        return True
    folded = [fold(text[a:b]).rstrip(".") for a, b in before]
    gap = text[before[-1][1] : mention.start]
    if "," in gap or "—" in gap or "–" in gap:
        # "the head of the office, Oda Brask", not "aides, Reed"
        clause = text[start : mention.start].rstrip(" ,—–")
        return not re.search(r"\b(?:who|which|including|such as|like)\b", clause) and _names_one(folded)
    if ":" in gap or "(" in gap:
        return False
    i = len(folded) - 1
    while i >= 0 and (is_titleword(folded[i]) or folded[i] in ("former", "then", "ex")):
        i -= 1
    if i < 0:
        return True
    if folded[i] in _NOT_HEAD or folded[i] in ("said", "than", "or"):
        return False
    if folded[i] == "and":
        return False  # the later one of a joint source
    # A role phrase before the name may itself hold "of": "former secretary of state Oda Brask".
    for j in range(i, -1, -1):
        if folded[j] in ("who", "which", "that", "whose"):
            return False
        if folded[j] in _NOT_HEAD:
            role = is_role(folded[j - 1]) if j else False
            return (
                role
                and folded[j] in ("of", "for")
                and folded[j + 1] not in ARTICLES
                and not cast.person_at(before[j + 1][0])
                and (
                    (i - j <= 2 and not is_role(folded[i]))
                    or folded[j + 1] in ("state", "staff", "foreign", "defense", "defence")
                )
            )
    return True


def _names_one(folded: list[str]) -> bool:
    """Whether words before a comma can stand in apposition to one person's name."""
    first = next((w for w in folded if w not in ARTICLES), "")
    for i, word in enumerate(folded):
        if word in PREPOSITIONS or word in ("who", "whose"):
            head = folded[i - 1] if i else ""
            return is_role(head) and not is_plural(head)
    return bool(folded) and (is_role(folded[-1]) or first == "one") and not is_plural(folded[-1])


def _joint(text: str, cast: Cast, people: list[Mention], head: Mention, end: int) -> tuple[int, ...]:
    """The further persons of "Reed, Oda Brask and Ms Holm"."""
    after = text[head.end : end]
    if not _JOINED.match(_PARTY_NOTE.sub("", after, 1)):
        return ()
    if (
        re.match(r",?\s*(?:an?|the|who|whose|which|his|her|one|now|former)\b", after.lstrip(" ,"))
        or " and " not in after
    ):
        return ()
    later = [m for m in people if m.start > head.end and m.who != head.who]
    joined = []
    previous = head.end
    for mention in later:
        between = text[previous : mention.start]
        words = [fold(w).rstrip(".") for w in re.findall(r"[\w-]+", re.sub(r"\([^)]*\)", "", between))]
        if (
            any(w in PREPOSITIONS or w in ("who", "whose", "which", "a", "an") for w in words)
            or len(words) > 6
        ):
            return ()
        joined.append(mention.who)
        previous = mention.end
    return tuple(dict.fromkeys(joined))


# Bodies


def _head_body(
    text: str, cast: Cast, words: list[Span], folded: list[str], start: int, end: int, people: bool
) -> Reading | None:
    """The organisation, place or nation that speaks; None where it only says whose the speakers are."""
    description = plain(text, start, end)
    for entity in cast.entities_between(start, end):
        before = [w for (a, _), w in zip(words, folded, strict=True) if a < entity.start]
        after_at = entity.end
        possessive = _POSSESSIVE.match(text, after_at, end)
        tail_start = possessive.end() if possessive else after_at
        tail = [fold(text[a:b]) for a, b in words if a >= tail_start]
        if any(w in _NOT_HEAD or w in RELATIVES for w in before):
            made = bool(before) and before[-1] in ("from", "by", "the") and _document_before(before)
            if not made:
                return None
        lead = [w for w in before if w not in ARTICLES]
        if lead and (any(w in QUANTIFIERS for w in lead) or is_plural(lead[-1])) and entity.label == "OTHER":
            return None
        if not tail:
            if lead and is_role(lead[-1]) and not is_plural(lead[-1]) and lead[-1] not in ORG_NOUNS:
                return Reading("body", (start, end), description, lead[-1], body=entity, definite=True)
            return Reading("body", (start, end), description, "", body=entity, definite=True)
        if text[tail_start : tail_start + 1] == "," or _PARTY_NOTE.match(text, tail_start, end):
            return Reading("body", (start, end), description, "", body=entity, definite=True)
        if tail[0] in ("of", "in", "and", "or", "itself", "at", "which", "who", "for"):
            return Reading("body", (start, end), description, "", body=entity, definite=True)
        noun = _head_noun(text, words, tail_start, end)
        if possessive:
            following = [e for e in cast.entities_between(tail_start, end) if e.label == "ORG"]
            if following:
                continue
            if noun in DOCUMENTS and noun not in ORG_NOUNS:
                return Reading("body", (start, end), description, noun, body=entity, definite=True)
        if (noun in ORG_NOUNS and noun not in DOCUMENTS | {"police"}) or noun in (
            "newspaper",
            "magazine",
            "paper",
        ):
            named = plain(text, entity.start, end)
            short = (
                entity.label == "ORG"
                and not possessive
                and len(tail) >= 1
                and len(words_in(text, entity.start, entity.end)) >= 1
            )
            indefinite = bool(before) and before[0] in ("a", "an", "some", "another")
            if indefinite:
                return None
            if short and noun in (
                "agency",
                "newspaper",
                "magazine",
                "network",
                "company",
                "group",
                "website",
                "firm",
            ):
                return Reading("body", (start, end), description, noun, body=entity, definite=True)
            return Reading("body", (start, end), description, noun, name=named, definite=True)
        return None
    if len(words) <= 3 and folded[-1] in METONYMS and text[words[-1][0]].isupper() and not people:
        return Reading("body", (start, end), description, folded[-1], name=plain(text, words[-1][0], end))
    return None


def _document_before(before: list[str]) -> bool:
    return any(w in DOCUMENTS for w in before)


def _head_noun(text: str, words: list[Span], start: int, end: int) -> str:
    """The last noun before a preposition, comma or relative in a stretch of a source."""
    noun = ""
    previous = start
    for a, b in words:
        if a < start or b > end:
            continue
        word = fold(text[a:b])
        if noun and (
            word in PREPOSITIONS or word in RELATIVES or word in ("and", "or") or "," in text[previous:a]
        ):
            break
        noun = word
        previous = b
    return noun


# Phrases


def _phrase(text: str, cast: Cast, words: list[Span], folded: list[str], start: int, end: int) -> Reading:
    """A source without a name that speaks: one that refers back, or somebody unnamed."""
    description = plain(text, start, end)
    possessor = next(
        (i for i in range(min(4, len(words) - 1)) if _POSSESSIVE.match(text, words[i][1], end)), None
    )
    noun = _head_noun(text, words, start, end)
    plural = is_plural(noun) or folded[0] in ("several", "many", "some", "most", "few", "all", "both", "two")
    definite = folded[0] in DEFINITE
    owner = ""
    if possessor is not None:
        owner = folded[possessor]
        rest = [w for w in folded[possessor + 1 :]]
        if (
            owner not in GROUP_NOUNS
            and (not rest or rest[-1] in DOCUMENTS)
            and (is_role(owner) or owner in ORG_NOUNS)
        ):
            # "the minister's statement said": the minister
            span = (start, words[possessor][1])
            return Reading(
                "nominal", span, plain(text, *span), owner, definite=definite, plural=is_plural(owner)
            )
        return Reading("unnamed", (start, end), description, noun, plural=plural)
    bare_role = (
        folded[0] not in (*ARTICLES, *QUANTIFIERS)
        and text[words[0][0]].isupper()
        and len(words) <= 3
        and is_role(noun)
        and not is_plural(noun)
    )
    if (
        (definite or bare_role)
        and not plural
        and folded[0] not in ("his", "her", "its", "their", "our", "my")
    ):
        if noun in DOCUMENTS and noun not in ORG_NOUNS and not is_role(noun):
            return Reading("unnamed", (start, end), description, noun)
        if is_role(noun) or noun in ORG_NOUNS or noun.endswith("-year-old"):
            return Reading("nominal", (start, end), description, noun, definite=definite)
        if noun in ("one", "other", "latter", "former"):
            return Reading("nominal", (start, end), description, noun, definite=True)
    return Reading("unnamed", (start, end), description, singular(noun), plural=plural, definite=definite)
