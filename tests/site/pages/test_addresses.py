"""Addresses of what stands elsewhere."""

from __future__ import annotations

from urllib.parse import unquote

import pytest

from attribution.marking import Passage
from attribution.site.pages.addresses import archived, at_words, web, wikidata


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://news.example/a?b=c#d", "https://news.example/a?b=c#d"),
        ("HTTP://news.example", "HTTP://news.example"),
        ("javascript:alert(1)", None),
        ("java\nscript:alert(1)", None),
        ("data:text/html,x", None),
        ("file:///etc/passwd", None),
        ("//news.example/a", None),
        ("https://", None),
        ("https://news.example/a b", None),
        ("https://[news", None),
        ("news.example", None),
        ("", None),
        (None, None),
    ],
)
def test_only_addresses_on_the_web_are_links(address: str | None, expected: str | None) -> None:
    assert web(address) == expected


def test_the_archive_is_asked_for_the_day() -> None:
    assert (
        archived("https://x.example/a", "2024-03-02") == "https://web.archive.org/web/20240302/https://x.example/a"
    )
    assert archived("https://x.example/a", "2024-03") == "https://web.archive.org/web/202403/https://x.example/a"
    assert archived("https://x.example/a", None) == "https://web.archive.org/web/https://x.example/a"


@pytest.mark.parametrize(
    ("item", "linked"), [("Q1", True), ("L42", True), ("q1", False), ("Q1/x", False), (None, False)]
)
def test_wikidata(item: str | None, linked: bool) -> None:
    assert wikidata(item) == (f"https://www.wikidata.org/wiki/{item}" if linked else None)


LONG = " ".join(f"word{number}" for number in range(60))
TEXT = f"""He left on Monday. “We will – not – pay, ever & ever,” said the well-known Ann Lee, 40.

“No,” he said. “{LONG}.

{LONG} and the end.”"""


def place(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        # Short words are given what stands around them in their line.
        (["“We will – not – pay, ever & ever,”"],
         "left on Monday. “-,We will – not – pay, ever & ever,-,” said the well-known"),
        (["“No,”"], "No,-,” he said. “word0"),
        # A longer sentence is long enough to be found by itself.
        (["We will – not – pay, ever & ever,” said the well-known Ann Lee, 40."],
         "We will – not – pay, ever & ever,” said the well-known Ann Lee, 40"),
        # Of several paragraphs, and of parts, only the ends are given.
        (["“No,”", f"“{LONG}.\n\n{LONG} and the end.”"], "No,” he said. “word0 word1,word58 word59 and the end"),
    ],
)  # fmt: skip
def test_a_text_fragment_says_where_the_words_are(spans: list[str], expected: str) -> None:
    found = at_words("https://x.example/a?b#old", [Passage(0, TEXT)], [place(words) for words in spans])
    base, _, fragment = found.partition("#:~:text=")
    assert base == "https://x.example/a?b"
    # What has a meaning in a fragment is escaped, so commas and hyphens that are left are its own.
    assert "&" not in fragment
    assert " " not in fragment
    assert unquote(fragment) == expected
    assert fragment.count(",") <= 2


def test_hyphens_and_commas_of_the_words_are_escaped() -> None:
    found = at_words("https://x.example/", [Passage(0, TEXT)], [place("well-known Ann Lee, 40")])
    assert found.endswith("said%20the-,well%2Dknown%20Ann%20Lee%2C%2040")


@pytest.mark.parametrize("spans", [[], [(5, 5)], [(-1, 3)], [(0, 10_000)], [place("“")]])
def test_without_words_there_is_the_address_alone(spans: list[tuple[int, int]]) -> None:
    assert at_words("https://x.example/#a", [Passage(0, TEXT)], spans) == "https://x.example/#a"


def test_of_a_text_in_passages_the_one_that_holds_the_words_counts() -> None:
    start, end = place("“No,”")
    passages = [Passage(0, TEXT[:40]), Passage(start, TEXT[start : end + 10])]
    assert at_words("https://x.example/", passages, [(start, end)]).endswith("text=No,-%2C%E2%80%9D%20he%20said.")
    assert at_words("https://x.example/", passages, [(0, 3), (start, end)]) == "https://x.example/"
