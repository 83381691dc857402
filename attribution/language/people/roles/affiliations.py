"""Roles and organisations that an article states beside a person's name, before or after it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from attribution.language.mentions.entities import EntityChains, Mention
from attribution.language.mentions.grammar import Grammar
from attribution.language.mentions.layout import Layout
from attribution.language.mentions.organisations import organisation_at
from attribution.language.people.roles.name_clauses import BREAK, clauses_about
from attribution.language.people.roles.phrases import Description, read_phrase
from attribution.records import Span, State
from attribution.words.bodies import ORG_NOUNS
from attribution.words.lists import word_set
from attribution.words.roles import (
    OFFICE_ROLES,
    PARTY_LETTERS,
    PORTFOLIOS,
    ROLE_MODIFIERS,
    STANDINGS,
    is_listed,
    is_role,
)
from attribution.words.text import WORD, fold_word, one_line, words_in
from attribution.words.titles import COURTESY, OFFICE_TITLES
from attribution.words.word_classes import FUNCTION_WORDS, NEVER_NAMES, PREPOSITIONS, singular

_COMMA_PARTY = re.compile(r",\s*([RDI])\s?[-–]\s?([A-Z][A-Za-z. ]{0,14}?)(?=\.?[,;:)\n]|\.?\s+[a-z]|\.?$)")
_PARTY = re.compile(r"\s*\(\s*([A-Za-z]{1,4})(?:\s*[-–/]\s*([A-Za-z][^()\n]{0,24}))?\)")
_MEMBER = re.compile(r",\s*(?:an?\s+)?(Republican|Democrat|Libertarian)\s+(?:of|from)\s+(?=[^\W\d_a-z])")
_AGE = re.compile(r"\s*(?:,\s*|\()\s*(?:aged?\s+)?\d{1,3}\)?(?=\s*,|\s)")
_IS_A_BODY = re.compile(
    rf",\s+(?:an?|the|[A-Z]\w+['’]s)\s+(?:[\w-]+\s+){{0,5}}?(?:{'|'.join(sorted(ORG_NOUNS))})[,;]"
)
_APPOSING = re.compile(r"\s*(?:,|—|–|--|\s-)\s*")
_OPENING = ("the", "a", "an", "another", "one", "its", "his", "her", "their")
_ALSO_VERBS = word_set("count judge whip guard guide cook lead head chair")
_VIEWS = word_set(
    "progressive socialist conservative liberal libertarian feminist democrat republican billionaire"
)
# "Oda Brask, a Port Ansel native who runs the Harbour Institute"
_WHO_APPOSED = re.compile(r",\s+(?:an?|the|one)\s[^,;:.()\n]{1,80}?[a-z](?=\s+who\s)")
_LEFT_REACH = 130
_RIGHT_REACH = 260


def descriptions_at(
    text: str,
    chains: EntityChains,
    layout: Layout,
    mention: Mention,
    bounds: Span | None,
    *,
    grammar: Grammar | None = None,
) -> list[Description]:
    """Every statement of role or organisation right beside a mention.

    ``bounds`` is the source that holds the mention, if one does: its edges stop the reading to the left.
    """
    found = []
    before = _before(text, chains, layout, mention, bounds, grammar=grammar)
    after = list(_after(text, chains, layout, mention))
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
    text: str,
    chains: EntityChains,
    layout: Layout,
    mention: Mention,
    bounds: Span | None,
    *,
    grammar: Grammar | None,
) -> Description | None:
    low = max(layout.sentence_start(mention.start), mention.start - _LEFT_REACH)
    if bounds:
        low = max(low, _titled(text, low, bounds[0]))
    gap = text[max(low, mention.start - 3) : mention.start]
    if gap.endswith(", "):
        return _apposed_before(text, chains, low, mention)
    if not gap or not gap[-1].isspace():
        return None
    tokens = [match.span() for match in WORD.finditer(text, low, mention.start)]
    folded = [fold_word(text[a:b]).rstrip(".") for a, b in tokens]
    while tokens and folded[-1] in COURTESY:
        tokens.pop()
        folded.pop()
    if len(tokens) > 1 and folded[-1] == "named":
        return _named(text, chains, tokens[:-1], folded[:-1])
    tokens = _without_view(text, tokens, folded)
    last = _title_of(text, tokens, folded, mention, grammar=grammar)
    done = bool(tokens) and _does(text, tokens[last], folded[last], grammar)
    start = None if done else _walk_left(text, chains, tokens[: last + 1], folded, mention, grammar=grammar)
    if start is None:
        return _owner(text, chains, tokens, mention)
    description = read_phrase(text, chains, start, tokens[-1][1])
    end = tokens[-1][1]
    if description and description.end < end and last + 1 < len(tokens):
        # "Vice President for news and talk"
        role = f"{description.role} {one_line(text, description.end, end)}"
        description = replace(description, role=role, span=(description.span[0], end), end=end)
    told = description is not None and description.end >= end
    if not told or (grammar and _of_clause(grammar, tokens[-1], mention)):
        return None
    return _of_one(text, chains, description, mention)


def _of_one(
    text: str, chains: EntityChains, description: Description | None, mention: Mention
) -> Description | None:
    """A description before a name, where it is no list's."""
    if description and description.many and description.head not in OFFICE_TITLES:
        # "Sens. Oda Brask and Jan Holm", "hosts Oda Brask and Jan Holm"; but not "supporters of hers, Oda Brask"
        following = chains.between(mention.end, mention.end + _RIGHT_REACH)
        also = bool(following) and text[mention.end : following[0].start] == " and "
        joined = also and is_listed(description.head)
        return description if joined and description.head not in STANDINGS else None
    return description


def _named(text: str, chains: EntityChains, tokens: list[Span], folded: list[str]) -> Description | None:
    """What somebody is in "a Port Ansel lawyer named Oda Brask"."""
    begin = next((i for i in range(len(folded) - 1, -1, -1) if folded[i] in ("a", "an", "another", "one")), None)
    if begin is None or not is_role(folded[-1]):
        return None
    description = read_phrase(text, chains, tokens[begin][0], tokens[-1][1])
    return description if description and description.end >= tokens[-1][1] and not description.many else None


def _does(text: str, span: Span, word: str, grammar: Grammar | None) -> bool:
    """Whether what could be a role is a verb: "led her to count Oda Brask out"."""
    return grammar is not None and word in _ALSO_VERBS and text[span[0]].islower() and grammar.verb_at(span[0])


def _without_view(text: str, tokens: list[Span], folded: list[str]) -> list[Span]:
    """The words before a name without a view joined to a role: "candidate [and proud progressive] Oda Brask"."""
    if not folded or folded[-1] not in _VIEWS:
        return tokens
    for i in range(len(tokens) - 2, max(0, len(tokens) - 5), -1):
        if folded[i] == "and" and is_listed(folded[i - 1]):
            return tokens[:i]
        if not text[tokens[i][0]].islower() or folded[i] in FUNCTION_WORDS:
            break
    return tokens


def _title_of(
    text: str, tokens: list[Span], folded: list[str], mention: Mention, *, grammar: Grammar | None
) -> int:
    """The number of the title's own word in "Director of Research Oda Brask": the last word's elsewhere."""
    last = len(tokens) - 1
    if not tokens or not text[tokens[-1][1] : mention.start].isspace():
        return last
    for i in range(last - 1, max(0, last - 5), -1):
        a, b = tokens[i]
        joined = text[b : tokens[i + 1][0]].isspace() and not (grammar and grammar.verb_at(tokens[i + 1][0]))
        if not joined or is_role(folded[i + 1]):
            break
        if folded[i] in ("of", "for"):
            title = (
                is_listed(folded[i - 1]) and folded[i - 1] not in ORG_NOUNS and text[tokens[i - 1][0]].isupper()
            )
            return i - 1 if title and text[tokens[i - 1][1] : a].isspace() else last
        if folded[i] in FUNCTION_WORDS and folded[i] not in ("and", "the"):
            break
    return last


def _of_clause(grammar: Grammar, noun: Span, mention: Mention) -> bool:
    """Whether a name is the subject of a clause about the noun before it: "the server Oda Brask used"."""
    top, head = grammar.top(mention.start, mention.end), grammar.top(*noun)
    if top is None or head is None or grammar.relations[top] != "nsubj":
        return False
    verb = grammar.heads[top]
    return grammar.heads[verb] == head and grammar.relations[verb].startswith("acl")


def _titled(text: str, low: int, start: int) -> int:
    """Where the titles begin that stand right before a source: "Rep. Oda Brask" where only her name was marked."""
    for a, b in reversed(words_in(text, low, start)):
        title = text[a].isupper() and singular(fold_word(text[a:b]).rstrip(".")) in OFFICE_TITLES
        if not title or text[b:start].strip(" \u00a0."):
            break
        start = a
    return start


def _walk_left(
    text: str,
    chains: EntityChains,
    tokens: list[Span],
    folded: list[str],
    mention: Mention,
    *,
    grammar: Grammar | None,
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
    following = text.find(" ", tokens[last][1]) + 1 or mention.start
    following = min(following, mention.start)
    for i in range(last, max(-1, last - 10), -1):
        a, b = tokens[i]
        word = folded[i]
        gap = text[b:following]
        if not gap or gap.strip(" \u00a0.&") or ("\n" in gap):
            if gap.strip() in ("'s", "’s", "’", "'") and i < last:
                entity = next((e for e in chains.entities_between(max(0, a - 60), b) if e.end == b), None)
                start = entity.start if entity else a
            break
        if gap.strip() == "." and i < last and not _abbreviated(word):
            break
        if word == "of" and i > 0 and is_role(folded[i - 1]) and folded[i - 1] not in ORG_NOUNS and i < last:
            following = a
            continue
        within = text[a].isupper() and text[start].isupper() and i > 0 and text[tokens[i - 1][0]].isupper()
        under = word == "under" and folded[i + 1] != "secretary"  # "a law under President Oda Brask"
        if under or chains.person_at(a) or not (word in ROLE_MODIFIERS or _may_modify(word, within=within)):
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


def _owner(text: str, chains: EntityChains, tokens: list[Span], mention: Mention) -> Description | None:
    """The organisation of "Tidewatch's Oda Brask", which states no role."""
    gap = text[tokens[-1][1] : mention.start] if tokens else ""
    # A mark alone owns only after an s: elsewhere it closes a quotation.
    gap = gap.replace("\u00a0", " ")
    if gap not in ("'s ", "’s ") and not (gap in ("' ", "’ ") and text[tokens[-1][1] - 1] in "sz"):
        return None
    entity = next(
        (e for e in chains.entities_between(max(0, tokens[-1][1] - 80), tokens[-1][1]) if e.end == tokens[-1][1]),
        None,
    )
    if entity is None or entity.label != "ORG":
        return None
    start = entity.start + 4 if text[entity.start : entity.start + 4].casefold() == "the " else entity.start
    return Description(None, one_line(text, start, entity.end), (start, entity.end), "", entity.end)


def _apposed_before(text: str, chains: EntityChains, low: int, mention: Mention) -> Description | None:
    """What stands in apposition before a name: "the head of the Harbour Institute, Oda Brask"."""
    end = mention.start - 2
    breaks = [match.end() for match in BREAK.finditer(text, low, end)]
    start = breaks[-1] if breaks else low
    words = words_in(text, start, end)
    folded = [fold_word(text[a:b]) for a, b in words]
    determiners = [i for i, word in enumerate(folded) if word in _OPENING]
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
        description = read_phrase(text, chains, begin, end)
        if description and description.end >= words[-1][1] and not description.many:
            return description if is_listed(description.head) or begin == start else None
    return None


def _after(text: str, chains: EntityChains, layout: Layout, mention: Mention) -> Iterator[Description]:
    limit = min(layout.sentence_end(mention.end - 1), mention.end + _RIGHT_REACH)
    notes, at = _notes(text, chains, mention.end, limit)
    yield from notes
    age = _AGE.match(text, at, limit)
    at = age.end() if age else at
    yield from _of(text, chains, at, limit, mention)
    yield from clauses_about(text, chains, at, limit)
    apposed = _WHO_APPOSED.match(text, at, limit)
    if apposed and re.search(r"(?:^|\s)[a-z-]+$", apposed[0]) and not chains.between(at, apposed.end()):
        yield from clauses_about(text, chains, apposed.end(), limit)
    for _ in range(2):
        mark = _APPOSING.match(text, at, limit)
        if not mark:
            return
        following = BREAK.search(text, mark.end(), limit)
        end = following.start() if following else limit
        first = fold_word(text[mark.end() : end].partition(" ")[0])
        description = _apposition(text, chains, mark.end(), end) if first not in ("and", "or", "but") else None
        if description:
            yield description
            yield from _of_apposed(text, chains, description, limit)
        # "Oda Brask, of Port Ansel, a nurse": what follows a place is still about her
        # , and so is what follows "a mother of two" or "a former first lady"
        standing = description is None or description.head in STANDINGS
        if not standing or first not in ("a", "an", "of", "from", "jr", "sr"):
            return
        at = end


def _of_apposed(text: str, chains: EntityChains, description: Description, limit: int) -> Iterator[Description]:
    """A clause about an apposition: "Oda Brask, a legend of the law who founded the Harbour Institute"."""
    end = description.end
    if text[end : end + 4] == " who" and not any(m.end == end for m in chains.between(end - 40, end)):
        yield from clauses_about(text, chains, end, limit)


def _notes(text: str, chains: EntityChains, at: int, limit: int) -> tuple[list[Description], int]:
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
    inner = read_phrase(text, chains, at + 2, close)
    return ([inner] if inner and not inner.many else []), close + 1


def _apposition(text: str, chains: EntityChains, start: int, end: int) -> Description | None:
    words = words_in(text, start, end)
    if not words or text[start : words[0][0]].strip():
        return None
    description = read_phrase(text, chains, start, end)
    if description is None or description.many:
        return None
    people = (
        m
        for m in chains.between(description.end, end + 60)
        if chains.entities[m.who].type == "person" and m.start <= end
    )
    person = next((m for m in people if not text[description.end : m.start].strip(" .")), None)
    if person is None:
        return description
    # "Reed, analyst Oda Brask": the role is the next person's; but "a critic of Mayor Oda Brask" is no mayor.
    inner = [(a, b) for a, b in words_in(text, *description.span) if fold_word(text[a:b]) in PREPOSITIONS]
    description = read_phrase(text, chains, start, inner[-1][0]) if inner else None
    return description if description and not description.many else None


def _of(text: str, chains: EntityChains, at: int, limit: int, mention: Mention) -> Iterator[Description]:
    """A body right after a name: "Oda Brask of the Harbour Institute", "Governor Reed of Norland"."""
    match = re.compile(r",?\s+(?:of|at|from|with)\s+").match(text, at, limit)
    if not match:
        return
    span = organisation_at(text, chains, match.end() - 1, limit)
    if not span:
        return
    entity = chains.other_at(span[0]) or chains.other_at(span[0] - 4)  # "The Post"
    before = text[max(0, mention.start - 16) : mention.start].split()
    office = bool(before) and fold_word(before[-1]).rstrip(".") in OFFICE_ROLES
    described = match[0].strip(" ,") == "of" and _IS_A_BODY.match(text, span[1], limit)  # "of Tidewatch, a bank,"
    if described or (entity and entity.label == "ORG") or (office and match[0].strip(" ,") == "of"):
        yield Description(None, one_line(text, *span), span, "", span[1])
