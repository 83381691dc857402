"""Random damage to training documents, the labels carried through."""

from __future__ import annotations

import random

from attribution.evaluation.damage import (
    Damage,
    Edit,
    apply_edits,
    capitals,
    join_paragraphs,
    lose_closing,
    lose_spaces,
    misread,
    restyled,
    single_newlines,
    turn_marks,
    wrap,
)
from attribution.training.data.documents import Document, moved

DAMAGES: tuple[tuple[float, Damage], ...] = (
    (4, restyled('"', '"')),
    (4, restyled("“", "”")),
    (2, restyled("''", "''")),
    (1, restyled("«", "»")),
    (1, restyled("„", "“")),
    (2, lose_closing),
    (2, turn_marks),
    (3, lose_spaces),
    (2, join_paragraphs),
    (1, wrap),
    (1, single_newlines),
    (1, capitals),
    (1, misread),
)


def apply(document: Document, edits: list[Edit]) -> Document:
    """Apply edits that are in order and do not overlap.

    A span that begins or ends inside an edit keeps that side of the replacement: a renamed name stays whole, and a
    removed mark leaves its span.
    """
    text, offsets = apply_edits(document.text, edits)
    inside = {at: end for start, end, _ in edits for at in range(start + 1, end)}
    return moved(document, text, offsets.__getitem__, lambda at: offsets[inside.get(at, at)])


def damaged(document: Document, rng: random.Random) -> Document:
    """Return the document with one or two random damages."""
    weights = [weight for weight, _ in DAMAGES]
    for _ in range(rng.choice((1, 1, 2))):
        (_, damage) = rng.choices(DAMAGES, weights)[0]
        document = apply(document, damage(document.text, rng))
    return document
