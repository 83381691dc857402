"""The addresses of our pages."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from datasette import hookimpl
from datasette.utils.asgi import AsgiStream, Response
from datasette.views.index import IndexView

from attribution.site.network.network_page import network_page, network_start
from attribution.site.page import PageError, Site, answer_for, ours, route
from attribution.site.pages.article_page import article
from attribution.site.pages.home_page import home
from attribution.site.pages.quote_page import quote, quote_embed, quote_json
from attribution.site.pages.tables_page import tables
from attribution.site.review.review_page import queue, review_one, sign_in_page, sign_out_page, undo
from attribution.site.search.compare_page import compare
from attribution.site.search.search_feed import feed
from attribution.site.search.search_files import csv_file, json_file
from attribution.site.search.search_page import search
from attribution.site.search.suggest import suggest
from attribution.site.search.timeline_page import timeline_page
from attribution.site.speaker.mentioned_page import mentioned
from attribution.site.speaker.speaker_page import speaker
from attribution.site.voices.voices_page import voices, voices_csv

_BASE = r"^/(?P<database>[^/]+)/-"


async def front(datasette: Any, request: Any, send: Any) -> Response | AsgiStream:
    """Show the home page of the one database of ours, else Datasette's own list of databases."""
    names = await ours(datasette)
    if len(names) == 1:
        return await answer_for(home, Site(datasette, request, names[0]))
    return await IndexView.as_view(datasette)(request, send)


async def nowhere(site: Site) -> Response:
    """Say that an address below ours is unknown: Datasette would take it for a row, and fail."""
    raise PageError(404, "There is no such page", "Perhaps a part of the address got lost.")


def register_routes(datasette: Any) -> list[tuple[str, Callable[..., Awaitable[Response | AsgiStream]]]]:
    """Put our pages before Datasette's own."""
    return [
        (r"^/$", front),
        (rf"{_BASE}/?$", route(home)),
        (rf"{_BASE}/network/?$", route(network_start)),
        (rf"{_BASE}/network/(?P<node>\d+)$", route(network_page)),
        (rf"{_BASE}/article/(?P<id>\d+)$", route(article)),
        (rf"{_BASE}/quote/(?P<id>\d+)$", route(quote)),
        (rf"{_BASE}/quote/(?P<id>\d+)\.json$", route(quote_json)),
        (rf"{_BASE}/quote/(?P<id>\d+)/embed$", route(quote_embed)),
        (rf"{_BASE}/tables$", route(tables)),
        (rf"{_BASE}/voices$", route(voices)),
        (rf"{_BASE}/voices\.csv$", route(voices_csv)),
        (rf"{_BASE}/speaker/(?P<id>\d+)$", route(speaker)),
        (rf"{_BASE}/search$", route(search)),
        (rf"{_BASE}/search\.csv$", route(csv_file)),
        (rf"{_BASE}/search\.json$", route(json_file)),
        (rf"{_BASE}/search\.atom$", route(feed)),
        (rf"{_BASE}/mentioned$", route(mentioned)),
        (rf"{_BASE}/timeline$", route(timeline_page)),
        (rf"{_BASE}/compare$", route(compare)),
        (rf"{_BASE}/suggest$", route(suggest)),
        (rf"{_BASE}/review/?$", route(queue)),
        (rf"{_BASE}/review/sign-in$", route(sign_in_page)),
        (rf"{_BASE}/review/sign-out$", route(sign_out_page)),
        (rf"{_BASE}/review/(?P<id>\d+)$", route(review_one)),
        (rf"{_BASE}/review/(?P<id>\d+)/undo$", route(undo)),
        (rf"{_BASE}/.+$", route(nowhere)),
    ]


# As in plugin.py: a decorator has no types.
hookimpl(register_routes)
