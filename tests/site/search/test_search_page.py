"""The page of a search, as it is sent."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from datasette.app import Datasette
from hostile import LONG, SCRIPT
from stored import fill, grain, said, simple
from test_pages import Elements, assert_harmless

from attribution.records import Article
from attribution.store import Correction, Store

pytestmark = pytest.mark.asyncio

SEARCH = "/attribution/-/search"


async def page(site: Datasette, query: str = "", *, status: int = 200) -> str:
    response = await site.client.get(f"{SEARCH}{query}")
    assert response.status_code == status, (query, response.status_code, response.headers.get("location"))
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert "script-src 'self'" in response.headers["content-security-policy"]
    assert_harmless(response.text)
    return response.text


def text(html: str) -> str:
    return " ".join(Elements(html).text.split())


def links(html: str, containing: str = "") -> list[str]:
    return [
        href
        for tag, attributes in Elements(html).tags
        if tag == "a" and (href := attributes.get("href")) and containing in href
    ]


def query_of(link: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(link).query).items()}


async def test_all_quotes_newest_first(site: Datasette) -> None:
    html = await page(site)
    assert ">9 quotes</h2>" in html
    days = re.findall(r'<time datetime="([^"]+)"', html)
    assert days == sorted(days, reverse=True)
    # Of the three quotes of one article, only the first has its day beside it.
    assert len(days) == 6
    # The one without a day comes last.
    assert text(html).index("Nobody knows") > text(html).index("The bridge needs repair")
    assert "Counted in" not in html
    assert "download all of it" not in html


async def test_a_result_has_all_that_a_reporter_wants(site: Datasette) -> None:
    html = await page(site, "?words=prices")
    assert ">1 quote</h2>" in html
    (result,) = re.findall(r'<ol class="results".*?</ol>', html, re.S)
    assert "“<mark>Prices</mark> will fall” […] “nobody knows why”" in result
    (number,) = {int(link.rpartition("/")[2]) for link in links(result, "/-/quote/")}
    assert f'<a href="/attribution/-/quote/{number}">' in result
    assert "/attribution/-/speaker/" in result
    assert "Łukasz Nowak, grain trader, Odra Freight" in text(result)
    article = rf'<a href="/attribution/-/article/\d+#q-{number}" dir="auto">Grain: prices to fall</a>'
    assert re.search(article, result)
    assert "The Odra Post" in result
    assert '<time datetime="2024-03-02">2 March 2024</time>' in result
    assert "<li>all in quotation marks</li>" in result
    assert "very sure (0.90)" in result


async def test_marks_of_doubt_stand_beside_a_quote(served: Callable[[Path], Datasette], tmp_path: Path) -> None:
    from dataclasses import replace

    article, (one,) = simple()
    site = served(
        fill(tmp_path / "attribution.db", [(article, [replace(one, hedged=True, negated=True, act="belief")])])
    )
    html = await page(site)
    for mark in ("said to have been said", "not said"):
        assert f'<li><span class="tag">{mark}</span></li>' in html
    assert "<li>believes</li>" in html
    assert "as another reports it" not in html


async def test_a_quote_within_a_quote_is_marked(site: Datasette) -> None:
    html = await page(site, "?words=%22it+is+over%22&kind=direct")
    assert ">1 quote</h2>" in html
    assert '<span class="tag">as another reports it</span>' in html


async def test_reviews_are_shown_and_found(served: Callable[[Path], Datasette], tmp_path: Path) -> None:
    days = [f"2024-05-0{number}" for number in range(1, 6)]
    made = [simple("Mara Quill", "“The <b> bridge”", date=day, role="clerk") for day in days]
    path = fill(tmp_path / "attribution.db", made)
    with Store(path) as store, store.reviews(reviewer="Ann") as reviews:
        reviews.check([1])
        reviews.wrong(2, ["speaker"])
        reviews.correct(3, Correction(speaker="Łucja Lund", role=""))
    site = served(path)
    html = await page(site)
    (facet,) = re.findall(r'<h3 id="facet-review">Review</h3>.*?</ul>', html, re.S)
    assert text(facet) == "Review not reviewed 2 checked: right as found 1 corrected 1 wrong 1"
    for state, count in (("none", 2), ("checked", 1), ("wrong", 1), ("corrected", 1), ("changed", 0)):
        found = await page(site, f"?review={state}")
        assert f">{count} quote" in found
        for table in links(found, "/attribution/quotes?"):
            rows = await site.client.get(table.replace("/quotes?", "/quotes.json?_shape=array&"))
            assert len(rows.json()) == count, table
    corrected = await page(site, "?review=corrected")
    assert '<p class="who"><bdi>Łucja Lund</bdi></p>' in corrected
    assert "Speaker as found by the program: Mara Quill" in text(corrected)
    assert "Role as found by the program: clerk" in text(corrected)
    assert "Quote as found" not in corrected
    assert ">corrected</span>" in corrected
    # Who was put in is found, by words too.
    for query in ("?speaker=lucja", "?speaker=Łucja+lund", "?words=lucja"):
        assert ">1 quote</h2>" in await page(site, query), query
    assert ">wrong</span>" in await page(site, "?review=wrong")
    feed = await site.client.get(f"{SEARCH}.atom?review=corrected")
    assert "<title>Łucja Lund: “The &lt;b&gt; bridge”</title>" in feed.text
    assert "Review: corrected" in feed.text


async def test_the_form_shows_what_is_searched_for(site: Datasette) -> None:
    html = await page(site, "?words=prices&kind=direct&from=2024-03-01&confidence=0.5&sort=oldest")
    inputs = {a["name"]: a.get("value") for tag, a in Elements(html).tags if tag == "input" and "name" in a}
    assert inputs == {
        "words": "prices",
        "speaker": "",
        "speaker_id": "",
        "about": "",
        "about_id": "",
        "outlet": "",
        "organisation": "",
        "from": "2024-03-01",
        "to": "",
        "confidence": "0.5",
    }
    selected = {a["value"] for tag, a in Elements(html).tags if tag == "option" and "selected" in a}
    assert selected == {"direct", "oldest"}


async def test_each_filter_can_be_taken_away(site: Datasette) -> None:
    query = "?words=prices&kind=direct&confidence=0.5"
    html = await page(site, query)
    (chosen,) = re.findall(r'<ul class="chosen".*?</ul>', html, re.S)
    assert [query_of(link) for link in links(chosen)] == [
        {"kind": "direct", "confidence": "0.5"},
        {"words": "prices", "confidence": "0.5"},
        {"words": "prices", "kind": "direct"},
    ]
    assert text(chosen) == (
        "Take away: Words: prices × Take away: Kind: direct × Take away: Confidence: at least 0.5 ×"
    )


async def test_each_value_of_a_facet_finds_as_many_as_it_says(site: Datasette) -> None:
    html = await page(site)
    (aside,) = re.findall(r"<aside.*?</aside>", html, re.S)
    choices = re.findall(r'<li><a href="([^"]+)">.*?</a> <span class="faint">(\d+)</span></li>', aside, re.S)
    assert len(choices) > 15
    titles = re.findall(r"<h3[^>]*>(.*?)</h3>", aside)
    # All are of one act.
    assert titles == ["Speaker", "Organisation", "Outlet", "Kind", "Month"]
    for link, number in choices:
        response = await site.client.get(unescape(link))
        assert response.status_code == 200, link
        assert f">{number} quote" in response.text, link


@pytest.mark.parametrize(
    ("query", "canonical"),
    [
        ("?words=&speaker=&kind=", ""),
        ("?words=prices&kind=&page=1", "?words=prices"),
        ("?kind=direct&words=prices", None),
        ("?words=+prices+", "?words=prices"),
        ("?words=prices&utm_source=x", "?words=prices"),
        ("?sort=newest", ""),
        ("?confidence=0", ""),
        ("?confidence=.90", "?confidence=0.9"),
        ("?confidence=1", None),
        ("?confidence=1.0", "?confidence=1"),
        ("?from=2024-02&to=2024-02", "?from=2024-02-01&to=2024-02-29"),
        ("?from=2023&to=2024", "?from=2023-01-01&to=2024-12-31"),
        ("?outlet=the+odra+post", "?outlet=The+Odra+Post"),
        ("?outlet=odra", "?outlet=The+Odra+Post"),
        ("?outlet=evening", "?outlet=%C3%89vening+Tide"),
        ("?outlet=Nothing+of+the+kind", None),
        ("?organisation=ODRA+FREIGHT", "?organisation=Odra+Freight"),
        # The name in the box is that of the number beside it, or was changed.
        ("?speaker=Lukasz+nowak&speaker_id=1", "?speaker_id=1"),
        ("?speaker=Mara&speaker_id=1", "?speaker=Mara"),
        ("?speaker=&speaker_id=1", ""),
        ("?speaker=Mara&speaker_id=999999", "?speaker=Mara"),
        ("?speaker_id=007", "?speaker_id=7"),
        ("?article=1&words=prices", None),
        ("?words=prices&words=other", None),
    ],
)
async def test_addresses_have_one_form(site: Datasette, query: str, canonical: str | None) -> None:
    response = await site.client.get(f"{SEARCH}{query}")
    if canonical is None:
        assert response.status_code == 200
        return
    assert response.status_code == 302
    assert response.headers["location"] == f"{SEARCH}{canonical}"
    assert (await site.client.get(response.headers["location"])).status_code == 200


async def test_a_speaker_by_number_is_called_by_name(site: Datasette) -> None:
    html = await page(site, "?speaker_id=1")
    assert ">2 quotes</h2>" in html
    assert "Speaker: Łukasz Nowak" in text(html)
    assert 'name="speaker" value="Łukasz Nowak"' in html
    assert 'name="speaker_id" value="1"' in html


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ("?from=yesterday", 400, "The day “yesterday” is not understood."),
        ("?to=2024-13", 400, "The day “2024-13” is not understood."),
        ("?from=2023-02-29", 400, "The day “2023-02-29” is not understood."),
        ("?from=0000", 400, "The day “0000” is not understood."),
        ("?from=２０２４", 400, "is not understood."),
        ("?from=2024-02-02&to=2024-02-01", 400, "The window from 2024-02-02 to 2024-02-01 ends before it begins."),
        ("?confidence=high", 400, "“high” is no confidence."),
        ("?confidence=2", 400, "“2” is no confidence."),
        ("?confidence=nan", 400, "“nan” is no confidence."),
        ("?confidence=-1", 400, "“-1” is no confidence."),
        ("?kind=quoted", 400, "No kind is called “quoted”."),
        ("?article=x", 400, "“x” is no article's number."),
        ("?act=said", 400, "No act is called “said”."),
        ("?source_type=x", 400, "No type of source is called “x”."),
        ("?sort=size", 400, "Quotes can't be sorted by “size”."),
        ("?speaker_id=Mara", 400, "“Mara” is no speaker's number."),
        ("?speaker_id=-1", 400, "“-1” is no speaker's number."),
        ("?page=0", 400, "“0” is no number of a page."),
        ("?page=x", 400, "“x” is no number of a page."),
        ("?page=²", 400, "“²” is no number of a page."),
        ("?page=2", 404, "This search has no page 2."),
        (f"?words={'x' * 501}", 400, "That is too long to search for."),
        (f"?kind={'%3Cscript%3E' * 5}", 400, "No kind is called"),
    ],
)
async def test_what_is_wrong_in_an_address_is_said(site: Datasette, query: str, status: int, said: str) -> None:
    html = await page(site, query, status=status)
    assert said in unescape(html)
    assert "Traceback" not in html


@pytest.mark.parametrize("form", ["csv", "json", "atom"])
async def test_so_it_is_for_the_files(site: Datasette, form: str) -> None:
    response = await site.client.get(f"{SEARCH}.{form}?from=yesterday")
    assert response.status_code == 400
    assert "The day “yesterday” is not understood." in response.text


async def test_nothing_found_says_what_to_try(site: Datasette) -> None:
    html = text(await page(site, "?words=zeppelins&speaker=Quux&from=2024-01-01"))
    for advice in ("0 quotes", "take away one", "fewer words", "last name only", "articles without a day"):
        assert advice in html
    assert "fewer words" not in text(await page(site, "?speaker=Quux"))


@pytest.mark.parametrize(
    "words",
    ['"', '""', "'", "*", "a*b", "(", "NEAR(a b)", "x AND", "{speaker} : x", "\\", "--", "%00", "…", "%ED%A0%80"],
)
async def test_no_words_break_it(site: Datasette, words: str) -> None:
    response = await site.client.get(SEARCH, params={"words": words})
    assert response.status_code == 200, response.text[:300]
    assert (await site.client.get(f"{SEARCH}?words={words}")).status_code == 200


async def test_hostile_strings_are_text(site: Datasette) -> None:
    html = await page(site, "?words=alert")
    assert ">1 quote</h2>" in html
    assert "&lt;script&gt;<mark>alert</mark>(&#39;x&#39;)&lt;/script&gt;" in html
    assert "javascript:" not in html
    for what in ("outlet", "organisation"):
        response = await site.client.get(
            SEARCH, params={what: f"{'Outlet' if what == 'outlet' else 'Org'} {SCRIPT}"}
        )
        assert ">1 quote</h2>" in response.text
        assert_harmless(response.text)


async def test_a_long_name_is_cut_and_the_page_stays_light(site: Datasette) -> None:
    response = await site.client.get(SEARCH, params={"outlet": LONG.strip()})
    assert ">1 quote</h2>" in response.text
    assert len(response.content) < 80_000
    assert len((await site.client.get(SEARCH)).content) < 80_000


async def test_pages_and_ways_to_take_all(served: Callable[[Path], Datasette], tmp_path: Path) -> None:
    days = [f"2024-01-{1 + n % 28:02d}" for n in range(60)]
    site = served(fill(tmp_path / "attribution.db", [simple(title=f"T{n}", date=d) for n, d in enumerate(days)]))
    html = await page(site)
    assert ">60 quotes, page 1</h2>" in html
    assert "Page 1 of 3" in html
    seen: list[str] = []
    address: str | None = SEARCH
    while address:
        html = (await site.client.get(unescape(address))).text
        seen += re.findall(r"/-/quote/(\d+)", html)
        forward = re.search(r'rel="next" href="([^"]+)"', html)
        address = forward[1] if forward else None
    assert len(seen) == len(set(seen)) == 60
    assert query_of(re.findall(r'rel="prev" href="([^"]+)"', html)[0]) == {"page": "2"}
    two = await page(site, "?page=2")
    assert re.findall(r'rel="prev" href="([^"]+)"', two) == [SEARCH]
    assert '<ol class="results" start="26">' in two


async def test_what_there_is_more_of_is_said(
    served: Callable[[Path], Datasette], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from attribution.site.search import search_page
    from attribution.store.search import day_pages, finding

    days = [f"2024-01-{1 + n % 28:02d}" for n in range(60)]
    made = [simple(title=f"T{n}", date=day, outlet=f"Paper {n % 2}") for n, day in enumerate(days)]
    site = served(fill(tmp_path / "attribution.db", made))
    monkeypatch.setattr(day_pages, "BATCH", 5)
    monkeypatch.setattr(finding, "SORTED", 5)
    monkeypatch.setattr(finding, "COLLECTED", 30)
    monkeypatch.setattr(search_page, "BY_VALUE", 20)
    html = text(await page(site))
    assert "60 quotes, page 1" in html
    assert "Page 1 of 2" in html
    assert "The pages show the newest 30. Narrow the search, or download all of it" in html
    assert "Counted in the newest 20 of these." in html
    # Of the newest 20 quotes, and not of all 60, half are of each paper.
    assert "Paper 0 10 Paper 1 10" in html
    assert "The best matches of the newest 30." in text(await page(site, "?words=bridge&sort=best"))
    assert "The pages show the oldest 30." in text(await page(site, "?sort=oldest"))
    monkeypatch.setattr(finding, "COUNTED", 50)
    assert "More than 50 quotes" in text(await page(site))


async def test_links_to_the_same_elsewhere(site: Datasette) -> None:
    html = await page(site, "?words=prices&kind=direct&from=2024-03-01&to=2024-03-31&confidence=0.5")
    query = {"words": "prices", "kind": "direct", "from": "2024-03-01", "to": "2024-03-31", "confidence": "0.5"}
    for form in ("csv", "json", "atom"):
        (link,) = links(html, f"search.{form}")
        assert query_of(link) == query | ({"size": "all"} if form == "json" else {})
    (table,) = links(html, "/attribution/quotes?")
    assert query_of(table) == {
        "_search": "prices",
        "kind": "direct",
        "day__gte": "2024-03-01",
        "day__lte": "2024-03-31",
        "confidence__gte": "0.5",
        "_sort_desc": "day",
    }
    shown = await site.client.get(unescape(table))
    assert shown.status_code == 200
    assert "1 row" in shown.text
    (feed,) = (a for tag, a in Elements(html).tags if tag == "link" and a.get("rel") == "alternate")
    assert feed["type"] == "application/atom+xml"
    assert query_of(feed["href"] or "") == query


@pytest.mark.parametrize(
    "query",
    ["?speaker=nowak", "?organisation=Odra+Freight", "?outlet=%C3%89vening+Tide", "?speaker_id=1", "?act=speech"],
)
async def test_the_table_shows_as_many(site: Datasette, query: str) -> None:
    html = await page(site, query)
    (number,) = re.findall(r"search-total\">(\d+) quote", html)
    (table,) = links(html, "/attribution/quotes?")
    rows = await site.client.get(unescape(table).replace("/quotes?", "/quotes.json?_shape=array&_size=max&"))
    assert len(rows.json()) == int(number)


async def test_the_search_of_the_table_does_not_find_what_can_be_filtered(site: Datasette) -> None:
    for word in ("direct", "mixed", "speech", "20240302", "202403"):
        assert (await site.client.get(f"/attribution/quotes.json?_shape=array&_search={word}")).json() == []
    assert (await site.client.get("/attribution/quotes_shelf")).status_code == 403
    assert "quotes_shelf" not in (await site.client.get("/attribution")).text


async def test_who_may_not_see_the_database_may_not_search_it(
    served: Callable[..., Datasette], database: Path
) -> None:
    site = served(database, metadata={"allow": {"id": "root"}})
    for form in ("", ".csv", ".json", ".atom"):
        assert (await site.client.get(f"{SEARCH}{form}")).status_code == 403
    assert (await site.client.get("/attribution/-/suggest?q=mara")).status_code == 403


async def test_rows_of_one_article_stand_under_its_title_once(
    served: Callable[[Path], Datasette], tmp_path: Path
) -> None:
    site = served(
        fill(tmp_path / "attribution.db", [grain(), simple("Mara Quill", title="Other", date="2024-03-03")])
    )
    html = await page(site)
    assert re.findall(r'<h3 class="of-article"><a [^>]*>([^<]*)</a>', html) == ["Other", "Grain: prices to fall"]
    assert html.count('<li class="goes-on">') == 2
    # Each row leads to its own place in the article.
    assert {f"/attribution/-/article/1#q-{number}" for number in (1, 2, 3)} <= set(links(html, "/-/article/1"))


async def test_a_role_that_is_the_name_is_told_once(served: Callable[[Path], Datasette], tmp_path: Path) -> None:
    text_ = "The owner said: “We are open”."
    quote = said(text_, "“We are open”", source="The owner", cue="said", role="owner", organisation="Tarn Stores")
    html = await page(served(fill(tmp_path / "attribution.db", [(Article(text_, id="owner"), [quote])])))
    assert "The owner, Tarn Stores" in text(html)
    assert "owner, owner" not in text(html)


async def test_more_values_are_a_click_away(served: Callable[[Path], Datasette], tmp_path: Path) -> None:
    made = [simple(f"Person {n:02d} Quill", title=f"T{n}", outlet=f"Paper {n:02d}") for n in range(20)]
    site = served(fill(tmp_path / "attribution.db", made))
    html = await page(site, "?words=bridge")
    more = [link for link in links(html, "more=") if "outlet" in link]
    assert [unescape(link) for link in more] == [f"{SEARCH}?words=bridge&more=outlet#facet-outlet"]
    assert "and 12 more under Outlet" in text(html)
    whole = await page(site, "?words=bridge&more=outlet")
    assert all(f">Paper {n:02d}</bdi></a>" in whole for n in range(20))
    assert "more under Outlet" not in text(whole)
    assert "more under Speaker" in text(whole)
    assert 'id="facet-outlet"' in whole
