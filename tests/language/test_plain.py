"""Attributions as plain data come back as they were."""

from __future__ import annotations

import json

from attribution.language.plain import from_plain, to_plain
from attribution.records import Affiliation, Attribution, Speaker, Target

FULL = Attribution(
    ((0, 4),),
    ((5, 6),),
    (),
    "direct",
    0.9,
    Speaker("Oda Brask", "person", "pronoun", 0.7, (5, 6)),
    Affiliation("former senator", None, ((7, 9),), "former", "R-Tarn"),
    nested_in=1,
    source_type="person",
    addressee=(10, 12),
    targets=(
        Target("Lars Holm", "person", (0, 2), "surname", 0.9),
        Target(None, "person", (3, 4), "pronoun", 0.5, True),
    ),
)


def test_there_and_back_also_through_json() -> None:
    for one in (FULL, Attribution(((0, 4),), (), (), "indirect", 0.5)):
        assert from_plain(to_plain(one)) == one
        assert from_plain(json.loads(json.dumps(to_plain(one)))) == one
