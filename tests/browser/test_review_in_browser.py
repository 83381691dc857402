"""Reviewing as a reviewer does: signing in, checking, correcting, and what readers see of it."""

from __future__ import annotations

import csv
import io
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import weight
from playwright.sync_api import BrowserContext, Page, expect

from attribution.store import Store

pytestmark = pytest.mark.model
SECRET = "an ordinary secret of the desk"
LIGHT = 150_000


@pytest.fixture
def path(samples: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(samples, tmp_path / "attribution.db"))


@pytest.fixture
def reviewing(path: Path, serve: Callable[..., str]) -> str:
    """The address of the served samples, with reviewing turned on."""
    return serve(path, "--review", ATTRIBUTION_REVIEW_SECRET=SECRET)


def sign_in(page: Page, name: str, secret: str) -> None:
    page.get_by_label("Your name").fill(name)
    page.get_by_label("The secret").fill(secret)
    page.get_by_role("button", name="Sign in").click()


def test_the_way_of_a_review(
    page: Page, context: BrowserContext, reviewing: str, path: Path, check: Callable[[], None]
) -> None:
    # A reader sees what waits, and no form.
    page.goto(f"{reviewing}/attribution/-/review")
    expect(page.get_by_role("heading", name="What waits for a review")).to_be_visible()
    expect(page.locator("form[method=post]")).to_have_count(0)
    assert weight(page) < LIGHT
    check()

    page.get_by_role("link", name="Sign in to review").click()
    check()
    sign_in(page, "Ann Field", "a mistaken guess")
    expect(page.get_by_role("alert")).to_contain_text("That is not the secret")
    check()
    page.wait_for_timeout(1_200)
    sign_in(page, "Ann Field", SECRET)
    expect(page.get_by_text("You review as Ann Field.")).to_be_visible()
    check()

    # The first that waits is right.
    with Store(path, read_only=True) as store:
        first, second = store.waiting()[:2]
    page.locator(".review-title a").first.click()
    expect(page.get_by_role("heading", name=f"Quote {first.id}", exact=True)).to_be_visible()
    expect(page.get_by_text("Nobody has reviewed this quote.")).to_be_visible()
    # Only what belongs to the choice is shown.
    expect(page.get_by_label("Speaker")).to_be_hidden()
    check()
    page.get_by_label("Right as found").check()
    page.get_by_label("Note").fill("heard the recording")
    page.get_by_role("button", name="Save as Ann Field").click()
    expect(page.get_by_role("status")).to_contain_text(f"Saved: quote {first.id} is checked.")
    check()

    # The second is another's; first the mistake of changing nothing.
    expect(page.locator(".review-title a").first).to_have_attribute("href", f"/attribution/-/review/{second.id}")
    page.locator(".review-title a").first.click()
    page.get_by_label("Corrected").check()
    page.get_by_role("button", name="Save as Ann Field").click()
    expect(page.get_by_role("alert")).to_contain_text("Nothing in this differs")
    expect(page.get_by_label("Corrected")).to_be_checked()
    check()
    page.get_by_label("Speaker").fill("Ilse Nobody-Else")
    page.get_by_role("button", name="Save as Ann Field").click()
    expect(page.get_by_role("status")).to_contain_text(f"Saved: quote {second.id} is corrected.")

    # Both are out of the queue, and the correction stands beside what was found.
    addresses = [link.get_attribute("href") for link in page.locator(".review-title a").all()]
    assert not {f"/attribution/-/review/{one.id}" for one in (first, second)} & set(addresses)
    page.get_by_role("link", name=f"quote {second.id}").click()
    row = page.get_by_role("row", name=re.compile("^Speaker"))
    expect(row.get_by_role("cell").first).to_have_text("Ilse Nobody-Else")
    expect(row.get_by_role("cell").last).to_have_text(second.speaker or "none")
    check()

    # The table's CSV has it at once.
    answer = context.request.get(f"{reviewing}/attribution/quotes.csv")
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(answer.text()))}
    assert rows[str(first.id)]["review"] == "checked"
    assert rows[str(second.id)]["corrected_speaker"] == "Ilse Nobody-Else"
    assert rows[str(second.id)]["speaker"] == (second.speaker or "")

    # It can be taken back, and who signs out is a reader again.
    page.get_by_role("button", name="Take back your review").click()
    expect(page.get_by_text("Nobody has reviewed this quote.")).to_be_visible()
    expect(page.get_by_text("All reviews of this quote (1)")).to_be_visible()
    page.get_by_role("link", name="All that waits").click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("link", name="Sign in to review")).to_be_visible()
    page.goto(f"{reviewing}/attribution/-/review/{first.id}")
    expect(page.get_by_text("heard the recording")).to_be_visible()
    expect(page.locator("form[method=post]")).to_have_count(0)
    check()


def test_the_form_is_used_with_the_keyboard_alone(page: Page, reviewing: str) -> None:
    page.goto(f"{reviewing}/attribution/-/review/sign-in?back=1")
    page.get_by_label("Your name").focus()
    page.keyboard.type("Bo")
    page.keyboard.press("Tab")
    page.keyboard.type(SECRET)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Quote 1", exact=True)).to_be_visible()
    page.get_by_label("Right as found").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.get_by_label("who that is")).to_be_checked()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Saved: quote 1 is wrong.")


def test_the_queue_on_a_phone_and_without_scripts(page: Page, reviewing: str, check: Callable[[], None]) -> None:
    page.set_viewport_size({"width": 360, "height": 640})
    page.goto(f"{reviewing}/attribution/-/review")
    page.get_by_label("Kind").select_option("indirect")
    page.get_by_role("button", name="Show", exact=True).click()
    assert "kind=indirect" in page.url
    page.wait_for_load_state()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert page.locator("script").count() == 0
    check()
