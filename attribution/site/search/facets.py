"""What the quotes that a search found have in common: how many have which value. Pure."""

from __future__ import annotations

import calendar
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from attribution import filters
from attribution.site import phrases
from attribution.site.search.search_request import LABELS
from attribution.site.wording import ACTS, KINDS, REVIEWS, SOURCE_TYPES, with_meaning

COLUMNS = (
    *("speaker_id", "speaker", "organisation", "outlet", "day", "kind", "act", "source_type", "confidence"),
    "review",
)
SHOWN = 8  # values of each
_SURE = (0.9, 0.75, 0.5)

Row = Mapping[str, Any]
# What to change in the address, what it is called, and how many quotes have it.
Choice = tuple[dict[str, str], str, int]


@dataclass(frozen=True, slots=True)
class Facet:
    """The values of one filter, most frequent first; ``others`` is how many more values there are.

    ``name`` tells it from the others, in the address of a page that shows all of its values.
    """

    name: str
    title: str
    choices: tuple[Choice, ...]
    others: int


def facets(
    rows: Sequence[Row], given: Mapping[str, str], *, whole: str = "", narrowing: bool = True
) -> list[Facet]:
    """Return the values that would narrow a search: of each filter that is not set, where they differ.

    Of each the first SHOWN, but all of the facet whose name is ``whole``. Where they are not for ``narrowing``, a
    value that all have is told too.
    """
    made = []
    if "speaker_id" not in given:
        names = {row["speaker_id"]: row["speaker"] for row in rows}
        made.append(_counted("speaker_id", (row["speaker_id"] for row in rows), names.get, whole))
    for name, called in (
        ("organisation", str),
        ("outlet", str),
        ("kind", lambda kind: with_meaning(kind, KINDS)),
        ("act", lambda act: with_meaning(act, ACTS)),
        ("source_type", lambda value: SOURCE_TYPES.get(value, value)),
    ):
        if name not in given:
            made.append(_counted(name, (row[name] for row in rows), called, whole))
    made.append(_days(rows, given, whole))
    if "confidence" not in given:
        made.append(_sure(rows))
    if "review" not in given:
        states = {value: state for state, value in filters.REVIEWS.items()}
        made.append(_counted("review", (states.get(row["review"]) for row in rows), REVIEWS.get, whole))
    return [facet for facet in made if any(not narrowing or number < len(rows) for _, _, number in facet.choices)]


def about(names: Iterable[tuple[str, int]], quotes: int, *, whole: str = "") -> list[Facet]:
    """Return whom the quotes are about: ``names`` as they are written, each with its number of quotes.

    A name in quotation marks stands for itself alone, and not for all that have its words.
    """
    top = sorted(names, key=lambda item: (-item[1], item[0]))
    choices = [({"about": f'"{name}"'}, name, number) for name, number in top]
    return [_cut("about", "About", choices, whole)] if choices and quotes > 1 else []


def _cut(name: str, title: str, choices: Sequence[Choice], whole: str) -> Facet:
    shown = tuple(choices if name == whole else choices[:SHOWN])
    return Facet(name, title, shown, len(choices) - len(shown))


def _counted(name: str, values: Iterable[Any], called: Callable[[Any], Any], whole: str) -> Facet:
    counts = Counter(value for value in values if value not in (None, ""))
    top = sorted(counts.items(), key=lambda item: (-item[1], str(called(item[0]))))
    choices = [({name: str(value)}, str(called(value)), number) for value, number in top]
    return _cut(name, LABELS[name], choices, whole)


def _days(rows: Sequence[Row], given: Mapping[str, str], whole: str) -> Facet:
    """Return the months of the quotes, newest first; the days of one month where all are of one."""
    days = Counter(row["day"] for row in rows if row["day"])
    months: Counter[str] = Counter()
    for day, number in days.items():
        months[day[:7]] += number
    if len(months) == 1 and (given.get("from") or given.get("to")):
        listed = [({"from": day, "to": day}, day, number) for day, number in sorted(days.items(), reverse=True)]
        if len(listed) == 1:
            listed = []
        return _cut("day", "Day", listed, whole)
    listed = []
    for month, number in sorted(months.items(), reverse=True):
        year, of_year = int(month[:4]), int(month[5:])
        last = calendar.monthrange(year, of_year)[1]
        first_day, last_day = f"{month}-01", f"{month}-{last:02d}"
        # A month keeps within the days that are given already.
        bounds = {"from": max(first_day, given.get("from", "")), "to": min(last_day, given.get("to", "~"))}
        listed.append((bounds, phrases.day(month), number))
    return _cut("day", "Month", listed, whole)


def _sure(rows: Sequence[Row]) -> Facet:
    choices = []
    for least in _SURE:
        number = sum(row["confidence"] >= least for row in rows)
        if 0 < number < len(rows):
            choices.append(({"confidence": f"{least:g}"}, f"at least {least:g}", number))
    return _cut("confidence", "Confidence", choices, "")
