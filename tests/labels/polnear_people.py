"""Put who speaks, and the people, in articles of PolNeAR together with the corpus, which is not ours to keep.

    python tests/labels/polnear_people.py polnear/train.jsonl > people.jsonl

``polnear_people.jsonl`` has offsets alone: an article's ``id``, for each attribution of the corpus, in its order,
the places where the article names its speaker in full (null for nobody named), and the people whom the article
names, as in ``world.jsonl``. A large language model read the 135 articles of the training part, one by one; no
person has checked them. With the corpus they become rows that the fit of the ranker and the training read.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from world_readings import with_text, write

PEOPLE = Path(__file__).with_name("polnear_people.jsonl")
Row = dict[str, Any]


def people() -> Iterator[Row]:
    """Yield the readings, an article each."""
    for line in PEOPLE.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def with_speakers(reading: Row, article: Row) -> Row:
    """Return an article of the corpus with its people, and a speaker for each of its attributions.

    Raises ValueError where the corpus has another number of attributions for it.
    """
    attributions = [
        one | {"speaker": spans} for one, spans in zip(article["attributions"], reading["speakers"], strict=True)
    ]
    return with_text(reading | {"attributions": attributions}, article)


def main(path: str) -> None:
    """Print the articles of a file that were read, with all labels."""
    write(path, people(), with_speakers)


if __name__ == "__main__":
    main(sys.argv[1])
