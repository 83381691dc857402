"""Whether the files of a search have every row: as many as SQL counts, at any size.

    python benchmarks/synthetic.py big.db --attributions 100000
    python benchmarks/downloads.py big.db

Prints for each search the rows that SQL counts, those of the CSV and of the JSON file, seconds, and in the end the
most memory that the whole took.
"""

from __future__ import annotations

import argparse
import asyncio
import csv
import io
import json
import resource
import sqlite3
import sys
import time
from contextlib import closing
from pathlib import Path
from urllib.parse import urlencode

from attribution.site.serving import build

# What is searched for, and the same as a condition of SQL.
SEARCHES: list[tuple[dict[str, str], str]] = [
    ({}, "1"),
    ({"kind": "direct"}, "kind = 'direct'"),
    ({"kind": "mixed", "act": "writing"}, "kind = 'mixed' AND act = 'writing'"),
    ({"from": "2024-03-01", "to": "2025-02-28"}, "day BETWEEN '2024-03-01' AND '2025-02-28'"),
    ({"confidence": "0.9", "source_type": "unnamed_group"}, "source_type = 'unnamed_group' AND confidence >= 0.9"),
    ({"speaker_id": "1"}, "speaker_id = 1"),
    ({"words": "explained"}, "id IN (SELECT rowid FROM quotes_fts WHERE quotes_fts MATCH 'explained')"),
    ({"words": '"of the"', "kind": "indirect"}, "kind = 'indirect' AND ' ' || quote || ' ' LIKE '% of the %'"),
]


async def compare(path: Path) -> list[tuple[str, int, int, int, float]]:
    """Return for each search what it is, its rows by SQL, in its CSV and in its JSON, and the seconds of both."""
    site = build(path)
    found = []
    with closing(sqlite3.connect(path)) as db:
        for query, where in SEARCHES:
            (counted,) = db.execute(f"SELECT count(*) FROM quotes WHERE {where}").fetchone()
            start = time.perf_counter()
            as_csv, as_json = [
                (await site.client.get(f"/{path.stem}/-/search.{form}?{urlencode(query | more)}")).text
                for form, more in (("csv", {}), ("json", {"size": "all"}))
            ]
            seconds = time.perf_counter() - start
            rows = sum(1 for _ in csv.reader(io.StringIO(as_csv, newline=""), strict=True)) - 1
            in_json = json.loads(as_json)
            same = len(in_json["rows"]) if in_json["total"] == len(in_json["rows"]) else -1
            found.append((urlencode(query) or "everything", counted, rows, same, seconds))
    for database in site.databases.values():
        database.close()
    if site.executor is not None:
        site.executor.shutdown()
    return found


def main(argv: list[str] | None = None) -> int:
    """Compare and print; 1 where a file has more or fewer rows than there are."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("database", type=Path)
    wanted = parser.parse_args(argv)
    same = True
    for name, counted, in_csv, in_json, seconds in asyncio.run(compare(wanted.database)):
        same &= counted == in_csv == in_json
        sys.stdout.write(f"{counted:>9,} {in_csv:>9,} {in_json:>9,} {seconds:6.1f} s  {name}\n")
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(
        f"{'All files have every row' if same else 'Not all rows are there'}; {most:,.0f} MB at most\n"
    )
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
