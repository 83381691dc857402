"""Reading a text without the characters that take no room, and putting what was found back on the text as it is.

A soft hyphen or a zero-width space inside a word would cut it in two for every part of the pipeline. So the
pipeline reads the text without them, and all offsets are moved to where the same characters stand in the original.
"""

from __future__ import annotations

from dataclasses import replace

from attribution.records import Attribution, Entity, Span, Spans
from attribution.words.text import UNSEEN

_DROP = dict.fromkeys(map(ord, UNSEEN))


class SeenText:
    """A text as its reader sees it (``seen``), and the way back to the offsets of the text as it is.

    ``seen`` is the text itself where it has nothing unseen, and no offset is moved then.
    """

    def __init__(self, text: str) -> None:
        self.seen = text.translate(_DROP)
        unseen = frozenset(UNSEEN)
        self._places = (
            None if len(self.seen) == len(text) else [at for at, one in enumerate(text) if one not in unseen]
        )

    def attribution(self, found: Attribution) -> Attribution:
        """Return an attribution found in ``seen`` with the offsets of the text as it is."""
        if self._places is None:
            return found
        speaker, affiliation = found.speaker, found.affiliation
        if speaker is not None and speaker.mention is not None:
            speaker = replace(speaker, mention=self._span(speaker.mention))
        if affiliation is not None:
            affiliation = replace(affiliation, evidence=self._spans(affiliation.evidence))
        return replace(
            found,
            content=self._spans(found.content),
            source=self._spans(found.source),
            cue=self._spans(found.cue),
            speaker=speaker,
            affiliation=affiliation,
            addressee=None if found.addressee is None else self._span(found.addressee),
            targets=tuple([replace(target, mention=self._span(target.mention)) for target in found.targets]),
        )

    def entity(self, found: Entity) -> Entity:
        """Return an entity found in ``seen`` with the offsets of the text as it is."""
        if self._places is None:
            return found
        start, end = self._span((found.start, found.end))
        return replace(found, start=start, end=end)

    def _span(self, span: Span) -> Span:
        assert self._places is not None
        start, end = span
        # The end is where the last character that is read ends: a mark behind a word is not of it.
        return self._places[start], self._places[end - 1] + 1

    def _spans(self, spans: Spans) -> Spans:
        return tuple([self._span(span) for span in spans])
