"""Attributions of sample articles as a person reads them, in the format that the scorer reads.

``data/sample_gold.json`` holds marked snippets (see ``marked.py``); here they become character offsets into
the articles as the reader gives them. Run as a script, this prints the gold file:

    python tests/gold.py > gold.jsonl && attribution evaluate gold.jsonl
"""

from __future__ import annotations

import json
import sys
from functools import cache
from pathlib import Path
from typing import Any

from marked import locate

from attribution.reading import read_paths
from attribution.records import Article

SAMPLES = Path(__file__).resolve().parent.parent / "attribution" / "samples"
GOLD = Path(__file__).resolve().parent / "data" / "sample_gold.json"


def annotated() -> list[dict[str, Any]]:
    """Return the annotated articles as they are written down: ``id``, ``file``, ``attributions``."""
    articles: list[dict[str, Any]] = json.loads(GOLD.read_text(encoding="utf-8"))
    return articles


@cache
def samples() -> dict[str, Article]:
    """Return every sample article by its id; ValueError where one cannot be read."""
    articles = {}
    for article in read_paths([str(SAMPLES)]):
        if not isinstance(article, Article):
            raise ValueError(f"a sample could not be read: {article}")
        articles[str(article.id)] = article
    return articles


def gold_rows() -> list[dict[str, Any]]:
    """Return the gold annotations, one row an article, with offsets into its text.

    ValueError where a snippet does not stand in its article exactly once.
    """
    rows = []
    for wanted in annotated():
        text = samples()[wanted["id"]].text
        attributions = []
        for attribution in wanted["attributions"]:
            spans = locate(attribution["marked"], text)
            roles = {role: [list(span) for span in spans.get(role, [])] for role in ("content", "source", "cue")}
            attributions.append(roles | {k: v for k, v in attribution.items() if k != "marked"})
        rows.append({"id": wanted["id"], "text": text, "attributions": attributions})
    return rows


if __name__ == "__main__":
    for row in gold_rows():
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
