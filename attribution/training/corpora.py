"""Corpora as training documents: a text with the labels that its corpus has.

PolNeAR (Newell et al., LREC 2018) gives attributions, and CoreNLP's own output that ships with it
gives machine-made entities; GUM (Zeldes, LRE 2017) gives entities annotated by people.
"""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Triple:
    """One gold attribution."""

    source: Spans
    cue: Spans
    content: Spans


@dataclass(frozen=True, slots=True)
class Document:
    """A text with its labels; None where its corpus has none. ``silver`` entities are machine-made."""

    id: str
    text: str
    triples: tuple[Triple, ...] | None
    entities: tuple[tuple[int, int, str], ...] | None
    silver: bool = False


_CORENLP = {"PERSON": "PERSON", "ORGANIZATION": "ORG", "LOCATION": "PLACE", "MISC": "OTHER"}
_GUM = {"person": "PERSON", "organization": "ORG", "place": "PLACE"}
_GUM_LEFT_OUT = ("time",)


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def _spans(value: Any) -> Spans:
    return tuple((int(start), int(end)) for start, end in value or ())


def _silver(tokens: list[list[Any]]) -> tuple[tuple[int, int, str], ...]:
    found: list[tuple[int, int, str]] = []
    previous = None
    for start, end, _, tag, *_ in tokens:
        label = _CORENLP.get(tag)
        if label and label == previous:
            found[-1] = (found[-1][0], end, label)
        elif label:
            found.append((start, end, label))
        previous = label
    return tuple(found)


def polnear(folder: Path, part: str) -> list[Document]:
    """Read PolNeAR's ``part`` ("train" or "dev"): attributions by people, entities by CoreNLP."""
    parses = {row["id"]: row["tokens"] for row in _lines(folder / f"parses-{part}.jsonl.gz")}
    documents = []
    for row in _lines(folder / f"{part}.jsonl"):
        triples = tuple(
            Triple(_spans(a.get("source")), _spans(a.get("cue")), _spans(a["content"]))
            for a in row["attributions"]
        )
        tokens = parses.get(row["id"])
        entities = _silver(tokens) if tokens is not None else None
        documents.append(Document(row["id"], row["text"], triples, entities, silver=True))
    return documents


def gum(folder: Path, part: str) -> list[Document]:
    """Read GUM's ``part``: named entities, flattened to the outermost; no attributions (other conventions)."""
    documents = []
    for row in _lines(folder / f"{part}.jsonl"):
        named = [
            (start, end, _GUM.get(label, "OTHER"))
            for start, end, label, _, form in row["entities"]
            if form == "name" and label not in _GUM_LEFT_OUT
        ]
        named.sort(key=lambda e: (e[0], -e[1]))
        outermost: list[tuple[int, int, str]] = []
        for entity in named:
            if not outermost or entity[0] >= outermost[-1][1]:
                outermost.append(entity)
        documents.append(Document(row["id"], row["text"], None, tuple(outermost)))
    return documents


def hold_out(documents: list[Document], *, seed: int, share: float = 0.1) -> tuple[list[Document], list[Document]]:
    """Split off a seeded share of the training articles, on which variants are compared."""
    ids = sorted(document.id for document in documents)
    random.Random(seed).shuffle(ids)
    held = set(ids[: round(len(ids) * share)])
    return [d for d in documents if d.id not in held], [d for d in documents if d.id in held]


def moved(document: Document, text: str, offsets: list[int]) -> Document:
    """Carry the labels to a changed ``text``; ``offsets[i]`` is where character i went, the end included."""

    def carry(spans: Spans) -> Spans:
        new = tuple((offsets[start], offsets[end]) for start, end in spans)
        return tuple(span for span in new if span[1] > span[0])

    triples = document.triples and tuple(
        Triple(carry(t.source), carry(t.cue), carry(t.content)) for t in document.triples
    )
    entities = document.entities and tuple(
        (offsets[start], offsets[end], label)
        for start, end, label in document.entities
        if offsets[end] > offsets[start]
    )
    return replace(document, text=text, triples=triples, entities=entities)
