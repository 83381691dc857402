"""To whom something was said, where the words beside the cue tell: "told *CNN*", "in an interview with *Reuters*".

The phrase is found by rule in the sentence of the cue and outside the content. Programmes, papers and places where
it was said ("on Twitter", "at a rally") are nobody it was said to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from attribution.records import Span, Spans
from attribution.words.patterns import BE, HAVE, NO_TITLE_OR_INITIAL, NOW_OR_THEN

_FAR = 160  # characters from the cue within which its sentence may name them
_TO_OBJECT = re.compile(
    r"\b(?:tell|tells|told|telling|ask(?:s|ed|ing)?|remind(?:s|ed|ing)?|inform(?:s|ed|ing)?|assur(?:e|es|ed|ing)"
    r"|advis(?:e|es|ed|ing)|warn(?:s|ed|ing)?|urg(?:e|es|ed|ing)|notif(?:y|ies|ied|ying)|persuad(?:e|es|ed|ing)"
    r"|beg(?:s|ged|ging)?|promis(?:e|es|ed|ing)|e-?mail(?:s|ed|ing)?|text(?:s|ed|ing)"
    r"|convinc(?:e|es|ed|ing)|encourag(?:e|es|ed|ing)|implor(?:e|es|ed|ing)|lectur(?:e|es|ed|ing))\s+(?=\S)",
    re.IGNORECASE,
)
_PASSIVE = re.compile(rf"\b(?:{BE})\s+$")
_TO_PHRASE = re.compile(
    r"\b(?:interviews?|conversations?|sit-?down|(?:phone|conference)?\s?calls?|exchange|meetings?|discussions?|chat"
    r"|q&a|spoke|speaks|speaking|talks?|talked|talking)\s+(?:with|to)\s+"
    r"|\b(?:letters?|e-?mails?|memos?|statements?|messages?|notes?|remarks|speech(?:es)?|address|testimony|comments?"
    r"|wrote|write|writes|writing|said|says|suggested|explained|confirmed|admitted|confessed|complained|according"
    r"|mentioned|expressed|announced|responded|replied|repeated|testified|testifying|promised|pitch(?:ed)?"
    r"|appealed)\s+(?:to|before)\s+",
    re.IGNORECASE,
)
_SAYING_TO = re.compile(r"^(?:according)\b", re.IGNORECASE)
_EDGE = re.compile(
    rf"{NO_TITLE_OR_INITIAL}\.\s+"
    r"(?=[\"“‘'(]?[A-Z])|[!?]\s+|\n|[.!?][\"”]\s+"
)
# What ends the phrase: marks, words of time, prepositions but "of", and words that begin what was said.
_END = re.compile(
    r"[,;:!?\"“”()\[\]—–\n]|''|\s-\s"
    rf"|{NO_TITLE_OR_INITIAL}\.(?:\s|$)|['’](?=\s|$)(?!\s[A-Z])"
    r"|\s(?:that|in|on|at|during|after|before|as|when|while|how|why|whether|if|to|about|by|for|last|this|who|whom|which"
    rf"|whose|where|what|afterwards?|{NOW_OR_THEN}|{HAVE}|he|she|it|they|we|i|you|there|not|earlier|later|yesterday|today"
    r"|tonight|recently|via|from|outside|inside|over|against|because|but|with|without|through|under|he’s|he's|once"
    r"|again|following|amid|despite|since|just|only|never|repeatedly|directly|privately|publicly|early|late|and\s"
    r"(?:that|he|she|it|they|then|said|was|is|has|had)|monday|tuesday|wednesday|thursday|friday|saturday|sunday"
    r"|january|february|march|april|june|july|august|september|october|november|december|jan\.|feb\.|aug\.|sept\."
    r"|oct\.|nov\.|dec\.)(?=[\s,.;:]|$)",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"^(?:that|what|how|why|whether|if|it|this|the (?:truth|story|same|world|difference)|lies|a (?:story|lie|joke)"
    r"|stories|questions?|a question|about|for|of|against|to|more|not|in|on|at|by|be|do|have|himself|herself"
    r"|themselves|itself|(?:all |the )?(?:questions?|request|inquiries)\b.*|is|was|there|and|or|when|as|us why"
    r"|(?:twitter|facebook|youtube|instagram|air|date|do|be|run|win|vote|make|take|get|go|give"
    r"|keep|the contrary)\b.*)$",
    re.IGNORECASE,
)
_PHRASE = re.compile(r"(?:[A-Z@]|(?:the|a|an|his|her|their|its|my|our|some|several|two|three|many|other)\s\S"
                     r"|(?:me|us|him|her|them|you|it|reporters|journalists|supporters|voters|viewers|lawmakers|members"
                     r"|people|officials|donors|students|investigators|police|aides|friends|colleagues|attendees"
                     r"|veterans|readers|congress|everyone|anyone|fans|guests|staff|authorities|senators|audiences"
                     r"|crowds|those|one|residents|delegates|workers|employees|parents|women"
                     r"|leaders)\b)")  # fmt: skip
_LONGEST = 12  # words


def addressee_of(text: str, source: Spans, cue: Spans, content: Spans) -> Span | None:
    """Return the words for those to whom a content was said, or None where the cue's sentence tells nobody."""
    taken = sorted(content + source + cue)
    for start, end in cue:
        if found := next(_objects(text, start, end, taken, content), None):
            return found
    if not cue:
        return None
    for low, high in _beside(text, cue, content):
        for match in _TO_PHRASE.finditer(text, low, high):
            if _SAYING_TO.match(match.group()):
                continue
            if found := _phrase(text, match.end(), _next(taken, match.end(), high)):
                return found
    return None


def _objects(text: str, start: int, end: int, taken: list[Span], content: Spans) -> Iterator[Span]:
    """Yield what the verb of a cue has for its object, where that is not what was said nor who said it."""
    high = min(len(text), end + _FAR)
    for match in _TO_OBJECT.finditer(text, start, min(len(text), end + 2)):
        if match.group().split()[0].lower().startswith("promis") and not any(a > end for a, _ in content):
            continue
        if _PASSIVE.search(text[max(0, match.start() - 8) : match.start()]):
            continue  # "was told" was said to the source
        if found := _phrase(text, match.end(), _next(taken, match.end(), high)):
            yield found


def _next(taken: list[Span], at: int, high: int) -> int:
    """Return where the next of the spans begins, but at most ``high``."""
    return min((start for start, _ in taken if start >= at), default=high) if at < high else high


def _beside(text: str, cue: Spans, content: Spans) -> Iterator[Span]:
    """Yield the stretches of the cue's sentence that are not content, those after the cue first."""
    first, last = cue[0][0], cue[-1][1]
    ceiling = min((start for start, _ in content if start >= last), default=len(text))
    edge = _EDGE.search(text, last, min(ceiling, last + _FAR))
    yield first, edge.start() if edge else min(ceiling, last + _FAR)
    floor = max(first - _FAR, max((end for _, end in content if end <= first), default=0))
    edges = [found.end() for found in _EDGE.finditer(text, max(0, floor), first)]
    yield edges[-1] if edges else max(0, floor), first


def _phrase(text: str, start: int, high: int) -> Span | None:
    """Return the noun phrase that begins at ``start``, or None where nobody can be meant by it."""
    if start >= high or not _PHRASE.match(text, start, high):
        return None
    stop = _END.search(text, start + 1, high)
    end = stop.start() if stop else high
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",.;:'’"):
        end -= 1
    words = text[start:end].split()
    if not words or len(words) > _LONGEST or _NOBODY.match(text[start:end]):
        return None
    return start, end
