"""What a request wants to see of the network: a window of time, a kind, an outlet, a relation, how much of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, get_args

from attribution.errors import UsageError
from attribution.records import Kind
from attribution.site.page import PageError, Site
from attribution.store.search.date_range import check_window
from attribution.words.text import fold_key

KINDS: tuple[str, ...] = get_args(Kind)
RELATIONS = ("about", "affiliation", "nested")
# People and organisations around the one in the middle.
MOST = (25, 50, 100, 299)
USUAL = 50


@dataclass(frozen=True, slots=True)
class Filters:
    """The filters of one request; None lets all through. ``outlet`` is its name as it is stored."""

    from_day: str | None = None
    to_day: str | None = None
    kind: str | None = None
    outlet: str | None = None
    outlet_id: int | None = None
    relation: str | None = None
    most: int = USUAL

    @property
    def narrowed(self) -> bool:
        """Tell whether quotes have to be counted, and not only edges read."""
        return any((self.from_day, self.to_day, self.kind, self.outlet))

    def where(self, links: str) -> tuple[str, dict[str, object]]:
        """Return the condition on rows of ``graph_links``, of which ``links`` is the alias, and its values."""
        tests = {
            "from_day": f"{links}.day >= :from_day",
            # "2024-01" lets all of that month through.
            "to_day": f"{links}.day <= :to_day || '~'",
            "kind": f"{links}.kind = :kind",
            "outlet_id": f"{links}.outlet_id = :outlet_id",
        }
        values = {name: getattr(self, name) for name in tests}
        given = {name: value for name, value in values.items() if value is not None}
        return " AND ".join(tests[name] for name in given) or "true", given

    def arguments(self) -> dict[str, object]:
        """Return them as the parameters of an address, which ``Links`` takes."""
        return {
            "from_": self.from_day,
            "to": self.to_day,
            "kind": self.kind,
            "outlet": self.outlet,
            "relation": self.relation,
            "most": None if self.most == USUAL else self.most,
        }


async def filters_of(site: Site) -> Filters:
    """Read the filters of a request. Raises PageError for one that is none."""
    from_day, to_day = site.argument("from") or None, site.argument("to") or None
    try:
        check_window(from_day, to_day)
    except UsageError as error:
        raise PageError(400, "This window of time is none", str(error)) from error
    outlet: dict[str, Any] = {}
    if name := site.argument("outlet"):
        found = await site.row("SELECT id, name FROM outlets WHERE folded = :folded", {"folded": fold_key(name)})
        if found is None:
            raise PageError(400, f"No outlet is called {name[:100]}", "Write its name as the quotes show it.")
        outlet = found
    most = site.argument("most") or str(USUAL)
    if most not in map(str, MOST):
        raise PageError(400, f"{most[:20]} can't be drawn", f"Choose one of {', '.join(map(str, MOST))}.")
    return Filters(
        from_day=from_day,
        to_day=to_day,
        kind=_one_of(site, "kind", KINDS),
        outlet=outlet.get("name"),
        outlet_id=outlet.get("id"),
        relation=_one_of(site, "relation", RELATIONS),
        most=int(most),
    )


def _one_of(site: Site, name: str, choices: tuple[str, ...]) -> str | None:
    given = site.argument(name)
    if given and given not in choices:
        raise PageError(400, f"There is no {name} called {given[:40]}", f"Choose one of {', '.join(choices)}.")
    return given or None
