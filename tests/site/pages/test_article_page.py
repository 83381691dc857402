"""The page of an article."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest
from datasette.app import Datasette
from paging import attributes, read, select
from stored import GRAIN, fill, grain, said

from attribution.records import Article
from attribution.site.pages import article_page

Served = Callable[[Path], Datasette]
pytestmark = pytest.mark.asyncio


class Inside(HTMLParser):
    """The text within the first element of a class, with all that is in it."""

    def __init__(self, html: str, wanted: str) -> None:
        super().__init__()
        self.wanted, self.depth, self.text = wanted, 0, ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.depth:
            self.depth += 1
        elif not self.text and self.wanted in (dict(attrs).get("class") or "").split():
            self.depth = 1

    def handle_endtag(self, tag: str) -> None:
        self.depth -= self.depth > 0

    def handle_data(self, data: str) -> None:
        if self.depth:
            self.text += data


async def test_the_text_is_there_as_it_was_with_its_quotes(site: Datasette) -> None:
    html, text = await read(site, "/attribution/-/article/1")
    assert Inside(html, "text").text == GRAIN
    assert "The Odra Post 2 March 2024 By Ada Field 3 quotes" in text
    assert (
        '<a class="label t1" id="q-1" href="#r-1" data-label="A1" '
        'aria-label="A1, Łukasz Nowak: to its record"></a>'
        '<span class="content t1" data-q="1">“Prices will fall”</span>'
    ) in html
    # A quote in two parts has one label, and the one inside the other's shows both.
    assert '<span class="content t1" data-q="1">“nobody knows why”</span>' in html
    assert '<span class="content t1 in2" data-q="3 2">“it is over”</span>' in html
    assert '<span class="source of2" data-q="2" data-of="B1">a senior official</span>' in html


async def test_each_quote_has_a_record_and_they_lead_to_each_other(site: Datasette) -> None:
    html, text = await read(site, "/attribution/-/article/1")
    ids, links = attributes(html, "li", "id"), attributes(html, "a", "href")
    assert ids == ["r-1", "r-2", "r-3"]
    for number in (1, 2, 3):
        assert f"#r-{number}" in links
        assert f"#q-{number}" in links
        assert f"/attribution/-/quote/{number}" in links
    records = text.rpartition("Quotes ")[2]
    assert "Łukasz Nowak, grain trader, Odra Freight “Prices will fall” […] “nobody knows why”" in records
    assert "all in quotation marks very sure (0.90) named beside the quote" in records
    assert "a senior official Nowak told her “it is over” partly in quotation marks" in records
    assert "inside B1" in records
    assert "#r-2" in links
    assert "/attribution/-/speaker/1" in links
    assert "https://news.example/grain" in links
    assert "https://web.archive.org/web/20240302/https://news.example/grain" in links
    fragments = [unquote(link) for link in links if ":~:text=" in link]
    assert len(fragments) == 3
    assert fragments[2] == "https://news.example/grain#:~:text=Nowak told her “-,it is over"


async def test_who_speaks_is_listed_with_letters(site: Datasette) -> None:
    html, text = await read(site, "/attribution/-/article/1")
    key = text.partition("said inside another quote")[2].partition("Łukasz Nowak, a grain")[0]
    assert key.strip() == "Łukasz Nowak 2 a senior official 1"
    assert 'data-label="B" aria-label="First quote of B"' in html


async def test_each_hostile_article_is_shown_as_text(site: Datasette, database: Path) -> None:
    found = select(database, "SELECT id, text, title, label FROM articles")
    assert len(found) == 7
    for number, text, title, label in found:
        html, shown = await read(site, f"/attribution/-/article/{number}")
        assert Inside(html, "text").text == text
        assert " ".join((title or label).split()) in shown


async def test_an_address_that_is_not_on_the_web_is_no_link(site: Datasette, database: Path) -> None:
    ((number,),) = select(database, "SELECT id FROM articles WHERE title LIKE '<script>%'")
    html, _ = await read(site, f"/attribution/-/article/{number}")
    assert "web.archive.org" not in html
    assert "In the original" not in html


async def test_control_characters_and_lines_stay(tmp_path: Path, served: Served) -> None:
    text = "One\r\nAnn Lee said:\t“a\x07b\x1b[31m  c\u2028d\ufeff”.\n\n\n   End\x85\u202e."
    article = Article(text, id="odd", title="\x08\u202etitle", outlet="Out\x1blet")
    path = fill(
        tmp_path / "attribution.db", [(article, [said(text, "“a\x07b\x1b[31m  c\u2028d\ufeff”", name="Ann Lee")])]
    )
    html, _ = await read(served(path), "/attribution/-/article/1")
    assert Inside(html, "text").text == text


async def test_a_long_article_of_many_quotes(tmp_path: Path, served: Served) -> None:
    parts = [f"Speaker Number{n} said: “quote {n}”. " + "Filling words here. " * 50 + "\n\n" for n in range(1000)]
    text = "".join(parts)
    assert len(text) > 1_000_000
    made, place = [], 0
    for number, one in enumerate(parts):
        record = said(one, f"“quote {number}”", cue="said")
        shifted = tuple((start + place, end + place) for start, end in record.content)
        cue = tuple((start + place, end + place) for start, end in record.cue)
        made.append(type(record)(content=shifted, source=(), cue=cue, kind="direct", confidence=0.9, speaker=None,
                                 affiliation=None))  # fmt: skip
        place += len(one)
    path = fill(tmp_path / "attribution.db", [(Article(text, id="long"), made)])
    html, _ = await read(served(path), "/attribution/-/article/1")
    assert Inside(html, "text").text == text
    assert html.count('id="r-') == 1000
    assert len(html) < len(text) + 1_500_000


async def test_without_its_text_the_quotes_are_shown(tmp_path: Path, served: Served) -> None:
    path = fill(tmp_path / "attribution.db", [grain()])
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("UPDATE articles SET text = ''")
    html, text = await read(served(path), "/attribution/-/article/1")
    assert "The text of this article was not published; its quotes are." in text
    assert "“Prices will fall” […] “nobody knows why”" in text
    assert 'class="text"' not in html
    # An address of a quote in its article still leads to something.
    assert {"q-1", "q-2", "q-3"} <= set(attributes(html, "a", "id"))


async def test_an_article_without_quotes_and_one_that_is_none(tmp_path: Path, served: Served) -> None:
    site = served(fill(tmp_path / "attribution.db", [(Article("Nothing was said.", id="x"), [])]))
    _, text = await read(site, "/attribution/-/article/1")
    assert "No quote was found in this article." in text
    _, text = await read(site, "/attribution/-/article/2", status=404)
    assert "There is no article 2" in text


async def test_a_database_of_an_older_version_says_so(tmp_path: Path, served: Served) -> None:
    path = fill(tmp_path / "attribution.db", [grain()])
    site = served(path)
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("DROP INDEX quotes_review")
        db.execute("ALTER TABLE quotes RENAME COLUMN review TO old")
        db.execute("UPDATE articles SET text = ''")
        db.execute("DROP TABLE passages")
    for page in ("/", "/attribution/-/article/1"):
        _, text = await read(site, page, status=503)
        assert "This database was made by an older version of the program" in text


async def test_what_takes_too_long_says_so(
    tmp_path: Path, served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = served(fill(tmp_path / "attribution.db", [grain()]))
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i), :id FROM n"
    monkeypatch.setattr(article_page, "ARTICLE", endless)
    _, text = await read(site, "/attribution/-/article/1", status=503)
    assert "Reading this took too long" in text
