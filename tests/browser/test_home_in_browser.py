"""The home page in a browser."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import weight
from playwright.sync_api import Browser, Page, expect

from attribution.store import Store

pytestmark = pytest.mark.model


def test_what_is_new_is_there_for_everybody(page: Page, address: str, check: Callable[[], None]) -> None:
    page.goto(address)
    expect(page.get_by_role("heading", name="Find who said what")).to_be_visible()
    expect(page.get_by_role("region", name="Newest articles").get_by_role("link").first).to_have_text(
        "Tax cut 'for every family' dismissed as 'a poster'"
    )
    rows = page.get_by_role("region", name="Most quoted now").get_by_role("row")
    expect(rows.nth(1)).to_contain_text("Maren Tollefsrud")
    check()
    assert weight(page) < 150_000


def test_an_article_and_a_speaker_are_one_click_away(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("link", name="Minister: taxes will fall this year").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Minister: taxes will fall this year")
    page.go_back()
    page.get_by_role("region", name="Most quoted now").get_by_role(
        "link", name="Maren Tollefsrud", exact=True
    ).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Maren Tollefsrud")


def test_the_search_is_asked_with_words_and_speaker(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_label("Words in the quote").fill("taxes")
    page.get_by_role("combobox", name="Speaker").fill("Tollefsrud")
    with page.expect_request("**/-/search?**") as asked:
        page.get_by_role("button", name="Search").click()
    assert "words=taxes&speaker=Tollefsrud" in asked.value.url


def test_a_speaker_is_suggested_and_found(page: Page, address: str, check: Callable[[], None]) -> None:
    page.goto(address)
    page.get_by_role("combobox", name="Speaker").press_sequentially("tolle")
    expect(page.get_by_role("option", name="Maren Tollefsrud")).to_be_visible()
    check()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("combobox", name="Speaker")).to_have_value("Maren Tollefsrud")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/-/search[?].*speaker_id=[0-9]+"))
    expect(page.get_by_role("link", name="Maren Tollefsrud").first).to_be_visible()


def test_it_fits_a_phone(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_an_empty_database_says_how_to_begin(
    page: Page, tmp_path: Path, serve: Callable[..., str], check: Callable[[], None]
) -> None:
    with Store(tmp_path / "empty.db"):
        pass
    page.goto(serve(tmp_path / "empty.db"))
    expect(page.get_by_role("heading", level=1)).to_have_text("There are no articles here yet")
    expect(page.get_by_text("attribution ingest FOLDER")).to_be_visible()
    check()


def test_it_works_without_scripts(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    page.get_by_label("Speaker").fill("Stein")
    with page.expect_request("**/-/search?**"):
        page.get_by_role("button", name="Search").click()
    context.close()
