"""From drafts in word pieces to attributions in characters: whole spans, their kind and a confidence."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable

from attribution.language.decode import Draft, Segment
from attribution.language.kinds import kind_of
from attribution.language.wordpieces import quote_marks
from attribution.records import Attribution, Span, Spans

_LEAST_OVERLAP = 0.5  # of a quotation's characters, for a span to be grown to the whole quotation


class Quotations:
    """The stretches of a text between an opening mark and its closing mark, within one paragraph."""

    def __init__(self, text: str) -> None:
        self.regions: list[Span] = []
        opened: int | None = None
        previous_end = 0
        for start, end, opening in quote_marks(text):
            if opened is not None and "\n" in text[previous_end:start]:
                opened = None  # never closed in its paragraph: say nothing of where it ends
            if opening:
                opened = start
            elif opened is not None:
                self.regions.append((opened, end))
                opened = None
            previous_end = end
        self._starts = [start for start, _ in self.regions]

    def around(self, span: Span) -> list[Span]:
        """Return the quotations that overlap ``span``."""
        at = max(0, bisect_right(self._starts, span[0]) - 1)
        found = []
        while at < len(self.regions) and self.regions[at][0] < span[1]:
            if self.regions[at][1] > span[0]:
                found.append(self.regions[at])
            at += 1
        return found


def _grow(span: Span, quotations: Quotations, barred: list[Span]) -> Span:
    """Grow a span that covers most of a quotation to all of it, but never over another role's words."""
    start, end = span
    for low, high in quotations.around(span):
        overlap = min(end, high) - max(start, low)
        if overlap < _LEAST_OVERLAP * (high - low):
            continue
        new = (min(start, low), max(end, high))
        if not any(a < new[1] and b > new[0] for a, b in barred):
            start, end = new
    return start, end


def _close_marks(text: str, span: Span) -> Span:
    """Take in a mark right outside the span whose partner is inside, and leave out a lone one at its edge."""
    start, end = span
    marks = quote_marks(text[start:end])
    depth = sum(1 if opening else -1 for _, _, opening in marks)
    if depth > 0 and end < len(text):
        for length in (1, 2):
            after = text[end : end + length]
            if after and any(not o for _, _, o in quote_marks(f"x{after} ")) and not after[-1].isspace():
                return start, end + length
    if depth < 0 and start:
        for length in (1, 2):
            before = text[max(0, start - length) : start]
            if before and any(o for _, _, o in quote_marks(f" {before}x")) and not before[0].isspace():
                return start - length, end
    return start, end


def _joined(text: str, spans: Iterable[Span]) -> Spans:
    """Join spans with nothing but white space and marks between them."""
    out: list[Span] = []
    for start, end in sorted(spans):
        if out and (start <= out[-1][1] or not any(c.isalnum() for c in text[out[-1][1] : start])):
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return tuple(out)


def _trimmed(text: str, span: Span) -> Span:
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def finish(text: str, drafts: list[Draft], characters: Callable[[Segment], Span]) -> list[Attribution]:
    """Return the attributions of ``drafts``, in order of their first content character.

    ``characters`` gives the span of a segment. Contents are grown to whole quotations, so that a cut
    quotation or crumbs of one never reach a reader.
    """
    quotations = Quotations(text)
    occupied: list[tuple[Span, int]] = []
    for number, draft in enumerate(drafts):
        others = [*draft.cues, *([draft.source] if draft.source else [])]
        occupied += [(characters(segment), -1) for segment in others]
        occupied += [(characters(segment), number) for segment in draft.contents]
    attributions = []
    for number, draft in enumerate(drafts):
        contents = []
        for segment in draft.contents:
            span = _trimmed(text, characters(segment))
            near = [s for s, owner in occupied if owner != number and s[1] > span[0] - 2000 and s[0] < span[1] + 2000]
            contents.append(_close_marks(text, _grow(span, quotations, near)))
        content = _joined(text, contents)
        if not content:
            continue
        attributions.append(
            Attribution(
                content=content,
                source=(_trimmed(text, characters(draft.source)),) if draft.source else (),
                cue=_joined(text, (_trimmed(text, characters(cue)) for cue in draft.cues)),
                kind=kind_of(text, content),
                confidence=_confidence(draft),
            )
        )
    attributions.sort(key=lambda a: (a.content[0], a.content))
    return attributions


def _confidence(draft: Draft) -> float:
    spans = [*draft.contents, *draft.cues]
    tags = sum(segment.probability for segment in spans) / len(spans)
    link = min(draft.link_probabilities, default=0.0)
    return round(max(0.0, min(1.0, tags * link * draft.source_probability)), 4)
