"""Whom a pronoun means that comes before the name: "In her statement condemning the test, Oda Brask ..."."""

from __future__ import annotations

import re

from attribution.language.mentions.entities import EntityChains, Mention
from attribution.language.mentions.layout import Layout
from attribution.language.people.pronouns import gender_of, pronoun_gender

SURE = 0.8
# Words that open a phrase before the sentence's subject.
_OPENS = (
    "In After As While During When With On At For Before Since By From Though Although Despite Until Throughout "
    "Counter Asked Unlike Given Because Once If Amid Among Through Under Over To Following Speaking Pressed"
)
_OPENING = re.compile(rf"[\"“'‘]?(?:{'|'.join(_OPENS.split())})\s")
_TITLES = re.compile(r"(?:(?:[A-Z][a-z]{1,9}\.|[A-Z][a-z]+)\s){0,2}")
_REACH = 100


def named_next(layout: Layout, chains: EntityChains, at: int, word: str) -> Mention | None:
    """Return the person whose name follows the opening phrase that holds a pronoun, if that names nobody."""
    text, start = layout.text, layout.sentence_start(at)
    if at - start > _REACH or not _OPENING.match(text, start):
        return None
    comma = text.find(",", at, min(layout.sentence_end(at), at + _REACH))
    if comma < 0 or "," in text[start:at] or chains.between(start, comma):
        return None
    begin = comma + 2
    titles = _TITLES.match(text, begin)
    limit = titles.end() if titles else begin
    for mention in chains.between(begin, limit + _REACH):
        if mention.start > limit:
            return None
        known, _ = gender_of(chains.entities[mention.who])
        person = chains.entities[mention.who].type == "person"
        owned = text[mention.end : mention.end + 1] in ("'", "’")
        return mention if person and not owned and known in (None, pronoun_gender(word)) else None
    return None
