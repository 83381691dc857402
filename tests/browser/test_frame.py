"""What is around every page."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect


@pytest.mark.model
def test_one_can_skip_to_the_content(page: Page, address: str, check: Callable[[], None]) -> None:
    page.goto(address)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    check()


@pytest.mark.model
def test_a_page_that_is_none_says_so(page: Page, address: str) -> None:
    answer = page.goto(f"{address}/nowhere/-/")
    assert answer is not None
    assert answer.status == 404
    expect(page.get_by_text("There is no such page")).to_be_visible()
