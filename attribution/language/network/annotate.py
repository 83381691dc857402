"""Writing what was read onto a spaCy Doc: syntax, entities and spans."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from spacy.attrs import DEP, HEAD, IDX, IS_SPACE, LENGTH, POS, SENT_START
from spacy.parts_of_speech import IDS
from spacy.tokens import Doc
from spacy.tokens import Span as DocSpan

from attribution.language.network.syntax import Parse, Tokens
from attribution.language.network.tags import RELATIONS, UPOS_TAGS
from attribution.records import Entity

_POS = np.asarray([IDS[tag] for tag in (*UPOS_TAGS, "SPACE")], dtype=np.uint64)


def tokens_of(doc: Doc) -> Tokens:
    """Return where the tokens of a Doc stand."""
    columns = doc.to_array([IDX, LENGTH, IS_SPACE])
    starts = columns[:, 0].astype(np.int64)
    return Tokens(starts, starts + columns[:, 1].astype(np.int64), columns[:, 2] > 0)


def set_syntax(doc: Doc, parse: Parse) -> None:
    """Set sentence starts, parts of speech, heads and relations of a Doc, all at once.

    Relations have their names in Universal Dependencies, but for "ROOT", which spaCy looks for in capitals.
    """
    size = len(doc)
    if not size:
        return
    names = ["ROOT" if name == "root" else name for name in RELATIONS]
    keys = np.asarray([doc.vocab.strings.add(name) for name in names], dtype=np.uint64)
    numbers = np.arange(size)
    columns = np.empty((size, 3), dtype=np.uint64)
    columns[:, 0] = (parse.heads - numbers).astype(np.int64).view(np.uint64)
    columns[:, 1] = keys[parse.relations]
    columns[:, 2] = _POS[parse.upos]
    doc.from_array([HEAD, DEP, POS], columns)
    # spaCy reads the sentences off the trees, and gives up where branches cross too often: those become flat.
    lost = (doc.to_array([SENT_START]) == 1) != parse.begins
    if lost.any():
        sentence = np.cumsum(parse.begins) - 1
        roots = np.flatnonzero(parse.heads == numbers)
        heads = np.where(np.isin(sentence, sentence[lost]), roots[sentence], parse.heads)
        columns[:, 0] = (heads - numbers).astype(np.int64).view(np.uint64)
        doc.from_array([HEAD, DEP, POS], columns)


def spans_of(doc: Doc, found: Iterable[Entity]) -> list[DocSpan]:
    """Return entities as spans of whole tokens; where two share a token, the first keeps it."""
    spans: list[DocSpan] = []
    last = 0
    for entity in found:
        span = doc.char_span(entity.start, entity.end, label=entity.label, alignment_mode="expand")
        if span is not None and span.start >= last:
            spans.append(span)
            last = span.end
    return spans
