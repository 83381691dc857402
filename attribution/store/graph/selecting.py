"""A part of the graph: what its filters let through, counted anew, and the measures of it that are kept.

Counts of a part are made from the quotes that are in it: one that two outlets printed is one statement in the
whole, and one in each outlet's part.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from attribution.errors import FilterError, UsageError
from attribution.filters import QuoteFilter, conditions
from attribution.records import Act, Kind
from attribution.store.graph.collapsing import collapse
from attribution.store.rows import Row, drop_runs, insert, rows
from attribution.store.search.finding import with_stored_names
from attribution.words.text import fold_key

Relation = Literal["about", "affiliation", "nested"]
EVERYTHING = "everything"


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphFilter(QuoteFilter):
    """Which part of the graph, all by default; its quotes can be narrowed by QUOTES.

    ``entity`` is the name of a person or organisation, or the number of its node: the edges that begin or end
    there are kept. ``min_weight`` keeps those of at least so many statements.
    """

    entity: str | None = None
    min_weight: int = 1


QUOTES: Final = conditions("q", "from_day", "to_day", "outlet", "kind", "act")


@dataclass(frozen=True, slots=True)
class Node:
    """A person or organisation of a selection.

    ``statements`` are what it is quoted with in the selection, ``through_others`` those of them that only stand
    in somebody else's quote; ``articles`` and ``outlets`` those that quote it or have it spoken about.
    """

    id: int
    name: str
    type: str
    names: tuple[str, ...]
    affiliations: tuple[str, ...]
    articles: int
    outlets: int
    speaker_id: int | None
    organisation_id: int | None
    statements: int
    through_others: int


@dataclass(frozen=True, slots=True)
class Edge:
    """All statements of one node about, for or reporting another."""

    source: int
    target: int
    relation: Relation
    statements: int
    quotes: int
    outlets: int
    first_day: str | None
    last_day: str | None


@dataclass(frozen=True, slots=True)
class Link:
    """One statement of an edge: its first quote in the selection, and how many there are of the same words."""

    source: int
    target: int
    relation: Relation
    quote: int
    article: int
    kind: Kind
    act: Act
    day: str | None
    outlet: str | None
    link: str | None
    copies: int


@dataclass(frozen=True, slots=True)
class Month:
    """What one node said and was spoken of in one month; repeated words count once in each month."""

    node: int
    month: str
    statements: int
    speaking: int
    talked_about: int
    spoken_about_by: int
    outlets: int


@dataclass(frozen=True, slots=True)
class Selected:
    """A part of the graph. ``quotes`` are its rows, ``statements`` these without repeated words.

    ``filter`` has the outlet by its stored name, and ``node`` is the one that its entity stands for. ``unnamed``
    are the quotes that the same filters let through and that name no speaker.
    """

    filter: GraphFilter
    node: int | None
    label: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    quotes: int
    statements: int
    unnamed: int


# Quotes of the selection, by their number.
_CHOSEN = """
CREATE TEMP TABLE graph_chosen (
    id INTEGER PRIMARY KEY, node_id INTEGER, said INTEGER, article_id INTEGER, outlet_id INTEGER, day TEXT,
    nested INTEGER
)
"""
_FILL = """
INSERT INTO graph_chosen
SELECT g.id, g.node_id, g.said, g.article_id, g.outlet_id, g.day, q.nested_in IS NOT NULL
FROM graph_quotes g CROSS JOIN quotes q ON q.id = g.id {where} ORDER BY g.id
"""
_EDGES = """
INSERT INTO graph_kept
SELECT
    l.source_id, l.target_id, l.relation, count(DISTINCT c.said), count(*), count(DISTINCT c.outlet_id),
    min(c.day), max(c.day)
FROM graph_links l CROSS JOIN graph_chosen c ON c.id = l.quote_id
{where}
GROUP BY l.source_id, l.target_id, l.relation HAVING count(DISTINCT c.said) >= :least
"""
_KEPT = """
CREATE TEMP TABLE graph_kept (
    source_id INTEGER, target_id INTEGER, relation TEXT, statements INTEGER, quotes INTEGER, outlets INTEGER,
    first_day TEXT, last_day TEXT, PRIMARY KEY (source_id, target_id, relation)
) WITHOUT ROWID
"""
# The quotes of the selection behind the edges of the selection.
_BEHIND = """
graph_kept k
CROSS JOIN graph_links l
    ON l.source_id = k.source_id AND l.target_id = k.target_id AND l.relation = k.relation
CROSS JOIN graph_chosen c ON c.id = l.quote_id
"""
_NODES = f"""
SELECT
    n.id, n.name, n.type, n.names, n.affiliations, coalesce(p.articles, 0) AS articles,
    coalesce(p.outlets, 0) AS outlets, n.speaker_id, n.organisation_id, coalesce(c.statements, 0) AS statements,
    coalesce(c.through_others, 0) AS through_others
FROM graph_nodes n
LEFT JOIN (
    SELECT
        node_id, count(DISTINCT said) AS statements,
        count(DISTINCT said) - count(DISTINCT CASE nested WHEN 0 THEN said END) AS through_others
    FROM graph_chosen GROUP BY node_id
) c ON c.node_id = n.id
LEFT JOIN (
    SELECT node_id, count(DISTINCT article_id) AS articles, count(DISTINCT outlet_id) AS outlets FROM (
        SELECT node_id, article_id, outlet_id FROM graph_chosen
        UNION ALL
        SELECT l.target_id, c.article_id, c.outlet_id FROM {_BEHIND}
    ) GROUP BY node_id
) p ON p.node_id = n.id
ORDER BY n.id
"""
# The first of the same words: by its day, quotes without one last, then by its number.
_LINKS = f"""
SELECT
    l.source_id AS source, l.target_id AS target, l.relation, q.id AS quote, q.article_id AS article, q.kind,
    q.act, q.day, q.outlet, q.link, l.copies
FROM (
    SELECT
        l.source_id, l.target_id, l.relation, c.id, count(*) AS copies,
        min(coalesce(c.day, '~') || printf(' %020d', c.id))
    FROM {_BEHIND}
    GROUP BY l.source_id, l.target_id, l.relation, c.said
) l
CROSS JOIN quotes q ON q.id = l.id
ORDER BY l.source_id, l.target_id, l.relation, q.id
"""
_MONTHS = """
SELECT
    node_id AS node, month, sum(statements) AS statements, sum(speaking) AS speaking,
    sum(talked_about) AS talked_about, sum(by_whom) AS spoken_about_by, sum(outlets) AS outlets
FROM (
    SELECT
        node_id, substr(day, 1, 7) AS month, count(DISTINCT said) AS statements, 0 AS speaking,
        0 AS talked_about, 0 AS by_whom, 0 AS outlets
    FROM graph_chosen WHERE day IS NOT NULL GROUP BY 1, 2
    UNION ALL
    SELECT source_id, month, 0, count(DISTINCT said), 0, 0, 0 FROM graph_about GROUP BY 1, 2
    UNION ALL
    SELECT
        target_id, month, 0, 0, count(DISTINCT source_id || ' ' || said), count(DISTINCT source_id),
        count(DISTINCT outlet_id)
    FROM graph_about GROUP BY 1, 2
)
WHERE node_id IN (SELECT id FROM graph_there)
GROUP BY node_id, month ORDER BY node_id, month
"""
_ABOUT = f"""
CREATE TEMP TABLE graph_about AS
SELECT l.source_id, l.target_id, substr(c.day, 1, 7) AS month, c.said, c.outlet_id FROM {_BEHIND}
WHERE k.relation = 'about' AND c.day IS NOT NULL
"""
# What is said about two people at once is one statement of its speaker's; what a node is spoken of with counts
# the same words of two speakers twice.
_SPEAKING = f"""
SELECT l.source_id AS node, count(DISTINCT c.said) AS number FROM {_BEHIND}
WHERE k.relation = 'about' GROUP BY l.source_id
"""
_OUTLETS = f"""
SELECT l.target_id AS node, count(DISTINCT c.outlet_id) AS number FROM {_BEHIND}
WHERE k.relation = 'about' GROUP BY l.target_id
"""


class Graph:
    """The graph in the database: made, looked into by parts, and its measures kept.

    Use it within ``Store.graph()``, which holds the transaction.
    """

    def __init__(self, connection: sqlite3.Connection, *, where: str) -> None:
        self._db = connection
        self._where = where

    def collapse(self, run_id: int) -> None:
        """Bring nodes and edges to what the database holds now; they and what is kept of them bear that run."""
        before = [row[0] for row in self._db.execute("SELECT DISTINCT run_id FROM graph_nodes")]
        collapse(self._db, run_id)
        drop_runs(self._db, before)

    def find(self, name: str) -> int:
        """Return the node of that number, or of that name: the one with all the words in one of its names.

        Raises UsageError, which tells what there is, for none and for several.
        """
        found = rows(self._db, "SELECT id, name, type, names, statements FROM graph_nodes ORDER BY id")
        if name.strip().isdecimal():
            alike = [row for row in found if row["id"] == int(name)]
        else:
            wanted = fold_key(name)
            forms = {
                row["id"]: [fold_key(form) for form in (row["name"], *json.loads(row["names"]))] for row in found
            }
            alike = [row for row in found if wanted in forms[row["id"]]] or [
                row for row in found if any(set(wanted.split()) <= set(form.split()) for form in forms[row["id"]])
            ]
        if not alike:
            raise UsageError(
                f"Nobody called {name!r} speaks or is spoken about in {self._where}: try a part of the name, or "
                "see the table graph_nodes."
            )
        if len(alike) > 1:
            few = sorted(alike, key=lambda row: (-row["statements"], row["id"]))[:5]
            listed = ", ".join(f"{row['id']} {row['name']} ({row['type']})" for row in few)
            more = f" and {len(alike) - len(few)} more" if len(alike) > len(few) else ""
            raise UsageError(
                f"{len(alike)} names have the words {name!r}: give the number of one, of {listed}{more}."
            )
        number: int = alike[0]["id"]
        return number

    def select(self, wanted: GraphFilter) -> Selected:
        """Return the part of the graph that a filter lets through. ``links`` and ``months`` tell more of it.

        Raises UsageError for names that nothing or several have.
        """
        try:
            wanted = with_stored_names(self._db, wanted, known=True)
        except FilterError as error:
            raise UsageError(f"{self._where}: {error} attribution articles list shows the outlets.") from error
        only = None if wanted.entity is None else self.find(wanted.entity)
        self._choose(wanted)
        edges = self._edges(only, wanted.min_weight)
        ends = {end for edge in edges for end in (edge.source, edge.target)}
        alone = wanted.min_weight <= 1 and only is None
        nodes = tuple(
            node for node in self._nodes() if node.id in ends or (node.statements and (alone or node.id == only))
        )
        self._db.execute("DROP TABLE IF EXISTS temp.graph_there")
        self._db.execute("CREATE TEMP TABLE graph_there (id INTEGER PRIMARY KEY)")
        self._db.executemany("INSERT INTO graph_there VALUES (?)", ((node.id,) for node in nodes))
        query = "SELECT count(*), count(DISTINCT node_id || ' ' || said) FROM graph_chosen"
        if not alone:
            query += f" WHERE id IN (SELECT l.quote_id FROM {_BEHIND})"
        quotes, statements = self._db.execute(query).fetchone()
        label = self._label(wanted, only)
        return Selected(wanted, only, label, nodes, edges, quotes, statements, self._unnamed(wanted))

    def links(self) -> Iterator[Link]:
        """Yield the statements behind the edges of what was last selected, one by one."""
        for row in self._db.execute(_LINKS):
            yield Link(*row)

    def months(self) -> Iterator[Month]:
        """Yield the months of the nodes of what was last selected."""
        self._db.execute("DROP TABLE IF EXISTS temp.graph_about")
        self._db.execute(_ABOUT)
        for row in self._db.execute(_MONTHS):
            yield Month(*row)

    def speaking(self) -> dict[int, int]:
        """Return how many statements about others each node made, of what was last selected."""
        return dict(self._db.execute(_SPEAKING).fetchall())

    def outlets_about(self) -> dict[int, int]:
        """Return how many outlets have each node spoken about, of what was last selected."""
        return dict(self._db.execute(_OUTLETS).fetchall())

    def keep(self, graph: Row, measures: Sequence[Row], months: Iterator[Month]) -> int:
        """Write the measures of a selection over earlier ones of the same filters; return its number."""
        old = rows(self._db, "SELECT id, run_id FROM graphs WHERE label = ?", (graph["label"],))
        for row in old:
            self._db.execute("DELETE FROM graph_measures WHERE graph_id = ?", (row["id"],))
            self._db.execute("DELETE FROM graph_months WHERE graph_id = ?", (row["id"],))
            self._db.execute("DELETE FROM graphs WHERE id = ?", (row["id"],))
        # The same filters keep their number, so that an address goes on showing the same part.
        graph_id = insert(self._db, "graphs", ({"id": old[0]["id"]} if old else {}) | graph)
        if measures:
            columns = ", ".join(measures[0])
            marks = ", ".join(f":{column}" for column in measures[0])
            query = f"INSERT INTO graph_measures (graph_id, {columns}) VALUES ({graph_id}, {marks})"
            self._db.executemany(query, measures)
        drop_runs(self._db, (row["run_id"] for row in old))
        query = f"INSERT INTO graph_months VALUES ({graph_id}, ?, ?, ?, ?, ?, ?, ?)"
        self._db.executemany(
            query,
            (
                (m.node, m.month, m.statements, m.speaking, m.talked_about, m.spoken_about_by, m.outlets)
                for m in months
            ),
        )
        return graph_id

    # Within

    def _choose(self, wanted: GraphFilter) -> None:
        wheres, values = wanted.where(QUOTES)
        where = f"WHERE {' AND '.join(wheres)}" if wheres else ""
        self._db.execute("DROP TABLE IF EXISTS temp.graph_chosen")
        self._db.execute(_CHOSEN)
        self._db.execute(_FILL.format(where=where), values)

    def _unnamed(self, wanted: GraphFilter) -> int:
        wheres, values = wanted.where(QUOTES)
        query = f"SELECT count(*) FROM quotes q WHERE {' AND '.join([*wheres, 'q.speaker_id IS NULL'])}"
        number: int = self._db.execute(query, values).fetchone()[0]
        return number

    def _edges(self, node: int | None, least: int) -> tuple[Edge, ...]:
        where = "" if node is None else "WHERE :node IN (l.source_id, l.target_id)"
        self._db.execute("DROP TABLE IF EXISTS temp.graph_kept")
        self._db.execute(_KEPT)
        self._db.execute(_EDGES.format(where=where), {"least": least, "node": node})
        return tuple(Edge(*row) for row in self._db.execute("SELECT * FROM graph_kept"))

    def _nodes(self) -> Iterator[Node]:
        for row in rows(self._db, _NODES):
            lists = {name: tuple(json.loads(row[name])) for name in ("names", "affiliations")}
            yield Node(**row | lists)

    def _label(self, wanted: GraphFilter, node: int | None) -> str:
        """Return the filters in words, which tell one part from another."""
        parts = []
        if node is not None:
            (name,) = self._db.execute("SELECT name FROM graph_nodes WHERE id = ?", (node,)).fetchone()
            parts.append(f"{name} ({node})")
        parts += [part for part in (wanted.kind, wanted.act) if part]
        parts += [f"in {wanted.outlet}"] if wanted.outlet else []
        parts += [f"from {wanted.from_day}"] if wanted.from_day else []
        parts += [f"to {wanted.to_day}"] if wanted.to_day else []
        parts += [f"at least {wanted.min_weight} statements"] if wanted.min_weight > 1 else []
        return ", ".join(parts) or EVERYTHING
