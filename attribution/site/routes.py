"""The addresses of our pages."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from datasette import hookimpl
from datasette.utils.asgi import Response
from datasette.views.index import IndexView

from attribution.site.frame import Site, answer_for, ours, route
from attribution.site.home_page import home
from attribution.site.network_page import network_page, network_start

_BASE = r"^/(?P<database>[^/]+)/-"


async def front(datasette: Any, request: Any, send: Any) -> Response:
    """Show the home page of the one database of ours, else Datasette's own list of databases."""
    names = await ours(datasette)
    if len(names) == 1:
        return await answer_for(home, Site(datasette, request, names[0]))
    return await IndexView.as_view(datasette)(request, send)


def register_routes(datasette: Any) -> list[tuple[str, Callable[..., Awaitable[Response]]]]:
    """Put our pages before Datasette's own."""
    return [
        (r"^/$", front),
        (rf"{_BASE}/?$", route(home)),
        (rf"{_BASE}/network/?$", route(network_start)),
        (rf"{_BASE}/network/(?P<node>\d+)$", route(network_page)),
    ]


# As in plugin.py: a decorator has no types.
hookimpl(register_routes)
