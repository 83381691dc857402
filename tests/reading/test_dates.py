"""Dates as ISO 8601 text."""

from __future__ import annotations

import pytest

from attribution.reading.dates import iso_date


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
