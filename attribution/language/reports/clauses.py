"""Reported clauses and quotations that the encoder leaves short or passes over, made whole by grammar.

A clause begins with "that" and goes on after words that stand before its subject ("told us that in their view, the
bridge ..."); and where a sentence opens with who reports it ("As the ministry admitted, the bridge ..."), all the
rest is what was reported, whoever else says or thinks something in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from attribution.language.network.wordpieces import MARK
from attribution.language.reports.subjects import SENTENCE_END, trim
from attribution.records import Span, Spans
from attribution.words.patterns import ABBREVIATING_STOP, REPORTS

LONGEST = 2000  # characters of a clause
_ABBREVIATED = re.compile(ABBREVIATING_STOP)
_BEFORE_SUBJECT = re.compile(
    r"that\s+(?:in|from|to|for|at|on|under|by|with|within|without|after|before|during|despite|until|as|given)"
    r"(?:\s+[\w’'-]+){1,7}"
)
_COMMA = re.compile(r",\s+(?=\w)")
_SOMEBODY = (
    r"(?:(?:the|an?|some|several|many|most|two|three|other|another|his|her|their|its|one)\s|(?!I\b|We\b)[A-Z])"
    rf"(?:[^,.;:()\n]|{ABBREVIATING_STOP}){{0,70}}?|he|she|it"
)
_OPENS_WITH_REPORT = re.compile(
    rf"(?:(?:And|But|Yet|Still|However|Now|Just),?\s+as|As)\s+(?P<by>{_SOMEBODY})\s+"
    r"(?:(?:himself|herself|themselves|itself)\s)?"
    rf"(?P<verb>(?:(?:has|have|had|also|once|first|recently|previously|later)\s){{0,2}}(?:{REPORTS}))\b"
    r"[^,.;:()\n]{0,40},\s+(?=\w)"
)
_SENTENCE_START = re.compile(r"(?:\A|(?<=\n)|(?<=[.!?]\s)|(?<=[.!?][”\"’]\s))(?=[A-Z])")


_IN_THE_WORDS_OF = re.compile(
    rf"\b(?P<cue>[Ii]n the (?:[a-z]+ )?words of) (?P<by>(?:[^.;“”\"«»\n]|{ABBREVIATING_STOP}){{2,120}}?)[,:]? "
    r"(?P<said>“[^“”\n]+”|\"[^\"\n]+\"|«[^«»\n]+»)"
)


def clause_end(text: str, start: int, high: int) -> int:
    """Return where the clause that begins at ``start`` ends: with its sentence, or at ``high``."""
    high = min(high, start + LONGEST)
    found = SENTENCE_END.search(text, start, high)
    while found and _ABBREVIATED.match(text, found.start()):
        found = SENTENCE_END.search(text, found.end(), high)
    end = found.start() if found else high
    while end > start and text[end - 1] in " \t\n,.;:":
        end -= 1
    return end


def completed(text: str, content: Spans, elsewhere: Iterable[Span]) -> Spans:
    """Return a content whose last span stopped before its subject with the rest of its clause.

    The rest goes on to the end of the sentence, or to a comma that one of ``elsewhere`` follows, the sources and
    cues of others: "..., they also fear".
    """
    start, end = content[-1]
    if not _BEFORE_SUBJECT.fullmatch(text, start, end) or not (comma := _COMMA.match(text, end)):
        return content
    later = (at for at, _ in elsewhere if at > comma.end() and text[at - 2 : at] == ", ")
    high = min(later, default=len(text))
    last = clause_end(text, comma.end(), high)
    return (*content[:-1], (start, last)) if last > comma.end() else content


def opening_reports(text: str) -> Iterator[tuple[Span, Span, Span]]:
    """Yield (source, cue, content) of each sentence that opens with who reports it and quotes nothing."""
    for sentence in _SENTENCE_START.finditer(text):
        match = _OPENS_WITH_REPORT.match(text, sentence.end())
        if match is None:
            continue
        end = clause_end(text, match.end(), len(text))
        if end > match.end() and not MARK.search(text, match.start(), end + 2):
            yield trim(text, *match.span("by")), match.span("verb"), (match.end(), end)


def in_the_words_of(text: str) -> Iterator[tuple[Span, Span, Span]]:
    """Yield (source, cue, content) of each quotation that "in the words of" somebody leads to."""
    for match in _IN_THE_WORDS_OF.finditer(text):
        yield trim(text, *match.span("by")), match.span("cue"), match.span("said")
