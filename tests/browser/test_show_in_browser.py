"""The file that ``attribution show`` writes, in a browser."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from attribution.exporting.page import page as made
from attribution.records import Affiliation, Article, Attribution, Speaker

TEXT = "“He told me ‘no’,” said Oda Brask, the mayor of Tarn.\n\nOfficials <denied> it &amp; left."


def quote(content: str, source: str, cue: str, speaker: Speaker, **other: object) -> Attribution:
    content_at, source_at, cue_at = (
        ((TEXT.index(words), TEXT.index(words) + len(words)),) for words in (content, source, cue)
    )
    return Attribution(content_at, source_at, cue_at, "direct", 0.9, speaker, **other)  # type: ignore[arg-type]


BRASK, NOBODY = Speaker("Oda Brask", "person", "named", 0.9), Speaker(None, "unresolved", "unresolved", 0.2)
OFFICIALS = Speaker(None, "unnamed", "unnamed", 0.9, description="Officials")
QUOTES = [
    quote("“He told me ‘no’,”", "Oda Brask", "said", BRASK, affiliation=Affiliation("mayor", "Tarn", ())),
    quote("‘no’", "He", "told", NOBODY, nested_in=0),
    quote("it", "Officials", "denied", OFFICIALS),
]


def test_the_words_are_the_articles_and_everybody_can_use_it(page: Page, check: Callable[[], None]) -> None:
    page.set_content("".join(made([(Article(TEXT, title="The dam"), QUOTES), (Article("Nobody spoke."), [])])))
    text = page.locator(".text").first
    assert text.evaluate("(element) => element.textContent") == TEXT
    copied = text.evaluate(
        "(element) => { getSelection().selectAllChildren(element); return getSelection().toString(); }"
    )
    assert copied.split() == TEXT.split()
    label = page.get_by_role("link", name="A1, Oda Brask: to its record")
    assert label.evaluate("(element) => getComputedStyle(element, '::before').content") == '"A1"'
    expect(page.locator("#r-1")).to_contain_text("Oda Brask, mayor, Tarn")
    check()
