"""Comparing two outlets, or two speakers, on one search, side by side."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from datasette.utils.asgi import Response

from attribution.errors import FilterError
from attribution.filters import DESCRIPTIONS
from attribution.site import phrases
from attribution.site.page import Site
from attribution.site.pages.citing import stated
from attribution.site.search import facets
from attribution.site.search.search_page import QUOTE_COLUMNS, filters_of, reading
from attribution.site.search.search_request import SearchRequest, search_request
from attribution.site.search.timeline_page import month_of, plotted, timeline_of
from attribution.site.speaker.months import Plot
from attribution.store.search.finding import find, quotes_of, with_stored_names
from attribution.store.search.mentioned import people_in
from attribution.store.search.timeline import Timeline
from attribution.words.text import fold_key

SHOWN = 5  # quotes of each side
COUNTED = 250  # of the newest, by what they have in common
OUTLETS = 300  # that the boxes suggest
_BOXES = tuple(f"{kind}_{side}{part}" for kind, parts in (("outlet", ("",)), ("speaker", ("", "_id")))
               for side in (1, 2) for part in parts)  # fmt: skip
# In the form; the other filters of a search stay as they are.
_FORM = ("words", "about", "about_id", "from", "to")


@dataclass(frozen=True, slots=True)
class _Read:
    """What the database has for one side."""

    counted: list[dict[str, Any]]
    about: list[tuple[str, int]]
    quotes: list[dict[str, Any]]


async def compare(site: Site) -> Response:
    """Show two sides of the search that the address asks for, or the form that asks which."""
    base = (await search_request(site)).newest()
    # What is compared is no filter of both sides.
    base = replace(base, filter=replace(base.filter, outlet=None, speaker="", speaker_id=None), speaker_name=None)
    typed = {name: site.argument(name)[:500] for name in _BOXES}
    wanted, missing = await site.read(lambda connection: _sides(connection, base, typed))
    lines = [await timeline_of(site, one) for _, one in wanted]
    months = _months(lines)
    most = max((number for line in lines for _, number in line.months), default=0)
    sides = [
        await _side(site, name, one, line, plotted(line, months=months, most=most))
        for (name, one), line in zip(wanted, lines, strict=True)
    ]
    outlets = await site.rows(f"SELECT name FROM outlets ORDER BY name LIMIT {OUTLETS}")
    return await site.page(
        "compare",
        say=phrases,
        asked=base,
        given=base.given,
        kept=[name for name in base.given if name not in _FORM],
        filters=[(title, value) for title, value, _ in filters_of(base)],
        typed=typed,
        outlets=[row["name"] for row in outlets],
        sides=sides,
        missing=missing,
    )


def _sides(
    connection: sqlite3.Connection, base: SearchRequest, typed: dict[str, str]
) -> tuple[list[tuple[str, SearchRequest]], str]:
    """Return the name and the search of each side; none, and why, where two are not named.

    Raises FilterError for a name that nobody has, or several.
    """
    for kind in ("outlet", "speaker"):
        named = [typed[f"{kind}_{side}"] or typed.get(f"{kind}_{side}_id", "") for side in (1, 2)]
        if not any(named):
            continue
        if not all(named):
            return [], f"Name the other {kind} too."
        if kind == "outlet":
            made = [with_stored_names(connection, replace(base.filter, outlet=name), known=True) for name in named]
            return [(str(one.outlet), replace(base, filter=one)) for one in made], ""
        found = [_speaker(connection, typed[f"speaker_{side}"], typed[f"speaker_{side}_id"]) for side in (1, 2)]
        return [
            (name, replace(base, filter=replace(base.filter, speaker_id=number), speaker_name=name))
            for number, name in found
        ], ""
    return [], ""


def _speaker(connection: sqlite3.Connection, typed: str, number: str) -> tuple[int, str]:
    """Return the speaker of a number, where the name beside it is still that, else the only one so called."""
    if number:
        parsed = DESCRIPTIONS["speaker_id"].read(number)
        found = connection.execute("SELECT id, name FROM speakers WHERE id = ?", (parsed,)).fetchone()
        if found is not None and (not typed or fold_key(typed) == fold_key(found[1])):
            return int(found[0]), str(found[1])
    alike = connection.execute(
        "SELECT id, name FROM speakers WHERE folded = ? LIMIT 2", (fold_key(typed),)
    ).fetchall()
    if len(alike) != 1:
        problem = f"{'Several speakers are' if alike else 'No speaker is'} called “{typed[:40]}”."
        raise FilterError(problem, "Choose one from the list that opens while you type a name.")
    return int(alike[0][0]), str(alike[0][1])


async def _side(site: Site, name: str, wanted: SearchRequest, line: Timeline, plot: Plot) -> dict[str, Any]:
    read = await reading(site, lambda connection: _read(connection, wanted))
    made = facets.facets(read.counted, wanted.given, narrowing=False)
    if not {"about", "about_id"} & wanted.given.keys():
        made[:0] = facets.about(read.about, len(read.counted))
    # By what the sides differ in themselves, and what is told above, nothing is counted.
    left_out = {"day", "confidence", "review"}
    return {
        "name": name,
        "search": wanted.link(site.links),
        "found": line,
        "plot": plot,
        "month": month_of(site, wanted),
        "counted": len(read.counted),
        "tallies": [
            (
                facet.title,
                [
                    (wanted.link(site.links, **changes), called, number)
                    for changes, called, number in facet.choices
                ],
            )
            for facet in made
            if facet.name not in left_out
        ],
        "quotes": read.quotes,
    }


def _read(connection: sqlite3.Connection, wanted: SearchRequest) -> _Read:
    ids = find(connection, wanted.filter).ids[:COUNTED]
    counted = [dict(zip(facets.COLUMNS, row, strict=True)) for row in quotes_of(connection, ids, facets.COLUMNS)]
    rows = [
        dict(zip(QUOTE_COLUMNS, row, strict=True)) for row in quotes_of(connection, ids[:SHOWN], QUOTE_COLUMNS)
    ]
    return _Read(counted, people_in(connection, ids), [_shown(row) for row in rows])


def _shown(row: dict[str, Any]) -> dict[str, Any]:
    said = stated(row)
    number = row["speaker_id"] if said["speaker"] == row["speaker"] else None
    return {**row, **said, "speaker_id": number, "who": said["speaker"] or row["source"] or "Nobody named"}


def _months(lines: Sequence[Timeline]) -> list[str]:
    """Return the months that both timelines are drawn over: from the first to the last of either."""
    known = sorted({month for line in lines for month, _ in line.months})
    if not known:
        return []
    first, last = ((int(month[:4]) * 12 + int(month[5:]) - 1) for month in (known[0], known[-1]))
    return [f"{number // 12:04}-{number % 12 + 1:02}" for number in range(first, last + 1)]
