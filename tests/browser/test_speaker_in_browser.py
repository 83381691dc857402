"""The page of a speaker in a browser."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from conftest import weight
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.model


@pytest.fixture
def speaker(page: Page, address: str) -> Page:
    """The page of Rūta Žalgirienė, whom three papers quote."""
    page.goto(address)
    page.get_by_role("link", name="Rūta Žalgirienė").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Rūta Žalgirienė")
    return page


def test_it_is_there_for_everybody(speaker: Page, check: Callable[[], None]) -> None:
    for name in ("Roles", "Speaks about", "Spoken about by", "Outlets", "Names as written"):
        expect(speaker.get_by_role("heading", name=name, exact=True)).to_be_visible()
    check()
    assert weight(speaker) < 150_000


def test_oldest_first_and_back(speaker: Page) -> None:
    days = speaker.get_by_role("region", name="Quotes, newest first").locator("time")
    newest = days.first.get_attribute("datetime")
    speaker.get_by_role("link", name="Oldest first").click()
    days = speaker.get_by_role("region", name="Quotes, oldest first").locator("time")
    oldest = days.first.get_attribute("datetime")
    assert newest is not None
    assert oldest is not None
    assert oldest < newest
    speaker.get_by_role("link", name="Newest first").click()
    expect(speaker.get_by_role("region", name="Quotes, newest first").locator("time").first).to_have_attribute(
        "datetime", newest
    )


def test_from_a_quote_to_its_place_in_the_article(speaker: Page) -> None:
    quote = speaker.get_by_role("region", name="Quotes, newest first").locator("li").first
    words = quote.locator("blockquote").inner_text().split(" […] ")[0]
    quote.get_by_role("link", name="In its article").click()
    label = speaker.locator(".label:target")
    expect(label).to_be_in_viewport()
    assert words in speaker.locator(".text").inner_text()


def test_a_role_leads_to_the_article_that_states_it(speaker: Page) -> None:
    region = speaker.get_by_role("region", name="Roles")
    title = region.get_by_role("link").first.inner_text()
    region.get_by_role("link").first.click()
    expect(speaker.get_by_role("heading", level=1)).to_have_text(title)


def test_what_can_be_taken_away(speaker: Page) -> None:
    for name, end in (("CSV", ".csv"), ("JSON", ".json"), ("Feed (Atom)", ".atom")):
        link = speaker.get_by_role("link", name=name, exact=True).first.get_attribute("href")
        assert link is not None
        assert f"/-/search{end}?speaker_id=" in link


def test_somebody_who_is_not_there(page: Page, address: str, check: Callable[[], None]) -> None:
    answer = page.goto(f"{address}/attribution/-/speaker/99999")
    assert answer is not None
    assert answer.status == 404
    expect(page.get_by_role("heading", level=1)).to_have_text("There is no speaker 99999")
    expect(page.get_by_label("Find a speaker by name")).to_be_visible()
    check()


def test_on_a_phone_and_without_scripts(browser: Browser, speaker: Page) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto(speaker.url)
    page.get_by_role("navigation", name="On this page").get_by_role("link", name="Outlets").click()
    expect(page.get_by_role("heading", name="Outlets")).to_be_in_viewport()
    assert page.locator("html").bounding_box()["width"] <= 390  # type: ignore[index]
    context.close()
