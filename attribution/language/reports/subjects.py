"""Who said it, where a verb of saying stands within what somebody else said: its subject, by rule."""

from __future__ import annotations

import re
from typing import TypeAlias

from attribution.records import Span
from attribution.words.lists import word_set
from attribution.words.patterns import DO, HAVE, NO_TITLE, NOT, NOW_OR_THEN

# A span; () for a verb without a subject of its own ("by saying"); None where nothing is reported ("should say").
Subject: TypeAlias = Span | tuple[()] | None

_CONTRACTED = r"(?:(?<=\w)[’'](?:ve|s|re|d)\s+)?"
_AUX = (
    rf"(?:(?:{HAVE}|{NOW_OR_THEN}|been|{DO}|kept|keeps|keep)(?:{NOT})?\s+|not\s+"
    r"|(?:\w+ly|also|just|even|once|then|now|always|often|still|never|already|later|first|again|sometimes)\s+)*"
)
_BREAK = re.compile(
    rf"{NO_TITLE}\."
    r"|[;:!?—–()\n“”\"‘]|,\s|\s-{1,2}\s|\b(?:and|but|or|because|when|if|while|after|before|since|although|though"
    r"|whether|what|where|why|how|than|so|as|with|whom|until|yet|then)\b|\b(?:that|who|which)\b",
    re.I,
)
_RELATIVE = re.compile(r"\b(?:that|who|which)$", re.I)
_HYPOTHETICAL = re.compile(
    r"(?:\b(?:to|will|would|could|should|might|may|must|can|cannot|let|lets|let[’']s|gonna|shall|please|never|don[’']t|not)"
    r"|[a-z]n[’']t|[’'](?:ll|d))(?:\s+\w+ly|\s+just|\s+also|\s+even|\s+have|\s+be|\s+go|\s+me)*\s*$",
    re.I,
)
_PAST_NEGATION = re.compile(rf"(?:\bnever|\b(?:did|{HAVE})(?:{NOT}| not))\s*$", re.I)
_GOING_ON = re.compile(rf"\b(?:{NOW_OR_THEN}|been|kept|keeps)\b|[’'](?:s|re)\s")
_NOW_I = re.compile(r"^(?:I|we|I[’']m|we[’']re|I am|we are)$", re.I)
_PRESENT = re.compile(
    r"^(?:say|saying|tell|telling|ask|asking|claim|suggest|call|calling|insist|argue|describe|promis\w+|urging)$",
    re.I,
)
_SUBJECT = re.compile(
    r"^(?:(?:I|you|he|she|it|they|we|who|people|everyone|everybody|somebody|someone|nobody|others|critics|officials|some|many|most|several|few|none)$"
    r"|(?:the|an?|my|his|her|your|our|their|some|many|most|several|other|these|those|few|all|both|two|three|multiple)\s"
    r"|[A-Z“\"‘]|\d)",
)
_LEADING = re.compile(
    r"^\W*(?:(?:But|And|So|Then|Yet|Now|[A-Z]\w+ly)\b,?\s+)?(?:then\s|sometimes\s)?"
    r"(?P<who>(?:I|[Yy]ou|[Hh]e|[Ss]he|[Ii]t|[Tt]hey|[Ww]e)\b"
    r"|(?:[Tt]he|[Aa]n?|[Mm]y|[Hh]is|[Hh]er|[Ss]ome|[Mm]any|[Oo]ne|[Tt]wo)\s+"
    r"(?:(?:[\w-]+\s+){0,2}?[\w-]+(?=\s+(?:\w+ed|came|went|got|was|is|were|are|has|had|took|sat|stood|ran|just)\b)"
    r"|(?:[\w-]+\s+)?[\w-]+)|(?:[A-Z][\w.’-]+(?:\s|$)){1,4})"
)
SENTENCE_END = re.compile(r"[.!?][”\"’']*(?=\s|$)|\n|;\s|\s—\s|\s--\s")
_WHEN = re.compile(
    r"^(?:(?:Last|This|On|In|During|Earlier|Later|At|By)\b.*\s(?=[A-Z][\w’-]*(?:\s[A-Z][\w’-]*)*$)"
    r"|(?:(?:In|On|By|Last|This)\s(?:[A-Z]\w+(?:\s\d+)?|\d{4}|week|month|year|time)|Now|Then|Today|Yesterday|Later"
    r"|Earlier|Still)\s(?=(?:the|an?|his|her|their|he|she|they|it|some|many|several|officials)\b))",
    re.S,
)
_NAMED = re.compile(r"(?:(?<=\s)|^)[A-Z][\w.’-]*(?:\s[A-Z][\w.’-]*)*\s*$")
_NO_SUBJECT = word_set("when if as while after because there in on that what")
_GROUP = re.compile(rf"{_CONTRACTED}{_AUX}$", re.I)
_FARTHEST = 600


def subject_of(text: str, low: int, at: int, verb: str) -> Subject:
    """Return the subject of a verb that begins at ``at``; () where it has none; None where it is no report."""
    low = max(low, at - _FARTHEST)  # or a speech of many pages would be read again for each of its verbs
    left = text[low:at]
    group = _GROUP.search(left)
    begin = low + (group.start() if group else len(left))
    helpers = text[begin:at]
    stem = text[low:begin].rstrip()
    if _HYPOTHETICAL.search(f"{stem} {helpers}") and not _PAST_NEGATION.search(f"{stem} {helpers}".rstrip()):
        return None
    pieces = list(_BREAK.finditer(stem))
    start = low + (pieces[-1].end() if pieces else 0)
    subject = trim(text, start, low + len(stem))
    while subject[0] < subject[1] and text[subject[0]] in "“\"‘'":
        subject = (subject[0] + 1, subject[1])
    subject = _whole(text, low, subject, pieces)
    if subject[0] >= subject[1]:
        return _far_subject(text, low, stem, pieces, verb)
    words = text[subject[0] : subject[1]]
    bare = re.sub(r"[’'](?:ve|s|re|d|m)$", "", words)
    if _NOW_I.match(bare) and (_PRESENT.match(verb) or verb.endswith("ing")):
        return None
    if verb.endswith("ing") and not _GOING_ON.search(helpers):
        return _leading(text, low, stem)
    return subject if len(words.split()) <= 14 and _SUBJECT.match(bare) else None


def _whole(text: str, low: int, subject: Span, pieces: list[re.Match[str]]) -> Span:
    """A subject without a time before it, and with the first of two names that "and" joins."""
    start, end = subject
    if time := _WHEN.match(text[start:end]):
        return start + time.end(), end
    if pieces and pieces[-1].group().lower() == "and" and text[start : start + 1].isupper():
        first = _NAMED.search(text[low : low + pieces[-1].start()])
        if first and first.group().strip() not in ("I", "He", "She", "They", "We", "You", "It"):
            return low + first.start(), end
    return subject


def _far_subject(text: str, low: int, stem: str, pieces: list[re.Match[str]], verb: str) -> Subject:
    """The subject of a verb right after a relative pronoun, a conjunction, a comma or nothing."""
    if not pieces:
        return () if verb.endswith("ing") else None
    last = pieces[-1]
    if _RELATIVE.search(last.group()):
        earlier = [piece for piece in pieces[:-1] if piece.end() < last.start()]
        start = low + (earlier[-1].end() if earlier else 0)
        noun = trim(text, start, low + last.start())
        return noun if noun[1] > noun[0] else (low + last.start(), low + last.end())
    if verb.endswith("ing"):
        return _leading(text, low, stem)
    if last.group().strip().lower() in ("and", "but", "then", ",") and not _PRESENT.match(verb):
        return _leading(text, low, stem) or None
    return None


def _leading(text: str, low: int, stem: str) -> Span | tuple[()]:
    """The words that begin the sentence, where they look like a subject."""
    edges = [edge.end() for edge in SENTENCE_END.finditer(stem)]
    start = edges[-1] if edges else 0
    match = _LEADING.match(stem[start:])
    if not match:
        return ()
    if match["who"].split()[0].lower() in _NO_SUBJECT:
        return ()
    span = trim(text, low + start + match.start("who"), low + start + match.end("who"))
    return span if span[1] > span[0] else ()


def trim(text: str, start: int, end: int) -> Span:
    while start < end and (text[start].isspace() or text[start] in ",;:—-"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:—-"):
        end -= 1
    return start, end
