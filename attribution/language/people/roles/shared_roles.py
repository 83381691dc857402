"""Roles that an article states of several people at once, or by what somebody did in them.

"Presidential candidates like Oda Brask and Jan Holm", "the candidates Oda Brask and Sen. Jan Holm", "Sens. Brask
and Holm"; "Brask's tenure as secretary of state", "her tenure as ...".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from attribution.language.mentions.entities import EntityChains, Mention
from attribution.language.mentions.layout import Layout
from attribution.language.people.roles.phrases import Description, read_phrase
from attribution.words.lists import word_set
from attribution.words.roles import STANDINGS, is_listed
from attribution.words.text import fold_word, words_in
from attribution.words.titles import COURTESY, OFFICE_TITLES
from attribution.words.word_classes import is_plural, singular

_MANY = re.compile(
    r"((?:[\w’'-]+ ){0,3}([a-z-]{4,}s|[a-z-]+men|[a-z-]+women))(?: for [a-z]+)?(?:,? (?:like|including|such as))? "
)
_BETWEEN = re.compile(r"(?:,|,? and|,? or) ((?:[A-Z][\w.]+ ){0,2})")
_TITLE = re.compile(r"\b([A-Z][a-z]+\.?)[ \u00a0]$")
_PLACE = re.compile(r" of [A-Z][\w.]+(?: [A-Z][\w.]+)?| \([^)]{1,30}\)")
_REACH = 90
# What somebody has "as" something and so was it; but not "her first choice as president".
_HELD = (
    "tenure time years? days terms? record work job role status stint experience services? meetings emails? "
    "e-mail server account practices period career duties position decisions actions"
)
_AS = re.compile(rf"(?:['’]s)? (?:[\w-]+ ){{0,4}}?(?:{'|'.join(_HELD.split())}) as (?:an? |the )?")
_NOT_YET = word_set("first next possible potential future would could likely eventual")


def told_of_several(text: str, chains: EntityChains, layout: Layout) -> Iterator[tuple[Mention, Description]]:
    """Yield the people of lists behind a plural role, each with the role as written."""
    people = [m for m in chains.mentions if chains.entities[m.who].type == "person"]
    for number, mention in enumerate(people):
        low = max(layout.sentence_start(mention.start), mention.start - _REACH)
        before = text[low : mention.start]
        title = _joint_title(before)
        if title and not layout.quoted(mention.start):
            span = (low + title.start(1), low + title.end(1))
            stated = Description(title[1], None, span, singular(fold_word(title[1]).rstrip(".")), span[1])
            yield from ((each, stated) for each in _list(text, people, number)[1:])
        titles = _titles(before)
        found = next((m for m in _MANY.finditer(before) if m.end() == len(before) - titles), None)
        if found is None or layout.quoted(mention.start):
            continue
        noun = singular(fold_word(found[2]))
        if not is_plural(fold_word(found[2])) or not is_listed(noun) or noun in STANDINGS:
            continue
        phrases = (
            read_phrase(text, chains, start, low + found.end(1))
            for start, _ in words_in(text, low + found.start(1), low + found.end(1))
        )
        description = next((one for one in phrases if one and one.many), None)
        if description is None:
            continue
        members = _list(text, people, number)
        if len(members) > 1 or "like" in found[0] or "includ" in found[0] or "such as" in found[0]:
            yield from ((each, replace(description, many=False, clausal=True)) for each in members)


def _joint_title(before: str) -> re.Match[str] | None:
    """The title of several right before a name: "Sens.", "Governors"."""
    found = _TITLE.search(before)
    word = fold_word(found[1]).rstrip(".") if found else ""
    return found if word not in OFFICE_TITLES and singular(word) in OFFICE_TITLES else None


def _titles(before: str) -> int:
    """How many letters the titles before a name take."""
    size = 0
    for word in reversed(before.split()):
        folded = fold_word(word).rstrip(".")
        if not word[:1].isupper() or not (folded in COURTESY or folded in OFFICE_TITLES):
            break
        size += len(word) + 1
    return size


def _list(text: str, people: Sequence[Mention], number: int) -> list[Mention]:
    """The names that follow one another, joined by commas and "and"."""
    members = [people[number]]
    for following in people[number + 1 : number + 8]:
        at = members[-1].end
        place = _PLACE.match(text, at, following.start)
        joint = _BETWEEN.fullmatch(text, place.end() if place else at, following.start)
        if joint is None or _titles(joint[1]) < len(joint[1]):
            break
        members.append(following)
    return members


def held_while(text: str, chains: EntityChains, start: int, limit: int) -> Description | None:
    """Return the role of "'s tenure as secretary of state" behind a name or "her", which ends at ``start``."""
    owned = _AS.match(text, start, limit)
    if owned is None or _NOT_YET.intersection(fold_word(owned[0]).split()):
        return None
    description = read_phrase(text, chains, owned.end(), min(limit, owned.end() + _REACH), brief=True)
    if description is None or description.many or description.head in STANDINGS:
        return None
    if not (is_listed(description.head) or owned[0].endswith((" a ", " an "))):
        return None  # "her years as a mail carrier", but not "her job as charmer"
    # The role follows at once: "as a way to help the secretary" states none.
    return replace(description, clausal=True) if description.span[0] <= owned.end() + 1 else None
