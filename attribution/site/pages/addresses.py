"""Addresses of what stands elsewhere: an article's original, a place in it, a copy in an archive."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import quote, urlsplit

from attribution.marking import Passage
from attribution.site.pages.excerpts import holding

ARCHIVE = "https://web.archive.org/web/"
WIKIDATA = "https://www.wikidata.org/wiki/"
# A browser finds short words in many places: these are given what stands around them. Of long ones it needs only
# the ends, which also bridge what else a page has between two paragraphs.
_SHORT = 60
_LONG = 300
_END_WORDS = 5
_AROUND_WORDS = 4
_EDGES = " \t\r\n\"'“”‘’„«».,;:!?…–—-"
_ITEM = re.compile(r"[QPL]\d{1,12}")


def web(address: str | None) -> str | None:
    """Return an address on the web as it is, None for anything else that an article may name as its own."""
    if not address or re.search(r"[\s\x00-\x1f\x7f]", address):
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.scheme in ("http", "https") and parts.hostname else None


def archived(address: str, day: str | None) -> str:
    """Return where an archive of the web has its copy of a page nearest to a day."""
    date = re.sub(r"\D", "", day or "")[:8]
    return f"{ARCHIVE}{date}/{address}" if date else f"{ARCHIVE}{address}"


def wikidata(item: str | None) -> str | None:
    """Return the page of a Wikidata id, None for anything else."""
    return f"{WIKIDATA}{item}" if item and _ITEM.fullmatch(item) else None


def at_words(address: str, passages: Sequence[Passage], spans: Sequence[tuple[int, int]]) -> str:
    """Return the address of a place in a page: ``address#:~:text=...``, a text fragment.

    ``spans`` are the places of the words in the article's text, ``passages`` what there is of it. Quotation marks
    at their ends are left out, since a page may print other ones.
    """
    ends = [place for span in spans for place in span]
    held = holding(passages, min(ends), max(ends)) if ends else None
    if held is None:
        return address
    text = held.text
    inside = [(start - held.start, end - held.start) for start, end in spans if start < end]
    base = address.partition("#")[0]
    if not inside:
        return address
    start, end = _narrowed(text, inside[0][0], inside[-1][1])
    words = text[start:end]
    if not words:
        return address
    if len(words) <= _LONG and "\n" not in words and "\r" not in words:
        parts = [_encoded(words)]
        if len(words) < _SHORT:
            before, after = _before(text, start), _after(text, end)
            parts = [
                *([f"{_encoded(before)}-"] if before else []),
                *parts,
                *([f"-{_encoded(after)}"] if after else []),
            ]
        return f"{base}#:~:text={','.join(parts)}"
    lines = [line for line in re.split(r"[\r\n]+", words) if line.strip()]
    first, last = lines[0].split()[:_END_WORDS], lines[-1].split()[-_END_WORDS:]
    return f"{base}#:~:text={_encoded(' '.join(first))},{_encoded(' '.join(last))}"


def _narrowed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _EDGES:
        start += 1
    while start < end and text[end - 1] in _EDGES:
        end -= 1
    return start, end


def _before(text: str, start: int) -> str:
    """Return the last words before a place in its line. Only whole words match, so the first, maybe cut, goes."""
    line = re.split(r"[\r\n]", text[max(0, start - 200) : start])[-1]
    return _told(" ".join(line.split()[-_AROUND_WORDS:]))


def _after(text: str, end: int) -> str:
    line = re.split(r"[\r\n]", text[end : end + 200])[0]
    return _told(" ".join(line.split()[:_AROUND_WORDS]))


def _told(words: str) -> str:
    """Return words, but nothing for marks alone: they tell no place from another."""
    return words if any(map(str.isalnum, words)) else ""


def _encoded(words: str) -> str:
    # A hyphen has a meaning of its own in a text fragment, and quote() leaves it as it is.
    return quote(" ".join(words.split()), safe="").replace("-", "%2D")
