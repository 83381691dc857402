"""The page that shows an article with its attributions in colours."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser

import pytest

from attribution.exporting.page import GENERATOR, page
from attribution.records import Affiliation, Article, Attribution, Spans, Speaker

TEXT = "“We will,” the paper said Ann <Lee> & co. told it, “and soon.”\n\nNo more."


def spans(*words: str, text: str = TEXT) -> Spans:
    return tuple((text.index(one), text.index(one) + len(one)) for one in words)


OUTER = Attribution(
    content=spans("“We will,”", "Ann <Lee> & co. told it, “and soon.”"),
    source=spans("the paper"),
    cue=spans("said"),
    kind="mixed",
    confidence=0.912,
    speaker=Speaker("The Tarn <i>Post</i>", "organisation", "named", 0.9),
    affiliation=Affiliation("daily & only", None, ()),
)
INNER = Attribution(
    content=spans("“and soon.”"),
    source=spans("Ann <Lee> & co."),
    cue=spans("told"),
    kind="direct",
    confidence=0.5,
    nested_in=0,
)
ARTICLE = Article(text=TEXT, title="A <script>alert(1)</script>", outlet="O&O", date="2026-05-01")


class Read(HTMLParser):
    """What a browser shows in the element of class ``text``, without the numbers and names beside it."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.words, self.depth, self.in_chip, self.tags = "", 0, False, []
        self.pieces: list[tuple[str, str]] = []
        self.open: list[str] = []
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        kind = dict(attrs).get("class") or ""
        if tag == "div" and kind == "text":
            self.depth = 1
        elif tag == "a":
            self.in_chip = True
        elif tag == "span" and self.depth:
            self.open.append(kind)

    def handle_endtag(self, tag: str) -> None:
        if tag == "div":
            self.depth = 0
        elif tag == "a":
            self.in_chip = False
        elif tag == "span" and self.depth:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if self.depth and not self.in_chip:
            self.words += data
            if self.open:
                self.pieces.append((self.open[-1], data))


def made(article: Article = ARTICLE, *attributions: Attribution) -> str:
    return "".join(page([(article, attributions)]))


def test_the_words_are_those_of_the_article() -> None:
    assert Read(made(ARTICLE, OUTER, INNER)).words == TEXT
    assert Read(made(ARTICLE)).words == TEXT


def test_each_piece_has_the_colour_of_the_smallest_span_on_it() -> None:
    assert Read(made(ARTICLE, OUTER, INNER)).pieces == [
        ("content", "“We will,”"),
        ("source of", "the paper"),
        ("cue of", "said"),
        ("source within of", "Ann <Lee> & co."),
        ("content", " "),
        ("cue within of", "told"),
        ("content", " it, "),
        ("content within", "“and soon.”"),
    ]


def test_each_statement_has_its_number_and_its_speaker() -> None:
    source = made(ARTICLE, OUTER, INNER)
    chips = re.findall(r'<a class="chip"[^>]*>([^<]*)</a>', source)
    assert chips == ["1 The Tarn &lt;i&gt;Post&lt;/i&gt;", "1", "2", "1", "2"]  # in the text, then in the list
    targets = re.findall(r'href="#([^"]+)"', source)
    assert set(targets) == set(re.findall(r' id="([^"]+)"', source))
    assert "daily &amp; only · mixed · confidence 0.91 · speaker: named" in source
    assert "direct · confidence 0.50 · inside 1" in source
    assert "nobody named" in source
    assert "“We will,” […] Ann &lt;Lee&gt; &amp; co. told it, “and soon.”" in source
    assert "O&amp;O · 2026-05-01 · 2 statements" in source


def test_nothing_of_the_article_becomes_markup() -> None:
    hostile = "\"'><script src=//evil.example></script><img src=x onerror=alert(1)>"
    article = Article(text=hostile, id=hostile, title=hostile, outlet=hostile, byline=hostile, date=hostile)
    one = Attribution(
        content=((0, len(hostile)),),
        source=((2, 9),),
        cue=(),
        kind="direct",
        confidence=1.0,
        speaker=Speaker(hostile, "person", "named", 1.0),
        affiliation=Affiliation(hostile, hostile, ()),
    )
    read = Read(made(article, one))
    assert read.words == hostile
    assert not {"script", "img"} & set(read.tags)


def test_the_page_asks_no_host_for_anything() -> None:
    source = made(ARTICLE, OUTER, INNER)
    assert "default-src 'none'" in html.unescape(source)
    assert not re.search(r"url\(|@import|<link|<script|<img|src=|https?:", source)
    assert GENERATOR in source[:2000]


@pytest.mark.parametrize(
    ("text", "shown"),
    [("a\x00b", "a�b"), ("a\ud83d b", "a� b"), ("a\x1b[2J", "a�[2J"), ("a\tb\nc", "a\tb\nc"), ("", "")],
)
def test_characters_that_no_page_can_hold(text: str, shown: str) -> None:
    source = made(Article(text=text))
    source.encode("utf-8")
    assert Read(source).words == shown


def test_several_articles_have_places_of_their_own() -> None:
    source = "".join(page([(ARTICLE, [OUTER]), (ARTICLE, [OUTER])]))
    places = re.findall(r' id="([^"]+)"', source)
    assert len(places) == len(set(places)) == 4
    assert "1 statement<" in source
