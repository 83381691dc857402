"""The filters of a graph as a person gives them: by name, and not checked yet."""

from __future__ import annotations

from dataclasses import dataclass

from attribution.records import Act, Kind
from attribution.store import Graph, Selection
from attribution.store.search.date_range import check_window


@dataclass(frozen=True, slots=True)
class Wish:
    """What part of the graph is wanted; ``entity`` is the name of a person or organisation, or its number."""

    from_day: str | None = None
    to_day: str | None = None
    outlet: str | None = None
    kind: Kind | None = None
    act: Act | None = None
    entity: str | None = None
    min_weight: int = 1

    def selection(self, graph: Graph) -> Selection:
        """Return the filters with what the names stand for in the database.

        Raises UsageError for a day that is none, a window that ends before it begins, and names that nothing
        or several have.
        """
        check_window(self.from_day, self.to_day)
        return Selection(
            from_day=self.from_day,
            to_day=self.to_day,
            outlet=None if self.outlet is None else graph.outlet(self.outlet),
            kind=self.kind,
            act=self.act,
            node=None if self.entity is None else graph.find(self.entity),
            min_weight=self.min_weight,
        )
