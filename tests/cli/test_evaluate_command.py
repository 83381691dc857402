"""``attribution evaluate``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from cli_stored import Run

from attribution.cli.evaluate import BY
from attribution.evaluation import as_lines, breakdown, evaluate

TEXT = "“The dam will hold,” said Mayor Ola Venn. Bo Rask thinks it will not."
GOLD = {
    "id": 1,
    "text": TEXT,
    "attributions": [
        {"content": [[0, 20]], "source": [[26, 40]], "cue": [[21, 25]], "speaker": "Ola Venn"},
        {"content": [[57, 68]], "source": [[42, 49]], "cue": [[50, 56]], "speaker": "Bo Rask"},
    ],
}


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    return lines(tmp_path / "gold.jsonl", GOLD, {"id": "b", "text": "Nothing is said here.", "attributions": []})


def lines(path: Path, *rows: Any) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_the_pipeline_is_scored(run: Run, gold: Path) -> None:
    result = run("evaluate", gold, "--json")
    assert result.exit_code == 0
    figures = json.loads(result.stdout)
    assert figures["all"]["exact"] == {"p": 1.0, "r": 0.5, "f1": 0.6667}
    assert figures["direct"]["exact"] == {"p": 1.0, "r": 1.0, "f1": 1.0}
    assert figures["all"]["speaker of named"]["right where found"] == 1.0


def test_figures_for_people(run: Run, gold: Path) -> None:
    result = run("evaluate", gold)
    figures = json.loads(run("evaluate", gold, "--json").stdout)
    assert result.stdout.splitlines() == list(as_lines(figures))
    assert result.stdout.splitlines()[0] == "[all] gold 2 predicted 1"


def test_a_prediction_is_scored_without_the_pipeline(
    run: Run, gold: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("attribution.language.load", lambda: pytest.fail("the model was loaded"))
    perfect = lines(tmp_path / "perfect.jsonl", GOLD)
    result = run("evaluate", gold, "--predicted", perfect, "--json")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["all"]["exact"]["f1"] == 1.0


def test_what_extract_writes_can_be_scored(run: Run, gold: Path, tmp_path: Path) -> None:
    gold_by_name = lines(tmp_path / "named.jsonl", GOLD | {"id": "one"})
    (tmp_path / "predicted.jsonl").write_bytes(run("extract", gold_by_name).stdout_bytes)
    scored = run("evaluate", gold_by_name, "--predicted", "predicted.jsonl", "--json")
    assert json.loads(scored.stdout) == json.loads(run("evaluate", gold_by_name, "--json").stdout)


def test_people_groups_and_the_confidence_of_speakers(run: Run, tmp_path: Path) -> None:
    people = [{"name": "Ola Venn", "role": "Mayor", "organisation": None}]
    gold = lines(tmp_path / "gold.jsonl", GOLD | {"people": people})
    found = [
        one | {"confidence": 0.9, "resolution": {"type": "person", "confidence": 0.9}}
        for one in GOLD["attributions"]
    ]
    predicted = lines(tmp_path / "predicted.jsonl", GOLD | {"attributions": found})
    options = ("--predicted", predicted, "--by", "form", "--by", "pronoun", "--confidence")
    figures = json.loads(run("evaluate", gold, *options, "--json").stdout)
    assert figures["people"]["speaker"]["right"] == 2
    assert figures["people"]["role shown"] == {"right": 0, "of": 1, "share": 0.0, "ci95": [0.0, 0.793]}
    assert figures["by"]["form"]["name"]["found"]["right"] == 2
    assert figures["by"]["pronoun"] == {}
    assert figures["confidence of speakers"]["both"]["of"] == 2
    printed = run("evaluate", gold, *options).stdout
    for words in ("[people]", "[by form]", "[by pronoun]", "[confidence of speakers]"):
        assert words in printed


def test_choices_are_those_that_the_evaluation_knows() -> None:
    assert tuple(breakdown.BY) == BY


def test_an_article_that_fails_counts_as_empty_and_is_told(run: Run, tmp_path: Path) -> None:
    surprise = GOLD | {"id": "x", "text": f"{TEXT} SURPRISE"}
    file = lines(tmp_path / "gold.jsonl", GOLD, surprise)
    result = run("evaluate", file, "--json")
    assert result.exit_code == 1
    assert f"Failed: {file}, article x: " in result.stderr
    assert json.loads(result.stdout) == evaluate(
        [GOLD, surprise], [{"id": 1, "attributions": [GOLD["attributions"][0]]}]
    )


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ('{"id": "a"\n', "gold.jsonl:1 is not valid JSON"),
        ('{"id": "a", "attributions": []}\n', "gold article 'a' has no \"text\""),
        ('{"id": "a", "text": "W", "attributions": [{"content": [[0, 9]]}]}\n', "lies outside the text"),
    ],
)
def test_a_slip_in_gold_is_told_before_the_pipeline_runs(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str, complaint: str
) -> None:
    monkeypatch.setattr("attribution.language.load", lambda: pytest.fail("the model was loaded"))
    (tmp_path / "gold.jsonl").write_text(content)
    result = run("evaluate", "gold.jsonl")
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: ") and complaint in result.stderr


def test_a_missing_file(run: Run) -> None:
    result = run("evaluate", "gold.jsonl")
    assert (result.exit_code, result.stderr) == (1, "Error: gold.jsonl does not exist: check the path\n")
