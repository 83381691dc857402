"""What a cue says was done: speech, writing, belief, intention, feeling, perception, evidence, or another thing.

The cue's first telling word decides, and where it leaves the medium open ("said"), the source and the words
around do: a letter says in writing, a poll says by its figures, and "In a statement, the bank said" was written.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from attribution.records import Act, Span, Spans
from attribution.words.cue_words import ACTS, DATA, LIGHT, PUBLISHERS, SHOWING, WRITINGS
from attribution.words.roles import are_figures

_WORD = re.compile(r"[^\W\d_]+(?:[-.][^\W\d_]+)*(?:['’](?!s\b)[^\W\d_]+)?")
_MEDIUM = (
    r"(?:statement|letter|tweets?|e-?mails?|memo|memorandum|report|article|op-ed|column|essay|blog ?post|post"
    r"|editorial|filing|brief|complaint|lawsuit|ruling|opinion|press release|release|facebook(?: post)?|twitter"
    r"|instagram|book|memoir|text message|written statement|court papers|court filings|court documents|note"
    r"|petition|posting)"
)
_WRITTEN = re.compile(
    rf"\b(?:in|on|via|by|through|to)\s(?:(?:an?|the|his|her|their|its|one|another|recent|two)\s)?"
    rf"(?:[\w’'.-]+\s){{0,4}}{_MEDIUM}\b(?!\s(?:that|of the day))",
    re.I,
)
# Phrases whose words one by one would mislead, tried in this order on the lower-case cue.
_PHRASE_ACTS: tuple[tuple[str, Act], ...] = (
    (r"\b(?:according to|per)\b", "speech"),
    (r"\bwould (?:like|prefer|love|rather|choose|want)\b", "intention"),
    (r"\blook(?:s|ed|ing)? (?:for|to)\b|\bmeans? to\b|\bgo(?:es|ing)? to (?!say)", "intention"),
    (
        r"\bha(?:s|ve|d) in mind\b|\bin (?:his|her|their|my|our|its)?.{0,20}\b(?:eyes|mind|view|opinion)\b",
        "belief",
    ),
    (r"\bknown (?:as|for)\b", "speech"),
    (r"\b(?:take|took|taking|takes) (?:aim|issue|a shot|to twitter)\b", "speech"),
    (r"\bcom(?:e|es|ing) out|came out\b", "speech"),
    (r"\b(?:speak|spoke|talk|talking|talks)\b", "speech"),
    (r"\bset out to\b|\b(?:is|are|was|were) set to\b", "intention"),
)
_PHRASES = tuple((re.compile(pattern), act) for pattern, act in _PHRASE_ACTS)
_BEFORE_OBJECT = re.compile(
    r"\s(?:who|that|which|of|for|from|at|in|on|by|about|with|to|like|such|released|published|conducted|written"
    r"|delivered|titled|called|taken|issued|as|after|and|commissioned|obtained|when|\w+ed\sby)\s|,\s|\s[-–—(\[]"
)
_SENTENCE_EDGE = re.compile(r"[.!?][\"”’')\]]*\s+(?=[\"“‘'(]?[A-Z])|\n")
_FAR = 110
_QUOTES_MARKS = '"“”„«»‘`'


def cue_words(text: str, cue: Spans) -> list[str]:
    """Return the lower-case words of a cue, with straight apostrophes and without a possessive ending."""
    return [word.replace("’", "'").lower() for start, end in cue for word in _WORD.findall(text, start, end)]


def act_of(text: str, source: Spans, cue: Spans, content: Spans) -> Act:
    """Return what the source is said to have done."""
    words = cue_words(text, cue)
    joined = " ".join(text[start:end] for start, end in cue).lower().replace("’", "'")
    lead = [word.lower() for word in _WORD.findall(text[slice(*source[0])])] if source else []
    head = source_head(text, source)
    head = "" if head == "figures" and are_figures(lead[: lead.index(head) + 1]) else head
    act, word = _of_words(words, joined)
    if act is None:
        act = "speech" if not words or _quoted(text, content) else "other"
    if not words or word in SHOWING or act in ("speech", "writing", "evidence"):
        act = _by_source(act, word, head, bool(source))
    act = _by_content(act, word or "", text, joined, content)
    return "writing" if act == "speech" and _in_writing(text, source, cue, content) else act


def _by_content(act: Act, word: str, text: str, joined: str, content: Spans) -> Act:
    """Tell apart what one verb is used for: "saw it as", "agreed to", "agreed that", and words in marks."""
    if act == "perception" and word.startswith(("see", "saw")) and _as_something(text, joined, content):
        return "belief"
    if word.startswith("agree") and act in ("belief", "intention"):
        act = "intention" if _infinitive(text, content) or joined.endswith(" to") else "belief"
    if act == "belief" and word.startswith(("agree", "conclu", "speculat")) and _quoted(text, content):
        return "speech"
    return act


def _of_words(words: Sequence[str], joined: str) -> tuple[Act | None, str | None]:
    """Return the act of a cue and the word that gives it, without a look at anything else."""
    for pattern, act in _PHRASES:
        if found := pattern.search(joined):
            return act, found.group().split()[0]
    light: tuple[Act | None, str | None] = (None, None)
    for word in words:
        act_of_word = ACTS.get(word)
        if act_of_word is None:
            continue
        if word not in LIGHT:
            return act_of_word, word
        if light[0] is None:
            light = (act_of_word, word)
    return light


def _by_source(act: Act, word: str | None, head: str, named: bool) -> Act:
    shows = word in SHOWING
    if head in DATA and (shows or act in ("speech", "writing", "evidence")):
        return "evidence"
    if head in WRITINGS:
        if act == "perception" or (act == "evidence" and shows):
            return "evidence"
        return "writing" if act in ("speech", "evidence") else act
    if head in PUBLISHERS and act == "speech" and word != "told":
        return "writing"
    if act == "evidence" and named and _is_person(head):
        return "speech"
    return act


def source_head(text: str, source: Spans) -> str:
    """Return the lower-case head word of the first span of a source, "" where there is none."""
    if not source:
        return ""
    phrase = " ".join(text[source[0][0] : source[0][1]].split()).strip("\"“”‘’' ,")
    cut = _BEFORE_OBJECT.search(phrase)
    words = (phrase[: cut.start()] if cut and cut.start() > 0 else phrase).split()
    return words[-1].strip("\"“”‘’'.,:;()").lower().removesuffix("'s").removesuffix("’s") if words else ""


def _is_person(head: str) -> bool:
    return head in ("he", "she", "i", "we", "they", "you", "who") or head.endswith(("man", "woman", "ist"))


def _quoted(text: str, content: Spans) -> bool:
    return any(
        mark in text[max(0, start - 2) : end + 1] for start, end in content for mark in _QUOTES_MARKS
    ) or any("''" in text[start:end] for start, end in content)


def _infinitive(text: str, content: Spans) -> bool:
    return bool(content) and text[content[0][0] : content[0][1]].lower().startswith("to ")


def _as_something(text: str, joined: str, content: Spans) -> bool:
    return joined.endswith(" as") or any(re.search(r"\bas\b", text[start:end]) for start, end in content[:1])


def _in_writing(text: str, source: Spans, cue: Spans, content: Spans) -> bool:
    """Whether the words beside the cue, in its sentence and out of the content, name something written."""
    if any(_WRITTEN.search(text, start, end) for start, end in cue):
        return True
    anchors = sorted((*source, *cue))
    if not anchors:
        return False
    return any(_WRITTEN.search(part) for part in _beside(text, anchors[0][0], anchors[-1][1], content))


def _beside(text: str, low: int, high: int, content: Sequence[Span]) -> tuple[str, str]:
    """Return the words of the sentence before and after source and cue, up to the nearest content."""
    floor = max([end for _, end in content if end <= low], default=0)
    start = max(floor, low - _FAR)
    edges = list(_SENTENCE_EDGE.finditer(text, start, low))
    before = text[edges[-1].end() if edges else start : low]
    ceiling = min([begin for begin, _ in content if begin >= high], default=len(text))
    edge = re.compile(r"[.!?;\n]|,\s(?:and|but|who|which)\b").search(text, high, min(ceiling, high + _FAR))
    return before, text[high : edge.start() if edge else min(ceiling, high + _FAR // 2)]
