"""What all pages of ours share: which database a request names, reading from it, and what stands around a page."""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import urlencode

from datasette.database import QueryInterrupted
from datasette.utils import tilde_decode, tilde_encode
from datasette.utils.asgi import AsgiStream, NotFound, Response

from attribution import __version__
from attribution.errors import FilterError

# Nothing on a page comes from anywhere else, and no text of an article can run.
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
OURS = "SELECT count(*) = 2 FROM sqlite_master WHERE type = 'table' AND name IN ('attributions', 'quotes')"


Answer = TypeVar("Answer")


class PageError(Exception):
    """A request that has no page: its status (404, 400, 403), what is wrong, and what to do about it."""

    def __init__(self, status: int, title: str, advice: str = "") -> None:
        super().__init__(title)
        self.status = status
        self.title = title
        self.advice = advice


SLOW = PageError(
    503,
    "Reading this took too long",
    "Load the page again: what was read is faster the second time. Whoever runs this site can allow more time, "
    "with Datasette's setting sql_time_limit_ms.",
)
OLD = PageError(
    503,
    "This database was made by an older version of the program",
    "Whoever runs this site brings it up to date by reading an article into it, with attribution ingest; "
    "a published copy is made anew, with attribution publish.",
)


@dataclass(frozen=True, slots=True)
class Links:
    """The addresses of pages of one database. Numbers are those of rows; what is None is left out of queries."""

    datasette: Any
    database: str

    def _page(self, *parts: object, **query: object) -> str:
        path = "/".join(str(part) for part in parts)
        given = {name.rstrip("_"): value for name, value in query.items() if value not in (None, "")}
        address = self.datasette.urls.path(f"/{tilde_encode(self.database)}/-/{path}")
        return f"{address}?{urlencode(given)}" if given else str(address)

    def home(self) -> str:
        """Return the address of the home page."""
        return self._page("")

    def search(self, form: str = "", /, **query: object) -> str:
        """Return a search's address; ``form`` is "", ".csv", ".json" or ".atom"."""
        return self._page(f"search{form}", **query)

    def suggest(self, **query: object) -> str:
        """Return the address that suggests speakers, with ``about=1`` also those who are only talked about."""
        return self._page("suggest", **query)

    def timeline(self, **query: object) -> str:
        """Return the timeline of a search."""
        return self._page("timeline", **query)

    def compare(self, **query: object) -> str:
        """Return the comparison of two sides of a search."""
        return self._page("compare", **query)

    def speaker(self, number: int, **query: object) -> str:
        """Return a speaker's page."""
        return self._page("speaker", number, **query)

    def mentioned(self, name: str, kind: str) -> str:
        """Return the page of somebody who is talked about, by name and type (person or organisation)."""
        return self._page("mentioned", name=name, type=kind)

    def article(self, number: int, *, quote: int | None = None) -> str:
        """Return an article's page, at one of its quotes where that is given."""
        return self._page("article", number) + ("" if quote is None else f"#q-{quote}")

    def quote(self, number: int, part: str = "") -> str:
        """Return a quote's page, or one below it."""
        return self._page("quote", number, *([part] if part else []))

    def network(self, node: int | None = None, **query: object) -> str:
        """Return the network around a node of the graph, or around ``speaker=NUMBER``."""
        return self._page("network", *(() if node is None else (node,)), **query)

    def review(self, *parts: object, **query: object) -> str:
        """Return the review's page, or one below it."""
        return self._page("review", *parts, **query)

    def voices(self, **query: object) -> str:
        """Return the page of who gets to speak."""
        return self._page("voices", **query)

    def voices_csv(self) -> str:
        """Return the numbers of who gets to speak, as CSV."""
        return self._page("voices.csv")

    def tables(self) -> str:
        """Return the page of all tables."""
        return self._page("tables")

    def table(self, name: str | None = None, row: object = None, **query: object) -> str:
        """Return Datasette's own page of the database, of a table or of a row."""
        address = self.datasette.urls.database(self.database)
        if name is not None:
            address = self.datasette.urls.table(self.database, name)
        if row is not None:
            address = f"{address}/{row}"
        given = {key: value for key, value in query.items() if value not in (None, "")}
        return f"{address}?{urlencode(given)}" if given else str(address)

    def static(self, name: str) -> str:
        """Return the address of a file in ``static/``; it changes with the version, so that none is stale."""
        return f"{self.datasette.urls.path(f'/-/static-plugins/attribution/{name}')}?v={__version__}"


@dataclass(frozen=True, slots=True)
class Site:
    """One request for a page of one database."""

    datasette: Any
    request: Any
    database: str

    @property
    def links(self) -> Links:
        """Return the addresses of this database's pages."""
        return Links(self.datasette, self.database)

    def argument(self, name: str) -> str:
        """Return a parameter of the address without the spaces around it; "" where it is not there."""
        return str(self.request.args.get(name) or "").strip()

    def number(self, name: str = "id") -> int:
        """Return a number in the address' path. Raises PageError for one that is too large to be a row's."""
        written = self.request.url_vars[name]
        if len(written) > 18:
            raise PageError(404, f"There is no number {written[:40]}…", "Row numbers are much smaller.")
        return int(written)

    async def rows(self, query: str, values: Mapping[str, object] | None = None) -> list[dict[str, Any]]:
        """Read from the database, within Datasette's limits of time and rows."""
        found = await self.datasette.get_database(self.database).execute(query, dict(values or {}))
        return [dict(row) for row in found.rows]

    async def row(self, query: str, values: Mapping[str, object] | None = None) -> dict[str, Any] | None:
        """Return the first row that is found, None where there is none."""
        found = await self.rows(query, values)
        return found[0] if found else None

    async def value(self, query: str, values: Mapping[str, object] | None = None) -> Any:
        """Return the first value of the first row, None where there is none."""
        found = await self.row(query, values)
        return next(iter(found.values())) if found else None

    async def read(self, read: Callable[[sqlite3.Connection], Answer]) -> Answer:
        """Return what ``read`` reads from the database, on a connection and a thread that Datasette lends it."""
        answer: Answer = await self.datasette.get_database(self.database).execute_fn(read)
        return answer

    async def page(self, template: str, *, status: int = 200, **context: object) -> Response:
        """Return the page ``attribution_<template>.html`` with its context."""
        metadata = self.datasette.metadata()
        described = self.datasette.metadata(database=self.database) or {}
        shared = {
            "links": self.links,
            "database": self.database,
            "site_title": metadata.get("title") or "Who said what",
            "database_title": described.get("title") or self.database,
            "page": template,
        }
        html = await self.datasette.render_template(
            f"attribution_{template}.html", {**shared, **context}, request=self.request
        )
        return Response.html(html, status=status, headers=dict(HEADERS))


# A page, or a file that is written while it is read.
View = Callable[[Site], Awaitable[Response | AsgiStream]]


async def is_ours(datasette: Any, name: str) -> bool:
    """Tell whether a database that is served is one of ours."""
    database = datasette.databases.get(name)
    if database is None or database.is_memory:
        return False
    return bool((await database.execute(OURS)).rows[0][0])


async def ours(datasette: Any) -> list[str]:
    """Return the names of the databases of ours that are served."""
    return [name for name in datasette.databases if not name.startswith("_") and await is_ours(datasette, name)]


def route(view: View) -> Callable[[Any, Any], Awaitable[Response | AsgiStream]]:
    """Make a view of one of our databases into one that Datasette can call.

    Who may not see the database in Datasette may not see the page; what is no page gets one that says so.
    """

    async def answer(datasette: Any, request: Any) -> Response | AsgiStream:
        name = tilde_decode(request.url_vars["database"])
        if not await is_ours(datasette, name):
            raise NotFound("The database that it names is not served here.")
        return await answer_for(view, Site(datasette, request, name))

    return answer


async def answer_for(view: View, site: Site) -> Response | AsgiStream:
    """Return what a view answers, or the page of its error."""
    await site.datasette.ensure_permissions(
        site.request.actor, [("view-database", site.database), "view-instance"]
    )
    try:
        return await view(site)
    except PageError as error:
        shown = error
    except FilterError as error:
        shown = PageError(400, error.problem, error.advice)
    except QueryInterrupted:
        shown = SLOW
    except sqlite3.OperationalError as error:
        # Plain Datasette serves any file, and brings none up to date.
        if not str(error).startswith("no such"):
            raise
        shown = OLD
    return await site.page("error", status=shown.status, title=shown.title, advice=shown.advice)
