"""What the scripts that draw items for labelling share: candidates in a seeded order, printed as offsets."""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from attribution.training.data.corpora import Document, Triple

Item = tuple[Document, Triple]


def seeded(documents: Iterable[Document], wanted: Callable[[Triple, str], bool], *, seed: int | str) -> list[Item]:
    """Return the wanted attributions of all documents, shuffled; the order of the documents does not matter."""
    found = [
        (document, triple)
        for document in sorted(documents, key=lambda d: d.id)
        for triple in document.triples or ()
        if wanted(triple, document.text)
    ]
    random.Random(seed).shuffle(found)
    return found


def row(item: Item) -> dict[str, object]:
    """Give an item as its article's id and offsets, without any text."""
    document, triple = item
    return {"id": document.id, "source": triple.source, "cue": triple.cue, "content": triple.content}


def main(draw: Callable[[str, Path], Sequence[Item]]) -> None:
    """Print the items of the task that the command line names, from the folder that it names."""
    for item in draw(sys.argv[1], Path(sys.argv[2])):
        sys.stdout.write(json.dumps(row(item)) + "\n")
