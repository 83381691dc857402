"""The page of a search: what was found, what it could be narrowed by, and ways to take it away."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from datasette.utils import sqlite_timelimit
from datasette.utils.asgi import Response

from attribution.site import phrases, wording
from attribution.site.page import Answer, PageError, Site
from attribution.site.pages.citing import beside, stated
from attribution.site.search import facets
from attribution.site.search.highlighting import around
from attribution.site.search.search_request import LABELS, SearchRequest, search_request
from attribution.site.wording import ACTS, KINDS, REVIEWS, SOURCE_TYPES, with_meaning
from attribution.store.reviews.review_rows import CORRECTABLE
from attribution.store.search.finding import Found, find, quotes_of
from attribution.store.search.mentioned import people_in

ON_A_PAGE = 25
BY_VALUE = 500  # so many of the first matches are counted by what they have in common
SECONDS = 3  # for one search
_CORRECTED = tuple(f"corrected_{name}" for name in CORRECTABLE)
QUOTE_COLUMNS = (
    *("id", "quote", "speaker", "speaker_id", "source", "role", "organisation", "outlet", "day", "title"),
    *("article_id", "kind", "act", "confidence", "hedged", "negated", "nested_in", "addressee", "review", "found"),
    *_CORRECTED,
)
_SORTS = {"newest": "Newest first", "oldest": "Oldest first", "best": "Best match first"}


@dataclass(frozen=True, slots=True)
class _Shown:
    """What the database has for one page of a search."""

    found: Found
    rows: list[dict[str, Any]]
    facets: list[facets.Facet]


async def search(site: Site) -> Response:
    """Show the quotes that the address asks for."""
    wanted = await search_request(site)
    page, more = _page(site), site.argument("more")
    if canonical := _canonical(site, wanted, page, more):
        return Response.redirect(canonical)
    shown = await reading(site, lambda connection: _read(connection, wanted, page, more))
    found, links = shown.found, site.links
    pages = max(1, -(-len(found.ids) // ON_A_PAGE))
    if page > pages:
        raise PageError(
            404, f"This search has no page {page}.", f"It has {pages}. Narrow it, or download all of it."
        )
    return await site.page(
        "search",
        say=phrases,
        words=wording,
        asked=wanted,
        given=wanted.given,
        found=found,
        total=f"more than {found.total:,}" if found.more else f"{found.total:,}",
        results=[_result(row, wanted) for row in shown.rows],
        first=(page - 1) * ON_A_PAGE + 1,
        by_value=None if found.total <= BY_VALUE else BY_VALUE,
        facets=[_facet(facet, wanted, site) for facet in shown.facets],
        filters=[(title, value, links.search(**without)) for title, value, without in filters_of(wanted)],
        timeline=links.timeline(**wanted.newest().given),
        compare=links.compare(**wanted.newest().given),
        sorts=[(name, title) for name, title in _SORTS.items() if name != "best" or wanted.filter.words],
        kinds={kind: with_meaning(kind, KINDS) for kind in KINDS},
        acts={act: with_meaning(act, ACTS) for act in ACTS},
        source_types=SOURCE_TYPES,
        reviews=REVIEWS,
        number=page,
        pages=pages,
        before=wanted.link(links, page=page - 1 if page > 2 else None) if page > 1 else None,
        after=wanted.link(links, page=page + 1) if page < pages else None,
        forms={
            "csv": wanted.link(links, ".csv"),
            "json": wanted.link(links, ".json", size="all"),
            "atom": wanted.newest().link(links, ".atom"),
        },
        table=wanted.table(links),
    )


async def reading(site: Site, read: Callable[[sqlite3.Connection], Answer], *, seconds: float = SECONDS) -> Answer:
    """Let ``read`` look into the database for a few seconds. Raises PageError where it takes longer."""

    def limited(connection: sqlite3.Connection) -> Answer:
        # Datasette lets Python look at each text and row. In ours all text is Unicode, and there are many of both.
        factories = connection.text_factory, connection.row_factory
        connection.text_factory, connection.row_factory = str, None
        try:
            with sqlite_timelimit(connection, int(seconds * 1000)):
                return read(connection)
        finally:
            connection.text_factory, connection.row_factory = factories

    try:
        return await site.read(limited)
    except sqlite3.OperationalError as error:
        if "interrupted" not in str(error):
            raise
        raise PageError(503, "This search takes too long.", "Search for fewer or rarer words.") from error


def _page(site: Site) -> int:
    written = site.argument("page") or "1"
    if not (written.isascii() and written.isdigit() and len(written) <= 9 and int(written)):
        raise PageError(400, f"“{written[:40]}” is no number of a page.", "Pages are numbered from 1.")
    return int(written)


def _canonical(site: Site, wanted: SearchRequest, page: int, more: str) -> str | None:
    """Return the address that this one should be: without what is empty or says nothing, else None."""
    written = {name: value for name in site.request.args for value in site.request.args.getlist(name)[:1]}
    further = {**({"page": str(page)} if page > 1 else {}), **({"more": more} if more else {})}
    return wanted.link(site.links, **further) if written != {**wanted.given, **further} else None


def _read(connection: sqlite3.Connection, wanted: SearchRequest, page: int, more: str) -> _Shown:
    found = find(connection, wanted.filter, order=wanted.order)
    first = found.ids[:BY_VALUE]
    counted = [dict(zip(facets.COLUMNS, row, strict=True)) for row in quotes_of(connection, first, facets.COLUMNS)]
    part = found.ids[(page - 1) * ON_A_PAGE : page * ON_A_PAGE]
    rows = [dict(zip(QUOTE_COLUMNS, row, strict=True)) for row in quotes_of(connection, part, QUOTE_COLUMNS)]
    made = facets.facets(counted, wanted.given, whole=more)
    if not {"about", "about_id"} & wanted.given.keys():
        made[1:1] = facets.about(people_in(connection, first), len(counted), whole=more)
    return _Shown(found, rows, made)


def _result(row: dict[str, Any], wanted: SearchRequest) -> dict[str, Any]:
    shown = {**row, **stated(row)}
    same = row["speaker"] == shown["speaker"]
    # What the article calls somebody may end with its comma.
    who = shown["speaker"] or (row["source"] or "").strip(" ,;:") or "Nobody named"
    return {
        **shown,
        # Who was put in somebody else's place has a page of their own, if any, that nothing here tells.
        "speaker_id": row["speaker_id"] if same else None,
        "who": who,
        "beside": beside(who, shown["role"], shown["organisation"]),
        "pieces": around(shown["quote"], wanted.filter.words),
        "corrections": [(name, row[name] or "nothing") for name in CORRECTABLE if row[name] != shown[name]],
    }


def _facet(facet: facets.Facet, wanted: SearchRequest, site: Site) -> dict[str, Any]:
    choices = [(wanted.link(site.links, **changes), called, number) for changes, called, number in facet.choices]
    more = wanted.link(site.links, more=facet.name) + f"#facet-{facet.name}"
    return {"name": facet.name, "title": facet.title, "choices": choices, "others": facet.others, "more": more}


def filters_of(wanted: SearchRequest) -> list[tuple[str, str, dict[str, str]]]:
    """Return the filters that are set: what each is called, its value, and the parameters without it."""
    words: dict[str, str] = {}
    if wanted.speaker_name is not None:
        words["speaker_id"] = wanted.speaker_name
    if wanted.about_name is not None:
        words["about_id"] = wanted.about_name
    if "confidence" in wanted.given:
        words["confidence"] = f"at least {wanted.given['confidence']}"
    if wanted.filter.source_type is not None:
        words["source_type"] = SOURCE_TYPES[wanted.filter.source_type]
    if "review" in wanted.given:
        words["review"] = REVIEWS[wanted.given["review"]]
    return [
        (
            title,
            words.get(name, wanted.given[name]),
            {other: value for other, value in wanted.given.items() if other != name},
        )
        for name, title in LABELS.items()
        if name in wanted.given
    ]
