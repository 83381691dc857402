"""Draw pairs of names of two articles, to be labelled as one person or organisation or as two, with a seed.

    PYTHONPATH=. python tests/labels/draw_identity.py merged /path/to/attribution.db
    PYTHONPATH=. python tests/labels/draw_identity.py apart /path/to/attribution.db [SEED]

The database holds the articles of PolNeAR's train and development parts. ``merged`` are pairs that the
program takes for one, ``apart`` near misses that it takes for two: names with one surname, of which one at least
is a person's, or an acronym and a name with these initials. One JSON line a pair: what it is about, and for each
of its two names the article's ``id`` and where the name first stands in it, as offsets. A speaker or organisation
that many articles name is drawn no more often than a rare one, or all pairs would be of two candidates. What is
a near miss does not hang on how the program groups names, so that another version is asked the same.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

from attribution.store import Store
from attribution.words.text import fold_key

SEED = 4
COUNT = 200
Row = dict[str, Any]
_SUFFIXES = {"jr", "sr", "ii", "iii", "iv", "md", "phd", "esq"}
_SMALL = {"of", "for", "the", "and", "on", "in", "at", "to", "de", "a"}
_ACRONYM = re.compile(r"(?:[A-Z]\.?){2,7}")


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
    yield from _pairs(rows, lambda row: [row["entity"]], lambda one, other: one["entity"] == other["entity"])


def apart(rows: list[Row]) -> Iterator[list[tuple[Row, Row]]]:
    """Yield, for each surname or acronym, the pairs of names with it that are two entities'."""
    yield from _pairs(rows, _likenesses, lambda one, other: one["entity"] != other["entity"] and _near(one, other))


def _likenesses(row: Row) -> list[str]:
    """Return what a name can share with another: its surname, or the letters it is or has for initials."""
    words = [word for word in fold_key(row["name"]).split() if word not in _SUFFIXES] or [""]
    found = [f"surname {words[-1]}"] if _person(row) or len(words) == 1 else []
    if not _person(row):
        spelled = {"".join(word[:1] for word in words), "".join(word[:1] for word in words if word not in _SMALL)}
        letters = {_acronym(row)} if _acronym(row) else spelled
        found += [f"letters {each}" for each in sorted(letters) if len(each) > 1]
    return found


def _near(one: Row, other: Row) -> bool:
    if _person(one) or _person(other):
        return True
    return bool(_acronym(one)) is not bool(_acronym(other))


def _person(row: Row) -> bool:
    return row.get("type") == "person"


def _acronym(row: Row) -> str:
    """Return the letters of a name that is nothing else ("U.N."), else ""."""
    return fold_key(row["name"]).replace(" ", "") if _ACRONYM.fullmatch(row["name"]) else ""


def _pairs(
    rows: list[Row], keys: Callable[[Row], list[Any]], fits: Callable[[Row, Row], bool]
) -> Iterator[list[tuple[Row, Row]]]:
    groups: defaultdict[object, list[Row]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (row["id"], row["place"])):
        for key in keys(row):
            groups[key].append(row)
    for _, members in sorted(
        groups.items(), key=lambda item: (item[1][0]["id"], item[1][0]["place"], str(item[0]))
    ):
        pairs = [
            (one, other)
            for one, other in combinations(members, 2)
            if one["id"] != other["id"] and fits(one, other)
        ]
        if pairs:
            yield pairs


def draw(task: str, database: Path, *, seed: int = SEED) -> list[tuple[Row, Row]]:
    """Return the pairs of a task in their seeded order: one of each group, then a second of each, and so on."""
    shuffler = random.Random(f"{task} {seed}")
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
    for pair in draw(sys.argv[1], Path(sys.argv[2]), seed=int(sys.argv[3]) if len(sys.argv) > 3 else SEED):
        row = {"about": pair[0]["about"], "names": [[name["id"], name["place"]] for name in pair]}
        sys.stdout.write(json.dumps(row) + "\n")
