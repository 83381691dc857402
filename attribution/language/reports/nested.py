"""Attributions inside attributions: reports of words within what somebody else is reported to have said.

The encoder tags each word once, so it sees the outer attribution or the inner one. This is a second look, by rule,
into each content: at verbs of saying with a subject and a clause ("officials said the bridge was safe"), at naming
("they called it a 'rant'"), at nouns ("his claim that ..."), and at quotations in inner marks. It asks for a form
that hardly means anything else, because a reader of the table is told that one person quotes another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from attribution.language.mentions.grammar import Grammar
from attribution.language.reports.clauses import LONGEST, clause_end
from attribution.language.reports.finish import described, nest
from attribution.language.reports.subjects import SENTENCE_END, subject_of, trim
from attribution.records import Attribution, Span
from attribution.words.lists import word_set
from attribution.words.patterns import DO, HAVE, MODALS, NOT, NOW_OR_THEN, REPORTS

_SURE = 0.8  # of the outer attribution's confidence: about how often the rules are right
_AUXILIARY = rf"(?:{NOW_OR_THEN}|{HAVE}|{MODALS}|{DO})(?:{NOT}|not)?"
_CLAUSE_VERBS = (
    r"said|says|say|saying|claim(?:s|ed|ing)?|argue(?:s|d)?|arguing|announc(?:es|ed|ing)|warn(?:s|ed|ing)|insist(?:s|ed|ing)?"
    r"|suggest(?:s|ed|ing)?|declar(?:es|ed|ing)|admit(?:s|ted|ting)|acknowledg(?:es|ed|ing)|alleg(?:es|ed|ing)"
    r"|assert(?:s|ed|ing)|maintain(?:s|ed)|not(?:es|ed|ing)|explain(?:s|ed|ing)|repli(?:es|ed)|wrote|writes|writing|written"
    r"|tweet(?:s|ed|ing)|report(?:s|ed|ing)|predict(?:s|ed|ing)|testif(?:ies|ied)|den(?:ies|ied|ying)|confirm(?:s|ed|ing)"
    r"|stat(?:es|ed|ing)|vow(?:s|ed|ing)|promis(?:es|ed|ing)|pledg(?:es|ed|ing)|complain(?:s|ed|ing)|conced(?:es|ed|ing)"
    r"|remark(?:s|ed|ing)|joked|reiterated|stress(?:es|ed|ing)|boast(?:s|ed|ing)|testified|indicated|ruled|ask(?:s|ed|ing)?"
    r"|shout(?:s|ed|ing)|yell(?:s|ed|ing)|scream(?:s|ed|ing)|answered|added|adding|concluded|recommended|demanded|proposed"
)
_BARE = re.compile(
    r"(?:said|says?|saying|claim(?:s|ed|ing)?|insist(?:s|ed)?|argue[sd]?|warn(?:s|ed)|suggest(?:s|ed)?|admit(?:s|ted)|alleg\w+"
    r"|not(?:es|ed)|report(?:s|ed)|den(?:ies|ied))$",
    re.I,
)
_BARE_START = (
    r"(?:he|she|it|they|we|I|you|there|maybe|perhaps|if|everyone|nobody|people|this|these|those|the|an?|his|her|their|our|my|its|your|no|some|most|many"
    r"|[A-Z][\w’'.-]+|[a-z]{4,}s)\b"
)
# A clause without "that" begins with its subject: a pronoun, a name, an article, or few words before an auxiliary.
_BARE_CLAUSE = re.compile(
    rf"{_BARE_START}|(?!(?:in|on|at|to|about|nothing|anything|something|so|during|after|before|publicly|privately|how|what"
    rf"|why|with|as|{NOW_OR_THEN}|has|had|and|but|who)\b)(?:[\w’'-]+\s+){{1,4}}?{_AUXILIARY}\s"
)
_LATE_THAT = re.compile(
    r"\s+(?:on|in|at|during|earlier|last|this|today|yesterday|again|repeatedly|publicly|privately|recently)\b"
    r"(?:\s(?!that\b)[\w’'.-]+){0,5}\s+(?P<that>that)\s+(?=\w)"
)
_CLAUSE = re.compile(rf"\b(?P<verb>{_CLAUSE_VERBS})\b")
_TELL = re.compile(
    r"\b(?P<verb>told|tells|tell|telling|informed|assured|reminded|asked|asks|urged|urges|urging|advised|ordered|begged"
    r"|warned|encouraged|called\son|calls\son|calling\son)\s+(?P<who>(?:[\w’'.$-]+,?\s+){1,7}?)"
    r"(?P<what>(?:that|he|she|they|it|we|I|you|there|if|whether|to|not\sto|how\smuch)\s+(?=\w)|[“\"‘'](?=\w))"
)
_TELL_BARE = re.compile(
    r"\b(?P<verb>told|tells|telling|assured|informed)\s+(?:me|him|her|us|them|you|[a-z]{4,}s)\s+"
    r"(?P<what>(?:the|his|her|their|our|my|its|some|many|[A-Z][\w’-]+)\s)"
)
_PASSIVE = re.compile(
    rf"\b(?:{NOW_OR_THEN}|been|being)\s+(?P<verb>told|advised|asked|urged|ordered|warned|informed|assured)\s+"
    r"(?:by\s+(?P<by>(?:[\w’'.-]+\s+){1,8}?))?(?P<what>(?:that|to|not\sto|he|she|they|it|we)\s+(?=\w))"
)
_PROMISE = re.compile(
    r"\b(?P<verb>promis(?:es|ed|ing)|vow(?:s|ed|ing)|pledg(?:es|ed|ing)|threaten(?:s|ed|ing)|offer(?:s|ed))\s+(?P<what>(?:not\s)?to\s+\w)"
)
_NAMING = re.compile(
    r"\b(?P<verb>call(?:s|ed|ing)?|dub(?:s|bed|bing)|label(?:s|l?ed|l?ing)|brand(?:ed|ing)|nicknam(?:ed|ing)|declar(?:es|ed|ing)"
    r"|describ(?:es|ed|e|ing)|characteriz(?:es|ed|ing)|referr(?:ed|ing)\s+to|refers?\s+to|denounc(?:es|ed|ing)|attack(?:s|ed|ing)"
    r"|dismiss(?:es|ed|ing)|mock(?:s|ed|ing)|blast(?:s|ed|ing))\b(?!\s+(?:for|on|out|up|into|back|in)\b)"
)
_NOUN = re.compile(
    r"(?P<who>\b(?:his|her|their|its|my|your|our|[A-Z][\w.-]+(?:\s[A-Z][\w.-]+){0,3}[’']s?)\s+)(?:\w+\s+){0,2}?"
    r"(?P<verb>claim|claims|statement|promise|pledge|vow|argument|assertion|allegation|accusation|contention|warning"
    r"|suggestion|remark|comment|announcement|admission|insistence)s?\s+(?P<what>that\s+(?=\w))"
)
_MARKED = re.compile(
    r"\b(?P<verb>said|says|saying|say|told|tells|asked|asks|think|thinking|thought|yell\w*|shout\w*|scream\w*|chant\w*"
    r"|criticism|mantra|question|message|slogan|answer|wrote|argument|put\sit|reply|replied)\b"
    r"(?P<gap>[^.!?\n‘“\"']{0,45}?)(?P<quote>(?<![\w'])(?:''|[‘'“\"])(?=[\w\[]))"
)
_ACCORDING = re.compile(r"\b(?P<verb>[Aa]ccording to)\s+(?P<by>[^,.;:\n“”\"]{2,70})")
_PARENTHESIS = re.compile(
    r"\b[Aa]s\s+(?P<by>[“\"‘]?(?:the\s+|The\s+)?[\w.’' -]{2,50}?[”\"’]?)\s+"
    rf"(?P<verb>(?:has\s|had\s)?(?:{REPORTS})),\s+"
)
_NAME_END = re.compile(
    r"[.;!?](?=\s|$|[”\"’'])|,\s|\n|\s[-–—]|\b(?:who|which|when|because|after|while|and|but|during|in response)\b"
)
_NOT_A_CLAUSE = re.compile(
    r"that(?:\s+(?:in|at|on|to|about|very|with|and|but|because|when|way|again|before|once|publicly|as|is|was|kind|sort|\w+ed)\b"
    r"|\s*[.,;!?])",
    re.I,
)
_TOPIC = re.compile(r"\b(?:story|stories|truth|lies?|joke|tale|secret)\b", re.I)
_NO_HEARER = word_set("to that by for about if whether in at and or but when so as of on with how why")
_MOST = 100  # reports in one content: more are no news text, and each is compared with all others
_LONGEST_NAME = 300
_LEAST_WORDS = 3


@dataclass(frozen=True, slots=True)
class _Found:
    source: Span | None
    cue: Span
    content: Span


def with_nested(text: str, attributions: list[Attribution], grammar: Grammar | None = None) -> list[Attribution]:
    """Return the attributions, and those found inside their contents, in order, each noting what it stands in.

    An attribution that is there already is not found again. The given ones keep their order among themselves.
    """
    found: list[Attribution] = []
    for outer in attributions:
        for span in outer.content:
            for inner in _inside(text, span):
                if grammar and inner.source and not grammar.nominal(*inner.source):
                    continue  # "Instead of telling"
                candidate = _as_attribution(text, inner, outer, grammar)
                if candidate.content != outer.content and not any(
                    _same(candidate, one) for one in (*attributions, *found)
                ):
                    found.append(candidate)
    if not found:
        return attributions
    return nest(sorted([*attributions, *found], key=lambda a: (a.content[0], a.content)))


def _as_attribution(text: str, inner: _Found, outer: Attribution, grammar: Grammar | None) -> Attribution:
    source = (inner.source,) if inner.source else ()
    confidence = round(outer.confidence * _SURE, 4)
    found = Attribution((inner.content,), source, (inner.cue,), kind="indirect", confidence=confidence)
    return described(text, found, grammar)


def _same(one: Attribution, other: Attribution) -> bool:
    """Whether two attributions have a cue in common, or most of their content; not where ``other`` is around."""
    if any(a < d and c < b for a, b in one.cue for c, d in other.cue):
        return True
    if any(c <= a and b <= d for a, b in one.cue for c, d in other.content):
        return False
    shared = sum(max(0, min(b, d) - max(a, c)) for a, b in one.content for c, d in other.content)
    sizes = [sum(b - a for a, b in each.content) for each in (one, other)]
    return 2 * shared > sum(sizes) - shared


def _inside(text: str, span: Span) -> Iterator[_Found]:
    """Yield the reports within one span of a content, each only once."""
    seen: list[_Found] = []
    for find in (
        _tellings,
        _tellings_bare,
        _passives,
        _promises,
        _nouns,
        _clauses,
        _namings,
        _quotations,
        _parentheses,
    ):
        for found in find(text, *span):
            words = len(re.findall(r"\w+", text[found.content[0] : found.content[1]]))
            quoted = text[found.content[0]] in "“\"‘'" or text[found.content[1] - 1] in "”\"’'"
            if words < (1 if quoted else _LEAST_WORDS):
                continue
            if any(found.cue[0] < s.cue[1] and s.cue[0] < found.cue[1] for s in seen):
                continue
            seen.append(found)
            yield found
            if len(seen) == _MOST:
                return


def _tellings(text: str, low: int, high: int) -> Iterator[_Found]:
    for match in _TELL.finditer(text, low, high):
        told = match["what"][0] in "“\"‘'" or match["what"].split()[0] not in ("to", "not")
        orders = match["verb"].split()[0].lower() not in ("informed", "assured", "reminded")
        hearer = match["who"].rstrip(", \n") if match["what"][0] in "“\"‘'" else match["who"]
        if _TOPIC.search(hearer) or re.search(r"[.!?;,]\s", hearer) or not (told or orders):
            continue
        if match["who"].split()[0].lower() in _NO_HEARER:
            continue
        subject = subject_of(text, low, match.start("verb"), match["verb"])
        if subject is None:
            continue
        start = match.start("who") if not told else match.start("what")
        yield _Found(subject or None, match.span("verb"), (start, clause_end(text, match.start("what"), high)))


def _tellings_bare(text: str, low: int, high: int) -> Iterator[_Found]:
    """ "told her the bridge was safe": a clause without a pronoun right after whom it is told to."""
    for match in _TELL_BARE.finditer(text, low, high):
        clause = text[match.start("what") : min(high, match.start("what") + 160)]
        if _TOPIC.search(" ".join(clause.split()[:3])) or not _has_verb(clause):
            continue
        subject = subject_of(text, low, match.start("verb"), match["verb"])
        if subject is not None:
            end = clause_end(text, match.start("what"), high)
            yield _Found(subject or None, match.span("verb"), (match.start("what"), end))


def _passives(text: str, low: int, high: int) -> Iterator[_Found]:
    for match in _PASSIVE.finditer(text, low, high):
        infinitive = match["what"].split()[0] in ("to", "not")
        if infinitive == (match["verb"] in ("warned", "informed", "assured")) or (
            match["verb"] in ("asked", "urged", "ordered") and not infinitive
        ):
            continue
        by = trim(text, *match.span("by")) if match["by"] else None
        yield _Found(
            by,
            (match.start(), match.end("verb")),
            (match.start("what"), clause_end(text, match.end("what"), high)),
        )


def _promises(text: str, low: int, high: int) -> Iterator[_Found]:
    for match in _PROMISE.finditer(text, low, high):
        subject = subject_of(text, low, match.start("verb"), match["verb"])
        if subject is not None:
            end = clause_end(text, match.start("what"), high)
            yield _Found(subject or None, match.span("verb"), (match.start("what"), end))


def _clauses(text: str, low: int, high: int) -> Iterator[_Found]:
    for match in _CLAUSE.finditer(text, low, high):
        after = match.end()
        rest = re.compile(r"[,:]?\s+").match(text, after, high)
        if rest is None:
            continue
        start, verb = rest.end(), match["verb"]
        opens = _OPENS.match(text, start, high) or (
            _PROCLAIMS.match(verb) and _OPENS_LATE.match(text, start, high)
        )
        if not opens:
            if "," in rest.group() or ":" in rest.group():
                continue
            late = _LATE_THAT.match(text, after, high)
            if late:
                start = late.start("that")
            elif re.compile(r"that\b", re.I).match(text, start, high):
                if _NOT_A_CLAUSE.match(text, start, high):
                    continue
            elif re.match(r"ask", verb):
                if not re.compile(r"(?:if|whether|why|how|what|who)\s").match(text, start, high):
                    continue
            elif not (_BARE.match(verb) and _BARE_CLAUSE.match(text, start, high)):
                continue
        if not opens and not _has_verb(text[start : min(high, start + 160)]):
            continue
        subject = subject_of(text, low, match.start(), verb)
        if subject is None or (subject and not opens and re.search(r"\bwhat\s+$", text[low : subject[0]], re.I)):
            continue
        end = _closing(text, opens.start("mark"), high) if opens else clause_end(text, start, high)
        yield _Found(subject or None, match.span(), (start, end))


_OPENS = re.compile(r"(?P<mark>''|[“\"‘'])(?=[\w\[])")
_OPENS_LATE = re.compile(r"(?:an?|the)\s(?P<mark>''|[“\"‘'])(?=\w)")
_PROCLAIMS = re.compile(r"announc|declar|propos|demand|promis")
_FINITE = re.compile(
    rf"\b(?:{NOW_OR_THEN}|{HAVE}|{MODALS}|{DO}|am|be|\w+ed|\w+{NOT}|\w+[’'](?:s|re|ll|ve|d|m)"
    r"|need|want|get|got|live|make|made|went|said|think|know|take|took|put|led|won|lost|hit|meet|met|go|see|saw|run|ran|came|come)\b",
    re.I,
)


_PRONOUN = re.compile(r"(?:he|she|it|they|we|I|you|there)(?:[’']\w+)?\b")


def _has_verb(clause: str) -> bool:
    """Whether a word after the first one may be a finite verb: "said nothing about it" has none."""
    sentence = re.split(r"[.!?;]", clause)[0]
    rest = sentence.split(None, 1)
    if len(rest) < 2 or rest[0].lower() in ("nothing", "anything", "something", "things", "so", "no", "yes"):
        return False
    if _PRONOUN.match(rest[0]) or (rest[0] in ("that", "if", "maybe", "perhaps") and _PRONOUN.match(rest[1])):
        return True
    return bool(_FINITE.search(rest[1])) or (rest[0][0].isupper() and bool(re.search(r"\b\w{3,}s\b", rest[1])))


_CALLED = re.compile(
    r"(?:[A-Z][\w’-]+|him|her|them|it|me|us|this|that)\s(?!to\b|on\b|in\b|at\b|for\b|from\b|and\b"
    r"|after\b|last\b|this\b|back\b|up\b|out\b|about\b|with\b|when\b|yesterday\b|today\b|[A-Z])\w+|(?:\w+|(?:the|an?|his|her|my)\s\w+)\s(?:an?|the)\s\w"
)
_DECLARED = re.compile(r"\w+\s(?:to be|an?|the)\b")
_NAMES_OF_SPEECH = word_set("criticism mantra question message slogan argument")


def _namings(text: str, low: int, high: int) -> Iterator[_Found]:
    for match in _NAMING.finditer(text, low, high):
        start = match.end() + 1
        if start >= high or not text[match.end()].isspace():
            continue
        end = _name_end(text, start, high)
        words = text[start:end]
        verb = match["verb"].lower()
        marked = bool(re.search(r"(?<!\w)[“\"‘']\w", words))
        as_something = bool(re.search(r"\sas\s", words)) or words.startswith("as ")
        needs_as = not verb.startswith(("call", "dub", "label", "brand", "nickname", "declar"))
        if needs_as and not as_something:
            continue
        if not needs_as and not marked and not _CALLED.match(words):
            continue
        if verb.startswith("declar") and not _DECLARED.match(words):
            continue
        if needs_as and not marked and not verb.startswith(("descri", "charac", "refer")):
            continue
        subject = subject_of(text, low, match.start(), verb)
        if subject is not None:
            yield _Found(subject or None, match.span(), (start, end))


def _nouns(text: str, low: int, high: int) -> Iterator[_Found]:
    for match in _NOUN.finditer(text, low, high):
        start = match.start("what")
        yield _Found(trim(text, *match.span("who")), match.span("verb"), (start, clause_end(text, start, high)))


def _quotations(text: str, low: int, high: int) -> Iterator[_Found]:
    """Quotations in marks of their own within a content, beside a word of saying or thinking."""
    first = low + 1 if text[low] in "“\"‘'" else low
    for match in _MARKED.finditer(text, first, high):
        start = match.start("quote")
        end = _closing(text, start, high)
        if len(re.findall(r"\w+", text[start:end])) < 2 or start <= low + 1 or "," in match["gap"][:-2]:
            continue
        that = re.search(r"\bthat,?\s*$", match["gap"])
        noun = match["verb"] in _NAMES_OF_SPEECH
        subject = () if noun else subject_of(text, low, match.start("verb"), "said")
        if subject is None:
            continue
        begin = match.start("gap") + that.start() if that else start
        yield _Found(subject or None, match.span("verb"), (begin, end))


def _parentheses(text: str, low: int, high: int) -> Iterator[_Found]:
    for match in _PARENTHESIS.finditer(text, low, high):
        if match["by"].strip().lower() in ("i", "we"):
            continue
        yield _Found(match.span("by"), match.span("verb"), (match.end(), clause_end(text, match.end(), high)))
    for match in _ACCORDING.finditer(text, low, high):
        comma = re.compile(r"[“”\"‘’',\s]+$").search(text, low, match.start())
        near = max(low, match.start() - LONGEST)
        start = max([near, *(edge.end() for edge in SENTENCE_END.finditer(text, near, match.start()))])
        if match["verb"][0] == "A" and match.end() < high and text[match.end()] == ",":
            start, end = match.end() + 1, clause_end(text, match.end() + 1, high)
        else:
            end = comma.start() if comma else match.start()
        start, end = trim(text, start, end)
        if end > start:
            yield _Found(trim(text, *match.span("by")), match.span("verb"), (start, end))


def _name_end(text: str, start: int, high: int) -> int:
    """Return where the words that something was called end: with a closing mark, else with their phrase."""
    high = min(high, start + _LONGEST_NAME)
    opens = re.compile(r"(?<![\w'])(?:''|[“\"‘'])(?=\w)").search(text, start, min(high, start + 90))
    phrase = _NAME_END.search(text, start, high)
    if opens and (phrase is None or opens.start() < phrase.start()):
        return _closing(text, opens.start(), high)
    end = phrase.start() if phrase else high
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def _closing(text: str, start: int, high: int) -> int:
    """Return the end of the quotation that opens at ``start``, as far as the content goes."""
    high = min(high, start + LONGEST)
    double = text.startswith("''", start)
    glyph = text[start]
    close = "''" if double else {"“": "”", "‘": "’", "'": "'", '"': '"'}.get(glyph, glyph)
    at = start + len(close if double else glyph)
    while (at := text.find(close, at, high)) >= 0:
        end = at + len(close)
        if end >= len(text) or not text[end].isalnum():
            return min(end, high)
        at = end
    return high
