"""A search as files: all of its rows as CSV or JSON, and its rows page by page as JSON, for programs."""

from __future__ import annotations

import csv
import datetime
import io
import json
import re
import sqlite3
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import urlencode

from datasette.utils.asgi import AsgiStream, Response

from attribution.exporting import harmless
from attribution.site.cache import kept
from attribution.site.page import HEADERS, PageError, Site
from attribution.site.search.search_page import reading
from attribution.site.search.search_request import SearchRequest, search_request
from attribution.store.schema.migrations import SEARCH_HELPERS
from attribution.store.search.finding import count, quotes_of, walk

Row = tuple[Any, ...]

SIZE, LARGEST = 100, 1_000  # rows of a page of JSON
UNDATED = "none"


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


async def json_file(site: Site) -> AsgiStream | Response:
    """Answer with a search as JSON: how many rows it has, the address of the next page, and the rows of this one.

    A page has as many as ``size`` says; of ``size=all`` there is one, for download.
    """
    wanted, columns, size = await search_request(site), await _columns(site), _size(site)
    if size is not None:
        return await _json_page(site, wanted, columns, size)
    total = await _total(site, wanted)

    async def write(to: Any) -> None:
        await to.write(f'{{"total": {total}, "next": null, "rows": [')
        before = "\n"
        async for rows in _parts(site, wanted, columns):
            objects = (json.dumps(dict(zip(columns, row, strict=True)), ensure_ascii=False) for row in rows)
            await to.write(before + ",\n".join(objects))
            before = ",\n"
        await to.write("\n]}\n")

    return _download(write, "json", "application/json; charset=utf-8")


async def _json_page(site: Site, wanted: SearchRequest, columns: list[str], size: int) -> Response:
    after = _after(site)

    def read(connection: sqlite3.Connection) -> list[Row]:
        way = walk(connection, wanted.filter, order=wanted.order, after=after)
        ids: list[int] = []
        # One more tells whether there is a next page.
        while len(ids) <= size and (part := way.step(connection)):
            ids += part
        return quotes_of(connection, ids[: size + 1], ["id", "day", *columns])

    rows, total = await reading(site, read), await _total(site, wanted)
    following = None
    if len(rows) > size:
        number, day = rows[size - 1][:2]
        given = None if size == SIZE else size
        path = wanted.link(site.links, ".json", size=given, after=f"{day or UNDATED}.{number}")
        following = site.datasette.absolute_url(site.request, path)
    found = [dict(zip(columns, row[2:], strict=True)) for row in rows[:size]]
    answer = json.dumps({"total": total, "next": following, "rows": found}, ensure_ascii=False, indent=1)
    return Response(answer, headers=dict(HEADERS), content_type="application/json; charset=utf-8")


async def _total(site: Site, wanted: SearchRequest) -> int:
    """Return how many quotes a search finds: counted once, until the database changes."""

    async def read(site: Site) -> int:
        return await reading(site, lambda connection: count(connection, wanted.filter))

    return await kept(site, f"total?{urlencode(wanted.given)}", read)


def _size(site: Site) -> int | None:
    """Return how many rows a page has; None for all of them."""
    written = site.argument("size") or str(SIZE)
    if written == "all":
        return None
    if not (written.isascii() and written.isdigit() and 0 < int(written[:9]) <= LARGEST):
        raise PageError(400, f"“{written[:40]}” is no size of a page", f"Give 1 to {LARGEST:,}, or all.")
    return int(written)


def _after(site: Site) -> tuple[datetime.date | None, int] | None:
    """Return the day and the number of the last row of the page before; None on the first page."""
    written = site.argument("after")
    if not written:
        return None
    advice = "Take the address of the next page as the page before gives it."
    try:
        day, _, number = written.rpartition(".")
        if not re.fullmatch(r"\d{1,18}", number, re.ASCII):
            raise ValueError
        return None if day == UNDATED else datetime.date.fromisoformat(day), int(number)
    except ValueError:
        raise PageError(400, f"“{written[:40]}” is no place in a search", advice) from None


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
