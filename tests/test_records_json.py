"""The JSON form of the records: what goes in comes back, and every key that was published keeps its meaning."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from attribution.reading import read_paths
from attribution.records import Affiliation, Article, Attribution, Speaker, Target
from attribution.records_json import from_json, line_of, to_json

SURE = st.floats(0, 1)
SPANS = st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99)), max_size=3).map(tuple)
SPAN = st.tuples(st.integers(0, 99), st.integers(0, 99))
WORDS = st.none() | st.text(max_size=9)
ATTRIBUTIONS = st.builds(
    Attribution,
    content=SPANS,
    source=SPANS,
    cue=SPANS,
    confidence=SURE,
    speaker=st.none()
    | st.builds(Speaker, name=WORDS, confidence=SURE, mention=st.none() | SPAN, description=WORDS),
    affiliation=st.none() | st.builds(Affiliation, role=WORDS, organisation=WORDS, evidence=SPANS, party=WORDS),
    nested_in=st.none() | st.integers(0, 9),
    addressee=st.none() | SPAN,
    targets=st.lists(st.builds(Target, name=WORDS, mention=SPAN, confidence=SURE), max_size=2).map(tuple),
)
FULL = Attribution(
    ((0, 4),),
    ((5, 6),),
    (),
    "direct",
    0.91234567,
    Speaker("Oda Brask", "person", "pronoun", 0.7, (5, 6)),
    Affiliation("former senator", None, ((7, 9),), "former", "R-Tarn"),
    nested_in=1,
    source_type="person",
    addressee=(10, 12),
    targets=(Target(None, "person", (3, 4), "pronoun", 0.55555, True),),
)
BARE = Attribution(((0, 4),), (), (), "indirect", 0.5)


@given(ATTRIBUTIONS)
def test_there_and_back_also_through_json(one: Attribution) -> None:
    assert from_json(to_json(one)) == one
    assert from_json(json.loads(json.dumps(to_json(one)))) == one


def test_every_field_of_the_records_is_in_the_form() -> None:
    row = to_json(FULL)
    whole = {"name": row["speaker"], **row["resolution"]}
    for record, form in ((FULL, row), (FULL.speaker, whole), (FULL.affiliation, row["affiliation"]),
                         (FULL.targets[0], row["targets"][0])):  # fmt: skip
        assert record is not None
        assert {field.name for field in fields(record)} == set(form) - {"resolution"}


def test_a_line_has_every_key_of_the_first_release_with_its_value() -> None:
    article = Article("x" * 20, "dam", title="The dam", date="2026-05-01", path="home/dam.txt")
    line = json.loads(json.dumps(line_of(article, [FULL, BARE])))
    of_article = {"id": "dam", "text": "x" * 20}
    full = {
        "content": [[0, 4]],
        "source": [[5, 6]],
        "cue": [],
        "speaker": "Oda Brask",
        "kind": "direct",
        "act": "speech",
        "negated": False,
        "hedged": False,
        "source_type": "person",
        "addressee": [10, 12],
        "affiliation": {
            "role": "former senator",
            "organisation": None,
            "evidence": [[7, 9]],
            "state": "former",
            "party": "R-Tarn",
        },
        "confidence": 0.9123,
        "nested_in": 1,
        "targets": [
            {
                "name": None,
                "type": "person",
                "mention": [3, 4],
                "method": "pronoun",
                "own": True,
                "confidence": 0.5555,
            }
        ],
    }
    bare = dict.fromkeys(full) | {
        **{"content": [[0, 4]], "source": [], "cue": [], "kind": "indirect", "act": "speech", "negated": False},
        **{"hedged": False, "confidence": 0.5, "targets": []},
    }
    assert line.items() >= of_article.items()
    for row, old in zip(line["attributions"], (full, bare), strict=True):
        assert {key: row[key] for key in old} == old
        assert set(row) - set(old) == {"resolution"}
    assert line["attributions"][1]["resolution"] is None


def test_a_line_is_read_as_the_article_that_it_was(tmp_path: Path) -> None:
    article = Article(
        "Nobody spoke.", "dam", "The dam", "Tarn Wire", "Lars Holm", "2026-05-01", "https://tarn.example/"
    )
    path = tmp_path / "lines.jsonl"
    path.write_text(json.dumps(line_of(article, [])), encoding="utf-8")
    (found,) = read_paths([str(path)])
    assert isinstance(found, Article)
    assert replace(found, path=None) == article
