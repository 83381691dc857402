"""Who speaks in articles of PolNeAR: offsets alone, and words only together with the corpus."""

from __future__ import annotations

import pytest
from polnear_people import people, with_speakers
from test_world_readings import places

TEXT = "“The dam holds,” said Oda Brask, the mayor of Tarn. Critics laughed."


def at(words: str) -> list[int]:
    return [TEXT.index(words), TEXT.index(words) + len(words)]


def test_every_article_is_there_once_with_offsets_alone() -> None:
    rows = list(people())
    assert len({row["id"] for row in rows}) == len(rows) == 135
    assert all(row.keys() == {"id", "speakers", "people"} for row in rows)
    spans = [[row["speakers"], [list(one.values()) for one in row["people"]]] for row in rows]
    assert all(0 <= start < end for start, end in places(spans))
    assert sum(len(row["speakers"]) for row in rows) == 2326
    assert not any(isinstance(value, str) for row in rows for one in row["people"] for value in one.values())


def test_with_the_corpus_a_reading_is_in_words() -> None:
    marked = [{"content": [at("“The dam holds,”")]}, {"content": [at("laughed")]}]
    person = {"name": at("Oda Brask"), "role": [at("mayor")], "organisation": [at("Tarn")], "evidence": []}
    reading = {"id": "a", "speakers": [[at("Oda Brask")], None], "people": [person]}
    made = with_speakers(reading, {"id": "a", "text": TEXT, "attributions": marked})
    assert [one["speaker"] for one in made["attributions"]] == ["Oda Brask", None]
    assert made["people"] == [{"name": "Oda Brask", "role": "mayor", "organisation": "Tarn", "evidence": []}]


def test_a_corpus_with_other_attributions_is_refused() -> None:
    with pytest.raises(ValueError, match="longer"):
        with_speakers({"id": "a", "speakers": [None], "people": []}, {"id": "a", "text": TEXT, "attributions": []})
