"""The table of how much less is found in damaged copies."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from attribution.evaluation.robustness import BARS, CLEAN, Row, as_table, damaged_copy, robustness

TEXT = "“Rain is due,” said Ola Venn. The mayor thinks the dam will hold."
RAIN = {"content": [[0, 14]], "source": [[20, 28]], "cue": [[15, 19]]}
DAM = {"content": [[47, 64]], "source": [[30, 39]], "cue": [[40, 46]]}
GOLD: list[Row] = [
    {"id": 1, "text": TEXT, "attributions": [RAIN, DAM]},
    {"id": "b", "text": "Nobody said a word.", "attributions": []},
]


def perfect(rows: Sequence[Row]) -> list[Row]:
    return [{"id": row["id"], "attributions": row["attributions"]} for row in rows]


def test_labels_follow_and_stay_direct() -> None:
    copy = damaged_copy(GOLD[0], "no-closing")
    text = copy.row["text"]
    assert text == TEXT.replace("”", "")
    rain, dam = copy.row["attributions"]
    assert [text[slice(*rain[role][0])] for role in ("content", "source", "cue")] == [
        "“Rain is due,",
        "Ola Venn",
        "said",
    ]
    assert (rain["direct_in_whole_text"], dam["direct_in_whole_text"]) == (True, False)


def test_what_is_direct_is_asked_of_the_whole_text() -> None:
    # Nothing beside the words tells that they stood in quotation marks.
    whole = {"id": 1, "text": "Rain” he said.", "attributions": [{"content": [[0, 4]], "source": [], "cue": []}]}
    copy = damaged_copy(whole, "no-closing")
    assert copy.row["text"] == "Rain he said."
    (one,) = copy.judged({"id": 1, "attributions": [{"content": [[0, 4]]}]})["attributions"]
    assert one["direct_in_whole_text"] is True


def test_a_perfect_prediction_stays_perfect() -> None:
    results = robustness(GOLD, perfect, BARS)
    assert list(results) == [CLEAN, *BARS]
    for damage in BARS:
        assert results[damage]["direct"]["+source"]["f1"] == 1.0
        assert (results[damage]["below"], results[damage]["lost"]) == (0.0, 0)


def test_articles_that_are_lost_or_empty_are_counted() -> None:
    def fragile(rows: Sequence[Row]) -> list[dict[str, Any]]:
        if "”" in rows[0]["text"]:
            return perfect(rows)
        if '"' in rows[0]["text"]:
            return perfect(rows)[:1]  # the second could not be read
        return [{"id": row["id"], "attributions": []} for row in rows]

    results = robustness(GOLD, fragile, ["straight", "german", "capitals"])
    assert {name: row["lost"] for name, row in results.items()} == {
        CLEAN: 0,
        "straight": 1,
        "german": 1,
        "capitals": 0,
    }
    assert results["german"]["below"] == 1.0
    lines = list(as_table(results))
    assert [line.split()[0] for line in lines] == ["damage", CLEAN, "straight", "german", "capitals"]
    assert lines[3].endswith("too low") and not lines[2].endswith("too low")
    assert lines[3].split()[-5:] == ["1.000", "0.05", "1", "too", "low"]


@pytest.mark.parametrize("damage", ["ocr", "capitals"])
def test_the_same_seed_gives_the_same_copy(damage: str) -> None:
    row = {**GOLD[0], "text": TEXT * 20}
    assert damaged_copy(row, damage).row == damaged_copy(row, damage).row
    if damage == "ocr":
        assert damaged_copy(row, damage, seed=8).row["text"] != damaged_copy(row, damage).row["text"]
