"""The page of a quote in a browser."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from conftest import weight
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def quote(samples: Path, address: str) -> str:
    """The address of a quote in two parts."""
    with closing(sqlite3.connect(samples)) as db:
        (number,) = db.execute("SELECT id FROM quotes WHERE quote LIKE '“There was no other way%'").fetchone()
    return f"{address}/attribution/-/quote/{number}"


def test_it_is_there_for_everybody(page: Page, quote: str, check: Callable[[], None]) -> None:
    page.goto(quote)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Corentin Iwu")
    expect(page.locator(".excerpt .content")).to_have_count(2)
    expect(page.locator(".excerpt .mention")).to_have_text("Corentin Iwu")
    check()
    assert weight(page) < 150_000


def test_what_it_is_cited_as_can_be_copied(page: Page, quote: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(quote)
    page.get_by_role("button", name="Copy the sentence").click()
    expect(page.get_by_text("Copied.")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("Corentin Iwu, chief executive: “There was no other way")
    assert copied.endswith(
        "Kessland Business Daily, 8 May 2026, https://kesslandbusinessdaily.example/2026/05/08/orrin-freight-jobs)"
    )
    page.get_by_role("button", name="Copy the link").click()
    assert page.evaluate("navigator.clipboard.readText()") == quote


def test_where_nothing_may_be_copied_the_words_are_marked(page: Page, quote: str) -> None:
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page.goto(quote)
    page.get_by_role("button", name="Copy the sentence").click()
    expect(page.get_by_text("Marked: copy it with Ctrl-C.")).to_be_visible()
    assert page.evaluate("getSelection().toString()").startswith("Corentin Iwu, chief executive: “There was")


def test_to_its_place_its_speaker_and_its_annotation(page: Page, quote: str) -> None:
    page.goto(quote)
    page.get_by_role("link", name="In its article").first.click()
    expect(page.locator(".label:target")).to_be_in_viewport()
    page.go_back()
    link = page.get_by_role("link", name="Web Annotation (JSON)").get_attribute("href")
    made = page.request.get(quote.partition("/attribution/")[0] + str(link)).json()
    assert made["type"] == "Annotation"
    assert made["via"] == quote
    page.get_by_role("heading", level=1).get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Corentin Iwu")


def test_without_scripts_on_a_phone(browser: Browser, quote: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto(quote)
    expect(page.get_by_role("button", name="Copy the sentence")).to_be_hidden()
    page.get_by_role("link", name="Cite this").click()
    expect(page.get_by_role("heading", name="Cite this")).to_be_in_viewport()
    context.close()


def test_a_phone_shows_all_of_it(page: Page, quote: str) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(quote)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
