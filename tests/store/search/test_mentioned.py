"""Searches for quotes about somebody."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from graph_articles import about, town, town_in
from stored import fill, said

from attribution.filters import QuoteFilter
from attribution.records import Article, Target
from attribution.store import Store
from attribution.store.search import mentioned
from attribution.store.search.filter_tokens import FILL_ABOUT
from attribution.store.search.finding import Order, find, quotes_of, walk


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(town_in(tmp_path))) as connection:
        yield connection


def number_of(db: sqlite3.Connection, name: str) -> int:
    (number,) = db.execute("SELECT id FROM speakers WHERE name = ?", (name,)).fetchone()
    assert isinstance(number, int)
    return number


def words(db: sqlite3.Connection, wanted: QuoteFilter, order: Order = "newest") -> list[str]:
    """The quotes that are found, which are the same whichever way one goes through them."""
    found = find(db, wanted, order=order)
    way, ids = walk(db, wanted, order=order), []
    while part := way.step(db):
        ids += part
    assert tuple(ids) == found.ids
    assert (found.total, found.more) == (len(ids), False)
    return [str(quote) for (quote,) in quotes_of(db, ids, ["quote"])]


ABOUT_RAY = ["“Bo Ray is late”", "“Bo Ray lied about Cy Fox”", "“BO RAY must go!”", "“Bo Ray must go”"]
TOWN = [
    ({"about": "bo ray"}, ABOUT_RAY),
    ({"about": "RAY"}, ABOUT_RAY),
    ({"about": '"Ray"'}, []),
    ({"about": "“Cy Fox”"}, ["‘Cy Fox is safe’", "“Bo Ray lied about Cy Fox”"]),
    ({"about": "Ray", "words": "must"}, ["“BO RAY must go!”", "“Bo Ray must go”"]),
    ({"about": "Ray", "words": "must", "outlet": "Daily Tide"}, ["“BO RAY must go!”"]),
    ({"about": "Ray", "speaker": "lee", "kind": "mixed"}, []),
    ({"about": "council", "speaker": "Ann Lee"}, ["Tarn Council was slow"]),
    # Words may be of two names; what a name is of is no word of it.
    ({"about": "ray cy"}, ["“Bo Ray lied about Cy Fox”"]),
    ({"about": "person"}, []),
    ({"about": "organisation"}, []),
    ({"about": '"Bo"'}, []),
    ({"about": "nobody"}, []),
    ({"about": "  "}, None),
    ({"about": "…"}, []),
]  # fmt: skip


@pytest.mark.parametrize(("wanted", "expected"), TOWN)
def test_quotes_about_a_name(db: sqlite3.Connection, wanted: dict[str, str], expected: list[str] | None) -> None:
    found = words(db, QuoteFilter(**wanted))  # type: ignore[arg-type]
    if expected is None:
        assert len(found) == 8
    else:
        assert sorted(found) == sorted(expected)


@pytest.mark.parametrize("order", ["newest", "oldest"])
def test_they_come_in_order_of_day(db: sqlite3.Connection, order: Order) -> None:
    found = words(db, QuoteFilter(about="Ray", speaker="Ann Lee"), order)
    expected = ["“Bo Ray lied about Cy Fox”", "“BO RAY must go!”", "“Bo Ray must go”"]
    assert found == (expected if order == "newest" else expected[::-1])


def test_quotes_about_a_speaker_by_number(db: sqlite3.Connection) -> None:
    bo, lee = number_of(db, "Bo Ray"), number_of(db, "Ann Lee")
    assert len(words(db, QuoteFilter(about_id=bo))) == 4
    assert len(words(db, QuoteFilter(about_id=bo, speaker_id=lee))) == 3
    assert words(db, QuoteFilter(about_id=lee)) == ["“Ann Lee is wrong”"]
    assert words(db, QuoteFilter(about_id=9_999)) == []


def test_a_name_of_two_people_is_told_apart_by_its_article(tmp_path: Path) -> None:
    """A quote about a name that two speakers have is about the one whom its own article quotes."""
    path = fill(tmp_path / "two.db", [*town(), about("Bo Ray", "“I play for Tarn”", role="striker", title="Cup")])
    with Store(path) as store, closing(sqlite3.connect(path)) as db:
        (article,) = db.execute("SELECT article_id FROM quotes WHERE title = 'Cup'").fetchone()
        with store.decisions(who="the desk") as by_hand:
            by_hand.split(number_of(db, "Bo Ray"), articles=[article])
        two = [row[0] for row in db.execute("SELECT id FROM speakers WHERE name = 'Bo Ray' ORDER BY id")]
        assert len(two) == 2
        # No article that speaks about Bo Ray quotes either of them.
        assert [words(db, QuoteFilter(about_id=one)) for one in two] == [[], []]
        assert len(words(db, QuoteFilter(about="Bo Ray"))) == 4
        text = "Bo Ray said: “I am no striker”. Ann Lee said: “Bo Ray is lazy”."
        start = text.rindex("Bo Ray")
        targets = (Target("Bo Ray", "person", (start, start + len("Bo Ray")), "named", 0.9),)
        run = store.start_run(version="1", model="test")
        made = [said(text, "“I am no striker”", name="Bo Ray"), said(text, "“Bo Ray is lazy”", targets=targets)]
        store.save(Article(text, title="Both"), made, run_id=run)
        (quoted,) = db.execute(
            "SELECT speaker_id FROM quotes WHERE title = 'Both' AND speaker = 'Bo Ray'"
        ).fetchone()
        assert {one: words(db, QuoteFilter(about_id=one)) for one in two} == {
            one: ["“Bo Ray is lazy”"] if one == quoted else [] for one in two
        }


def test_saving_writes_what_a_migration_would(tmp_path: Path) -> None:
    with closing(sqlite3.connect(town_in(tmp_path))) as db:
        saved = db.execute("SELECT id, about_plain FROM quotes ORDER BY id").fetchall()
        db.execute(FILL_ABOUT)
        assert db.execute("SELECT id, about_plain FROM quotes ORDER BY id").fetchall() == saved
        assert {about for _, about in saved} > {
            None,
            "bo ray · person; cy fox · person",
            "tarn council · organisation",
        }
        db.execute("INSERT INTO quotes_fts (quotes_fts, rank) VALUES ('integrity-check', 1)")


def test_people_are_counted_by_quotes_under_one_spelling(db: sqlite3.Connection) -> None:
    ids = find(db, QuoteFilter(speaker="Ann Lee")).ids
    assert sorted(mentioned.people_in(db, ids)) == [("BO RAY", 3), ("Cy Fox", 1), ("Tarn Council", 1)]
