"""The page of a quote: its words in their context, who said them and how that is known, and how to cite it."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from typing import Any

from datasette.database import QueryInterrupted
from datasette.utils.asgi import Response
from markupsafe import Markup

from attribution.marking import CONTENT, CUE, SOURCE, Mark, Passage, Voice, marked
from attribution.records_json import spans_from_json
from attribution.site import phrases, wording
from attribution.site.page import HEADERS, POLICY, PageError, Site
from attribution.site.pages.addresses import archived, at_words, web
from attribution.site.pages.citing import Places, annotation, beside, card, sentence, stated
from attribution.site.pages.excerpts import excerpts
from attribution.site.pages.passages import passages
from attribution.site.review.review_form import review_context
from attribution.words.text import fold_key, match_expression

# Of fewer words, too many people say the same.
FEWEST_WORDS = 5
# Looked for are those words in a row that are longest, as these stand in the fewest other quotes.
WORDS_READ = 8
ELSEWHERE = 20
EMBED_TITLE = "A quote and who said it"
MILLISECONDS = 400

QUOTE = """
SELECT
    q.*, t.description, t.speaker_confidence, t.mention_start, t.mention_end, t.affiliation_id, t.run_id,
    t.last_run_id, s.wikidata, p.name AS called
FROM quotes q
JOIN attributions t ON t.id = q.id
LEFT JOIN speakers s ON s.id = q.speaker_id
LEFT JOIN appearances p ON p.id = t.appearance_id
WHERE q.id = :id
"""
ARTICLE = "SELECT id, title, label, hash, byline FROM articles WHERE id = :id"
SPANS = """
SELECT role, "start", "end", text FROM spans WHERE attribution_id = :id
ORDER BY CASE role WHEN 'source' THEN 0 WHEN 'cue' THEN 1 ELSE 2 END, "start", "end"
"""
AFFILIATION = """
SELECT a.role, o.name AS organisation, a.state, a.party, a.evidence, a.evidence_spans
FROM affiliations a LEFT JOIN organisations o ON o.id = a.organisation_id WHERE a.id = :id
"""
TARGETS = """
SELECT name, type, text, method, confidence, own, speaker_id FROM targets
WHERE attribution_id = :id AND again = 0 AND own = 0 ORDER BY position
"""
AROUND = (
    "SELECT id, speaker, speaker_id, source, quote FROM quotes WHERE id = :outer OR nested_in = :id ORDER BY id"
)
RUNS = "SELECT * FROM runs WHERE id IN (:first, :last) ORDER BY id"
SAME = """
SELECT id, speaker_id, speaker, source, quote, outlet, day, title, article_id FROM quotes
WHERE id IN (SELECT rowid FROM quotes_fts WHERE quotes_fts MATCH :words LIMIT 200)
AND article_id != :article ORDER BY day, id
"""


async def quote(site: Site) -> Response:
    """Show a quote."""
    row, article, spans = await _read(site)
    affiliation = (
        await site.row(AFFILIATION, {"id": row["affiliation_id"]}) if row["affiliation_id"] is not None else None
    )
    _, texts = await passages(site, article["id"])
    content = [(span["start"], span["end"]) for span in spans if span["role"] == CONTENT]
    address = web(row["link"])
    near = await site.rows(AROUND, {"id": row["id"], "outer": row["nested_in"]})
    review = await review_context(site, row["id"])
    stable = site.datasette.absolute_url(site.request, site.links.quote(row["id"]))
    embed = site.datasette.absolute_url(site.request, site.links.quote(row["id"], "embed"))
    answer = await site.page(
        "quote",
        card=card(row, stable),
        embed=f'<iframe src="{embed}" title="{EMBED_TITLE}" width="100%" height="240" loading="lazy"></iframe>',
        say=phrases,
        words=wording,
        quote=row,
        stated=stated(row),
        review=review,
        article=article,
        spans=spans,
        affiliation=affiliation,
        context=_context(texts, row, spans, affiliation),
        address=address,
        original=at_words(address, texts, content) if address else None,
        archive=archived(address, row["day"]) if address else None,
        targets=await site.rows(TARGETS, {"id": row["id"]}),
        outer=next((one for one in near if one["id"] == row["nested_in"]), None),
        inner=[one for one in near if one["id"] != row["nested_in"]],
        runs=await site.rows(RUNS, {"first": row["run_id"], "last": row["last_run_id"]}),
        cite=sentence(row),
        stable=stable,
        elsewhere=await _elsewhere(site, row),
    )
    if review["access"].state == "open":
        # With the form of one person.
        answer.headers["Cache-Control"] = "no-store"
    return answer


async def quote_embed(site: Site) -> Response:
    """Show a quote alone, for a frame in any other page: who said it, where, and the way to its page here."""
    row, _, _ = await _read(site)
    said = stated(row)
    who = said["speaker"] or row["description"] or row["source"] or "Source not named"
    answer = await site.page(
        "embed",
        say=phrases,
        quote=row,
        stated=said,
        who=who,
        beside=beside(who, said["role"], said["organisation"]),
        card=card(row, site.datasette.absolute_url(site.request, site.links.quote(row["id"]))),
        address=web(row["link"]),
    )
    answer.headers["Content-Security-Policy"] = POLICY.replace("frame-ancestors 'self'", "frame-ancestors *")
    return answer


async def quote_json(site: Site) -> Response:
    """Return a quote as a Web Annotation."""
    row, article, spans = await _read(site)
    links = site.links

    def absolute(path: str) -> str:
        return str(site.datasette.absolute_url(site.request, path))

    page = links.quote(row["id"])
    places = Places(absolute(f"{page}.json"), absolute(page), absolute(links.article(row["article_id"])))
    content = [(span["start"], span["end"], span["text"]) for span in spans if span["role"] == CONTENT]
    runs = await site.rows(RUNS, {"first": row["run_id"], "last": row["run_id"]})
    _, texts = await passages(site, article["id"])
    made = annotation(
        row,
        texts,
        content,
        places,
        wikidata=row["wikidata"],
        created=runs[0]["started"] if runs else None,
    )
    return Response(
        json.dumps(made, ensure_ascii=False, indent=1),
        headers=dict(HEADERS),
        content_type='application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"; charset=utf-8',
    )


async def _read(site: Site) -> tuple[dict[str, Any], dict[str, Any], list[dict[str, Any]]]:
    """Return the quote of an address, its article and its spans. Raises PageError where there is no such quote."""
    number = site.number()
    row = await site.row(QUOTE, {"id": number})
    if row is None:
        raise PageError(
            404,
            f"There is no quote {number}",
            "A later reading of its article may not have found it any more: search for its words.",
        )
    article = await site.row(ARTICLE, {"id": row["article_id"]})
    assert article is not None  # The tables' own rules keep it.
    return row, article, await site.rows(SPANS, {"id": number})


def _context(
    texts: list[Passage],
    row: dict[str, Any],
    spans: list[dict[str, Any]],
    affiliation: dict[str, Any] | None,
) -> list[Markup]:
    """Return the parts of the article that tell of a quote, marked."""
    marks: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for span in spans:
        marks[span["role"]].append((span["start"], span["end"]))
    near = [span for role in (CONTENT, SOURCE, CUE) for span in marks[role]]
    if row["mention_start"] is not None:
        marks["mention"].append((row["mention_start"], row["mention_end"]))
    if affiliation:
        marks["evidence"].extend(spans_from_json(json.loads(affiliation["evidence_spans"])))
    shown = excerpts(texts, near, marks["mention"] + marks["evidence"])
    mark = Mark(row["id"], "", Voice("", 1, ""), marks)
    return marked(shown, [mark], links=False) if shown else []


async def _elsewhere(site: Site, row: dict[str, Any]) -> list[dict[str, Any]] | None:
    """Return quotes of the very same words in other articles; None where looking for them took too long."""
    words = re.findall(r"\w+", row["quote"])
    if len(words) < FEWEST_WORDS:
        return []
    first = max(
        range(max(1, len(words) - WORDS_READ + 1)), key=lambda at: len("".join(words[at : at + WORDS_READ]))
    )
    phrase = match_expression('"' + " ".join(words[first : first + WORDS_READ]) + '"')
    values = {"words": f"{{quote quote_plain}} : {phrase}", "article": row["article_id"]}
    try:
        found = await site.datasette.get_database(site.database).execute(
            SAME, values, custom_time_limit=MILLISECONDS
        )
    except QueryInterrupted:
        return None
    same = fold_key(row["quote"])
    return [dict(one) for one in found.rows if fold_key(one["quote"]) == same][:ELSEWHERE]
