"""The page of an article: its text as it was, with each quote marked, and the records of the quotes beside it."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from datasette.utils.asgi import Response

from attribution.marking import CONTENT, Mark, Passage, Source, labelled, marked, voices_of
from attribution.site import phrases, wording
from attribution.site.page import PageError, Site
from attribution.site.pages.addresses import archived, at_words, web
from attribution.site.pages.citing import beside, stated
from attribution.site.pages.passages import passages

ARTICLE = """
SELECT a.id, a.title, a.label, a.day, a.byline, a.url, a.edited, o.name AS outlet
FROM articles a LEFT JOIN outlets o ON o.id = a.outlet_id WHERE a.id = :id
"""
# The plus keeps SQLite from sorting by reading all quotes along their days.
QUOTES = """
SELECT q.*, t.position, t.description
FROM quotes q JOIN attributions t ON t.id = q.id
WHERE q.article_id = :id ORDER BY +t.position, q.id
"""
SPANS = """
SELECT s.attribution_id, s.role, s."start", s."end" FROM attributions t
CROSS JOIN spans s ON s.attribution_id = t.id
WHERE t.article_id = :id ORDER BY s.id
"""


async def article(site: Site) -> Response:
    """Show an article."""
    number = site.number()
    found = await site.row(ARTICLE, {"id": number})
    if found is None:
        raise PageError(
            404,
            f"There is no article {number}",
            "It may have been taken out, or read again as another version: search for words of its title.",
        )
    quotes = await site.rows(QUOTES, {"id": number})
    spans: dict[int, dict[str, list[tuple[int, int]]]] = defaultdict(lambda: defaultdict(list))
    for row in await site.rows(SPANS, {"id": number}):
        spans[row["attribution_id"]][row["role"]].append((row["start"], row["end"]))
    marks = [
        Mark(quote["id"], label, voice, spans[quote["id"]])
        for quote, (label, voice) in zip(quotes, labelled(map(_source, quotes)), strict=True)
    ]
    address = web(found["url"])
    whole, texts = await passages(site, number)
    return await site.page(
        "article",
        say=phrases,
        words=wording,
        article=found,
        address=address,
        archive=archived(address, found["day"]) if address else None,
        whole=whole,
        texts=marked(texts, marks) if texts else [],
        records=_records(quotes, marks, address, texts),
        voices=voices_of(marks),
    )


def _source(quote: dict[str, Any]) -> Source:
    """Return whose a quote is. Sources without a name are one voice where the article calls them the same."""
    number, description = quote["speaker_id"], quote["description"]
    if number is not None:
        return Source(number, quote["speaker"] or description or "", number)
    if description and quote["method"] != "unresolved":
        return Source(description.casefold(), description)
    return Source(None, quote["source"] or "")


def _records(
    quotes: list[dict[str, Any]], marks: list[Mark], address: str | None, texts: list[Passage]
) -> list[dict[str, Any]]:
    """Return what the list beside the text says of each quote."""
    labels = {mark.id: mark.label for mark in marks}
    return [
        {
            "quote": quote,
            "stated": said,
            "beside": beside(said["speaker"] or mark.voice.name, said["role"], said["organisation"]),
            "mark": mark,
            "original": at_words(address, texts, mark.spans.get(CONTENT, ())) if address else None,
            "outer": labels.get(quote["nested_in"]),
        }
        for quote, mark in zip(quotes, marks, strict=True)
        for said in [stated(quote)]
    ]
