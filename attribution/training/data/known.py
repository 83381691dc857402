"""What a model that is there already says of a text: its names, and the word that heads a phrase."""

from __future__ import annotations

from pathlib import Path

from attribution.language.components.component import labelled
from attribution.language.pipeline import load
from attribution.records import Span
from attribution.training.data.world import Known, Reader

_NEEDED = ("attribution_reader", "attribution_names")


def reader(model: Path | None) -> Reader:
    """Return a function that reads texts with the model in a folder, None for the shipped one."""
    nlp = load(model=str(model) if model else None, enable=list(_NEEDED))

    def read(text: str) -> Known:
        doc = nlp(text)

        def head_of(start: int, end: int) -> Span:
            span = doc.char_span(start, end, alignment_mode="expand")
            root = span.root if span is not None and len(span) else None
            return (root.idx, root.idx + len(root)) if root is not None else (start, end)

        return Known(tuple((e.start, e.end, e.label) for e in labelled(doc.ents)), head_of)

    return read
