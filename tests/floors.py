"""Floors of F1, and of shares, below which no version of the program may fall, and the command that moves them.

    python tests/floors.py                       measures, and raises the floors to what was measured
    python tests/floors.py --lower "the reason"  lowers them too, and keeps the reason with them

The corpora are found as the tests find them (ATTRIBUTION_SHARED, or ``shared`` beside the repository);
``--corpus`` takes one of them alone. ``data/floors.json`` keeps the SHA-256 of each corpus file, as a figure on
another file says nothing about this one.
A floor stands a thousandth below what was measured: another processor may round a score the other way.
"""

from __future__ import annotations

import argparse
import datetime
import hashlib
import json
import math
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from attribution.evaluation import evaluate, people, read_rows
from attribution.records_json import to_json

if TYPE_CHECKING:
    from spacy.language import Language

Row: TypeAlias = dict[str, Any]
Measuring: TypeAlias = tuple[list[Row], list[Row]]  # gold, predicted

ROOT = Path(__file__).resolve().parent.parent
FLOORS = Path(__file__).resolve().parent / "data" / "floors.json"
PARTS = ("all", "direct")
MEASURES = ("content@0.5", "+source", "exact")
NO_NAME = "nobody left without a name"
SLACK = 0.001


@dataclass(frozen=True)
class Floors:
    """A corpus file in the folder of corpora, its hash, floors by figure, why any was lowered."""

    corpus: str
    sha256: str
    floors: dict[str, float]
    lowered: list[str]


def read(path: Path) -> list[Floors]:
    return [Floors(**each) for each in json.loads(path.read_text(encoding="utf-8"))]


def write(path: Path, corpora: Sequence[Floors]) -> None:
    rows = [asdict(floors) for floors in corpora]
    path.write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def read_through(corpus: Path, nlp: Language) -> Measuring:
    """Return the rows of a gold file, and what a pipeline finds in their texts."""
    gold = read_rows(str(corpus))
    predicted = []
    for row, doc in zip(gold, nlp.pipe(row["text"] for row in gold), strict=True):
        predicted.append({"id": row["id"], "attributions": [to_json(found) for found in doc._.attributions]})
    return gold, predicted


def measured(gold: Sequence[Row], predicted: Sequence[Row]) -> dict[str, float]:
    """F1 of a prediction by part and measure, and where gold lists people the shares that are right of them."""
    figures = evaluate(gold, predicted)
    found = {f"{part} {measure}": figures[part][measure]["f1"] for part in PARTS for measure in MEASURES}
    if people.tells_people(gold):
        shares = people.people(gold, predicted)
        # More is better of all figures: nobody's statements count where they get no name.
        named = shares.pop("nobody named")["share"] or 0
        found |= {f"people, {name}": row["share"] or 0 for name, row in shares.items()}
        found[f"people, {NO_NAME}"] = round(1 - named, 4)
    return found


def raised(old: Floors, figures: Mapping[str, float], digest: str, *, reason: str | None = None) -> Floors:
    """Return the floors after a measurement; SystemExit where one would fall and no reason is given."""
    same = digest == old.sha256
    fell = [name for name, floor in old.floors.items() if same and figures[name] < floor]
    if not reason and not same:
        raise SystemExit('these figures are of another corpus file: add --lower "why" to set all floors anew')
    if not reason and fell:
        listed = ", ".join(f"{name} {figures[name]:.4f} ({old.floors[name]:.3f})" for name in fell)
        raise SystemExit(f'below the floor (in brackets): {listed}: add --lower "why" if that is meant')
    floors = {}
    for name, figure in figures.items():
        new = math.floor((figure - SLACK) * 1000 + 1e-6) / 1000
        floors[name] = max(new, old.floors.get(name, 0.0)) if same and name not in fell else new
    lowered = (
        [*old.lowered, f"{datetime.date.today()}: {reason}"] if reason and (fell or not same) else old.lowered
    )
    return Floors(old.corpus, digest, floors, lowered)


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lower", metavar="REASON", help="lower floors too, for this reason")
    parser.add_argument("--corpus", help="measure on this one alone, such as world/dev.jsonl")
    wanted = parser.parse_args(argv)
    import attribution

    shared = Path(os.environ.get("ATTRIBUTION_SHARED") or ROOT.parent / "shared")
    nlp = attribution.load()
    corpora = read(FLOORS)
    for number, old in enumerate(corpora):
        if wanted.corpus not in (None, old.corpus):
            continue
        corpus = shared / "data" / old.corpus
        if not corpus.is_file():
            raise SystemExit(
                f"{corpus} does not exist: set ATTRIBUTION_SHARED to the folder that holds the corpora"
            )
        figures = measured(*read_through(corpus, nlp))
        new = corpora[number] = raised(old, figures, sha256(corpus), reason=wanted.lower)
        write(FLOORS, corpora)
        sys.stdout.write(f"{new.corpus}\n")
        for name, figure in figures.items():
            floor = old.floors.get(name, 0)
            sys.stdout.write(f"  {name:<36} measured {figure:.4f}  floor {floor:.3f} -> {new.floors[name]:.3f}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
