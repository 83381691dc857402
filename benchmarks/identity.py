"""How well names of different articles are told to be one person or body, on the pairs labelled in tests/labels.

    python benchmarks/identity.py /path/to/attribution.db [--out REGROUPED.db]

The database holds the articles of PolNeAR's train and development parts, read by ``attribution ingest``. Who is
who is decided anew in a copy of it, which ``--out`` keeps, so that present rules are measured on names that an
earlier version read. Prints counts, shares and 95 % Wilson intervals. A pair of which the database lacks a name
is counted apart. docs/annotation-speakers.md says what the labels mean.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from attribution.evaluation.labelled import LABELS
from attribution.evaluation.labelled_speakers import Counts
from attribution.store import Store
from attribution.store.rows import drop_orphans
from attribution.store.saving.entities import ABOUT, settle

TASKS = ("merged", "apart", "merged_again", "apart_again")
Pair = Mapping[str, Any]
# The names of one table by article: where each first stands, and the number of the entity it belongs to.
Names = Mapping[str, Sequence[tuple[int, int, int]]]


def regroup(database: Path, out: Path) -> Path:
    """Copy a database to ``out`` and decide anew there who is who; return ``out``."""
    shutil.copyfile(database, out)
    with Store(out) as store, store._writing():
        db = store._connection
        blocks = {
            about.entities: {block for (block,) in db.execute(f"SELECT DISTINCT block FROM {about.names}")}
            for about in ABOUT.values()
        }
        drop_orphans(db, settle(db, blocks).left)
    return out


def read(store: Store, table: str) -> Names:
    """Return the names that the articles have in ``appearances`` or ``organisation_names``."""
    columns = store.columns("articles")
    articles = {row[0]: dict(zip(columns, row, strict=True)) for row in store.rows("articles")}
    key = "speaker_id" if table == "appearances" else "organisation_id"
    found: dict[str, list[tuple[int, int, int]]] = {}
    for values in store.rows(table):
        row = dict(zip(store.columns(table), values, strict=True))
        article = articles[row["article_id"]]
        start = article["text"].find(row["name"])
        if start >= 0:
            found.setdefault(article["input_id"], []).append((start, start + len(row["name"]), row[key]))
    return found


def entity(names: Names, article: str, place: Sequence[int]) -> int | None:
    """Return whose name stands at a place of an article: the very name, else the one that shares most with it."""
    start, end = place
    rows = names.get(article, ())
    for low, high, number in rows:
        if (low, high) == (start, end):
            return number
    shared = [(min(end, high) - max(start, low), number) for low, high, number in rows]
    most, number = max(shared, default=(0, 0))
    return number if most > 0 else None


def score(pairs: Iterable[Pair], names: Mapping[str, Names]) -> Counts:
    """Return what is right of the pairs that are one now, and missed of those that are two now."""
    counts = Counts()
    for pair in pairs:
        one, other = (entity(names[pair["about"]], *name) for name in pair["names"])
        if one is None or other is None:
            counts.missed += 1
            continue
        if pair["label"] not in ("same", "different"):
            counts["left out: " + pair["label"]].add(one == other)
            continue
        same, merged = pair["label"] == "same", one == other
        if merged:
            counts["merged: right"].add(same)
        else:
            counts["kept apart: missed merges"].add(same)
    return counts


def pairs(task: str) -> list[Pair]:
    """Return the labelled pairs of a task; ``again`` are those drawn when the rules had been changed."""
    lines = (LABELS / f"identity_{task}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def lines(task: str, counts: Counts, number: int) -> Iterator[str]:
    """Yield the lines that are printed for a task."""
    yield f"{task}: {number} pairs, {counts.missed} of them with a name that the database lacks"
    for name, share in counts.shares.items():
        yield f"  {name:<32} {share}"


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("database", type=Path)
    parser.add_argument("--out", type=Path, help="keep the database in which who is who was decided anew")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = regroup(options.database, options.out or Path(folder) / "copy.db")
        with Store(path, read_only=True) as store:
            names = {table: read(store, table) for table in ("appearances", "organisation_names")}
    for task in TASKS:
        labelled = pairs(task)
        sys.stdout.write("\n".join(lines(task, score(labelled, names), len(labelled))) + "\n")


if __name__ == "__main__":
    main()
