"""News of many countries, read article by article: attributions, speakers, and what is stated of people.

A row is an article with its ``text``, its ``attributions`` (places of source, cue and content, and the
``speaker`` by name) and the ``people`` that it names (``name``, ``role``, ``organisation``, and the places of the
``evidence``). Names, and which word heads a source, are not marked: a model that reads already (``Reader``) is
asked for them, and what the readers wrote of names corrects it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from attribution.training.data.documents import Anchor, Document, Labelled, Span, Spans, Stated, Triple, hold_out
from attribution.words.known_names import DEMONYMS
from attribution.words.text import fold_word
from attribution.words.titles import OFFICE_TITLES

Row = dict[str, Any]
_NEAR = 160  # characters between a name and what is stated of it, where the evidence leaves the name out
_AGAIN = 60  # and between a later mention of the name and the same words
_STEM = 4  # letters that a country and its adjective have in common
_PRONOUNS = frozenset("he she they him her them his it i we who".split())


class Known(NamedTuple):
    """What a model says of a text: bare names, and for a span the span of the word that heads it."""

    names: tuple[Labelled, ...]
    head_of: Callable[[int, int], Span]


Reader = Callable[[str], Known]


def rows(path: Path) -> Iterator[Row]:
    """Yield the rows of a file in JSON Lines."""
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def places(text: str, words: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """Yield the places of ``words`` in a part of a text, whole words alone, any case."""
    if words.strip():
        pattern = re.compile(rf"(?<!\w){re.escape(words.strip())}(?!\w)", re.IGNORECASE)
        for found in pattern.finditer(text, start, len(text) if end is None else end):
            yield found.span()


def names_of(text: str, name: str) -> tuple[Span, ...]:
    """Return where a text names a person: in full, or by the last word of the name."""
    whole = list(places(text, name))
    last = name.rsplit(maxsplit=1)[-1]
    found = list(whole)
    for start, end in places(text, last):
        alone = not any(a <= start < b for a, b in whole)
        if alone and text[start].isupper():
            found.append((start, end))
    return tuple(sorted(found))


def _distance(a: Span, b: Span) -> int:
    return max(a[0] - b[1], b[0] - a[1], 0)


def _stand_in(text: str, words: str, start: int, end: int) -> Span | None:
    """Return what stands for a body or a role that is printed otherwise: "South Korean" and "Sen."."""
    wanted = [fold_word(word) for word in words.split()]
    spans = [
        (start + found.start(), start + found.end()) for found in re.finditer(r"\w[\w'’.-]*", text[start:end])
    ]
    printed = [fold_word(text[a:b]).rstrip(".") for a, b in spans]
    for at in range(len(printed) - len(wanted) + 1):
        here = printed[at : at + len(wanted)]
        if all(one == other or one[:_STEM] == other[:_STEM] for one, other in zip(here, wanted, strict=True)):
            return spans[at][0], spans[at + len(wanted) - 1][1]
    for span, word in zip(spans, printed, strict=True):
        title = len(word) < _STEM + 2 and word in OFFICE_TITLES and any(one.startswith(word) for one in wanted)
        if title or fold_word(DEMONYMS.get(word, "")) == fold_word(words):
            return span
    return None


def _stated(text: str, person: Row) -> Iterator[Stated]:
    """Yield what the evidence states of a person, and the same words where they stand beside the name again."""
    mentions = names_of(text, person["name"])
    if not mentions:
        return
    wanted = {key: (person[key] or "").split(", ") for key in ("role", "organisation")}
    whole = {key: [person[key]] for key in wanted if person[key]}
    for start, end in person["evidence"] or ():
        found: dict[str, Spans] = {}
        for key, parts in wanted.items():
            at = [next(places(text, words, start, end), None) for words in whole.get(key, ())]
            if not any(at):
                at = [next(places(text, words, start, end), None) for words in parts if words]
            if not any(at):
                at = [_stand_in(text, words, start, end) for words in whole.get(key, ())]
            found[key] = tuple(span for span in at if span)
        name = min(mentions, key=lambda span: _distance(span, (start, end)))
        if _distance(name, (start, end)) > _NEAR:
            continue
        if found["role"] or found["organisation"]:
            yield Stated(name, found["role"], found["organisation"])
    for one, other in pairwise((*mentions, (len(text), len(text)))):
        spans = {
            key: tuple(
                span
                for words in whole.get(key, ())
                for span in places(text, words, max(0, one[0] - _AGAIN), min(other[0], one[1] + _AGAIN))
                if "\n" not in text[min(span[0], one[0]) : max(span[1], one[1])]
                and not re.search(r"[.!?] ", text[min(span[1], one[1]) : max(span[0], one[0])])
            )
            for key in wanted
        }
        if spans["role"] or spans["organisation"]:
            yield Stated(one, spans["role"], spans["organisation"])


def _corrected(text: str, names: Iterable[Labelled], row: Row) -> tuple[Labelled, ...]:
    """Let what the readers wrote of persons and bodies stand in place of what a model says there."""
    known: list[Labelled] = []
    for person in row["people"]:
        known += [(*span, "PERSON") for span in names_of(text, person["name"])]
        body = person["organisation"]
        if body and body[0].isupper():
            model = [label for start, end, label in names if text[start:end] == body]
            if "PLACE" not in model:
                known += [(*span, "ORG") for span in places(text, body) if text[span[0]].isupper()]
    kept: list[Labelled] = []
    for span in sorted(known, key=lambda one: (one[0], -one[1])):
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    rest = [one for one in names if not any(one[0] < end and start < one[1] for start, end, _ in kept)]
    return tuple(sorted(kept + rest))


def _anchors(text: str, row: Row, head_of: Callable[[int, int], Span]) -> tuple[Anchor, ...]:
    """Link each mention of a speaker, by name, pronoun or description, to the one before."""
    of_speaker: dict[str, set[Span]] = {}
    people = {person["name"] for person in row["people"]}
    for name in people | {one["speaker"] for one in row["attributions"] if one["speaker"]}:
        named = names_of(text, name) if name in people else tuple(places(text, name))
        of_speaker[name] = {_last(text, span) if name in people else head_of(*span) for span in named}
    for one in row["attributions"]:
        if not one["speaker"] or not one["source"]:
            continue
        start, end = one["source"][0]
        words = text[start:end]
        if words.casefold() in _PRONOUNS:
            of_speaker[one["speaker"]].add((start, end))
        elif not any(start <= a and b <= end for a, b in of_speaker[one["speaker"]]):
            of_speaker[one["speaker"]].add(head_of(start, end))
    order: dict[Span, int] = {}
    owners: dict[Span, str] = {}
    for name, spans in of_speaker.items():
        for span in spans:
            owners.setdefault(span, name)
    for number, span in enumerate(sorted(owners)):
        order[span] = number
    last: dict[str, int] = {}
    anchors = []
    for span, number in order.items():
        anchors.append(Anchor(*span, last.get(owners[span], -1)))
        last[owners[span]] = number
    return tuple(anchors)


def _last(text: str, span: Span) -> Span:
    """Return the last word of a name, which stands for it."""
    found = list(re.finditer(r"\S+", text[span[0] : span[1]]))
    return (span[0] + found[-1].start(), span[1]) if found else span


def _spans(value: Any) -> Spans:
    return tuple((int(start), int(end)) for start, end in value or ())


def marked(row: Row) -> Document:
    """Return an article with its attributions alone."""
    triples = (Triple(_spans(a["source"]), _spans(a["cue"]), _spans(a["content"])) for a in row["attributions"])
    return Document(row["id"], row["text"], tuple(triples))


def document(row: Row, reader: Reader) -> Document:
    """Return the training document of an article that was read."""
    text = row["text"]
    known = reader(text)
    return replace(
        marked(row),
        names=_corrected(text, known.names, row),
        anchors=_anchors(text, row, known.head_of),
        statements=tuple(stated for person in row["people"] for stated in _stated(text, person)),
    )


def files(data: Path, readings: Path | None = None) -> list[Path]:
    """Return where the articles for training stand: in ``data``, and of ``readings``, a file of the same form."""
    return [data / "world" / "train.jsonl", *([readings] if readings else ())]


def split(paths: Iterable[Path], *, seed: int) -> tuple[list[Row], list[Row]]:
    """Return the articles to learn from, and the seeded tenth kept aside."""
    found = [row for path in paths for row in rows(path)]
    _, held = hold_out([marked(row) for row in found], seed=seed)
    aside = {one.id for one in held}
    return [row for row in found if row["id"] not in aside], [row for row in found if row["id"] in aside]
