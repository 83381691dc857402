"""Saving articles: what is written, what is left alone, and what happens when something goes wrong."""

from __future__ import annotations

import dataclasses
import random
from contextlib import closing
from pathlib import Path
from sqlite3 import Row, connect
from typing import Any

import pytest
from stored import GRAIN, dump, fill, find, grain, said, simple

from attribution.errors import StoreError
from attribution.records import Affiliation, Article, Attribution, Speaker
from attribution.store import Store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "news.db"


def rows(path: Path, query: str, *values: object) -> list[dict[str, Any]]:
    with closing(connect(path)) as connection:
        connection.row_factory = Row
        return [dict(row) for row in connection.execute(query, values)]


def save(path: Path, article: Article, attributions: list[Attribution], *, model: str = "test") -> Any:
    with Store(path) as store:
        run = store.start_run(version="1.0", model=model)
        return store.save(article, attributions, run_id=run)


def consistent(path: Path) -> None:
    """Assert what has to hold of every database, whatever was saved into it."""
    with closing(connect(path)) as connection:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        for table in ("articles", "organisations", "outlets", "quotes", "speakers"):
            # Raises where the index is not that of the table's rows.
            connection.execute(f"INSERT INTO {table}_fts({table}_fts, rank) VALUES ('integrity-check', 1)")
        connection.rollback()
    assert rows(path, "SELECT id FROM attributions ORDER BY id") == rows(path, "SELECT id FROM quotes ORDER BY id")
    spans = """
        SELECT s.*, a.text AS whole FROM spans s
        JOIN attributions t ON t.id = s.attribution_id JOIN articles a ON a.id = t.article_id
    """
    for span in rows(path, spans):
        assert span["whole"][span["start"] : span["end"]] == span["text"]
    for table, column, of in (
        ("speakers", "speaker_id", "attributions"),
        ("organisations", "organisation_id", "affiliations"),
        ("outlets", "outlet_id", "articles"),
    ):
        left = f"SELECT id FROM {table} WHERE id NOT IN (SELECT {column} FROM {of} WHERE {column} IS NOT NULL)"
        assert rows(path, left) == []


def test_everything_about_an_article_is_stored(path: Path) -> None:
    saved = save(path, *grain())
    assert (saved.status, saved.new, saved.attributions, saved.added) == ("new", True, 3, 3)
    (article,) = rows(path, "SELECT * FROM articles")
    assert article["text"] == GRAIN
    assert article["title"] == article["label"] == "Grain: prices to fall"
    assert (article["day"], article["date"]) == ("2024-03-02", "2024-03-02T08:00:00Z")
    assert (article["byline"], article["url"]) == ("Ada Field", "https://news.example/grain")
    assert article["input_id"] == "grain"

    assert rows(path, "SELECT name FROM outlets") == [{"name": "The Odra Post"}]
    assert rows(path, "SELECT name, type, folded FROM speakers") == [
        {"name": "Łukasz Nowak", "type": "person", "folded": "lukasz nowak"}
    ]
    assert rows(path, "SELECT name FROM organisations") == [{"name": "Odra Freight"}]
    (affiliation,) = rows(path, "SELECT * FROM affiliations")
    assert affiliation["role"] == "grain trader"
    assert affiliation["day"] == "2024-03-02"
    assert affiliation["evidence"] == "a grain trader at Odra Freight"
    assert affiliation["evidence_spans"] == "[[14, 44]]"
    assert affiliation["label"] == "grain trader, Odra Freight"

    first, second, third = rows(path, "SELECT * FROM attributions ORDER BY id")
    assert [row["kind"] for row in (first, second, third)] == ["direct", "mixed", "direct"]
    assert [row["method"] for row in (first, second, third)] == ["named", "unnamed", "surname"]
    assert first["speaker_id"] == third["speaker_id"] == 1
    assert second["speaker_id"] is None
    assert second["description"] == "a senior official"
    assert third["nested_in"] == second["id"]
    assert first["nested_in"] is None
    assert (first["mention_start"], first["mention_end"]) == (0, 12)
    assert first["confidence"] == 0.9
    assert first["speaker_confidence"] == 0.8
    assert first["found"] == 1
    assert first["position"] == GRAIN.index("“Prices")
    assert rows(path, "SELECT role, position, text FROM spans WHERE attribution_id = 1 ORDER BY id") == [
        {"role": "source", "position": 0, "text": "Łukasz Nowak, a grain trader at Odra Freight"},
        {"role": "cue", "position": 0, "text": "said:"},
        {"role": "content", "position": 0, "text": "“Prices will fall”"},
        {"role": "content", "position": 1, "text": "“nobody knows why”"},
    ]
    consistent(path)


def test_the_quotes_are_ready_to_read(path: Path) -> None:
    save(path, *grain())
    first, second, _ = rows(path, "SELECT * FROM quotes ORDER BY id")
    expected = {
        "id": 1,
        "speaker": "Łukasz Nowak",
        "role": "grain trader",
        "organisation": "Odra Freight",
        "quote": "“Prices will fall” […] “nobody knows why”",
        "kind": "direct",
        "cue": "said:",
        "source": "Łukasz Nowak, a grain trader at Odra Freight",
        "outlet": "The Odra Post",
        "day": "2024-03-02",
        "title": "Grain: prices to fall",
        "link": "https://news.example/grain",
        "confidence": 0.9,
        "speaker_type": "person",
        "method": "named",
        "speaker_id": 1,
        "article_id": 1,
    }
    assert {name: first[name] for name in expected} == expected
    assert (second["speaker"], second["role"], second["source"]) == (None, None, "a senior official")
    assert second["speaker_type"] == "unnamed"


def test_names_are_kept_as_written(path: Path) -> None:
    text = "Mara Quill-Øst arrived. Quill-Øst said: “Go”. The minister said: “Stay”. Others said: “Come”."
    surname = Speaker("Mara Quill-Øst", "person", "surname", 0.9, find(text, "Quill-Øst", nth=1))
    nominal = Speaker("Mara Quill-Øst", "person", "nominal", 0.6, find(text, "The minister"))
    attributions = [
        dataclasses.replace(said(text, "“Go”"), speaker=surname),
        dataclasses.replace(said(text, "“Stay”"), speaker=nominal),
    ]
    save(path, Article(text, id="a"), attributions)
    names = rows(path, "SELECT name FROM speaker_names ORDER BY id")
    assert [row["name"] for row in names] == ["Mara Quill-Øst", "Quill-Øst"]


def test_the_same_article_again_changes_nothing(path: Path) -> None:
    save(path, *grain())
    before = dump(path)
    saved = save(path, *grain())
    assert saved.unchanged
    assert (saved.article_id, saved.added, saved.changed, saved.removed) == (1, 0, 0, 0)
    assert dump(path) == before


def test_the_order_of_attributions_changes_nothing(path: Path) -> None:
    article, (first, second, third) = grain()
    save(path, article, [first, second, third])
    before = dump(path)
    saved = save(path, article, [second, dataclasses.replace(third, nested_in=0), first])
    assert saved.unchanged
    assert dump(path) == before


def test_another_model_that_finds_the_same_is_noted_as_the_last(path: Path) -> None:
    save(path, *grain())
    saved = save(path, *grain(), model="newer")
    assert saved.unchanged
    assert [row["model"] for row in rows(path, "SELECT model FROM runs ORDER BY id")] == ["test", "newer"]
    for table in ("articles", "attributions"):
        for row in rows(path, f"SELECT run_id, last_run_id FROM {table}"):
            assert (row["run_id"], row["last_run_id"]) == (1, 2)


def test_a_run_that_fails_or_finds_nothing_new_leaves_no_row(path: Path) -> None:
    save(path, *grain())
    with Store(path) as store:
        store.start_run(version="9", model="unused")
    assert len(rows(path, "SELECT * FROM runs")) == 1


def test_a_row_keeps_its_number_when_its_words_shift(path: Path) -> None:
    article, (first, second, third) = grain()
    save(path, article, [first, second, third])
    # The second half of the quote is now lost, the nested quote gone, another sentence found.
    shorter = dataclasses.replace(first, content=first.content[:1], confidence=0.5)
    other = said(GRAIN, "Odra Freight", cue="at", kind="indirect")
    saved = save(path, article, [other, second, shorter], model="newer")
    assert (saved.status, saved.added, saved.changed, saved.removed) == ("updated", 1, 1, 1)
    quotes = rows(path, "SELECT id, quote FROM quotes ORDER BY id")
    assert quotes[:2] == [
        {"id": 1, "quote": "“Prices will fall”"},
        {"id": 2, "quote": "Nowak told her “it is over”"},
    ]
    # A new number, never that of the removed row 3: a link to it shall not show another quote.
    assert quotes[2] == {"id": 4, "quote": "Odra Freight"}
    runs = {row["id"]: (row["run_id"], row["last_run_id"]) for row in rows(path, "SELECT * FROM attributions")}
    assert runs == {1: (2, 2), 2: (1, 2), 4: (2, 2)}
    consistent(path)


def test_rows_that_swap_their_spans_do_not_collide(path: Path) -> None:
    text = "One said: “aaaaaaaaaa bbbbbbbbbb cccccccccc”."
    a, b = find(text, "aaaaaaaaaa bbbbbbbbbb"), find(text, "bbbbbbbbbb cccccccccc")
    one = Attribution((a,), (), (), "direct", 0.9)
    other = Attribution((b,), (), (), "direct", 0.9)
    save(path, Article(text, id="a"), [one])
    save(path, Article(text, id="a"), [other, one])
    assert rows(path, "SELECT quote FROM quotes WHERE id = 1") == [{"quote": text[slice(*a)]}]
    consistent(path)


def test_what_nobody_points_to_is_removed(path: Path) -> None:
    article, attributions = grain()
    save(path, article, attributions)
    saved = save(path, article, [])
    assert (saved.status, saved.removed, saved.attributions) == ("updated", 3, 0)
    for table in ("attributions", "quotes", "spans", "speakers", "speaker_names", "organisations", "affiliations"):
        assert rows(path, f"SELECT * FROM {table}") == [], table
    assert len(rows(path, "SELECT * FROM articles")) == len(rows(path, "SELECT * FROM outlets")) == 1
    with Store(path) as store:
        assert store.search("prices") == []
    consistent(path)


def test_a_speaker_is_one_across_articles(path: Path) -> None:
    fill(path, [simple("José Marín"), simple("Jose Marin", title="Another"), simple("Josie Marin", title="Third")])
    speakers = rows(path, "SELECT speaker, speaker_id FROM quotes ORDER BY id")
    assert [row["speaker_id"] for row in speakers] == [1, 1, 2]
    # One name stands for the speaker everywhere, or a facet would count two.
    assert [row["speaker"] for row in speakers] == ["José Marín", "José Marín", "Josie Marin"]
    names = rows(path, "SELECT name, article_id FROM speaker_names WHERE speaker_id = 1 ORDER BY id")
    assert [row["name"] for row in names] == ["José Marín", "Jose Marin"]


def test_a_person_and_an_organisation_of_one_name_are_two(path: Path) -> None:
    text = "Winter said: “Yes”. Winter said: “No”."
    attributions = [said(text, "“Yes”", name="Winter"), said(text, "“No”", name="Winter", type="organisation")]
    save(path, Article(text, id="a"), attributions)
    assert [row["type"] for row in rows(path, "SELECT type FROM speakers ORDER BY id")] == [
        "person",
        "organisation",
    ]


def test_affiliations_are_stated_once_and_follow_the_article(path: Path) -> None:
    text = "Ann Lee, the mayor, said: “Yes”, “No”, and later “Go”."
    stated = {"name": "Ann Lee", "role": "mayor", "evidence": "the mayor"}
    attributions = [
        said(text, "“Yes”", **stated),
        said(text, "“No”", **stated),
        said(text, "“Go”", name="Ann Lee"),
    ]
    save(path, Article(text, id="a"), attributions)
    assert len(rows(path, "SELECT * FROM affiliations")) == 1
    assert [row["affiliation_id"] for row in rows(path, "SELECT * FROM attributions ORDER BY id")] == [1, 1, None]
    changed = [dataclasses.replace(a, affiliation=Affiliation("governor", None, ())) for a in attributions]
    save(path, Article(text, id="a"), changed)
    assert [row["role"] for row in rows(path, "SELECT role FROM affiliations")] == ["governor"]
    assert {row["role"] for row in rows(path, "SELECT role FROM quotes")} == {"governor"}
    consistent(path)


def test_an_organisation_spelled_two_ways_is_stated_once(path: Path) -> None:
    text = "Ann Lee of Óbidos Ferries said: “Yes” and “No”."
    one = said(text, "“Yes”", name="Ann Lee", organisation="Óbidos Ferries", evidence="Óbidos Ferries")
    other = said(text, "“No”", name="Ann Lee", organisation="obidos ferries", evidence="Óbidos Ferries")
    save(path, Article(text, id="a"), [one, other])
    before = dump(path)
    assert len(rows(path, "SELECT * FROM affiliations")) == 1
    save(path, Article(text, id="a"), [one, other])
    assert dump(path) == before


def test_two_outlets_same_text_is_two_articles(path: Path) -> None:
    article, attributions = simple()
    saved = [
        save(path, dataclasses.replace(article, outlet=outlet), attributions).article_id
        for outlet in ("Harbour News", "The Tide", "harbour news")
    ]
    assert saved == [1, 2, 1]


def test_the_same_attribution_twice_is_one(path: Path) -> None:
    article, (first, second, third) = grain()
    saved = save(path, article, [first, first, second, dataclasses.replace(third, nested_in=2)])
    assert saved.attributions == 3
    assert rows(path, "SELECT nested_in FROM attributions WHERE id = 3") == [{"nested_in": 2}]


def test_a_later_reading_adds_what_was_missing_and_forgets_nothing(path: Path) -> None:
    article, attributions = grain()
    save(path, dataclasses.replace(article, title=None, outlet=None), attributions)
    saved = save(path, dataclasses.replace(article, date=None, byline=None), attributions)
    assert saved.updated
    (quote, *_) = rows(path, "SELECT title, outlet, day FROM quotes")
    assert quote == {"title": "Grain: prices to fall", "outlet": "The Odra Post", "day": "2024-03-02"}
    assert rows(path, "SELECT byline FROM articles") == [{"byline": "Ada Field"}]
    consistent(path)


@pytest.mark.parametrize(
    ("broken", "says"),
    [
        (Attribution(((5, 99999),), (), (), "direct", 0.9), "outside its text"),
        (Attribution(((5, 5),), (), (), "direct", 0.9), "outside its text"),
        (Attribution(((-3, 5),), (), (), "direct", 0.9), "outside its text"),
        (Attribution((), ((0, 1),), (), "direct", 0.9), "no content"),
        (Attribution(((0, 1),), (), (), "direct", 0.9, nested_in=7), "nested in attribution 7"),
    ],
)
def test_offsets_of_another_text_are_refused(path: Path, broken: Attribution, says: str) -> None:
    fill(path, [simple()])
    before = dump(path)
    article, attributions = grain()
    with pytest.raises(StoreError, match=says):
        save(path, article, [*attributions, broken])
    assert dump(path) == before


def test_a_failure_at_any_step_leaves_the_database_as_it_was(path: Path) -> None:
    """Make SQLite refuse each table in turn: nothing of the article may stay."""
    article, attributions = grain()
    fill(path, [simple()])
    with closing(connect(path)) as connection, connection:
        connection.execute("CREATE TABLE refused (name TEXT)")
        tables = ("articles", "outlets", "speakers", "speaker_names", "organisations", "affiliations",
                  "attributions", "spans", "quotes")  # fmt: skip
        for table in tables:
            connection.execute(
                f"CREATE TRIGGER refuse_{table} BEFORE INSERT ON {table} "
                f"WHEN (SELECT count(*) FROM refused WHERE name = '{table}') "
                "BEGIN SELECT RAISE(ABORT, 'refused'); END"
            )
    for table in tables:
        with closing(connect(path)) as connection, connection:
            connection.execute("DELETE FROM refused")
            connection.execute("INSERT INTO refused VALUES (?)", (table,))
        before = dump(path)
        with pytest.raises(StoreError, match="refused"):
            save(path, article, attributions)
        assert dump(path) == before, table
    with closing(connect(path)) as connection, connection:
        connection.execute("DELETE FROM refused")
    assert save(path, article, attributions).new


def test_half_a_pair_of_characters_is_refused_with_its_reason(path: Path) -> None:
    with pytest.raises(StoreError, match=r"odd holds half of a pair of characters \(U\+D800\)"):
        save(path, Article("He said \ud800.", id="odd"), [])
    with pytest.raises(StoreError, match="half of a pair"):
        save(path, Article("He said.", id="odd", title="\udfff"), [])
    assert rows(path, "SELECT * FROM articles") == []


def test_text_is_kept_to_the_character(path: Path) -> None:
    text = "A\r\nB\u2028C\0D\u200fE\ufeff “F”\t\x1b 😀."
    save(path, Article(text, id="a"), [said(text, "“F”")])
    assert rows(path, "SELECT text FROM articles") == [{"text": text}]
    consistent(path)


def test_any_two_readings_leave_a_sound_database(path: Path) -> None:
    """Seeded random attributions, saved over each other: the last reading is what is there."""
    random.seed(20240302)
    words = GRAIN.split()
    for _ in range(15):
        count = random.randint(0, 6)
        attributions = []
        for _ in range(count):
            start = random.randrange(len(GRAIN) - 20)
            name = random.choice([None, "Ann Lee", "Łukasz Nowak", random.choice(words)])
            attributions.append(
                Attribution(
                    content=((start, start + random.randint(1, 20)),),
                    source=(),
                    cue=(),
                    kind=random.choice(["direct", "mixed", "indirect"]),
                    confidence=random.random(),
                    speaker=Speaker(name, "person", "named", 0.5) if name else None,
                    affiliation=random.choice([None, Affiliation("mayor", random.choice(["Port", None]), ())]),
                    nested_in=random.randrange(count) if random.random() < 0.3 else None,
                )
            )
        saved = save(path, grain()[0], attributions)
        consistent(path)
        contents = {GRAIN[slice(*a.content[0])] for a in attributions}
        assert {row["quote"] for row in rows(path, "SELECT quote FROM quotes")} == contents
        assert saved.attributions == len(rows(path, "SELECT * FROM quotes"))
        again = dump(path)
        assert save(path, grain()[0], attributions).unchanged
        assert dump(path) == again
