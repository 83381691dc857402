"""Names for articles."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.reading.identifiers import Identifiers, is_url, stem_of


def test_alike_names_are_numbered() -> None:
    names = Identifiers()
    assert [names.distinct("a") for _ in range(3)] == ["a", "a-2", "a-3"]


def test_a_number_that_is_taken_is_passed_over() -> None:
    names = Identifiers()
    assert [names.distinct(name) for name in ("a-2", "a", "a", "a-2")] == ["a-2", "a", "a-3", "a-2-2"]


def test_a_name_that_will_be_asked_for_is_left_free() -> None:
    names = Identifiers()
    assert names.distinct("news", avoid={"news", "news-2"}) == "news-3"
    assert names.distinct("news") == "news"


@given(st.lists(st.sampled_from(["a", "a-2", "a-3", "a-2-2", "b"])))
def test_no_two_are_alike(wanted: list[str]) -> None:
    names = Identifiers()
    given_out = [names.distinct(name) for name in wanted]
    assert len(set(given_out)) == len(given_out)


@pytest.mark.parametrize(
    ("path", "stem"),
    [
        ("folder/flood.txt", "flood"),
        ("flood.2026.html", "flood.2026"),
        (".hidden", ".hidden"),
        ("https://courier.example/news/flood%20barrier.html?page=2", "flood barrier"),
        ("https://courier.example/", "courier.example"),
        ("https://courier.example", "courier.example"),
        ("https://[", "article"),
        ("/", "/"),
        ("", "article"),
    ],
)
def test_stems(path: str, stem: str) -> None:
    assert stem_of(path) == stem


def test_addresses() -> None:
    assert is_url("HTTPS://courier.example/")
    assert not is_url("ftp://courier.example/")
    assert not is_url("http.txt")
