"""Where sentences, paragraphs and quotations begin and end in raw text.

Rules on characters, not a parser: they must hold on text whose full stops lack the space after them
and whose quotation marks are unbalanced.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable

from attribution.language.mentions.kinds import kind_of
from attribution.records import Attribution, Span
from attribution.words.lists import word_set

_STOP = re.compile(r"([.!?…]+)([\"”’'»“)\]]*)(\s+|(?=[\"“‘«(]?[^\W\d_])|$)")
_TURN = re.compile(r"[A-Z][A-Z .'’-]{0,38}:\s")
_ABBREVIATIONS = word_set("""
    mr mrs ms dr sens reps govs gens sen rep gov gen col maj capt lt sgt prof rev hon pres st jr sr mt ft
    vs inc ltd corp co no adm amb atty dept dist jan feb mar apr jun jul aug sep sept oct nov dec u.s u.k u.n
    e.g i.e a.m p.m d.c ill ind calif fla mass mich minn miss mo pa tex va wash wis ariz ark colo
    conn del ga kan ky la md me messrs supt det insp cmdr brig
    """)


def tidy(text: str, start: int, end: int) -> Span:
    """The span without white space, quotation marks and stray punctuation at its ends."""
    start, end = max(0, min(start, len(text))), max(0, min(end, len(text)))
    while start < end and not (text[start].isalnum() or text[start] in "@#$("):
        start += 1
    while end > start and not (text[end - 1].isalnum() or text[end - 1] in ").%"):
        end -= 1
    if end > start and text[end - 1] == "." and not _ends_in_abbreviation(text, start, end):
        end -= 1
    return start, end


def _ends_in_abbreviation(text: str, start: int, end: int) -> bool:
    word = re.search(r"\S*$", text[max(start, end - 12) : end - 1])
    last = word[0].casefold() if word else ""
    return "." in last or last in _ABBREVIATIONS or len(last) == 1


class Layout:
    """Sentence, paragraph and quotation boundaries of one text, each found by bisection."""

    def __init__(self, text: str, attributions: Iterable[Attribution] = ()) -> None:
        self.text = text
        self.sentences = _sentence_starts(text)
        self.paragraphs = [0, *(match.end() for match in re.finditer(r"[\r\n\v\f\x85\u2028\u2029]\s*", text))]
        quoted = sorted(
            (max(0, start), min(len(text), end))
            for attribution in attributions
            if kind_of(text, attribution.content) != "indirect"
            for start, end in attribution.content
            if start < end
        )
        self._quoted: list[Span] = []
        for start, end in quoted:
            if self._quoted and start <= self._quoted[-1][1]:
                self._quoted[-1] = (self._quoted[-1][0], max(end, self._quoted[-1][1]))
            else:
                self._quoted.append((start, end))
        self._quoted_starts = [start for start, _ in self._quoted]

    def sentence(self, position: int) -> int:
        """The number of the sentence that holds a position."""
        return max(0, bisect_right(self.sentences, position) - 1)

    def sentence_start(self, position: int) -> int:
        """Where the sentence that holds a position starts."""
        return self.sentences[self.sentence(position)]

    def sentence_end(self, position: int) -> int:
        """Where the sentence that holds a position ends."""
        following = self.sentence(position) + 1
        return self.sentences[following] if following < len(self.sentences) else len(self.text)

    def paragraph(self, position: int) -> int:
        """The number of the paragraph that holds a position."""
        return max(0, bisect_right(self.paragraphs, position) - 1)

    def paragraph_start(self, position: int) -> int:
        """Where the paragraph that holds a position starts."""
        return self.paragraphs[self.paragraph(position)]

    def quoted(self, position: int) -> bool:
        """Whether a position lies in content that is quoted at least in part."""
        index = bisect_right(self._quoted_starts, position) - 1
        return index >= 0 and position < self._quoted[index][1]

    def in_turn(self, position: int) -> bool:
        """Whether a position lies in a speaker's turn of an interview ("WALLACE: ...")."""
        turn = _TURN.match(self.text, self.paragraph_start(position))
        return bool(turn and turn.end() <= position)


def _sentence_starts(text: str) -> list[int]:
    starts = {0}
    for match in _STOP.finditer(text):
        end = match.end()
        if match[1] == "." and match.start():
            word = text[max(0, match.start() - 8) : match.start()].split()
            last = word[-1].casefold().lstrip("\"“‘('") if word else ""
            if last in _ABBREVIATIONS or (len(last) == 1 and last.isalpha()):
                continue
            if not match[3] and not (
                text[match.start() - 1].islower() and text[end : end + 2].lstrip('"“‘«(')[:1].isupper()
            ):
                continue  # "3.5", "example.org": no lost space
        if end < len(text) and text[end].islower():
            continue
        starts.add(end)
    starts.update(match.end() for match in re.finditer(r"[\r\n\v\f\x85\u2028\u2029]\s*", text))
    return sorted(start for start in starts if start < max(1, len(text)))
