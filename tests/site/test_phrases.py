"""Days, numbers and the like, as pages write them."""

from __future__ import annotations

from typing import get_args

import pytest

from attribution.records import Method, SpeakerType
from attribution.site import phrases


@pytest.mark.parametrize(
    ("day", "written"),
    [
        ("2024-03-02", "2 March 2024"),
        ("2024-12", "December 2024"),
        ("2024", "2024"),
        ("2024-13", "2024-13"),
        ("2024-03-02T08:00", "2024-03-02T08:00"),
        ("last week", "last week"),
        ("", ""),
        (None, ""),
    ],
)
def test_days(day: str | None, written: str) -> None:
    assert phrases.day(day) == written


def test_moments_and_counts() -> None:
    assert phrases.moment("2024-03-02T08:05:11+00:00") == "2 March 2024, 08:05 UTC"
    assert phrases.moment("synthetic") == "synthetic"
    assert phrases.count(1, "quote") == "1 quote"
    assert phrases.count(1200, "quote") == "1,200 quotes"
    assert phrases.count(0, "person", "people") == "0 people"


def test_confidence_is_a_word_and_a_number() -> None:
    assert phrases.confidence(0.955) == "very sure (0.95)"
    assert phrases.confidence(0.2) == "unsure (0.20)"
    assert phrases.confidence(None) == ""


def test_long_texts_are_cut_between_words() -> None:
    assert phrases.shortened("one two three", 13) == "one two three"
    assert phrases.shortened("one two three", 12) == "one two…"
    assert phrases.shortened("x" * 50, 10) == "x" * 10 + "…"


def test_each_method_and_type_has_its_words() -> None:
    assert set(phrases.METHODS) == set(phrases.FOUND_BY) == set(get_args(Method))
    assert set(phrases.TYPES) == set(get_args(SpeakerType))
