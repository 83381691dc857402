"""Dates as ISO 8601 text."""

from __future__ import annotations

import pytest

from attribution.reading.dates import day_in_address, iso_date, usual_date


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("2026-03-31", "2026-03-31"),
        (" 2026-03-31\n", "2026-03-31"),
        ("2026-03-31T18:30", "2026-03-31T18:30"),
        ("2026-03-31 18:30:05", "2026-03-31T18:30:05"),
        ("2026-03-31t18:30:05.250z", "2026-03-31T18:30:05.250Z"),
        ("2026-03-31 18:30 UTC", "2026-03-31T18:30Z"),
        ("2026-03-31T18:30:00+0200", "2026-03-31T18:30:00+02:00"),
        ("2026-03-31T18:30:00-05", "2026-03-31T18:30:00-05:00"),
        ("2024-02-29", "2024-02-29"),
        ("Tue, 31 Mar 2026 18:30:00 +0200", "2026-03-31T18:30:00+02:00"),
        ("31 Mar 2026 18:30 GMT", "2026-03-31T18:30:00+00:00"),
    ],
)
def test_dates_that_are_taken(stated: str, expected: str) -> None:
    assert iso_date(stated) == expected


@pytest.mark.parametrize(
    "stated",
    [
        *("", "2026", "2026-03", "2026-13-01", "2026-02-30", "2023-02-29", "31/03/2026", "03-31-2026"),
        *("20260331", "2026-03-31T25:00", "2026-03-31T18:61", "2026-03-31T18:30+25:00", "2026-03-31 at noon"),
        *("yesterday", "1 2 3", "40 Mar 2026 18:30:00", "2026-3-1", "２０２６-０３-３１", "0000-01-01"),
    ],
)
def test_what_is_no_day_is_refused(stated: str) -> None:
    with pytest.raises(ValueError):
        iso_date(stated)


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("2026-03-31", "2026-03-31"),
        ("March 31, 2026", "2026-03-31"),
        ("Tuesday, March 31, 2026 at 9:15 a.m.", "2026-03-31"),
        ("31st of March 2026", "2026-03-31"),
        ("31-Mar-2026", "2026-03-31"),
        ("31/03/2026", "2026-03-31"),
        ("3.4.2026", "2026-04-03"),
        ("2026/03/31", "2026-03-31"),
        ("20260331", "2026-03-31"),
        ("20260331T093000Z", "2026-03-31T09:30:00Z"),
        (1774915200, "2026-03-31T00:00:00Z"),
        ("1774915200000", "2026-03-31T00:00:00Z"),
    ],
)
def test_the_usual_spellings_of_data(stated: object, expected: str) -> None:
    assert usual_date(stated) == expected


@pytest.mark.parametrize("stated", ["03/04/2026", "March 31", "2026", "31/13/2026", "yesterday", True, None, 7])
def test_a_day_that_cannot_be_told(stated: object) -> None:
    with pytest.raises(ValueError, match="write it as 2026-03-31"):
        usual_date(stated)


@pytest.mark.parametrize(
    ("address", "day"),
    [
        ("https://post.example/2026/03/31/wall", "2026-03-31"),
        ("https://post.example/news/2026/mar/31/wall", "2026-03-31"),
        ("https://post.example/wall-20260331.html", "2026-03-31"),
        ("https://post.example/2026/wall", None),
        ("https://post.example/2026/02/30/wall", None),
        ("https://post.example/story/1234567890", None),
    ],
)
def test_the_day_in_an_address(address: str, day: str | None) -> None:
    assert day_in_address(address) == day
