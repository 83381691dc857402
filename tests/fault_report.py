"""Count the cases of faults that the program gets right, by kind, and write the list of those it gets wrong.

    python tests/fault_report.py            prints the counts and writes faults/known_misses.txt
    python tests/fault_report.py --check    prints the counts alone

A reason in the list that starts with "got: " is what was found today, and is written anew each time. Replace it by
words of your own where you know why: these stay as long as the case is missed.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter

from fault_cases import KNOWN_MISSES, problems, read_cases, read_known_misses, rows_of

import attribution

GOT = "got: "
HEAD = "# Cases that the program gets wrong today, each with a reason; written by tests/fault_report.py.\n"


def measured() -> dict[str, list[str]]:
    """Return what is wrong with each case, by its id, in the order of the files."""
    nlp = attribution.load()
    return {case.id: problems(case, rows_of(case.text, nlp)) for case in read_cases()}


def table(results: dict[str, list[str]]) -> str:
    """Return a line for each kind, and one for all: kind, cases, right."""
    cases, right = Counter[str](), Counter[str]()
    for name, wrong in results.items():
        for kind in (name.partition("/")[0], "all"):
            cases[kind] += 1
            right[kind] += not wrong
    kinds = [*(kind for kind in cases if kind != "all"), "all"]
    rows = [("kind", "cases", "right"), *((kind, str(cases[kind]), str(right[kind])) for kind in kinds)]
    return "".join(f"{kind:28}{count:>7}{passing:>7}\n" for kind, count, passing in rows)


def misses(results: dict[str, list[str]], reasons: dict[str, str]) -> str:
    """Return the list of missed cases, with the reasons that somebody wrote and, else, what was got."""
    lines = []
    for name, wrong in results.items():
        reason = reasons.get(name, GOT)
        if wrong:
            lines.append(f"{name} | {GOT + ' / '.join(wrong) if reason.startswith(GOT) else reason}\n")
    return HEAD + "".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="leave the list as it is")
    asked = parser.parse_args()
    results = measured()
    sys.stdout.write(table(results))
    if not asked.check:
        KNOWN_MISSES.write_text(misses(results, read_known_misses()), encoding="utf-8")


if __name__ == "__main__":
    main()
