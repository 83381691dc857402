"""The database as a website: a plugin of Datasette, and ``serve()``, which runs it.

Datasette loads this module by its entry point wherever the package is installed, so that
``datasette db/attribution.db -m metadata.yml`` shows the same pages as ``attribution serve``.
"""

from __future__ import annotations

from attribution.site.missing_pages import handle_exception
from attribution.site.plugin import asgi_wrapper, extra_css_urls, prepare_connection, render_cell
from attribution.site.review.review_access import startup
from attribution.site.routes import register_routes
from attribution.site.serving import serve

__all__ = [
    "asgi_wrapper",
    "extra_css_urls",
    "handle_exception",
    "prepare_connection",
    "register_routes",
    "render_cell",
    "serve",
    "startup",
]
