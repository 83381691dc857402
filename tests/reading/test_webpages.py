"""The article in an HTML page."""

from __future__ import annotations

import pytest

from attribution.errors import InputError
from attribution.reading.webpages import declared_encoding, read_page

HEAD = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>Harbour works to start - The Ostley Post</title>
<meta property="og:title" content="Harbour works to start">
<meta property="og:site_name" content="The Ostley Post">
<meta name="author" content="Ina Varl">
<meta property="article:published_time" content="2024-03-05T09:00:00+02:00">
<link rel="canonical" href="https://ostleypost.example/harbour-works">
</head>"""
BODY = """<body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav><article>
<p>“The harbour will be <em>open</em> by
June,” said Dora Kells,<br>who leads the port board.</p>
<p>“First of two.</p>
<p>“Second of two,” she went on. “We
have waited for years.”</p>
<blockquote><p>“A quote apart from the rest of it.”</p></blockquote>
<ul><li>“One reason is money,” she said.</li><li>“Another is the tide.”</li></ul>
</article><footer><p>Copyright 2020 The Ostley Post. All rights reserved.</p></footer></body></html>"""
PARAGRAPHS = [
    "“The harbour will be open by June,” said Dora Kells,\nwho leads the port board.",
    "“First of two.",
    "“Second of two,” she went on. “We have waited for years.”",
    "“A quote apart from the rest of it.”",
    "“One reason is money,” she said.",
    "“Another is the tide.”",
]


def test_text_and_what_the_page_states() -> None:
    article = read_page(HEAD + BODY)
    assert article.text.split("\n\n") == PARAGRAPHS
    assert (article.title, article.outlet, article.byline) == (
        "Harbour works to start",
        "The Ostley Post",
        "Ina Varl",
    )
    assert (article.date, article.url) == ("2024-03-05", "https://ostleypost.example/harbour-works")


def test_the_address_it_was_fetched_from_goes_before_its_own() -> None:
    assert read_page(HEAD + BODY, url="https://ostleypost.example/x").url == "https://ostleypost.example/x"


def test_an_address_that_is_none_is_not_taken() -> None:
    page = HEAD.replace("https://ostleypost.example/harbour-works", "javascript:alert(1)") + BODY
    assert read_page(page).url is None


def test_a_page_that_states_no_day_has_none() -> None:
    page = HEAD.replace('<meta property="article:published_time" content="2024-03-05T09:00:00+02:00">', "")
    assert read_page(page + BODY).date is None


def test_a_fragment_without_a_body() -> None:
    assert read_page("<p>“One,” said Ola Venn.</p>").text == "“One,” said Ola Venn."


def test_breaks_between_paragraphs_that_are_only_line_breaks() -> None:
    page = "<html><body><div>“One,” said Ola Venn.<br><br>“Two,” said Bo Rask.</div></body></html>"
    first, second = read_page(page).text.replace("\n\n", "\n").split("\n")
    assert (first, second) == ("“One,” said Ola Venn.", "“Two,” said Bo Rask.")


@pytest.mark.parametrize(
    "page",
    ["<html></html>", "<html><body></body></html>", "<html><body><script>var a = 1;</script></body></html>"],
)
def test_a_page_without_an_article_is_refused(page: str) -> None:
    with pytest.raises(InputError, match=r"no article text .*copy that into a \.txt file"):
        read_page(page)


@pytest.mark.parametrize(
    ("page", "encoding"),
    [
        (b'<html><meta charset="windows-1251">', "windows-1251"),
        (b"<META content='text/html; charset=ISO-8859-1' http-equiv='Content-Type'>", "ISO-8859-1"),
        (b'<?xml version="1.0" encoding="iso-8859-2"?><html>', "iso-8859-2"),
        (b"He said: charset=utf-8", None),
    ],
)
def test_the_encoding_that_a_page_states(page: bytes, encoding: str | None) -> None:
    assert declared_encoding(page) == encoding
