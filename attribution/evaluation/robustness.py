"""The same gold articles with damaged texts: how much less is found in them.

The labels follow their words through the damage. Which attributions are direct is asked of the whole text:
where marks were lost, a statement that stood in them is still one that must be found.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from attribution.evaluation.damage import DAMAGES, apply_edits, carried_back
from attribution.evaluation.figures import DIRECT, ROLES, Figures, evaluate, is_direct

Row: TypeAlias = Mapping[str, Any]
Predict: TypeAlias = Callable[[Sequence[Row]], Sequence[Row]]

SEED = 7
CLEAN = "none"
# How far +source of direct attributions may fall below the figure of the whole texts.
BARS = {name: 0.12 if name in ("capitals", "ocr") else 0.05 for name in DAMAGES}
SHOWN = ("content@0.5", "+source", "exact")


@dataclass(frozen=True, slots=True)
class Copy:
    """A gold article with its text damaged, and where each offset of the whole text went."""

    row: Row
    whole: str
    offsets: Sequence[int]

    def judged(self, predicted: Row) -> Row:
        """Note in a prediction on this copy which attributions are direct in the whole text."""
        attributions = [
            {**one, DIRECT: is_direct([carried_back(self.offsets, span) for span in one["content"]], self.whole)}
            for one in predicted.get("attributions", ())
        ]
        return {**predicted, "attributions": attributions}


def damaged_copy(row: Row, damage: str, *, seed: int = SEED) -> Copy:
    """Return a gold row with the damage of that name done to it; the same for the same seed and id."""
    text = row["text"]
    edits = DAMAGES[damage](text, random.Random(f"{seed}/{damage}/{row['id']}"))
    changed, offsets = apply_edits(text, edits)
    attributions = []
    for one in row["attributions"]:
        roles = {role: [[offsets[s], offsets[e]] for s, e in one.get(role) or ()] for role in ROLES}
        attributions.append({**one, **roles, DIRECT: is_direct(one["content"], text)})
    return Copy({**row, "text": changed, "attributions": attributions}, text, offsets)


def robustness(
    gold: Sequence[Row], predict: Predict, damages: Iterable[str], *, seed: int = SEED
) -> dict[str, Figures]:
    """Return the figures of the whole texts (``CLEAN``) and of each damage.

    ``predict`` gets gold rows and gives a row for each that it could read. ``lost`` counts the articles that
    it could not, and those in which nothing is found though something is in the whole text. ``below`` is how
    far +source of direct attributions has fallen.
    """
    clean = predict(gold)
    found = {row["id"] for row in clean if row.get("attributions")}
    results = {CLEAN: {**evaluate(gold, clean), "lost": len(gold) - len(clean)}}
    for damage in damages:
        copies = {row["id"]: damaged_copy(row, damage, seed=seed) for row in gold}
        rows = [copies[row["id"]].judged(row) for row in predict([copy.row for copy in copies.values()])]
        read = {row["id"]: bool(row["attributions"]) for row in rows}
        lost = sum(1 for row in gold if row["id"] not in read or (row["id"] in found and not read[row["id"]]))
        figures = evaluate([copy.row for copy in copies.values()], rows)
        results[damage] = {**figures, "lost": lost, "below": _below(results[CLEAN], figures)}
    return results


def _below(clean: Figures, figures: Figures) -> float:
    return round(float(clean["direct"]["+source"]["f1"] - figures["direct"]["+source"]["f1"]), 4)


def as_table(results: Mapping[str, Figures]) -> Iterator[str]:
    """Yield the results as lines for people: F1 by damage, and whether +source stays above its bar."""
    head = "".join(f"{name:>13}" for name in SHOWN)
    yield f"{'damage':<12}{'all:':>5}{head}{'direct:':>9}{head}{'below':>8}{'bar':>6}{'lost':>6}"
    for damage, figures in results.items():
        parts = ["".join(f"{figures[part][name]['f1']:13.3f}" for name in SHOWN) for part in ("all", "direct")]
        line = f"{damage:<12}{'':>5}{parts[0]}{'':>9}{parts[1]}"
        bar = BARS.get(damage)
        line += f"{figures['below']:8.3f}{bar:6.2f}" if bar is not None else " " * 14
        yield f"{line}{figures['lost']:6}" + (" too low" if bar is not None and figures["below"] > bar else "")
