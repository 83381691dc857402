"""Figures by group, with rows made by hand."""

from __future__ import annotations

from typing import Any

import pytest

from attribution.evaluation import breakdown as groups
from attribution.evaluation.breakdown import BY, as_lines, breakdown, pronouns

TEXT = "“Rain is due,” said Ola Venn. She hopes for snow. The union wants salt. He is said to agree."


def one(content: str, source: str, speaker: str | None) -> dict[str, Any]:
    at = [[TEXT.index(words), TEXT.index(words) + len(words)] for words in (content, source)]
    return {"content": [at[0]], "source": [at[1]], "cue": [], "speaker": speaker}


RAIN = one("“Rain is due,”", "Ola Venn", "Ola Venn")
SNOW = one("for snow", "She", "Ola Venn")
SALT = one("salt", "The union", None)
GOLD = [{"id": "a", "text": TEXT, "topic": "weather", "attributions": [RAIN, SNOW, SALT]}]
FOUND = [{"id": "a", "attributions": [RAIN, SNOW | {"speaker": "Bo Rask"}]}]


def counts(by: str) -> dict[str, tuple[int, int, int, int]]:
    return {
        name: (row["found"]["right"], row["found"]["of"], row["speaker"]["right"], row["speaker"]["of"])
        for name, row in breakdown(GOLD, FOUND, by).items()
    }


def test_forms_in_their_own_order() -> None:
    assert list(counts("form").items()) == [
        ("name", (1, 1, 1, 1)),
        ("nominal", (0, 1, 0, 0)),
        ("pronoun", (1, 1, 0, 1)),
    ]


def test_a_person_is_she_by_name_too() -> None:
    assert counts("pronoun") == {"she": (2, 2, 1, 2)}


def test_a_pronoun_that_the_article_is_not_sure_of_is_none() -> None:
    both = [SNOW, one("to agree", "He", "Ola Venn")]
    assert pronouns({"text": TEXT, "attributions": both}) == {}
    assert pronouns({"text": TEXT, "attributions": [*both, SNOW]}) == {"Ola Venn": "she"}


def test_topics_and_countries_need_statements_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    assert counts("topic") == counts("country") == {}
    monkeypatch.setattr(groups, "LEAST", 3)
    assert counts("topic") == {"weather": (2, 3, 1, 2)}
    assert counts("country") == {"not stated": (2, 3, 1, 2)}


@pytest.mark.parametrize("by", BY)
def test_gold_without_speakers_is_counted_too(by: str) -> None:
    gold = [{"id": "a", "text": TEXT, "attributions": [{k: v for k, v in RAIN.items() if k != "speaker"}]}]
    assert all(row["speaker"]["of"] == 0 for row in breakdown(gold, FOUND, by).values())


def test_lines() -> None:
    lines = list(as_lines("form", breakdown(GOLD, FOUND, "form")))
    assert lines[0] == "[by form]"
    assert lines[2].split("  ")[1] == "name"
    assert lines[3].endswith(" -")
