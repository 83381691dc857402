"""From the home page to what one person said about another: in how many outlets, as a file, and in its article.

The path that docs/site.md describes; each step is one click or one entry by keyboard.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from graph_articles import town_in
from playwright.sync_api import Page, expect


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory, serve: Callable[..., str]) -> str:
    return serve(town_in(tmp_path_factory.mktemp("town")))


def test_six_steps_from_the_home_page(page: Page, town: str, tmp_path: Path, check: Callable[[], None]) -> None:
    page.goto(town)
    # 1 and 2: a name is begun, and the speaker chosen from what is suggested.
    page.get_by_role("combobox", name="Speaker").fill("ann")
    page.get_by_role("option", name="Ann Lee").click()
    # 3: search.
    page.get_by_role("main").get_by_role("button", name="Search").click()
    expect(page.get_by_role("heading", name="4 quotes")).to_be_visible()
    # 4: of these, those about Bo Ray, with their outlets counted beside them.
    page.get_by_role("complementary").get_by_role("link", name="BO RAY").click()
    expect(page.get_by_role("heading", name="3 quotes")).to_be_visible()
    outlets = page.get_by_role("complementary").locator("h3:has-text('Outlet') + ul > li")
    assert sorted(outlets.all_inner_texts()) == ["Daily Tide 1", "The Courier 2"]
    check()
    # 5: as a file.
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV of all").click()
    download.value.save_as(tmp_path / "quotes.csv")
    with (tmp_path / "quotes.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["quote"] for row in rows] == [
        "“Bo Ray lied about Cy Fox”",
        "“BO RAY must go!”",
        "“Bo Ray must go”",
    ]
    # 6: one of them in its article, where it is marked.
    page.get_by_role("list").locator("li", has_text="must go!").get_by_role("link", name="News").click()
    expect(page.locator(f"#q-{rows[1]['id']}")).to_be_visible()
    expect(page.locator("article, main").first).to_contain_text("Ann Lee said: “BO RAY must go!”.")
