"""The figures of an evaluation: by hand on small rows, and against the reference scorer on corpora."""

from __future__ import annotations

import copy
import json
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from attribution.errors import InputError
from attribution.evaluation import as_lines, evaluate, read_rows, same_name, wilson

Row = dict[str, Any]
TEXT = "“Rain is due,” said Ola Venn. The mayor thinks the dam will hold."


def span(words: str) -> list[int]:
    start = TEXT.index(words)
    return [start, start + len(words)]


def attribution(content: str, source: str = "", cue: str = "", **more: Any) -> Row:
    roles = {"content": content, "source": source, "cue": cue}
    return {role: [span(words)] if words else [] for role, words in roles.items()} | more


RAIN = attribution("“Rain is due,”", "Ola Venn", "said", speaker="Ola Venn", source_form="name")
DAM = attribution("the dam will hold", "The mayor", "thinks", speaker="Bo Rask", source_form="nominal")


def article(*attributions: Row, key: str = "a") -> Row:
    return {"id": key, "text": TEXT, "attributions": list(attributions)}


def test_a_perfect_prediction() -> None:
    figures = evaluate([article(RAIN, DAM)], [article(RAIN, DAM)])
    whole = {"p": 1.0, "r": 1.0, "f1": 1.0}
    for measure in ("content@0.5", "content=", "+source", "+source=", "exact"):
        assert figures["all"][measure] == whole
        assert figures["direct"][measure] == whole
    assert (figures["all"]["gold"], figures["direct"]["gold"]) == (2, 1)
    assert figures["all"]["speaker of named"]["right where found"] == 1.0
    assert figures["all"]["speaker of reference"]["gold"] == 1
    assert "speaker of reference" not in figures["direct"]


def test_quotation_marks_and_stops_do_not_decide() -> None:
    bare = attribution("Rain is due", "Ola Venn", "said")
    assert evaluate([article(RAIN)], [article(bare)])["all"]["exact"]["f1"] == 1.0


def test_a_third_of_the_content_is_not_found() -> None:
    # "Rain" has four letters of the nine of "Rain is due".
    figures = evaluate([article(RAIN)], [article(attribution("Rain", "Ola Venn"))])["all"]
    assert figures["content@0.5"]["f1"] == 0.0
    assert figures["characters of content"] == {"p": 1.0, "r": 0.4444, "f1": 0.6154}
    assert figures["speaker of named"]["found"] == 0


def test_a_wrong_source_counts_in_content_only() -> None:
    figures = evaluate([article(RAIN)], [article(attribution("“Rain is due,”", "The mayor"))])["all"]
    assert (figures["content="]["f1"], figures["+source"]["f1"]) == (1.0, 0.0)


def test_half_a_source_overlaps_but_is_not_the_same() -> None:
    # "Ola" is three letters of seven.
    figures = evaluate([article(RAIN)], [article(attribution("“Rain is due,”", "Ola"))])["all"]
    assert (figures["+source"]["f1"], figures["+source="]["f1"], figures["exact"]["f1"]) == (1.0, 0.0, 0.0)


def test_nested_predictions_are_left_out() -> None:
    inner = attribution("the dam will hold", "The mayor", nested_in=0)
    assert evaluate([article(RAIN)], [article(RAIN, inner)])["all"]["predicted"] == 1


def test_one_gold_attribution_takes_the_most_alike_prediction() -> None:
    close, closest = attribution("Rain is", "The mayor"), attribution("Rain is due", "Ola Venn")
    figures = evaluate([article(RAIN)], [article(close, closest)])["all"]
    assert figures["+source"] == {"p": 0.5, "r": 1.0, "f1": 0.6667}


def test_an_article_that_failed_or_is_missing_has_nothing_predicted() -> None:
    gold = [article(RAIN), article(DAM, key="b")]
    figures = evaluate(gold, [{"id": "a", "error": "lost"}])["all"]
    assert (figures["gold"], figures["predicted"]) == (2, 0)
    assert figures["exact"] == {"p": 0.0, "r": 0.0, "f1": 0.0}


def test_a_name_for_nobody_is_counted() -> None:
    nobody = attribution("the dam will hold", "The mayor", speaker=None)
    named = attribution("the dam will hold", "The mayor", speaker="Ola Venn")
    figures = evaluate([article(nobody)], [article(named)])["all"]
    assert figures["speaker of nobody"] == {"gold": 1, "found": 1, "given a name": 1.0}


@pytest.mark.parametrize(
    ("gold", "predicted", "same"),
    [
        ("Sen. Rasa J. Kalnienė", "Rasa Kalniene", True),
        ("Rasa Kalnienė", "Kalnienė", False),
        ("Kalnienė", "Rasa Kalnienė", True),
        ("Rasa Maria Kalnienė", "Maria Kalnienė", True),
        ("Rasa Kalnienė", "Rasa", False),
        ("Rasa Kalnienė", None, False),
        ("The Dr.", "dr the", False),
        ("Q", "q", True),
    ],
)
def test_names(gold: str, predicted: str | None, same: bool) -> None:
    assert same_name(gold, predicted) is same


def test_wilson_interval() -> None:
    # The textbook values for 8 of 10 and for 0 of 10.
    assert wilson(8, 10) == [0.49, 0.943]
    assert wilson(0, 10) == [0.0, 0.278]
    assert wilson(0, 0) == [0.0, 1.0]


@pytest.mark.parametrize(
    ("gold", "predicted", "complaint"),
    [
        ([article(), article()], [], "'a' stands twice in gold"),
        ([article()], [article(), article()], "'a' stands twice in prediction"),
        ([article()], [article(key="b")], "articles that gold lacks, such as 'b'"),
        ([{"text": "x"}], [], 'article 1 of gold has no "id"'),
        ([{"id": "a", "attributions": []}], [], 'has no "text"'),
        ([{"id": "a", "text": "x"}], [], 'has no list of "attributions"'),
        ([article({"source": []})], [], 'with a "content"'),
        ([article()], [article({"content": [[0, 1000]]})], "lies outside the text"),
        ([article()], [article({"content": [[5, 5]]})], "lies outside the text"),
        ([article()], [article({"content": [["0", "4"]]})], "whole numbers"),
        ([article()], [article({"content": [7]})], "whole numbers"),
    ],
)
def test_bad_rows_are_refused(gold: list[Row], predicted: list[Row], complaint: str) -> None:
    with pytest.raises(InputError, match=complaint):
        evaluate(gold, predicted)


def test_rows_are_read_with_their_line_in_the_complaint(tmp_path: Path) -> None:
    file = tmp_path / "gold.jsonl"
    file.write_text('{"id": "a"}\n\n{"id": "b\u2028"}\n', encoding="utf-8")
    assert [row["id"] for row in read_rows(str(file))] == ["a", "b\u2028"]
    file.write_text('{"id": "a"}\n{"id"\n', encoding="utf-8")
    with pytest.raises(InputError, match=r"gold\.jsonl:2 is not valid JSON"):
        read_rows(str(file))
    file.write_text("[]\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"gold\.jsonl:1 is no JSON object"):
        read_rows(str(file))
    with pytest.raises(InputError, match="does not exist"):
        read_rows(str(tmp_path / "none.jsonl"))


def perturbed(row: Row, chance: random.Random) -> Row:
    """A prediction that is right in part: attributions lost, made up, cut, run on, given to others."""
    length = len(row["text"])

    def moved(spans: list[list[int]]) -> list[list[int]]:
        out = []
        for start, end in spans:
            if end <= start or chance.random() < 0.05:
                continue
            if chance.random() < 0.3:
                first = max(0, min(end - 1, start + chance.randint(-20, 20)))
                out.append([first, min(length, max(first + 1, end + chance.randint(-20, 20)))])
            else:
                out.append([start, end])
        return out

    names = [a["speaker"] for a in row["attributions"] if a.get("speaker")] or ["Ola Venn"]
    attributions: list[Row] = []
    for gold in row["attributions"]:
        if chance.random() < 0.15:
            continue
        predicted = copy.deepcopy(gold)
        predicted |= {role: moved(gold.get(role) or []) for role in ("content", "source", "cue")}
        if not predicted["content"]:
            continue
        draw = chance.random()
        if draw < 0.2:
            predicted["speaker"] = chance.choice(names)
        elif draw < 0.3:
            predicted["speaker"] = (gold.get("speaker") or "Ola Venn").split()[-1]
        elif draw < 0.4:
            predicted["speaker"] = None
        predicted["nested_in"] = 0 if attributions and chance.random() < 0.05 else None
        attributions.append(predicted)
        if chance.random() < 0.1:
            start = chance.randrange(length - 1)
            attributions.append({"content": [[start, min(length, start + chance.randint(1, 90))]]})
    return {"id": row["id"], "attributions": attributions}


def predictions(gold: list[Row], seed: int) -> Iterator[Row]:
    chance = random.Random(seed)
    for row in gold:
        if chance.random() < 0.95:
            yield perturbed(row, chance)


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("corpus", ["polnear", "gum"])
def test_equal_to_the_reference_scorer(shared: Path, tmp_path: Path, corpus: str, seed: int) -> None:
    gold_file, predicted_file = shared / "data" / corpus / "dev.jsonl", tmp_path / "predicted.jsonl"
    gold = read_rows(str(gold_file))
    predicted = list(predictions(gold, seed))
    predicted_file.write_text("".join(json.dumps(row) + "\n" for row in predicted), encoding="utf-8")

    def reference(*options: str) -> str:
        scorer = shared / "eval" / "score_attributions.py"
        command = [sys.executable, str(scorer), str(gold_file), str(predicted_file), *options]
        return subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout

    figures = evaluate(gold, predicted)
    assert figures == json.loads(reference("--json"))
    assert list(as_lines(figures)) == reference().splitlines()
    # Neither all right nor all wrong, or the comparison would show little.
    assert 0.3 < figures["all"]["exact"]["f1"] < figures["all"]["content@0.5"]["f1"] < 0.95
    assert figures["direct"]["gold"] > 100
