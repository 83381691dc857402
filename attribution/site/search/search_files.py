"""A search as files: all of its rows, as CSV or JSON."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections.abc import AsyncIterator
from typing import Any

from datasette.utils.asgi import AsgiStream

from attribution.exporting import harmless
from attribution.site.page import HEADERS, Site
from attribution.site.search.search_request import SearchRequest, search_request
from attribution.store.schema.migrations import SEARCH_HELPERS
from attribution.store.search.finding import quotes_of, walk

Row = tuple[Any, ...]


async def csv_file(site: Site) -> AsgiStream:
    """Answer with all rows of a search as CSV. No spreadsheet takes a cell of it for a formula."""
    wanted, columns = await search_request(site), await _columns(site)

    async def write(to: Any) -> None:
        lines = io.StringIO(newline="")
        writer = csv.writer(lines)
        writer.writerow(columns)
        async for rows in _parts(site, wanted, columns):
            writer.writerows([harmless(cell) for cell in row] for row in rows)
            await to.write(lines.getvalue())
            lines.seek(0)
            lines.truncate()
        await to.write(lines.getvalue())

    return _download(write, "csv", "text/csv; charset=utf-8")


async def json_file(site: Site) -> AsgiStream:
    """Answer with all rows of a search as JSON: a list of objects, one on each line."""
    wanted, columns = await search_request(site), await _columns(site)

    async def write(to: Any) -> None:
        before = "[\n"
        async for rows in _parts(site, wanted, columns):
            objects = (json.dumps(dict(zip(columns, row, strict=True)), ensure_ascii=False) for row in rows)
            await to.write(before + ",\n".join(objects))
            before = ",\n"
        await to.write("[]\n" if before == "[\n" else "\n]\n")

    return _download(write, "json", "application/json; charset=utf-8")


async def _columns(site: Site) -> list[str]:
    """Return the columns of quotes that people read."""
    columns = await site.datasette.get_database(site.database).table_columns("quotes")
    return [column for column in columns if column not in SEARCH_HELPERS["quotes"]]


async def _parts(site: Site, wanted: SearchRequest, columns: list[str]) -> AsyncIterator[list[Row]]:
    """Yield all rows of a search in order, some thousand at a time: memory does not grow with their number.

    Between two parts nothing is locked, and other requests are answered.
    """
    way = await site.read(lambda connection: walk(connection, wanted.filter, order=wanted.order))

    def part(connection: sqlite3.Connection) -> tuple[bool, list[Row]]:
        ids = way.step(connection)
        return bool(ids), quotes_of(connection, ids, columns)

    while True:
        more, rows = await site.read(part)
        if not more:
            return
        if rows:
            yield rows


def _download(write: Any, form: str, kind: str) -> AsgiStream:
    headers = {**HEADERS, "Content-Disposition": f'attachment; filename="quotes.{form}"'}
    return AsgiStream(write, headers=headers, content_type=kind)
