"""The words of a phrase that ends at a noun: whom "who", "they" or "he" means where that is nobody of a name."""

from __future__ import annotations

import re

from attribution.language.mentions.entities import EntityChains, Mention
from attribution.language.mentions.layout import Layout, tidy
from attribution.language.people.sources import SourcePhrase
from attribution.records import Span
from attribution.words.lists import word_set
from attribution.words.roles import is_role
from attribution.words.text import fold_word, one_line
from attribution.words.word_classes import is_plural, singular

_REACH = 200
_BEFORE = re.compile(r"(?:[\w’'-]+\s+){0,5}[\w’'-]+,?\s*$")
_APPOSITION = 80
_APPOSED = re.compile(r", (?:(?:the|an?) ((?:[\w’'-]+ ){0,5}[\w’'-]+) )?")
_WORD = re.compile(r"[\w’'-]+")
_STARTS = word_set("the a an some many several most few those these one all any his her their other every people")
# Words that may stand between an article and its noun are any but these.
_BREAKS = word_set("of for to from with by at in on and or that which who said says is are was were has have had")


def before(text: str, layout: Layout, at: int) -> Span | None:
    """Return the phrase that stands right before "who" or "which" in its sentence; None where there is none."""
    start = max(layout.sentence_start(at), at - _REACH)
    phrase = _BEFORE.search(text[start:at])
    if phrase is None:
        return None
    starts = [m.start() for m in _WORD.finditer(phrase[0]) if fold_word(m[0]) in _STARTS]
    begin = start + phrase.start() + (starts[-1] if starts else phrase[0].rstrip(" ,").rfind(" ") + 1)
    span = tidy(text, begin, at)
    words = _WORD.findall(text[span[0] : span[1]])
    return span if words and fold_word(words[-1]) not in _BREAKS else None


def named_behind(text: str, chains: EntityChains, end: int) -> Mention | None:
    """Return the name in apposition to a phrase that ends at ``end``; None where there is none.

    "One woman, Oda Brask", "a guest, the actress and singer Oda Brask".
    """
    named = next(iter(chains.between(end, end + _APPOSITION)), None)
    between = _APPOSED.fullmatch(text, end, named.start) if named else None
    if between is None or not (between[1] is None or is_role(fold_word(between[1].split()[-1]))):
        return None
    return named


def is_common(layout: Layout, noun: int) -> bool:
    """Tell whether the word at ``noun`` is written as a common noun is: small, or first in its sentence."""
    text = layout.text
    return text[noun].islower() or not text[layout.sentence_start(noun) : noun].strip("\"“‘'")


def ending_with(text: str, layout: Layout, noun: int) -> SourcePhrase | None:
    """Return the phrase whose noun begins at ``noun``, read as one that refers back; None where no word is there.

    Without an article the phrase is its noun alone.
    """
    match = _WORD.match(text, noun)
    if match is None:
        return None
    end = match.end() - (2 if match[0][-2:] in ("'s", "’s") else 0)
    begin = noun
    low = max(layout.sentence_start(noun), noun - 60)
    for word in reversed(list(_WORD.finditer(text, low, noun))):
        gap = text[word.end() : begin] if begin == noun else " "
        if gap.strip() or fold_word(word[0]) in _BREAKS or "," in text[word.end() : noun]:
            break
        if fold_word(word[0]) in _STARTS:
            begin = word.start()
            break
    head = fold_word(text[noun:end])
    span = (begin, end)
    definite = fold_word(text[begin : begin + 4]).strip() == "the"
    return SourcePhrase(
        "nominal",
        span,
        one_line(text, *span),
        singular(head) if not is_plural(head) else head,
        definite=definite,
        plural=is_plural(head),
    )
