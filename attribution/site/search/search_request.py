"""What the address of a search says, and the addresses of searches a little different."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TypeVar, get_args

from attribution.records import Act, Kind, SourceType
from attribution.site.page import Links, PageError, Site
from attribution.site.wording import ACTS, KINDS, REVIEW_VALUES, REVIEWS, SOURCE_TYPES
from attribution.store.search.finding import Order, Search
from attribution.words.text import fold_key, match_expression

# The filters, in the order in which pages show them, with what each is called.
FILTERS = {
    "speaker_id": "Speaker",
    "about_id": "About",
    "organisation": "Organisation",
    "outlet": "Outlet",
    "from": "From",
    "to": "To",
    "kind": "Kind",
    "act": "Act",
    "source_type": "Type of source",
    "confidence": "Confidence",
    "review": "Review",
}
_TEXTS = ("words", "speaker", "about")
NAMES = (*_TEXTS, *FILTERS, "sort")

Value = TypeVar("Value", bound=str)

ORDERS: tuple[Order, ...] = get_args(Order)
LONGEST = 500  # characters of words that are searched for
_DAY = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_NUMBER = re.compile(r"[0-9]{1,18}")
_CONFIDENCE = re.compile(r"(0?\.[0-9]{1,4}|[01](?:\.0{0,4})?)")


@dataclass(frozen=True, slots=True)
class Asked:
    """A search as the address writes it: ``given`` has what is not empty, in canonical form and order."""

    search: Search
    given: Mapping[str, str]
    # The names of those whose numbers are given.
    speaker_name: str | None
    about_name: str | None

    def link(self, links: Links, form: str = "", /, **changes: object) -> str:
        """Return the address of this search with some of its parameters changed, or left out (None)."""
        query = {**self.given, **{name.rstrip("_"): value for name, value in changes.items()}}
        ordered = [*NAMES, *(name for name in query if name not in NAMES)]
        return links.search(form, **{name: query.get(name) for name in ordered})

    def newest(self) -> Asked:
        """Return the same search with the newest first."""
        given = {name: value for name, value in self.given.items() if name != "sort"}
        return Asked(replace(self.search, order="newest"), given, self.speaker_name, self.about_name)

    def table(self, links: Links) -> str:
        """Return the address of the same in Datasette's own table."""
        wanted = self.search
        if wanted.about or wanted.about_id is not None:
            return self._table_about(links)
        newest = {"_sort_desc": "day"} if wanted.order != "oldest" else {"_sort": "day"}
        return links.table(
            "quotes",
            _search=self.given.get("words"),
            _search_speaker=self.given.get("speaker"),
            speaker_id=wanted.speaker_id,
            organisation=wanted.organisation,
            outlet=wanted.outlet,
            day__gte=self.given.get("from"),
            day__lte=self.given.get("to"),
            kind=wanted.kind,
            act=wanted.act,
            source_type=wanted.source_type,
            confidence__gte=self.given.get("confidence"),
            review=wanted.review,
            review__isblank="1" if wanted.review == "" else None,
            **newest,
        )

    def _table_about(self, links: Links) -> str:
        """Return the address of the table of who speaks about whom; it has no words of quotes to search in."""
        wanted = self.search
        return links.table(
            "who_about_whom",
            speaker_id=wanted.speaker_id,
            about_id=wanted.about_id,
            about__contains=wanted.about.strip(' "“”'),
            outlet=wanted.outlet,
            kind=wanted.kind,
            act=wanted.act,
            day__gte=self.given.get("from"),
            day__lte=self.given.get("to"),
        )


async def asked(site: Site) -> Asked:
    """Read the search that an address asks for. Raises PageError for what is no day, number or known word."""
    given = {name: site.argument(name) for name in NAMES if site.argument(name)}
    for name in _TEXTS:
        if len(given.get(name, "")) > LONGEST:
            raise PageError(400, "That is too long to search for.", f"Search for at most {LONGEST} characters.")
    speaker_name = await _somebody(site, given, "speaker")
    about_name = await _somebody(site, given, "about")
    for what in ("outlet", "organisation"):
        if what in given:
            given[what] = await _called(site, f"{what}s", given[what])
    first = _day(given, "from", last=False)
    last = _day(given, "to", last=True)
    if first and last and first > last:
        raise PageError(400, f"{first} is after {last}.", "Put the earlier day first.")
    confidence = _confidence(given)
    order = _order(given)
    search = Search(
        words=given.get("words", ""),
        speaker=given.get("speaker", ""),
        speaker_id=int(given["speaker_id"]) if "speaker_id" in given else None,
        about=given.get("about", ""),
        about_id=int(given["about_id"]) if "about_id" in given else None,
        outlet=given.get("outlet"),
        organisation=given.get("organisation"),
        first_day=first,
        last_day=last,
        confidence=confidence,
    )
    review = _one_of(given, "review", REVIEWS, tuple(REVIEWS))
    search = replace(
        search,
        kind=_one_of(given, "kind", KINDS, get_args(Kind)),
        act=_one_of(given, "act", ACTS, get_args(Act)),
        source_type=_one_of(given, "source_type", SOURCE_TYPES, get_args(SourceType)),
        review=None if review is None else REVIEW_VALUES[review],
        order=order,
    )
    ordered = {name: given[name] for name in NAMES if name in given}
    return Asked(search, ordered, speaker_name, about_name)


async def _somebody(site: Site, given: dict[str, str], box: str) -> str | None:
    """Keep the number of a speaker only where the name typed beside it is still that; return that speaker's name.

    The form sends both: whoever changes or empties the name means somebody else. ``box`` is the parameter of the
    name; the number's is the same with ``_id`` behind it.
    """
    numbered = f"{box}_id"
    number = given.get(numbered)
    if number is None:
        return None
    if not _NUMBER.fullmatch(number):
        raise PageError(400, f"“{number[:40]}” is no speaker's number.", "Type the name instead.")
    given[numbered] = str(int(number))
    name = await site.value("SELECT name FROM speakers WHERE id = :id", {"id": int(number)})
    if box in site.request.args:
        if name is None or fold_key(given.get(box, "")) != fold_key(name):
            del given[numbered]
            return None
        del given[box]
    return name or f"No. {number} (no longer there)"


async def _called(site: Site, table: str, typed: str) -> str:
    """Return the name of an outlet or organisation as it is stored, from one typed; where none is meant, as typed.

    It is the same but for accents, capitals and punctuation, or it is the only one with these words.
    """
    name = await site.value(f"SELECT name FROM {table} WHERE folded = :folded", {"folded": fold_key(typed)})
    if name is not None:
        return str(name)
    query = f"""
        SELECT name FROM {table} WHERE id IN (
            SELECT rowid FROM {table}_fts WHERE {table}_fts MATCH :words LIMIT 2
        )
    """
    found = await site.rows(query, {"words": match_expression(typed)})
    return str(found[0]["name"]) if len(found) == 1 else typed


def _day(given: dict[str, str], name: str, *, last: bool) -> datetime.date | None:
    """Return a day; of a month or year its first or last one."""
    written = given.get(name)
    if written is None:
        return None
    found = _DAY.fullmatch(written)
    try:
        if not found:
            raise ValueError
        year, month, day = (int(part) if part else None for part in found.groups())
        month = month or (12 if last else 1)
        made = datetime.date(year or 0, month, 1)
        days = calendar.monthrange(made.year, made.month)[1]
        made = datetime.date(made.year, month, day or (days if last else 1))
    except ValueError:
        raise PageError(
            400,
            f"“{written[:40]}” is no day.",
            "Write days as 2024-01-31; a month (2024-01) or a year (2024) will do.",
        ) from None
    given[name] = made.isoformat()
    return made


def _order(given: dict[str, str]) -> Order:
    written = given.get("sort", "newest")
    for order in ORDERS:
        if order == written and order == "newest":
            given.pop("sort", None)
        if order == written:
            return order
    raise PageError(400, f"Quotes can't be sorted by “{written[:40]}”.", f"There are: {', '.join(ORDERS)}.")


def _confidence(given: dict[str, str]) -> float | None:
    written = given.get("confidence")
    if written is None:
        return None
    if not _CONFIDENCE.fullmatch(written):
        raise PageError(400, f"“{written[:40]}” is no confidence.", "Give a number between 0 and 1, such as 0.75.")
    hundredths = round(float(written) * 100)
    if hundredths == 0:
        del given["confidence"]
        return None
    given["confidence"] = f"{hundredths / 100:g}"
    return hundredths / 100


def _one_of(
    given: Mapping[str, str], name: str, words: Mapping[str, str], values: tuple[Value, ...]
) -> Value | None:
    written = given.get(name)
    if written is None:
        return None
    for value in values:
        if value == written:
            return value
    known = ", ".join(words)
    raise PageError(400, f"No {FILTERS[name].lower()} is called “{written[:40]}”.", f"There are: {known}.")
