"""The readings of world news: offsets alone, in order, and words only together with the texts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from world_readings import READINGS, main, readings, with_text

TEXT = "“The dam holds,” said Oda Brask and Lars Holm. Brask, the mayor of Tarn, left."


def places(value: Any) -> Iterator[list[int]]:
    """Every span in a value of spans, however deep."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list) and len(value) == 2 and all(isinstance(each, int) for each in value):
        yield value
    elif isinstance(value, list):
        for each in value:
            yield from places(each)


def test_every_article_is_there_once_with_offsets_alone() -> None:
    rows = list(readings())
    assert len({row["id"] for row in rows}) == len(rows) == 227
    kinds = {one["kind"] for row in rows for one in row["attributions"]}
    assert kinds == {"direct", "mixed", "indirect"}
    assert all(0 <= start < end for row in rows for start, end in places([row["attributions"], row["people"]]))
    # Nothing but numbers, the ids and the kinds.
    letters = {
        word for row in rows for one in row["attributions"] for word in one.values() if isinstance(word, str)
    }
    assert letters == kinds
    assert not any(isinstance(value, str) for row in rows for one in row["people"] for value in one.values())
    assert sum(len(row["attributions"]) for row in rows) == 4062


def test_with_its_text_a_reading_is_in_words() -> None:
    def at(words: str) -> list[int]:
        return [TEXT.index(words), TEXT.index(words) + len(words)]

    said = {"content": [at("“The dam holds,”")], "source": [at("Oda Brask and Lars Holm")], "cue": [at("said")]}
    reading = {
        "id": "a",
        "attributions": [{**said, "kind": "direct", "speaker": [at("Oda Brask"), at("Lars Holm")]}],
        "people": [{"name": at("Oda Brask"), "role": [at("mayor")], "organisation": [at("Tarn")], "evidence": []}],
    }
    made = with_text(reading, {"id": "a", "text": TEXT})
    assert made["attributions"] == [{**said, "kind": "direct", "speaker": "Oda Brask and Lars Holm"}]
    assert made["people"] == [{"name": "Oda Brask", "role": "mayor", "organisation": "Tarn", "evidence": []}]


def test_articles_that_nobody_read_are_left_out(tmp_path: Path, capsys: Any) -> None:
    path = tmp_path / "texts.jsonl"
    first = json.loads(READINGS.read_text(encoding="utf-8").splitlines()[0])["id"]
    path.write_text("".join(json.dumps({"id": key, "text": "x" * 90_000}) + "\n" for key in (first, "nobody")))
    main(str(path))
    (line,) = capsys.readouterr().out.splitlines()
    assert json.loads(line)["id"] == first
