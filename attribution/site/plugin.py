"""What the plugin adds to Datasette, for databases of ours and no others."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs

from datasette import hookimpl
from datasette.utils import tilde_decode
from markupsafe import Markup

from attribution.site.frame import OURS, Links
from attribution.site.phrases import shortened
from attribution.store.folding import match_expression

_CSV = re.compile(r"/(?P<database>[^/]+)/(?P<table>[^/]+)\.csv")


def prepare_connection(conn: sqlite3.Connection) -> None:
    """Put our reading of typed words in place of Datasette's, which raises on a lone quotation mark.

    Ours also folds the letters that SQLite does not, so that ł finds l and the other way round. It
    is called last, after Datasette has put its own in.
    """
    if conn.execute(OURS).fetchone()[0]:
        conn.create_function("escape_fts", 1, match_expression, deterministic=True)
        # Searches of a large database read rows from all over it; by default SQLite keeps 2 MB of them.
        conn.execute("PRAGMA cache_size = -32000")


def extra_css_urls(datasette: Any) -> list[str]:
    """Add the few rules that make long quotes and texts readable."""
    return [datasette.urls.path("/-/static-plugins/attribution/attribution.css")]


def render_cell(  # noqa: PLR0917 (the names of the hook)
    row: Any, value: Any, column: str, table: str | None, database: str, datasette: Any
) -> Any:
    """Link a number to the row it names, by its label, and to our page of it.

    Datasette does the first on tables, but not on rows.
    """
    if isinstance(value, int) and table is not None and (column.endswith("_id") or column == "nested_in"):
        return _link(datasette, database, table, column, row)
    if isinstance(value, str) and (table, column) in _OWN:
        return _own(datasette, database, str(table), column, row)
    return None


async def _link(datasette: Any, database: str, table: str, column: str, row: Any) -> Markup | None:
    served = datasette.get_database(database)
    if not (await served.execute(OURS)).rows[0][0]:
        return None
    value = row[column]
    for key in await served.foreign_keys_for_table(table):
        if key["column"] == column:
            labels = await datasette.expand_foreign_keys(database, table, column, [value])
            address = f"{datasette.urls.table(database, key['other_table'])}/{value}"
            # Markup.format escapes what it is given.
            link = Markup('<a href="{}">{}</a>&nbsp;<em>{}</em>').format(
                address, labels.get((column, value), value), value
            )
            links = Links(datasette, database)
            number = row["id"] if table in ("quotes", "attributions") and "id" in row.keys() else None  # noqa: SIM118
            if column == "article_id":
                link += _page(links.article(value, quote=number), "read")
                link += _page(links.quote(number), "check and cite") if number else ""
            elif column == "speaker_id":
                link += _page(links.speaker(value), "all about")
            return link
    return None


# Where a row of these tables is called by its name: the pages of speakers and articles.
_OWN = {("speakers", "name"), ("articles", "label")}


async def _own(datasette: Any, database: str, table: str, column: str, row: Any) -> Markup | None:
    served = datasette.get_database(database)
    if "id" not in row.keys() or not (await served.execute(OURS)).rows[0][0]:  # noqa: SIM118 (a row of sqlite3)
        return None
    links = Links(datasette, database)
    address = links.speaker(row["id"]) if table == "speakers" else links.article(row["id"])
    # As Datasette cuts what is long; the row's own page has all of it in its JSON.
    most = datasette.setting("truncate_cells_html")
    text = row[column] if not most else shortened(row[column], most)
    return Markup('<a href="{}">{}</a>').format(address, text)


def _page(address: str, words: str) -> Markup:
    return Markup(' · <a href="{}">{}</a>').format(address, words)


def asgi_wrapper(datasette: Any) -> Callable[[Any], Any]:
    """Make the CSV of a table complete.

    Datasette cuts a table's CSV at 1,000 rows without a word unless ``_stream`` is in its address,
    and the link on its own page leaves that out.
    """

    def wrap(app: Any) -> Any:
        async def complete(scope: Any, receive: Any, send: Any) -> None:
            if scope["type"] == "http" and await _is_whole_table(datasette, scope):
                query = scope["query_string"]
                scope = {**scope, "query_string": query + b"&_stream=1" if query else b"_stream=1"}
            await app(scope, receive, send)

        return complete

    return wrap


async def _is_whole_table(datasette: Any, scope: Any) -> bool:
    """Tell whether a request is for the CSV of a table of ours, with no number of rows or page asked for."""
    path = scope.get("raw_path", scope["path"].encode()).decode("latin-1").partition("?")[0]
    base = datasette.setting("base_url").rstrip("/")
    asked = _CSV.fullmatch(path.removeprefix(base))
    if asked is None:
        return False
    arguments = parse_qs(scope["query_string"].decode("latin-1"))
    if "_stream" in arguments or "_next" in arguments or arguments.get("_size", ["max"]) != ["max"]:
        return False
    try:
        database = datasette.get_database(route=tilde_decode(asked["database"]))
    except KeyError:
        return False
    table = tilde_decode(asked["table"])
    # A canned query goes before a table of the same name, and has a limit of its own.
    if database.is_memory or await datasette.get_canned_query(database.name, table, None):
        return False
    ours = (await database.execute(OURS)).rows[0][0]
    return bool(ours and (await database.table_exists(table) or await database.get_view_definition(table)))


# Marked here and not by decorators, which have no types and would take the functions' own away.
hookimpl(trylast=True)(prepare_connection)
hookimpl(extra_css_urls)
hookimpl(render_cell)
hookimpl(asgi_wrapper)
