"""A search finds what a look at every row finds, in the same order."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from graph_articles import town_in
from stored import fill, from_before, grain, simple

from attribution.filters import QuoteFilter
from attribution.records import Article, Attribution
from attribution.store import Store
from attribution.store.search import day_pages, finding
from attribution.store.search.finding import Order, find, quotes_of, walk

DAYS = [
    None,
    "1999-12-31",
    "2021-12-31",
    *(f"2024-0{month}-{day:02d}" for month in (1, 2) for day in range(1, 29)),
]
OUTLETS = [None, "Harbour News", "Évening Tide", "A “B” C", "The Long Name of a Paper " * 40]
ORGANISATIONS = [None, "Odra Freight", "Union of Readers"]
SPEAKERS = [None, "Mara Quill", "Rasa Juknienė", "Søren Ødegård", "Mara Lund"]
ACTS = ["speech", "belief"]


def articles(number: int) -> list[tuple[Article, list[Attribution]]]:
    """Articles of one quote each, with values drawn from a seed."""
    draw = random.Random(3)
    made = []
    for n in range(number):
        word = "bridge" if n % 3 else "łan"
        article, (one,) = simple(
            draw.choice(SPEAKERS),
            f"“The {word} number {n} is direct”",
            title=f"T{n}",
            outlet=draw.choice(OUTLETS),
            date=draw.choice(DAYS),
            organisation=draw.choice(ORGANISATIONS),
        )
        one = replace(
            one,
            act=draw.choice(ACTS),
            kind=draw.choice(["direct", "mixed", "indirect"]),
            confidence=draw.choice([0.29, 0.5, 0.85, 0.9, 1.0]),
            source_type=draw.choice([None, "person", "unnamed_person", "none"]),
        )
        made.append((article, [one]))
    return made


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fill(tmp_path_factory.mktemp("finding") / "news.db", articles(200))


@pytest.fixture
def db(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path)) as connection:
        yield connection


def everything(db: sqlite3.Connection, wanted: QuoteFilter, order: Order = "newest") -> list[int]:
    """All matches, by walking."""
    way, ids = walk(db, wanted, order=order), []
    while part := way.step(db):
        ids += part
    return ids


DAY = "2024-01-15"
SEARCHES: list[tuple[QuoteFilter, str]] = [
    (QuoteFilter(), "1"),
    (QuoteFilter(words="bridge"), "quote LIKE '%bridge%'"),
    (QuoteFilter(words="BRÍDGE  the"), "quote LIKE '%bridge%'"),
    (QuoteFilter(words="lan"), "quote LIKE '%łan%'"),
    (QuoteFilter(words='"number 7 is"'), "quote LIKE '%number 7 is%'"),
    (QuoteFilter(words='"7 number"'), "0"),
    (QuoteFilter(words="bridge OR nothing"), "0"),
    # A value that can be filtered is no word of the quote.
    (QuoteFilter(words="mixed"), "0"),
    (QuoteFilter(words="kzkmixed"), "0"),
    (QuoteFilter(words="kzall"), "0"),
    (QuoteFilter(words="…"), "0"),
    (QuoteFilter(kind="mixed"), "kind = 'mixed'"),
    (QuoteFilter(act="belief"), "act = 'belief'"),
    (QuoteFilter(source_type="unnamed_person"), "source_type = 'unnamed_person'"),
    (QuoteFilter(source_type="none"), "source_type = 'none'"),
    *((QuoteFilter(outlet=name), f"outlet = '{name.strip()}'") for name in OUTLETS[1:4] if name),
    (QuoteFilter(outlet="Harbour"), "0"),
    (QuoteFilter(organisation="Odra Freight"), "organisation = 'Odra Freight'"),
    (QuoteFilter(confidence=0.29), "confidence >= 0.29"),
    (QuoteFilter(confidence=0.86), "confidence >= 0.86"),
    (QuoteFilter(confidence=1.0), "confidence >= 1"),
    (QuoteFilter(from_day=DAY), "day >= '2024-01-15'"),
    (QuoteFilter(to_day=DAY), "day <= '2024-01-15'"),
    (QuoteFilter(from_day=DAY, to_day=DAY), "day = '2024-01-15'"),
    (QuoteFilter(from_day="2030"), "0"),
    (QuoteFilter(speaker_id=1), "speaker_id = 1"),
    (QuoteFilter(speaker="mara"), "speaker LIKE 'Mara%'"),
    (QuoteFilter(speaker="Quill Mara"), "speaker = 'Mara Quill'"),
    (QuoteFilter(speaker="odegard"), "speaker = 'Søren Ødegård'"),
    # Nameless ones are found by what they are called.
    (QuoteFilter(speaker="aide"), "speaker IS NULL"),
    (QuoteFilter(speaker="nobody"), "0"),
    (QuoteFilter(article_id=7), "article_id = 7"),
    (
        QuoteFilter(
            words="number", speaker="Mara", kind="direct", outlet="Harbour News", confidence=0.5, from_day=DAY
        ),
        "speaker LIKE 'Mara%' AND kind = 'direct' AND outlet = 'Harbour News' AND confidence >= 0.5 "
        "AND day >= '2024-01-15'",
    ),
]


@pytest.mark.parametrize("case", SEARCHES)
@pytest.mark.parametrize("way", [(False, 3), (True, 3), (False, 4000), (True, 4000)])
def test_a_search_finds_what_a_look_at_every_row_finds(
    db: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch, case: tuple[QuoteFilter, str], way: tuple[bool, int]
) -> None:
    """However little is sorted at a time."""
    (wanted, where), (oldest, batch) = case, way
    monkeypatch.setattr(day_pages, "BATCH", batch)
    monkeypatch.setattr(finding, "SORTED", batch)
    by = "day IS NULL, day, id" if oldest else "day DESC, id"
    expected = [row[0] for row in db.execute(f"SELECT id FROM quotes WHERE {where} ORDER BY {by}")]
    order: Order = "oldest" if oldest else "newest"
    found = find(db, wanted, order=order)
    assert list(found.ids) == expected
    assert (found.total, found.more, found.whole) == (len(expected), False, True)
    assert everything(db, wanted, order) == expected


def test_the_cases_find_something(db: sqlite3.Connection) -> None:
    counts = [db.execute(f"SELECT count(*) FROM quotes WHERE {where}").fetchone()[0] for _, where in SEARCHES]
    assert all(number for number, (_, where) in zip(counts, SEARCHES, strict=True) if where != "0")


def test_many_matches_are_counted_and_collected_only_so_far(
    db: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(day_pages, "BATCH", 20)
    monkeypatch.setattr(finding, "SORTED", 20)
    monkeypatch.setattr(finding, "COLLECTED", 50)
    monkeypatch.setattr(finding, "COUNTED", 100)
    found = find(db, QuoteFilter())
    assert (found.total, found.more, found.whole, len(found.ids)) == (100, True, False, 50)
    assert list(found.ids) == [
        row[0] for row in db.execute("SELECT id FROM quotes ORDER BY day DESC, id LIMIT 50")
    ]
    assert len(everything(db, QuoteFilter())) == 200


def test_a_store_goes_on_after_the_first_that_pages_show(
    path: Path, db: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, module, number in (("BATCH", day_pages, 20), ("SORTED", finding, 20), ("COLLECTED", finding, 50)):
        monkeypatch.setattr(module, name, number)
    orders: dict[Order, str] = {"newest": "day DESC, id", "oldest": "day IS NULL, day, id"}
    with Store(path, read_only=True) as store:
        for order, by in orders.items():
            expected = [row[0] for row in db.execute(f"SELECT id FROM quotes ORDER BY {by}")]
            for limit in (1, 120, 1000):
                found = store.search(QuoteFilter(), order=order, limit=limit)
                assert [quote.id for quote in found] == expected[:limit]
        assert len(store.search("number", limit=150)) == 150


def test_words_are_not_looked_for_among_the_filters(path: Path) -> None:
    with Store(path, read_only=True) as store:
        assert store.search("number") != []
        for words in ("kzall", "kzkmixed", "mixed"):
            assert store.search(words) == [], words


def test_any_day_of_the_calendar_is_walked_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(day_pages, "BATCH", 1)
    monkeypatch.setattr(finding, "SORTED", 2)
    days = ["9999-12-31", "2024-02-29", "0001-01-01"]
    path = fill(tmp_path / "news.db", [simple(title=day, date=day) for day in days])
    with closing(sqlite3.connect(path)) as db:
        orders: tuple[Order, ...] = ("newest", "oldest")
        for order in orders:
            found = quotes_of(db, everything(db, QuoteFilter(), order), ["day"])
            assert found == [(day,) for day in sorted(days, reverse=order == "newest")]
            assert len(find(db, QuoteFilter(), order=order).ids) == 3
        assert find(db, QuoteFilter(from_day="0001", to_day="9999")).total == 3


def test_speakers_of_a_common_name_are_found_too(db: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    """More of them than are asked for by number."""
    monkeypatch.setattr(finding, "SPEAKERS", 1)
    expected = [
        row[0] for row in db.execute("SELECT id FROM quotes WHERE speaker LIKE 'Mara%' ORDER BY day DESC, id")
    ]
    assert list(find(db, QuoteFilter(speaker="Mara")).ids) == expected


def test_the_best_match_comes_first(tmp_path: Path) -> None:
    path = fill(
        tmp_path / "news.db",
        [
            simple(
                "Mara Quill", "“The bridge is a long, long way from here and nobody goes there”", date="2024-03-03"
            ),
            simple("Bo Bridge", "“It is closed and has been so for many years, I am afraid”", date="2024-03-02"),
            simple("Mara Quill", "“A bridge is a bridge”", date="2024-03-01"),
        ],
    )
    with closing(sqlite3.connect(path)) as db:
        found = find(db, QuoteFilter(words="bridge"), order="best")
        rows = quotes_of(db, found.ids, ["day"])
    assert rows == [("2024-03-01",), ("2024-03-03",), ("2024-03-02",)]


def test_quotes_come_in_the_order_asked_for_and_what_is_gone_is_left_out(db: sqlite3.Connection) -> None:
    assert quotes_of(db, [3, 10_000, 1], ["title", "id"]) == [("T2", 3), ("T0", 1)]


def test_the_search_follows_what_is_written(tmp_path: Path) -> None:
    path = fill(tmp_path / "news.db", [grain(), simple("Mara Quill")])
    with Store(path) as store, closing(sqlite3.connect(path)) as db:
        number = find(db, QuoteFilter(outlet="Harbour News")).ids
        assert len(number) == 1
        article_id = quotes_of(db, number, ["article_id"])[0][0]
        assert isinstance(article_id, int)
        store.edit_article(article_id, outlet="The Tide", date="2020-01-01")
        assert find(db, QuoteFilter(outlet="Harbour News")).ids == ()
        assert find(db, QuoteFilter(outlet="The Tide", to_day="2020-01-01")).ids == number
        store.remove_article(article_id)
        assert find(db, QuoteFilter(outlet="The Tide")).ids == ()
        assert find(db, QuoteFilter()).total == 3
        db.execute("INSERT INTO quotes_fts (quotes_fts, rank) VALUES ('integrity-check', 1)")


def test_a_database_from_before_is_searched_too(tmp_path: Path) -> None:
    """What was stored by an earlier version gets its tokens when the database is brought up to date."""
    old = from_before(
        fill(tmp_path / "new.db", [grain(), simple("Mara Quill")]), "0007_search", into=tmp_path / "old.db"
    )
    with Store(old):
        pass
    with closing(sqlite3.connect(old)) as db:
        assert find(db, QuoteFilter(words="lukasz")).total == 2
        assert find(db, QuoteFilter(outlet="Harbour News", kind="direct")).total == 1
        assert find(db, QuoteFilter(review="none")).total == 4
        assert db.execute("SELECT rowid FROM speakers_fts WHERE speakers_fts MATCH 'qui*'").fetchall() != []
        db.execute("INSERT INTO quotes_fts (quotes_fts, rank) VALUES ('integrity-check', 1)")


def test_so_is_one_from_before_whom_a_quote_is_about(tmp_path: Path) -> None:
    old = from_before(town_in(tmp_path), "0011_about_search", into=tmp_path / "old.db")
    with Store(old):
        pass
    with closing(sqlite3.connect(old)) as db:
        assert find(db, QuoteFilter(about='"Bo Ray"')).total == 4
        assert find(db, QuoteFilter(about="council", speaker="Ann Lee")).total == 1
        db.execute("INSERT INTO quotes_fts (quotes_fts, rank) VALUES ('integrity-check', 1)")
