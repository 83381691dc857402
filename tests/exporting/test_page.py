"""The page that shows an article with its quotes in colours."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from attribution import exporting
from attribution.exporting.page import GENERATOR, STYLE, page
from attribution.records import Affiliation, Article, Attribution, Method, Spans, Speaker, SpeakerType

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
    """What a browser shows in the element of class ``text``, and all tags of the page."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.words, self.inside, self.tags = "", False, []
        self.pieces: list[tuple[str, str]] = []
        self.open: list[str] = []
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        kind = dict(attrs).get("class") or ""
        if tag == "div" and kind == "text":
            self.inside = True
        elif tag == "span" and self.inside:
            self.open.append(kind)

    def handle_endtag(self, tag: str) -> None:
        if tag == "div":
            self.inside = False
        elif tag == "span" and self.inside:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.words += data
            if self.open:
                self.pieces.append((self.open[-1], data))


def made(article: Article = ARTICLE, *attributions: Attribution) -> str:
    return "".join(page([(article, attributions)]))


def test_the_words_are_those_of_the_article() -> None:
    assert Read(made(ARTICLE, OUTER, INNER)).words == TEXT
    assert Read(made(ARTICLE)).words == TEXT


def test_each_piece_has_the_colour_of_its_voice() -> None:
    assert Read(made(ARTICLE, OUTER, INNER)).pieces == [
        ("content t1", "“We will,”"),
        ("source of1", "the paper"),
        ("cue of1", "said"),
        ("content t1 source of0", "Ann <Lee> & co."),
        ("content t1", " "),
        ("content t1 cue of0", "told"),
        ("content t1", " it, "),
        ("content t0 in1", "“and soon.”"),
    ]


def test_each_quote_has_its_label_and_its_speaker() -> None:
    source = made(ARTICLE, OUTER, INNER)
    # Of the voices, in the text, then in the list.
    assert re.findall(r'<a class="label[^>]*data-label="([^"]*)"', source) == ["A", "?", "A1", "?1", "A1", "?1"]
    targets = re.findall(r'href="#([^"]+)"', source)
    assert set(targets) == set(re.findall(r' id="([^"]+)"', source)) == {"q-1", "q-2", "r-1", "r-2"}
    text = re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", source.partition("<h2>")[2]))
    assert "The Tarn &lt;i&gt;Post&lt;/i&gt; , daily &amp; only" in text
    assert "mixed confidence 0.91 speaker: named" in text
    assert "direct confidence 0.50 inside A1" in text
    assert "not known who" in text
    assert "“We will,” […] Ann &lt;Lee&gt; &amp; co. told it, “and soon.”" in text
    assert "<li><bdi>O&amp;O</bdi></li><li><bdi>2026-05-01</bdi></li><li><bdi>2 quotes</bdi></li>" in source


def test_one_name_is_one_voice_and_so_is_one_description() -> None:
    def quote(*who: str | None, kind: SpeakerType = "person", method: Method = "named") -> Attribution:
        name, description = who
        speaker = Speaker(name, kind, method, 0.9, description=description)
        return Attribution(((0, 2),), ((4, 6),), (), "direct", 0.9, speaker)

    quotes = [
        quote("Oda Brask", None),
        quote(None, "An official", kind="unnamed", method="unnamed"),
        quote("Oda Brask", None, method="pronoun"),
        quote("Oda Brask", None, kind="organisation"),
        quote(None, "an official", kind="unnamed", method="unnamed"),
        quote(None, "they", kind="unresolved", method="unresolved"),
    ]
    assert re.findall(r'id="q-[^>]*data-label="([^"]*)"', made(ARTICLE, *quotes)) == [
        *("A1", "B1", "A2", "C1", "B2", "?1"),
    ]


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
    [("a\x00b", "a�b"), ("a\ud83d b", "a� b"), ("a\x1b[2J", "a\x1b[2J"), ("a\tb\nc", "a\tb\nc"), ("", "")],
)
def test_characters_that_no_page_can_hold(text: str, shown: str) -> None:
    source = made(Article(text=text))
    source.encode("utf-8")
    assert Read(source).words == shown


def test_no_fact_can_break_the_file() -> None:
    odd = "a\ud83d\x00"
    speaker = Speaker(odd, "person", "named", 1.0)
    one = Attribution(((0, 3),), (), (), "direct", 1.0, speaker, Affiliation(odd, odd, ()))
    source = made(Article(text=odd, id=odd, title=odd, outlet=odd), one)
    assert "\0" not in source
    source.encode("utf-8")


def test_several_articles_have_places_of_their_own() -> None:
    source = "".join(page([(ARTICLE, [OUTER]), (ARTICLE, [OUTER])]))
    places = re.findall(r' id="([^"]+)"', source)
    assert len(places) == len(set(places)) == 4
    assert source.count(">1 quote<") == 2


def test_an_article_without_quotes() -> None:
    source = made(ARTICLE)
    assert "No quote was found." in source
    assert "<nav" not in source


@pytest.mark.parametrize("theme", [":root {\n", "{\n  :root {\n"])
def test_the_page_has_the_colours_of_the_site(theme: str) -> None:
    """The page around the marks names the few it needs; those of the marks are written once."""
    paths = STYLE.with_name("pages.css"), Path(exporting.__file__).with_name("page.css")
    sheets = (path.read_text(encoding="utf-8").partition(theme)[2].partition("}")[0] for path in paths)
    site, own = (set(re.findall(r"--[\w-]+: [^;]+;", sheet)) for sheet in sheets)
    assert own
    assert own <= site
