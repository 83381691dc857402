"""Put the figures of damaged texts into the README.

    attribution evaluate dev.jsonl --damage all --json > damaged.json
    python benchmarks/damaged.py damaged.json

The table stands between two comments in README.md and is replaced whole.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

README = Path(__file__).resolve().parent.parent / "README.md"
# What each damage is to somebody who looks at the text, in the order of the table.
WORDS = {
    "none": "none",
    "straight": 'straight marks (")',
    "apostrophes": "two apostrophes as marks ('')",
    "guillemets": "« » as marks",
    "german": "„ “ as marks",
    "no-closing": "no closing marks at all",
    "no-spaces": "no space after a full stop",
    "joined": "all paragraphs run into one",
    "wrapped": "lines broken at 72 characters",
    "capitals": "capitals only",
    "ocr": "1 in 100 characters misread",
}


def table(results: Mapping[str, Any]) -> list[str]:
    """Return the lines of the table, F1 by damage, from what ``attribution evaluate --damage --json`` prints."""
    lines = [
        "| what was done to the text | all statements | with quotation marks in them |",
        "| --- | --- | --- |",
    ]
    for name, words in WORDS.items():
        if name in results:
            every, direct = (results[name][part]["+source"]["f1"] for part in ("all", "direct"))
            lines.append(f"| {words} | {every:.3f} | {direct:.3f} |")
    return lines


def replaced(readme: str, results: Mapping[str, Any]) -> str:
    """Return the README with the table of these figures. Raises ValueError where it has no place for one."""
    return with_block(readme, "damage", table(results))


def with_block(readme: str, name: str, lines: Sequence[str]) -> str:
    """Return the README with these lines between its two comments of a name. Raises ValueError without these."""
    block = "\n" + "\n".join(lines) + "\n\n"
    text, count = re.subn(
        rf"(?<=<!-- {name} -->\n).*?(?=<!-- /{name} -->)", lambda _: block, readme, flags=re.DOTALL
    )
    if count != 1:
        raise ValueError(f"README.md needs the comments <!-- {name} --> and <!-- /{name} --> once")
    return text


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the figures and write the README."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("figures", type=Path, help="what attribution evaluate --damage all --json printed")
    results = json.loads(parser.parse_args(arguments).figures.read_text(encoding="utf-8"))
    README.write_text(replaced(README.read_text(encoding="utf-8"), results), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
