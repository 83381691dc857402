"""The page of all tables: the quotes first, then what people use, then the parts that these are made of."""

from __future__ import annotations

from typing import Any

from datasette.utils.asgi import Response

from attribution.site.page import Site

# What people look for, in this order; anything else stands behind, by its name.
FIRST = (
    *("quotes", "speakers", "articles", "affiliations", "who_about_whom", "reviewed_quotes", "organisations"),
    *("outlets", "targets"),
)


async def tables(site: Site) -> Response:
    """Show which tables and views there are, what they hold, and where to download each."""
    listed = {name: await _described(site, name) for name in await _names(site)}
    first = [listed.pop(name) for name in FIRST if name in listed]
    queries = await site.datasette.get_canned_queries(site.database, site.request.actor)
    return await site.page(
        "tables",
        first=first,
        others=[listed[name] for name in sorted(listed)],
        queries=[
            {"href": site.links.table(name), "title": query.get("title") or name}
            for name, query in queries.items()
        ],
    )


async def _names(site: Site) -> list[str]:
    """Return the names of the tables and views that whoever asks may see."""
    database = site.datasette.get_database(site.database)
    hidden = set(await database.hidden_table_names())
    names = [name for name in [*await database.table_names(), *await database.view_names()] if name not in hidden]
    shown = []
    for name in names:
        if not _metadata(site, name).get("hidden") and await site.datasette.permission_allowed(
            site.request.actor, "view-table", resource=(site.database, name), default=True
        ):
            shown.append(name)
    return shown


async def _described(site: Site, name: str) -> dict[str, Any]:
    address = site.links.table(name)
    about = " ".join((_metadata(site, name).get("description") or "").split())
    return {"name": name, "href": address, "csv": f"{address}.csv", "json": f"{address}.json", "about": about}


def _metadata(site: Site, name: str) -> dict[str, Any]:
    found: dict[str, Any] = site.datasette.table_metadata(site.database, name)
    return found
