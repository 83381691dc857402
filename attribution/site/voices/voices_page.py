"""Who gets to speak: types of source, with a name or without, women and men, by outlet and by month."""

from __future__ import annotations

import calendar
import csv
import io
import re
from collections import Counter
from dataclasses import dataclass
from typing import Any

from datasette.utils.asgi import Response

from attribution.exporting import harmless
from attribution.site import phrases
from attribution.site.cache import kept
from attribution.site.page import HEADERS, PageError, Site
from attribution.site.search.search_page import reading
from attribution.site.voices.counting import Cell, Cube, Voices, count_voices, together, total
from attribution.site.wording import SOURCE_TYPES

OUTLETS = 60  # rows of the table by outlet
OFFERED = 300  # outlets that the box offers
SECONDS = 20
_MONTH = re.compile(r"\d{4}(-(0[1-9]|1[0-2]))?", re.ASCII)
_HEADINGS = ("outlet", "month", "said_or_written", "source_type", "named", "gender_told_by_name", "quotes")


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the address asks for: an outlet, months, and whether beliefs, plans and feelings count too."""

    outlet: str
    first: str
    last: str
    everything: bool

    def takes(self, cell: Cell) -> bool:
        """Tell whether a cell is asked for."""
        return (
            (self.everything or cell.spoken)
            and (not self.outlet or cell.outlet == self.outlet)
            and (not (self.first or self.last) or self._within(cell.month))
        )

    def _within(self, month: str | None) -> bool:
        return (
            month is not None and self.first <= month and (not self.last or month[: len(self.last)] <= self.last)
        )

    def arguments(self, **changes: object) -> dict[str, object]:
        """Return the parameters of an address."""
        every = "1" if self.everything else None
        return {"outlet": self.outlet, "from": self.first, "to": self.last, "everything": every, **changes}


@dataclass(frozen=True, slots=True)
class _Counted:
    """What the page tells: of all that is asked for, by outlet (the most first), by month (the newest first)."""

    whole: Voices
    by_outlet: list[tuple[str | None, Voices]]
    by_month: list[tuple[str | None, Voices]]
    outlets: list[str]
    unspoken: int


async def voices(site: Site) -> Response:
    """Show who gets to speak."""
    asked = _asked(site)

    async def count(site: Site) -> _Counted:
        return _counted(await kept(site, "voices", _count), asked)

    found = await kept(site, f"voices?{asked}", count)
    return await site.page(
        "voices",
        say=phrases,
        asked=asked,
        outlets=found.outlets,
        whole=found.whole,
        unspoken=found.unspoken,
        types=[
            (kind, SOURCE_TYPES.get(kind or "", "not told: read by an older version"), number)
            for kind, number in found.whole.types.most_common()
        ],
        by_outlet=[_row(name, one, asked, outlet=name) for name, one in found.by_outlet[:OUTLETS]],
        more_outlets=max(0, len(found.by_outlet) - OUTLETS),
        by_month=[_row(month, one, asked, month=month) for month, one in found.by_month],
        search=lambda **more: site.links.search(**{**_window(asked), "outlet": asked.outlet or None, **more}),
        here=lambda **changes: site.links.voices(**asked.arguments(**changes)),
        table=site.links.voices_csv(),
    )


def _counted(cube: Cube, asked: _Asked) -> _Counted:
    """Count what is asked for. Raises PageError for an outlet that there is not."""
    of_outlet = Counter[str]()
    for cell, number in cube.items():
        if cell.outlet:
            of_outlet[cell.outlet] += number
    if asked.outlet and asked.outlet not in of_outlet:
        raise PageError(404, f"No outlet is called “{asked.outlet[:80]}”", "Choose one from the list of the page.")
    chosen = [(cell, number) for cell, number in cube.items() if asked.takes(cell)]
    by_outlet = together(chosen, lambda cell: cell.outlet)
    by_month = together(chosen, lambda cell: cell.month)
    offered = {outlet for outlet, _ in of_outlet.most_common(OFFERED)} | (
        {asked.outlet} if asked.outlet else set()
    )
    return _Counted(
        whole=total(chosen),
        by_outlet=sorted(by_outlet.items(), key=lambda item: (-item[1].quotes, item[0] or "")),
        by_month=sorted(by_month.items(), key=lambda item: item[0] or "", reverse=True),
        outlets=sorted(offered),
        unspoken=sum(number for cell, number in cube.items() if not cell.spoken),
    )


async def voices_csv(site: Site) -> Response:
    """Answer with all that the page counts as CSV: a row for each outlet, month, type of source and so on."""
    cube = await kept(site, "voices", _count)
    lines = io.StringIO(newline="")
    writer = csv.writer(lines)
    writer.writerow(_HEADINGS)
    told = {"f": "woman", "m": "man", "": "not told", "-": ""}
    for cell, number in sorted(cube.items(), key=lambda item: [str(value or "") for value in item[0]]):
        row = (*cell[:2], int(cell.spoken), cell.source_type, int(cell.named), told[cell.told], number)
        writer.writerow([harmless(value) for value in row])
    headers = {**HEADERS, "Content-Disposition": 'attachment; filename="who-gets-to-speak.csv"'}
    return Response(lines.getvalue(), headers=headers, content_type="text/csv; charset=utf-8")


async def _count(site: Site) -> Cube:
    # Once until the database changes: some seconds for a million quotes.
    return await reading(site, count_voices, seconds=SECONDS)


def _asked(site: Site) -> _Asked:
    first, last = site.argument("from"), site.argument("to")
    for written in (first, last):
        if written and not _MONTH.fullmatch(written):
            raise PageError(400, f"“{written[:40]}” is no month", "Write 2024-01, or a year.")
    if first and last and first[: len(last)] > last[: len(first)]:
        raise PageError(400, f"The window from {first} to {last} ends before it begins", "Put the earlier first.")
    return _Asked(site.argument("outlet"), first, last, bool(site.argument("everything")))


def _row(name: str | None, found: Voices, asked: _Asked, **narrowed: str | None) -> dict[str, Any]:
    """Return a row of a table, with the quotes behind it as parameters of a search."""
    query: dict[str, object] = {**_window(asked), "outlet": asked.outlet or None}
    if "outlet" in narrowed:
        query["outlet"] = narrowed["outlet"]
    if narrowed.get("month"):
        query |= _window(_Asked("", narrowed["month"] or "", narrowed["month"] or "", False))
    return {"name": name, "found": found, "query": query}


def _window(asked: _Asked) -> dict[str, object]:
    """Return the days of some months, as a search has them."""
    made: dict[str, object] = {}
    if asked.first:
        made["from_"] = f"{asked.first if len(asked.first) > 4 else asked.first + '-01'}-01"
    if asked.last:
        year, month = int(asked.last[:4]), int(asked.last[5:] or 12)
        made["to"] = f"{year:04}-{month:02}-{calendar.monthrange(year, month)[1]:02}"
    return made
