"""The page of somebody whom quotes are about and who is never quoted: what is said of them, by whom, and where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from datasette.utils.asgi import Response

from attribution.filters import QuoteFilter
from attribution.site import phrases, wording
from attribution.site.page import PageError, Site
from attribution.site.pages.citing import stated
from attribution.site.search.search_request import SearchRequest
from attribution.site.search.timeline_page import month_of, plotted, timeline_of
from attribution.words.text import fold_key

SHOWN = 50  # quotes
READ = 500  # of the newest, whose speakers and outlets are counted
TYPES = ("person", "organisation")

# The name as it is written first, and whom it means: nobody who is quoted, somebody, or several.
NAME = """
SELECT name, speaker_id FROM targets WHERE folded = :folded AND type = :type
ORDER BY speaker_id IS NOT NULL, id LIMIT 1
"""
QUOTES = """
SELECT q.* FROM (
    SELECT DISTINCT attribution_id FROM targets
    WHERE folded = :folded AND type = :type AND speaker_id IS NULL AND own = 0 AND again = 0
) t CROSS JOIN quotes q ON q.id = t.attribution_id
ORDER BY q.day DESC, q.article_id, q.id LIMIT :most
"""
COUNT = """
SELECT count(DISTINCT attribution_id) FROM targets
WHERE folded = :folded AND type = :type AND speaker_id IS NULL AND own = 0 AND again = 0
"""
NODE = "SELECT id FROM graph_nodes WHERE key = 'name:' || :type || ':' || :folded"


async def mentioned(site: Site) -> Response:
    """Show somebody who is only talked about; whoever is quoted under that name has a page as a speaker."""
    kind, written = site.argument("type") or "person", site.argument("name")
    if kind not in TYPES:
        raise PageError(400, f"Nobody is of the type “{kind[:40]}”", f"There are: {', '.join(TYPES)}.")
    values: dict[str, object] = {"folded": fold_key(written), "type": kind}
    found = await site.row(NAME, values)
    if found is None:
        raise PageError(404, f"Nobody is talked about as “{written[:80]}”", "Search for a part of the name.")
    if found["speaker_id"] is not None:
        return Response.redirect(site.links.speaker(found["speaker_id"]))
    rows = await site.rows(QUOTES, {**values, "most": READ})
    name = found["name"]
    wanted = SearchRequest(QuoteFilter(about=f'"{name}"'), "newest", None, None)
    line = await timeline_of(site, wanted)
    plot = plotted(line)
    return await site.page(
        "mentioned",
        say=phrases,
        words=wording,
        name=name,
        kind=kind,
        total=await site.value(COUNT, values),
        plot=plot if len(plot.bars) > 1 else None,
        month=month_of(site, wanted),
        search=wanted.link(site.links),
        quotes=[_shown(row) for row in rows[:SHOWN]],
        by=_tally(_shown(row)["who"] for row in rows),
        outlets=[
            (outlet, number, replace(wanted, filter=replace(wanted.filter, outlet=outlet)).link(site.links))
            for outlet, number in _tally(row["outlet"] for row in rows if row["outlet"])
        ],
        read=READ if len(rows) == READ else None,
        node=await site.value(NODE, values),
    )


def _shown(row: Mapping[str, Any]) -> dict[str, Any]:
    said = stated(row)
    same = said["speaker"] == row["speaker"]
    who = said["speaker"] or (row["source"] or "").strip(" ,;:") or "Nobody named"
    return {**row, **said, "who": who, "speaker_id": row["speaker_id"] if same else None}


def _tally(values: Iterable[str]) -> list[tuple[str, int]]:
    """Return the most frequent of some values with their numbers."""
    return sorted(Counter(values).items(), key=lambda item: (-item[1], item[0]))[:12]
