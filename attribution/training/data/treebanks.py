"""Treebanks in CoNLL-U: the words of each document with their place in its text."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from attribution.training.data.documents import Document, Word

_PARAGRAPH = "\n\n"


@dataclass(slots=True)
class _Sentence:
    """Rows of one sentence: word forms with tag, relation, head (from 1, 0 a root); units of text."""

    opens_paragraph: bool = False
    # (form, followed by a space, numbers of the words that it holds)
    units: list[tuple[str, bool, list[int]]] = field(default_factory=list)
    words: list[tuple[str, str, str, int]] = field(default_factory=list)


def _sentences(path: Path) -> Iterator[tuple[str | None, _Sentence]]:
    """Yield (the id of the document that begins here or None, sentence)."""
    document: str | None = None
    sentence = _Sentence()
    until = 0
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in (raw.rstrip("\n") for raw in lines):
            if line.startswith("# newdoc"):
                document = line.partition("=")[2].strip()
            elif line.startswith("# newpar"):
                sentence.opens_paragraph = True
            elif not line:
                if sentence.words:
                    yield document, sentence
                document, sentence, until = None, _Sentence(), 0
            elif not line.startswith("#"):
                cells = line.split("\t")
                number = cells[0]
                spaced = "SpaceAfter=No" not in cells[9].split("|")
                if "-" in number:
                    first, until = map(int, number.split("-"))
                    sentence.units.append((cells[1], spaced, list(range(first, until + 1))))
                elif "." not in number:
                    if int(number) > until:
                        sentence.units.append((cells[1], spaced, [int(number)]))
                    sentence.words.append((cells[1], cells[3], cells[7].partition(":")[0], int(cells[6])))


def _parts(unit: str, forms: list[str]) -> list[tuple[int, int]]:
    """Return where each word of a unit stands in it ("don't": "do" and "n't"); the last takes what is left."""
    if len(forms) == 1:
        return [(0, len(unit))]
    at, found = 0, []
    for number, form in enumerate(forms):
        last = number == len(forms) - 1
        end = len(unit) if last else min(len(unit), at + len(form))
        found.append((at, end))
        at = end
    return found


def _built(sentences: list[_Sentence]) -> str:
    """Return the text of a document that comes without one."""
    out: list[str] = []
    for number, sentence in enumerate(sentences):
        if number and sentence.opens_paragraph:
            out[-1] = out[-1].rstrip()
            out.append(_PARAGRAPH)
        out += (form + " " * spaced for form, spaced, _ in sentence.units)
    return "".join(out).rstrip()


def _aligned(text: str, sentences: list[_Sentence]) -> tuple[Word, ...]:
    """Find each word in ``text``, in order. Raises ValueError where a word does not follow the one before it."""
    words: list[Word] = []
    at = 0
    for sentence in sentences:
        base = len(words)
        for unit, _, numbers in sentence.units:
            start = text.find(unit, at)
            if start < 0 or text[at:start].strip():
                raise ValueError(f"{unit!r} does not stand after character {at}")
            at = start + len(unit)
            forms = [sentence.words[number - 1][0] for number in numbers]
            for number, (first, last) in zip(numbers, _parts(unit, forms), strict=True):
                _, upos, relation, head = sentence.words[number - 1]
                words.append(
                    Word(
                        start + first,
                        start + last,
                        upos,
                        relation,
                        base + head - 1 if head else -1,
                        starts_sentence=len(words) == base,
                    )
                )
    return tuple(words)


def read(path: Path, texts: dict[str, str] | None = None) -> list[Document]:
    """Read the documents of a ``.conllu.gz`` file; ``texts`` gives their texts by id, else these are rebuilt."""
    documents: list[tuple[str, list[_Sentence]]] = []
    for begun, sentence in _sentences(path):
        if begun is not None:
            documents.append((begun, []))
        documents[-1][1].append(sentence)
    read = []
    for name, sentences in documents:
        text = texts[name] if texts is not None else _built(sentences)
        read.append(Document(name, text, words=_aligned(text, sentences)))
    return read
