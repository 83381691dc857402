"""Who is who across articles in the database, and what people decide about it by hand."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from stored import dump, fill, said

from attribution.errors import UsageError
from attribution.filters import QuoteFilter
from attribution.records import Article, Attribution
from attribution.store import Store

Read = tuple[Article, list[Attribution]]


def article(
    key: str,
    name: str,
    role: str | None = None,
    organisation: str | None = None,
    *,
    more: str = "",
    type: Any = None,
) -> Read:
    """An article in which one speaker says one thing."""
    text = f"{key}: {name}, {role} of {organisation}{more}, said: “Yes”."
    evidence = f"{role} of {organisation}" if role else None
    made = said(text, "“Yes”", name=name, role=role, organisation=organisation, evidence=evidence, type=type)
    return Article(text, id=key, title=key, outlet="The Tide", date="2024-05-06"), [made]


RASA = [
    article("a", "Rasa Juknevičienė", "minister", "Lithuania"),
    article("b", "Rasa Jukneviciene"),
    article("c", "Juknevičienė", "former minister", "Lithuania"),
]
SMITHS = [article("d", "John Smith", "footballer", "Odra Athletic"), article("e", "John Smith", "senator")]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return fill(tmp_path / "news.db", [*RASA, *SMITHS, article("f", "James Grey"), article("g", "Ola Venn")])


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with Store(path) as opened:
        yield opened


def who(path: Path) -> dict[str, tuple[int, str]]:
    """The id and name of the speaker of each article."""
    with closing(sqlite3.connect(path)) as connection:
        query = """
            SELECT q.title, q.speaker_id, q.speaker, s.name, t.speaker_id, p.speaker_id FROM quotes q
            JOIN speakers s ON s.id = q.speaker_id JOIN attributions t ON t.id = q.id
            JOIN appearances p ON p.id = t.appearance_id
        """
        found = {}
        for title, *ids_and_names in connection.execute(query):
            one, name, same_name, *same = ids_and_names
            assert name == same_name
            assert set(same) == {one}
            found[title] = (one, name)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        for table in ("quotes", "speakers", "organisations"):
            connection.execute(f"INSERT INTO {table}_fts({table}_fts, rank) VALUES ('integrity-check', 1)")
        pointed = "SELECT speaker_id FROM attributions WHERE speaker_id IS NOT NULL"
        left = f"SELECT id FROM speakers WHERE id NOT IN ({pointed})"
        assert connection.execute(left).fetchall() == []
        return found


def groups(path: Path) -> set[frozenset[str]]:
    by_id: dict[int, set[str]] = {}
    for title, (one, _) in who(path).items():
        by_id.setdefault(one, set()).add(title)
    return {frozenset(titles) for titles in by_id.values()}


APART = {frozenset("abc"), frozenset("d"), frozenset("e"), frozenset("f"), frozenset("g")}


def test_one_person_is_one_row_and_two_of_one_name_are_two(path: Path) -> None:
    assert groups(path) == APART
    found = who(path)
    assert {found[key][1] for key in "abc"} == {"Rasa Juknevičienė"}
    assert {found[key][1] for key in "de"} == {"John Smith"}


def test_the_order_of_reading_changes_nothing(tmp_path: Path) -> None:
    articles = [*RASA, *SMITHS, article("f", "James Grey"), article("g", "Ola Venn")]
    for seed in range(6):
        random.Random(seed).shuffle(articles)
        path = fill(tmp_path / f"{seed}.db", articles)
        assert groups(path) == APART
        assert who(path)["c"][1] == "Rasa Juknevičienė"


def test_a_removed_article_takes_its_evidence_along(store: Store, path: Path) -> None:
    store.remove_article(1)  # the only one that names her in full with her office
    assert groups(path) == {frozenset("b"), frozenset("c"), *(APART - {frozenset("abc")})}


def test_an_organisation_is_one_by_its_acronym(tmp_path: Path) -> None:
    path = fill(
        tmp_path / "news.db",
        [
            article("a", "Ann Lee", "analyst", "Royal United Services Institute", more=" (RUSI)"),
            article("b", "Bo Grant", "analyst", "the Royal United Services Institute"),
            article("c", "Cy Moss", "fellow", "RUSI"),
            article("d", "DOJ", type="organisation"),
            article("e", "Department of Justice", type="organisation"),
        ],
    )
    with Store(path) as store:
        organisations = [
            dict(zip(store.columns("organisations"), r, strict=True)) for r in store.rows("organisations")
        ]
        assert [one["name"] for one in organisations] == ["Royal United Services Institute"]
        assert {quote.organisation for quote in store.search("") if quote.organisation} == {
            "Royal United Services Institute"
        }
        assert {quote.speaker for quote in store.search(QuoteFilter(speaker="justice"))} == {
            "Department of Justice"
        }
        assert len(store.speakers("Justice")) == 1


def test_merge_split_rename_and_undo(store: Store, path: Path) -> None:
    found = who(path)
    with store.decisions(who="ed") as by_hand:
        by_hand.merge([found["f"][0], found["g"][0]])
    assert groups(path) == APART - {frozenset("f"), frozenset("g")} | {frozenset("fg")}
    merged = who(path)["f"][0]
    with store.decisions(who="ed") as by_hand:
        by_hand.rename(merged, "Jim  Grey")
    assert who(path)["f"][1] == who(path)["g"][1] == "Jim Grey"
    with store.decisions(who="jo") as by_hand:
        by_hand.split(found["a"][0], articles=[2])
    now = who(path)
    assert now["a"] == found["a"] == now["c"]  # the number stays with what was not split off
    assert now["b"][0] not in {one for one, _ in found.values()}
    assert now["b"][1] == "Rasa Jukneviciene"

    log = store.decided()
    assert [(one.kind, one.who, one.undone) for one in log] == [
        ("merge", "ed", None),
        ("rename", "ed", None),
        ("split", "jo", None),
    ]
    for _ in log:
        with store.decisions(who="ed") as by_hand:
            by_hand.undo()
    assert groups(path) == APART
    assert {title: name for title, (_, name) in who(path).items()} == {
        title: name for title, (_, name) in found.items()
    }
    assert all(one.undone for one in store.decided())
    with pytest.raises(UsageError, match="nothing to undo"), store.decisions(who="ed") as by_hand:
        by_hand.undo()


def test_decisions_can_be_undone_in_any_order(store: Store, path: Path) -> None:
    found = who(path)
    with store.decisions(who="ed") as by_hand:
        first = by_hand.merge([found["f"][0], found["g"][0]])
        by_hand.merge([found["d"][0], found["e"][0]])
        by_hand.undo(first.id)
    assert groups(path) == APART - {frozenset("d"), frozenset("e")} | {frozenset("de")}
    with pytest.raises(UsageError, match="undone before"), store.decisions(who="ed") as by_hand:
        by_hand.undo(first.id)
    with pytest.raises(UsageError, match="no decision 9"), store.decisions(who="ed") as by_hand:
        by_hand.undo(9)


def test_decisions_hold_when_another_model_reads_the_articles_again(store: Store, path: Path) -> None:
    found = who(path)
    with store.decisions(who="ed") as by_hand:
        by_hand.merge([found["f"][0], found["g"][0]])
        by_hand.rename(found["f"][0], "Jim Grey")
        by_hand.split(found["a"][0], articles=[2])
        by_hand.merge([found["d"][0], found["e"][0]])
        by_hand.link([{"name": "Jim Grey", "wikidata": "Q7"}, {"id": str(found["f"][0]), "wikidata": "Q7"}])
    decided = groups(path)
    assert decided == {frozenset("ac"), frozenset("b"), frozenset("de"), frozenset("fg")}

    run = store.start_run(version="2.0", model="newer")
    again = [
        article("a", "Rasa Juknevičienė", "minister", "Lithuania"),
        article("b", "Rasa Jukneviciene"),
        article("c", "Juknevičienė", "former minister", "Lithuania"),
        *SMITHS,
        article("f", "James Grey"),
        article("g", "Ola Venn"),
    ]
    for text, (made,) in again:
        # A newer model: surer, with other spans, other forms of names, no roles.
        other = replace(
            made, confidence=0.5, affiliation=None, content=((made.content[0][0], made.content[0][1] - 1),)
        )
        if text.title == "f":
            other = replace(other, speaker=replace(made.speaker, name="Mr James Albert Grey"))
        if text.title == "c":
            other = replace(other, affiliation=made.affiliation)
        saved = store.save(text, [other], run_id=run)
        assert saved.updated
    assert who(path)["f"][1] == who(path)["g"][1] == "Jim Grey"
    assert groups(path) >= {frozenset("b"), frozenset("de"), frozenset("fg")}
    (jim,) = store.speakers("Jim Grey")
    assert (jim.wikidata, jim.quotes, set(jim.names)) == (
        "Q7",
        2,
        {"Mr James Albert Grey", "James Grey", "Ola Venn"},
    )

    # What was not there is there again, and new articles follow what was decided.
    for text, made in again:
        store.save(text, made, run_id=run)
    assert groups(path) == decided
    store.save(*article("h", "Ola Venn"), run_id=run)
    assert who(path)["h"] == who(path)["f"]
    before = dump(path)
    for text, made in again:
        assert store.save(text, made, run_id=run).unchanged
    assert dump(path) == before


def test_the_order_of_reading_again_changes_nothing(store: Store, path: Path) -> None:
    found = who(path)
    with store.decisions(who="ed") as by_hand:
        by_hand.merge([found["f"][0], found["g"][0]])
    run = store.start_run(version="2.0", model="newer")
    before = who(path)
    for text, made in [article("g", "Ola Venn"), article("f", "James Grey"), *reversed(RASA)]:
        store.save(text, [], run_id=run)
        store.save(text, made, run_id=run)
    assert groups(path) == {frozenset(t for t in before if before[t][0] == one) for one, _ in before.values()}


def test_links_from_a_table(store: Store, path: Path) -> None:
    found = who(path)
    with store.decisions(who="ed") as by_hand:
        linked = by_hand.link(
            [
                {"name": "rasa jukneviciene", "wikidata": "https://www.wikidata.org/wiki/Q1"},
                {"id": str(found["d"][0]), "name": "ignored", "wikidata": "Q2"},
                {"name": "John Smith", "wikidata": "Q3"},
                {"name": "Nobody Known", "wikidata": "Q4"},
                {"id": "x", "wikidata": "Q5"},
                {"name": "Ola Venn", "wikidata": ""},
            ]
        )
    assert (linked.changed, linked.unchanged, linked.unknown) == (2, 1, ("John Smith", "Nobody Known", "x"))
    assert {one.wikidata for one in store.speakers("Rasa")} == {"Q1"}
    with store.decisions(who="ed", about="organisations") as by_hand:
        by_hand.link([{"name": "Odra Athletic", "wikidata": "Q9"}])
    assert "Q9" in [row[store.columns("organisations").index("wikidata")] for row in store.rows("organisations")]
    with store.decisions(who="ed") as by_hand:
        by_hand.link([{"name": "Rasa Juknevičienė", "wikidata": ""}])
    assert {one.wikidata for one in store.speakers("Rasa")} == {None}
    before = dump(path)
    with pytest.raises(UsageError, match="Line 3: 'P1' is no id"), store.decisions(who="ed") as by_hand:
        by_hand.link([{"name": "Ola Venn", "wikidata": "Q1"}, {"name": "Ola Venn", "wikidata": "P1"}])
    assert dump(path) == before


def test_what_cannot_be_decided(store: Store, path: Path) -> None:
    before = dump(path)
    rasa = who(path)["a"][0]
    for says, decide in [
        ("two or more", lambda by_hand: by_hand.merge([rasa, rasa])),
        ("no speaker 99", lambda by_hand: by_hand.merge([rasa, 99])),
        ("can't be split so: none", lambda by_hand: by_hand.split(rasa, articles=[5])),
        ("can't be split so: all", lambda by_hand: by_hand.split(rasa, articles=[1, 2, 3])),
        ("new name is empty", lambda by_hand: by_hand.rename(rasa, " ")),
    ]:
        with pytest.raises(UsageError, match=says), store.decisions(who="ed") as by_hand:
            decide(by_hand)
    assert dump(path) == before
