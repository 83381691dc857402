"""The page of a quote."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from datasette.app import Datasette
from graph_articles import about, reported
from hostile import MARKS, SCRIPT
from paging import attributes, read, select
from stored import fill, find, grain, said, simple
from test_pages import Elements, assert_harmless

from attribution.records import Article
from attribution.site.pages import quote_page
from attribution.store import Correction, Store
from attribution.store.publishing import publish

Served = Callable[[Path], Datasette]
pytestmark = pytest.mark.asyncio


async def test_the_record_and_its_context(site: Datasette) -> None:
    html, text = await read(site, "/attribution/-/quote/1")
    assert (
        "Łukasz Nowak, grain trader, Odra Freight “Prices will fall” […] “nobody knows why” The Odra Post" in text
    )
    assert "all in quotation marks said very sure (0.90)" in text
    assert "Łukasz Nowak, person. The article names the speaker beside the quote." in text
    assert "Stated as“a grain trader at Odra Freight”" in text
    assert (
        '<span class="mention source of1" data-q="1">Łukasz Nowak</span>'
        '<span class="source of1" data-q="1">, </span>'
        '<span class="evidence source of1" data-q="1">a grain trader at Odra Freight</span>, '
        '<span class="cue of1" data-q="1">said:</span> '
        '<span class="content t1" data-q="1">“Prices will fall”</span>'
    ) in html
    assert "According to a senior official, Nowak told her “it is over”." in text
    links = attributes(html, "a", "href")
    for address in (
        "/attribution/-/article/1#q-1",
        "/attribution/-/speaker/1",
        "/attribution/-/quote/1.json",
        "/attribution/quotes/1",
        "/attribution/attributions/1",
        "https://web.archive.org/web/20240302/https://news.example/grain",
    ):
        assert address in links, address
    assert any(":~:text=" in link and ",Prices%20will%20fall" in link for link in links)


async def test_where_it_comes_from(site: Datasette, database: Path) -> None:
    _, text = await read(site, "/attribution/-/quote/1")
    ((digest,),) = select(database, "SELECT hash FROM articles WHERE id = 1")
    source = text.rpartition("Where it comes from")[2]
    assert "program 1.0, model test" in source
    assert f"SHA-256 of the text{digest}" in source
    assert "Still foundyes" in source
    start, end = find(grain()[0].text, "“Prices will fall”")
    assert f"what was said{start}{end}“Prices will fall”" in source


async def test_quotes_in_quotes_and_about_whom(tmp_path: Path, served: Served) -> None:
    site = served(fill(tmp_path / "attribution.db", [reported(), about("Ann Lee", "“Bo Ray must go”", "Bo Ray")]))
    html, text = await read(site, "/attribution/-/quote/2")
    assert "This is said inside what another is quoted with: Bo Ray: “Dee Orr told me" in text
    assert "/attribution/-/quote/1" in attributes(html, "a", "href")
    assert "About whom Cy Fox very sure (0.90)" in text
    html, text = await read(site, "/attribution/-/quote/1")
    assert "Inside this: Dee Orr: ‘Cy Fox is safe’" in text
    assert "/attribution/-/quote/2" in attributes(html, "a", "href")
    html, text = await read(site, "/attribution/-/quote/3")
    # Whoever is a speaker somewhere has a page.
    assert "About whom Bo Ray" in text
    with closing(sqlite3.connect(tmp_path / "attribution.db")) as db:
        (bo,) = db.execute("SELECT id FROM speakers WHERE name = 'Bo Ray'").fetchone()
    assert f"/attribution/-/speaker/{bo}" in attributes(html, "a", "href")


async def test_the_mention_that_decided_is_shown_where_it_stands(tmp_path: Path, served: Served) -> None:
    text = "Mara Quill came late.\n\n" + "Other things.\n\n" * 8 + "“It is over,” she said.\n\nThe end."
    one = said(text, "“It is over,”", source="she", cue="said", name="Mara Quill", method="pronoun")
    html, shown = await read(
        served(fill(tmp_path / "attribution.db", [(Article(text, id="x"), [one])])), "/attribution/-/quote/1"
    )
    assert '<span class="mention of1" data-q="1">Mara Quill</span> came late.' in html
    assert "⋯ further on in the article Other things. “It is over,” she said. The end." in shown
    assert shown.count("Other things.") == 1
    assert "A pronoun stands beside the quote." in shown
    assert "Beside the quoteshe" in shown


async def test_flags_and_sources_without_names(tmp_path: Path, served: Served) -> None:
    text = "An aide reportedly never said that taxes rise, told the committee."
    one = said(text, "that taxes rise", source="An aide", cue="said", kind="indirect", negated=True, hedged=True,
               addressee="the committee", source_type="unnamed_person")  # fmt: skip
    site = served(fill(tmp_path / "attribution.db", [(Article(text, id="x"), [one])]))
    _, shown = await read(site, "/attribution/-/quote/1")
    assert "in the article's words said not said the article says that it was not" in shown
    assert "not vouched for the article leaves open whether it was to the committee" in shown
    assert "The article gives no name for this source." in shown
    assert "Kind of sourcean unnamed person" in shown
    assert "An aide is reported not to have said: that taxes rise" in shown


async def test_the_same_words_elsewhere(tmp_path: Path, served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    articles = [
        simple("Ann Lee", "“The bridge is safe for all”", title="One", outlet="Post"),
        simple("Ann Lee", '"THE BRIDGE is, safe for all."', title="Two", outlet="Wire", date="2024-05-07"),
        simple("Ann Lee", "“The bridge is safe for all of us”", title="Three", outlet="Tide"),
        simple("Bo Ray", "“Yes”", title="Four"),
        simple("Bo Ray", "“Yes”", title="Five"),
    ]
    site = served(fill(tmp_path / "attribution.db", articles))
    html, text = await read(site, "/attribution/-/quote/1")
    same = text.partition("The same words elsewhere")[2].partition("Who said it")[0]
    assert "Ann Lee in Two Wire7 May 2024" in same
    assert "Three" not in same
    assert "/attribution/-/quote/2" in attributes(html, "a", "href")
    # Too few words to tell anything.
    _, text = await read(site, "/attribution/-/quote/4")
    assert "Nobody is quoted with exactly these words" in text
    monkeypatch.setattr(
        quote_page,
        "SAME",
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i), :words, :article FROM n",
    )
    monkeypatch.setattr(quote_page, "MILLISECONDS", 20)
    _, text = await read(site, "/attribution/-/quote/1")
    assert "Looking for them took too long" in text


async def test_the_web_annotation(site: Datasette) -> None:
    answer = await site.client.get("/attribution/-/quote/1.json")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("application/ld+json")
    made = answer.json()
    text = grain()[0].text
    assert made["id"] == "http://localhost/attribution/-/quote/1.json"
    assert made["via"] == "http://localhost/attribution/-/quote/1"
    assert len(made["target"]) == 2
    for target in made["target"]:
        quoted, place = target["selector"]
        assert target["source"] == "https://news.example/grain"
        assert text[place["start"] : place["end"]] == quoted["exact"]
        assert text[: place["start"]].endswith(quoted["prefix"])
        assert text[place["end"] :].startswith(quoted["suffix"])
    assert {
        "type": "SpecificResource",
        "purpose": "identifying",
        "source": "http://www.wikidata.org/entity/Q1",
    } in made["body"]
    answer = await site.client.get("/attribution/-/quote/999.json")
    assert answer.status_code == 404


async def test_each_hostile_quote_is_shown_as_text(site: Datasette, database: Path) -> None:
    found = select(database, "SELECT id, quote FROM quotes")
    assert len(found) == 9
    seen = ""
    for number, words in found:
        _, text = await read(site, f"/attribution/-/quote/{number}")
        assert " ".join(words.split()) in text
        seen += text
        made = (await site.client.get(f"/attribution/-/quote/{number}.json")).json()
        assert made["target"][0]["source"].startswith(("https://", "http://localhost/"))
    assert SCRIPT in seen
    assert MARKS in seen


async def test_what_people_found_stands_first(tmp_path: Path, served: Served) -> None:
    path = fill(tmp_path / "attribution.db", [grain(), simple("Ann Lee", "“Of course”", title="Other")])
    with Store(path) as store, store.reviews(reviewer="The Desk") as reviews:
        reviews.correct(1, Correction(speaker="Ann Lee", role="", organisation=""), note="see line 2")
        reviews.check([2])
    site = served(path)
    _, text = await read(site, "/attribution/-/quote/1")
    head = text.partition("In its article")[0]
    assert "Ann Lee “Prices will fall” […] “nobody knows why”" in head
    assert "very sure (0.90) corrected" in head
    assert "Corrected by The Desk" in text
    assert "“see line 2”" in text
    # What the program found is told too.
    assert "Łukasz Nowak, person. The article names the speaker beside the quote." in text
    assert "Ann Lee: “Prices will fall” […] “nobody knows why” (“Grain" in text
    made = (await site.client.get("/attribution/-/quote/1.json")).json()
    assert made["body"][1]["value"] == "Ann Lee"
    _, text = await read(site, "/attribution/-/article/1")
    records = text.rpartition("Quotes ")[2]
    assert "Ann Lee corrected “Prices will fall”" in records
    assert "a senior official checked Nowak told her" in records
    _, text = await read(site, "/attribution/-/speaker/2")
    assert "Ann Lee person 1 quote" in text
    assert (
        "Corrected to this speaker by people Grain: prices to fall The Odra Post 2 March 2024 “Prices will fall”"
        in text
    )
    _, text = await read(site, "/")
    assert "2 quotes reviewed by people." in text
    waiting = text.partition("To be reviewed")[2]
    assert "“it is over”" in waiting
    assert "“Of course”" in waiting
    assert "Prices" not in waiting


async def test_without_the_text(tmp_path: Path, served: Served) -> None:
    path = fill(tmp_path / "attribution.db", [grain()])
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("UPDATE articles SET text = ''")
    site = served(path)
    html, text = await read(site, "/attribution/-/quote/1")
    assert "The text of this article was not published." in text
    assert "“Łukasz Nowak, a grain trader at Odra Freight” “said:”" in text
    assert ":~:text=" not in html
    made = (await site.client.get("/attribution/-/quote/1.json")).json()
    assert made["target"][0]["selector"][0] == {"type": "TextQuoteSelector", "exact": "“Prices will fall”"}


async def test_a_published_copy_shows_the_words_around(tmp_path: Path, served: Served) -> None:
    text = "Long before.\n\n" * 200 + "Ann Lee said: “It is over”.\n\n" + "Long after.\n\n" * 200
    one = said(text, "“It is over”", source="Ann Lee", cue="said", name="Ann Lee")
    path = fill(tmp_path / "whole.db", [(Article(text, id="x", url="https://x.example/a"), [one])])
    publish(path, tmp_path / "attribution.db", texts=False)
    site = served(tmp_path / "attribution.db")
    html, shown = await read(site, "/attribution/-/quote/1")
    assert '<span class="content t1" data-q="1">“It is over”</span>' in html
    assert any("It%20is%20over" in link for link in attributes(html, "a", "href"))
    made = (await site.client.get("/attribution/-/quote/1.json")).json()
    quoted, place = made["target"][0]["selector"]
    assert quoted["prefix"].endswith("Ann Lee said: ")
    assert place["start"] == text.index("“It")
    html, shown = await read(site, "/attribution/-/article/1")
    assert "The text of this article was not published: these are its quotes and the words around them." in shown
    assert '<span class="content t1" data-q="1">“It is over”</span>' in html
    assert len(html) < 10_000


async def test_datasettes_own_rows_lead_here(site: Datasette) -> None:
    rows = {
        "quotes/1": ["article/1#q-1", "quote/1", "speaker/1"],
        "quotes": ["article/1#q-1", "quote/1", "speaker/1"],
        "attributions/1": ["article/1#q-1", "quote/1"],
        "speakers/1": ["speaker/1"],
        "articles": ["article/1"],
        "affiliations/1": ["article/1", "speaker/1"],
    }
    for row, pages in rows.items():
        answer = await site.client.get(f"/attribution/{row}")
        assert_harmless(answer.text)
        links = attributes(answer.text, "a", "href")
        for page in pages:
            assert f"/attribution/-/{page}" in links, (row, page)


async def test_a_quote_that_is_none(site: Datasette) -> None:
    _, text = await read(site, "/attribution/-/quote/999", status=404)
    assert "There is no quote 999" in text


async def test_a_shared_link_has_a_card(site: Datasette) -> None:
    html, _ = await read(site, "/attribution/-/quote/1")
    cards = {
        tag.get("property") or tag.get("name"): tag["content"]
        for kind, tag in Elements(html).tags
        if kind == "meta" and "content" in tag
    }
    assert cards["og:title"] == cards["twitter:title"] == "Łukasz Nowak (The Odra Post, 2 March 2024)"
    assert cards["og:description"] == cards["twitter:description"] == cards["description"]
    assert cards["og:description"].startswith(
        "Łukasz Nowak, grain trader, Odra Freight: “Prices will fall” […] “nobody knows why” (“Grain: prices"
    )
    assert cards["og:url"] == "http://localhost/attribution/-/quote/1"
    assert (cards["og:type"], cards["twitter:card"]) == ("article", "summary")


async def test_cards_of_odd_quotes_are_short_and_harmless(site: Datasette, database: Path) -> None:
    for (number,) in select(database, "SELECT id FROM quotes"):
        html, _ = await read(site, f"/attribution/-/quote/{number}")
        for kind, tag in Elements(html).tags:
            if kind == "meta" and (tag.get("property") or "").startswith("og:"):
                assert len(tag["content"] or "") <= 320


async def test_a_quote_can_be_embedded_anywhere(site: Datasette, database: Path) -> None:
    html, text = await read(site, "/attribution/-/quote/1/embed")
    assert "“Prices will fall” […] “nobody knows why”" in text
    assert "Łukasz Nowak, grain trader, Odra Freight" in text
    assert "The Odra Post, 2 March 2024" in text
    assert "http://localhost/attribution/-/quote/1" in attributes(html, "a", "href")
    answer = await site.client.get("/attribution/-/quote/1/embed")
    assert "frame-ancestors *" in answer.headers["content-security-policy"]
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert attributes(html, "script", "src") == []
    page, _ = await read(site, "/attribution/-/quote/1")
    assert '&lt;iframe src="http://localhost/attribution/-/quote/1/embed"' in page.replace("&#34;", '"')
    assert (
        "frame-ancestors 'self'"
        in (await site.client.get("/attribution/-/quote/1")).headers["content-security-policy"]
    )
    for (number,) in select(database, "SELECT id FROM quotes"):
        await read(site, f"/attribution/-/quote/{number}/embed")
    await read(site, "/attribution/-/quote/999999/embed", status=404)
