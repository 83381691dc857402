"""A training document: a text with the labels that its corpus has, and how they follow a change of the text."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

from attribution.records import EntityLabel

Span = tuple[int, int]
Spans = tuple[Span, ...]
Labelled = tuple[int, int, EntityLabel]


@dataclass(frozen=True, slots=True)
class Triple:
    """One gold attribution."""

    source: Spans
    cue: Spans
    content: Spans


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a treebank; ``head`` is the number of its head in the document's words, -1 for a root."""

    start: int
    end: int
    upos: str
    relation: str
    head: int
    starts_sentence: bool


@dataclass(frozen=True, slots=True)
class Anchor:
    """The word that stands for a mention: the last word of a name, the head of a description, a pronoun.

    ``antecedent`` is the number of the nearest earlier mention of the same entity, -1 where there is none.
    """

    start: int
    end: int
    antecedent: int


@dataclass(frozen=True, slots=True)
class Stated:
    """What a text states of a named person: places of the ``name``, of the role and of the body."""

    name: Span
    role: Spans
    body: Spans


@dataclass(frozen=True, slots=True)
class Document:
    """A text with its labels; None where its corpus has none.

    ``names`` are bare names ("Ilse Brandt"). ``silver`` names and anchors are machine-made. ``statements`` are the
    places that state a role or a body of a person; None where nobody looked for them.
    """

    id: str
    text: str
    triples: tuple[Triple, ...] | None = None
    names: tuple[Labelled, ...] | None = None
    words: tuple[Word, ...] | None = None
    anchors: tuple[Anchor, ...] | None = None
    statements: tuple[Stated, ...] | None = None
    silver: bool = False


class _HasId(Protocol):
    @property
    def id(self) -> str: ...


Some = TypeVar("Some", bound=_HasId)


def hold_out(documents: Sequence[Some], *, seed: int, share: float = 0.1) -> tuple[list[Some], list[Some]]:
    """Split off a seeded share of the training articles, on which variants are compared."""
    ids = sorted(document.id for document in documents)
    random.Random(seed).shuffle(ids)
    held = set(ids[: round(len(ids) * share)])
    return [d for d in documents if d.id not in held], [d for d in documents if d.id in held]


def moved(document: Document, text: str, start_of: Callable[[int], int], end_of: Callable[[int], int]) -> Document:
    """Carry the labels to a changed ``text``.

    ``start_of(i)`` is where a span that began at character i begins now, ``end_of(i)`` where one that ended there
    ends. Spans that are gone go; a word or anchor that is gone keeps its number, without length.
    """

    def carry(spans: Spans) -> Spans:
        new = tuple((start_of(start), end_of(end)) for start, end in spans)
        return tuple(span for span in new if span[1] > span[0])

    def labelled(spans: tuple[Labelled, ...] | None) -> tuple[Labelled, ...] | None:
        if spans is None:
            return None
        new = ((start_of(start), end_of(end), label) for start, end, label in spans)
        return tuple(span for span in new if span[1] > span[0])

    triples = document.triples and tuple(
        Triple(carry(t.source), carry(t.cue), carry(t.content)) for t in document.triples
    )
    words = document.words and tuple(
        replace(w, start=start_of(w.start), end=end_of(w.end)) for w in document.words
    )
    anchors = document.anchors and tuple(
        replace(a, start=start_of(a.start), end=end_of(a.end)) for a in document.anchors
    )
    statements = document.statements and tuple(
        Stated(name, carry(s.role), carry(s.body)) for s in document.statements for name in carry((s.name,))
    )
    return replace(
        document,
        text=text,
        triples=triples,
        names=labelled(document.names),
        words=words,
        anchors=anchors,
        statements=statements,
    )
