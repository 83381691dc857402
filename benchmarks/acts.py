"""How well acts, negation, hedging and nesting are told, on the items in tests/labels labelled by reading.

    python benchmarks/acts.py --data /path/to/polnear

runs the shipped pipeline over the articles of the items, and prints two figures for each task: with the spans that
people marked given to the rules, and as a user meets it, where an attribution that was not found counts as wrong.
Nested ones are counted by content: one is found where the contents share half of their characters or more.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from attribution.language.reports.acts import act_of
from attribution.language.reports.nested import with_nested
from attribution.language.reports.polarity import hedged, negated
from attribution.records import Attribution, Spans

LABELS = Path(__file__).resolve().parent.parent / "tests" / "labels"
HALF = 0.5
Item = Mapping[str, Any]
Reader = Callable[[str], Sequence[Attribution]]


def items(task: str) -> list[Item]:
    """Return the labelled items of a task: acts, negated, hedged or nested."""
    return [json.loads(line) for line in (LABELS / f"{task}.jsonl").read_text(encoding="utf-8").splitlines()]


def texts(folder: Path) -> dict[str, str]:
    """Return the texts of PolNeAR's train and dev articles by id."""
    found = {}
    for part in ("train", "dev"):
        with (folder / f"{part}.jsonl").open(encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                found[row["id"]] = row["text"]
    return found


def spans(value: Iterable[Iterable[int]]) -> Spans:
    """Return lists of offsets as spans."""
    return tuple((int(start), int(end)) for start, end in value)


def alike(one: Spans, other: Spans) -> float:
    """Return the share of the characters of either that both have."""
    first = {at for start, end in one for at in range(start, end)}
    second = {at for start, end in other for at in range(start, end)}
    return len(first & second) / max(1, len(first | second))


def matching(item: Item, found: Sequence[Attribution]) -> Attribution | None:
    """Return the attribution whose content is most like the item's, where that is half or more."""
    content = spans(item["content"])
    best = max(found, key=lambda a: alike(a.content, content), default=None)
    return best if best is not None and alike(best.content, content) >= HALF else None


def f1(right: int, said: int, gold: int) -> dict[str, float | int]:
    """Return precision, recall and F1, with the counts that they are made of."""
    precision, recall = right / max(1, said), right / max(1, gold)
    score = 2 * precision * recall / max(1e-9, precision + recall)
    return {"p": round(precision, 3), "r": round(recall, 3), "f1": round(score, 3), "gold": gold, "said": said}


def on_marked(article: Mapping[str, str]) -> dict[str, Any]:
    """Return the figures of the rules on the spans that people marked."""
    acts = items("acts")
    right = sum(
        act_of(article[i["id"]], spans(i["source"]), spans(i["cue"]), spans(i["content"])) == i["act"]
        for i in acts
    )
    figures: dict[str, Any] = {"act": round(right / len(acts), 3)}
    for task, rule in (("negated", negated), ("hedged", hedged)):
        answers = [
            (rule(article[i["id"]], spans(i["source"]), spans(i["cue"]), spans(i["content"])), i[task])
            for i in items(task)
        ]
        figures[task] = _of_answers(answers)
    nested = []
    for item in items("nested"):
        outer = Attribution(
            spans(item["content"]), spans(item["source"]), spans(item["cue"]), kind="direct", confidence=1
        )
        found = with_nested(article[item["id"]], [outer])
        nested.append((item, [a for a in found if a.nested_in is not None]))
    figures["nested"] = _of_nested(nested)
    return figures


def as_met(article: Mapping[str, str], read: Reader) -> dict[str, Any]:
    """Return the figures of the whole program: what was not found is wrong."""
    readings: dict[str, Sequence[Attribution]] = {}

    def reading(item: Item) -> Sequence[Attribution]:
        if item["id"] not in readings:
            readings[item["id"]] = read(article[item["id"]])
        return readings[item["id"]]

    acts = [(matching(item, reading(item)), item) for item in items("acts")]
    met = [(one, item) for one, item in acts if one is not None]
    right = sum(one.act == item["act"] for one, item in met)
    figures: dict[str, Any] = {
        "act": round(right / len(acts), 3),
        "act where found": round(right / max(1, len(met)), 3),
        "found": f"{len(met)} of {len(acts)}",
    }
    for task in ("negated", "hedged"):
        pairs = [(matching(item, reading(item)), item) for item in items(task)]
        figures[task] = _of_answers((bool(one and getattr(one, task)), item[task]) for one, item in pairs)
        seen = [(one, item) for one, item in pairs if one is not None]
        figures[f"{task} where found"] = _of_answers((getattr(one, task), item[task]) for one, item in seen)
    nested = []
    for item in items("nested"):
        content = spans(item["content"])
        found = reading(item)
        inside = [
            a
            for a in found
            if a.nested_in is not None
            and alike(a.content, content) < 1
            and all(any(low <= start and end <= high for low, high in content) for start, end in a.content)
        ]
        nested.append((item, inside))
    figures["nested"] = _of_nested(nested)
    return figures


def _of_answers(answers: Iterable[tuple[bool, bool]]) -> dict[str, float | int]:
    pairs = list(answers)
    return f1(sum(a and b for a, b in pairs), sum(a for a, _ in pairs), sum(b for _, b in pairs))


def _of_nested(answers: Iterable[tuple[Item, Sequence[Attribution]]]) -> dict[str, float | int]:
    right = said = gold = 0
    for item, found in answers:
        left = list(found)
        said, gold = said + len(found), gold + len(item["inner"])
        for inner in item["inner"]:
            wanted = spans(inner["content"])
            hit = next((a for a in left if alike(a.content, wanted) >= HALF), None)
            if hit is not None:
                right += 1
                left.remove(hit)
    return f1(right, said, gold)


def _lines(figures: Mapping[str, Any]) -> Iterator[str]:
    for name, value in figures.items():
        shown = "  ".join(f"{k} {v}" for k, v in value.items()) if isinstance(value, Mapping) else value
        yield f"  {name:<20} {shown}"


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--data", type=Path, required=True, help="the folder with PolNeAR's train.jsonl and dev.jsonl"
    )
    parser.add_argument("--marked-only", action="store_true", help="leave out the run of the pipeline")
    options = parser.parse_args()
    article = texts(options.data)
    sys.stdout.write("on the spans that people marked\n" + "\n".join(_lines(on_marked(article))) + "\n")
    if not options.marked_only:
        from attribution.language import extract

        sys.stdout.write("as a user meets it\n" + "\n".join(_lines(as_met(article, extract))) + "\n")


if __name__ == "__main__":
    main()
