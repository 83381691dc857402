"""The page of somebody who is only talked about, and the ways to it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from datasette.app import Datasette
from graph_articles import about
from paging import attributes, read
from stored import fill

from attribution.graph import GraphFilter, build_graph
from attribution.store import Store

pytestmark = pytest.mark.asyncio
Served = Callable[[Path], Datasette]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = [
        about("Ann Lee", "“Cy Fox lied about Bo Ray”", "Cy Fox", "Bo Ray", title="One", date="2024-01-01"),
        about("Bo Ray", "“Cy Fox is safe”", "Cy Fox", title="Two", date="2024-02-01", outlet="The Tide"),
        about(None, "“Cyrus Fogg is a <b>thief</b>”", "Cyrus Fogg", title="Three"),
        about("Ann Lee", "“Tarn Fox is shut”", "Tarn Fox", types={"Tarn Fox": "organisation"}, title="Four"),
    ]
    path = fill(tmp_path / "attribution.db", made)
    with Store(path) as store:
        build_graph(store, GraphFilter())
    return path


async def test_what_is_said_of_them_by_whom_and_where(path: Path, served: Served) -> None:
    html, text = await read(served(path), "/attribution/-/mentioned?name=cy+fox")
    assert "Cy Fox person talked about in 2 quotes, never quoted here by this name" in text
    assert text.index("“Cy Fox is safe”") < text.index("“Cy Fox lied about Bo Ray”")
    assert "Ann Lee 1 quote" in text[text.index("Spoken about by") :]
    assert "Bo Ray 1 quote" in text[text.index("Spoken about by") :]
    assert "The Tide 1 quote" in text
    assert "Quotes by month, January 2024 to February 2024" in text
    links = attributes(html, "a", "href")
    assert "/attribution/-/search?about=%22Cy+Fox%22" in links
    assert any("/-/network/" in link for link in links)


async def test_bodies_too(path: Path, served: Served) -> None:
    _, text = await read(served(path), "/attribution/-/mentioned?name=Tarn+Fox&type=organisation")
    assert "Tarn Fox organisation talked about in 1 quote" in text


async def test_whoever_is_quoted_has_the_page_of_a_speaker(path: Path, served: Served) -> None:
    answer = await served(path).client.get("/attribution/-/mentioned?name=Bo+Ray&type=person")
    assert answer.status_code == 302
    assert answer.headers["location"] == "/attribution/-/speaker/2"


@pytest.mark.parametrize(
    ("query", "status", "says"),
    [
        ("name=Nobody", 404, "Nobody is talked about as “Nobody”"),
        ("", 404, "Nobody is talked about as"),
        ("name=%3Cscript%3Ealert", 404, "Nobody is talked about as"),
        ("name=Cy+Fox&type=place", 400, "Nobody is of the type “place”"),
    ],
)
async def test_names_that_nobody_has(path: Path, served: Served, query: str, status: int, says: str) -> None:
    _, text = await read(served(path), f"/attribution/-/mentioned?{query}", status=status)
    assert says in text


async def test_pages_lead_there(path: Path, served: Served) -> None:
    site = served(path)
    address = "/attribution/-/mentioned?name=Cy+Fox&type=person"
    html, _ = await read(site, "/attribution/-/quote/1")
    assert address in attributes(html, "a", "href")
    html, _ = await read(site, "/attribution/-/speaker/1")
    assert address in attributes(html, "a", "href")
    answer = await site.client.get("/attribution/-/network?name=cy+fox")
    html, _ = await read(site, answer.headers["location"])
    assert address in attributes(html, "a", "href")


async def test_they_are_suggested_where_one_asks_about_whom(path: Path, served: Served) -> None:
    site = served(path)
    found = (await site.client.get("/attribution/-/suggest?q=fo&about=1")).json()["speakers"]
    assert [(one["id"], one["name"], one["type"], one["about"]) for one in found] == [
        ("", '"Cy Fox"', "person", "talked about in 2 quotes, never quoted"),
        ("", '"Cyrus Fogg"', "person", "talked about in 1 quote, never quoted"),
        ("", '"Tarn Fox"', "organisation", "talked about in 1 quote, never quoted"),
    ]
    both = (await site.client.get("/attribution/-/suggest?q=cy+fo&about=1")).json()["speakers"]
    assert [one["name"] for one in both] == ['"Cy Fox"', '"Cyrus Fogg"']
    # A speaker comes first, and is no name without a number.
    found = (await site.client.get("/attribution/-/suggest?q=bo&about=1")).json()["speakers"]
    assert [(one["id"], one["name"]) for one in found] == [(2, "Bo Ray")]
    # Where speakers are asked for, they are none.
    assert (await site.client.get("/attribution/-/suggest?q=fox")).json()["speakers"] == []
    for odd in ("%22", "*", "fo%22", "x"):
        assert (await site.client.get(f"/attribution/-/suggest?q={odd}&about=1")).status_code == 200


async def test_the_whole_name_finds_all_that_is_said(path: Path, served: Served) -> None:
    html, _ = await read(served(path), "/attribution/-/search?about=%22Cy+Fox%22")
    assert ">2 quotes</h2>" in html
    assert 'data-suggest="/attribution/-/suggest?about=1"' in html
