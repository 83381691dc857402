"""Finding, listing, editing and removing what was saved."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stored import GRAIN, dump, fill, find, grain, said, simple

from attribution.errors import StoreError, UsageError
from attribution.filters import QuoteFilter
from attribution.records import Article, Target
from attribution.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    path = fill(
        tmp_path / "news.db",
        [
            grain(),
            simple("Rasa Juknienė", "“Bridges need repair”", title="B", date="2024-01-01", role="minister"),
            simple("Søren O’Malley-Ødegård", "“The self-help café is closed”", title="C", date="2024-02-01"),
            simple(None, "“Bridges, bridges, bridges”", title="D", date=None),
        ],
    )
    with Store(path) as opened:
        yield opened


def hits(store: Store, words: str, limit: int = 20, **filters: Any) -> list[int]:
    return [quote.id for quote in store.search(QuoteFilter(words=words, **filters), limit=limit)]


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("juknienė", [4]),
        ("jukniene", [4]),
        ("JUKNIENE repair", [4]),
        ("Nowak", [1, 2, 3]),
        ("Lukasz", [1, 3]),
        ("łukasz", [1, 3]),
        ("Soren Odegard", [5]),
        ("ødegård", [5]),
        ("o'malley", [5]),
        ("cafe", [5]),
        ("self-help", [5]),
        ("help-self", []),
        ('"need repair"', [4]),
        ('"repair need"', []),
        ("senior official", [2]),
        ("minister", [4]),
        ("nothing", []),
        ("***", []),
        ('"', []),
    ],
)
def test_search_finds_words_and_speakers(store: Store, words: str, ids: list[int]) -> None:
    assert sorted(hits(store, words)) == ids


def test_search_puts_the_best_match_first_and_respects_the_limit(store: Store) -> None:
    assert hits(store, "bridges") == [6, 4]
    assert hits(store, "bridges", limit=1) == [6]
    assert hits(store, "bridges", limit=0) == hits(store, "bridges", limit=-5) == []


def test_search_without_words_lists_the_newest_first(store: Store) -> None:
    assert hits(store, "") == [1, 2, 3, 5, 4, 6]
    assert hits(store, "  ", limit=2) == [1, 2]


def test_search_by_speaker(store: Store) -> None:
    assert hits(store, "", speaker="nowak") == [1, 3]
    assert hits(store, "over", speaker="Lukasz Nowak") == [3]
    assert hits(store, "", speaker="senior official") == [2]
    assert hits(store, "bridges", speaker="jukniene") == [4]
    assert hits(store, "", speaker="nobody of that name") == []
    assert hits(store, "", speaker='" OR 1') == []


def test_search_by_kind(store: Store) -> None:
    assert hits(store, "", kind="mixed") == [2]
    assert sorted(hits(store, "Nowak", kind="direct")) == [1, 3]
    assert hits(store, "", kind="indirect") == []


def test_a_hit_is_the_whole_quote(store: Store) -> None:
    quote = store.search("prices")[0]
    assert quote.quote == "“Prices will fall” […] “nobody knows why”"
    assert (quote.speaker, quote.role, quote.organisation) == ("Łukasz Nowak", "grain trader", "Odra Freight")
    assert (quote.outlet, quote.day, quote.kind) == ("The Odra Post", "2024-03-02", "direct")
    assert (quote.article_id, quote.link) == (1, "https://news.example/grain")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(words=st.text() | st.text(alphabet='ab "*^:(){}-\0“”\ud800'), speaker=st.text())
def test_nothing_typed_raises(store: Store, words: str, speaker: str) -> None:
    assert isinstance(store.search(QuoteFilter(words=words, speaker=speaker)), list)


# Tables and views that have no rows before somebody decides, a graph is made, or quotes name whom they are about
UNFILLED = (
    "decision_names",
    "decisions",
    "graph_edges",
    "graph_links",
    "graph_measures",
    "graph_months",
    "graph_mutual",
    "graph_never_quoted",
    "graph_nodes",
    "graph_only_through_others",
    "graph_quotes",
    "graph_state",
    "graphs",
    "passages",
    "reviewed_quotes",
    "reviews",
    "targets",
    "who_about_whom",
)


def test_counts_and_tables(store: Store) -> None:
    assert store.counts() == dict.fromkeys(UNFILLED, 0) | {
        "affiliations": 2,
        "appearances": 3,
        "articles": 4,
        "attributions": 6,
        "organisation_names": 1,
        "organisations": 1,
        "outlets": 2,
        "quotes": 6,
        "runs": 1,
        "spans": 16,
        "speaker_names": 3,
        "speakers": 3,
    }
    assert store.tables() == sorted(store.counts())


def test_rows_and_columns(store: Store) -> None:
    columns = store.columns("quotes")
    assert columns[:5] == ["id", "speaker", "role", "organisation", "quote"]
    assert "quote_plain" not in columns
    rows = list(store.rows("quotes"))
    assert [row[0] for row in rows] == [1, 2, 3, 4, 5, 6]
    assert rows[0][:2] == (1, "Łukasz Nowak")
    for wrong in ("nothing", "quotes_fts", "_sqlite_migrations", "sqlite_sequence", 'quotes"; --'):
        with pytest.raises(StoreError, match="has no table or view"):
            store.columns(wrong)


def test_a_view_is_a_table_to_readers(store: Store) -> None:
    with closing(sqlite3.connect(store.path)) as connection, connection:
        connection.execute("CREATE VIEW days AS SELECT DISTINCT day FROM quotes WHERE day > '2024-02'")
    assert "days" in store.tables()
    assert list(store.rows("days")) == [("2024-03-02",), ("2024-02-01",)]


def test_articles_are_listed(store: Store) -> None:
    first, *_, last = store.articles()
    assert (first.id, first.title, first.outlet, first.day, first.attributions) == (
        1,
        "Grain: prices to fall",
        "The Odra Post",
        "2024-03-02",
        3,
    )
    assert (last.title, last.day) == ("D", None)
    assert store.article(1) == first
    with pytest.raises(StoreError, match="no article 99"):
        store.article(99)


def test_an_edit_reaches_the_quotes_and_lasts(store: Store) -> None:
    edited = store.edit_article(1, title="Łan", outlet="Evening Tide", date="2023-12-31T10:00")
    assert (edited.title, edited.outlet, edited.day, edited.label) == ("Łan", "Evening Tide", "2023-12-31", "Łan")
    quote = store.search("prices")[0]
    assert (quote.title, quote.outlet, quote.day) == ("Łan", "Evening Tide", "2023-12-31")
    affiliations = [
        dict(zip(store.columns("affiliations"), row, strict=True)) for row in store.rows("affiliations")
    ]
    assert affiliations[0]["day"] == "2023-12-31"
    assert "The Odra Post" not in [row[1] for row in store.rows("outlets")]
    # The article is still the same article, and what was set by hand stands.
    run = store.start_run(version="2", model="newer")
    saved = store.save(*grain(), run_id=run)
    assert saved.article_id == 1
    assert saved.unchanged
    assert store.article(1) == edited
    assert "The Odra Post" not in [row[1] for row in store.rows("outlets")]


def test_an_edit_sets_only_what_is_given(store: Store) -> None:
    before = store.article(1)
    store.edit_article(1, title=None)
    after = store.article(1)
    assert after.title is None
    assert after.label == "grain"
    assert (after.outlet, after.date) == (before.outlet, before.date)
    store.save(*grain(), run_id=store.start_run(version="2", model="m"))
    assert store.article(1).title is None
    store.edit_article(1, outlet=None, date=None)
    assert store.search("prices")[0].outlet is None
    assert store.search("prices")[0].day is None


def test_an_edit_that_says_nothing_new_changes_nothing(store: Store) -> None:
    store.edit_article(1, title="Grain: prices to fall")
    before = dump(store.path)
    store.edit_article(1, title="Grain: prices to fall")
    assert dump(store.path) == before


@pytest.mark.parametrize("date", ["yesterday", "2024-13-01", "31/01/2024", ""])
def test_a_date_that_is_none_is_refused(store: Store, date: str) -> None:
    before = dump(store.path)
    with pytest.raises(UsageError, match="not understood"):
        store.edit_article(1, date=date)
    assert dump(store.path) == before


def test_editing_or_removing_what_is_not_there(store: Store) -> None:
    before = dump(store.path)
    with pytest.raises(StoreError, match="no article 99"):
        store.edit_article(99, title="x")
    with pytest.raises(StoreError, match="no article 99"):
        store.remove_article(99)
    assert dump(store.path) == before


def test_a_removed_article_leaves_nothing(store: Store) -> None:
    removed = store.remove_article(1)
    assert removed.title == "Grain: prices to fall"
    assert store.counts() == dict.fromkeys(UNFILLED, 0) | {
        "affiliations": 1,
        "appearances": 2,
        "articles": 3,
        "attributions": 3,
        "organisation_names": 0,
        "organisations": 0,
        "outlets": 1,
        "quotes": 3,
        "runs": 1,
        "spans": 7,
        "speaker_names": 2,
        "speakers": 2,
    }
    assert store.search("prices") == store.search("lukasz") == []
    with closing(sqlite3.connect(store.path)) as connection:
        for table in ("articles", "quotes", "speakers"):
            connection.execute(f"INSERT INTO {table}_fts({table}_fts, rank) VALUES ('integrity-check', 1)")
        connection.rollback()
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def test_a_snapshot_does_not_see_what_comes_later(tmp_path: Path) -> None:
    path = fill(tmp_path / "news.db", [grain()])
    with Store(path, read_only=True) as reader:
        with reader.snapshot():
            assert reader.counts()["quotes"] == 3
        with Store(path) as writer:
            writer.remove_article(1)
        with reader.snapshot():
            assert reader.counts()["quotes"] == 0


def test_article_texts_are_searchable(store: Store) -> None:
    with closing(sqlite3.connect(store.path)) as connection:
        found = connection.execute("SELECT rowid FROM articles_fts WHERE articles_fts MATCH 'lukasz'").fetchall()
    assert found == [(1,)]
    assert "Łukasz" in GRAIN


def test_every_foreign_key_and_facet_has_an_index(store: Store) -> None:
    """The site counts rows by these columns: without an index that is a walk over the table."""
    database = store._database
    for table in store.tables():
        if table in database.view_names():
            continue
        first = {index.columns[0] for index in database[table].indexes} | {"id"}
        for key in database[table].foreign_keys:
            assert key.column in first, f"{table}.{key.column}"
    quoted = {index.columns[0] for index in database["quotes"].indexes}
    assert {"speaker", "outlet", "kind", "act", "source_type", "day"} <= quoted


def test_acts_negation_hedging_and_nesting_are_stored_shown_and_searched(tmp_path: Path) -> None:
    text = "Mara Quill did not say why. Aides reportedly think that Quill said it would pass."
    made = [
        said(text, "why", source="Mara Quill", cue="did not say", kind="indirect", negated=True),
        said(
            text,
            "that Quill said it would pass",
            source="Aides",
            cue="reportedly think",
            act="belief",
            hedged=True,
        ),
        said(text, "it would pass", source="Quill", cue="said", kind="indirect", nested_in=1),
    ]
    path = fill(tmp_path / "acts.db", [(Article(text, id="acts"), made)])
    with Store(path, read_only=True) as store:
        found = [store.search(QuoteFilter(act=act)) for act in ("speech", "belief", "writing")]
        assert [[quote.id for quote in quotes] for quotes in found] == [[1, 3], [2], []]
        told = [(quote.negated, quote.hedged, quote.nested_in) for quotes in found for quote in quotes]
        assert told == [(1, 0, None), (0, 0, 2), (0, 1, None)]
        assert {"act", "negated", "hedged", "nested_in"} <= set(store.columns("quotes"))
        assert {"act", "negated", "hedged"} <= set(store.columns("attributions"))


def test_a_new_act_of_an_old_row_is_an_update(tmp_path: Path) -> None:
    article, made = simple()
    path = fill(tmp_path / "acts.db", [(article, made)])
    with Store(path) as store:
        run = store.start_run(version="2", model="test")
        saved = store.save(article, [replace(made[0], act="writing", hedged=True)], run_id=run)
        assert (saved.status, saved.changed) == ("updated", 1)
        (quote,) = store.search("")
        assert (quote.act, quote.hedged, quote.negated) == ("writing", 1, 0)


def test_source_type_addressee_and_targets_are_stored_and_brought_up_to_date(tmp_path: Path) -> None:
    text = "Quill told the council that Ostrow lied and that she, Quill, was ill. The Harbour News said he left."
    quill = said(
        text,
        "Ostrow lied and that she, Quill, was ill",
        source="Quill",
        cue="told",
        name="Quill",
        kind="indirect",
        source_type="person",
        addressee="the council",
        targets=(
            Target("Lars Ostrow", "person", find(text, "Ostrow"), "surname", 0.9),
            Target("Quill", "person", find(text, "she"), "pronoun", 0.8, own=True),
            Target("Quill", "person", find(text, "Quill", nth=1), "named", 0.9, own=True),
        ),
    )
    paper = said(
        text,
        "he left",
        source="The Harbour News",
        cue="said",
        name="Harbour News",
        type="organisation",
        kind="indirect",
        source_type="organisation",
        targets=(Target("Lars Ostrow", "person", find(text, "he left"), "pronoun", 0.6),),
    )
    article = Article(text, title="Council", outlet="The Harbour News", date="2024-05-06")
    with Store(tmp_path / "news.db") as store:
        run = store.start_run(version="1", model="a")
        store.save(article, [quill, paper], run_id=run)
        db = store._database
        assert list(db.query("SELECT source_type, addressee FROM quotes ORDER BY id")) == [
            {"source_type": "person", "addressee": "the council"},
            {"source_type": "outlet", "addressee": None},  # the paper speaks of itself
        ]
        (stored,) = db.query("SELECT addressee_start AS a, addressee_end AS b FROM attributions WHERE id = 1")
        assert text[stored["a"] : stored["b"]] == "the council"
        columns = "attribution_id, position, name, own, again, text"
        assert [tuple(row.values()) for row in db.query(f"SELECT {columns} FROM targets ORDER BY id")] == [
            (1, 0, "Lars Ostrow", 0, 0, "Ostrow"),
            (1, 1, "Quill", 1, 0, "she"),
            (1, 2, "Quill", 1, 1, "Quill"),
            (2, 0, "Lars Ostrow", 0, 0, "he left"),
        ]
        pairs = "SELECT speaker, about, words, outlet, about_id FROM who_about_whom ORDER BY quote_id"
        assert [tuple(row.values()) for row in db.query(pairs)] == [
            ("Quill", "Lars Ostrow", "Ostrow", "The Harbour News", None),
            ("Harbour News", "Lars Ostrow", "he left", "The Harbour News", None),
        ]
        assert store.save(article, [quill, paper], run_id=run).unchanged
        fewer = replace(quill, targets=quill.targets[:1])
        assert store.save(article, [fewer, paper], run_id=run).changed == 1
        assert [row["id"] for row in db.query("SELECT id FROM targets ORDER BY id")] != []
        assert db.execute("SELECT count(*) FROM targets WHERE attribution_id = 1").fetchone()[0] == 1
        store.save(article, [], run_id=run)
        assert db["targets"].count == 0


def test_how_a_role_is_held_and_the_note_of_party_are_stored(tmp_path: Path) -> None:
    article, (one,) = simple("Mara Quill", role="former senator")
    assert one.affiliation is not None
    held = replace(one, affiliation=replace(one.affiliation, state="former", party="R-Tarn"))
    with Store(tmp_path / "news.db") as store:
        run = store.start_run(version="1", model="a")
        store.save(article, [one], run_id=run)
        assert list(store._database.query("SELECT state, party FROM affiliations")) == [
            {"state": None, "party": None}
        ]
        assert store.save(article, [held], run_id=run).updated
        (row,) = store._database.query("SELECT role, state, party FROM affiliations")
        assert row == {"role": "former senator", "state": "former", "party": "R-Tarn"}


def test_who_is_spoken_about_is_linked_to_their_own_quotes(tmp_path: Path) -> None:
    text = "Mara Quill said Lars Ostrow lied. Lars Ostrow said Mara Quill lied."
    quill, ostrow = (
        said(
            text,
            f"{about} lied",
            source=name,
            cue="said",
            name=name,
            kind="indirect",
            targets=(Target(about, "person", find(text, about), "named", 0.9),),
        )
        for name, about in (("Mara Quill", "Lars Ostrow"), ("Lars Ostrow", "Mara Quill"))
    )
    with Store(tmp_path / "news.db") as store:
        store.save(Article(text, title="Two"), [quill, ostrow], run_id=store.start_run(version="1", model="a"))
        pairs = "SELECT speaker_id, about_id FROM who_about_whom ORDER BY quote_id"
        assert [tuple(row.values()) for row in store._database.query(pairs)] == [(1, 2), (2, 1)]
