"""Who gets to speak: the numbers are those of the table of quotes, with what people corrected in force."""

from __future__ import annotations

import csv
import io
import re
import sqlite3
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from html import unescape
from pathlib import Path

import pytest
from datasette.app import Datasette
from hostile import articles
from paging import attributes, read
from stored import fill, find, said, simple

from attribution.records import Article
from attribution.site.voices.counting import count_voices
from attribution.store import Correction, Store

pytestmark = pytest.mark.asyncio
Served = Callable[[Path], Datasette]


def told_by(outlet: str, day: str, *speakers: tuple[str | None, str, str]) -> tuple[Article, list]:
    """An article with a quote for each speaker: name, type of source, act."""
    parts, quotes = [], []
    for number, (name, _, _) in enumerate(speakers):
        parts.append(f"{name or 'An aide'} said: “Number {number}”.")
    text = "\n".join(parts)
    for number, (name, source_type, act) in enumerate(speakers):
        quotes.append(
            said(
                text,
                f"“Number {number}”",
                name=name,
                source=None if name else "An aide",
                type="organisation" if source_type == "organisation" else None,
                source_type=source_type,  # type: ignore[arg-type]
                act=act,  # type: ignore[arg-type]
            )
        )
        assert find(text, f"“Number {number}”")
    return Article(text, id=f"{outlet} {day}", outlet=outlet, date=day, title=f"{outlet} {day}"), quotes


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return fill(
        tmp_path / "attribution.db",
        [
            told_by(
                "The Tide",
                "2024-01-05",
                ("Anna Lund", "person", "speech"),
                ("Anna Lund", "person", "writing"),
                ("John Holm", "person", "speech"),
                ("Robin Brask", "person", "speech"),
                (None, "unnamed_person", "speech"),
            ),
            told_by(
                "The Post",
                "2024-02-05",
                ("John Holm", "person", "speech"),
                ("John Holm", "person", "belief"),
                ("Tarn Council", "organisation", "speech"),
            ),
            simple(None, "“Nobody knows”", outlet=None, date=None),
        ],
    )


async def test_the_numbers_of_the_page(path: Path, served: Served) -> None:
    _, text = await read(served(path), "/attribution/-/voices")
    # Nine quotes, of which one is a belief.
    assert "8 quotes: 75 % of somebody by name, 25 % without a name." in text
    assert "Of 5 quotes of people by name, the name tells of 4 whose they are: women 50 %, men 50 %." in text
    assert "a person by name 5 by a person by name 62 %" in text
    assert "The Tide 5 in The Tide 80 % 20 % 67 % 33 % 1" in text
    assert "The Post 2 in The Post 100 % 0 % 0 % 100 % 0" in text
    assert "no outlet named 1 0 % 100 % – – 0" in text
    months = text[text.index("By month") :]
    assert months.index("February 2024") < months.index("January 2024") < months.index("without a day")
    assert "January 2024 5 in January 2024 80 % 20 % 67 % 33 % 1" in months
    assert "With beliefs, plans and feelings: 1 more in all" in text


async def test_everything_is_counted_on_demand(path: Path, served: Served) -> None:
    _, text = await read(served(path), "/attribution/-/voices?everything=1")
    assert "9 quotes: 78 % of somebody by name" in text
    assert "The Post 3 in The Post 100 % 0 % 0 % 100 % 0" in text


async def test_one_outlet_and_some_months(path: Path, served: Served) -> None:
    site = served(path)
    html, text = await read(site, "/attribution/-/voices?outlet=The+Tide")
    assert "Who gets to speak in The Tide" in text
    assert "5 quotes: 80 %" in text
    assert "By outlet" not in text
    for query, number in (
        ("from=2024-02", "2 quotes"),
        ("to=2024-01", "5 quotes"),
        ("from=2024&to=2024", "7 quotes"),
        ("from=2024-01&to=2024", "7 quotes"),
        ("from=2025", "0 quotes"),
    ):
        _, text = await read(site, f"/attribution/-/voices?{query}")
        assert f" {number}" in text[text.index("Show ") :][:20], query
    assert "/attribution/-/search?outlet=The+Tide&source_type=person" in [
        link.replace("source_type=person&outlet=The+Tide", "outlet=The+Tide&source_type=person")
        for link in attributes(html, "a", "href")
    ]


async def test_every_link_to_the_search_finds_as_many(path: Path, served: Served) -> None:
    site = served(path)
    html, _ = await read(site, "/attribution/-/voices?everything=1")
    found = re.findall(r'<a href="([^"]+/-/search\?[^"]+)">([\d,]+)<span', html)
    assert len(found) == 7
    for link, number in found:
        answer = await site.client.get(unescape(link), follow_redirects=True)
        assert f">{number} quote" in answer.text, link


async def test_what_people_corrected_is_in_force(path: Path, served: Served) -> None:
    with Store(path) as store, store.reviews(reviewer="the desk") as reviews:
        reviews.correct(1, Correction(speaker="John Holm"))  # she was he
        reviews.correct(5, Correction(speaker="Anna Lund"))  # the aide has a name
        reviews.correct(8, Correction(speaker=""))  # no council
    with closing(sqlite3.connect(path)) as db:
        cube = count_voices(db)
        number = db.execute("SELECT count(*) FROM quotes").fetchone()[0]
    assert sum(cube.values()) == number
    assert all(value > 0 for value in cube.values())
    told: Counter[str] = Counter()
    types: Counter[str | None] = Counter()
    for cell, value in cube.items():
        told[cell.told] += value
        types[cell.source_type] += value
    assert told == {"f": 2, "m": 4, "": 1, "-": 2}
    assert types == {"person": 7, "none": 1, None: 1}
    _, text = await read(served(path), "/attribution/-/voices")
    assert "women 40 %, men 60 %" in text


async def test_the_numbers_are_those_of_odd_articles_too(tmp_path: Path, served: Served) -> None:
    path = fill(tmp_path / "attribution.db", articles())
    site = served(path)
    await read(site, "/attribution/-/voices")
    answer = await site.client.get("/attribution/-/voices.csv")
    rows = list(csv.DictReader(io.StringIO(answer.text, newline=""), strict=True))
    assert not any(value.startswith("=") for row in rows for value in row.values())
    with closing(sqlite3.connect(path)) as db:
        by_outlet = Counter(dict(db.execute("SELECT coalesce(outlet, ''), count(*) FROM quotes GROUP BY 1")))
    counted: Counter[str] = Counter()
    for row in rows:
        counted[row["outlet"]] += int(row["quotes"])
    assert counted == by_outlet


async def test_a_change_of_the_database_is_seen(path: Path, served: Served) -> None:
    site = served(path)
    await read(site, "/attribution/-/voices")
    fill(path, [simple("Mara Quill", "“New”", outlet="The Tide", date="2024-03-01")])
    _, text = await read(site, "/attribution/-/voices")
    assert "9 quotes:" in text
    assert "March 2024" in text


@pytest.mark.parametrize(
    ("query", "status", "says"),
    [
        ("outlet=Nothing", 404, "No outlet is called “Nothing”"),
        ("from=2024-13", 400, "is no month"),
        ("from=March", 400, "is no month"),
        ("from=2024-03&to=2024-01", 400, "ends before it begins"),
        ("outlet=%3Cscript%3E", 404, "No outlet is called"),
    ],
)
async def test_what_makes_no_sense(path: Path, served: Served, query: str, status: int, says: str) -> None:
    _, text = await read(served(path), f"/attribution/-/voices?{query}", status=status)
    assert says in text
