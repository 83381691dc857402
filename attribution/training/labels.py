"""Labels of character spans carried to word pieces, and documents cut into training windows."""

from __future__ import annotations

import random
from dataclasses import dataclass

import numpy as np

from attribution.language.tags import ENTITY_LABELS, ROLES
from attribution.language.windows import MAX_PIECES, cut
from attribution.language.wordpieces import Ints, Pieces, WordPieces, boundaries
from attribution.training.corpora import Document

IGNORE = -100
NOBODY = -1  # the piece links to nothing: no source is stated, or the cue lies outside the window


@dataclass(frozen=True, slots=True)
class Labelled:
    """A document in word pieces; each label array has the shape (pieces,).

    ``to_cue`` and ``to_source`` hold, for each piece inside an attribution, the number of the first piece of
    its cue and of its source; NOBODY where there is none; IGNORE for pieces outside.
    """

    pieces: Pieces
    rates: Ints
    tags: Ints
    to_cue: Ints
    to_source: Ints
    entities: Ints
    entity_weight: float
    has_triples: bool


@dataclass(frozen=True, slots=True)
class Example:
    """One window of a labelled document, its links counted from the window's first mark (position 0)."""

    ids: Ints
    cases: Ints
    breaks: Ints
    quotes: Ints
    tags: Ints
    to_cue: Ints
    to_source: Ints
    entities: Ints
    entity_weight: float


def _piece_range(pieces: Pieces, start: int, end: int) -> tuple[int, int]:
    first = int(np.searchsorted(pieces.ends, start, side="right"))
    last = int(np.searchsorted(pieces.starts, end, side="left"))
    return first, last


def label(document: Document, word_pieces: WordPieces) -> Labelled:
    """Carry the labels of a document to its pieces; where two attributions overlap, the first one wins."""
    pieces = word_pieces(document.text)
    size = len(pieces)
    tags = np.zeros(size, dtype=np.int64)
    to_cue = np.full(size, IGNORE, dtype=np.int64)
    to_source = np.full(size, IGNORE, dtype=np.int64)
    cue_distance = np.full(size, size + 1, dtype=np.int64)
    for triple in document.triples or ():
        ranges = {
            role: [r for s in getattr(triple, role) if (r := _piece_range(pieces, *s))[1] > r[0]] for role in ROLES
        }
        cue = min((first for first, _ in ranges["cue"]), default=NOBODY)
        source = min((first for first, _ in ranges["source"]), default=NOBODY)
        for number, role in enumerate(ROLES):
            for first, last in ranges[role]:
                for at in range(first, last):
                    if tags[at] == 0:
                        tags[at] = 2 * number + (1 if at == first else 2)
                    if role == "source":
                        # A source shared by several cues ("said ..., and added ...") is linked to the nearest.
                        if abs(cue - first) < cue_distance[at]:
                            cue_distance[at] = abs(cue - first)
                            to_cue[at] = cue
                    elif to_cue[at] == IGNORE:
                        to_cue[at] = cue
                        to_source[at] = source
    _begin_runs(tags)
    entities = np.full(size, IGNORE, dtype=np.int64)
    if document.entities is not None:
        entities[:] = 0
        for start, end, name in document.entities:
            first, last = _piece_range(pieces, start, end)
            tag = 2 * ENTITY_LABELS.index(name)
            entities[first:last] = tag + 2
            if first < last:
                entities[first] = tag + 1
    return Labelled(
        pieces,
        boundaries(pieces, document.text).astype(np.int64),
        tags,
        to_cue,
        to_source,
        entities,
        0.5 if document.silver else 1.0,
        document.triples is not None,
    )


def _begin_runs(tags: Ints) -> None:
    """Make each I tag that follows nothing of its kind a B, in place: the chain bars it."""
    for at, tag in enumerate(tags):
        if tag > 0 and tag % 2 == 0 and (at == 0 or tags[at - 1] not in (tag, tag - 1)):
            tags[at] = tag - 1


def _window(doc: Labelled, start: int, end: int) -> Example:
    def links(values: Ints) -> Ints:
        part = values[start:end]
        inside = (part >= start) & (part < end)
        return np.where(part == IGNORE, IGNORE, np.where(inside, part - start + 1, 0))

    tags = doc.tags[start:end].copy() if doc.has_triples else np.full(end - start, IGNORE, dtype=np.int64)
    if doc.has_triples:
        _begin_runs(tags)
    pieces = doc.pieces
    return Example(
        pieces.ids[start:end],
        pieces.cases[start:end],
        pieces.breaks[start:end],
        pieces.quotes[start:end],
        tags,
        links(doc.to_cue),
        links(doc.to_source),
        doc.entities[start:end],
        doc.entity_weight,
    )


def windows(doc: Labelled, rng: random.Random) -> list[Example]:
    """Cut a document at other places each time: a place is then seen now near a window's edge, now far."""
    total = len(doc.pieces)
    examples: list[Example] = []
    start = 0
    while start < total:
        high = rng.choice((MAX_PIECES, MAX_PIECES, MAX_PIECES, 384, 256))
        end = (
            total
            if total - start <= high
            else cut(doc.rates.astype(np.int8), start + high // 2, start + high, start + high)
        )
        if end - start >= 8 or not examples:
            examples.append(_window(doc, start, end))
        start = end
    return examples
