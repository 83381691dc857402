"""Whose "the campaign" is: the one that the article has just named, or that of the last of those who have one."""

from __future__ import annotations

import re

from attribution.language.mentions.entities import EntityChains
from attribution.language.mentions.layout import Layout
from attribution.records import Span
from attribution.words.text import one_line

NOUN = "campaign"
SURE = 0.7
# "Brask’s campaign", "the Brask presidential campaign"
_OWNED = re.compile(rf"(?:['’]s?)?\s(?:(?:presidential|senate|re-?election)\s)?{NOUN}\b", re.IGNORECASE)
_JUST = 3  # sentences


def meant(text: str, chains: EntityChains, layout: Layout, position: int) -> tuple[str, Span] | None:
    """Return the name of the campaign that "the campaign" at ``position`` means, as written, and where.

    A campaign goes by a person's name. None where the article has none before, or nobody's.
    """
    owned: dict[int, tuple[str, Span]] = {}
    last: int | None = None
    for mention in chains.between(0, position):
        if chains.entities[mention.who].type != "person":
            continue
        match = _OWNED.match(text, mention.end, position)
        if match:
            owned[mention.who] = one_line(text, mention.start, match.end()), (mention.start, match.end())
        if mention.who in owned and not layout.quoted(mention.start):
            last = mention.who
    if not owned:
        return None
    latest = max(owned.values(), key=lambda one: one[1])
    just = layout.sentence(position) - layout.sentence(latest[1][0]) <= _JUST
    return latest if just or last is None else owned[last]
