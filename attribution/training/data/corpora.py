"""Corpora as training documents.

PolNeAR (Newell et al., LREC 2018) gives attributions, and CoreNLP's own output that ships with it gives
machine-made names and coreference; GUM (Zeldes, LRE 2017) gives mentions, coreference and syntax, and EWT
(Silveira et al., LREC 2014) syntax, all by people.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

from attribution.records import EntityLabel
from attribution.training.data import treebanks
from attribution.training.data.documents import Anchor, Document, Labelled, Span, Spans, Triple, Word

_CORENLP: dict[str, EntityLabel] = {
    "PERSON": "PERSON",
    "ORGANIZATION": "ORG",
    "LOCATION": "PLACE",
    "MISC": "OTHER",
}
_GUM: dict[str, EntityLabel] = {"person": "PERSON", "organization": "ORG", "place": "PLACE"}
_GUM_LEFT_OUT = ("time",)
_BEFORE_NAME = re.compile(
    r"(?:(?!(?:de|di|da|van|von|der|al|el|bin)\b)[^\WA-Z][\w'’-]*|The|An?|This|That|His|Her|Their|Our|My|Its|"
    r"Mr|Mrs|Ms|Miss|Dr|Prof|Sir|Lady|Lord|Dame|St|Rev|Sen|Rep|Gov|Gen|Col|Capt|Lt|Sgt|President|Senator|"
    r"Governor|Mayor|Minister|Secretary|Judge|Justice|Professor|Doctor|King|Queen|Prince|Princess|General|"
    r"Captain|Colonel|Chancellor|Congressman|Congresswoman|Representative|Director|Chairman)\.?\s+"
)
_AFTER_NAME = re.compile(
    r"['’]s?\Z|\s*[,(;–—].*\Z|\s+(?:who|which|that|itself|himself|herself|alone)\b.*\Z", re.DOTALL
)


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def _spans(value: Any) -> Spans:
    return tuple((int(start), int(end)) for start, end in value or ())


def _runs(tokens: list[list[Any]]) -> list[tuple[int, int, EntityLabel]]:
    """Return (first, last, label) of the names in CoreNLP's tokens; ``last`` is inclusive."""
    found: list[tuple[int, int, EntityLabel]] = []
    previous = None
    for number, (_, _, _, tag, *_) in enumerate(tokens):
        label = _CORENLP.get(tag)
        if label and label == previous:
            found[-1] = (found[-1][0], number, label)
        elif label:
            found.append((number, number, label))
        previous = label
    return found


def _settled(text: str, runs: list[tuple[int, int, Labelled]]) -> list[tuple[int, int, Labelled]]:
    """Give one string one label within an article, the one it has most often; a person's surname is a person.

    CoreNLP labels each occurrence by itself, and calls one "Trump" a place and the next an organisation.
    """
    votes: dict[str, Counter[EntityLabel]] = {}
    persons = (text[start:end] for _, _, (start, end, label) in runs if label == "PERSON")
    surnames = {name.rpartition(" ")[2] for name in persons if " " in name}
    for _, _, (start, end, label) in runs:
        votes.setdefault(text[start:end], Counter())[label] += 1
    settled = []
    for first, last, (start, end, _) in runs:
        words = text[start:end]
        known = "PERSON" if words in surnames else votes[words].most_common(1)[0][0]
        settled.append((first, last, (start, end, known)))
    return settled


def _silver(text: str, tokens: list[list[Any]]) -> tuple[Labelled, ...]:
    """Return the bare names in CoreNLP's tokens.

    A name that begins or ends in a small word or runs over lines is one of CoreNLP's slips and is left out.
    """
    runs = []
    for first, last, label in _runs(tokens):
        start, end = tokens[first][0], tokens[last][1]
        small = not (text[start].isupper() or text[start].isdigit()) or text[tokens[last][0]].islower()
        if not small and "\n" not in text[start:end]:
            runs.append((first, last, (start, end, label)))
    return tuple(name for _, _, name in _settled(text, runs))


def _anchored(mentions: Iterable[tuple[int, Span]], clusters: Iterable[Iterable[int]]) -> tuple[Anchor, ...]:
    """Make anchors of (mention's key, its anchor's span) and clusters of keys."""
    place: dict[Span, int] = {}
    order = sorted({span for _, span in mentions})
    for number, span in enumerate(order):
        place[span] = number
    of_key = dict(mentions)
    before = [-1] * len(order)
    for cluster in clusters:
        members = sorted({place[of_key[key]] for key in cluster if key in of_key})
        for earlier, later in pairwise(members):
            before[later] = earlier
    return tuple(Anchor(start, end, before[number]) for number, (start, end) in enumerate(order))


def _silver_anchors(tokens: list[list[Any]], chains: list[list[list[int]]]) -> tuple[Anchor, ...]:
    starts = {token[0]: number for number, token in enumerate(tokens)}
    ends = {token[1]: number for number, token in enumerate(tokens)}
    mentions: list[tuple[int, Span]] = []
    clusters: list[list[int]] = []
    for chain in chains:
        cluster = []
        for start, end, *_ in chain:
            first, last = starts.get(start), ends.get(end)
            if first is None or last is None:
                continue
            head = next((n for n in range(first, last + 1) if not first <= tokens[n][4] <= last), last)
            cluster.append(len(mentions))
            mentions.append((len(mentions), (tokens[head][0], tokens[head][1])))
        clusters.append(cluster)
    return _anchored(mentions, clusters)


def polnear(folder: Path, part: str) -> list[Document]:
    """Read PolNeAR's ``part`` ("train" or "dev"): attributions by people, names and coreference by CoreNLP."""
    parses = {row["id"]: row for row in _lines(folder / f"parses-{part}.jsonl.gz")}
    documents = []
    for row in _lines(folder / f"{part}.jsonl"):
        triples = tuple(
            Triple(_spans(a.get("source")), _spans(a.get("cue")), _spans(a["content"]))
            for a in row["attributions"]
        )
        document = Document(row["id"], row["text"], triples, silver=True)
        parse = parses.get(row["id"])
        if parse is not None:
            tokens = parse["tokens"]
            names = _silver(row["text"], tokens)
            document = replace(document, names=names, anchors=_silver_anchors(tokens, parse["coref"]))
        documents.append(document)
    return documents


def _bare(text: str, start: int, end: int) -> Span:
    """Cut a whole mention down to the name in it."""
    while (before := _BEFORE_NAME.match(text, start, end)) is not None:
        start = before.end()
    while (after := _AFTER_NAME.search(text[start:end])) is not None and after.start() > 0:
        end = start + after.start()
    return start, end


def _gum_names(text: str, entities: list[Labelled]) -> tuple[Labelled, ...]:
    kept: list[Labelled] = []
    for start, end, label in sorted(entities, key=lambda e: (e[0], -e[1])):
        first, last = _bare(text, start, end)
        if last > first and text[first].isupper() and (not kept or first >= kept[-1][1]):
            kept.append((first, last, label))
    return tuple(kept)


def _gum_anchors(row: dict[str, Any], words: tuple[Word, ...]) -> tuple[Anchor, ...]:
    starts = {word.start: number for number, word in enumerate(words)}
    ends = {word.end: number for number, word in enumerate(words)}
    spans = {tuple(e[:2]) for e in row["entities"]} | {tuple(m) for cluster in row["clusters"] for m in cluster}
    keys: dict[Any, int] = {}
    mentions: list[tuple[int, Span]] = []
    for span in sorted(spans):
        first, last = starts.get(span[0]), ends.get(span[1])
        if first is None or last is None:
            continue
        head = next((n for n in range(first, last + 1) if not first <= words[n].head <= last), last)
        while head < last and words[head + 1].relation == "flat":
            head += 1
        keys[span] = len(mentions)
        mentions.append((len(mentions), (words[head].start, words[head].end)))
    clusters = [[keys[tuple(m)] for m in cluster if tuple(m) in keys] for cluster in row["clusters"]]
    return _anchored(mentions, clusters)


def gum(folder: Path, part: str) -> list[Document]:
    """Read GUM's ``part``: syntax, names, mentions and coreference; no attributions (other conventions)."""
    rows = list(_lines(folder / f"{part}.jsonl"))
    trees = treebanks.read(folder / f"{part}.conllu.gz", {row["id"]: row["text"] for row in rows})
    words = {tree.id: tree.words or () for tree in trees}
    documents = []
    for row in rows:
        named: list[Labelled] = [
            (start, end, _GUM.get(label, "OTHER"))
            for start, end, label, _, form in row["entities"]
            if form == "name" and label not in _GUM_LEFT_OUT
        ]
        documents.append(
            Document(
                row["id"],
                row["text"],
                names=_gum_names(row["text"], named),
                words=words[row["id"]],
                anchors=_gum_anchors(row, words[row["id"]]),
            )
        )
    return documents


def ewt(folder: Path, part: str) -> list[Document]:
    """Read EWT's ``part``: syntax alone."""
    return treebanks.read(folder / f"{part}.conllu.gz")
