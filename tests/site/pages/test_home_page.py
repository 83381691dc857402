"""The home page."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from datasette.app import Datasette
from paging import attributes, read
from stored import fill, grain, simple

from attribution.site.pages.home_page import first_day
from attribution.store import Store

Served = Callable[[Path], Datasette]


@pytest.mark.asyncio
async def test_what_is_new_and_who_is_quoted_now(tmp_path: Path, served: Served) -> None:
    articles = [
        grain(),  # 2 March
        simple("Ann Lee", "“One”", title="First", date="2024-05-01", outlet="Post"),
        simple("Ben Oak", "“Two”", title="Second", date="2024-05-07", outlet="Post"),
        simple("Ben Oak", "“Three”", title="Third", date="2024-05-06", outlet="Wire"),
        simple("Cy Elm", "“Long ago”", title="Fourth", date="2024-04-30", outlet="Wire"),
        simple(None, "“Nobody”", title="Fifth", date="2024-05-07", outlet="Wire"),
    ]
    site = served(fill(tmp_path / "attribution.db", articles))
    html, text = await read(site, "/")
    assert (await site.client.get("/attribution/-/")).text == html
    assert "8 quotes by 4 named speakers and others, in 6 articles of 3 outlets." in text
    newest, _, quoted = text.partition("Most quoted now")
    titles = ["Fifth", "Second", "Third", "First", "Fourth", "Grain: prices to fall"]
    assert sorted(titles, key=newest.index) == titles
    # Of the seven days that end with the newest: Cy Elm's day is one too early, and nobody is no speaker.
    assert "1 May 2024 to 7 May 2024, the newest seven days here." in quoted
    assert quoted.index("Ben Oak2 quotes of Ben Oak in these days2") < quoted.index("Ann Lee1")
    assert "Cy Elm" not in quoted
    assert "/attribution/-/search?speaker_id=3&from=2024-05-01&to=2024-05-07" in attributes(html, "a", "href")


@pytest.mark.asyncio
async def test_one_form_searches_for_words_and_speakers(site: Datasette) -> None:
    html, _ = await read(site, "/")
    assert attributes(html, "form", "action") == ["/attribution/-/search"]
    assert attributes(html, "input", "name") == ["words", "speaker", "speaker_id"]
    assert attributes(html, "input", "data-suggest") == ["/attribution/-/suggest"]


@pytest.mark.asyncio
async def test_an_empty_database_says_how_to_begin(tmp_path: Path, served: Served) -> None:
    site = served(fill(tmp_path / "attribution.db", []))
    _, text = await read(site, "/")
    assert "There are no articles here yet" in text
    assert "attribution ingest FOLDER" in text
    fill(tmp_path / "attribution.db", [simple()])
    _, text = await read(site, "/")
    assert "1 quote by 1 named speaker and others, in 1 article of 1 outlet." in text


@pytest.mark.asyncio
async def test_the_numbers_are_kept_and_true(tmp_path: Path, served: Served) -> None:
    path = fill(tmp_path / "attribution.db", [simple(), grain()])
    site = served(path)
    for changed in (1_000_000_000, 1_000_000_500):
        # Only a file that nobody wrote to for a while is known by its times.
        os.utime(path, (changed, changed))
        _, text = await read(site, "/")
        assert "4 quotes by 2 named speakers" in text
    _, again = await read(site, "/")
    assert again == text
    with Store(path) as store:
        store.remove_article(1)
    _, text = await read(site, "/")
    assert "3 quotes by 1 named speaker and" in text


@pytest.mark.asyncio
async def test_articles_without_days_outlets_and_titles(tmp_path: Path, served: Served) -> None:
    articles = [simple(None, "“A”", title=None, outlet=None, date=None)]
    site = served(fill(tmp_path / "attribution.db", articles))
    _, text = await read(site, "/")
    assert "1 quote by 0 named speakers and others, in 1 article." in text
    assert "No quote of a named speaker has a day." in text
    assert "An aide said: “A”." in text


@pytest.mark.parametrize(
    ("last", "first"),
    [
        ("2024-05-07", "2024-05-01"),
        ("2024-03-02", "2024-02-25"),
        ("2024-03", "2024-03"),
        ("2024", "2024"),
        ("0001-01-02", "0001-01-02"),
    ],
)
def test_the_first_of_the_seven_days(last: str, first: str) -> None:
    assert first_day(last) == first
