"""The network's pages: their numbers, their filters, and what they say where there is nothing to show."""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
from collections.abc import Awaitable, Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from datasette.app import Datasette
from datasette.database import QueryInterrupted
from graph_articles import about, town
from httpx import Response
from lxml import html
from stored import fill, simple

from attribution.graph import GraphFilter, build_graph
from attribution.site.metadata import metadata_for
from attribution.site.network import network_queries
from attribution.store import Store

pytestmark = pytest.mark.asyncio
HOSTILE = '<script>alert("x")</script> & Sons'
Get = Callable[[str], Awaitable[Response]]
Served = Callable[[Path], Datasette]


def made(path: Path) -> Path:
    with Store(path) as store:
        build_graph(store, GraphFilter())
    return path


@pytest.fixture(name="town", scope="module")
def _town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(fill(tmp_path_factory.mktemp("network") / "town.db", town()))


@pytest.fixture(name="get", scope="module")
def _get(town: Path) -> Iterator[Get]:
    # As on a server that lets nobody write: nothing but SELECT can work.
    site = Datasette([], immutables=[str(town)], metadata=metadata_for("town"))
    yield lambda address: site.client.get(f"/town/-/network{address}")
    for database in site.databases.values():
        database.close()
    if site.executor is not None:
        site.executor.shutdown()


def query(path: Path, sql: str, *values: object) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as db:
        return db.execute(sql, values).fetchall()


def text(answer: Response) -> str:
    """What a page says, in one line."""
    return " ".join(html.fromstring(answer.text).xpath("string(//main)").split())


def rows(answer: Response) -> dict[str, tuple[str, ...]]:
    """The rows of the tables by the key of their edge."""
    found = html.fromstring(answer.text).xpath("//table//tr[@id]")
    return {row.get("id")[2:]: tuple(cell.text_content().strip() for cell in row.iterchildren()) for row in found}


def drawn(answer: Response) -> dict[str, Any]:
    (block,) = html.fromstring(answer.text).xpath("//script[@id = 'network-data']/text()")
    data: dict[str, Any] = json.loads(block)
    return data


EDGES = """
SELECT e.source_id || '-' || e.target_id || '-' || e.relation, s.name, t.name, e.statements, e.quotes, e.outlets,
    coalesce(e.first_day, '–'), coalesce(e.last_day, '–')
FROM graph_edges e JOIN graph_nodes s ON s.id = e.source_id JOIN graph_nodes t ON t.id = e.target_id
WHERE ?1 IN (e.source_id, e.target_id)
OR (
    e.source_id IN (SELECT source_id + target_id - ?1 FROM graph_edges WHERE ?1 IN (source_id, target_id))
    AND e.target_id IN (SELECT source_id + target_id - ?1 FROM graph_edges WHERE ?1 IN (source_id, target_id))
)
"""


async def test_the_tables_have_the_edges_that_sql_has(town: Path, get: Get) -> None:
    nodes = query(town, "SELECT id, name, edges, statements, quotes FROM graph_nodes")
    assert len(nodes) == 5
    for number, name, edges, statements, quotes in nodes:
        answer = await get(f"/{number}")
        assert answer.status_code == 200
        found = {key: (*cells[:1], *cells[2:]) for key, cells in rows(answer).items()}
        wanted = {row[0]: tuple(map(str, row[1:])) for row in query(town, EDGES, number)}
        assert found == wanted, name
        assert f"{statements} statement{'s' * (statements != 1)} in {quotes} quote" in text(answer)
        assert f"{edges} line{'s' * (edges != 1)} from and to" in text(answer)
        assert "Nothing is left out." in text(answer)
        # What is drawn is what the tables have.
        drawing = drawn(answer)
        assert {edge["id"]: edge["statements"] for edge in drawing["edges"]} == {
            key: int(cells[2]) for key, cells in found.items()
        }
        ends = {end for edge in drawing["edges"] for end in (edge["source"], edge["target"])}
        assert {node["id"] for node in drawing["nodes"]} == ends | {str(number)}
        assert drawing["centre"] == str(number)


async def test_every_edge_opens_the_quotes_that_make_it(town: Path, get: Get) -> None:
    for source, target, relation, quotes, statements in query(
        town, "SELECT source_id, target_id, relation, quotes, statements FROM graph_edges"
    ):
        answer = await get(f"/{source}?edge={source}-{target}-{relation}")
        page = html.fromstring(answer.text)
        leads = page.xpath("//section[@id = 'quotes']//a[contains(@href, '/-/quote/')]/@href")
        behind = query(
            town,
            "SELECT q.id, q.article_id FROM graph_links l JOIN quotes q ON q.id = l.quote_id "
            "WHERE source_id = ? AND target_id = ? AND relation = ? ORDER BY q.day DESC, q.id DESC",
            *(source, target, relation),
        )
        assert leads == [f"/town/-/quote/{quote}" for quote, _ in behind]
        articles = page.xpath("//section[@id = 'quotes']//a[contains(@href, '/-/article/')]/@href")
        assert articles == [f"/town/-/article/{article}#q-{quote}" for quote, article in behind]
        assert len(leads) == quotes
        assert f"{statements} statement" in text(answer)


async def test_an_edge_of_the_table_leads_to_its_quotes(get: Get) -> None:
    page = html.fromstring((await get("/1?from=2024-01&kind=direct")).text)
    (link,) = page.xpath("//tr[@id = 'e-1-2-about']//a[@class = 'opens']")
    assert link.get("href") == "/town/-/network/1?from=2024-01&kind=direct&edge=1-2-about#quotes"
    assert link.get("aria-label") == "3 quotes: Ann Lee speaks about Bo Ray"
    (other,) = page.xpath("//tr[@id = 'e-1-2-about']//a[not(@class)]")
    assert other.get("href") == "/town/-/network/2?from=2024-01&kind=direct"


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ("", {"1-2-about": "2 3 2", "1-5-about": "1 1 1", "1-4-about": "1 1 0", "1-4-affiliation": "1 1 1",
              "2-1-about": "1 1 1"}),
        ("from=2024-02", {"1-2-about": "1 1 1", "1-5-about": "1 1 1", "1-4-affiliation": "1 1 1",
                          "2-1-about": "1 1 1"}),
        ("to=2024-01", {"1-2-about": "1 2 2"}),
        ("from=2024-01-11&to=2024-01-11", {"1-2-about": "1 1 1"}),
        ("kind=indirect", {"1-4-about": "1 1 0"}),
        ("outlet=daily+tide", {"1-2-about": "1 1 1"}),
        ("relation=affiliation", {"1-4-affiliation": "1 1 1"}),
        ("relation=about&outlet=The+Courier&to=2024-02-01", {"1-2-about": "2 2 1", "1-5-about": "1 1 1"}),
    ],
)  # fmt: skip
async def test_filters_count_anew(get: Get, filters: str, expected: dict[str, str]) -> None:
    answer = await get(f"/1?{filters}")
    assert answer.status_code == 200
    assert {key: " ".join(cells[3:6]) for key, cells in rows(answer).items()} == expected
    assert f"{len(expected)} line" in text(answer)
    # The quotes of an edge are those within the filters too.
    for key, numbers in expected.items():
        opened = await get(f"/1?{filters}&edge={key}")
        quotes = html.fromstring(opened.text).xpath("//section[@id = 'quotes']//blockquote")
        assert len(quotes) == int(numbers.split()[1])


async def test_an_edge_that_the_filters_leave_out(get: Get) -> None:
    answer = await get("/1?kind=indirect&edge=1-2-about")
    assert answer.status_code == 200
    assert "No quote of this line is within the filters." in text(answer)
    assert "Ann Lee speaks about Bo Ray" in text(answer)


async def test_an_edge_between_two_others_can_be_opened(get: Get) -> None:
    answer = await get("/5?edge=2-1-about")
    assert "Bo Ray speaks about Ann Lee" in text(answer)
    assert "“Ann Lee is wrong”" in text(answer)


@pytest.mark.parametrize(
    ("address", "status", "says"),
    [
        ("/99", 404, "There is no node 99 in the network"),
        ("/1234567890123456789012345", 404, "There is no number"),
        ("?speaker=99", 404, "There is no speaker 99"),
        ("?organisation=99", 404, "There is no organisation 99"),
        ("?speaker=Ann", 400, "Ann is no number"),
        (
            "/1?from=soon",
            400,
            "The day “soon” is not understood. Write 2024-01-31;",
        ),
        ("/1?to=2024-02-30", 400, "The day “2024-02-30” is not understood"),
        ("/1?from=2024-03&to=2024-02", 400, "The window from 2024-03 to 2024-02 ends before it begins"),
        ("/1?kind=loud", 400, "No kind is called “loud”. There are: direct, mixed, indirect."),
        ("/1?relation=hates", 400, "There are: about, affiliation, nested."),
        ("/1?outlet=Gazette", 400, "No outlet is called “Gazette”."),
        ("/1?most=7", 400, "7 can't be drawn Choose one of 25, 50, 100, 299."),
        ("/1?edge=1-2", 400, "1-2 is no edge"),
        ("/1?edge=1-2-hates", 400, "1-2-hates is no edge"),
        ("/1?edge=2-5-about", 404, "There is no edge 2-5-about in the network"),
        ("/1?edge=1-2-about&page=0", 400, "0 is no page"),
        ("/1?from=%3Cb%3E", 400, "The day “<b>” is not understood"),
    ],
)
async def test_what_is_no_page_says_so(get: Get, address: str, status: int, says: str) -> None:
    answer = await get(address)
    assert answer.status_code == status
    assert says in text(answer)
    assert "<b>" not in answer.text


@pytest.mark.parametrize(
    ("address", "leads"),
    [
        ("?speaker=1", "/1"),
        ("?speaker=2&from=2024-02&edge=1-2-about", "/2?from=2024-02&edge=1-2-about"),
        ("?organisation=1", "/4"),
        ("?name=LEE", "/1"),
        ("?name=tarn+coun", "/4"),
        ("?name=łee+ańn", "/1"),
    ],
)
async def test_ways_to_a_node(get: Get, address: str, leads: str) -> None:
    answer = await get(address)
    assert answer.status_code == 302
    assert answer.headers["location"] == f"/town/-/network{leads}"


async def test_an_organisation_that_speaks_itself_is_its_speaker(tmp_path: Path, served: Served) -> None:
    article, (spoken,) = about("Tarn Council", "“Ann Lee must go”", "Ann Lee")
    assert spoken.speaker is not None
    council = replace(spoken, speaker=replace(spoken.speaker, type="organisation"))
    both = [
        (article, [council]),
        about("Ann Lee", "“Never”", role="mayor", organisation="Tarn Council"),
    ]
    path = made(fill(tmp_path / "both.db", both))
    (number,) = query(path, "SELECT id FROM graph_nodes WHERE name = 'Tarn Council'")[0]
    (organisation,) = query(path, "SELECT id FROM organisations")[0]
    answer = await served(path).client.get(f"/both/-/network?organisation={organisation}")
    assert answer.headers["location"] == f"/both/-/network/{number}"


async def test_the_start_page_has_the_best_connected(town: Path, get: Get) -> None:
    answer = await get("")
    names = html.fromstring(answer.text).xpath("//tbody/tr/th/a")
    best = query(town, "SELECT id, name FROM graph_nodes ORDER BY edges DESC, folded")
    assert [(a.get("href"), a.text_content()) for a in names] == [
        (f"/town/-/network/{n}", name) for n, name in best
    ]


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("r", "Bo Ray"),  # a word begins so, in two names
        ("xyz", "Nobody in the network is called “xyz”. Try a part of the name."),
        ("ee", "Nobody in the network is called “ee”"),  # no word begins so
        ("%", "Nobody in the network is called “%”"),
        ("a_n", "Nobody in the network is called “a_n”"),
        ("\\", "Nobody in the network is called “\\”"),
    ],
)
async def test_names_are_looked_for(get: Get, name: str, says: str) -> None:
    answer = await get(f"?name={name.replace('%', '%25')}")
    if answer.status_code == 302:
        assert says == "Bo Ray"
        return
    assert answer.status_code == 200
    assert says in text(answer)


async def test_what_is_odd_is_text(tmp_path: Path, served: Served) -> None:
    hostile = [
        about(HOSTILE, f"“Bo Ray is {HOSTILE}”", "Bo Ray", outlet=HOSTILE, title=HOSTILE),
        about("Bo Ray", "</script><script>1</script> is ours", "</script>", title="B"),
    ]
    path = made(fill(tmp_path / "town.db", hostile))
    site = served(path)
    (number, other) = query(
        path, "SELECT source_id, target_id FROM graph_edges e JOIN graph_nodes n ON n.id = source_id "
        "WHERE n.name LIKE '%Sons'"
    )[0]  # fmt: skip
    network = "/town/-/network"
    answer = await site.client.get(f"{network}/{number}?edge={number}-{other}-about")
    assert HOSTILE in html.fromstring(answer.text).xpath("string(//h1)")
    assert HOSTILE in text(answer)
    assert drawn(answer)["nodes"][0]["name"] == HOSTILE
    for page in (answer, await site.client.get(f"{network}/{other}"), await site.client.get(network)):
        assert "<script>" not in page.text
        scripts = html.fromstring(page.text).xpath("//script[not(@src)]")
        assert [script.get("type") for script in scripts] == ["application/json"] * len(scripts)
        assert not re.search(r"\sstyle=|\son\w+=", page.text)
        assert "script-src 'self'" in page.headers["content-security-policy"]


async def test_at_most_so_many_are_drawn(tmp_path: Path, served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    many = [
        about("Ann Lee", f"“{'again ' * (number % 3)}Zed {chr(65 + number)}”", f"Zed {chr(65 + number)}")
        for number in range(26)
    ]
    more = [about("Ann Lee", f"“Zed C {word}”", "Zed C") for word in ("one", "two")]
    back = [about("Zed C", "“Zed D”", "Zed D"), about("Zed Z", "“Zed C”", "Zed C")]
    path = made(fill(tmp_path / "many.db", [*many, *more, *back]))
    site = served(path)
    answer = await site.client.get("/many/-/network/1?most=25")
    assert "Shown: 25 people and organisations around Ann Lee, by 25 lines from or to Ann Lee" in text(answer)
    assert "Left out: the 1 weaker line from or to Ann Lee." in text(answer)
    found = rows(answer)
    first = next(iter(found.values()))
    assert (first[2], first[3]) == ("Zed C", "3")
    answer = await site.client.get("/many/-/network/1")
    assert "by 26 lines from or to Ann Lee and 2 lines between the others. Nothing is left out." in text(answer)
    assert len(rows(answer)) == 28
    monkeypatch.setattr(network_queries, "BETWEEN", 0)
    answer = await site.client.get("/many/-/network/1")
    assert "by 26 lines from or to Ann Lee. Left out: 2 lines between the others." in text(answer)
    assert len(rows(answer)) == 26


async def test_filters_look_at_the_strongest_edges(
    tmp_path: Path, served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(network_queries, "LOOKED_AT", 1)
    path = made(fill(tmp_path / "town.db", town()))
    answer = await served(path).client.get("/town/-/network/1?kind=direct")
    assert sorted(rows(answer)) == ["1-2-about", "2-1-about"]
    assert (
        "With filters, only the 1 strongest lines from Ann Lee and as many to Ann Lee are looked at, of 5."
        in text(answer)
    )


async def test_what_takes_too_long_says_so(get: Get, monkeypatch: pytest.MonkeyPatch) -> None:
    async def interrupted(*_: object) -> None:
        raise QueryInterrupted(sqlite3.OperationalError("interrupted"), "SELECT 1", {})

    monkeypatch.setattr(network_queries, "ego", interrupted)
    answer = await get("/1")
    assert answer.status_code == 503
    assert "This takes too long here Draw fewer others, or leave out filters." in text(answer)


async def test_many_quotes_of_an_edge_have_pages(tmp_path: Path, served: Served) -> None:
    articles = [
        about("Ann Lee", f"“Bo Ray {n}”", "Bo Ray", date=f"2024-01-{1 + n % 28:02}", title=str(n))
        for n in range(120)
    ]
    site = served(made(fill(tmp_path / "many.db", articles)))
    seen: list[str] = []
    address = "/many/-/network/1?edge=1-2-about"
    for number in (1, 2, 3):
        page = html.fromstring((await site.client.get(f"{address}&page={number}")).text)
        assert f"page {number} of 3" in page.xpath("string(//section[@id = 'quotes'])")
        seen += page.xpath("//section[@id = 'quotes']//a[contains(@href, '/-/quote/')]/@href")
        leads = page.xpath("//p[@class = 'network-pages']/a/text()")
        assert leads == [["Older quotes"], ["Newer quotes", "Older quotes"], ["Newer quotes"]][number - 1]
    assert len(seen) == len(set(seen)) == 120
    # A page after the last is the last.
    assert "page 3 of 3" in text(await site.client.get(f"{address}&page=99"))


async def test_an_empty_database(tmp_path: Path, served: Served) -> None:
    site = served(fill(tmp_path / "empty.db", []))
    answer = await site.client.get("/empty/-/network")
    assert answer.status_code == 200
    assert "There are no quotes here yet, so there is no network." in text(answer)
    assert (await site.client.get("/empty/-/network/1")).status_code == 404
    assert (await site.client.get("/empty/-/network?speaker=1")).status_code == 404


async def test_nobody_with_a_name(tmp_path: Path, served: Served) -> None:
    site = served(made(fill(tmp_path / "aide.db", [simple(None)])))
    assert "No quote here names its speaker" in text(await site.client.get("/aide/-/network"))


async def test_one_speaker(tmp_path: Path, served: Served) -> None:
    site = served(made(fill(tmp_path / "one.db", [simple("Mara Quill")])))
    answer = await site.client.get("/one/-/network/1")
    assert answer.status_code == 200
    assert "Nobody is connected with Mara Quill" in text(answer)
    assert not rows(answer)
    assert "network.js" not in answer.text
    assert "0 lines from and to them" in text(answer)
    # The filters say the same.
    assert "Nobody is connected" in text(await site.client.get("/one/-/network/1?from=2020"))


async def test_a_window_with_nothing_in_it(get: Get) -> None:
    answer = await get("/1?from=2031")
    assert answer.status_code == 200
    assert "Nothing around Ann Lee is within these filters. Show all" in text(answer)
    assert html.fromstring(answer.text).xpath("//input[@name = 'from']/@value") == ["2031"]
    assert "Nothing around" in text(await get("/5?relation=affiliation"))


async def test_a_network_that_was_not_made_or_is_old(tmp_path: Path, served: Served) -> None:
    path = fill(tmp_path / "town.db", town())
    site = served(path)
    answer = await site.client.get("/town/-/network")
    assert "The network was not made yet. To make it: attribution graph --db town.db" in text(answer)
    answer = await site.client.get("/town/-/network?speaker=1")
    assert answer.status_code == 404
    assert "Ann Lee is not in the network" in text(answer)
    assert "attribution graph --db town.db" in text(answer)
    made(path)
    assert "not made yet" not in text(await site.client.get("/town/-/network"))
    with Store(path) as store:
        store.remove_article(1)
    for address in ("/town/-/network", "/town/-/network/1"):
        said = text(await site.client.get(address))
        assert re.search(r"The network was made on \d{4}-\d\d-\d\d, before the newest changes", said)
        assert "attribution graph --db town.db" in said
    # The quotes are those that are left; what the edge had is said.
    answer = await site.client.get("/town/-/network/1?edge=1-2-about")
    assert "2 statements in 2 quotes" in text(answer)
    assert "There were 3 quotes when the network was made." in text(answer)
    made(path)
    assert "newest changes" not in text(await site.client.get("/town/-/network/1"))


async def test_the_drawing_program_is_the_one_that_is_noted() -> None:
    folder = Path(network_queries.__file__).parents[1] / "static" / "vendor" / "cytoscape"
    noted = (folder / "README.md").read_text(encoding="utf-8")
    for name in ("cytoscape.esm.min.mjs", "LICENSE"):
        digest = hashlib.sha256((folder / name).read_bytes()).hexdigest()
        assert f"`{name}`: `{digest}`" in noted
    (version,) = re.findall(r'\.version="([\d.]+)"', (folder / "cytoscape.esm.min.mjs").read_text("utf-8"))
    assert f"version: {version}" in noted


async def test_the_start_page_is_a_picture(town: Path, get: Get) -> None:
    page = await get("")
    data = json.loads(html.fromstring(page.text).get_element_by_id("network-data").text)
    assert data["centre"] is None
    stored = query(town, "SELECT source_id || '-' || target_id || '-' || relation, statements FROM graph_edges")
    assert {edge["id"]: edge["statements"] for edge in data["edges"]} == dict(stored)
    joined = {end for edge in data["edges"] for end in (edge["source"], edge["target"])}
    assert {node["id"] for node in data["nodes"]} == joined
    communities = dict(
        query(town, "SELECT CAST(node_id AS TEXT), community FROM graph_measures WHERE graph_id = 1")
    )
    for one in data["nodes"]:
        for other in data["nodes"]:
            if one["group"] and other["group"]:
                same = communities[one["id"]] == communities[other["id"]]
                assert (one["group"] == other["group"]) is same
    # All that is drawn is in tables, and each line of the picture leads to its quotes.
    for edge in data["edges"]:
        answer = await get(edge["href"].partition("/-/network")[2].partition("#")[0])
        assert answer.status_code == 200
        assert f'href="{edge["href"]}"'.replace("&", "&amp;") in page.text
    # A search for a name needs no picture.
    assert "network-data" not in (await get("?name=e")).text


async def test_a_group_is_named_where_there_is_one(tmp_path: Path, served: Served) -> None:
    two = [
        about("Ann Lee", "“Bo Ray lied”", "Bo Ray", title="One", date="2024-01-01"),
        about("Bo Ray", "“Ann Lee lied”", "Ann Lee", title="Two", date="2024-01-02"),
        about("Cy Fox", "“Dee Orr is late”", "Dee Orr", title="Three", date="2024-01-03"),
    ]
    site = served(made(fill(tmp_path / "two.db", two)))
    page = await site.client.get("/two/-/network")
    assert "Groups that speak about each other" in text(page)
    groups = html.fromstring(page.text).xpath("//ul[@class='network-groups']/li")
    assert [" ".join(group.text_content().split()) for group in groups] == ["Ann Lee, Bo Ray"]
