"""A copy to publish: complete but for what is private, compact, and on request without the texts."""

from __future__ import annotations

import os
import re
import shutil
import stat
from contextlib import closing
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from sqlite3 import connect
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stored import fill, said, simple

from attribution.errors import StoreError, UsageError
from attribution.records import Article
from attribution.store import Correction, Store
from attribution.store.publishing import passages_of, publish

PARAGRAPHS = [
    "Nobody has ever counted the herons on the northern shore of the lake.",
    "The road to the old quarry was closed for the whole of last winter.",
    "“The bridge is safe,” said Marta Ellwood, a city engineer.",
    "Fishermen mend their nets in the shade of the long wooden hall.",
    "The ferry timetable hangs behind glass that is green with moss.",
    "A brass band practises on Thursdays in the empty customs house.",
]
PARAGRAPHS += [
    f"In the {number}th year of the lake board nothing else was written down." for number in range(4, 12)
]
TEXT = "\n\n".join(PARAGRAPHS)
QUOTE = said(
    TEXT,
    "“The bridge is safe,”",
    source="Marta Ellwood",
    cue="said",
    name="Marta Ellwood",
    role="city engineer",
    evidence="a city engineer",
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    private = str(tmp_path / "private" / "draft.txt")
    made = fill(tmp_path / "news.db", [(Article(TEXT, path=private), [QUOTE]), simple("Ola Venn", "“Łan rain”")])
    with Store(made) as store:
        store.start_run(version="1", model="m", options={"folder": private})
        with store.decisions(who="Decider Dee") as by_hand:
            by_hand.rename(1, "M. Ellwood")
        with store.reviews(reviewer="Ann Reviewer") as reviews:
            reviews.wrong(1, ["speaker"], note="her press office is furious")
            reviews.correct(1, Correction(speaker="Marta Ellwood-Grey", quote="behind glass"), note="all is well")
            reviews.check([2])
            reviews.undo()
    return made


def one(path: Path, query: str) -> Any:
    with closing(connect(path)) as db:
        return db.execute(query).fetchall()


def test_a_copy_is_whole_compact_and_for_reading_only(path: Path, tmp_path: Path) -> None:
    # Pages that are free, and a journal of its own.
    with closing(connect(path)) as db:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("CREATE TABLE days (day TEXT)")
        db.executemany("INSERT INTO days VALUES (?)", [("x" * 1000,)] * 1000)
        db.commit()
        db.execute("DROP TABLE days")
        db.commit()
        out = tmp_path / "out.db"
        published = publish(path, out)
    assert (published.path, published.articles, published.quotes) == (out, 2, 2)
    assert published.size == out.stat().st_size < path.stat().st_size
    assert stat.S_IMODE(out.stat().st_mode) == 0o444
    assert sorted(each.name for each in tmp_path.glob("*out.db*")) == ["out.db"]
    with Store(path, read_only=True) as before, Store(out, read_only=True) as after:
        assert before.tables() == after.tables()
        counts = before.counts() | {"reviews": 1, "runs": 1}
        assert after.counts() == counts
        assert list(after.rows("quotes")) == list(before.rows("quotes"))
        assert [hit.id for hit in after.search("lan")] == [2]
    assert one(out, "PRAGMA journal_mode") == [("delete",)]
    assert one(out, "PRAGMA freelist_count") == [(0,)]
    assert one(out, "PRAGMA integrity_check") == [("ok",)]
    assert one(out, "PRAGMA foreign_key_check") == []
    assert one(out, "SELECT count(*) > 5 FROM sqlite_stat1") == [(1,)]
    assert one(out, "SELECT text FROM articles WHERE id = 1") == [(TEXT,)]
    if os.geteuid() == 0:  # whom no file mode stops
        return
    with pytest.raises(StoreError), Store(out) as store, store.reviews(reviewer="Ann") as reviews:
        reviews.check([1])


def test_what_is_private_does_not_go_out(path: Path, tmp_path: Path) -> None:
    publish(path, tmp_path / "out.db")
    publish(path, tmp_path / "with.db", reviewers=True)
    bare, named = ((tmp_path / name).read_bytes() for name in ("out.db", "with.db"))
    assert b"Ann Reviewer" in named
    assert b"her press office is furious" in named
    assert one(tmp_path / "with.db", "SELECT count(*) FROM reviews") == [(3,)]
    for private in (b"draft.txt", b"private", str(tmp_path).encode(), b"path:", b'"folder"'):
        assert private not in bare, private
        assert private not in named, private
    for private in (b"Ann Reviewer", b"Decider Dee", b"furious", b"all is well"):
        assert private not in bare, private
    assert one(tmp_path / "out.db", "SELECT verdict, reviewer, note, speaker FROM reviews") == [
        ("corrected", "", "", "Marta Ellwood-Grey")
    ]
    assert one(tmp_path / "out.db", "SELECT review, corrected_speaker FROM quotes WHERE id = 1") == [
        ("corrected", "Marta Ellwood-Grey")
    ]
    assert one(tmp_path / "out.db", "SELECT count(*) FROM reviewed_quotes") == [(1,)]


def test_without_texts_nothing_of_them_is_left_but_the_quotes_and_what_is_around(
    path: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.db"
    publish(path, out, texts=False, context=40)
    kept = one(out, 'SELECT "start", "end", text FROM passages WHERE article_id = 1 ORDER BY id')
    assert [TEXT[start:end] for start, end, _ in kept] == [text for _, _, text in kept]
    assert [text for _, _, text in kept] == [
        "closed for the whole of last winter.\n\n“The bridge is safe,” said Marta Ellwood, a city engineer.\n\n"
        "Fishermen mend their",
        "wooden hall.\n\nThe ferry timetable hangs behind glass that is green with moss.\n\nA brass band",
    ]
    raw = out.read_bytes()
    assert "“The bridge is safe,” said Marta Ellwood".encode() in raw
    for sentence in (
        PARAGRAPHS[0],
        PARAGRAPHS[1],
        PARAGRAPHS[3],
        PARAGRAPHS[5],
        PARAGRAPHS[9],
        "Nobody has ever counted",
    ):
        assert sentence.encode() not in raw
        assert sentence.encode("utf-16-le") not in raw
    # Nor word by word, in the index of the search.
    for word in ("herons", "quarry", "practises"):
        assert word.encode() not in raw.lower(), word
        assert one(out, f"SELECT count(*) FROM articles_fts WHERE articles_fts MATCH '{word}'") == [(0,)]
    assert one(out, "SELECT text, plain, path, length(hash), label FROM articles WHERE id = 1") == [
        ("", None, None, 64, "Article 1")
    ]
    assert one(out, "SELECT label FROM articles WHERE id = 2") == [("The bridge",)]
    assert one(out, "INSERT INTO articles_fts (articles_fts, rank) VALUES ('integrity-check', 1)") == []
    assert one(out, "PRAGMA freelist_count") == [(0,)]
    with Store(path, read_only=True) as before, Store(out, read_only=True) as after:
        for table in ("quotes", "spans", "affiliations", "targets"):
            assert list(after.rows(table)) == list(before.rows(table))
        assert [hit.id for hit in after.search("bridge")] == [hit.id for hit in before.search("bridge")]


def test_every_sample_is_published_without_its_text(tmp_path: Path) -> None:
    """No sentence of an article is left that is not in a passage; and every quote is in one."""
    words = ["wood", "stone", "water", "iron", "salt", "grain", "wool", "glass"]
    articles = []
    for number in range(8):
        sentences = [
            f"{words[(number + i) % 8].title()} number {number * 100 + i} was never seen here." for i in range(30)
        ]
        sentences[10 + number] = f"“We have {words[number]},” said Ola Venn."
        text = " ".join(sentences)
        articles.append(
            (Article(text, id=f"a{number}"), [said(text, f"“We have {words[number]},”", source="Ola Venn")])
        )
    path, out = fill(tmp_path / "news.db", articles), tmp_path / "out.db"
    publish(path, out, texts=False, context=60)
    raw = out.read_bytes()
    for number, (article, (quote,)) in enumerate(articles):
        kept = one(out, f"SELECT text FROM passages WHERE article_id = {number + 1}")
        assert len(kept) == 1
        start, end = quote.content[0]
        assert article.text[start:end] in kept[0][0]
        gone = [each for each in re.split(r"(?<=\.) ", article.text) if each not in kept[0][0]]
        assert len(gone) >= 26
        assert [each for each in gone if each.encode() in raw] == []


@given(
    words=st.lists(st.text("ab ", min_size=1, max_size=12), min_size=1, max_size=40),
    places=st.lists(st.tuples(st.integers(0, 200), st.integers(1, 30)), max_size=6),
    context=st.integers(0, 300),
)
def test_passages_hold_their_spans_in_order(words: list[str], places: list[tuple[int, int]], context: int) -> None:
    text = " ".join(words)
    spans = [(start, min(len(text), start + length)) for start, length in places if start < len(text)]
    found = passages_of(text, spans, context)
    assert all(any(a <= start and end <= b for a, b in found) for start, end in spans)
    assert all(0 <= a < b <= len(text) for a, b in found)
    assert all(one[1] < other[0] for one, other in pairwise(found))
    alone = len({place for start, end in spans for place in range(start, end)})
    assert sum(b - a for a, b in found) <= max(alone, len(text) / 2)


def test_what_a_copy_is_not_written_to(path: Path, tmp_path: Path) -> None:
    (tmp_path / "there.db").write_text("mine", encoding="utf-8")
    (tmp_path / "used.db").write_text("", encoding="utf-8")
    (tmp_path / "used.db-wal").write_text("", encoding="utf-8")
    link = tmp_path / "link.db"
    link.symlink_to(path)
    for out, options, says in (
        (path, {"replace": True}, "is the database itself"),
        (link, {"replace": True}, "is the database itself"),
        (tmp_path / "there.db", {}, "is there already"),
        (tmp_path / "used.db", {"replace": True}, "is in use"),
        (tmp_path, {}, "is a folder"),
        (tmp_path / "none" / "out.db", {}, "There is no folder"),
    ):
        with pytest.raises(UsageError, match=says):
            publish(path, out, **options)
    assert (tmp_path / "there.db").read_text(encoding="utf-8") == "mine"
    with Store(path, read_only=True) as store:
        assert len(store.reviewed()) == 3
    publish(path, tmp_path / "there.db", replace=True)
    publish(path, tmp_path / "there.db", replace=True)  # over a file that is for reading only
    assert one(tmp_path / "there.db", "SELECT count(*) FROM quotes") == [(2,)]


def test_a_database_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="There is no database"):
        publish(tmp_path / "none.db", tmp_path / "out.db")
    (tmp_path / "text.db").write_text("no database at all, but long enough to be looked at" * 30, encoding="utf-8")
    with pytest.raises(StoreError, match="not a readable database"):
        publish(tmp_path / "text.db", tmp_path / "out.db")
    assert not list(tmp_path.glob("*out.db*"))


def test_a_failure_leaves_no_half_copy(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("attribution.store.publishing._edit", fail)
    with pytest.raises(StoreError, match="No space left"):
        publish(path, tmp_path / "out.db")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["news.db"]


def test_a_published_copy_can_be_published_again(path: Path, tmp_path: Path) -> None:
    publish(path, tmp_path / "one.db", texts=False)
    publish(tmp_path / "one.db", tmp_path / "two.db", texts=False)
    query = "SELECT article_id, text FROM passages"
    assert one(tmp_path / "one.db", query) == one(tmp_path / "two.db", query) != []


def test_another_reading_replaces_the_corrected_place(path: Path, tmp_path: Path) -> None:
    """A review that is not in force any more gives no passage."""
    with Store(path) as store:
        store.save(
            Article(TEXT, path=str(tmp_path / "private" / "draft.txt")),
            [replace(QUOTE, kind="mixed")],
            run_id=store.start_run(version="2", model="m"),
        )
        with store.reviews(reviewer="Bo") as reviews:
            reviews.check([1])
    shutil.copy(path, tmp_path / "again.db")
    publish(tmp_path / "again.db", tmp_path / "out.db", texts=False, context=40)
    assert len(one(tmp_path / "out.db", "SELECT id FROM passages WHERE article_id = 1")) == 1
