"""What makes two articles the same article, and two attributions the same attribution. Pure."""

from __future__ import annotations

import datetime
import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from urllib.parse import urlsplit, urlunsplit

from attribution.records import Article, Attribution, Spans
from attribution.words.text import fold_key


def text_hash(text: str) -> str:
    """Return the SHA-256 of the text, in hexadecimal. Raises UnicodeEncodeError on a lone surrogate."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def day_of(date: str | None) -> str | None:
    """Return the day (``YYYY-MM-DD``) that an ISO 8601 date starts with, as written there; else None."""
    if date is None:
        return None
    day = date.strip()[:10]
    try:
        parsed = datetime.date.fromisoformat(day)
    except ValueError:
        return None
    # Since Python 3.11 fromisoformat also reads 2024-W05-1 and 20240131.
    return day if parsed.isoformat() == day else None


def origin_of(article: Article) -> str:
    """Return where an article comes from, as a key: its URL; else outlet, title and day; else its path.

    A path is made absolute, so that one file is one article however it is named, and then hashed:
    the database may be published, and the folders of the machine it was made on are nobody's business.
    """
    if article.url:
        return _same_url(article.url.strip())
    day = day_of(article.date)
    if article.outlet and article.title and day:
        return json.dumps([fold_key(article.outlet), article.title.strip(), day], ensure_ascii=False)
    if article.path:
        # Unlike Path.resolve, abspath looks at no disk: the file may be long gone.
        absolute = os.path.abspath(article.path)  # noqa: PTH100
        return f"path:{hashlib.sha256(absolute.encode('utf-8', 'surrogateescape')).hexdigest()}"
    known = [fold_key(article.outlet) if article.outlet else None, article.title, day, article.id]
    return json.dumps(known, ensure_ascii=False)


def _same_url(url: str) -> str:
    """Return a URL with its host in lower case and without its fragment, which names a part of a page."""
    try:
        parts = urlsplit(url)
    except ValueError:  # such as an unclosed bracket in the host
        return url
    return urlunsplit((parts.scheme.lower(), parts.netloc.lower(), parts.path, parts.query, ""))


def spans_key(attribution: Attribution) -> str:
    """Return the key of an attribution within its article: all its spans, by role."""

    def written(spans: Spans) -> str:
        return ",".join(f"{start}-{end}" for start, end in spans)

    return f"{written(attribution.content)}|{written(attribution.source)}|{written(attribution.cue)}"


def overlap(one: Spans, other: Spans) -> float:
    """Return the characters that two lists of spans share, over the characters that either has (0 to 1)."""
    one, other = _merged(one), _merged(other)
    shared = sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in one for b in other)
    either = _length(one) + _length(other) - shared
    return shared / either if either else 0.0


@dataclass(frozen=True, slots=True)
class Known:
    """An attribution that the database has: ``id`` of its row, its key and its content."""

    id: int
    key: str
    content: Spans


def match(known: Sequence[Known], found: Sequence[tuple[str, Spans]]) -> dict[int, int]:
    """Return which found attribution (by index) is which known one (by row id), one to one.

    The same spans are the same attribution; after those, contents that overlap by half or more, the
    greatest overlap first. ``found`` has a key and a content for each attribution.
    """
    by_key = {row.key: row for row in known}
    matched = {index: by_key[key].id for index, (key, _) in enumerate(found) if key in by_key}
    taken = set(matched.values())
    free = [row for row in known if row.id not in taken]
    candidates = [
        (-share, row.id, index)
        for index, (_, content) in enumerate(found)
        if index not in matched
        for row in free
        if (share := overlap(row.content, content)) >= 0.5
    ]
    for _, row_id, index in sorted(candidates):
        if index not in matched and row_id not in taken:
            matched[index] = row_id
            taken.add(row_id)
    return matched


def _merged(spans: Spans) -> Spans:
    """Join spans that touch or overlap, so that no character is counted twice."""
    ordered = sorted(spans)
    if all(before[1] < after[0] for before, after in pairwise(ordered)):
        return tuple(ordered)
    merged: list[tuple[int, int]] = []
    for start, end in ordered:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def _length(spans: Spans) -> int:
    return sum(end - start for start, end in spans)
