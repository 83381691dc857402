"""Which study or poll "the report" or "the poll" means: one that the article has named before."""

from __future__ import annotations

import re

from attribution.language.mentions.layout import Layout
from attribution.language.people.sources import SourcePhrase
from attribution.records import Span
from attribution.words.lists import word_set
from attribution.words.text import fold_word, one_line
from attribution.words.word_classes import DEFINITE, singular

SURE = 0.6
_KINDS = "assessment|barometer|index|poll|report|review|study|survey"
# "the Norland Tide Study", "a new Harbour Post/TNN national poll"
_NAMED = re.compile(
    r"\b(?:[Tt]he|[Aa]n?|new|latest|recent|same)\s"
    r"(?P<name>(?:[A-Z][\w&./-]*(?:\s(?:of|and|for)(?=\s[A-Z]))?\s){1,7}"
    rf"(?:(?:national|nationwide|statewide|tracking|online|exit)\s)?(?P<kind>(?i:{_KINDS})))\b"
)
_ALSO = word_set("finding report research result study survey")  # what a paper of any kind may be called
_BARE = word_set("same whole full")  # "the new poll" is another
_MONTHS = word_set("january february march april may june july august september october november december")
_LATELY = 3  # sentences


def meant(text: str, layout: Layout, reading: SourcePhrase) -> tuple[str, Span] | None:
    """Return the name of the paper that a bare phrase means, as written, and where it is named.

    The only one, else the one named in the last sentences; None where there is none, or the phrase tells more.
    """
    words = [fold_word(word) for word in reading.description.split()]
    if len(words) < 2 or words[0] not in DEFINITE or not _BARE.issuperset(words[1:-1]):
        return None
    noun, start = singular(words[-1]), reading.span[0]
    if noun not in _ALSO and noun not in _KINDS.split("|"):
        return None
    named = [
        match
        for match in _NAMED.finditer(text, 0, start)
        if (noun in _ALSO or fold_word(match["kind"]) == noun)
        and not _MONTHS.issuperset(fold_word(match["name"]).split()[:-1])
    ]
    alike = [match for match in named if fold_word(match["kind"]) == noun] or named
    if not alike:
        return None
    latest = alike[-1]
    names = {fold_word(match["name"]): match for match in alike}
    longest = max(names, key=len)
    if all(longest.endswith(name) for name in names):
        latest = names[longest]  # the only one, now and then by a shorter name
    elif layout.sentence(start) - layout.sentence(latest.start()) > _LATELY:
        return None
    return one_line(text, *latest.span("name")), latest.span("name")
