"""What an address without a page answers: a page with status 404 that says so, wherever in the site it would be.

Datasette takes an address of several parts for a row, asks the database for it, and tells of what that raised.
With rich installed (spaCy brings it) it prints each error with all variables first, which fails for one that
nothing raised: an address that no route fits would answer 500.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Generator
from typing import Any

from datasette import hookimpl
from datasette.utils import tilde_decode, urlsafe_components
from datasette.utils.asgi import NotFound, Response
from datasette.views.base import DatasetteError

from attribution.site.page import HEADERS, PageError, Site, is_ours, ours

_LOST = "Perhaps a part of the address got lost."

Handler = Callable[[], Awaitable[Response]]


def handle_exception(datasette: Any, request: Any, exception: BaseException) -> Generator[None, Any, None]:
    """Answer for addresses without a page; leave all other errors, and sites without a database of ours, alone."""
    outcome = yield
    others = outcome.get_result()

    async def answer() -> Response:
        found = await ours(datasette)
        if found and (error := await _page_error(datasette, request, exception)) is not None:
            return await _told(datasette, request, error, found)
        response: Response = await others[0]()
        return response

    # Datasette lets every handler answer and takes the first: this one stands for all.
    outcome.force_result([answer])


async def _page_error(datasette: Any, request: Any, exception: BaseException) -> PageError | None:
    """Return what is wrong with an address that has no page; None for any other error."""
    parts = request.scope.get("url_route", {}).get("kwargs", {})
    if isinstance(exception, NotFound):
        said = str(exception).removeprefix("404").rstrip(".")
        return PageError(404, "There is no such page", f"{said}. {_LOST}" if said else _LOST)
    if "pks" in parts and not await _may_be_row(datasette, parts):
        return PageError(404, "There is no such page", f"No table has such a row. {_LOST}")
    if isinstance(exception, DatasetteError) and str(exception.message).startswith("Cannot sort table by"):
        return PageError(400, exception.message, "Choose one of the columns of the table.")
    return None


async def _may_be_row(datasette: Any, parts: dict[str, str]) -> bool:
    """Tell whether what Datasette took for a row's address names a table, with a value for each of its keys."""
    database = datasette.get_database(route=tilde_decode(parts["database"]))
    table = tilde_decode(parts["table"])
    if not (await database.table_exists(table) or await database.get_view_definition(table)):
        return False
    keys = await database.primary_keys(table) or ["rowid"]
    return len(urlsafe_components(parts["pks"])) == len(keys)


async def _told(datasette: Any, request: Any, error: PageError, found: list[str]) -> Response:
    """Return the page of an error, in the database with which the address begins if it is ours, else the first."""
    if request.path.partition("?")[0].endswith(".json"):
        told = {"ok": False, "error": f"{error.title}. {error.advice}", "status": error.status, "title": None}
        return Response.json(told, status=error.status, headers=dict(HEADERS))
    base = datasette.setting("base_url").rstrip("/")
    named = tilde_decode(request.path.removeprefix(base).strip("/").partition("/")[0])
    database = named if named in datasette.databases and await is_ours(datasette, named) else found[0]
    site = Site(datasette, request, database)
    return await site.page("error", status=error.status, title=error.title, advice=error.advice)


# As in plugin.py: a decorator has no types.
hookimpl(hookwrapper=True)(handle_exception)
