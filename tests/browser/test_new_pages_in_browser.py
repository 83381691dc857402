"""Who gets to speak, timelines, comparing, who is only talked about, all tables and embeds, in a browser."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from graph_articles import town
from playwright.sync_api import Page, expect
from stored import fill, grain, simple

from attribution.graph import GraphFilter, build_graph
from attribution.store import Store

Check = Callable[[], None]


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory, serve: Callable[..., str]) -> str:
    """The address of a served town with two outlets, of people who speak about others who are never quoted."""
    made = [
        *town(),
        grain(),
        *(
            simple(name, f"“The bridge {n} is safe”", title=f"T{name}{n}", outlet=outlet, date=f"2024-0{n + 1}-03")
            for n in range(3)
            for name, outlet in (("Anna Lund", "Daily Tide"), ("John Holm", "The Courier"))
        ),
        *(simple(f"Person {n} Quill", title=f"Q{n}", outlet=f"Paper number {n:02d}") for n in range(12)),
    ]
    path = fill(tmp_path_factory.mktemp("pages") / "town.db", made)
    with Store(path) as store:
        build_graph(store, GraphFilter())
    return serve(path)


@pytest.mark.parametrize(
    "address",
    [
        "voices",
        "voices?outlet=Daily+Tide",
        "voices?from=2030",
        "timeline?words=bridge",
        "compare",
        "compare?words=bridge&outlet_1=Daily+Tide&outlet_2=The+Courier",
        "mentioned?name=Cy+Fox&type=person",
        "tables",
        "quote/1/embed",
        "network",
        "search?more=outlet",
    ],
)
def test_everybody_can_use_it_on_any_screen(page: Page, base: str, check: Check, address: str) -> None:
    page.goto(f"{base}/town/-/{address}")
    check()
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_who_gets_to_speak_in_an_outlet_in_three_clicks(page: Page, base: str) -> None:
    page.goto(base)
    page.get_by_role("link", name="Who gets to speak").click()
    page.get_by_role("link", name="Daily Tide", exact=True).click()
    expect(page.get_by_role("heading", name="Who gets to speak in Daily Tide")).to_be_visible()
    expect(page.get_by_role("status")).to_contain_text("women 100 %, men 0 %")
    row = page.get_by_role("row", name="March 2024")
    row.get_by_role("link", name="in March 2024").click()
    expect(page.get_by_role("heading", name="1 quote")).to_be_visible()


def test_a_timeline_and_a_comparison_from_a_search(page: Page, base: str) -> None:
    page.goto(f"{base}/town/-/search?words=bridge")
    page.get_by_role("link", name="Timeline").click()
    expect(page.get_by_role("img", name="Quotes by month")).to_be_visible()
    page.get_by_text("As a table").click()
    page.get_by_role("link", name="2 in March 2024").click()
    expect(page.get_by_role("heading", name="2 quotes")).to_be_visible()
    page.get_by_role("link", name="Compare").click()
    # The search goes along, and the speakers are chosen from a list.
    expect(page.get_by_label("Words", exact=True)).to_have_value("bridge")
    for label, typed, name in (("One speaker", "lund", "Anna Lund"), ("The other speaker", "holm", "John Holm")):
        page.get_by_role("combobox", name=label).fill(typed)
        page.get_by_role("option", name=name).click()
    page.get_by_role("main").get_by_role("button", name="Compare").click()
    for name in ("Anna Lund", "John Holm"):
        side = page.get_by_role("region", name=name)
        expect(side.get_by_role("link", name="1 quote", exact=True)).to_be_visible()
    boxes = [page.get_by_role("region", name=name).bounding_box() for name in ("Anna Lund", "John Holm")]
    assert boxes[0] and boxes[1]
    assert boxes[0]["x"] + boxes[0]["width"] <= boxes[1]["x"]


def test_somebody_who_is_only_talked_about_is_found(page: Page, base: str) -> None:
    page.goto(f"{base}/town/-/search")
    page.get_by_role("combobox", name="About").fill("fox")
    page.get_by_role("option", name="Cy Fox").click()
    page.get_by_role("main").get_by_role("button", name="Search").click()
    expect(page.get_by_role("list", name="What is searched for")).to_contain_text('About: "Cy Fox"')
    page.goto(f"{base}/town/-/network")
    page.get_by_role("combobox", name="A person or organisation").fill("fox")
    page.get_by_role("option", name="Cy Fox").click()
    page.get_by_role("button", name="Find").click()
    expect(page.get_by_role("heading", name="Network around Cy Fox")).to_be_visible()
    page.get_by_role("link", name="All that is said about Cy Fox").click()
    expect(page.get_by_role("heading", name="Cy Fox", exact=True)).to_be_visible()


def test_the_network_begins_with_a_picture(page: Page, base: str) -> None:
    page.goto(f"{base}/town/-/network")
    drawn = "document.getElementById('network')._cyreg.cy"
    expect(page.get_by_role("application")).to_be_visible()
    names = page.evaluate(f"{drawn}.nodes().map((node) => node.data('name'))")
    assert {"Ann Lee", "Bo Ray"} <= set(names)
    # No two names are on each other.
    places = page.evaluate(f"{drawn}.nodes().map((node) => [node.position('x'), node.position('y')].join())")
    assert len(set(places)) == len(names)
    page.get_by_role("application").focus()
    page.keyboard.press("n")
    expect(page.locator("#network-now")).to_contain_text("here")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Network around")).to_be_visible()


def test_a_line_of_the_picture_opens_its_quotes(page: Page, base: str) -> None:
    page.goto(f"{base}/town/-/network")
    page.get_by_role("application").focus()
    page.keyboard.press("e")
    page.keyboard.press("Enter")
    expect(page.locator("#quotes-title")).to_be_visible()


def test_a_quote_stands_in_somebody_elses_page(page: Page, base: str, tmp_path: Path) -> None:
    page.goto(f"{base}/town/-/quote/1")
    page.get_by_text("To embed it in a page").click()
    snippet = page.locator("#cite-embed").inner_text()
    html = f'<!DOCTYPE html><link rel="icon" href="data:,"><title>Elsewhere</title>{snippet}'
    (tmp_path / "other.html").write_text(html, encoding="utf-8")
    quiet = type("Quiet", (SimpleHTTPRequestHandler,), {"log_message": lambda *_: None})
    other = ThreadingHTTPServer(("127.0.0.1", 0), partial(quiet, directory=str(tmp_path)))
    thread = Thread(target=other.serve_forever)
    thread.start()
    try:
        page.goto(f"http://127.0.0.1:{other.server_port}/other.html")
        frame = page.frame_locator("iframe")
        expect(frame.locator("blockquote")).to_be_visible()
        with page.expect_navigation():
            frame.get_by_role("link").first.click()
        assert page.url == f"{base}/town/-/quote/1"
    finally:
        other.shutdown()
        other.server_close()
        thread.join()


def test_all_tables_begin_with_the_quotes(page: Page, base: str) -> None:
    page.goto(base)
    page.get_by_role("link", name="All tables").click()
    first = page.get_by_role("main").get_by_role("link").first
    expect(first).to_have_text("quotes")
    for scheme, dark in (("light", False), ("dark", True)):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert (sum(map(int, paper.removeprefix("rgb(").rstrip(")").split(","))) < 200) is dark
    first.click()
    expect(page.locator("table.rows-and-columns")).to_be_visible()


def test_numbers_stand_beside_their_names(page: Page, base: str) -> None:
    page.goto(f"{base}/town/-/search")
    facets = page.get_by_role("complementary")
    for item in facets.locator("li:has(span.faint)").all():
        assert "\n" not in item.inner_text()
    facets.get_by_role("link", name="more under Outlet").click()
    expect(facets.get_by_role("link", name="Paper number 11")).to_be_visible()
    expect(page.locator("#facet-outlet")).to_be_in_viewport()
