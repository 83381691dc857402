"""What people decide about rows: kept, shown, taken back, and still there after another reading."""

from __future__ import annotations

import random
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from sqlite3 import Row, connect
from typing import Any

import pytest
from stored import dump, fill, find, from_before, said

from attribution.errors import UsageError
from attribution.filters import QuoteFilter
from attribution.records import Article, Attribution
from attribution.store import Correction, QueueFilter, Store

TEXT = """Marta Ellwood, a city engineer of Varnholt, said: “The bridge is safe. It was checked twice.”

“We were not asked,” said Ola Venn. According to residents, the bridge shook.

“The bridge is closed,” she said."""
ARTICLE = Article(
    TEXT, id="bridge", title="Bridge", outlet="The Tide", date="2026-05-06", url="https://t.example/b"
)
ENGINEER = said(
    TEXT,
    "“The bridge is safe. It was checked twice.”",
    source="Marta Ellwood",
    cue="said",
    name="Marta Ellwood",
    role="city engineer",
    organisation="Varnholt",
    evidence="city engineer of Varnholt",
    confidence=0.9,
)
VENN = said(TEXT, "“We were not asked,”", source="Ola Venn", name="Ola Venn", confidence=0.4)
RESIDENTS = said(TEXT, "the bridge shook", source="residents", kind="indirect", confidence=0.6)
SHE = said(TEXT, "“The bridge is closed,”", source="she", name="Ola Venn", method="pronoun", confidence=0.2)
FOUND = [ENGINEER, VENN, RESIDENTS, SHE]
IDS = {"engineer": 1, "venn": 2, "residents": 3, "she": 4}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return fill(tmp_path / "news.db", [(ARTICLE, FOUND)])


def read_again(
    path: Path, attributions: list[Attribution], *, article: Article = ARTICLE, model: str = "2"
) -> Any:
    with Store(path) as store:
        return store.save(article, attributions, run_id=store.start_run(version="2.0", model=model))


def quote(path: Path, quote_id: int) -> dict[str, Any]:
    with closing(connect(path)) as connection:
        connection.row_factory = Row
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        connection.execute("INSERT INTO quotes_fts(quotes_fts, rank) VALUES ('integrity-check', 1)")
        return dict(connection.execute("SELECT * FROM quotes WHERE id = ?", (quote_id,)).fetchone())


def shown(path: Path, quote_id: int) -> tuple[Any, ...]:
    columns = (
        "review",
        "corrected_speaker",
        "corrected_role",
        "corrected_organisation",
        "corrected_quote",
        "found",
    )
    row = quote(path, quote_id)
    return tuple(row[column] for column in columns)


def waits(path: Path, **options: Any) -> list[int]:
    with Store(path, read_only=True) as store:
        return [row.id for row in store.waiting(QueueFilter(**options))]


def check(path: Path, *ids: int) -> None:
    with Store(path) as store, store.reviews(reviewer="Ann") as reviews:
        reviews.check(ids)


def test_a_review_keeps_who_decided_and_what_they_saw(path: Path) -> None:
    with Store(path) as store:
        with store.reviews(reviewer="  Ann\n Field ") as reviews:
            (made,) = reviews.check([IDS["engineer"]], note=" heard the recording ")
        assert (made.reviewer, made.verdict, made.note) == ("Ann Field", "checked", "heard the recording")
        assert made.made.endswith("+00:00")
        assert (made.seen_speaker, made.seen_role, made.seen_organisation) == (
            "Marta Ellwood",
            "city engineer",
            "Varnholt",
        )
        assert (made.seen_quote, made.seen_kind) == ("“The bridge is safe. It was checked twice.”", "direct")
        assert (made.speaker, made.quote, made.content, made.undone) == (None, None, None, None)
        assert store.reviewed() == store.reviewed(1) == [made]
        assert store.reviewed(2) == []
    assert shown(path, 1) == ("checked", None, None, None, None, 1)
    assert shown(path, 2) == ("", None, None, None, None, 1)


def test_the_queue_is_what_nobody_has_looked_at_the_least_certain_first(path: Path) -> None:
    assert waits(path) == [4, 2, 3, 1]
    assert waits(path, limit=2) == [4, 2]
    assert waits(path, after=(0.4, 2)) == [3, 1]
    assert waits(path, kind="indirect") == [3]
    assert waits(path, kind="indirect", bound=2) == []
    assert waits(path, speaker="vénn") == [4, 2]
    assert waits(path, speaker="venn", after=(0.2, 4)) == [2]
    assert waits(path, outlet="The Tide", limit=1) == [4]
    assert waits(path, outlet="The Post") == []
    assert waits(path, article_id=1) == [4, 2, 3, 1]
    assert waits(path, article_id=2) == []
    check(path, 4, 2)
    assert waits(path) == [3, 1]
    assert waits(path, changed=True) == []
    read_again(path, [ENGINEER, VENN, RESIDENTS, replace(SHE, kind="mixed")])
    assert waits(path) == [4, 3, 1]
    assert waits(path, changed=True) == [4]


def test_the_queue_walks_along_its_index(path: Path) -> None:
    """Whatever the database holds, the rows read are those shown: no sort, no scan."""
    from attribution.store.reviews.queue import queue_query

    with closing(connect(path)) as connection:
        for options in ({}, {"after": (0.4, 2)}, {"outlet": "The Tide", "bound": 100}, {"changed": True}):
            query, values = queue_query(QueueFilter(**options))
            plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {query}", values)]
            searched = [
                index for index, step in enumerate(plan) if step.startswith("SEARCH q USING INDEX quotes_review")
            ]
            assert searched, plan
            # What is cut comes from the index in its order; only what is left of it is sorted.
            assert all(plan[index + 1].startswith("SCAN (subquery") for index in searched), plan
            assert "SCAN q" not in plan, plan


def test_wrong_says_what(path: Path) -> None:
    with Store(path) as store, store.reviews(reviewer="Ann") as reviews:
        made = reviews.wrong(4, ["source", "speaker"], note="it is Ellwood")
    assert (made.verdict, made.wrong, made.note) == ("wrong", ("source", "speaker"), "it is Ellwood")
    assert shown(path, 4)[0] == "wrong"


def test_a_correction_stands_beside_what_was_found(path: Path) -> None:
    correction = Correction(speaker="marta éllwood", role="", quote="“The bridge is closed,” she said.")
    with Store(path) as store, store.reviews(reviewer="Ann") as reviews:
        made = reviews.correct(4, correction)
        # The name of a speaker that the database knows is spelled as it is there.
        assert made.speaker == "Marta Ellwood"
        start, end = find(TEXT, "“The bridge is closed,” she said.")
        assert made.content == f"[[{start}, {end}]]"
    row = quote(path, 4)
    assert (row["speaker"], row["quote"]) == ("Ola Venn", "“The bridge is closed,”")
    assert shown(path, 4) == ("corrected", "Marta Ellwood", None, None, "“The bridge is closed,” she said.", 1)
    with Store(path) as store:
        (found,) = [
            dict(zip(store.columns("reviewed_quotes"), r, strict=True)) for r in store.rows("reviewed_quotes")
        ]
        assert (found["speaker"], found["found_speaker"]) == ("Marta Ellwood", "Ola Venn")
        # What was right is taken over; and another correction starts from this one.
        with store.reviews(reviewer="Bo") as reviews:
            made = reviews.correct(4, Correction(role="engineer", kind="mixed"))
    assert (made.speaker, made.role, made.kind) == ("Marta Ellwood", "engineer", "mixed")
    assert made.quote == "“The bridge is closed,” she said."
    assert waits(path) == [2, 3, 1]


def test_a_correction_is_found_by_its_words(path: Path) -> None:
    correction = Correction(speaker="Ødegård Nilsen", quote="According to residents, the bridge shook.")
    with Store(path) as store:
        with store.reviews(reviewer="Ann") as reviews:
            reviews.correct(3, correction)
        for words in ("Ødegård", "odegard", '"according to residents"', "shook"):
            assert [hit.id for hit in store.search(words)] == [3], words
        assert [hit.id for hit in store.search(QuoteFilter(speaker="nilsen"))] == [3]
        read_again(path, FOUND)
        assert [hit.id for hit in store.search("odegard")] == [3]
        with store.reviews(reviewer="Ann") as reviews:
            reviews.undo()
        assert store.search("odegard") == []


def test_a_split_quote_is_corrected_in_parts(path: Path) -> None:
    words = "“We were not asked,” […] the bridge  shook"
    with Store(path) as store, store.reviews(reviewer="Ann") as reviews:
        made = reviews.correct(2, Correction(quote=words))
    assert made.quote == "“We were not asked,” […] the bridge shook"
    spans = [list(find(TEXT, "“We were not asked,”")), list(find(TEXT, "the bridge shook"))]
    assert made.content == str(spans)


def test_words_that_stand_twice_are_the_nearest(path: Path) -> None:
    with Store(path) as store, store.reviews(reviewer="Ann") as reviews:
        made = reviews.correct(4, Correction(quote="bridge is"))
    start, end = find(TEXT, "bridge is", nth=1)
    assert made.content == f"[[{start}, {end}]]"


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda r: r.check([1, 99]), "no row 99"),
        (lambda r: r.check([2**70]), "no row"),
        (lambda r: r.check([1], note=" \n"), "note is empty"),
        (lambda r: r.check([1], note="x" * 2001), "2,001 characters"),
        (lambda r: r.check([1], note="a\x00b"), "no text"),
        (lambda r: r.check([1], note="a\ud800b"), "no text"),
        (lambda r: r.wrong(1, []), "Say what is wrong"),
        (lambda r: r.wrong(1, ["speaker", "title"]), "title can't be wrong"),
        (lambda r: r.correct(1, Correction()), "Nothing in this differs"),
        (lambda r: r.correct(1, Correction(speaker="Marta Ellwood", kind="direct")), "Nothing in this differs"),
        (
            lambda r: r.correct(1, Correction(quote="“The bridge is  safe. It was checked twice.”")),
            "Nothing in this",
        ),
        (lambda r: r.correct(1, Correction(quote="the bridge is fine")), "do not stand in the article"),
        (lambda r: r.correct(1, Correction(quote="shook […] asked")), "after the ones before"),
        (lambda r: r.correct(1, Correction(quote=" ")), "quote is empty"),
        (lambda r: r.correct(1, Correction(quote="bridge […] ")), "quote is empty"),
        (lambda r: r.correct(1, Correction(kind="spoken")), "no kind 'spoken'"),
        (lambda r: r.correct(1, Correction(speaker="x" * 301)), "301 characters"),
        (lambda r: r.correct(1, Correction(content=((0, 5), (3, 9)))), "not in order"),
        (lambda r: r.correct(1, Correction(content=((0, 10_000),))), "not in order"),
        (lambda r: r.correct(1, Correction(content=())), "not in order"),
        (lambda r: r.undo(), "nothing to undo"),
        (lambda r: r.undo(7), "no review 7"),
    ],
)
def test_what_makes_no_sense_is_refused_and_leaves_nothing(path: Path, call: Any, says: str) -> None:
    before = dump(path)
    with pytest.raises(UsageError, match=says), Store(path) as store, store.reviews(reviewer="Ann") as reviews:
        call(reviews)
    assert dump(path) == before


@pytest.mark.parametrize("name", ["", " \n", "x" * 101, "a\x07b"])
def test_a_reviewer_has_a_name(path: Path, name: str) -> None:
    with pytest.raises(UsageError, match="reviewer"), Store(path) as store, store.reviews(reviewer=name):
        pass


def test_a_later_review_counts_and_undoing_brings_the_earlier_back(path: Path) -> None:
    check(path, 4)
    with Store(path) as store:
        with store.reviews(reviewer="Bo") as reviews:
            reviews.correct(4, Correction(speaker="Marta Ellwood"))
        assert [(one.reviewer, one.verdict) for one in store.reviewed(4)] == [
            ("Bo", "corrected"),
            ("Ann", "checked"),
        ]
        assert shown(path, 4)[:2] == ("corrected", "Marta Ellwood")
        with store.reviews(reviewer="Bo") as reviews:
            undone = reviews.undo()
        assert (undone.id, undone.undone is not None, undone.undone_by) == (2, True, "Bo")
        assert shown(path, 4)[:2] == ("checked", None)
        with pytest.raises(UsageError, match="undone before"), store.reviews(reviewer="Bo") as reviews:
            reviews.undo(2)
        with store.reviews(reviewer="Bo") as reviews:
            assert reviews.undo(1).id == 1
        assert shown(path, 4)[0] == ""
        assert len(store.reviewed(4)) == 2  # all are kept


def test_reviews_survive_another_model(path: Path) -> None:
    """Of four reviewed rows one is read as before, one longer, one by another speaker, and one not at all."""
    check(path, 1, 2, 4)
    with Store(path) as store, store.reviews(reviewer="Bo") as reviews:
        reviews.wrong(3, ["content"], note="they said more")
    longer = said(
        TEXT,
        "“We were not asked,” said Ola",
        source="Venn",
        name="Ola Venn",
        confidence=0.5,
    )
    saved = read_again(path, [replace(SHE, speaker=ENGINEER.speaker), longer, ENGINEER])
    assert (saved.attributions, saved.added, saved.removed, saved.kept) == (3, 0, 0, 1)
    assert shown(path, 1) == ("checked", None, None, None, None, 1)
    assert shown(path, 2)[0] == "changed since"
    assert shown(path, 4)[0] == "changed since"
    assert shown(path, 3) == ("wrong", None, None, None, None, 0)
    row = quote(path, 3)
    assert (row["quote"], row["source"], row["outlet"]) == ("the bridge shook", "residents", "The Tide")
    assert waits(path) == [4, 2]
    with Store(path) as store:
        assert [one.seen_quote for one in store.reviewed(2)] == ["“We were not asked,”"]
        found = dict(zip(store.columns("attributions"), list(store.rows("attributions"))[2], strict=True))
        assert (found["id"], found["found"]) == (3, 0)
    # Reading so again changes nothing; and what is found again is found again, under its number.
    before = dump(path)
    assert read_again(path, [replace(SHE, speaker=ENGINEER.speaker), longer, ENGINEER]).unchanged
    assert dump(path) == before
    read_again(path, FOUND, model="1")
    assert [shown(path, number)[0] for number in (1, 2, 3, 4)] == ["checked", "checked", "wrong", "checked"]
    assert shown(path, 3)[-1] == 1


def test_what_is_kept_keeps_its_speaker_role_and_organisation(path: Path) -> None:
    check(path, 1)
    before = quote(path, 1)
    saved = read_again(path, [VENN])
    assert (saved.removed, saved.kept) == (2, 1)
    assert quote(path, 1) == before | {"found": 0}
    with Store(path) as store:
        assert {one.name for one in store.speakers()} == {"Marta Ellwood", "Ola Venn"}
        with store.reviews(reviewer="Ann") as reviews:
            reviews.undo()
    # No review is in force any more: the next reading lets the row go, with its speaker.
    read_again(path, [VENN])
    with Store(path) as store:
        assert {one.name for one in store.speakers()} == {"Ola Venn"}
        assert store.reviewed() == []


def test_reviews_survive_a_renamed_article(path: Path) -> None:
    check(path, 1)
    with Store(path) as store:
        store.edit_article(1, title="A bridge", outlet="The Tide Online", date="2026-05-07")
    read_again(path, [VENN], article=replace(ARTICLE, title="New", path="elsewhere.html"))
    row = quote(path, 1)
    assert (row["review"], row["title"], row["outlet"], row["day"]) == (
        *("checked", "A bridge", "The Tide Online"),
        "2026-05-07",
    )
    with Store(path) as store:
        affiliations = [
            dict(zip(store.columns("affiliations"), r, strict=True)) for r in store.rows("affiliations")
        ]
    assert [one["day"] for one in affiliations] == ["2026-05-07"]


def test_a_correction_that_the_next_reading_agrees_with_stays(path: Path) -> None:
    with Store(path) as store, store.reviews(reviewer="Ann") as reviews:
        reviews.correct(4, Correction(speaker="Marta Ellwood"))
    read_again(path, [ENGINEER, VENN, RESIDENTS, replace(SHE, speaker=ENGINEER.speaker)])
    assert shown(path, 4)[:2] == ("corrected", "Marta Ellwood")
    read_again(path, [ENGINEER, VENN, RESIDENTS, replace(SHE, speaker=None)], model="3")
    assert shown(path, 4)[:2] == ("changed since", None)


@pytest.mark.parametrize(("part", "state"), [("source", "changed since"), ("speaker", "wrong")])
def test_another_source_matters_to_who_called_it_wrong(path: Path, part: Any, state: str) -> None:
    with Store(path) as store, store.reviews(reviewer="Ann") as reviews:
        reviews.wrong(4, [part])
    read_again(path, [ENGINEER, VENN, RESIDENTS, replace(SHE, source=(find(TEXT, "she said"),))])
    assert shown(path, 4)[0] == state


def test_another_name_of_one_person_is_no_change(path: Path) -> None:
    """Also where it was settled by reading another article, or by hand."""
    check(path, 2)
    with Store(path) as store:
        with store.decisions(who="Ann") as by_hand:
            (venn,) = (one.id for one in store.speakers("venn"))
            by_hand.rename(venn, "Olaf Venn")
        assert quote(path, 2)["speaker"] == "Olaf Venn"
        assert shown(path, 2)[0] == "checked"
        with store.decisions(who="Ann") as by_hand:
            (ellwood,) = (one.id for one in store.speakers("ellwood"))
            by_hand.merge([venn, ellwood])
        assert shown(path, 2)[0] == "checked"


def test_removing_a_reviewed_article_asks_first(path: Path) -> None:
    check(path, 1, 2)
    with Store(path) as store:
        with pytest.raises(UsageError, match=r"Article 1 \(Bridge\) has 2 reviews"):
            store.remove_article(1)
        assert len(store.reviewed()) == 2
        store.remove_article(1, reviews_too=True)
        assert store.reviewed() == []
        assert store.counts()["quotes"] == 0


def test_a_database_from_before_can_be_reviewed(path: Path, tmp_path: Path) -> None:
    """As a migration brings it: the rows there get the columns, and the search goes on."""
    old = from_before(path, "0008_reviews", into=tmp_path / "old.db")
    with Store(old) as store:
        assert waits(old) == [4, 2, 3, 1]
        assert [hit.id for hit in store.search("shook")] == [3]
    check(old, 1)
    assert shown(old, 1) == ("checked", None, None, None, None, 1)


def test_any_readings_leave_what_was_reviewed(tmp_path: Path) -> None:
    """Whatever is read and reviewed in whatever order, the database is sound and no reviewed row is lost."""
    chance = random.Random(11)
    words = "the bridge is safe and the road is closed said Ola Venn of the Tide on Monday".split()
    text = " ".join(words)

    def reading() -> list[Attribution]:
        made = []
        for _ in range(chance.randrange(5)):
            start = chance.randrange(len(words) - 4)
            content = " ".join(words[start : start + chance.randrange(1, 4)])
            name = chance.choice(["Ola Venn", "Tide", None])
            role = chance.choice(["mayor", None]) if name else None
            made.append(said(text, content, name=name, role=role, organisation=role and "Varnholt"))
        return made

    path = tmp_path / "any.db"
    for number in range(80):
        with Store(path) as store:
            run = store.start_run(version=str(number), model="m")
            store.save(Article(text, id="a"), reading(), run_id=run)
            with store.reviews(reviewer="Ann") as reviews:
                for waiting in store.waiting(QueueFilter(limit=chance.randrange(3))):
                    if chance.random() < 0.7:
                        reviews.check([waiting.id])
                    else:
                        reviews.correct(waiting.id, Correction(speaker=f"Speaker {number}"))
                if number % 5 == 0 and store.reviewed(limit=1):
                    in_force = [one.id for one in store.reviewed() if one.undone is None]
                    reviews.undo(chance.choice(in_force))
            before = {one.attribution_id for one in store.reviewed() if one.undone is None}
            store.save(Article(text, id="a"), reading(), run_id=run)
            rows = {row[0] for row in store.rows("attributions")}
            assert before <= rows
        with closing(connect(path)) as connection:
            assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
            connection.execute("INSERT INTO quotes_fts(quotes_fts, rank) VALUES ('integrity-check', 1)")
            # What quotes show is what reviews say.
            shown = "SELECT id FROM quotes WHERE review != ''"
            assert {row[0] for row in connection.execute(shown)} == before
            both = "SELECT t.id FROM attributions t JOIN quotes q ON q.id = t.id WHERE t.found = q.found"
            assert {row[0] for row in connection.execute(both)} == rows
            lost = "SELECT id FROM attributions WHERE found = 0"
            assert {row[0] for row in connection.execute(lost)} <= before
            for table, column in (("speakers", "speaker_id"), ("organisations", "organisation_id")):
                of = "attributions" if table == "speakers" else "affiliations"
                left = (
                    f"SELECT id FROM {table} WHERE id NOT IN (SELECT {column} FROM {of} WHERE {column} NOT NULL)"
                )
                assert connection.execute(left).fetchall() == []
