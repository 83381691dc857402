"""What the plugin adds to Datasette, for databases of ours and no others."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs
from weakref import WeakSet

from datasette import hookimpl
from datasette.utils import tilde_decode
from markupsafe import Markup

from attribution.site.page import OURS, Links
from attribution.site.phrases import shortened
from attribution.words.text import match_expression

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


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell of Datasette's tables or rows; ``label`` is what its number names, where that is known."""

    datasette: Any
    database: str
    table: str
    column: str
    row: Any
    value: Any
    label: str | None = None

    @property
    def number(self) -> int | None:
        """Return the number of the row; None where its column is left out."""
        found = self.row["id"] if "id" in self.row.keys() else None  # noqa: SIM118 (a row of sqlite3 is no mapping)
        # That of a quote names a row of another table too.
        return found["value"] if isinstance(found, dict) else found


def render_cell(  # noqa: PLR0917 (the names of the hook)
    row: Any, value: Any, column: str, table: str | None, database: str, datasette: Any
) -> Any:
    """Link a number to the row it names, by its label, and to our page of it.

    Datasette does the first on tables, but not on rows.
    """
    if table is None:
        return None
    if column.endswith("_id") or column == "nested_in":
        if isinstance(value, int):
            return _link(_Cell(datasette, database, table, column, row, value))
        if isinstance(value, dict) and column in ("article_id", "speaker_id"):
            return _link(_Cell(datasette, database, table, column, row, value["value"], str(value["label"])))
    if isinstance(value, str) and (table, column) in _OWN:
        return _own(_Cell(datasette, database, table, column, row, value))
    return None


# Which databases are ours is asked once for each: there is a cell of it in every row of a table.
_known: WeakSet[Any] = WeakSet()


async def _ours(cell: _Cell) -> bool:
    served = cell.datasette.get_database(cell.database)
    if served not in _known and (await served.execute(OURS)).rows[0][0]:
        _known.add(served)
    return served in _known


async def _link(cell: _Cell) -> Markup | None:
    if not await _ours(cell):
        return None
    for key in await cell.datasette.get_database(cell.database).foreign_keys_for_table(cell.table):
        if key["column"] == cell.column:
            label = cell.label
            if label is None:
                known = await cell.datasette.expand_foreign_keys(
                    cell.database, cell.table, cell.column, [cell.value]
                )
                label = known.get((cell.column, cell.value), cell.value)
            address = f"{cell.datasette.urls.table(cell.database, key['other_table'])}/{cell.value}"
            # Markup.format escapes what it is given.
            return Markup('<a href="{}">{}</a>&nbsp;<em>{}</em>').format(address, label, cell.value) + _pages(cell)
    return None


def _pages(cell: _Cell) -> Markup:
    """Return the links to our pages that belong beside a link to Datasette's."""
    links = Links(cell.datasette, cell.database)
    if cell.column == "speaker_id":
        return _page(links.speaker(cell.value), "all about")
    if cell.column != "article_id":
        return Markup("")
    quote = cell.number if cell.table in ("quotes", "attributions") else None
    read = _page(links.article(cell.value, quote=quote), "read")
    return read if quote is None else read + _page(links.quote(quote), "check and cite")


# Where a row of these tables is called by its name: the pages of speakers and articles.
_OWN = {("speakers", "name"), ("articles", "label")}


async def _own(cell: _Cell) -> Markup | None:
    if cell.number is None or not await _ours(cell):
        return None
    links = Links(cell.datasette, cell.database)
    address = links.speaker(cell.number) if cell.table == "speakers" else links.article(cell.number)
    # As Datasette cuts what is long; the row's own page has all of it in its JSON.
    most = cell.datasette.setting("truncate_cells_html")
    text = cell.value if not most else shortened(cell.value, most)
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
