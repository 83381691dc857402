"""Every row that the program makes of a fixed set of articles, as one sorted file with its hash.

    python benchmarks/witness.py --data FOLDER --out rows.jsonl

reads the sample articles, all of PolNeAR dev and GUM dev, and 200 training articles drawn with a seed (half of
them PolNeAR's, half world's; FOLDER holds the corpora), with one thread. The file has a line for each attribution
with all its fields, speakers and confidences, and, once all articles are saved in a new database, a line for each
row of each of its tables and views. A change of structure must leave the file the same to the byte; any other
change shows here as the rows that it changes:

    python benchmarks/witness.py --data FOLDER --out after.jsonl --against before.jsonl

prints how many lines came and went, by kind, and exits with 1 where there are any. Compare only files from one
machine: processors round the last digits of a model's sums in different ways.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import asdict, replace
from pathlib import Path
from sqlite3 import connect
from typing import Any

import attribution
from attribution.language import analyse
from attribution.reading import Failure, read_paths
from attribution.records import Article
from attribution.store import Store

SEED = 7
DRAWN = 100  # training articles of each corpus
DECIMALS = 6  # of a confidence; stored ones have four


def whole(path: Path) -> list[Article]:
    """Return all articles of a file or folder; SystemExit where one can't be read."""
    articles = []
    for item in read_paths([str(path)]):
        if isinstance(item, Failure):
            raise SystemExit(f"{item.path}: {item.reason}")
        articles.append(item)
    return articles


def drawn(path: Path, count: int) -> list[Article]:
    """Return ``count`` articles of a file, drawn with the seed, in the file's order."""
    articles = whole(path)
    chosen = random.Random(SEED).sample(range(len(articles)), count)
    return [articles[number] for number in sorted(chosen)]


def corpora(data: Path) -> dict[str, list[Article]]:
    """Return the articles to read, by the name of their part."""
    return {
        "samples": whole(Path(attribution.__file__).parent / "samples"),
        "polnear-dev": whole(data / "polnear" / "dev.jsonl"),
        "gum-dev": whole(data / "gum" / "dev.jsonl"),
        "polnear-train": drawn(data / "polnear" / "train.jsonl", DRAWN),
        "world-train": drawn(data / "world" / "train.jsonl", DRAWN),
    }


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, DECIMALS)
    if isinstance(value, dict):
        return {key: _rounded(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_rounded(each) for each in value]
    return value


def _line(kind: str, where: str, row: dict[str, Any]) -> str:
    return f"{kind}\t{where}\t{json.dumps(_rounded(row), sort_keys=True)}"


def of_tables(path: Path) -> Iterator[str]:
    """Yield a line for each row of each table and view; the search index and times of execution left out."""
    with closing(connect(path)) as connection:
        names = connection.execute("SELECT name, type FROM sqlite_master WHERE type IN ('table', 'view')")
        for name, kind in names.fetchall():
            if name.startswith(("sqlite_", "_sqlite")) or "_fts" in name or name in {"runs", "_migrations"}:
                continue
            cursor = connection.execute(f'SELECT * FROM "{name}"')
            columns = [column[0] for column in cursor.description]
            for values in cursor:
                yield _line(kind, name, dict(zip(columns, values, strict=True)))


def lines(parts: dict[str, list[Article]]) -> list[str]:
    """Return all lines, sorted."""
    nlp = attribution.load(threads=1)
    made: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "witness.db"
        with Store(path) as store:
            run = store.start_run(version="witness", model="witness")
            for part, articles in parts.items():
                for number, (article, attributions, _) in enumerate(analyse(articles, nlp=nlp)):
                    where = f"{part}/{number:04}/{article.id}"
                    for place, each in enumerate(attributions):
                        made.append(_line("attribution", where, {"place": place, **asdict(each)}))
                    # Where an article was read from differs from machine to machine.
                    store.save(replace(article, path=f"/{where}"), attributions, run_id=run)
        made.extend(of_tables(path))
    return sorted(made)


def compared(before: Iterable[str], after: Iterable[str]) -> dict[str, tuple[int, int]]:
    """Return for each kind of line how many went and how many came."""
    old, new = Counter(before), Counter(after)
    went: Counter[str] = Counter()
    came: Counter[str] = Counter()
    for counts, rows in ((went, old - new), (came, new - old)):
        for row, number in rows.items():
            kind, where, _ = row.split("\t", 2)
            counts[kind if kind == "attribution" else f"{kind} {where}"] += number
    return {name: (went[name], came[name]) for name in sorted({*went, *came})}


def main(argv: list[str] | None = None) -> int:
    """Write the file, and compare it where another is named."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder that holds polnear, gum and world")
    parser.add_argument("--out", type=Path, required=True, help="file to write")
    parser.add_argument("--against", type=Path, help="an earlier file to compare with")
    wanted = parser.parse_args(argv)
    made = lines(corpora(wanted.data))
    content = "".join(f"{line}\n" for line in made).encode("ascii")
    wanted.out.write_bytes(content)
    sys.stdout.write(f"{len(made)} lines, sha256 {hashlib.sha256(content).hexdigest()}\n")
    if wanted.against is None:
        return 0
    changes = compared(wanted.against.read_text(encoding="ascii").splitlines(), made)
    for name, (went, came) in changes.items():
        sys.stdout.write(f"{name}: {went} lines went, {came} came\n")
    return 1 if changes else 0


if __name__ == "__main__":
    sys.exit(main())
