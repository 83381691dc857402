"""Timelines: each month has as many quotes as the table says."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from stored import fill, simple

from attribution.filters import QuoteFilter
from attribution.store.search.timeline import MOST, timeline


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    days = ["2023-11-30", "2023-12-01", "2023-12-31", "2024-02-29", "2024-02-29", "2024-03-01", None]
    made = [
        simple(
            "Mara Quill" if number % 2 else "Ida Noll",
            f"“The {'bridge' if number % 3 else 'harbour'} number {number}”",
            title=f"T{number}",
            date=day,
        )
        for number, day in enumerate(days)
    ]
    return fill(tmp_path_factory.mktemp("timeline") / "attribution.db", made)


@pytest.mark.parametrize(
    ("given", "where"),
    [
        ({}, "1"),
        ({"words": "bridge"}, "quote LIKE '%bridge%'"),
        ({"speaker": "mara"}, "speaker = 'Mara Quill'"),
        ({"from_day": "2023-12-02", "to_day": "2024-02"}, "day BETWEEN '2023-12-02' AND '2024-02-29'"),
        ({"from_day": "2024-02-29"}, "day >= '2024-02-29'"),
        ({"words": "nothing"}, "0"),
        ({"from_day": "2030"}, "0"),
    ],
)
def test_months_are_those_of_the_table(path: Path, given: dict[str, Any], where: str) -> None:
    with closing(sqlite3.connect(path)) as db:
        found = timeline(db, QuoteFilter(**given))
        query = f"SELECT substr(day, 1, 7), count(*) FROM quotes WHERE {where} GROUP BY 1"
        expected = dict(db.execute(query))
        undated = expected.pop(None, 0)
        assert {month: number for month, number in found.months if number} == expected
        assert found.undated == undated
        assert found.total == sum(expected.values()) + undated
    months = [month for month, _ in found.months]
    # None is left out between the first and the last.
    if "2023-12" in months and "2024-02" in months:
        assert "2024-01" in months
    assert not months or (found.months[0][1] and found.months[-1][1])


def test_very_old_ones_are_counted_together(tmp_path: Path) -> None:
    made = [simple("Mara Quill", f"“Old {n}”", title=f"O{n}", date=f"19{50 + n}-05-01") for n in range(30)]
    made += [simple("Mara Quill", f"“New {n}”", title=f"N{n}", date=f"2024-0{n + 1}-01") for n in range(5)]
    path = fill(tmp_path / "attribution.db", made)
    with closing(sqlite3.connect(path)) as db:
        found = timeline(db, QuoteFilter())
    assert found.total == 35
    assert found.earlier == 30
    assert len(found.months) <= MOST
    assert [number for _, number in found.months] == [1] * 5


def test_an_empty_database_has_none(tmp_path: Path) -> None:
    with closing(sqlite3.connect(fill(tmp_path / "attribution.db", []))) as db:
        found = timeline(db, QuoteFilter())
    assert (found.months, found.earlier, found.undated) == ((), 0, 0)
