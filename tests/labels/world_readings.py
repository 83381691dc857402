"""Put the readings of ``world.jsonl`` together with the articles that they are of, which are not ours to keep.

    python tests/labels/world_readings.py unread.jsonl > read.jsonl

``world.jsonl`` has offsets alone: an article's ``id``, its attributions (content, source, cue, kind, and the
speaker as the places where the article names them in full) and the people whom it names (name, role, organisation
and the evidence for both, as places). A large language model read the 227 articles, one by one; no person has
checked them. With the texts, in JSON Lines of ``id`` and ``text``, they become rows that training and scorers
read.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

READINGS = Path(__file__).with_name("world.jsonl")
Row = dict[str, Any]


def readings() -> Iterator[Row]:
    """Yield the readings, an article each."""
    for line in READINGS.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def with_text(reading: Row, article: Row) -> Row:
    """Return an article with its labels in words: speakers, names, roles and organisations as it prints them."""
    text = article["text"]

    def words(spans: Sequence[Sequence[int]] | None, between: str) -> str | None:
        return between.join(text[start:end] for start, end in spans or ()) or None

    attributions = [one | {"speaker": words(one["speaker"], " and ")} for one in reading["attributions"]]
    people = [
        {
            "name": words([one["name"]], ""),
            "role": words(one["role"], ", "),
            "organisation": words(one["organisation"], ", "),
            "evidence": one["evidence"],
        }
        for one in reading["people"]
    ]
    return article | {"attributions": attributions, "people": people}


def write(path: str, found: Iterable[Row], put: Callable[[Row, Row], Row]) -> None:
    """Print the articles of a file that were read, each with its reading ``put`` to it."""
    with Path(path).open(encoding="utf-8") as lines:
        articles = {row["id"]: row for row in map(json.loads, lines)}
    for reading in found:
        if reading["id"] in articles:
            row = put(reading, articles[reading["id"]])
            sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")


def main(path: str) -> None:
    """Print the articles of a file that were read, with their labels."""
    write(path, readings(), with_text)


if __name__ == "__main__":
    main(sys.argv[1])
