"""The model card, from figures made by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from attribution.evaluation import evaluate, people
from attribution.training import report

TEXT = "“Rain is due,” said Ola Venn, a sailor."
RAIN = {"content": [[0, 14]], "source": [[20, 28]], "cue": [[15, 19]], "speaker": "Ola Venn", "kind": "direct"}
GOLD = [{"id": "a", "text": TEXT, "attributions": [RAIN], "people": [{"name": "Ola Venn", "role": "sailor"}]}]
FOUND = [{"id": "a", "attributions": [RAIN]}]


@pytest.fixture
def results() -> dict[str, Any]:
    statements = evaluate(GOLD, FOUND)
    world = {**statements, "people": people.people(GOLD, FOUND)}
    treebank = {"tokens": {"p": 1.0, "r": 1.0, "f1": 1.0}}
    return {
        "made": {"documents": 3, "steps": 4, "options": "seed 7", "version": "5", "megabytes": 24.2},
        **{"held_out": statements, "dev": statements, "world_held_out": world, "world_dev": world},
        **{"gum_dev": treebank, "ewt_dev": treebank},
    }


def card(folder: Path, results: dict[str, Any]) -> str:
    report.write(folder, results)
    assert json.loads((folder / "evaluation.json").read_text(encoding="utf-8")) == results
    return (folder / "MODEL_CARD.md").read_text(encoding="utf-8")


def test_the_card_has_each_corpus_and_says_who_labelled_it(tmp_path: Path, results: dict[str, Any]) -> None:
    text = card(tmp_path, results)
    for title in report.SCORED.values():
        assert f"{title} (F1):" in text
    assert text.count("| named speakers, right where found | 1.000 | 0.207 to 1.000 | 1 of 1 |") == 2
    assert text.count("| organisations, shown | - | 0.000 to 1.000 | 0 of 0 |") == 2
    assert "made by a large language model reading by a protocol, no person" in text
    assert "licence-clean" not in text and "$" not in text


def test_a_licence_clean_model_stands_beside_the_shipped_one(tmp_path: Path, results: dict[str, Any]) -> None:
    nothing = evaluate(GOLD, [])
    results["licence_clean"] = {"dev": nothing, "world_dev": {**nothing, "people": people.people(GOLD, [])}}
    text = card(tmp_path, results)
    assert "| PolNeAR dev, all, +source (F1) | 1.000 | 0.000 |" in text
    assert "| world dev, named speakers, right of all in gold | 1.000 | 0.000 |" in text
    assert "| world dev, kind, right | 1.000 | - |\n\n## Limits" in text
