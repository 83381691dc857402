"""Every page of the site, for a reader and for a program."""

from __future__ import annotations

import csv
import io
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from datasette.app import Datasette
from hostile import LONG, MARKS, SCRIPT
from stored import dump, fill, grain, simple

from attribution.site.metadata import metadata_for
from attribution.store import Store

pytestmark = pytest.mark.asyncio

TABLES = [
    "affiliations",
    "appearances",
    "articles",
    "attributions",
    "decision_names",
    "decisions",
    "organisation_names",
    "organisations",
    "outlets",
    "quotes",
    "runs",
    "spans",
    "speaker_names",
    "speakers",
]
QUERIES = ["most_quoted_speakers", "quotes_by_speaker", "quotes_containing_words", "quotes_from_outlet"]


class Elements(HTMLParser):
    """Collects the tags, the attributes and the scripts that a browser would see."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def assert_harmless(page: str) -> None:
    """Nothing that came from an article is a tag, an event or a link that runs."""
    for tag, attributes in Elements(page).tags:
        assert tag != "img"
        assert not any(name.startswith("on") for name in attributes), (tag, attributes)
        assert not (attributes.get("href") or "").lower().startswith("javascript:")
    assert SCRIPT not in page
    assert "<script>alert" not in page


async def html(site: Datasette, path: str) -> str:
    response = await site.client.get(path)
    assert response.status_code == 200, (path, response.status_code, response.text[:500])
    assert response.headers["content-type"].startswith("text/html")
    assert_harmless(response.text)
    return response.text


async def json(site: Datasette, path: str) -> list[dict[str, Any]]:
    response = await site.client.get(path)
    assert response.status_code == 200, (path, response.text[:500])
    return response.json()


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


async def test_the_home_page(site: Datasette) -> None:
    page = await html(site, "/")
    assert "Who said what" in page
    assert '<a href="/attribution/-/tables">' in page


async def test_the_database_page_shows_the_tables_and_the_queries(site: Datasette) -> None:
    page = await html(site, "/attribution")
    for table in TABLES:
        assert f'<a href="/attribution/{table}">' in page
    for title in ("Quotes by speaker", "Quotes containing words", "Most quoted speakers"):
        assert title in page
    for inner in ("_sqlite_migrations", "sqlite_sequence", "quotes_fts"):
        assert f'<a href="/attribution/{inner}">' not in page
    assert "Custom SQL query" not in page
    assert "attribution.css" in page


@pytest.mark.parametrize("table", TABLES)
async def test_each_table_in_each_form(site: Datasette, database: Path, table: str) -> None:
    metadata = metadata_for("attribution")["databases"]["attribution"]["tables"][table]
    page = await html(site, f"/attribution/{table}")
    assert " ".join(metadata["description"].split())[:40] in " ".join(Elements(page).text.split())
    for column in metadata["columns"]:
        assert f'data-column="{column}"' in page
    with Store(database, read_only=True) as store:
        count = store.counts()[table]
    assert count > 0
    assert len(await json(site, f"/attribution/{table}.json?_shape=array&_size=max")) == count
    assert len(rows_of((await site.client.get(f"/attribution/{table}.csv")).text)) == count


@pytest.mark.parametrize("table", TABLES)
async def test_each_row(site: Datasette, database: Path, table: str) -> None:
    with Store(database, read_only=True) as store:
        ids = [row[0] for row in store.rows(table)]
    for row_id in ids:
        await html(site, f"/attribution/{table}/{row_id}")
        (row,) = await json(site, f"/attribution/{table}/{row_id}.json?_shape=array")
        assert row["id"] == row_id
    assert (await site.client.get(f"/attribution/{table}/999999")).status_code == 404


async def test_links_to_other_tables_have_labels(site: Datasette) -> None:
    page = await html(site, "/attribution/quotes/1")
    assert '<a href="/attribution/speakers/1">Łukasz Nowak</a>' in page
    assert '<a href="/attribution/articles/1">Grain: prices to fall</a>' in page
    page = await html(site, "/attribution/quotes")
    assert '<a href="/attribution/speakers/1">Łukasz Nowak</a>' in page
    page = await html(site, "/attribution/attributions/3")
    assert re.search(r'<a href="/attribution/attributions/2">a senior official: Nowak told her', page)
    # A link to an article without a title has its first words for a label.
    page = await html(site, "/attribution/quotes?day__isnull=1")
    assert "An aide said: “Nobody knows”." in page
    for table in TABLES:
        assert ">None</a>" not in await html(site, f"/attribution/{table}")


async def test_the_quotes_page_has_facets_and_the_newest_first(site: Datasette) -> None:
    page = await html(site, "/attribution/quotes")
    for facet in ("speaker", "outlet", "kind", "act", "source_type", "day"):
        assert f'data-column="{facet}"' in page
        assert f'id="facet-{facet}"' in page or f'class="facet-info facet-{facet}' in page, facet
    shown = (await site.client.get("/attribution/quotes.json")).json()
    kinds = {row["value"]: row["count"] for row in shown["facet_results"]["kind"]["results"]}
    assert kinds == {"direct": 8, "mixed": 1}
    speakers = {row["value"]: row["count"] for row in shown["facet_results"]["speaker"]["results"]}
    assert speakers["Łukasz Nowak"] == 2
    days = [row["day"] for row in await json(site, "/attribution/quotes.json?_shape=array")]
    assert days == [*sorted((day for day in days if day), reverse=True), None]
    assert "timed out" not in page


async def test_facets_filter(site: Datasette) -> None:
    rows = await json(site, "/attribution/quotes.json?_shape=array&speaker=%C5%81ukasz+Nowak&kind=direct")
    assert sorted(row["id"] for row in rows) == [1, 3]


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("bridge", 1),
        ("Juknienė", 1),
        ("jukniene", 1),
        ("odegard", 1),
        ("ødegård", 1),
        ("łan", 1),
        ("lan", 1),
        ("Nowak", 3),
        ('"needs repair"', 1),
        ('"', 0),
        ("'", 0),
        ("AND", 1),
        ("bridge*", 1),
        ("a OR", 0),
        ("()", 0),
        ("speaker:Nowak", 0),
        ("\0", 0),
    ],
)
async def test_the_search_of_the_quotes_page(site: Datasette, words: str, count: int) -> None:
    response = await site.client.get("/attribution/quotes.json", params={"_search": words, "_shape": "array"})
    assert response.status_code == 200, response.text
    assert len(response.json()) == count
    response = await site.client.get("/attribution/quotes", params={"_search": words})
    assert response.status_code == 200


@pytest.mark.parametrize("table", ["articles", "organisations", "outlets", "speakers"])
async def test_the_search_of_other_tables(site: Datasette, table: str) -> None:
    words = {"articles": "lukasz", "organisations": "freight", "outlets": "evening", "speakers": "lukasz"}[table]
    assert len(await json(site, f"/attribution/{table}.json?_shape=array&_search={words}")) == 1


ODD = ["", " ", '"', "'", '""', "AND", "a AND", "NEAR(", "*", "(", "speaker:x", "^a", "\0", "%", "a" * 5000, "😀",
       "Łukasz", "lukasz", "2024-13-45", "-1", "'; drop table quotes; --", SCRIPT, MARKS]  # fmt: skip


@pytest.mark.parametrize("query", QUERIES)
async def test_each_query_takes_anything(site: Datasette, query: str) -> None:
    names = metadata_for("attribution")["databases"]["attribution"]["queries"][query].get("params", [])
    everywhere = [{}, *(dict.fromkeys(names, odd) for odd in ODD)]
    one_at_a_time = [{name: odd} for name in names for odd in ODD if len(names) > 1]
    for given in everywhere + one_at_a_time:
        response = await site.client.get(f"/attribution/{query}", params=given)
        assert response.status_code == 200, (given, response.text[:500])
        assert_harmless(response.text)
        assert "message-error" not in response.text, given
    for given in everywhere:
        response = await site.client.get(f"/attribution/{query}.json", params=given)
        assert response.status_code == 200, (given, response.text[:500])
        found = response.json()
        assert (found["ok"], found.get("error"), found["truncated"]) == (True, None, False), given
        response = await site.client.get(f"/attribution/{query}.csv", params=given)
        assert response.status_code == 200, (given, response.text[:500])
        assert len(rows_of(response.text)) == len(found["rows"])


async def ids(site: Datasette, query: str, **given: str) -> list[int]:
    response = await site.client.get(f"/attribution/{query}.json", params={"_shape": "array", **given})
    assert response.status_code == 200, response.text
    return [row["id"] for row in response.json()]


async def test_quotes_by_speaker(site: Datasette) -> None:
    assert await ids(site, "quotes_by_speaker", speaker="nowak") == [1, 3]
    assert await ids(site, "quotes_by_speaker", speaker="Lukasz Nowak") == [1, 3]
    assert await ids(site, "quotes_by_speaker", speaker="senior official") == [2]
    assert await ids(site, "quotes_by_speaker", speaker="jukniene") == [7]
    assert await ids(site, "quotes_by_speaker", speaker="ØDEGÅRD") == [8]
    assert await ids(site, "quotes_by_speaker", speaker="nobody at all") == []
    assert len(await ids(site, "quotes_by_speaker")) == 9


async def test_quotes_containing_words(site: Datasette) -> None:
    assert await ids(site, "quotes_containing_words", words="repair bridge") == [7]
    assert await ids(site, "quotes_containing_words", words="łan") == [8]
    assert await ids(site, "quotes_containing_words", words="lan") == [8]
    assert await ids(site, "quotes_containing_words", words='"knows why"') == [1]
    # Of the words of the quote alone: Juknienė says it, and is not in it.
    assert await ids(site, "quotes_containing_words", words="Juknienė") == []
    assert await ids(site, "quotes_containing_words", words="Nowak") == [2]
    assert len(await ids(site, "quotes_containing_words", words=" ")) == 9


async def test_quotes_from_an_outlet_between_two_days(site: Datasette) -> None:
    query = "quotes_from_outlet"
    assert await ids(site, query, outlet="odra") == [1, 2, 3]
    assert await ids(site, query, outlet="evening tide") == [7]
    assert await ids(site, query, outlet="Harbour", from_day="2024-02-01", to_day="2024-02-01") == [8]
    assert await ids(site, query, from_day="2024-01-31", to_day="2024-02-01") == [8, 7]
    assert await ids(site, query, from_day="2024-02", to_day="2024-02") == [8]
    assert await ids(site, query, to_day="2024-01") == [7]
    assert await ids(site, query, from_day="2024-05-07") == [6]
    assert await ids(site, query, from_day="2025-01-01") == []
    assert len(await ids(site, query)) == 9
    assert (await ids(site, query))[-1] == 9  # the quote without a day comes last


async def test_most_quoted_speakers(site: Datasette) -> None:
    first, *rest = await json(site, "/attribution/most_quoted_speakers.json?_shape=array")
    assert first == {
        "speaker": "Łukasz Nowak",
        "type": "person",
        "quotes": 2,
        "articles": 1,
        "first_day": "2024-03-02",
        "last_day": "2024-03-02",
        "speaker_id": 1,
    }
    assert [row["quotes"] for row in rest] == [1] * 5


@pytest.mark.parametrize(
    "path",
    [
        "/attribution?sql=select+1",
        "/attribution.json?sql=select+1",
        "/attribution.csv?sql=select+1",
        "/attribution/quotes?_where=1=1",
        "/attribution/quotes.json?_where=id+in+(select+id+from+runs)",
    ],
)
async def test_raw_sql_is_refused(site: Datasette, path: str) -> None:
    assert (await site.client.get(path)).status_code == 403


@pytest.mark.parametrize("path", ["/attribution.db", "/_internal", "/-/permissions"])
async def test_what_is_not_for_readers_is_refused(site: Datasette, path: str) -> None:
    assert (await site.client.get(path)).status_code in (403, 404)


async def test_the_site_writes_nothing(site: Datasette, database: Path) -> None:
    before = dump(database)
    for method in ("post", "put", "delete", "patch"):
        for path in (
            "/attribution/quotes",
            "/attribution/quotes/1",
            "/attribution/quotes_by_speaker",
            "/attribution",
        ):
            response = await getattr(site.client, method)(path)
            assert response.status_code >= 400, (method, path)
    served = site.get_database("attribution")
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        await served.execute("DELETE FROM quotes")
    assert dump(database) == before


async def test_long_names_are_whole_on_the_row_page(site: Datasette) -> None:
    (row,) = await json(site, "/attribution/quotes.json?_shape=array&title__startswith=Long")
    assert LONG.strip() in await html(site, f"/attribution/quotes/{row['id']}")


async def test_an_article_is_shown_as_it_was_read(site: Datasette) -> None:
    page = await html(site, "/attribution/articles/1")
    assert grain()[0].text in Elements(page).text


async def test_a_table_of_many_pages_is_complete_as_csv(
    tmp_path: Path, served: Callable[[Path], Datasette]
) -> None:
    path = fill(tmp_path / "big.db", [simple()])
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executemany(
            "INSERT INTO speakers (name, type, folded) VALUES (?, 'person', ?)",
            ((f"Name {number}", f"name {number}") for number in range(2499)),
        )
    site = served(path)
    for address in (
        "speakers.csv",
        "speakers.csv?_size=max",
        "speakers.csv?_stream=on",
        "speakers.csv?_labels=on",
    ):
        rows = rows_of((await site.client.get(f"/big/{address}")).text)
        assert len(rows) == 2500, address
        assert len({row["id"] for row in rows}) == 2500
    # The link that the page itself offers.
    page = Elements((await site.client.get("/big/speakers")).text)
    (link,) = {a["href"] for tag, a in page.tags if tag == "a" and ".csv" in (a.get("href") or "")}
    assert len(rows_of((await site.client.get(link)).text)) == 2500
    # Where a number of rows is asked for, it is what comes.
    assert len(rows_of((await site.client.get("/big/speakers.csv?_size=10")).text)) == 10
    assert len(rows_of((await site.client.get("/big/speakers.csv?name__contains=99")).text)) == 42
    assert (await site.client.get("/big/nothing.csv")).status_code == 404
    assert (await site.client.get("/nothing/speakers.csv")).status_code == 404


async def test_an_empty_database(tmp_path: Path, served: Callable[[Path], Datasette]) -> None:
    site = served(fill(tmp_path / "attribution.db", []))
    await html(site, "/")
    await html(site, "/attribution")
    for table in TABLES:
        assert "0 records" in await html(site, f"/attribution/{table}")
        assert await json(site, f"/attribution/{table}.json?_shape=array") == []
        assert rows_of((await site.client.get(f"/attribution/{table}.csv")).text) == []
    for query in QUERIES:
        assert "0 results" in await html(site, f"/attribution/{query}")
        assert await json(site, f"/attribution/{query}.json?_shape=array") == []


@pytest.mark.parametrize("name", ["other.db", "two words.sqlite", "2024.archive.db", "Łódź.db", "noending"])
async def test_a_database_of_any_name_is_shown_the_same(
    tmp_path: Path, served: Callable[[Path], Datasette], name: str
) -> None:
    site = served(fill(tmp_path / name, [grain()]))
    home = (await site.client.get("/")).text
    stem = Path(name).stem
    assert [key for key in site.databases if not key.startswith("_")] == [stem]
    path = site.urls.database(stem)
    assert str(path) in home
    page = await html(site, str(path))
    for query in ("Quotes by speaker", "Most quoted speakers"):
        assert query in page
    assert "Custom SQL query" not in page
    shown = await html(site, f"{path}/quotes")
    assert "One row for each attributed statement" in shown
    assert len(await json(site, f"{path}/quotes_by_speaker.json?_shape=array&speaker=lukasz")) == 2
    assert len(rows_of((await site.client.get(f"{path}/quotes.csv")).text)) == 3
    assert (await site.client.get(f"{path}?sql=select+1")).status_code == 403


async def test_what_is_read_while_it_is_served_appears(
    tmp_path: Path, served: Callable[[Path], Datasette]
) -> None:
    path = fill(tmp_path / "attribution.db", [simple()])
    site = served(path)
    assert len(await json(site, "/attribution/quotes.json?_shape=array")) == 1
    fill(path, [grain()])
    assert len(await json(site, "/attribution/quotes.json?_shape=array")) == 4
    with Store(path) as store:
        store.remove_article(1)
    assert len(await json(site, "/attribution/quotes.json?_shape=array")) == 3
    assert "Łukasz Nowak" in await html(site, "/attribution/quotes_by_speaker?speaker=nowak")


async def test_a_table_of_another_database_is_left_alone(tmp_path: Path) -> None:
    """The plugin is there wherever Datasette runs in the same environment."""
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE numbers (id INTEGER PRIMARY KEY)")
        connection.executemany("INSERT INTO numbers VALUES (?)", ((number,) for number in range(1500)))
    site = Datasette([str(path)])
    rows = rows_of((await site.client.get("/other/numbers.csv")).text)
    assert len(rows) == 100  # as Datasette does by itself
    found = await site.client.get("/other.json?sql=select+escape_fts('a+b')+as+words&_shape=array")
    assert found.json() == [{"words": '"a" "b"'}]
    site.get_database("other").close()
    site.executor.shutdown()


@pytest.mark.parametrize(
    "path", ["article/abc", "article/-1", "speaker/", "quote/1.csv", "quote/1/2", "nothing", "search.xml"]
)
async def test_an_address_of_no_page_says_so(site: Datasette, path: str) -> None:
    response = await site.client.get(f"/attribution/-/{path}")
    assert response.status_code == 404
    assert "There is no such page" in response.text
    assert "search the quotes</a>" in response.text
