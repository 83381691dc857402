"""What a text lost on its way, put back for reading only.

A repaired text has the length of the one that was read, so that an offset means the same place in both, and
what is stored and shown stays what was read.
"""

from __future__ import annotations

import re

_LINE_END = re.compile(r"(?<=\S)[^\S\n]*\r?\n[^\S\n]*(?=\S)")  # of a line that text follows: no paragraph's end
_FIRST_WORD = re.compile(r"\S+")
_NARROWEST, _WIDEST = 30, 100  # characters of a page: shorter lines are a list or a dialogue, longer ones whole
_LEAST_LINES = 4
_LEAST_SHARE = 0.5  # of the line ends, that must be there because the next word did not fit


def unwrapped(text: str) -> str:
    """Return a text whose lines were broken to fit a width with spaces at those breaks, others unchanged.

    A line was broken where the first word of the next would have made it wider than any line is. Where a
    paragraph ends with one line end, its last line had room left, and its end stays.
    """
    if text.count("\n") < _LEAST_LINES:
        return text
    # One long word, such as an address, is wider than its page.
    widest = max((len(line.rstrip()) for line in text.split("\n") if len(line.split()) > 1), default=0)
    if not _NARROWEST <= widest <= _WIDEST:
        return text
    ends = list(_LINE_END.finditer(text))
    full = []
    for end in ends:
        start = text.rfind("\n", 0, end.start()) + 1
        word = _FIRST_WORD.match(text, end.end())
        if word and end.start() - start + 1 + len(word.group()) > widest:
            full.append(end)
    if len(full) < _LEAST_LINES or len(full) < _LEAST_SHARE * len(ends):
        return text
    out: list[str] = []
    at = 0
    for end in full:
        out += (text[at : end.start()], " " * len(end.group()))
        at = end.end()
    return "".join((*out, text[at:]))
