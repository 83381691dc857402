"""Labels of character spans carried to word pieces, and documents cut into training windows."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

import numpy as np

from attribution.language.network.tags import ENTITY_LABELS, RELATIONS, ROLES, UPOS_TAGS
from attribution.language.network.windows import cut
from attribution.language.network.wordpieces import Ints, Pieces, WordPieces, boundaries
from attribution.training.data.documents import Document, Labelled

IGNORE = -100
_LONGEST = 510  # pieces: the encoder has 512 positions; two go to the first and last mark
NOBODY = -1  # the piece links to nothing: no source is stated, or the cue lies outside the window

# What each piece is (numbers of tags), and what it is linked to (numbers of pieces)
PIECE_LABELS = ("tags", "names", "stated_role", "stated_body", "upos", "relations", "starts")
LINKS = ("to_cue", "to_source", "to_head", "to_antecedent", "to_person")
FEATURES = ("ids", "cases", "breaks", "quotes")


@dataclass(frozen=True, slots=True)
class Row:
    """A document, or one window of it, in word pieces.

    Each array in ``features`` (by FEATURES), ``labels`` (by PIECE_LABELS) and ``links`` (by LINKS) has the shape
    (pieces,). IGNORE stands where a corpus says nothing. A link holds the number of a piece of the same row;
    NOBODY where there is none. In a window, links count from its first mark (position 0), which stands for nobody.
    ``silver`` says that names and antecedents are machine-made.
    """

    features: dict[str, Ints]
    labels: dict[str, Ints]
    links: dict[str, Ints]
    rates: Ints
    silver: bool

    def __len__(self) -> int:
        return len(self.rates)


def _piece_range(pieces: Pieces, start: int, end: int) -> tuple[int, int]:
    first = int(np.searchsorted(pieces.ends, start, side="right"))
    last = int(np.searchsorted(pieces.starts, end, side="left"))
    return first, last


def anchor_piece(pieces: Pieces, start: int, end: int) -> int:
    """Return the first piece that starts in a word, -1 where none does (the "not" of "cannot")."""
    first = int(np.searchsorted(pieces.starts, start, side="left"))
    return first if first < len(pieces) and pieces.starts[first] < end else -1


def _roles(document: Document, pieces: Pieces) -> tuple[Ints, Ints, Ints]:
    """Return role tags, links to cue, links to source; where two attributions overlap, the first one wins."""
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
    return tags, to_cue, to_source


def _begin_runs(tags: Ints) -> None:
    """Make each I tag that follows nothing of its kind a B, in place: the chain bars it."""
    for at, tag in enumerate(tags):
        if tag > 0 and tag % 2 == 0 and (at == 0 or tags[at - 1] not in (tag, tag - 1)):
            tags[at] = tag - 1


def _named(spans: tuple[Labelled, ...] | None, pieces: Pieces) -> Ints:
    if spans is None:
        return np.full(len(pieces), IGNORE, dtype=np.int64)
    tags = np.zeros(len(pieces), dtype=np.int64)
    for start, end, name in spans:
        first, last = _piece_range(pieces, start, end)
        tag = 2 * ENTITY_LABELS.index(name)
        tags[first:last] = tag + 2
        if first < last:
            tags[first] = tag + 1
    return tags


def _syntax(document: Document, pieces: Pieces) -> tuple[Ints, Ints, Ints, Ints]:
    """Return parts of speech, relations, sentence starts and heads, each at the first piece of a word."""
    upos, relations, starts, to_head = (np.full(len(pieces), IGNORE, dtype=np.int64) for _ in range(4))
    words = document.words or ()
    places = [anchor_piece(pieces, word.start, word.end) for word in words]
    begins = False
    for word, at in zip(words, places, strict=True):
        begins |= word.starts_sentence
        if at < 0 or upos[at] != IGNORE:
            continue
        upos[at] = UPOS_TAGS.index(word.upos)
        relations[at] = RELATIONS.index(word.relation)
        starts[at] = int(begins)
        begins = False
        if word.head < 0:
            to_head[at] = NOBODY
        elif places[word.head] >= 0:
            to_head[at] = places[word.head]
    return upos, relations, starts, to_head


def _antecedents(document: Document, pieces: Pieces) -> Ints:
    links = np.full(len(pieces), IGNORE, dtype=np.int64)
    anchors = document.anchors or ()
    places = [anchor_piece(pieces, anchor.start, anchor.end) for anchor in anchors]
    for anchor, at in zip(anchors, places, strict=True):
        if at >= 0:
            links[at] = places[anchor.antecedent] if anchor.antecedent >= 0 else NOBODY
    return links


def _stated(document: Document, pieces: Pieces) -> tuple[Ints, Ints, Ints]:
    """Return the tags of stated roles and of bodies, and links of their pieces to the first one of the name."""
    size = len(pieces)
    to_person = np.full(size, IGNORE, dtype=np.int64)
    if document.statements is None:
        return to_person.copy(), to_person.copy(), to_person
    roles, bodies = np.zeros(size, dtype=np.int64), np.zeros(size, dtype=np.int64)
    for stated in document.statements:
        person, _ = _piece_range(pieces, *stated.name)
        for tags, spans in ((roles, stated.role), (bodies, stated.body)):
            for first, last in (_piece_range(pieces, *span) for span in spans):
                if first < last and not tags[first:last].any():
                    tags[first:last] = 2
                    tags[first] = 1
                    to_person[first:last] = person
    return roles, bodies, to_person


def label(document: Document, word_pieces: WordPieces) -> Row:
    """Carry the labels of a document to its pieces."""
    pieces = word_pieces(document.text)
    tags, to_cue, to_source = _roles(document, pieces)
    if document.triples is None:
        tags = np.full(len(pieces), IGNORE, dtype=np.int64)
    upos, relations, starts, to_head = _syntax(document, pieces)
    roles, bodies, to_person = _stated(document, pieces)
    return Row(
        {name: getattr(pieces, name) for name in FEATURES},
        {
            "tags": tags,
            "names": _named(document.names, pieces),
            "stated_role": roles,
            "stated_body": bodies,
            "upos": upos,
            "relations": relations,
            "starts": starts,
        },
        {
            "to_cue": to_cue,
            "to_source": to_source,
            "to_head": to_head,
            "to_antecedent": _antecedents(document, pieces),
            "to_person": to_person,
        },
        boundaries(pieces, document.text).astype(np.int64),
        document.silver,
    )


def window(row: Row, start: int, end: int) -> Row:
    """Return the part of a row from one piece to another, its links counted from its own start."""

    def links(values: Ints) -> Ints:
        part = values[start:end]
        inside = (part >= start) & (part < end)
        return np.where(part == IGNORE, IGNORE, np.where(inside, part - start + 1, 0))

    labels = {name: values[start:end] for name, values in row.labels.items()}
    if len(labels["tags"]) and labels["tags"][0] != IGNORE:
        labels["tags"] = labels["tags"].copy()
        _begin_runs(labels["tags"])
    linked = {name: links(values) for name, values in row.links.items()}
    # A word whose head lies outside the window teaches nothing; one without a head is a root.
    heads = row.links["to_head"][start:end]
    linked["to_head"][(heads >= 0) & (linked["to_head"] == 0)] = IGNORE
    linked["to_person"][linked["to_person"] == 0] = IGNORE
    return Row(
        {name: values[start:end] for name, values in row.features.items()},
        labels,
        linked,
        row.rates[start:end],
        row.silver,
    )


def windows(row: Row, rng: random.Random) -> list[Row]:
    """Cut a document at other places each time: a place is then seen now near a window's edge, now far."""
    total = len(row)
    cut_rows: list[Row] = []
    start = 0
    while start < total:
        high = rng.choice((_LONGEST, _LONGEST, 384, 256))
        end = (
            total
            if total - start <= high
            else cut(row.rates.astype(np.int8), start + high // 2, start + high, start + high)
        )
        if end - start >= 8 or not cut_rows:
            cut_rows.append(window(row, start, end))
        start = end
    return cut_rows


def masked(row: Row, mask: int, share: float, rng: random.Random) -> Row:
    """Hide up to twice ``share`` of a row's pieces, so that no single word is leant on; their features stay."""
    if not share:
        return row
    ids = row.features["ids"].copy()
    limit = 2 * share * rng.random()
    for at in range(len(ids)):
        if rng.random() < limit:
            ids[at] = mask
    return replace(row, features={**row.features, "ids": ids})
