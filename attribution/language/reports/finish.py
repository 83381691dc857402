"""From drafts in word pieces to attributions in characters: whole spans, their kind and a confidence."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import replace

import numpy as np

from attribution.language.mentions.grammar import Grammar
from attribution.language.mentions.kinds import kind_of
from attribution.language.network.calibration import Evidence
from attribution.language.network.wordpieces import PARAGRAPH_GAP, quote_marks
from attribution.language.reports.acts import act_of
from attribution.language.reports.addressees import addressee_of
from attribution.language.reports.clauses import completed, in_the_words_of, opening_reports
from attribution.language.reports.decode import Draft, Segment
from attribution.language.reports.polarity import hedged, negated
from attribution.records import Attribution, Kind, Span, Spans

_LEAST_OVERLAP = 0.5  # of a quotation's characters, for a content to be grown to the whole quotation
_MOST_OF = 0.9  # of the first paragraph of a quotation that goes on in the next
_AT_END = 4  # characters of a quotation, its mark among them, that tell its beginning or end
_RIGHT_AFTER = 4  # characters between a closing mark and the cue or source that belongs to it
_MOST_PARAGRAPHS = 3  # that a quotation without new opening marks may go over
_PARAGRAPH_END = re.compile(r"\s*\n\s*")
_PLAIN_WORD = re.compile(r"\b(?!(?:and|for|of|the|in|at|on|to|by|with)\b)[a-z]+\b")
_NEAR = 2000  # characters within which another span can stand in the same quotation
_REPORTED = 0.8  # confidence in a report that opens its sentence: people mark 14 of 15 so in training articles
_CLOSED = re.compile(r"(?:[”»]|(?<!\s)(?:\"|''))(\s*\n\s*)")  # a quotation that ends with its paragraph
# Labels of a site's own: of nine in training articles, people mark none.
_LABEL = re.compile(
    r"(?:warning|note|editor['’]s note|update[sd]?|corrections?|exclusive|related|read more|see also|watch|listen"
    r"|video|photos?|advertisement|disclaimer)\s*:?",
    re.IGNORECASE,
)
_TAIL = re.compile("[,.!?;…]{0,3}(?:[\"”“»«]|'')(?!\\w)")


class Quotations:
    """The stretches of a text between an opening mark and its closing mark.

    A quotation that is not closed in its paragraph ends with the paragraph where the next one opens anew, and
    goes on to the next closing mark where none opens before that. Else nothing is said of where it ends.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self.regions: list[Span] = []
        opened: int | None = None
        for start, end, opening in quote_marks(text):
            if opened is not None and (rest := _PARAGRAPH_END.search(text, opened, start)):
                if opening and not text[rest.end() : start].strip():
                    self.regions.append((opened, rest.start()))
                    opened = None
                elif opening or len(PARAGRAPH_GAP.findall(text, opened, start)) > _MOST_PARAGRAPHS:
                    opened = None
            if opening:
                opened = start
            elif opened is not None:
                self.regions.append((opened, end))
                opened = None
        self._starts = [start for start, _ in self.regions]

    def first_paragraph(self, region: Span) -> int:
        """Return where the first paragraph of a quotation ends that goes on in the next; else its own end.

        What goes on without a word in small letters is a name below what was said.
        """
        low, high = region
        gap = _PARAGRAPH_END.search(self._text, low, high)
        return gap.start() if gap and _PLAIN_WORD.search(self._text, gap.end(), high) else high

    def around(self, span: Span) -> list[Span]:
        """Return the quotations that overlap ``span``."""
        at = max(0, bisect_right(self._starts, span[0]) - 1)
        found = []
        while at < len(self.regions) and self.regions[at][0] < span[1]:
            if self.regions[at][1] > span[0]:
                found.append(self.regions[at])
            at += 1
        return found


def _grow(spans: list[Span], quotations: Quotations, own: list[Span], others: list[list[Span]]) -> list[Span]:
    """Add each quotation that the spans cover for the most part, or both ends of, or the first paragraph of.

    Not where the cue or source of the same attribution stands in it, nor where another attribution (a list of
    spans) stands half in it. One that stands wholly in it is a part of what was quoted, and counts as covered.
    """
    grown = list(spans)
    for low, high in sorted({region for span in spans for region in quotations.around(span)}):
        inner: list[Span] = []
        halves = False
        for other in others:
            inside = [span for span in other if span[0] < high and span[1] > low]
            if inside and all(low <= a and b <= high for a, b in other):
                inner += other
            elif inside:
                halves = True
        covered = sum(max(0, min(end, high) - max(start, low)) for start, end in spans + inner)
        first = quotations.first_paragraph((low, high))
        covered_first = sum(max(0, min(end, first) - max(start, low)) for start, end in spans)
        ends = any(a <= low + _AT_END < b for a, b in spans) and any(a < high - _AT_END <= b for a, b in spans)
        blocked = halves or any(a < high and b > low for a, b in own)
        enough = covered >= _LEAST_OVERLAP * (high - low) or covered_first >= _MOST_OF * (first - low)
        if (ends or enough) and not blocked:
            grown.append((low, high))
    return grown


def _with_marks(text: str, span: Span) -> Span:
    """Take in the quotation marks right outside a span, with a comma or full stop before the closing one."""
    start, end = span
    before = text[max(0, start - 2) : start]
    for mark_start, mark_end, opening in quote_marks(f" {before}x"):
        if opening and mark_end == len(before) + 1:
            start -= mark_end - mark_start
    after = _TAIL.match(text, end)
    if after and any(not opening for _, _, opening in quote_marks(f"x{after.group()} ")):
        end = after.end()
    return start, end


def _joined(text: str, spans: Iterable[Span]) -> Spans:
    """Join spans with nothing but white space and marks between them; leave out those without a word."""
    out: list[Span] = []
    for start, end in sorted(spans):
        if not any(c.isalnum() for c in text[start:end]):
            continue
        if out and (start <= out[-1][1] or not any(c.isalnum() for c in text[out[-1][1] : start])):
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return tuple(out)


def _trimmed(text: str, span: Span) -> Span:
    start, end = span
    # A paragraph without a letter (a picture's mark, a rule of stars) is no beginning of what was said.
    while (gap := _PARAGRAPH_END.search(text, start, end)) and not any(
        c.isalnum() for c in text[start : gap.start()]
    ):
        start = gap.end()
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _beside_cue(text: str, spans: list[Span], anchors: list[Span]) -> list[Span]:
    """Leave out unquoted words of other paragraphs than the cue's, such as a headline, where more was said."""

    def apart(span: Span) -> bool:
        return all(PARAGRAPH_GAP.search(text, min(span[1], end), max(span[0], start)) for start, end in anchors)

    kept = [span for span in spans if not apart(span) or kind_of(text, (span,)) != "indirect"]
    return kept or spans


def _own_turn(text: str, content: Spans, anchors: list[Span]) -> Spans:
    """Leave out what is quoted in other paragraphs than the cue's, if a closing mark ends a paragraph in between.

    Who goes on speaking in the next paragraph leaves the mark out: of 19,832 contents that people marked in
    training articles, some 20 go on behind one.
    """
    ends = [closed.span(1) for closed in _CLOSED.finditer(text, content[0][0], content[-1][1])]
    turns: dict[int, list[Span]] = {}
    for start, end in content:
        starts = [start, *(after for _, after in ends if start < after < end)]
        stops = [*(before for before, after in ends if start < after < end), end]
        for at, stop in zip(starts, stops, strict=True):
            turns.setdefault(sum(after <= at for _, after in ends), []).append((at, stop))

    def beside(turn: list[Span]) -> bool:
        low, high = turn[0][0], turn[-1][1]
        return any(not PARAGRAPH_GAP.search(text, min(high, end), max(low, start)) for start, end in anchors)

    own = [span for turn in turns.values() if beside(turn) for span in turn]
    return _joined(text, own) or content


def _one_speaker_a_quotation(quotations: Quotations, said: list[list[Span]], anchors: list[list[Span]]) -> None:
    """Give the contents inside one quotation to one attribution, in place.

    To the one whose cue or source follows the closing mark, where there is one; else to that which has most
    of it. Attributions that stand wholly in the quotation are part of what was quoted, and stay.
    """
    for low, high in quotations.regions:
        shares = {
            number: sum(b - a for a, b in spans if low <= a and b <= high)
            for number, spans in enumerate(said)
            if not any(low <= a and b <= high for a, b in anchors[number])
        }
        shares = {number: share for number, share in shares.items() if share}
        if len(shares) < 2:
            continue
        following = [n for n in shares if any(high <= a <= high + _RIGHT_AFTER for a, _ in anchors[n])]
        owner = max(following or shares, key=lambda number: shares[number])
        for number in shares:
            if number != owner:
                moved = [s for s in said[number] if low <= s[0] and s[1] <= high]
                said[owner] += moved
                said[number] = [s for s in said[number] if s not in moved]


def scored_attributions(
    text: str, drafts: list[Draft], characters: Callable[[Segment], Span]
) -> list[tuple[Attribution, Evidence]]:
    """Return the attributions of ``drafts``, in order of their first content character, with their kinds alone.

    ``described`` says the rest of those that are kept. ``characters`` gives the span of a segment.
    Contents are grown to whole quotations, so that a cut quotation or crumbs of one never reach a reader.
    """
    quotations = Quotations(text)
    anchors = [
        [characters(segment) for segment in (*draft.cues, *([draft.source] if draft.source else []))]
        for draft in drafts
    ]
    said = [[_trimmed(text, characters(segment)) for segment in draft.contents] for draft in drafts]
    said = [_beside_cue(text, spans, near) for spans, near in zip(said, anchors, strict=True)]
    _one_speaker_a_quotation(quotations, said, anchors)
    reach = np.asarray([(min(spans)[0], max(b for _, b in spans)) if spans else (0, -_NEAR) for spans in said])
    reach = reach.reshape(-1, 2)
    found = []
    for number, draft in enumerate(drafts):
        spans = said[number]
        if not spans or _is_label(text, draft, characters):
            continue
        low, high = min(s[0] for s in spans) - _NEAR, max(s[1] for s in spans) + _NEAR
        others = [
            anchors[other] + said[other]
            for other in np.flatnonzero((reach[:, 0] < high) & (reach[:, 1] > low)).tolist()
            if other != number
        ]
        contents = [_with_marks(text, span) for span in _grow(spans, quotations, anchors[number], others)]
        content = _joined(text, contents)
        if not content:
            continue
        content = _own_turn(text, content, anchors[number])
        elsewhere = (span for other, near in enumerate(anchors) if other != number for span in near)
        content = completed(text, content, elsewhere)
        evidence = _evidence(draft, content, kind_of(text, content))
        attribution = Attribution(
            content=content,
            source=(_trimmed(text, characters(draft.source)),) if draft.source else (),
            cue=_joined(text, (_trimmed(text, characters(cue)) for cue in draft.cues)),
            kind=evidence.kind,
            confidence=round(evidence.product(), 4),
        )
        found.append((attribution, evidence))
    found.sort(key=lambda pair: (pair[0].content[0], pair[0].content))
    return found


def _is_label(text: str, draft: Draft, characters: Callable[[Segment], Span]) -> bool:
    """Whether what stands for the cue of a draft without a source is a label, such as "WARNING:"."""
    cues = [_LABEL.fullmatch(text, *characters(cue)) for cue in draft.cues]
    return draft.source is None and bool(cues) and all(cues)


def with_opening_reports(
    text: str, attributions: list[Attribution], grammar: Grammar | None = None
) -> list[Attribution]:
    """Return the attributions, in order, with reports that open a sentence whole: "As the mayor said, ...".

    A report that was passed over is added, as is a quotation "in the words of" somebody; one whose content lies in
    the reported clause gets all of the clause.
    """
    kept, added = list(attributions), []
    for source, cue, content in opening_reports(text):
        known = [n for n, one in enumerate(kept) if any(a < cue[1] and cue[0] < b for a, b in one.cue)]
        for number in known:
            one = kept[number]
            if all(content[0] <= start and end <= content[1] for start, end in one.content):
                kept[number] = described(text, replace(one, content=(content,)), grammar)
        if not known:
            added.append(described(text, _report(content, source, cue), grammar))
    for source, cue, content in in_the_words_of(text):
        there = [one for one in kept if any(a < content[1] and cue[0] < b for a, b in one.content + one.cue)]
        if not any(one.source for one in there):
            kept = [one for one in kept if one not in there]
            added.append(described(text, _report(content, source, cue), grammar))
    return sorted([*kept, *added], key=lambda a: (a.content[0], a.content))


def _report(content: Span, source: Span, cue: Span) -> Attribution:
    return Attribution((content,), (source,), (cue,), kind="indirect", confidence=_REPORTED)


def described(text: str, one: Attribution, grammar: Grammar | None = None) -> Attribution:
    """Return an attribution with all that its words tell: its kind and act, whether it is negated or hedged, and,
    by the tree, to whom it was said."""
    words = text, one.source, one.cue, one.content
    return replace(
        one,
        kind=kind_of(text, one.content),
        act=act_of(*words),
        negated=negated(*words),
        hedged=hedged(*words),
        addressee=addressee_of(*words, grammar),
    )


def nest(attributions: list[Attribution]) -> list[Attribution]:
    """Note for each attribution that stands wholly in a content of another the number of the shortest such one."""
    nested = []
    begins = np.asarray([one.content[0][0] for one in attributions])
    ends = np.asarray([one.content[-1][1] for one in attributions])
    for number, inner in enumerate(attributions):
        spans = inner.content + inner.cue + inner.source
        low, high = min(start for start, _ in spans), max(end for _, end in spans)
        around = [
            (sum(end - start for start, end in attributions[other].content), other)
            for other in np.flatnonzero((begins <= low) & (ends >= high)).tolist()
            if other != number
            and attributions[other].content != inner.content
            and all(any(a <= start and end <= b for a, b in attributions[other].content) for start, end in spans)
        ]
        nested.append(replace(inner, nested_in=min(around)[1]) if around else inner)
    return nested


def _evidence(draft: Draft, content: Spans, kind: Kind) -> Evidence:
    cues = [cue.probability for cue in draft.cues]
    return Evidence(
        content=tuple(segment.probability for segment in draft.contents),
        cue=sum(cues) / len(cues) if cues else 0.0,
        link=min(draft.link_probabilities, default=0.0),
        source=draft.source_probability,
        has_cue=bool(cues),
        has_source=draft.source is not None,
        kind=kind,
        characters=sum(end - start for start, end in content),
        parts=len(content),
    )
