"""Whether an article gives the same rows alone, in any company, and with one thread or two.

    python benchmarks/determinism.py --texts dev.jsonl

reads every text of a JSON Lines file alone, in batches of shuffled neighbours, and with two threads, and compares
all that is found: spans, speakers, affiliations, targets. Exits with status 1 where anything differs.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import articles

from attribution.language import load
from attribution.records import Attribution

Rows = list[list[Attribution]]


def _rows(texts: Sequence[str], order: Iterable[int], *, threads: int, batch: int, model: str | None) -> Rows:
    """Return the attributions of each text, read in the given order."""
    order = list(order)
    nlp = load(model=model, threads=threads)
    found: Rows = [[] for _ in texts]
    for number, doc in zip(order, nlp.pipe((texts[n] for n in order), batch_size=batch), strict=True):
        found[number] = doc._.attributions
    return found


def differences(first: Rows, other: Rows) -> tuple[int, float]:
    """Return how many texts have other rows, confidence left out, and the largest difference in confidence."""
    changed, largest = 0, 0.0
    for ours, theirs in zip(first, other, strict=True):
        plain = [[replace(row, confidence=0.0) for row in rows] for rows in (ours, theirs)]
        changed += plain[0] != plain[1]
        largest = max([largest, *(abs(a.confidence - b.confidence) for a, b in zip(ours, theirs, strict=False))])
    return changed, largest


def main(argv: list[str] | None = None) -> int:
    """Compare the ways to read."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=Path, required=True, help="JSON Lines with a text each")
    parser.add_argument("--model", help="folder of another model than the shipped one")
    parser.add_argument("--seed", type=int, default=7, help="of the shuffled order (default: %(default)s)")
    wanted = parser.parse_args(argv)
    texts = list(articles.read(wanted.texts))
    order = list(range(len(texts)))
    alone = _rows(texts, order, threads=1, batch=1, model=wanted.model)
    same = True
    for name, threads, batch in (("shuffled batches of 16", 1, 16), ("two threads", 2, 1), ("both", 2, 16)):
        random.Random(f"{wanted.seed}-{name}").shuffle(order)
        changed, largest = differences(
            alone, _rows(texts, order, threads=threads, batch=batch, model=wanted.model)
        )
        same &= not changed and largest <= 0.001
        sys.stdout.write(
            f"{name}: other rows in {changed} of {len(texts)} texts, confidence off by {largest:.4f}\n"
        )
    sys.stdout.write(f"{sum(map(len, alone))} attributions read alone with one thread\n")
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
