"""The page of a search's timeline: how many of its quotes there are in each month."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from datasette.utils.asgi import Response

from attribution.site import phrases
from attribution.site.cache import kept
from attribution.site.page import Site
from attribution.site.search.search_page import filters_of, reading
from attribution.site.search.search_request import SearchRequest, search_request
from attribution.site.speaker.months import Plot, drawn
from attribution.store.search.timeline import Timeline, timeline


async def timeline_page(site: Site) -> Response:
    """Show the timeline of the search that the address asks for."""
    wanted = (await search_request(site)).newest()
    found = await timeline_of(site, wanted)
    links = site.links
    return await site.page(
        "timeline",
        say=phrases,
        given=wanted.given,
        found=found,
        plot=plotted(found),
        month=month_of(site, wanted),
        filters=[
            (title, value, links.timeline(**{key.rstrip("_"): query for key, query in without.items()}))
            for title, value, without in filters_of(wanted)
        ],
        search=wanted.link(links),
        compare=links.compare(**wanted.given),
    )


async def timeline_of(site: Site, wanted: SearchRequest) -> Timeline:
    """Count a search by month: once, until the database changes."""

    async def read(site: Site) -> Timeline:
        return await reading(site, lambda connection: timeline(connection, wanted.filter))

    return await kept(site, f"timeline?{urlencode(wanted.given)}", read)


def plotted(found: Timeline, *, months: list[str] | None = None, most: int = 0) -> Plot:
    """Return the bars of a timeline, over ``months`` and up to ``most`` where others are drawn beside it."""
    counts = dict(found.months)
    shown = months if months is not None else list(counts)
    return drawn([(month, counts.get(month, 0)) for month in shown], cut=found.earlier > 0, most=most)


def month_of(site: Site, wanted: SearchRequest) -> Callable[[str], str]:
    """Return what gives the address of a search in one month of it; its own days stay the bounds."""

    def address(month: str) -> str:
        last = f"{month}-{calendar.monthrange(int(month[:4]), int(month[5:]))[1]:02}"
        first, given = f"{month}-01", wanted.given
        bounds: dict[str, Any] = {
            "from_day": max(first, given.get("from", "")),
            "to_day": min(last, given.get("to", "~")),
        }
        return replace(wanted, filter=replace(wanted.filter, **bounds)).link(site.links)

    return address
