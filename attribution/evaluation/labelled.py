"""Items that were labelled by reading: where they lie, the attribution each is about, and shares of right ones.

The labels are offsets into articles of a corpus, a JSON Lines file a task (docs/annotation-acts.md and
docs/annotation-speakers.md say what they mean); the articles themselves are no part of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from attribution.evaluation.figures import read_rows, wilson
from attribution.records import Attribution

LABELS = Path("tests") / "labels"  # in a clone
HALF = 0.5
Item: TypeAlias = Mapping[str, Any]
Reader: TypeAlias = Callable[[str], Sequence[Attribution]]


@dataclass(slots=True)
class Share:
    """How many of how many."""

    hits: int = 0
    of: int = 0

    def add(self, hit: bool) -> None:
        """Count one more."""
        self.hits += hit
        self.of += 1

    def figures(self) -> dict[str, Any]:
        """Return the counts, the share that they make (None of nothing) and its 95 % interval, for JSON."""
        share = round(self.hits / self.of, 4) if self.of else None
        return {"right": self.hits, "of": self.of, "share": share, "ci95": wilson(self.hits, self.of)}

    def __str__(self) -> str:
        low, high = wilson(self.hits, self.of)
        return f"{self.hits}/{self.of} = {self.hits / max(1, self.of):.3f} [{low:.3f}, {high:.3f}]"


def items(folder: Path, task: str) -> list[dict[str, Any]]:
    """Return the labelled items of a task. Raises InputError where the file can't be read."""
    return read_rows(str(folder / f"{task}.jsonl"))


def overlap(one: Iterable[Sequence[int]], other: Iterable[Sequence[int]]) -> float:
    """Return the share of the characters of either that both have."""
    first = {at for start, end in one for at in range(start, end)}
    second = {at for start, end in other for at in range(start, end)}
    return len(first & second) / max(1, len(first | second))


def matching(item: Item, found: Sequence[Attribution]) -> Attribution | None:
    """Return the attribution that is most like the item, where their contents share half or more."""

    def rank(one: Attribution) -> tuple[float, float]:
        return overlap(one.content, item["content"]), overlap(one.source, item["source"])

    best = max(found, key=rank, default=None)
    return best if best is not None and rank(best)[0] >= HALF else None


def texts(folder: Path, *parts: str) -> dict[str, str]:
    """Return the texts of a corpus by their articles' ids, from its ``PART.jsonl`` files."""
    return {row["id"]: row["text"] for part in parts for row in read_rows(str(folder / f"{part}.jsonl"))}
