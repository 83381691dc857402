"""The article in an HTML page."""

from __future__ import annotations

import pytest
from trafilatura import load_html

from attribution.errors import InputError
from attribution.reading.page_facts import byline_of
from attribution.reading.page_tree import is_much, left_out
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


SENTENCES = [
    f"Paragraph {number}: the wall gave way on Monday evening, said Ida Noll, who had warned of it for years."
    for number in range(7)
]


def split_page(container: str, *, rest: str | None = None) -> str:
    """Return a page whose text stands in three containers, with advertisements between."""
    parts = [SENTENCES[:3], SENTENCES[3:5], SENTENCES[5:]]
    blocks = [
        f'<div class="grid"><div class="{container if number == 0 or rest is None else rest}">'
        f"{''.join(f'<p>{sentence}</p>' for sentence in part)}</div></div>"
        for number, part in enumerate(parts)
    ]
    advertisement = '<div class="row full-bleed-ad">Advertisement</div>'
    return f"<html><body><article>{advertisement.join(blocks)}</article></body></html>"


def test_a_body_in_several_containers_is_read_whole() -> None:
    notes: list[str] = []
    article = read_page(split_page("col-8 body__container article__body"), note=notes.append)
    assert article.text.split("\n\n") == SENTENCES
    assert notes == []


def test_quotations_get_the_marks_that_browsers_print() -> None:
    page = "<p><q>Nobody tested it, <q>ever</q>,</q> said Ida Noll. <q>“I wrote.”</q></p>"
    assert read_page(page).text == "“Nobody tested it, ‘ever’,” said Ida Noll. “I wrote.”"


def test_the_heading_is_the_title_where_the_title_is_the_line_of_the_site() -> None:
    page = HEAD.replace('content="Harbour works to start"', 'content="Latest news from The Ostley Post"')
    body = BODY.replace("<article>", "<article><h1>Harbour works to start in May</h1>")
    assert read_page(page + body).title == "Harbour works to start in May"


def test_a_title_is_without_the_name_of_the_outlet() -> None:
    page = HEAD.replace('content="Harbour works to start"', 'content="Harbour works to start | The Ostley Post"')
    assert read_page(page + BODY).title == "Harbour works to start"


def test_a_pointer_to_another_article_is_no_text_of_this_one() -> None:
    pointer = '<strong>READ MORE: <a href="/x">Otto Wenn accuses council of lying, says he will sue</a></strong>'
    body = BODY.replace("<blockquote>", f"<p>{pointer}</p><blockquote>")
    assert read_page(HEAD + body).text.split("\n\n") == PARAGRAPHS


def test_the_day_of_a_change_is_not_the_day_of_publication() -> None:
    assert read_page(HEAD.replace("published_time", "modified_time") + BODY).date is None


@pytest.mark.parametrize(
    ("stated", "names"),
    [
        ("Pia Lund; Tuesday; March", "Pia Lund"),
        ("By Pia Lund | Tuesday, March 31, 2026", "Pia Lund"),
        ("Pia Lund; Bo Rask; The Ostley Post", "Pia Lund; Bo Rask"),
        ("@pialund; pia@post.example", None),
        (None, None),
    ],
)
def test_a_byline_is_names(stated: str | None, names: str | None) -> None:
    assert byline_of(stated, "Ostley Post") == names


def test_a_text_that_may_not_be_whole_is_told() -> None:
    """The paragraphs left out stand in other boxes, within one that is marked up like the box that was read."""
    read, other = SENTENCES[:5], [f"{sentence} Twice." for sentence in SENTENCES]
    tree = load_html(
        f'<html><body><div class="text one">{"".join(f"<p>{each}</p>" for each in read)}</div>'
        f'<div class="text one more">{"".join(f"<p>{each}</p>" for each in other)}</div>'
        f'<div class="comments">{"".join(f"<p>{each} Thrice.</p>" for each in other)}</div></body></html>'
    )
    missing = left_out(tree, "\n\n".join(read))
    assert [one.text for one in missing] == other
    assert is_much(missing) and not is_much(missing[:1])


@pytest.mark.parametrize(
    "menu",
    [
        '<nav><ul><li><a href="/">The Varnholt Post</a></li><li><a href="/n">Home</a> <a>News</a></li></ul></nav>',
        '<header>The Varnholt Post</header><div><a href="/n">Home</a> <a href="/s">Sport</a></div>',
    ],
)
def test_a_page_of_one_sentence_is_read_without_its_menu(menu: str) -> None:
    page = (
        f"<html><body>{menu}<h1>Sea breaks the wall at Tarn</h1><p>“We are safe,” said Ida Noll.</p></body></html>"
    )
    assert read_page(page).text == "“We are safe,” said Ida Noll."
