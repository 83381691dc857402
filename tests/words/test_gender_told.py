"""What a name tells of its bearer's gender."""

from __future__ import annotations

import pytest

from attribution.words.names import gender_told


@pytest.mark.parametrize(
    ("name", "gender"),
    [
        ("Anna Lund", "f"),
        ("Anna Maria Lund", "f"),
        ("John Holm", "m"),
        ("Anne-Marie Holm", "f"),
        ("Łukasz Nowak", None),  # a name that no list has
        ("Mrs. Holm", "f"),
        ("Mr Holm", "m"),
        ("Lord Holm", "m"),
        ("Robin Holm", None),  # a name of both
        ("Holm", None),
        ("Anna", None),  # alone it may be a surname
        ("Dr Anna Lund", "f"),
        ("Dr Lund", None),
        ("", None),
    ],
)
def test_a_name_tells_a_gender_or_none(name: str, gender: str | None) -> None:
    assert gender_told(name) == gender
