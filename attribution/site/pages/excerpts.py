"""Which parts of an article to show around some words of it. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from attribution.marking import Passage

_MOST = 700  # characters on each side
_LINES = re.compile(r"[^\r\n]*\S[^\r\n]*")


def holding(passages: Iterable[Passage], start: int, end: int) -> Passage | None:
    """Return the passage that a span of the whole text lies in; None where none has all of it."""
    return next((one for one in passages if one.start <= start <= end <= one.end), None)


def excerpts(
    passages: Iterable[Passage], spans: Sequence[tuple[int, int]], more: Sequence[tuple[int, int]] = ()
) -> list[Passage]:
    """Return what to show of some passages: the words around ``spans``, and the paragraphs of ``more``."""
    found: list[Passage] = []
    for one in passages:
        near, far = (
            around(one.text, [(start - one.start, end - one.start) for start, end in each], paragraphs=paragraphs)
            for each, paragraphs in ((spans, 1), (more, 0))
        )
        joined: list[tuple[int, int]] = []
        for start, end in sorted(near + far):
            if joined and start <= joined[-1][1]:
                joined[-1] = joined[-1][0], max(joined[-1][1], end)
            else:
                joined.append((start, end))
        found.extend(Passage(one.start + start, one.text[start:end]) for start, end in joined)
    return found


def around(text: str, spans: Iterable[tuple[int, int]], *, paragraphs: int = 1) -> list[tuple[int, int]]:
    """Return the parts of a text around spans, in its order, those that touch joined.

    A part is of whole paragraphs: those that a span stands in, and so many before and after. Where they are long,
    it begins and ends at a space.
    """
    parts: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if not 0 <= start < end <= len(text):
            continue
        first, last = _from(text, start, paragraphs), _to(text, end, paragraphs)
        if parts and not text[parts[-1][1] : first].strip():
            parts[-1] = parts[-1][0], max(parts[-1][1], last)
        else:
            parts.append((first, last))
    return parts


def _from(text: str, start: int, paragraphs: int) -> int:
    floor = max(0, start - _MOST)
    line = max(text.rfind("\n", floor, start), text.rfind("\r", floor, start)) + 1
    if line <= floor and floor > 0:
        return _next_space(text, floor, start)
    for before in reversed(list(_LINES.finditer(text, floor, line))[-paragraphs:] if paragraphs else []):
        line = before.start()
        if line == floor and floor > 0:
            return _next_space(text, floor, start)
    return line


def _next_space(text: str, place: int, stop: int) -> int:
    space = re.compile(r"\s+").search(text, place, stop)
    return space.end() if space else place


def _to(text: str, end: int, paragraphs: int) -> int:
    ceiling = min(len(text), end + _MOST)
    line = min(
        (at for at in (text.find("\n", end, ceiling), text.find("\r", end, ceiling)) if at >= 0), default=-1
    )
    if line < 0:
        return ceiling if ceiling == len(text) else _last_space(text, end, ceiling)
    for number, after in enumerate(_LINES.finditer(text, line, ceiling)):
        if number == paragraphs:
            break
        line = after.end()
    return _last_space(text, end, ceiling) if line == ceiling and ceiling < len(text) else line


def _last_space(text: str, start: int, place: int) -> int:
    head = text[start:place]
    kept = head.rstrip() if head[-1:].isspace() else re.sub(r"\s+\S*$", "", head)
    return start + len(kept or head)
