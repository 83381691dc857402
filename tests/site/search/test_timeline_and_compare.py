"""The timeline of a search, and two sides of one search."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path

import pytest
from closing_sites import closed
from datasette.app import Datasette
from graph_articles import about
from paging import attributes, read
from stored import fill, simple

from attribution.site.serving import build

pytestmark = pytest.mark.asyncio
TIMELINE, COMPARE = "/attribution/-/timeline", "/attribution/-/compare"


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Datasette]:
    made = [
        *(
            simple(
                "Mara Quill", f"“The bridge {n} is safe”", title=f"A{n}", outlet="The Tide", date=f"2024-0{n}-01"
            )
            for n in (1, 2, 2, 4)
        ),
        *(
            simple("Ida Noll", f"“The bridge {n} is old”", title=f"B{n}", outlet="The Post", date=f"2024-0{n}-02")
            for n in (2, 3)
        ),
        simple("Ida Noll", "“The harbour is old”", title="C", outlet="The Post", date=None),
        about("Mara Quill", "“Cy Fox owns the bridge”", "Cy Fox", outlet="The Tide", date="2024-04-09"),
    ]
    made_site = build(fill(tmp_path_factory.mktemp("compare") / "attribution.db", made))
    yield made_site
    closed(made_site)


async def test_the_months_of_a_search_and_their_quotes(town: Datasette) -> None:
    html, text = await read(town, f"{TIMELINE}?words=bridge")
    assert "Take away: Words: bridge" in text
    assert "Timeline of a search" in text
    assert "January 2024 to April 2024; most in a month: 2" in text
    rows = re.findall(r'<tr><td>([^<]+)</td><td class="number"><a href="([^"]+)">(\d+)', html)
    assert [(month, number) for month, _, number in rows] == [
        *(("January 2024", "1"), ("February 2024", "2"), ("March 2024", "1"), ("April 2024", "2")),
    ]
    for _, link, number in rows:
        assert f">{number} quote" in (await town.client.get(unescape(link))).text
    assert "/attribution/-/search?words=bridge" in attributes(html, "a", "href")


async def test_a_timeline_tells_of_quotes_without_a_day(town: Datasette) -> None:
    _, text = await read(town, f"{TIMELINE}?speaker=Noll")
    assert "3 quotes, of which 1 has no day." in text
    _, text = await read(town, f"{TIMELINE}?words=harbour")
    assert "No quote of this search has a day." in text


async def test_a_search_leads_to_its_timeline(town: Datasette) -> None:
    html, _ = await read(town, "/attribution/-/search?words=bridge&sort=oldest")
    links = attributes(html, "a", "href")
    assert f"{TIMELINE}?words=bridge" in links
    assert f"{COMPARE}?words=bridge" in links


async def test_two_outlets_side_by_side(town: Datasette) -> None:
    html, text = await read(town, f"{COMPARE}?words=bridge&outlet_1=the+tide&outlet_2=Post")
    tide, post = text[text.index("On which search") if "On which search" in text else 0 :].split(
        "The Post 2 quotes"
    )
    assert "The Tide 4 quotes" in tide
    assert "“The bridge 4 is safe”" in tide
    assert "“The bridge 3 is old”" in post
    assert "Cy Fox 1" in tide
    # Both are drawn over the same months and up to the same height.
    assert text.count("January 2024 to April 2024; most in a month: 2") == 2
    assert "/attribution/-/search?words=bridge&outlet=The+Tide" in attributes(html, "a", "href")


async def test_two_speakers_side_by_side(town: Datasette) -> None:
    for query in ("speaker_1=Mara+Quill&speaker_2=ida+noll", "speaker_1_id=1&speaker_2=Ida+Noll&speaker_2_id=2"):
        html, text = await read(town, f"{COMPARE}?{query}")
        assert "Mara Quill 4 quotes" in text
        assert "Ida Noll 3 quotes" in text
        assert "/attribution/-/search?speaker_id=1" in attributes(html, "a", "href")


async def test_every_number_of_a_side_is_found(town: Datasette) -> None:
    html, _ = await read(town, f"{COMPARE}?outlet_1=The+Tide&outlet_2=The+Post")
    found = re.findall(r'<li><a href="([^"]+)"><bdi>[^<]*</bdi></a> <span class="number">(\d+)</span>', html)
    assert len(found) > 4
    for link, number in found:
        answer = await town.client.get(unescape(link))
        assert f">{number} quote" in answer.text, link


@pytest.mark.parametrize(
    ("query", "status", "says"),
    [
        ("", 200, "Compare two outlets or two speakers"),
        ("outlet_1=The+Tide", 200, "Name the other outlet too."),
        ("speaker_2=Ida", 200, "Name the other speaker too."),
        ("outlet_1=The+Tide&outlet_2=Nothing", 400, "No outlet is called “Nothing”"),
        ("speaker_1=Mara+Quill&speaker_2=Quill", 400, "No speaker is called “Quill”"),
        ("speaker_1_id=x&speaker_2_id=1", 400, "is no speaker's number"),
    ],
)
async def test_what_is_not_named(town: Datasette, query: str, status: int, says: str) -> None:
    _, text = await read(town, f"{COMPARE}?{query}", status=status)
    assert says in text


async def test_odd_articles_are_harmless(site: Datasette, served: Callable[[Path], Datasette]) -> None:
    await read(site, TIMELINE)
    await read(site, f"{COMPARE}?speaker_1_id=1&speaker_2_id=2")
    await read(site, f"{COMPARE}?words=%3Cscript%3E&outlet_1=%3Cscript%3E", status=200)
