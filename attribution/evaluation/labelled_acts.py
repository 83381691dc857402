"""How well acts, negation, hedging and nesting are told, on items labelled by reading.

    python -m attribution.evaluation.labelled_acts --data /path/to/polnear

runs the shipped pipeline over the articles of the items, and prints two figures for each task: with the spans that
people marked given to the rules, and as a user meets it, where an attribution that was not found counts as wrong.
Nested ones are counted by content: one is found where the contents share half of their characters or more.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from attribution.evaluation.labelled import HALF, LABELS, Item, Reader, items, matching, overlap, texts
from attribution.language.reports.acts import act_of
from attribution.language.reports.nested import with_nested
from attribution.language.reports.polarity import hedged, negated
from attribution.records import Attribution, Spans
from attribution.records_json import spans_from_json


def _f1(right: int, said: int, gold: int) -> dict[str, float | int]:
    """Return precision, recall and F1, with the counts that they are made of."""
    precision, recall = right / max(1, said), right / max(1, gold)
    score = 2 * precision * recall / max(1e-9, precision + recall)
    return {"p": round(precision, 3), "r": round(recall, 3), "f1": round(score, 3), "gold": gold, "said": said}


def _spans(item: Item) -> tuple[Spans, Spans, Spans]:
    """Return an item's source, cue and content."""
    return spans_from_json(item["source"]), spans_from_json(item["cue"]), spans_from_json(item["content"])


def on_marked(article: Mapping[str, str], labels: Path = LABELS) -> dict[str, Any]:
    """Return the figures of the rules on the spans that people marked."""
    acts = items(labels, "acts")
    right = sum(act_of(article[one["id"]], *_spans(one)) == one["act"] for one in acts)
    figures: dict[str, Any] = {"act": round(right / len(acts), 3)}
    for task, rule in (("negated", negated), ("hedged", hedged)):
        answers = [(rule(article[one["id"]], *_spans(one)), one[task]) for one in items(labels, task)]
        figures[task] = _of_answers(answers)
    nested = []
    for item in items(labels, "nested"):
        source, cue, content = _spans(item)
        outer = Attribution(content, source, cue, kind="direct", confidence=1)
        found = with_nested(article[item["id"]], [outer])
        nested.append((item, [a for a in found if a.nested_in is not None]))
    figures["nested"] = _of_nested(nested)
    return figures


def as_met(article: Mapping[str, str], read: Reader, labels: Path = LABELS) -> dict[str, Any]:
    """Return the figures of the whole program: what was not found is wrong."""
    readings: dict[str, Sequence[Attribution]] = {}

    def reading(item: Item) -> Sequence[Attribution]:
        if item["id"] not in readings:
            readings[item["id"]] = read(article[item["id"]])
        return readings[item["id"]]

    acts = [(matching(item, reading(item)), item) for item in items(labels, "acts")]
    met = [(one, item) for one, item in acts if one is not None]
    right = sum(one.act == item["act"] for one, item in met)
    figures: dict[str, Any] = {
        "act": round(right / len(acts), 3),
        "act where found": round(right / max(1, len(met)), 3),
        "found": f"{len(met)} of {len(acts)}",
    }
    for task in ("negated", "hedged"):
        pairs = [(matching(item, reading(item)), item) for item in items(labels, task)]
        figures[task] = _of_answers((bool(one and getattr(one, task)), item[task]) for one, item in pairs)
        seen = [(one, item) for one, item in pairs if one is not None]
        figures[f"{task} where found"] = _of_answers((getattr(one, task), item[task]) for one, item in seen)
    nested = []
    for item in items(labels, "nested"):
        content = spans_from_json(item["content"])
        found = reading(item)
        inside = [
            a
            for a in found
            if a.nested_in is not None
            and overlap(a.content, content) < 1
            and all(any(low <= start and end <= high for low, high in content) for start, end in a.content)
        ]
        nested.append((item, inside))
    figures["nested"] = _of_nested(nested)
    return figures


def _of_answers(answers: Iterable[tuple[bool, bool]]) -> dict[str, float | int]:
    pairs = list(answers)
    return _f1(sum(a and b for a, b in pairs), sum(a for a, _ in pairs), sum(b for _, b in pairs))


def _of_nested(answers: Iterable[tuple[Item, Sequence[Attribution]]]) -> dict[str, float | int]:
    right = said = gold = 0
    for item, found in answers:
        left = list(found)
        said, gold = said + len(found), gold + len(item["inner"])
        for inner in item["inner"]:
            wanted = spans_from_json(inner["content"])
            hit = next((a for a in left if overlap(a.content, wanted) >= HALF), None)
            if hit is not None:
                right += 1
                left.remove(hit)
    return _f1(right, said, gold)


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
    parser.add_argument("--labels", type=Path, default=LABELS, help="folder of the labels (default: %(default)s)")
    options = parser.parse_args()
    article = texts(options.data, "train", "dev")
    figures = {"on the spans that people marked": on_marked(article, options.labels)}
    if not options.marked_only:
        from attribution.language import extract

        figures["as a user meets it"] = as_met(article, extract, options.labels)
    for way, found in figures.items():
        sys.stdout.write("\n".join([way, *_lines(found)]) + "\n")


if __name__ == "__main__":
    main()
