"""The page of an article in a browser."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from conftest import weight
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.model
TITLE = '"Sign or find another job": clerk tells harbour fraud trial of pressure from above'


@pytest.fixture(scope="module")
def trial(samples: Path, address: str) -> str:
    """The address of the article of a trial, in which one quotes what another said."""
    with closing(sqlite3.connect(samples)) as db:
        (number,) = db.execute("SELECT id FROM articles WHERE title = ?", (TITLE,)).fetchone()
    return f"{address}/attribution/-/article/{number}"


@pytest.fixture(scope="module")
def text(samples: Path) -> str:
    with closing(sqlite3.connect(samples)) as db:
        return str(db.execute("SELECT text FROM articles WHERE title = ?", (TITLE,)).fetchone()[0])


def test_the_text_as_it_was(page: Page, trial: str, text: str, check: Callable[[], None]) -> None:
    page.goto(trial)
    assert page.locator(".text").evaluate("(element) => element.textContent") == text
    # What is copied has no labels in it.
    copied = page.locator(".text").evaluate(
        "(element) => { getSelection().selectAllChildren(element); return getSelection().toString(); }"
    )
    assert copied.split() == text.split()
    check()
    assert weight(page) < 150_000


def test_from_a_mark_to_its_record_and_back(page: Page, trial: str) -> None:
    page.goto(trial)
    inner = page.locator(".text .content", has_text="Sign or find another job")
    expect(inner).to_have_count(1)
    number = (inner.get_attribute("data-q") or "").split()[0]
    inner.click()
    record = page.locator(f"#r-{number}")
    expect(record).to_be_in_viewport()
    expect(record).to_contain_text("Sign or find another job")
    expect(record).to_have_class("now")
    expect(inner).to_have_class(re.compile(r"content t\d in2 now"))  # which colour, the speaker decides
    assert page.url.endswith(f"#r-{number}")
    back = record.get_by_role("link", name="to its place in the text")
    expect(back).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(f"#q-{number}")).to_be_in_viewport()
    assert page.url.endswith(f"#q-{number}")


def test_by_keyboard(page: Page, trial: str) -> None:
    page.goto(trial)
    label = page.locator(".text a.label").nth(3)
    number = (label.get_attribute("id") or "").removeprefix("q-")
    label.focus()
    page.keyboard.press("Enter")
    expect(page.locator(f"#r-{number} .label")).to_be_focused()
    # The text has stayed where it was.
    expect(label).to_be_in_viewport()


def test_whoever_marks_words_stays(page: Page, trial: str) -> None:
    page.goto(trial)
    piece = page.locator(".text .content").first
    box = piece.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 1, box["y"] + 5)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] - 1, box["y"] + 5, steps=5)
    page.mouse.up()
    assert "#" not in page.url


def test_an_address_of_a_quote_shows_it(page: Page, trial: str) -> None:
    page.goto(trial)
    number = page.locator(".records li[id]").last.get_attribute("data-record")
    page.goto("about:blank")
    page.goto(f"{trial}#q-{number}")
    expect(page.locator(f"#q-{number}")).to_be_in_viewport()
    expect(page.locator(f"#r-{number}")).to_have_class("now")


def test_links_alone_do_the_same(browser: Browser, trial: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(trial)
    label = page.locator(".text a.label").nth(5)
    number = (label.get_attribute("id") or "").removeprefix("q-")
    label.click()
    expect(page.locator(f"#r-{number}")).to_be_in_viewport()
    page.locator(f"#r-{number}").get_by_role("link", name="to its place in the text").click()
    expect(page.locator(f"#q-{number}")).to_be_in_viewport()
    context.close()


def test_a_phone_shows_the_records_below(page: Page, trial: str) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(trial)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    label = page.locator(".text a.label").first
    number = (label.get_attribute("id") or "").removeprefix("q-")
    label.click()
    expect(page.locator(f"#r-{number}")).to_be_in_viewport()


def test_marks_differ_without_colour(page: Page, trial: str) -> None:
    page.goto(trial)
    styles = {}
    for name in ("content", "source", "cue"):
        element = page.locator(f".key .{name}").first
        styles[name] = element.evaluate(
            "(element) => { const s = getComputedStyle(element);"
            "return [s.fontStyle, s.textDecorationLine, s.textDecorationStyle, "
            "s.backgroundColor != 'rgba(0, 0, 0, 0)']; }"
        )
    assert styles["source"] == ["normal", "underline", "solid", False]
    assert styles["cue"] == ["italic", "underline", "dotted", False]
    assert styles["content"][1:] == ["none", "solid", True]
    labels = page.locator(".text a.label").evaluate_all("(all) => all.map((one) => one.dataset.label)")
    assert len(set(labels)) == len(labels) > 10


def test_the_list_beside_follows_the_quote_that_is_chosen(page: Page, trial: str) -> None:
    page.goto(trial)
    number = page.locator(".records li[id]").last.get_attribute("data-record")
    record = page.locator(f"#r-{number}")
    expect(record).not_to_be_in_viewport()
    # By an address, by a key of a voice, and by a mark in the text.
    page.goto("about:blank")
    page.goto(f"{trial}#q-{number}")
    expect(record).to_be_in_viewport()
    expect(page.locator(f"#q-{number}")).to_be_in_viewport()
    page.locator(".voices-key a.label").first.click()
    first = page.locator(".records li.now")
    expect(first).to_be_in_viewport()
    assert first.get_attribute("data-record") != number
