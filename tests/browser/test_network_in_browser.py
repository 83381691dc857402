"""The network in a real browser: what is drawn, what a click and a key do, and that all of it is in the tables."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from graph_articles import town
from playwright.sync_api import Browser, Page, expect
from stored import fill

from attribution.cli import main
from attribution.exporting.graph_files import export_graph
from attribution.graph import GraphFilter, build_graph, read_graph
from attribution.store import Store

Serve = Callable[..., str]
# What Cytoscape.js has drawn into the box.
DRAWN = "document.getElementById('network')._cyreg.cy"


def query(path: Path, sql: str, *values: object) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as db:
        return db.execute(sql, values).fetchall()


@pytest.fixture(scope="module")
def towns(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = fill(tmp_path_factory.mktemp("towns") / "town.db", town())
    with Store(path) as store:
        build_graph(store, GraphFilter())
    return path


@pytest.fixture(scope="module")
def town_address(towns: Path, serve: Serve) -> str:
    return f"{serve(towns)}/town/-/network"


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory, shared: Path) -> Path:
    path = tmp_path_factory.mktemp("real") / "real.db"
    for command in (["ingest", str(shared / "articles"), "--db", str(path)], ["graph", "--db", str(path)]):
        main(command, standalone_mode=False)
    return path


EDGES = """
SELECT source_id || '-' || target_id || '-' || relation, statements, quotes, outlets FROM graph_edges
WHERE ?1 IN (source_id, target_id) OR (
    source_id IN (SELECT source_id + target_id - ?1 FROM graph_edges WHERE ?1 IN (source_id, target_id))
    AND target_id IN (SELECT source_id + target_id - ?1 FROM graph_edges WHERE ?1 IN (source_id, target_id))
)
"""
BEHIND = """
SELECT q.id, q.article_id FROM graph_links l JOIN quotes q ON q.id = l.quote_id
WHERE source_id || '-' || target_id || '-' || relation = ? ORDER BY q.day DESC, q.id DESC
"""


def check_all(page: Page, network: str, path: Path) -> None:
    """Look at every node's page and open every edge of it: numbers and quotes are those of the database."""
    nodes = query(path, "SELECT id, name, edges FROM graph_nodes")
    assert nodes
    for number, name, edges in nodes:
        page.goto(f"{network}/{number}")
        expect(page.get_by_role("heading", level=1)).to_have_text(f"Network around {name}")
        rows = page.locator("table tr[id]").evaluate_all(
            "(rows) => rows.map((row) => [row.id.slice(2), ...[3, 4, 5].map((at) => +row.cells[at].textContent)])"
        )
        wanted = query(path, EDGES, number)
        assert sorted(map(tuple, rows)) == sorted(wanted), name
        if not edges:
            expect(page.get_by_text("Nobody is connected with")).to_be_visible()
            continue
        drawn = page.evaluate(f"{DRAWN}.edges().map((edge) => [edge.id(), edge.data('statements')])")
        assert sorted(map(tuple, drawn)) == sorted(row[:2] for row in wanted)
        ends = {end for row in wanted for end in row[0].split("-")[:2]}
        assert set(page.evaluate(f"{DRAWN}.nodes().map((node) => node.id())")) == ends
        for key, _, quotes, _ in wanted:
            # In braces, as what it returns is all of the network.
            page.evaluate(f"(key) => {{ {DRAWN}.getElementById(key).emit('tap'); }}", key)
            page.wait_for_url(f"**/{number}?edge={key}#quotes")
            expect(page.locator("#quotes blockquote")).to_have_count(quotes)
            leads = page.locator("#quotes a[href*='/-/article/']").evaluate_all(
                "(links) => links.map((link) => link.getAttribute('href').split('/').pop())"
            )
            assert leads == [f"{article}#q-{quote}" for quote, article in query(path, BEHIND, key)]


def test_the_town(page: Page, town_address: str, towns: Path) -> None:
    check_all(page, town_address, towns)


@pytest.mark.model
def test_the_samples(page: Page, address: str, samples: Path) -> None:
    check_all(page, f"{address}/attribution/-/network", samples)


@pytest.mark.model
def test_the_real_article(page: Page, real: Path, serve: Serve) -> None:
    check_all(page, f"{serve(real)}/real/-/network", real)


def place(page: Page, of: str) -> tuple[float, float]:
    """Where something that is drawn is on the screen, for the mouse."""
    page.locator("#network").scroll_into_view_if_needed()
    # The drawing learns of the scrolling with the next frame.
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    box = page.locator("#network").bounding_box()
    assert box is not None
    at = page.evaluate(f"(() => {{ const p = {DRAWN}.{of}; return [p.x, p.y]; }})()")
    return box["x"] + at[0], box["y"] + at[1]


def test_a_click_on_a_line_lists_its_quotes(page: Page, town_address: str, check: Callable[[], None]) -> None:
    page.goto(f"{town_address}/1")
    expect(page.locator("#quotes")).to_be_empty()
    page.mouse.click(*place(page, "getElementById('1-5-about').renderedMidpoint()"))
    quotes = page.locator("#quotes")
    expect(quotes.get_by_role("heading")).to_have_text("Ann Lee speaks about Cy Fox")
    expect(quotes).to_be_focused()
    expect(quotes.get_by_text("“Bo Ray lied about Cy Fox”")).to_be_visible()
    expect(quotes.get_by_role("link", name="In its article")).to_have_attribute("href", "/town/-/article/3#q-3")
    expect(quotes.get_by_role("link", name="Check and cite")).to_have_attribute("href", "/town/-/quote/3")
    expect(page.locator("tr.opened")).to_have_attribute("id", "e-1-5-about")
    assert page.url.endswith("/1?edge=1-5-about#quotes")
    check()
    # The same page comes from its address, and from going back and forth.
    page.reload()
    expect(quotes.get_by_role("heading")).to_have_text("Ann Lee speaks about Cy Fox")
    page.goto(f"{town_address}/1")
    page.locator("tr#e-1-2-about a.opens").click()
    expect(quotes.locator("blockquote")).to_have_count(3)
    page.go_back()
    expect(quotes).to_be_empty()
    page.go_forward()
    expect(quotes.locator("blockquote")).to_have_count(3)
    quotes.get_by_role("link", name="Close").click()
    expect(quotes).to_be_empty()


def test_its_quotes_lead_into_the_article(page: Page, town_address: str) -> None:
    page.goto(f"{town_address}/1?edge=1-5-about")
    page.locator("#quotes").get_by_role("link", name="In its article").click()
    expect(page).to_have_url(town_address.replace("/network", "/article/3#q-3"))
    expect(page.locator("#q-3")).to_be_visible()
    page.go_back()
    page.locator("#quotes").get_by_role("link", name="Check and cite").click()
    expect(page).to_have_url(town_address.replace("/network", "/quote/3"))
    expect(page.get_by_text("Bo Ray lied about Cy Fox").first).to_be_visible()


def test_a_speaker_s_page_leads_to_the_network(page: Page, town_address: str) -> None:
    page.goto(town_address.replace("/network", "/speaker/2"))
    page.locator("main").get_by_role("link", name="Network", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Network around Bo Ray")


def test_a_click_on_a_name_puts_it_in_the_middle(page: Page, town_address: str) -> None:
    page.goto(f"{town_address}/1?from=2024-02")
    page.mouse.click(*place(page, "getElementById('2').renderedPosition()"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Network around Bo Ray")
    assert page.url == f"{town_address}/2?from=2024-02"
    # One that is in the middle already stays there.
    page.mouse.click(*place(page, "getElementById('2').renderedPosition()"))
    assert page.url == f"{town_address}/2?from=2024-02"


def test_the_keyboard(page: Page, town_address: str) -> None:
    page.goto(f"{town_address}/1")
    drawing, now = page.locator("#network"), page.locator("#network-now")
    page.locator("#f-most").focus()
    for _ in range(2):
        page.keyboard.press("Tab")
    expect(drawing).to_be_focused()
    expect(now).to_have_text("Ann Lee, person: 5 lines here")
    page.keyboard.press("e")
    expect(now).to_have_text("Ann Lee speaks about Bo Ray: 2 statements (line 1 of 5)")
    seen = set()
    for _ in range(5):
        page.keyboard.press("e")
        seen.add(now.inner_text())
    assert len(seen) == 5
    page.keyboard.press("Shift+E")
    expect(now).to_have_text("Bo Ray speaks about Ann Lee: 1 statement (line 5 of 5)")
    page.keyboard.press("Enter")
    expect(page.locator("#quotes").get_by_role("heading")).to_have_text("Bo Ray speaks about Ann Lee")
    expect(page.locator("#quotes")).to_be_focused()
    # From name to name: N reaches every one of them, an arrow one that lies that way.
    drawing.focus()
    page.keyboard.press("Escape")
    met = []
    for _ in range(4):
        page.keyboard.press("n")
        met.append(now.inner_text().split(",")[0])
    assert met == ["Bo Ray", "Tarn Council", "Cy Fox", "Ann Lee"]
    page.keyboard.press("Shift+N")
    expect(now).to_have_text("Cy Fox, person: 1 line here")
    page.keyboard.press("n")
    places = {name: page.evaluate(f"{DRAWN}.getElementById('{key}').position()")
              for key, name in ((1, "Ann Lee"), (2, "Bo Ray"), (4, "Tarn Council"), (5, "Cy Fox"))}  # fmt: skip
    for key, axis, sign in (("Down", "y", 1), ("Up", "y", -1), ("Right", "x", 1), ("Left", "x", -1)):
        before = now.inner_text().split(",")[0]
        page.keyboard.press(f"Arrow{key}")
        after = now.inner_text().split(",")[0]
        beyond = [name for name, at in places.items() if (at[axis] - places[before][axis]) * sign > 0]
        assert after in beyond if beyond else after == before
    # Zoom, and back to all.
    before = page.evaluate(f"{DRAWN}.zoom()")
    page.keyboard.press("+")
    assert page.evaluate(f"{DRAWN}.zoom()") > before
    page.keyboard.press("0")
    assert page.evaluate(f"{DRAWN}.zoom()") == pytest.approx(before)
    while not now.inner_text().startswith("Bo Ray"):
        page.keyboard.press("n")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Network around Bo Ray")


def test_it_is_drawn_the_same_each_time(page: Page, town_address: str) -> None:
    places = []
    for _ in range(2):
        page.goto(f"{town_address}/1")
        places.append(page.evaluate(f"{DRAWN}.nodes().map((node) => [node.id(), node.position()])"))
    assert places[0] == places[1]
    assert len({(at["x"], at["y"]) for _, at in places[0]}) == 4


def test_filters(page: Page, town_address: str) -> None:
    page.goto(f"{town_address}/1")
    page.get_by_label("From").fill("2024-02")
    page.get_by_label("Kind of quote").select_option("direct")
    page.get_by_label("Relation").select_option("about")
    page.get_by_role("button", name="Show").click()
    expect(page.locator("#shown")).to_contain_text("3 lines from or to Ann Lee")
    page.wait_for_function(f"() => {DRAWN.replace('._cyreg', '?._cyreg?')}")
    assert page.evaluate(f"{DRAWN}.edges().map((edge) => edge.id())") == ["1-2-about", "1-5-about", "2-1-about"]
    page.get_by_label("From").fill("2024-02-31")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_text("The day “2024-02-31” is not understood")).to_be_visible()


def test_the_start_page(page: Page, town_address: str, check: Callable[[], None]) -> None:
    page.goto(town_address)
    check()
    page.get_by_label("A person or organisation").fill("ray")
    page.get_by_role("button", name="Find").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Network around Bo Ray")
    check()


def test_without_scripts(browser: Browser, town_address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    try:
        page = context.new_page()
        page.goto(f"{town_address}/1")
        expect(page.locator(".network-drawing")).to_be_hidden()
        page.locator("tr#e-1-2-about a.opens").click()
        expect(page.locator("#quotes blockquote")).to_have_count(3)
    finally:
        context.close()


def test_on_a_phone(browser: Browser, town_address: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True)
    try:
        page = context.new_page()
        page.goto(f"{town_address}/1?edge=1-2-about")
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        page.touchscreen.tap(*place(page, "getElementById('2').renderedPosition()"))
        expect(page.get_by_role("heading", level=1)).to_have_text("Network around Bo Ray")
    finally:
        context.close()


def test_the_dark_has_colours_of_its_own(page: Page, town_address: str) -> None:
    page.emulate_media(color_scheme="light")
    page.goto(f"{town_address}/1")
    colours = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.wait_for_timeout(100)
        colours.append(page.evaluate(f"{DRAWN}.getElementById('2').style('color')"))
    assert colours == ["rgb(28,27,24)", "rgb(236,234,227)"]


def test_the_export_is_what_cytoscape_reads(page: Page, town_address: str, towns: Path, tmp_path: Path) -> None:
    with Store(towns) as store:
        selected, links = read_graph(store, GraphFilter())
    data = json.loads(export_graph(selected, links, tmp_path / "a.cyjs", format="cytoscape").read_text("utf-8"))
    page.goto(town_address)
    module = "/-/static-plugins/attribution/vendor/cytoscape/cytoscape.esm.min.mjs"
    back = page.evaluate(
        "async ([module, elements]) => { const { default: cytoscape } = await import(module);"
        "const cy = cytoscape({ elements, headless: true });"
        "return [cy.nodes().map((n) => n.data()), cy.edges().map((e) => e.data())]; }",
        [module, data["elements"]],
    )
    for kind, found in zip(("nodes", "edges"), back, strict=True):
        assert found == [element["data"] for element in data["elements"][kind]]
