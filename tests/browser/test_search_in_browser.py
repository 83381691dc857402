"""Searching in a real browser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import weight
from hostile import articles
from playwright.sync_api import Page, expect
from stored import fill, simple


@pytest.fixture(scope="module")
def search(tmp_path_factory: pytest.TempPathFactory, serve: Callable[..., str]) -> str:
    """The address of the search of a database of odd and ordinary articles."""
    made = [
        *articles(),
        *(
            simple("Mara Quill", f"“The bridge number {n} is safe”", title=f"T{n}", date=f"2024-03-{1 + n:02d}")
            for n in range(28)
        ),
    ]
    path = fill(tmp_path_factory.mktemp("search") / "attribution.db", made)
    return f"{serve(path)}/attribution/-/search"


def test_words_are_found_marked_and_their_quote_is_a_click_away(
    page: Page, search: str, check: Callable[[], None]
) -> None:
    page.goto(search)
    expect(page.get_by_role("heading", name="37 quotes, page 1")).to_be_visible()
    check()
    page.get_by_label("Words", exact=True).fill("lan CLOSED")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="1 quote", exact=True)).to_be_visible()
    assert page.url == f"{search}?words=lan+CLOSED"
    assert page.locator("mark").all_inner_texts() == ["łan", "closed"]
    check()
    assert page.get_by_role("link", name="The łan is closed").get_attribute("href", timeout=1000) is not None
    assert weight(page) < 150_000


def test_filters_are_set_and_taken_away(page: Page, search: str, check: Callable[[], None]) -> None:
    page.goto(f"{search}?words=bridge")
    expect(page.get_by_role("heading", name="29 quotes, page 1")).to_be_visible()
    facets = page.get_by_role("complementary", name="Narrow it")
    facets.get_by_role("link", name="Mara Quill").click()
    # All of these are of March: that is no choice any more.
    expect(facets.get_by_role("link", name="March 2024")).to_have_count(0)
    expect(page.get_by_role("heading", name="28 quotes, page 1")).to_be_visible()
    chosen = page.get_by_role("list", name="What is searched for")
    expect(chosen.get_by_role("listitem")).to_have_count(2)
    check()
    page.get_by_role("link", name="Next page").click()
    expect(page.get_by_role("heading", name="28 quotes, page 2")).to_be_visible()
    page.get_by_role("link", name="Oldest first").click()
    expect(page.locator("time").first).to_have_text("1 March 2024")
    chosen.get_by_role("link", name="Take away: Words: bridge").click()
    chosen.get_by_role("link", name="Take away: Speaker: Mara Quill").click()
    expect(page.get_by_role("heading", name="37 quotes, page 1")).to_be_visible()
    assert page.url == f"{search}?sort=oldest"


def test_the_form_filters_too_and_what_is_wrong_is_said(
    page: Page, search: str, check: Callable[[], None]
) -> None:
    page.goto(search)
    page.get_by_text("More filters").click()
    check()
    page.get_by_label("Kind").select_option("mixed (partly in quotation marks)")
    page.get_by_label("From day").fill("2024-03")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("heading", name="1 quote", exact=True)).to_be_visible()
    assert page.url == f"{search}?from=2024-03-01&kind=mixed"
    page.get_by_text("More filters").click()
    page.get_by_label("To day").fill("tomorrow")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="The day “tomorrow” is not understood.")).to_be_visible()
    check()


def test_speakers_are_suggested_and_chosen_by_keyboard(page: Page, search: str, check: Callable[[], None]) -> None:
    page.goto(search)
    box = page.get_by_role("combobox", name="Speaker", exact=True)
    expect(box).to_have_attribute("aria-expanded", "false")
    box.press_sequentially("mar")
    options = page.get_by_role("listbox", name="Speakers").get_by_role("option")
    expect(options).to_have_count(2)
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(options.first).to_have_text("Mara Quill 28 quotes")
    check()
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    assert box.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    page.keyboard.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Escape")
    expect(options).to_have_count(0)
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_have_value("mar")
    page.keyboard.press("ArrowDown")
    expect(options).to_have_count(2)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(box).to_have_value("Mara Quill")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="28 quotes, page 1")).to_be_visible()
    assert "speaker_id=" in page.url
    assert "speaker=" not in page.url.replace("speaker_id=", "")


def test_a_chosen_name_that_is_changed_is_words_again(page: Page, search: str) -> None:
    page.goto(search)
    box = page.get_by_role("combobox", name="Speaker", exact=True)
    box.press_sequentially("mara q")
    page.get_by_role("option", name="Mara Quill").click()
    expect(box).to_have_value("Mara Quill")
    box.fill("nowak")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("heading", name="2 quotes", exact=True)).to_be_visible()
    assert page.url == f"{search}?speaker=nowak"


def test_hostile_names_are_suggested_as_text(page: Page, search: str) -> None:
    page.goto(search)
    page.get_by_role("combobox", name="Speaker", exact=True).press_sequentially("eve")
    option = page.get_by_role("option").first
    expect(option).to_contain_text("<script>alert('x')</script><img src=x onerror=alert(1)>")
    option.click()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="1 quote", exact=True)).to_be_visible()


def test_the_key_goes_to_the_words_and_can_be_turned_off(page: Page, search: str) -> None:
    page.goto(f"{search}?words=bridge")
    words = page.get_by_label("Words", exact=True)
    page.keyboard.press("/")
    expect(words).to_be_focused()
    page.keyboard.type("a/b")
    expect(words).to_have_value("a/b")
    switch = page.get_by_role("button", name="Turn this key off")
    switch.click()
    page.reload()
    expect(page.get_by_role("button", name="Turn this key on")).to_be_visible()
    page.keyboard.press("/")
    expect(words).not_to_be_focused()


def test_all_is_downloaded(page: Page, search: str, tmp_path: Path) -> None:
    page.goto(f"{search}?words=bridge")
    for name, form in (("CSV of all", "csv"), ("JSON of all", "json")):
        with page.expect_download() as started:
            page.get_by_role("link", name=name).click()
        assert started.value.suggested_filename == f"quotes.{form}"
        started.value.save_as(tmp_path / form)
    assert len((tmp_path / "csv").read_text(encoding="utf-8").splitlines()) == 30
    assert len((tmp_path / "json").read_text(encoding="utf-8").splitlines()) == 31


def test_nothing_found_says_what_to_try(page: Page, search: str, check: Callable[[], None]) -> None:
    page.goto(f"{search}?words=zeppelin&kind=direct")
    expect(page.get_by_text("No quote has all of this.")).to_be_visible()
    check()
    page.get_by_role("link", name="look at all quotes").click()
    assert page.url == search


def test_it_works_without_scripts_on_a_phone(browser: object, search: str) -> None:
    from playwright.sync_api import Browser

    assert isinstance(browser, Browser)
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(search)
    page.locator("#f-words").fill("bridge")
    page.locator("#f-speaker").fill("quill")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("heading", name="28 quotes, page 1")).to_be_visible()
    expect(page.locator("#keys")).to_be_hidden()
    # Nothing sticks out to the side.
    box = page.locator("main").bounding_box()
    assert box is not None
    assert box["width"] <= 360
    context.close()
