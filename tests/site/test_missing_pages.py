"""Addresses that have no page: each answers that, and no traceback fills the terminal."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from datasette.app import Datasette
from sqlite_utils import Database

pytestmark = pytest.mark.asyncio

NOWHERE = [
    "/nope",
    "/.env",
    "/a/b/c/d",
    "/a/b/c/d/e/f",
    "/nope/-/search",
    "/-/nope/deeper",
    "/attribution/nope",
    "/attribution/nope/1",
    "/attribution/nope/1/2",
    "/attribution/-/nope/deeper/still",
    "/attribution/-/speaker/abc",
    "/attribution/quotes/1/foo",
    "/attribution/quotes/1.json/foo",
    "/attribution/quotes/999999",
    "/attribution/speakers/-/foo",
    "/attribution/speakers/-/reconcile/foo",
    "/attribution/who_about_whom/1",
    "/attribution/quotes_by_speaker/1",
    # A key of three columns.
    "/attribution/graph_edges/1",
    "/attribution/graph_edges/1,2,about",
]


@pytest.mark.parametrize("address", NOWHERE)
async def test_an_address_without_a_page(site: Datasette, address: str, capfd: pytest.CaptureFixture[str]) -> None:
    answer = await site.client.get(address)
    assert answer.status_code == 404
    assert "<h1>There is no such page</h1>" in answer.text
    assert 'href="/attribution/-/search"' in answer.text
    assert answer.headers["content-security-policy"]
    assert "Traceback" not in "".join(capfd.readouterr())


async def test_a_program_gets_it_as_json(site: Datasette) -> None:
    answer = await site.client.get("/attribution/quotes/1/foo.json")
    assert answer.status_code == 404
    assert answer.json()["ok"] is False
    assert answer.json()["status"] == 404


async def test_what_an_address_says_of_itself_is_escaped(site: Datasette) -> None:
    answer = await site.client.get("/attribution/~3Cscript~3Ealert(1)~3C~2Fscript~3E")
    assert answer.status_code == 404
    assert "<script>alert" not in answer.text


async def test_a_column_that_is_none_is_no_failure_of_the_site(site: Datasette) -> None:
    answer = await site.client.get("/attribution/quotes?_sort=nope")
    assert answer.status_code == 400
    assert "Cannot sort table by nope" in answer.text


async def test_pages_that_are_there_answer_as_before(site: Datasette) -> None:
    for address in ("/attribution/quotes/1", "/attribution/quotes", "/attribution", "/-/versions.json"):
        assert (await site.client.get(address)).status_code == 200


async def test_a_site_without_a_database_of_ours_is_left_alone(
    served: Callable[..., Datasette], tmp_path: Path
) -> None:
    path = tmp_path / "other.db"
    with Database(str(path)) as other:
        other["things"].insert({"id": 1}, pk="id")
    site = served(path, settings={})
    assert (await site.client.get("/other/things/1")).status_code == 200
    answer = await site.client.get("/other/things/2")
    assert answer.status_code == 404
    assert "There is no such page" not in answer.text
