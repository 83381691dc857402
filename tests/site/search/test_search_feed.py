"""A search as a feed: what RFC 4287 requires, checked element by element."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from datasette.app import Datasette
from hostile import SCRIPT
from lxml import etree
from stored import fill, simple

from attribution.store import Store

pytestmark = pytest.mark.asyncio

FEED = "/attribution/-/search.atom"
ATOM = "{http://www.w3.org/2005/Atom}"


async def feed(site: Datasette, query: str = "") -> etree._Element:
    response = await site.client.get(f"{FEED}{query}")
    assert response.status_code == 200
    assert response.headers["content-type"] == "application/atom+xml; charset=utf-8"
    root = etree.fromstring(response.content)
    assert_valid(root)
    return root


def one(parent: etree._Element, name: str) -> str:
    """The text of the only element of a name, which has some."""
    (found,) = parent.findall(f"{ATOM}{name}")
    assert found.text
    assert found.text.strip()
    return str(found.text)


def assert_valid(root: etree._Element) -> None:
    """RFC 4287, section 4: the elements that a feed and an entry must have, and how often."""
    assert root.tag == f"{ATOM}feed"
    for part in (root, *root.findall(f"{ATOM}entry")):
        assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", one(part, "id"))
        one(part, "title")
        assert datetime.fromisoformat(one(part, "updated")).tzinfo is not None
        assert part.findall(f"{ATOM}author/{ATOM}name")
        alternates = [link for link in part.findall(f"{ATOM}link") if link.get("rel") == "alternate"]
        assert len(alternates) == 1
        for link in part.findall(f"{ATOM}link"):
            assert urlsplit(link.get("href")).scheme in ("http", "https")
    ids = [one(entry, "id") for entry in root.findall(f"{ATOM}entry")]
    assert len(ids) == len(set(ids))


async def test_the_feed_of_a_search(site: Datasette) -> None:
    root = await feed(site, "?words=prices&kind=direct")
    assert one(root, "title") == "Who said what: prices, kind direct"
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    assert links == {
        "self": "http://localhost/attribution/-/search.atom?words=prices&kind=direct",
        "alternate": "http://localhost/attribution/-/search?words=prices&kind=direct",
    }
    (entry,) = root.findall(f"{ATOM}entry")
    assert one(entry, "title") == "Łukasz Nowak: “Prices will fall” […] “nobody knows why”"
    assert one(entry, "published") == "2024-03-02T00:00:00Z"
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == "Łukasz Nowak"
    content = entry.find(f"{ATOM}content")
    assert content is not None
    assert content.get("type") == "text"
    assert content.text == (
        "“Prices will fall” […] “nobody knows why”\n\nŁukasz Nowak, grain trader, Odra Freight\n\n"
        "The Odra Post, 2024-03-02, Grain: prices to fall\n\nall in quotation marks, very sure (0.90)"
    )
    entry_links = {link.get("rel"): link.get("href") for link in entry.findall(f"{ATOM}link")}
    assert re.fullmatch(r"http://localhost/attribution/-/quote/\d+", entry_links["alternate"])
    assert entry_links["related"] == "https://news.example/grain"


async def test_a_speaker_is_followed_by_name(site: Datasette) -> None:
    root = await feed(site, "?speaker_id=1")
    assert one(root, "title") == "Who said what: speaker Łukasz Nowak"
    assert len(root.findall(f"{ATOM}entry")) == 2


async def test_a_feed_without_entries_is_one_too(site: Datasette) -> None:
    root = await feed(site, "?words=zeppelin")
    assert root.findall(f"{ATOM}entry") == []
    assert datetime.fromisoformat(one(root, "updated")).year >= 2024


async def test_all_that_is_hostile_is_text(site: Datasette) -> None:
    root = await feed(site)
    assert len(root.findall(f"{ATOM}entry")) == 9
    contents = [entry.findtext(f"{ATOM}content") or "" for entry in root.findall(f"{ATOM}entry")]
    assert any(SCRIPT in content for content in contents)
    assert "javascript:" not in etree.tostring(root, encoding="unicode")
    titles = [one(entry, "title") for entry in root.findall(f"{ATOM}entry")]
    assert max(map(len, titles)) <= 210


async def test_what_xml_has_no_place_for_is_left_out(served: Callable[[Path], Datasette], tmp_path: Path) -> None:
    site = served(
        fill(tmp_path / "attribution.db", [simple("Mara\x0b Quill", "“A\x1bb \ufffe c”", title="T\x08")])
    )
    root = await feed(site)
    (entry,) = root.findall(f"{ATOM}entry")
    assert one(entry, "content").startswith("“Ab  c”")
    assert one(entry, "title") == "Mara Quill: “Ab  c”"
    assert one(await feed(site, "?words=zeppe%08lin"), "title") == "Who said what: zeppelin"


async def test_names_of_entries_stay_and_only_the_newest_are_there(
    served: Callable[[Path], Datasette], tmp_path: Path
) -> None:
    days = [f"2024-01-{1 + n % 28:02d}" for n in range(60)]
    path = fill(tmp_path / "attribution.db", [simple(title=f"T{n}", date=d) for n, d in enumerate(days)])
    root = await feed(served(path))
    entries = root.findall(f"{ATOM}entry")
    assert len(entries) == 50
    published = [one(entry, "published") for entry in entries]
    assert published == sorted(published, reverse=True)
    with Store(path) as store:
        run = store.start_run(version="1.0", model="test")
        article, attributions = simple(title="New", date="2024-06-01")
        store.save(article, attributions, run_id=run)
    again = (await feed(served(path), "?sort=oldest")).findall(f"{ATOM}entry")
    assert one(again[0], "published") == "2024-06-01T00:00:00Z"
    assert [one(entry, "id") for entry in again[1:]] == [one(entry, "id") for entry in entries[:49]]


async def test_addresses_are_those_of_the_host_that_was_asked(site: Datasette) -> None:
    response = await site.client.get(FEED, headers={"Host": "news.example:8080"})
    root = etree.fromstring(response.content)
    links = [link.get("href") for link in root.iter(f"{ATOM}link") if link.get("rel") != "related"]
    assert links
    assert all(link.startswith("http://news.example:8080/attribution/-/") for link in links)
