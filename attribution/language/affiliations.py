"""Roles and organisations that an article states beside a person's name, before or after it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from attribution.language.grammar import Grammar
from attribution.language.layout import WORD, Layout, plain, words_in
from attribution.language.lexicon import (
    COURTESY,
    FUNCTION_WORDS,
    NEVER_NAMES,
    OFFICE_ROLES,
    OFFICE_TITLES,
    PARTY_LETTERS,
    PORTFOLIOS,
    PREPOSITIONS,
    ROLE_MODIFIERS,
    ROLE_VERBS,
    STANDINGS,
    is_listed,
    is_role,
    singular,
)
from attribution.language.mentions import Cast, Mention
from attribution.language.names import fold
from attribution.language.organisations import organisation_at
from attribution.language.phrases import Description, read_phrase
from attribution.records import Span, State

_BREAK = re.compile(r"[,;:!?—–()\"“”«»\n\r]|--|\s-\s|\.(?=\s+[A-Z][a-z]+\s)")
_COMMA_PARTY = re.compile(r",\s*([RDI])\s?[-–]\s?([A-Z][A-Za-z. ]{0,14}?)(?=\.?[,;:)\n]|\.?\s+[a-z]|\.?$)")
_PARTY = re.compile(r"\s*\(\s*([A-Za-z]{1,4})(?:\s*[-–/]\s*([A-Za-z][^()\n]{0,24}))?\)")
_MEMBER = re.compile(r",\s*(?:an?\s+)?(Republican|Democrat|Libertarian)\s+(?:of|from)\s+(?=[^\W\d_a-z])")
_AGE = re.compile(r"\s*(?:,\s*|\()\s*(?:aged?\s+)?\d{1,3}\)?(?=\s*,|\s)")
_WHO = re.compile(r"\s*,?\s+(?:who|and)\s+(?:now\s+|currently\s+|also\s+)?([a-z-]+)\s+")
_SERVED = re.compile(
    r"\s*,?\s+(?:who|and)\s+(?:(?:has|had|now|currently|also|previously|once|formerly|later|briefly|recently)\s+)*"
    r"(?:served|serves|worked|works|acted|acts)\s+as\s+"
)
_HELD = re.compile(
    r"\s*,?\s+who\s+(?:(?:is|was|had been|has been|later|then|now|once)\s+)+([a-z]+)\b(?!\s+(?:to|at|by)\b)"
)
_COPULA = re.compile(
    r"\s*(?:,?\s*who)?\s+(?:is|was|are|became)\s+(?:now\s+|also\s+|currently\s+|formerly\s+)?(?=(?:an?|the|one)\s)"
)
_SUPPOSED = re.compile(r"\b(?:if|whether|unless)\s+[^\s,.]+(?:\s[^\s,.]+){0,2}$", re.IGNORECASE)
_APPOSING = re.compile(r"\s*(?:,|—|–|--|\s-)\s*")
_LEFT_REACH = 130
_RIGHT_REACH = 260


def descriptions_at(
    text: str, cast: Cast, layout: Layout, mention: Mention, bounds: Span | None, *, grammar: Grammar | None = None
) -> list[Description]:
    """Every statement of role or organisation right beside a mention.

    ``bounds`` is the source that holds the mention, if one does: its edges stop the reading to the left.
    """
    found = []
    before = _before(text, cast, layout, mention, bounds, grammar=grammar)
    after = list(_after(text, cast, layout, mention))
    if before and after and not before.organisation and before.role:
        # "Governor Reed of Norland": one statement in two places.
        for description in after:
            if description.organisation and not description.role:
                start = min(before.span[0], description.span[0])
                merged = Description(before.role, description.organisation, (start, description.span[1]),
                                     before.head, description.end)  # fmt: skip
                found.append(merged)
    if before:
        found.append(before)
    return found + after


_STATES: tuple[tuple[re.Pattern[str], State], ...] = (
    (
        re.compile(r"\b(?:former|formerly|ex|then|onetime|one-time|erstwhile|retired|outgoing)\b(?!\s+of)", re.I),
        "former",
    ),
    (re.compile(r"\b(?:acting|interim)\b", re.I), "acting"),
    (re.compile(r"-\s?(?:elect|designate)\b|\b(?:elect|designate)$", re.I), "elect"),
)
_PARTY_LABEL = re.compile(r"[RDIL](?:[-–/][A-Z][A-Za-z. ]{0,20})?|Rep|Dem|Ind")


def state_of(role: str | None) -> State | None:
    """Return how a role is held, by its own words: "former senator", "acting director", "governor-elect"."""
    return next((state for pattern, state in _STATES if role and pattern.search(role)), None)


def party_of(words: str) -> str | None:
    """Return the words in brackets behind a name where they are a note of party or state ("R-Tarn")."""
    return words if _PARTY_LABEL.fullmatch(words) else None


def _before(
    text: str, cast: Cast, layout: Layout, mention: Mention, bounds: Span | None, *, grammar: Grammar | None
) -> Description | None:
    low = max(layout.sentence_start(mention.start), mention.start - _LEFT_REACH)
    if bounds:
        low = max(low, _titled(text, low, bounds[0]))
    gap = text[max(low, mention.start - 3) : mention.start]
    if gap.endswith(", "):
        return _apposed_before(text, cast, low, mention)
    if not gap or not gap[-1].isspace():
        return None
    tokens = [match.span() for match in WORD.finditer(text, low, mention.start)]
    folded = [fold(text[a:b]).rstrip(".") for a, b in tokens]
    while tokens and folded[-1] in COURTESY:
        tokens.pop()
        folded.pop()
    start = _walk_left(text, cast, tokens, folded, mention, grammar=grammar)
    if start is None:
        return _owner(text, cast, tokens, mention)
    description = read_phrase(text, cast, start, tokens[-1][1])
    if description is None or description.end < tokens[-1][1]:
        return None
    if description.many and description.head not in OFFICE_TITLES:
        # "Sens. Oda Brask and Jan Holm", "hosts Oda Brask and Jan Holm"; but not "supporters of hers, Oda Brask"
        following = cast.between(mention.end, mention.end + _RIGHT_REACH)
        also = bool(following) and text[mention.end : following[0].start] == " and "
        joined = also and is_listed(description.head)
        return description if joined and description.head not in STANDINGS else None
    return description


def _titled(text: str, low: int, start: int) -> int:
    """Where the titles begin that stand right before a source: "Rep. Oda Brask" where only her name was marked."""
    for a, b in reversed(words_in(text, low, start)):
        title = text[a].isupper() and singular(fold(text[a:b]).rstrip(".")) in OFFICE_TITLES
        if not title or text[b:start].strip(" \u00a0."):
            break
        start = a
    return start


def _walk_left(
    text: str, cast: Cast, tokens: list[Span], folded: list[str], mention: Mention, *, grammar: Grammar | None
) -> int | None:
    """Where the words of a role before a name begin; None where no role ends at the name."""
    if not tokens:
        return None
    last = len(tokens) - 1
    tail = (
        folded[last] in PORTFOLIOS
        and last >= 2
        and folded[last - 1] in ("of", "for")
        and is_role(folded[last - 2])
    )
    if not (is_role(folded[last]) or tail):
        return None
    if not tail and text[tokens[last][0]].isupper() and not is_listed(folded[last]):
        return None  # in capitals what ends like a role may be anything ("Truther")
    start = tokens[last][0]
    following = mention.start
    for i in range(last, max(-1, last - 10), -1):
        a, b = tokens[i]
        word = folded[i]
        gap = text[b:following]
        if not gap or gap.strip(" \u00a0.&") or ("\n" in gap):
            if gap.strip() in ("'s", "’s", "’", "'") and i < last:
                entity = next((e for e in cast.entities_between(max(0, a - 60), b) if e.end == b), None)
                start = entity.start if entity else a
            break
        if gap.strip() == "." and i < last and not _abbreviated(word):
            break
        if word == "of" and i > 0 and is_role(folded[i - 1]) and i < last:
            following = a
            continue
        within = text[a].isupper() and text[start].isupper() and i > 0 and text[tokens[i - 1][0]].isupper()
        if cast.person_at(a) or not (word in ROLE_MODIFIERS or _may_modify(word, within=within)):
            break
        if text[a].islower() and word not in ROLE_MODIFIERS:
            # "brought Senator ...": a title in capitals takes no unlisted word before it
            if not is_role(word) and (text[start].isupper() or _verblike(word)):
                break
            if grammar and grammar.verb_at(a) and not is_listed(word):
                break
        start = following = a
    return start


def _may_modify(word: str, *, within: bool) -> bool:
    """Whether a word may stand inside a role; ``within`` a run of capitals most may ("TVK This Morning host")."""
    if word in PREPOSITIONS:
        return False
    return within or not (word in FUNCTION_WORDS or word in NEVER_NAMES)


def _verblike(word: str) -> bool:
    return word.endswith(("ed", "ing", "ly")) and "-" not in word and len(word) > 4


def _abbreviated(word: str) -> bool:
    return len(word) <= 5 or "." in word


def _owner(text: str, cast: Cast, tokens: list[Span], mention: Mention) -> Description | None:
    """The organisation of "Tidewatch's Oda Brask", which states no role."""
    gap = text[tokens[-1][1] : mention.start] if tokens else ""
    # A mark alone owns only after an s: elsewhere it closes a quotation.
    gap = gap.replace("\u00a0", " ")
    if gap not in ("'s ", "’s ") and not (gap in ("' ", "’ ") and text[tokens[-1][1] - 1] in "sz"):
        return None
    entity = next(
        (e for e in cast.entities_between(max(0, tokens[-1][1] - 80), tokens[-1][1]) if e.end == tokens[-1][1]),
        None,
    )
    if entity is None or entity.label != "ORG":
        return None
    start = entity.start + 4 if text[entity.start : entity.start + 4].casefold() == "the " else entity.start
    return Description(None, plain(text, start, entity.end), (start, entity.end), "", entity.end)


def _apposed_before(text: str, cast: Cast, low: int, mention: Mention) -> Description | None:
    """What stands in apposition before a name: "the head of the Harbour Institute, Oda Brask"."""
    end = mention.start - 2
    breaks = [match.end() for match in _BREAK.finditer(text, low, end)]
    start = breaks[-1] if breaks else low
    words = words_in(text, start, end)
    folded = [fold(text[a:b]) for a, b in words]
    determiners = [i for i, word in enumerate(folded) if word in ("the", "a", "an", "its", "his", "her", "their")]
    if determiners:
        begins = [words[i][0] for i in determiners]
    elif (
        bool(words)
        and (text[words[0][0]].isupper() or is_role(folded[0]))
        and re.search(r"['’]s?\s", text[start:end])
    ):
        begins = [words[0][0]]
    else:
        return None
    for begin in begins:  # "the list has the candidate for mayor, Oda Brask": the phrase is what reaches the name
        description = read_phrase(text, cast, begin, end)
        if description and description.end >= words[-1][1] and not description.many:
            return description
    return None


def _after(text: str, cast: Cast, layout: Layout, mention: Mention) -> Iterator[Description]:
    limit = min(layout.sentence_end(mention.end - 1), mention.end + _RIGHT_REACH)
    notes, at = _notes(text, cast, mention.end, limit)
    yield from notes
    age = _AGE.match(text, at, limit)
    at = age.end() if age else at
    yield from _of(text, cast, at, limit, mention)
    yield from _clause(text, cast, at, limit)
    for _ in range(2):
        mark = _APPOSING.match(text, at, limit)
        if not mark:
            return
        following = _BREAK.search(text, mark.end(), limit)
        end = following.start() if following else limit
        first = fold(text[mark.end() : end].partition(" ")[0])
        description = _apposition(text, cast, mark.end(), end) if first not in ("and", "or", "but") else None
        if description:
            yield description
        # "Oda Brask, of Port Ansel, a nurse": what follows a place is still about her
        # , and so is what follows "a mother of two" or "a former first lady"
        standing = description is None or description.head in STANDINGS
        if not standing or first not in ("a", "an", "of", "from", "jr", "sr"):
            return
        at = end


def _notes(text: str, cast: Cast, at: int, limit: int) -> tuple[list[Description], int]:
    """A party or a bracket right after a name ("(R-Norland)"), and where it ends."""
    member = _MEMBER.match(text, at, limit)
    if member:
        name = {"democrat": "Democratic"}.get(member[1].casefold(), member[1])
        return [Description(None, f"{name} Party", member.span(1), "", member.end(1))], at
    party = _PARTY.match(text, at, limit) or _COMMA_PARTY.match(text, at, limit)
    if party:
        letter = party[1].casefold()
        if letter not in (*PARTY_LETTERS, "i"):
            return [], party.end()
        span = (party.start(1), party.end(2) if party[2] else party.end(1))
        return [Description(None, PARTY_LETTERS.get(letter), span, "", party.end())], party.end()
    close = text.find(")", at, limit) if text[at : at + 2] == " (" else -1
    if close < 0:
        return [], at
    inner = read_phrase(text, cast, at + 2, close)
    return ([inner] if inner and not inner.many else []), close + 1


def _apposition(text: str, cast: Cast, start: int, end: int) -> Description | None:
    words = words_in(text, start, end)
    if not words or text[start : words[0][0]].strip():
        return None
    description = read_phrase(text, cast, start, end)
    if description is None or description.many:
        return None
    people = (
        m
        for m in cast.between(description.end, end + 60)
        if cast.characters[m.who].type == "person" and m.start <= end
    )
    person = next((m for m in people if not text[description.end : m.start].strip(" .")), None)
    if person is None:
        return description
    # "Reed, analyst Oda Brask": the role is the next person's; but "a critic of Mayor Oda Brask" is no mayor.
    inner = [(a, b) for a, b in words_in(text, *description.span) if fold(text[a:b]) in PREPOSITIONS]
    description = read_phrase(text, cast, start, inner[-1][0]) if inner else None
    return description if description and not description.many else None


def _of(text: str, cast: Cast, at: int, limit: int, mention: Mention) -> Iterator[Description]:
    """A body right after a name: "Oda Brask of the Harbour Institute", "Governor Reed of Norland"."""
    match = re.compile(r",?\s+(?:of|at|from|with)\s+").match(text, at, limit)
    if not match:
        return
    span = organisation_at(text, cast, match.end() - 1, limit)
    if not span:
        return
    entity = cast.other_at(span[0]) or cast.other_at(span[0] - 4)  # "The Post"
    before = text[max(0, mention.start - 16) : mention.start].split()
    office = bool(before) and fold(before[-1]).rstrip(".") in OFFICE_ROLES
    if (entity and entity.label == "ORG") or (office and match[0].strip(" ,") == "of"):
        yield Description(None, plain(text, *span), span, "", span[1])


def _clause(text: str, cast: Cast, at: int, limit: int) -> Iterator[Description]:
    """A clause about a name: "Oda Brask, who heads the Harbour Institute", "Oda Brask is an analyst at"."""
    who = _WHO.match(text, at, limit)
    if who and who[1] in ROLE_VERBS:
        span = organisation_at(text, cast, who.end() - 1, limit)
        if span:
            yield Description(ROLE_VERBS[who[1]], plain(text, *span), (who.start(1), span[1]),
                              ROLE_VERBS[who[1]].split()[-1], span[1])  # fmt: skip
        return
    served = _SERVED.match(text, at, limit)
    if served:
        following = _BREAK.search(text, served.end(), limit)
        description = read_phrase(text, cast, served.end(), following.start() if following else limit)
        if description and not description.many:
            yield replace(description, clausal=True)
        return
    held = _HELD.match(text, at, limit)
    if held and is_listed(held[1]) and held[1] not in STANDINGS:  # "who was undersecretary of state"
        following = _BREAK.search(text, held.start(1), limit)
        description = read_phrase(text, cast, held.start(1), following.start() if following else limit, brief=True)
        if description and not description.many:
            yield replace(description, clausal=True)
        return
    copula = _COPULA.match(text, at, limit)
    if copula and not _SUPPOSED.search(text[max(0, at - 60) : at]):
        following = _BREAK.search(text, copula.end(), limit)
        description = read_phrase(text, cast, copula.end(), following.start() if following else limit)
        if description:
            yield description
