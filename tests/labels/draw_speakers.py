"""Draw the attributions that are labelled by hand for who spoke, as what, and about whom, with a seed.

    PYTHONPATH=. python tests/labels/draw_speakers.py references /path/to/polnear

prints one JSON line an item, as ``draw.py`` does. All come from PolNeAR's development part. ``references`` and
``affiliations`` are printed to the end of the corpus, as they are labelled in this order until enough of
them count; ``targets`` and ``source_types`` are as many as are labelled.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from drawing import Item, main, seeded

from attribution.training.data.corpora import Document, Triple, polnear

SEED = 4
TARGETS = 100
SOURCE_TYPES = 150

# Sources that are neither third person nor descriptions. Their antecedent is of another kind.
_OTHER_PRONOUN = re.compile(
    r"(?:i|me|my|mine|we|us|our|you|your|who|whom|whose|which|that|this|these|those|what|said)", re.I
)
_PRONOUN = re.compile(r"(?:he|him|his|she|her|hers|it|its|they|them|their|theirs)(?:[’'](?:s|d|ll|ve|re))?", re.I)
_BARE_PLURAL = re.compile(r"[A-Z]\w+s")


def _may_refer(triple: Triple, text: str) -> bool:
    """Tell whether a source may be a pronoun or a description: all but plain names, so far wider than these."""
    source = " ".join(text[start:end] for start, end in triple.source)
    if not source or _OTHER_PRONOUN.fullmatch(source):
        return False
    if _PRONOUN.fullmatch(source) or _BARE_PLURAL.fullmatch(source):
        return True
    return any(word[0].islower() for word in re.findall(r"[^\W\d_]+", source)) or source.startswith("The ")


def _has_source(triple: Triple, text: str) -> bool:
    return bool(triple.source)


def _any(triple: Triple, text: str) -> bool:
    return True


TASKS: dict[str, tuple[Callable[[Triple, str], bool], int | None]] = {
    "references": (_may_refer, None),
    "affiliations": (_has_source, None),
    "targets": (_any, TARGETS),
    "source_types": (_any, SOURCE_TYPES),
}


@cache  # the tests draw all tasks, and the parses that come with the articles are slow to read
def _articles(folder: Path) -> Sequence[Document]:
    return polnear(folder, "dev")


def draw(task: str, folder: Path) -> Sequence[Item]:
    """Return the items of a task in their seeded order; each task has an order of its own."""
    wanted, count = TASKS[task]
    return seeded(_articles(folder), wanted, seed=f"{task} {SEED}")[:count]


if __name__ == "__main__":
    main(draw)
