"""Draw pairs of names of two articles, to be labelled as one person or organisation or as two, with a seed.

    PYTHONPATH=. python tests/labels/draw_identity.py merged /path/to/attribution.db
    PYTHONPATH=. python tests/labels/draw_identity.py apart /path/to/attribution.db

The database holds the articles of PolNeAR's train and development parts. ``merged`` are pairs that the
program takes for one, ``apart`` near misses: names with one surname, or an acronym and what it may stand
for, that it takes for two. One JSON line a pair: what it is about, and for each of its two names the article's
``id`` and where the name first stands in it, as offsets. A speaker or organisation that many articles name
is drawn no more often than a rare one, or all pairs would be of two candidates.
"""

from __future__ import annotations

import json
import random
import sys
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

from attribution.store import Store

SEED = 4
COUNT = 200
Row = dict[str, Any]


def names(store: Store, table: str) -> list[Row]:
    """Return the names of all articles, each with the article's id and the place where it stands."""
    columns = store.columns("articles")
    articles = {row[0]: dict(zip(columns, row, strict=True)) for row in store.rows("articles")}
    key = "speaker_id" if table == "appearances" else "organisation_id"
    found = []
    for values in store.rows(table):
        row = dict(zip(store.columns(table), values, strict=True))
        article = articles[row["article_id"]]
        start = article["text"].find(row["name"])
        if start >= 0:  # a name over two lines of the text is not looked for
            place = [start, start + len(row["name"])]
            found.append(row | {"entity": row[key], "id": article["input_id"], "place": place, "about": table})
    return found


def merged(rows: list[Row]) -> Iterator[list[tuple[Row, Row]]]:
    """Yield, for each entity, the pairs of its names in different articles."""
    yield from _pairs(rows, lambda row: [row["entity"]], same=True)


def apart(rows: list[Row]) -> Iterator[list[tuple[Row, Row]]]:
    """Yield, for each surname or acronym, the pairs of names with it that are two entities'."""
    yield from _pairs(rows, lambda row: [row["block"], row["short"], row["letters"]], same=False)


def _pairs(rows: list[Row], keys: Any, *, same: bool) -> Iterator[list[tuple[Row, Row]]]:
    groups: defaultdict[object, list[Row]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (row["id"], row["place"])):
        for key in {key for key in keys(row) if key}:
            groups[key].append(row)
    for _, members in sorted(groups.items(), key=lambda item: (item[1][0]["id"], item[1][0]["place"])):
        pairs = [
            (one, other)
            for one, other in combinations(members, 2)
            if one["id"] != other["id"] and (one["entity"] == other["entity"]) is same
        ]
        if pairs:
            yield pairs


def draw(task: str, database: Path) -> list[tuple[Row, Row]]:
    """Return the pairs of a task in their seeded order: one of each group, then a second of each, and so on."""
    shuffler = random.Random(f"{task} {SEED}")
    pairs_of = {"merged": merged, "apart": apart}[task]
    with Store(database, read_only=True) as store:
        groups = [
            pairs for table in ("appearances", "organisation_names") for pairs in pairs_of(names(store, table))
        ]
    for pairs in groups:
        shuffler.shuffle(pairs)
    drawn: list[tuple[Row, Row]] = []
    while len(drawn) < COUNT and any(groups):
        shuffler.shuffle(groups)
        drawn += [pairs.pop() for pairs in groups if pairs]
    return drawn[:COUNT]


if __name__ == "__main__":
    for pair in draw(sys.argv[1], Path(sys.argv[2])):
        row = {"about": pair[0]["about"], "names": [[name["id"], name["place"]] for name in pair]}
        sys.stdout.write(json.dumps(row) + "\n")
