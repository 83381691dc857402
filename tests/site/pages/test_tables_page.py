"""The page of all tables."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from datasette.app import Datasette
from paging import attributes, read

from attribution.site.metadata import metadata_for
from attribution.store import Store

pytestmark = pytest.mark.asyncio


async def test_quotes_come_first_and_every_table_is_there(site: Datasette, database: Path) -> None:
    html, text = await read(site, "/attribution/-/tables")
    tables = [
        link.rpartition("/")[2]
        for link in attributes(html, "a", "href")
        if link.startswith("/attribution/") and "/-/" not in link and "." not in link
    ]
    listed = [
        table
        for table in tables
        if table not in metadata_for("attribution")["databases"]["attribution"]["queries"]
    ]
    assert listed[:4] == ["quotes", "speakers", "articles", "affiliations"]
    with Store(database, read_only=True) as store:
        assert set(listed) == set(store.tables())
    assert "One row for each attributed statement" in text
    assert "Quotes by speaker" in text
    for link in attributes(html, "a", "href"):
        if link.startswith("/attribution/") and link.endswith((".csv", ".json")):
            assert (await site.client.get(link)).status_code == 200, link


async def test_navigation_leads_there(site: Datasette) -> None:
    html, _ = await read(site, "/")
    assert "/attribution/-/tables" in attributes(html, "a", "href")


async def test_who_may_not_see_a_table_is_not_led_there(served: Callable[..., Datasette], database: Path) -> None:
    metadata = {"databases": {"attribution": {"tables": {"reviews": {"allow": {"id": "root"}}}}}}
    html, _ = await read(served(database, metadata=metadata), "/attribution/-/tables")
    links = attributes(html, "a", "href")
    assert "/attribution/quotes" in links
    assert "/attribution/reviews" not in links
