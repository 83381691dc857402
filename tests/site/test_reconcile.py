"""OpenRefine's service on speakers and organisations, by the plugin of the extra ``reconcile``."""

from __future__ import annotations

import json
from typing import Any

import pytest
from datasette.app import Datasette

pytestmark = pytest.mark.asyncio

pytest.importorskip("datasette_reconcile")


async def answer(site: Datasette, table: str, **queries: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    response = await site.client.post(f"/attribution/{table}/-/reconcile", data={"queries": json.dumps(queries)})
    assert response.status_code == 200, response.text
    return {name: found["result"] for name, found in response.json().items()}


@pytest.mark.parametrize(("table", "name"), [("speakers", "Speakers"), ("organisations", "Organisations")])
async def test_the_service_introduces_itself(site: Datasette, table: str, name: str) -> None:
    response = await site.client.get(f"/attribution/{table}/-/reconcile")
    assert response.status_code == 200
    manifest = response.json()
    assert manifest["name"] == name
    assert manifest["view"]["url"].endswith(f"/attribution/{table}/{{{{id}}}}")
    assert response.headers["access-control-allow-origin"] == "*"


async def test_speakers_are_matched_by_name(site: Datasette) -> None:
    found = await answer(
        site, "speakers", a={"query": "Łukasz Nowak"}, b={"query": "Nowak"}, c={"query": "Nobody"}
    )
    assert [(one["id"], one["name"], one["match"]) for one in found["a"]] == [("1", "Łukasz Nowak", True)]
    assert [(one["id"], one["match"]) for one in found["b"]] == [("1", False)]
    assert found["a"][0]["type"] == [{"id": "person", "name": "person"}]
    assert found["c"] == []


async def test_only_speakers_of_the_type_that_is_asked_for(site: Datasette) -> None:
    found = await answer(
        site,
        "speakers",
        a={"query": "Łukasz Nowak", "type": "person"},
        b={"query": "Łukasz Nowak", "type": "organisation"},
    )
    assert [len(found["a"]), len(found["b"])] == [1, 0]


async def test_organisations_are_matched_by_name(site: Datasette) -> None:
    (one,) = (await answer(site, "organisations", a={"query": "odra freight"}))["a"]
    assert (one["name"], one["match"], one["score"]) == ("Odra Freight", True, 100)


async def test_the_external_id_is_among_the_columns(site: Datasette) -> None:
    response = await site.client.get("/attribution/speakers/-/reconcile/extend/propose?type=person")
    assert "wikidata" in [one["id"] for one in response.json()["properties"]]
    (row,) = (await site.client.get("/attribution/speakers/1.json?_shape=array")).json()
    assert row["wikidata"] == "Q1"


async def test_other_tables_have_no_such_service(site: Datasette) -> None:
    assert (await site.client.get("/attribution/runs/-/reconcile")).status_code == 404
