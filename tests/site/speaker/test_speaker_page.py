"""The page of a speaker."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from datasette.app import Datasette
from graph_articles import about, town, town_in
from paging import attributes, read
from stored import fill, grain, simple

from attribution.graph import GraphFilter, build_graph
from attribution.site.page import Site
from attribution.site.speaker import speaker_page
from attribution.site.speaker.speaker_about import Counted, speaks_about, spoken_about_by
from attribution.store import Store

Served = Callable[[Path], Datasette]
pytestmark = pytest.mark.asyncio


def part(text: str, start: str, end: str) -> str:
    """Return a page's text from one heading to the next."""
    return text.rpartition(start)[2].partition(end)[0]


async def test_names_roles_quotes_and_outlets(site: Datasette) -> None:
    html, text = await read(site, "/attribution/-/speaker/1")
    assert "Łukasz Nowak person 2 quotes 2 March 2024 Wikidata Q1" in text
    assert "https://www.wikidata.org/wiki/Q1" in attributes(html, "a", "href")
    quotes = part(text, "Quotes, newest first", "Roles")
    # Both stand in one article, which is named once.
    assert quotes.count("Grain: prices to fall The Odra Post 2 March 2024") == 1
    assert "“Prices will fall” […] “nobody knows why” all in quotation marks" in quotes
    assert "“it is over” all in quotation marks" in quotes
    roles = part(text, "Roles", "Speaks about")
    assert "grain trader, Odra Freight 2 March 2024 1 article" in roles
    assert "“a grain trader at Odra Freight” in Grain: prices to fall" in roles
    assert "The Odra Post 2 quotes" in part(text, "Outlets", "Names as written")
    assert "Łukasz Nowak 1 article" in part(text, "Names as written", "Found by")
    links = attributes(html, "a", "href")
    for address in (
        "/attribution/-/search?speaker_id=1",
        "/attribution/-/search.csv?speaker_id=1",
        "/attribution/-/search.json?speaker_id=1&size=all",
        "/attribution/-/search.atom?speaker_id=1",
        "/attribution/-/network?speaker=1",
        "/attribution/-/article/1#q-1",
        "/attribution/-/quote/1",
        "/attribution/speakers/1",
        "/attribution/quotes?speaker_id=1",
    ):
        assert address in links, address


async def test_quotes_in_order_of_time_and_a_plot(tmp_path: Path, served: Served) -> None:
    articles = [
        simple(
            "Ann Lee",
            f"“Number {number}”",
            title=f"T{number}",
            date=f"2024-{month:02}-10",
            outlet=f"Paper {number % 2}",
        )
        for number, month in enumerate([3, 1, 1, 6])
    ]
    articles.append(simple("Ann Lee", "“Number 9”", title="T9", date=None))
    site = served(fill(tmp_path / "attribution.db", articles))
    html, text = await read(site, "/attribution/-/speaker/1")

    def order(text: str) -> list[int]:
        numbers = [0, 1, 2, 3, 9]
        return sorted(numbers, key=lambda number: text.index(f"“Number {number}”"))

    assert order(text) == [3, 0, 1, 2, 9]
    assert "5 quotes 10 January 2024 to 10 June 2024" in text
    assert attributes(html, "svg", "role") == ["img"]
    assert "6 months from January 2024 to June 2024, at most 2 quotes a month." in text
    assert "January 20242 March 20241 June 20241" in text
    assert len(attributes(html, "rect", "x")) == 3
    _, text = await read(site, "/attribution/-/speaker/1?sort=oldest")
    assert order(text) == [1, 2, 0, 3, 9]


async def test_many_quotes_are_cut_and_lead_to_the_search(tmp_path: Path, served: Served) -> None:
    articles = [simple("Ann Lee", f"“Number {number}”", title=f"T{number}") for number in range(53)]
    site = served(fill(tmp_path / "attribution.db", articles))
    html, text = await read(site, "/attribution/-/speaker/1")
    assert text.count("“Number ") == 50
    assert "The newest 50; all 53 in the search" in text
    _, text = await read(site, "/attribution/-/speaker/1?sort=oldest")
    assert text.count("“Number ") == 50
    assert "/attribution/-/search?speaker_id=1&sort=oldest" in (
        await read(site, "/attribution/-/speaker/1?sort=oldest")
    )[0].replace("&amp;", "&")
    assert len(html.encode()) < 150_000


def named(found: Counted) -> dict[str | None, int]:
    return {person["name"]: person["quotes"] for person in found.people}


async def test_who_speaks_about_whom_is_what_the_graph_has(tmp_path: Path, served: Served) -> None:
    path = town_in(tmp_path)
    with Store(path) as store:
        build_graph(store, GraphFilter())
    site = Site(served(path), None, "town")
    with closing(sqlite3.connect(path)) as db:
        speakers = db.execute("SELECT id, name FROM speakers").fetchall()
        edges = db.execute(
            "SELECT s.name, t.name, e.quotes FROM graph_edges e JOIN graph_nodes s ON s.id = e.source_id "
            "JOIN graph_nodes t ON t.id = e.target_id WHERE e.relation = 'about'"
        ).fetchall()
    assert ("Ann Lee", "Bo Ray", 3) in edges
    for number, name in speakers:
        live = await speaks_about(site, number, most=100, many=False)
        assert live.graph is None
        assert named(live) == {to: quotes for one, to, quotes in edges if one == name}
        made = await speaks_about(site, number, most=100, many=True)
        assert made.graph is not None
        assert named(made) == named(live)
        by = named(await spoken_about_by(site, number, most=100))
        # The graph leaves out those who have no name.
        unnamed = by.pop(None, 0)
        assert unnamed == (1 if name == "Bo Ray" else 0)
        assert by == {one: quotes for one, to, quotes in edges if to == name}
        if by:
            # Too many mentions to read them all.
            assert named(await spoken_about_by(site, number, most=0)) == by


async def test_a_name_that_two_people_have_is_told_by_the_article(tmp_path: Path, served: Served) -> None:
    path = fill(
        tmp_path / "attribution.db",
        [
            simple(
                "Bo Ray", "“I kick”", title="Sport", role="goalkeeper", organisation="Rovers", date="2024-01-01"
            ),
            simple("Bo Ray", "“I rule”", title="Law", role="senator", organisation="Senate", date="2024-01-02"),
            about("Ann Lee", "“Bo Ray is late”", "Bo Ray"),
        ],
    )
    with closing(sqlite3.connect(path)) as db:
        # Nobody is a goalkeeper and a senator.
        one, other = (row[0] for row in db.execute("SELECT id FROM speakers WHERE name = 'Bo Ray'"))
        ann = db.execute("SELECT id FROM speakers WHERE name = 'Ann Lee'").fetchone()[0]
    site = Site(served(path), None, "attribution")
    (found,) = (await speaks_about(site, ann, most=100, many=False)).people
    assert (found["speaker_id"], found["name"]) == (None, "Bo Ray")
    for number in (one, other):
        assert (await spoken_about_by(site, number, most=100)).people == []


async def test_what_is_bounded_says_so(tmp_path: Path, served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(speaker_page, "READ", 2)
    articles = [
        simple("Ann Lee", f"“Words of {number}”", title=f"T{number}", date=f"2024-01-0{number + 1}",
               outlet=f"Paper {number}", role="mayor", organisation="Town")
        for number in range(3)
    ]  # fmt: skip
    site = served(fill(tmp_path / "attribution.db", articles))
    _, text = await read(site, "/attribution/-/speaker/1")
    outlets = part(text, "Outlets", "Names as written")
    assert "Paper 1 1 quote Paper 2 1 quote" in outlets
    assert "Paper 0" not in outlets
    assert "Counted in the newest 2 quotes; the names lead to all." in outlets
    assert "Of the newest 2 times that a role is stated, at most 1." in part(text, "Roles", "Speaks about")


async def test_a_speaker_who_is_gone(tmp_path: Path, served: Served) -> None:
    path = fill(tmp_path / "attribution.db", [*town(), grain()])
    with Store(path) as store, store.decisions(who="the desk") as by_hand:
        by_hand.merge([1, 2])
    site = served(path)
    with closing(sqlite3.connect(path)) as db:
        (gone,) = {1, 2} - {row[0] for row in db.execute("SELECT id FROM speakers")}
    html, text = await read(site, f"/attribution/-/speaker/{gone}", status=404)
    assert f"There is no speaker {gone}" in text
    assert "Merged Ann Lee (1) and Bo Ray (2)" in text
    assert "/attribution/-/search" in attributes(html, "form", "action")
    # The one that both are now is one click away.
    assert f"/attribution/-/speaker/{3 - gone}" in attributes(html, "a", "href")
    _, text = await read(site, "/attribution/-/speaker/12345", status=404)
    assert "There is no speaker 12345" in text
    assert "Merged" not in text
    await read(site, f"/attribution/-/speaker/{'9' * 30}", status=404)


async def test_each_speaker_of_hostile_articles_is_shown_as_text(site: Datasette, database: Path) -> None:
    with Store(database, read_only=True) as store:
        speakers = [(row[0], row[1]) for row in store.rows("speakers")]
    assert len(speakers) >= 6
    for number, name in speakers:
        for sort in ("", "?sort=oldest"):
            _, text = await read(site, f"/attribution/-/speaker/{number}{sort}")
            assert " ".join(name.split()) in text
