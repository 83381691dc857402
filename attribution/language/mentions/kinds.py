"""Whether a content stands in quotation marks wholly, partly or not at all.

The marks may be of any style, of the wrong side, unbalanced, or missing at the end of a paragraph
that the next one continues. Each mark is read as opening or closing by its neighbours first and by
its glyph second, because broken text swaps the glyphs and keeps the spaces.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from attribution.records import Kind, Span

# A mark doubled (``"" '' ``) is one mark. A lone apostrophe or backtick is of the single kind.
_MARK = re.compile(
    "``|''|‘‘|’’|(?<![\\w,]),,(?=\\w)(?=[^\\n]{0,400}(?:''|[\"“”]))|\"+|[“”„‟«»＂〝〞「」『』]|[‘’‚‛‹›'`]"
)
_OPEN_GLYPHS = frozenset(("``", "‘‘", ",,", "“", "„", "‟", "«", "〝", "「", "『", "‘", "‚", "‛", "‹", "`"))
_CLOSE_GLYPHS = frozenset(("’’", "”", "»", "〞", "」", "』", "’", "›"))
_SINGLE = frozenset(("‘", "’", "‚", "‛", "‹", "›", "'", "`"))
_OPENING_NEIGHBOURS = frozenset("([{—–-/\u2026:")
_CLOSING_NEIGHBOURS = frozenset(")]},.;:!?—–/\u2026")
# Marks that stand right outside a span still belong to it.
_REACH = 2


def kind_of(text: str, content_spans: Sequence[Span]) -> Kind:
    """Return ``direct`` where all of the content's words stand in quotation marks, ``mixed`` where some
    do, ``indirect`` where none does.

    Spans are clipped to the text, so any integers are safe. Content without a word counts as direct
    where a mark stands in or beside it.
    """
    inside = outside = 0
    marked = False
    carried: bool | None = None  # the state at the end of the span before, where nothing but space follows it
    last_end = -1
    for raw_start, raw_end in sorted(content_spans):
        start, end = max(0, min(raw_start, len(text))), max(0, min(raw_end, len(text)))
        if end <= start:
            continue
        if last_end < 0 or text[last_end:start].strip():
            carried = None
        counted_in, counted_out, carried, seen = _count(text, start, end, opened=bool(carried))
        inside, outside, marked = inside + counted_in, outside + counted_out, marked or seen
        last_end = max(last_end, end)
    if inside + outside == 0:
        return "direct" if marked else "indirect"
    if inside == 0:
        return "indirect"
    return "mixed" if outside else "direct"


def _count(text: str, start: int, end: int, *, opened: bool) -> tuple[int, int, bool, bool]:
    """Return the words in and out of quotation marks, whether a quotation is open at the end, and
    whether any mark was seen."""
    marks = _marks(text, start, end)
    inside = outside = 0
    since_close = 0  # words counted as outside since the last mark: a lone closing mark claims them
    state, position, seen = opened, start, False
    for mark_start, mark_end, side in marks:
        seen = True
        words = _words(text, max(position, start), min(mark_start, end))
        if state:
            inside += words
        else:
            outside += words
            since_close += words
        position = mark_end
        if side == "open" or (side == "either" and not state):
            state, since_close = True, 0
        elif state:
            state, since_close = False, 0
        else:  # closes what nothing opened: the opening mark was lost, or stands before the span
            inside, outside, since_close = inside + since_close, outside - since_close, 0
    words = _words(text, max(position, start), end)
    if state:
        inside += words
    else:
        outside += words
    return inside, outside, state, seen


def _words(text: str, start: int, end: int) -> int:
    return sum(1 for _ in re.finditer(r"\w+", text[start:end])) if end > start else 0


def _marks(text: str, start: int, end: int) -> list[tuple[int, int, str]]:
    """The quotation marks in and right beside a span, each with its side: open, close or either."""
    low, high = max(0, start - _REACH), min(len(text), end + _REACH)
    double: list[tuple[int, int, str]] = []
    single: list[tuple[int, int, str]] = []
    for match in _MARK.finditer(text, low, high):
        if match.end() <= start and text[match.end() : start].strip():
            continue  # a mark before the span with a word between
        if match.start() >= end and text[end : match.start()].strip(" ,.;:!?"):
            continue
        glyph, side = match[0], _side(text, match.start(), match.end(), match[0])
        if match.end() <= start and side == "close":
            continue  # the end of another quotation
        if match.start() >= end and side == "open":
            continue
        if match.end() <= start and side == "either":
            side = "open"
        if match.start() >= end and side == "either":
            side = "close"
        (single if glyph in _SINGLE else double).append((match.start(), match.end(), side))
    return double if double else list(_paired(single))


def _paired(marks: Sequence[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """Single marks that open and close; the rest are apostrophes.

    A possessive plural ("the workers' pay") looks like a closing mark, so of several the last one
    before the next opening mark closes.
    """
    opener: tuple[int, int, str] | None = None
    closer: tuple[int, int, str] | None = None
    for mark in marks:
        if mark[2] == "open":
            if opener and closer:
                yield opener
                yield (closer[0], closer[1], "close")
                opener, closer = mark, None
            opener = opener or mark
        elif mark[2] != "none" and opener:
            closer = mark
    if opener and closer:
        yield opener
        yield (closer[0], closer[1], "close")


def _side(text: str, start: int, end: int, glyph: str) -> str:
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    if glyph in _SINGLE and before.isalnum() and after.isalnum():
        return "none"
    free_before = before.isspace() or before in _OPENING_NEIGHBOURS
    free_after = after.isspace() or after in _CLOSING_NEIGHBOURS
    if glyph in ("«", "»", "‹", "›") and before.isspace() and after.isspace():
        return "open" if glyph in _OPEN_GLYPHS else "close"
    if free_before and not free_after:
        return "open"
    if free_after and not free_before:
        return "close"
    if glyph in _OPEN_GLYPHS:
        return "open"
    return "close" if glyph in _CLOSE_GLYPHS else "either"
