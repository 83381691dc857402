"""The home page of a database."""

from __future__ import annotations

from datasette.utils.asgi import Response

from attribution.site.frame import Site


async def home(site: Site) -> Response:
    """Show where to begin."""
    return await site.page("home")
