"""What a page says of itself, as people would say it: title, outlet and byline."""

from __future__ import annotations

import re
from typing import Any

from attribution.words.text import fold_key

_SEPARATOR = re.compile(r"\s+[-–—|·•»:]+\s+")
_DAYS_AND_MONTHS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun january "
    "february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec "
    "updated published posted am pm gmt utc".split()
)


def title_of(title: str | None, outlet: str | None, tree: Any) -> str | None:
    """Return the article's own title, without the outlet's name; the heading where that is the site's line."""
    headings = [" ".join(one.text_content().split()) for one in tree.iter("h1")]
    heading = headings[0] if len(headings) == 1 and len(headings[0].split()) > 1 else None
    if not title:
        return heading
    pieces = [piece.strip() for piece in _SEPARATOR.split(title) if piece.strip()]
    # The words of one heading, and something of the site's behind or before them.
    if (
        heading
        and len(pieces) > 1
        and fold_key(title) != fold_key(heading)
        and fold_key(heading) in fold_key(title)
    ):
        return heading
    if outlet and len(pieces) > 1:
        for at, drop in ((0, -1), (1, 0)):
            if _same_name(pieces[drop], outlet):
                gap = title.rfind(pieces[-1]) if at == 0 else title.find(pieces[1])
                title = re.sub(r"\s+[-–—|·•»:]+\s*$", "", title[:gap]) if at == 0 else title[gap:]
                break
    if heading and outlet and _in(outlet, title) and not _in(outlet, heading):
        return heading
    return title


def byline_of(author: str | None, outlet: str | None) -> str | None:
    """Return the names of a byline, without days, addresses and the outlet beside them; None for none."""
    if not author:
        return None
    names = []
    for piece in re.split(r"\s*[;|]\s*", author):
        name = re.sub(r"(?i)^by\s+", "", piece).strip(" ,.-–—")
        words = fold_key(name).split()
        if not words or any(word.isdigit() for word in words) or re.search(r"@|://|\d", name):
            continue
        if all(word in _DAYS_AND_MONTHS for word in words) or (outlet and _same_name(name, outlet)):
            continue
        if name not in names:
            names.append(name)
    return "; ".join(names) or None


def _same_name(one: str, other: str) -> bool:
    keys = [fold_key(each).removeprefix("the ").replace(" ", "") for each in (one, other)]
    return keys[0] == keys[1]


def _in(outlet: str, title: str) -> bool:
    return f" {fold_key(outlet).removeprefix('the ')} " in f" {fold_key(title)} "
