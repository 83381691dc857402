"""A plot of a speaker's quotes by month: the numbers of its bars, which a template draws."""

from __future__ import annotations

import re
from dataclasses import dataclass

from attribution.site.page import Site

# Ten years: more bars would be narrower than a dot.
MOST = 120
WIDTH, HEIGHT = 600, 60
_GAP = 1
_WIDEST = 24

# A month's quotes stand side by side in the index: counting them touches nothing else.
COUNTS = """
SELECT value AS month, (
    SELECT count(*) FROM quotes WHERE speaker_id = :id AND day >= value AND day < value || '~'
) AS quotes
FROM json_each(:months)
"""
BEFORE = "SELECT count(*) FROM quotes WHERE speaker_id = :id AND day < :month"
UNDATED = "SELECT count(*) FROM quotes WHERE speaker_id = :id AND day IS NULL"
ALL = "SELECT count(*) FROM quotes WHERE speaker_id = :id"


@dataclass(frozen=True, slots=True)
class Bar:
    """A month's bar: its quotes, and its place in a drawing of WIDTH by HEIGHT."""

    month: str
    quotes: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Plot:
    """The bars of each month from the first to the last with a quote; ``cut`` where earlier ones are left out.

    ``quotes`` are all of the speaker's, those of no month too.
    """

    bars: tuple[Bar, ...]
    most: int
    cut: bool
    quotes: int
    width: int = WIDTH
    height: int = HEIGHT


async def plot(site: Site, speaker_id: int, first: str | None, last: str | None) -> Plot:
    """Return the plot of a speaker's quotes from a first to a last day; no bars for less than two months.

    Each quote is counted once, along the index: a speaker may have tens of thousands.
    """
    months, cut = between(first or "", last or "")
    values = {"id": speaker_id}
    if len(months) < 2:
        return Plot((), 0, cut, await site.value(ALL, values) or 0)
    listed = "[" + ",".join(f'"{month}"' for month in months) + "]"
    rows = await site.rows(COUNTS, {**values, "months": listed})
    others = await site.value(BEFORE, {**values, "month": months[0]}) + await site.value(UNDATED, values)
    return drawn([(row["month"], row["quotes"]) for row in rows], cut=cut, others=others)


def drawn(counts: list[tuple[str, int]], *, cut: bool = False, others: int = 0, most: int = 0) -> Plot:
    """Return the bars for the quotes of each month. A month with any quote has a bar that can be seen.

    The highest bar is that of the most quotes, or of ``most`` where other plots have more.
    """
    most = max(most, *(quotes for _, quotes in counts), 0) if counts else 0
    step = min(WIDTH / max(1, len(counts)), _WIDEST)
    bars = []
    for place, (month, quotes) in enumerate(counts):
        height = round(max(quotes / most * HEIGHT, 1.5), 1) if quotes else 0.0
        bars.append(
            Bar(month, quotes, round(place * step, 2), round(HEIGHT - height, 1), round(step - _GAP, 2), height)
        )
    return Plot(tuple(bars), most, cut, others + sum(quotes for _, quotes in counts))


def between(first: str, last: str) -> tuple[list[str], bool]:
    """Return the months from one day to another, the last MOST of them, and whether that left any out.

    Days that are no days of a calendar give none.
    """
    ends = [re.match(r"(\d{4})(?:-(\d\d))?", day) for day in (first, last)]
    if not ends[0] or not ends[1]:
        return [], False
    numbers = [int(end[1]) * 12 + max(1, int(end[2] or 1)) - 1 for end in ends if end]
    start = max(numbers[0], numbers[1] - MOST + 1)
    return [f"{n // 12:04}-{n % 12 + 1:02}" for n in range(start, numbers[1] + 1)], start > numbers[0]
