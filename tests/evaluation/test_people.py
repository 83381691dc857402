"""What is said of people, counted on rows made by hand, and as the corpora's own script counts it."""

from __future__ import annotations

import importlib.util
import json
import random
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from floors import Measuring

from attribution.evaluation import read_rows
from attribution.evaluation.people import MEASURES, as_lines, people, source_form, speaker_right, tells_people

TEXT = (
    "“Rain is due,” said Ola Venn, the mayor of Tarn. She hopes for snow. The union wants salt. His aunt agreed."
)
VENN = {"name": "Ola Venn", "role": "mayor", "organisation": "Tarn"}


def one(content: str, source: str, speaker: str | None, kind: str = "indirect", **more: Any) -> dict[str, Any]:
    at = [[TEXT.index(words), TEXT.index(words) + len(words)] for words in (content, source)]
    return {"content": [at[0]], "source": [at[1]], "cue": [], "speaker": speaker, "kind": kind, **more}


RAIN = one("“Rain is due,”", "Ola Venn", "Ola Venn", "direct")
SNOW = one("for snow", "She", "Ola Venn")
SALT = one("salt", "The union", None)
GOLD = [{"id": "a", "text": TEXT, "attributions": [RAIN, SNOW, SALT], "people": [VENN]}]


def figures(*found: dict[str, Any], gold: list[dict[str, Any]] = GOLD) -> dict[str, tuple[int, int]]:
    counted = people(gold, [{"id": "a", "attributions": list(found)}])
    return {name: (row["right"], row["of"]) for name, row in counted.items() if row["of"]}


def test_all_right() -> None:
    stated = {"affiliation": {"role": "the mayor", "organisation": "Tarn council"}}
    assert figures(RAIN | stated, SNOW | stated, SALT) == {
        **{"speaker": (2, 2), "recall": (2, 2), "nobody named": (0, 1), "nominal": (1, 1), "kind": (3, 3)},
        **{"role shown": (2, 2), "role right": (2, 2), "organisation shown": (2, 2), "organisation right": (2, 2)},
    }


def test_what_is_not_found_counts_in_recall_alone() -> None:
    assert figures(RAIN) == {
        **{"speaker": (1, 1), "recall": (1, 2), "kind": (1, 1), "role shown": (0, 1), "organisation shown": (0, 1)}
    }


def test_wrong_answers() -> None:
    wrong = {"speaker": "Bo Rask", "kind": "mixed", "affiliation": {"role": "poet", "organisation": None}}
    assert figures(SNOW | wrong, SALT | wrong) == {
        **{"speaker": (0, 1), "recall": (0, 2), "nobody named": (1, 1), "nominal": (0, 1), "kind": (0, 2)},
        **{"role shown": (1, 1), "role right": (0, 1), "organisation shown": (0, 1)},
    }


def test_nested_predictions_are_left_out() -> None:
    assert "speaker" not in figures(RAIN | {"nested_in": 1})


@pytest.mark.parametrize(
    "role", ["neighbour", "the victim's mother", "grandfather", "partner of a sailor", "wives and sons", "local"]
)
def test_family_and_a_part_in_the_story_are_no_roles(role: str) -> None:
    gold = [GOLD[0] | {"people": [VENN | {"role": role}]}]
    assert "role shown" not in figures(RAIN, gold=gold)


@pytest.mark.parametrize(
    ("gold", "predicted", "right"),
    [
        ("Ola Venn", "Ola Venn", True),
        ("Ola Venn", "Mayor Ola Venn", True),
        ("Ola Venn", "Venn", True),
        ("Ōla Vénn", "Ola Venn", True),
        ("Norlandic Army", "Norland Army", True),
        ("Ola Venn", "Bo Venn", False),
        ("Ola Venn", None, False),
        (None, "Ola Venn", False),
        (None, None, True),
        ("the", "Ola Venn", False),
    ],
)
def test_speaker_right(gold: str | None, predicted: str | None, right: bool) -> None:
    assert speaker_right(gold, predicted) is right


def test_forms_of_sources() -> None:
    nothing = SALT | {"source": []}
    aunt = one("agreed", "His aunt", None)
    assert [source_form(row, TEXT) for row in (RAIN, SNOW, SALT, aunt, nothing)] == [
        *("name", "pronoun", "nominal", "pronoun", "none")
    ]


def test_lines_tell_share_interval_and_counts() -> None:
    counted = people(GOLD, [{"id": "a", "attributions": [RAIN, SNOW]}])
    lines = list(as_lines(counted))
    assert lines[0] == "[people]" and len(lines) == 1 + len(MEASURES)
    assert lines[1].endswith(" 1.000 (0.342 to 1.000), 2 of 2")
    assert lines[3].endswith(" -")


def test_gold_that_lists_no_people() -> None:
    assert tells_people(GOLD)
    assert not tells_people([{"id": "a", "text": TEXT, "attributions": [RAIN]}])


def scorer(shared: Path) -> ModuleType:
    """The script that lies with the corpora."""
    path = shared / "eval" / "score_people.py"
    spec = importlib.util.spec_from_file_location("score_people", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def shaken(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Predictions made of gold by leaving out, cutting and exchanging: right in parts, wrong in all ways."""
    rng = random.Random(3)
    found = []
    for row in rows:
        known = [*row["people"], {"name": None, "role": None, "organisation": None}]
        attributions = []
        for gold in row["attributions"]:
            start, end = gold["content"][0]
            cut = [[start + rng.choice((0, 0, (end - start) // 3, (end - start) * 2 // 3)), end]]
            own = next((each for each in known if each["name"] == gold["speaker"]), known[-1])
            who = rng.choice((own, own, rng.choice(known)))
            name = who["name"] if rng.random() < 0.4 else gold["speaker"]
            if name and rng.random() < 0.5:
                name = rng.choice((name.split()[-1], f"Dr. {name}", name.upper(), f"{name} Jr", name[:-2], name))
            stated = {
                key: who[key] and " ".join(who[key].split()[rng.choice((0, 0, 1)) :])
                for key in ("role", "organisation")
            }
            changed = {"content": cut, "speaker": name, "affiliation": rng.choice((stated, stated, None))}
            changed |= {"kind": rng.choice((gold["kind"], "direct")), "nested_in": rng.choice((None,) * 9 + (0,))}
            if rng.random() < 0.9:
                attributions.append(gold | changed)
        found.append({"id": row["id"], "attributions": attributions})
    return found


def agrees(shared: Path, gold: Path, predicted: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Assert that each count is the script's own."""
    monkeypatch.setattr("sys.argv", ["score_people.py", str(gold), str(predicted)])
    script = scorer(shared)
    # It leaves its files open.
    monkeypatch.setattr(script, "read", lambda path: {row["id"]: row for row in read_rows(path)})
    n = script.main()
    counted = people(read_rows(str(gold)), read_rows(str(predicted)))
    counts = {name: (row["right"], row["of"]) for name, row in counted.items()}
    assert counts == {
        "speaker": (n["right"], n["found"]),
        "recall": (n["right"], n["named"]),
        "nobody named": (n["nobody_named"], n["nobody"]),
        "nominal": (n["nominal"], n["nominals"]),
        "role shown": (n["role_shown"], n["role"]),
        "role right": (n["role_right"], n["role_shown"]),
        "organisation shown": (n["body_shown"], n["body"]),
        "organisation right": (n["body_right"], n["body_shown"]),
        "kind": (n["kind"], n["kinds"]),
    }


def written(path: Path, rows: list[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_counts_are_those_of_the_corpora_s_script(
    shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus = shared / "data" / "world" / "train.jsonl"
    # A few articles stand there twice.
    rows = list({row["id"]: row for row in read_rows(str(corpus))}.values())[:60]
    gold = written(tmp_path / "gold.jsonl", rows)
    agrees(shared, gold, written(tmp_path / "predicted.jsonl", shaken(rows)), monkeypatch)


@pytest.mark.model
@pytest.mark.slow
def test_counts_are_the_same_on_what_the_model_finds(
    shared: Path, measuring: Callable[[str], Measuring], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, predicted = measuring("world/dev.jsonl")
    gold = shared / "data" / "world" / "dev.jsonl"
    agrees(shared, gold, written(tmp_path / "predicted.jsonl", predicted), monkeypatch)
