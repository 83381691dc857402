"""What clauses right behind a name state of roles and organisations, by the words alone.

"Oda Brask, who heads the Harbour Institute", "Oda Brask served as mayor", "with Oda Brask as his chief of staff".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from attribution.language.mentions.entities import EntityChains, Mention
from attribution.language.mentions.layout import Layout
from attribution.language.mentions.organisations import organisation_at
from attribution.language.people.roles.phrases import Description, read_phrase
from attribution.words.bodies import ORG_NOUNS
from attribution.words.lists import word_set
from attribution.words.roles import ROLE_VERBS, STANDINGS, is_listed, is_role
from attribution.words.text import fold_word, one_line, words_in
from attribution.words.word_classes import ARTICLES, PREPOSITIONS

# A stop behind a title or an initial ends nothing: "an aide to Gov. Jan Holm".
_TITLES = "Mr Mrs Ms Dr Sen Gov Rep Gen Lt Col Pres Prof Rev St [A-Z]"
_NO_TITLE = "".join(rf"(?<!\b{title})" for title in _TITLES.split())
BREAK = re.compile(r"[,;:!?—–()\"“”«»\n\r]|--|\s-\s|" + _NO_TITLE + r"\.(?=\s+[A-Z][a-z]+\s)")
_WHO = re.compile(r"\s*,?\s+(?:who|and)\s+(?:now\s+|currently\s+|also\s+)?([a-z-]+)\s+")
_SERVED = re.compile(
    r"\s*,?\s+(?:(?:who|and)\s+)?"
    r"(?:(?:has|had|now|currently|also|previously|once|formerly|later|briefly|recently)\s+)*"
    r"(?:served|serves|worked|works|acted|acts)\s+as\s+"
)
_DISMISSED = re.compile(
    r"\s*,?\s+whom\s+(?:[A-Z][\w.’'-]+\s+){1,3}(?:had\s+|has\s+)?"
    r"(?:fired|dismissed|hired|appointed|named|picked|tapped|chose|elected)\s+(?:as\s+)?"
)
_WITH = re.compile(r"\bwith\s+(?:[A-Z][\w.]*\s+)*$", re.IGNORECASE)
_AS_OWN = re.compile(r"\s+as\s+(?=(?:its|his|her|their)\s)")
_IMAGINED = re.compile(r"\b(?:would|could|might|may|will|if|nominee|candidate|president)\b|['’][dl]l?\b")
_HELD = re.compile(
    r"\s*,?\s+who\s+(?:(?:is|was|had been|has been|later|then|now|once)\s+)+([a-z]+)\b(?!\s+(?:to|at|by)\b)"
)
_COPULA = re.compile(
    r"\s*(?:,?\s*who)?\s+(?:is|was|are|became)\s+(?:now\s+|also\s+|currently\s+|formerly\s+)?(?=(?:an?|the|one)\s)"
)
_SUPPOSED = re.compile(r"\b(?:if|whether|unless)\s+[^\s,.]+(?:\s[^\s,.]+){0,2}$", re.IGNORECASE)
# "Oda Brask and co-host Jan Holm": both are.
_TOGETHER = re.compile(r"\s+and\s+(?:(?:his|her)\s+)?(co-[a-z]+)\s")
# What people do for those who pay them.
_JOBS = word_set(
    "tracks tracked appraises appraised analyzes analyses researches researched monitors monitored handles "
    "handled studies covers edits coordinates practices practises lectures consults follows"
)
_EMPLOYER = re.compile(r"\s(?:at|for)\s")
_COMMON = re.compile(r" (?!(?:and|or|in|of|since|for|from|at|on)\b)[a-z]{3,}")  # what makes a name its modifier


def clauses_about(text: str, chains: EntityChains, at: int, limit: int) -> Iterator[Description]:
    """A clause about a name: "Oda Brask, who heads the Harbour Institute", "Oda Brask is an analyst at"."""
    who = _WHO.match(text, at, limit)
    if who and (who[1] in ROLE_VERBS or who[1] in _JOBS):
        yield from _led(text, chains, who, limit)
        return
    together = _TOGETHER.match(text, at, limit)
    if together and is_role(together[1]) and chains.person_at(together.end()):
        span = together.span(1)
        yield Description(together[1], None, span, fold_word(together[1]), span[1], clausal=True)
        return
    dismissed = _DISMISSED.match(text, at, limit)
    if dismissed:
        description = read_phrase(text, chains, dismissed.end(), limit, brief=True)
        if description and not description.many and description.span[0] <= dismissed.end() + 4:
            yield replace(description, clausal=True)
        return
    served = _SERVED.match(text, at, limit)
    if served:
        following = BREAK.search(text, served.end(), limit)
        description = read_phrase(text, chains, served.end(), following.start() if following else limit)
        if description and not description.many:
            yield replace(description, clausal=True)
        return
    held = _HELD.match(text, at, limit)
    if held and is_listed(held[1]) and held[1] not in STANDINGS:  # "who was undersecretary of state"
        following = BREAK.search(text, held.start(1), limit)
        description = read_phrase(
            text, chains, held.start(1), following.start() if following else limit, brief=True
        )
        if description and not description.many:
            yield replace(description, clausal=True)
        return
    copula = _COPULA.match(text, at, limit)
    if copula and not _SUPPOSED.search(text[max(0, at - 60) : at]):
        following = BREAK.search(text, copula.end(), limit)
        description = read_phrase(text, chains, copula.end(), following.start() if following else limit)
        if description:
            yield description


def _led(text: str, chains: EntityChains, who: re.Match[str], limit: int) -> Iterator[Description]:
    """What "who heads the Harbour Institute" or "who teaches law at Ansel University" says."""
    role, at = ROLE_VERBS.get(who[1], ""), who.end() - 1
    span = organisation_at(text, chains, at, limit)
    if role and span and not _COMMON.match(text, span[1]):
        yield Description(role, one_line(text, *span), (who.start(1), span[1]), role.split()[-1], span[1])
        return
    following = BREAK.search(text, at, limit)
    end = following.start() if following else limit
    employer = _EMPLOYER.search(text, at, end)
    body = organisation_at(text, chains, employer.end() - 1, end) if employer else None
    entity = chains.other_at(body[0]) if body else None
    if body and entity and entity.label == "ORG":
        # Whoever heads a part of a body is not its head.
        own = role if role in ("teacher", "coach") else None
        yield Description(own, one_line(text, *body), (who.start(1), body[1]), own or "", body[1], clausal=True)
        return
    words = words_in(text, at, end)[:8] if role else []
    folded = [fold_word(text[a:b]) for a, b in words]
    noun = next((i for i, word in enumerate(folded) if word in ORG_NOUNS or word == "pac"), None)
    before = folded[: noun or 0]
    if noun is not None and before and before[0] in ARTICLES and not PREPOSITIONS.intersection(before):
        span = (who.start(1), words[noun][1])
        yield Description(role, None, span, role.split()[-1], span[1], clausal=True)


def joined_as(text: str, chains: EntityChains, layout: Layout, mention: Mention) -> Description | None:
    """The role in "with Oda Brask as his chief of staff"."""
    start, end = layout.sentence_start(mention.start), layout.sentence_end(mention.start)
    own = _AS_OWN.match(text, mention.end, end)
    if own is None or not _WITH.search(text, start, mention.start) or _IMAGINED.search(text, start, end):
        return None
    description = read_phrase(text, chains, own.end(), end, brief=True)
    return replace(description, clausal=True) if description and is_listed(description.head) else None
