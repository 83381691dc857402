"""Put the figures of the world's news into the README.

    attribution evaluate dev.jsonl --confidence --json > world.json
    python benchmarks/world.py world.json

The tables stand between two comments in README.md and are replaced whole.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from damaged import README, with_block

PARTS = {"direct": "statements with quotation marks in them", "all": "all statements"}
# What is told of people, in the order of the table.
WORDS = {
    "speaker": "named speakers: the right name, where the statement is found",
    "recall": "named speakers: the right name, of all",
    "nobody named": "nobody is named, and it gives a name all the same",
    "role shown": "a role that the article states is shown",
    "role right": "a role that is shown is right",
    "organisation shown": "an organisation that the article states is shown",
    "organisation right": "an organisation that is shown is right",
}


def tables(results: Mapping[str, Any]) -> list[str]:
    """Return the lines of both tables, from what ``attribution evaluate --confidence --json`` prints."""
    lines = ["| | precision | recall | F1 | to the letter: F1 |", "| --- | --- | --- | --- | --- |"]
    for part, words in PARTS.items():
        found, exact = results[part]["+source"], results[part]["exact"]
        shares = " | ".join(f"{share:.3f}" for share in (found["p"], found["r"], found["f1"], exact["f1"]))
        lines.append(f"| {words} | {shares} |")
    rows = [(words, results["people"][name]) for name, words in WORDS.items()]
    both = results["confidence of speakers"]["both"]
    rows.append(("both confidences are 0.9 or more, and statement, source and speaker are right", both))
    lines += ["", "| people | share | 95 % interval | of |", "| --- | --- | --- | --- |"]
    for words, row in rows:
        low, high = row["ci95"]
        share = "-" if row["share"] is None else f"{row['share']:.3f}"
        lines.append(f"| {words} | {share} | {low:.3f} to {high:.3f} | {row['of']} |")
    return lines


def replaced(readme: str, results: Mapping[str, Any]) -> str:
    """Return the README with the tables of these figures. Raises ValueError where it has no place for them."""
    return with_block(readme, "world", tables(results))


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the figures and write the README."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("figures", type=Path, help="what attribution evaluate --confidence --json printed")
    results = json.loads(parser.parse_args(arguments).figures.read_text(encoding="utf-8"))
    README.write_text(replaced(README.read_text(encoding="utf-8"), results), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
