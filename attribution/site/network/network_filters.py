"""What a request wants to see of the network: a window of time, a kind, an outlet, a relation, how much of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, get_args

from attribution.filters import Description, QuoteFilter, conditions
from attribution.site.page import PageError, Site
from attribution.store import Relation
from attribution.store.search.finding import with_stored_names

RELATIONS: Final[tuple[Relation, ...]] = get_args(Relation)
# People and organisations around the one in the middle.
MOST = (25, 50, 100, 299)
USUAL = 50

# On rows of graph_links by the alias l.
_QUOTES: Final = conditions("l", "from_day", "to_day", "kind") | {
    "outlet": "l.outlet_id = (SELECT id FROM outlets WHERE name = :outlet)"
}

_RELATION: Final = Description("relation", "Relation", "Only edges of this relation.", choices=RELATIONS)


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkFilter(QuoteFilter):
    """The filters of one request; None lets all through."""

    relation: Relation | None = None
    most: int = USUAL

    @property
    def narrowed(self) -> bool:
        """Tell whether quotes have to be counted, and not only edges read."""
        return bool(self.given())

    def condition(self) -> tuple[str, dict[str, object]]:
        """Return the condition on rows of ``graph_links`` by the alias ``l``, and its values."""
        wheres, values = self.where(_QUOTES)
        return " AND ".join(wheres) or "true", values

    def arguments(self) -> dict[str, object]:
        """Return them as the parameters of an address, which ``Links`` takes."""
        most = None if self.most == USUAL else self.most
        return {**self.parameters(), "relation": self.relation, "most": most}


async def network_filter(site: Site) -> NetworkFilter:
    """Read the filters of a request. Raises FilterError and PageError for what makes no sense."""
    most = site.argument("most") or str(USUAL)
    if most not in map(str, MOST):
        raise PageError(400, f"{most[:20]} can't be drawn", f"Choose one of {', '.join(map(str, MOST))}.")
    relation = site.argument("relation")
    wanted = NetworkFilter.read(
        site.argument, _QUOTES, relation=_RELATION.read(relation) if relation else None, most=int(most)
    )
    return await site.read(lambda connection: with_stored_names(connection, wanted, known=True))
