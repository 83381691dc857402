"""Whose "the campaign" is: the one that the article last called by somebody's name."""

from __future__ import annotations

import re

from attribution.language.layout import plain
from attribution.language.mentions import Cast
from attribution.records import Span

NOUN = "campaign"
SURE = 0.7
# "Brask’s campaign", "the Brask presidential campaign"
_OWNED = re.compile(rf"(?:['’]s?)?\s(?:(?:presidential|senate|re-?election)\s)?{NOUN}\b", re.IGNORECASE)
_LOOKED_BACK_ON = 60  # names


def last_named(text: str, cast: Cast, position: int) -> tuple[str, Span] | None:
    """Return the campaign that a person's name was last put to before ``position``, as written, and where."""
    for mention in reversed(cast.before(position, _LOOKED_BACK_ON)):
        if cast.characters[mention.who].type == "person":
            owned = _OWNED.match(text, mention.end, position)
            if owned:
                return plain(text, mention.start, owned.end()), (mention.start, owned.end())
    return None
