"""Whether a cue is negated ("did not say") or hedged ("reportedly said", "might say").

Only words that belong to the cue count: those in it, those right before it or before a source that stands
right before it, and the source itself ("nobody"). What was said is never looked at, so that "said it did not"
is no negation.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from attribution.language.reports.acts import cue_words
from attribution.records import Spans
from attribution.words.cue_words import ACTS, LIGHT, NOUNS
from attribution.words.lists import word_set
from attribution.words.patterns import BE, DO, NOT, NOW_OR_THEN

_WORD = re.compile(r"[\w’'-]+")
_CLAUSE = re.compile(r"[.,;:!?()—–\n\"“”]")
_NOT = word_set("not never cannot hardly barely scarcely rarely seldom nor neither")
_NOT_ONLY = word_set("only just merely simply alone")
_NOBODY = re.compile(
    r"^(?:no one|nobody|none|neither|few|no (?!\.)|not (?:all|every|everyone|many|a single|one)\b|hardly any"
    rf"|almost no\b|there (?:{NOW_OR_THEN}) no\b)",
    re.I,
)
_INSTEAD = re.compile(
    r"\b(?:rather than|instead of|without|far from|short of|incapable of|yet to|clear of)\s*$", re.I
)
_INSTEAD_IN = re.compile(
    r"^(?:\w+\s)?(?:rather than|instead of|without|far from)\b|\byet to\b|\b(?:short|clear) of\b", re.I
)
_WITHHOLDS = re.compile(
    r"\b(?:refus(?:e|es|ed|ing|al)|declin(?:e|es|ed|ing)|fail(?:s|ed|ing|ure)?|avoid(?:s|ed|ing)?|neglect(?:s|ed)?"
    r"|steer(?:s|ed|ing)? clear|unwilling(?:ness)?|unable|stop(?:s|ped)? short|forgot|inability|omit(?:s|ted)?)\b",
    re.I,
)
_IDIOM = re.compile(r"\bminc(?:e|es|ed|ing)\b|n't wait\b|\bnot help but\b|n't help but\b", re.I)
_SAYING = re.compile(
    r"\s*(?:to\s)?(?:\w+ly\s)?(?:say|comment|answer|acknowledge|disclose|discuss|speculate|elaborate|respond|reply|name"
    r"|explain|confirm|deny|address|talk|speak|tell|admit|concede|apologi[sz]e|condemn|disavow|denounce|endorse|mention"
    r"|recant|retract|describe|specify|identify|recogni[sz]e|state|criticiz|reveal"
    r"|use (?:the|that|those) (?:word|term|phrase)|repudiate|repeat|commit|promise|offer|rule|call)",
    re.I,
)
_DOUBT_ADVERBS = word_set(
    "reportedly allegedly apparently supposedly purportedly seemingly presumably ostensibly probably possibly "
    "perhaps maybe reputedly conceivably"
)
_MODALS = word_set("may might could would should must ought")
_MODAL_WISH = word_set("like prefer love rather choose vote want support")
_LOOKING_BACK = word_set("later soon eventually often sometimes then repeatedly frequently routinely regularly")
_HEARSAY = re.compile(
    rf"\b(?:{BE}|'s|'re)(?:\s\w+)?\s(?:said|reported|rumou?red|alleged|thought|believed|understood"
    r"|supposed)\s+to\b|\b(?:quoted as|rumou?rs?\b)",
    re.I,
)
_SEEMS = re.compile(r"\b(?:it\s)?(?:seem(?:s|ed|ing)?|appear(?:s|ed|ing)?)\b", re.I)
_AS_IF = re.compile(r"\bas (?:if|though) to\b", re.I)
_APPEARED_SOMEWHERE = re.compile(
    r"\bappear(?:s|ed|ing)?\s+(?:on|in|at|before|with|alongside|for|next|via|during|together)\b", re.I
)
_DOUBT_BEFORE = re.compile(
    r"(?:^|\b)(?:perhaps|maybe|presumably|apparently|if|whether|unless|supposedly|reportedly)\s*,?\s*$", re.I
)
_NO_DOUBT_BEFORE = re.compile(r"\b(?:as|even|only|asks?|asked|asking)\s+(?:if|whether)\s*,?\s*$", re.I)
_INVERTED = re.compile(rf"\b(?:nor|neither)(?:\s\w+)?\s*$|\b(?:{DO}|has|have|{NOW_OR_THEN}){NOT}\s*$", re.I)
_REACH = 45


def negated(text: str, source: Spans, cue: Spans, content: Spans) -> bool:
    """Say whether the article tells that the source did not say, think or want this."""
    if not cue:
        return False
    if any(_NOBODY.match(text[start:end].strip()) for start, end in source[:1]):
        return True
    phrase = " ".join(text[start:end] for start, end in cue).replace("’", "'")
    if _IDIOM.search(phrase):
        return False
    before = _before(text, cue[0][0], source, content)
    words = cue_words(text, cue)
    if (
        _INSTEAD_IN.search(phrase)
        or _INSTEAD.search(before)
        or _negated_verb(words)
        or _negated_before(before, words)
        or _negated_noun(phrase)
    ):
        return True
    lead = _before(text, source[0][0], (), content) if source and _adjoin(text, source, cue) else ""
    return bool(_INVERTED.search(lead)) or _withheld(text, phrase, cue, content)


def _negated_verb(words: Sequence[str]) -> bool:
    """Whether a negation stands in the cue before the word that tells what was done."""
    for at, word in enumerate(words):
        if word in _NOT or word.endswith("n't"):
            if at + 1 < len(words) and words[at + 1] in _NOT_ONLY:
                continue
            # "decided not to run" negates what was decided.
            return not any(w in ACTS and w not in LIGHT for w in words[:at])
    return False


def _negated_before(before: str, words: Sequence[str]) -> bool:
    near = [word.replace("’", "'").lower() for word in _WORD.findall(before)][-3:]
    for at, word in enumerate(near):
        if word in _NOT or word.endswith("n't"):
            following = [*near[at + 1 :], *words[:1]]
            # A verb between takes the negation for itself: "did not win, saying".
            between = [w for w in near[at + 1 :] if w in ACTS and w not in LIGHT]
            return not between and not (following and following[0] in _NOT_ONLY)
    return False


def _negated_noun(phrase: str) -> bool:
    """Whether "no" stands before a noun of saying, thinking or wanting: "makes no mention of"."""
    found = re.search(r"\bno\s+(?:[\w'-]+\s+){0,3}?([\w'-]+)\b", phrase, re.I)
    if not found:
        return False
    rest = [word.lower() for word in _WORD.findall(phrase[found.start() :])]
    if rest[1:2] == ["longer"]:
        return True
    before = [word.lower() for word in _WORD.findall(phrase[: found.start()])]
    told = any(
        ACTS.get(word) in ("speech", "writing") and word not in LIGHT and word not in NOUNS for word in before
    )
    return not told and any(
        word in NOUNS or word in ("way", "problem", "illusions", "definition") for word in rest[1:5]
    )


def _withheld(text: str, phrase: str, cue: Spans, content: Spans) -> bool:
    """Whether the source declined, refused or failed to say it, wherever the verb of saying was marked."""
    found = _WITHHOLDS.search(phrase)
    if not found:
        return False
    rest = phrase[found.end() :].strip()
    if rest:
        return bool(_SAYING.match(rest)) or any(
            ACTS.get(word) in ("speech", "writing") for word in _WORD.findall(rest.lower())[:4]
        )
    following = [start for start, _ in content if start >= cue[-1][1] and start - cue[-1][1] < 3]
    return any(_SAYING.match(text, start) for start in following)


def hedged(text: str, source: Spans, cue: Spans, content: Spans) -> bool:
    """Say whether the article leaves open if the source said, thought or wanted this."""
    if not cue:
        return False
    phrase = " ".join(text[start:end] for start, end in cue).replace("’", "'")
    words = cue_words(text, cue)
    before = _before(text, cue[0][0], source, content)
    near = [word.lower() for word in _WORD.findall(before)][-2:]
    if _doubtful([*near, *words]) or _AS_IF.search(phrase) or _HEARSAY.search(f"{before[-20:]} {phrase}"):
        return True
    if _seems(text, phrase, source, cue):
        return True
    if _modal([*near, *words], text, source):
        return True
    at = source[0][0] if source and source[0][0] < cue[0][0] and _adjoin(text, source, cue) else cue[0][0]
    lead = _before(text, at, (), content)
    if _DOUBT_BEFORE.search(lead):
        return "most " not in phrase and not _NO_DOUBT_BEFORE.search(lead)
    return False


def _doubtful(words: Sequence[str]) -> bool:
    """Whether an adverb of doubt stands before what it makes doubtful; not in "perhaps the most vocal critic"."""
    for at, word in enumerate(words):
        following = words[at + 1] if at + 1 < len(words) else ""
        if word in _DOUBT_ADVERBS and following not in ("the", "most", "his", "her", "its"):
            return True
        if word == "likely" and following in ACTS:
            return True
    return False


def _seems(text: str, phrase: str, source: Spans, cue: Spans) -> bool:
    found = _SEEMS.search(phrase)
    if not found or _APPEARED_SOMEWHERE.search(phrase):
        return False
    after = text[cue[-1][1] : cue[-1][1] + 4].lower()
    return not (re.search(r"\bto$", phrase) and source and source[0][0] >= cue[-1][1]) and not (
        after.startswith(" to ") and source and source[0][0] >= cue[-1][1]
    )


def _modal(words: Sequence[str], text: str, source: Spans) -> bool:
    first_person = bool(source) and text[source[0][0] : source[0][1]].lower() in ("i", "we")
    for at, word in enumerate(words):
        if any(w in ACTS and w not in LIGHT for w in words[:at]):
            return False
        modal = "would" if word == "'d" else word
        if modal not in _MODALS:
            continue
        following = list(words[at + 1 :])
        if not following or following[0] in _LOOKING_BACK or following[0] in _MODAL_WISH:
            return False
        if modal == "would" and (first_person or following[0] in ("not", "n't")):
            return False
        return not (modal in ("could", "should", "must") and following[0] == "not")
    return False


def _before(text: str, at: int, source: Spans, content: Spans) -> str:
    """Return the words of the clause right before ``at``, as far as no source or content stands there."""
    low = max(0, at - _REACH)
    for start, end in (*source, *content):
        if start < at:
            low = max(low, min(end, at))
    piece = text[low:at]
    edges = list(_CLAUSE.finditer(piece))
    return piece[edges[-1].end() :] if edges else piece


def _adjoin(text: str, source: Spans, cue: Spans) -> bool:
    """Whether the source stands right before the cue, with at most three words between."""
    end, start = source[0][1], cue[0][0]
    return (
        end <= start and len(_WORD.findall(text, end, start)) <= 3 and not re.search(r"[.!?\n]", text[end:start])
    )
