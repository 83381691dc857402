"""What the address of a search says, and the addresses of searches a little different."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from attribution.filters import DESCRIPTIONS, QuoteFilter, shortened
from attribution.site.page import Links, PageError, Site
from attribution.store.search.finding import ORDERS, Order, with_stored_names
from attribution.words.text import fold_key

# The filters by the parameters of addresses, in the order in which pages show them, with what each is called.
LABELS: Final = {one.parameter: one.label for one in DESCRIPTIONS.values()}
NAMES: Final = (*LABELS, "sort")

_IN_TABLE: Final = {"=": "", ">=": "__gte", "<=": "__lte"}  # as Datasette has them behind a column
_WHO_ABOUT_WHOM: Final = ("speaker_id", "outlet", "kind", "act", "from_day", "to_day")


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """A search as the address writes it, in canonical form."""

    filter: QuoteFilter
    order: Order
    # The names of those whose numbers are given.
    speaker_name: str | None
    about_name: str | None

    # The parameters of the address, in canonical order; made once, as a page has a hundred links made of them.
    given: Mapping[str, str] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        sort = {} if self.order == "newest" else {"sort": self.order}
        object.__setattr__(self, "given", self.filter.parameters() | sort)

    def link(self, links: Links, form: str = "", /, **changes: object) -> str:
        """Return the address of this search with some of its parameters changed, or left out (None)."""
        query = {**self.given, **{name.rstrip("_"): value for name, value in changes.items()}}
        ordered = [*NAMES, *(name for name in query if name not in NAMES)]
        return links.search(form, **{name: query.get(name) for name in ordered})

    def newest(self) -> SearchRequest:
        """Return the same search with the newest first."""
        return replace(self, order="newest")

    def table(self, links: Links) -> str:
        """Return the address of the same in Datasette's own table."""
        wanted = self.filter
        if wanted.about or wanted.about_id is not None:
            # The table of who speaks about whom has no words of quotes to search in.
            about = {"about_id": wanted.about_id, "about__contains": wanted.about.strip(' "“”')}
            return links.table("who_about_whom", **about, **self._columns(_WHO_ABOUT_WHOM))
        return links.table(
            "quotes",
            _search=wanted.words,
            _search_speaker=wanted.speaker,
            review__isblank="1" if wanted.review == "none" else None,
            **self._columns(DESCRIPTIONS),
            **{"_sort" if self.order == "oldest" else "_sort_desc": "day"},
        )

    def _columns(self, names: Iterable[str]) -> dict[str, object]:
        """Return the filters of one column each as Datasette writes them."""
        known = [DESCRIPTIONS[name] for name in names if name in self.filter.given()]
        return {one.column + _IN_TABLE[one.operator]: self.filter.stored(one.name) for one in known if one.column}


async def search_request(site: Site) -> SearchRequest:
    """Read the search that an address asks for. Raises FilterError and PageError for what makes no sense."""
    order = next((known for known in ORDERS if known == (site.argument("sort") or "newest")), None)
    if order is None:
        written = shortened(site.argument("sort"))
        raise PageError(400, f"Quotes can't be sorted by “{written}”.", f"There are: {', '.join(ORDERS)}.")
    wanted = QuoteFilter.read(site.argument)
    whole = {name: wanted.stored(name) for name in ("from_day", "to_day") if name in wanted.given()}

    def look_up(connection: sqlite3.Connection) -> SearchRequest:
        named = with_stored_names(connection, replace(wanted, **whole))
        named, speaker_name = _somebody(site, connection, named, "speaker")
        named, about_name = _somebody(site, connection, named, "about")
        return SearchRequest(named, order, speaker_name, about_name)

    looked_up = wanted.given().keys() & {"outlet", "organisation", "speaker_id", "about_id"}
    return await site.read(look_up) if looked_up else SearchRequest(replace(wanted, **whole), order, None, None)


def _somebody(
    site: Site, connection: sqlite3.Connection, wanted: QuoteFilter, box: str
) -> tuple[QuoteFilter, str | None]:
    """Keep the number of a speaker only where the name typed beside it is still that; return that speaker's name.

    The form sends both: whoever changes or empties the name means somebody else. ``box`` is the parameter of the
    name; the number's is the same with ``_id`` behind it.
    """
    number = getattr(wanted, f"{box}_id")
    if number is None:
        return wanted, None
    found = connection.execute("SELECT name FROM speakers WHERE id = ?", (number,)).fetchone()
    if box in site.request.args:
        meant = found is not None and fold_key(getattr(wanted, box)) == fold_key(found[0])
        drop: dict[str, Any] = {box if meant else f"{box}_id": None}
        wanted = replace(wanted, **drop)
        if not meant:
            return wanted, None
    return wanted, str(found[0]) if found else f"No. {number} (no longer there)"
