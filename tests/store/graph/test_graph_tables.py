"""The graph as tables: who is a node, what is an edge, what counts once."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from graph_articles import about, town_in
from stored import dump, fill, grain

from attribution.errors import UsageError
from attribution.records import Article
from attribution.store import Graph, GraphFilter, Store
from attribution.store.graph.same_words import said, same_words


@contextmanager
def graph_of(path: Path) -> Iterator[Graph]:
    """The graph of a database, made."""
    with Store(path) as store:
        run = store.start_run(version="1", model="none")
        with store.graph() as graph:
            graph.collapse(run)
            yield graph


def query(path: Path, sql: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as db:
        return db.execute(sql).fetchall()


def graph_rows(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of the graph's tables, without the run that made them and its time."""
    names = query(path, "SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'graph%' ORDER BY 1")
    tables = {}
    for (name,) in names:
        columns = [row[1] for row in query(path, f"PRAGMA table_info({name})") if row[1] not in ("run_id", "made")]
        tables[name] = query(path, f"SELECT {', '.join(columns)} FROM {name} ORDER BY {columns[0]}, {columns[1]}")
    assert tables["graph_edges"] and tables["graph_state"] == [(1, 1)]
    return tables


def edges(graph: Graph, selection: GraphFilter | None = None) -> set[tuple[object, ...]]:
    part = graph.select(selection or GraphFilter())
    names = {node.id: node.name for node in part.nodes}
    return {
        (names[e.source], e.relation, names[e.target], e.statements, e.quotes, e.outlets, e.first_day, e.last_day)
        for e in part.edges
    }


TOWN = {
    ("Ann Lee", "about", "Bo Ray", 2, 3, 2, "2024-01-10", "2024-02-01"),
    ("Ann Lee", "about", "Cy Fox", 1, 1, 1, "2024-02-01", "2024-02-01"),
    ("Ann Lee", "about", "Tarn Council", 1, 1, 0, None, None),
    ("Ann Lee", "affiliation", "Tarn Council", 1, 1, 1, "2024-02-01", "2024-02-01"),
    ("Bo Ray", "about", "Ann Lee", 1, 1, 1, "2024-02-02", "2024-02-02"),
    ("Bo Ray", "nested", "Dee Orr", 1, 1, 1, "2024-02-03", "2024-02-03"),
    ("Dee Orr", "about", "Cy Fox", 1, 1, 1, "2024-02-03", "2024-02-03"),
}


def test_edges_are_counted_by_different_words(tmp_path: Path) -> None:
    path = town_in(tmp_path)
    with graph_of(path) as graph:
        assert edges(graph) == TOWN
    stored = query(
        path,
        "SELECT s.name, e.relation, t.name, e.statements, e.quotes, e.outlets, first_day, last_day "
        "FROM graph_edges e JOIN graph_nodes s ON s.id = e.source_id JOIN graph_nodes t ON t.id = e.target_id",
    )
    assert set(stored) == TOWN


def test_nodes_are_speakers_bodies_and_names(tmp_path: Path) -> None:
    path = town_in(tmp_path)
    with graph_of(path):
        pass
    assert query(
        path, "SELECT key, type, names, affiliations, quotes, statements FROM graph_nodes ORDER BY id"
    ) == [
        ("speaker:1", "person", '["Ann Lee"]', '["mayor, Tarn Council"]', 4, 3),
        ("speaker:2", "person", '["Bo Ray"]', "[]", 2, 2),
        ("speaker:3", "person", '["Dee Orr"]', "[]", 1, 1),
        ("organisation:1", "organisation", '["Tarn Council"]', "[]", 0, 0),
        ("name:person:cy fox", "person", '["Cy Fox"]', "[]", 0, 0),
    ]


def test_every_edge_leads_to_its_quotes(tmp_path: Path) -> None:
    path = town_in(tmp_path)
    with graph_of(path) as graph:
        part = graph.select(GraphFilter())
        links = list(graph.links())
    assert [(link.quote, link.copies) for link in links if link.relation == "about" and link.target == 2] == [
        (1, 2),
        (3, 1),
    ]
    for edge in part.edges:
        behind = [
            li for li in links if (li.source, li.target, li.relation) == (edge.source, edge.target, edge.relation)
        ]
        assert len(behind) == edge.statements
        assert sum(link.copies for link in behind) == edge.quotes
    found = query(
        path,
        "SELECT count(*) FROM graph_links l JOIN graph_quotes g ON g.id = l.quote_id JOIN quotes q ON q.id = g.id "
        "WHERE l.relation = 'nested' OR g.node_id = l.source_id",
    )
    assert found == query(path, "SELECT count(*) FROM graph_links")


@pytest.mark.parametrize(
    ("selection", "expected"),
    [
        (GraphFilter(to_day="2024-01"), {("Ann Lee", "about", "Bo Ray", 1, 2, 2, "2024-01-10", "2024-01-11")}),
        (GraphFilter(outlet="Daily Tide"), {("Ann Lee", "about", "Bo Ray", 1, 1, 1, "2024-01-11", "2024-01-11")}),
        (GraphFilter(kind="indirect"), {("Ann Lee", "about", "Tarn Council", 1, 1, 0, None, None)}),
        (GraphFilter(min_weight=2), {("Ann Lee", "about", "Bo Ray", 2, 3, 2, "2024-01-10", "2024-02-01")}),
        (GraphFilter(from_day="2024-02-03"), {edge for edge in TOWN if edge[6] == "2024-02-03"}),
        (GraphFilter(from_day="2024", to_day="2024"), {edge for edge in TOWN if edge[6]}),
        (GraphFilter(act="belief"), set()),
        (GraphFilter(from_day="2025"), set()),
    ],
)
def test_filters(tmp_path: Path, selection: GraphFilter, expected: set[tuple[object, ...]]) -> None:
    with graph_of(town_in(tmp_path)) as graph:
        assert edges(graph, selection) == expected


def test_the_part_around_one(tmp_path: Path) -> None:
    with graph_of(town_in(tmp_path)) as graph:
        part = graph.select(GraphFilter(entity="dee orr"))
        assert [node.name for node in part.nodes] == ["Bo Ray", "Dee Orr", "Cy Fox"]
        assert {(edge.relation, edge.statements) for edge in part.edges} == {("nested", 1), ("about", 1)}
        assert (part.quotes, part.statements, part.label) == (1, 1, "Dee Orr (3)")


def test_counts_of_a_part(tmp_path: Path) -> None:
    with graph_of(town_in(tmp_path)) as graph:
        part = graph.select(GraphFilter())
        assert (part.quotes, part.statements, part.unnamed) == (7, 6, 1)
        assert {n.name: (n.statements, n.through_others, n.articles, n.outlets) for n in part.nodes} == {
            "Ann Lee": (3, 0, 5, 2),
            "Bo Ray": (2, 0, 5, 2),
            "Dee Orr": (1, 1, 1, 1),
            "Tarn Council": (0, 0, 2, 1),
            "Cy Fox": (0, 0, 2, 1),
        }
        empty = graph.select(GraphFilter(from_day="2030"))
        assert (empty.nodes, empty.edges, empty.quotes, empty.unnamed) == ((), (), 0, 0)


def test_months(tmp_path: Path) -> None:
    with graph_of(town_in(tmp_path)) as graph:
        graph.select(GraphFilter())
        found = {
            (m.node, m.month): (m.statements, m.speaking, m.talked_about, m.spoken_about_by, m.outlets)
            for m in graph.months()
        }
    assert found == {
        (1, "2024-01"): (1, 1, 0, 0, 0),
        (1, "2024-02"): (1, 1, 1, 1, 1),
        (2, "2024-01"): (0, 0, 1, 1, 2),
        (2, "2024-02"): (2, 1, 1, 1, 1),
        (3, "2024-02"): (1, 1, 0, 0, 0),
        (5, "2024-02"): (0, 0, 2, 2, 1),
    }


def test_a_name_of_two_is_whom_the_article_has(tmp_path: Path) -> None:
    """A footballer and a senator of one name: who is quoted beside it is meant, else neither."""
    path = fill(
        tmp_path / "two.db",
        [
            about("John Smith", "“We scored”", role="footballer", title="Game"),
            about("John Smith", "“The bill is dead”", role="senator", title="Senate"),
            about("Ann Lee", "“John Smith is right”", "John Smith", title="Elsewhere"),
        ],
    )
    text = "John Smith, the senator, said: “No”. Ann Lee said: “John Smith is late”."
    smith = about("John Smith", "“No”")[1][0]
    from stored import find, said as quoted  # noqa: I001

    from attribution.records import Target

    mention = find(text, "John Smith", nth=1)
    fill(
        path,
        [
            (
                Article(text, id="both", outlet="The Courier", date="2024-02-01"),
                [
                    quoted(text, "“No”", cue="said", name="John Smith", role="senator"),
                    quoted(
                        text,
                        "“John Smith is late”",
                        name="Ann Lee",
                        targets=(Target("John Smith", "person", mention, "named", 0.9),),
                    ),
                ],
            )
        ],
    )
    assert smith.speaker is not None
    with graph_of(path) as graph:
        part = graph.select(GraphFilter())
        keys = dict(query(path, "SELECT id, name FROM speakers"))
        targets = {(edge.target) for edge in part.edges}
        kinds = sorted((node.speaker_id is None, node.name) for node in part.nodes if node.id in targets)
    assert list(keys.values()).count("John Smith") == 2
    assert kinds == [(False, "John Smith"), (True, "John Smith")]


def test_made_again_it_is_the_same(tmp_path: Path) -> None:
    path = town_in(tmp_path)
    with graph_of(path):
        pass
    tables = graph_rows(path)
    fill(path, [grain()])
    with graph_of(path):
        pass
    assert query(path, "SELECT id, key FROM graph_nodes ORDER BY id LIMIT 5") == [
        (1, "speaker:1"),
        (2, "speaker:2"),
        (3, "speaker:3"),
        (4, "organisation:1"),
        (5, "name:person:cy fox"),
    ]
    with Store(path) as store:
        store.remove_article(8)
    with graph_of(path):
        pass
    assert graph_rows(path) == tables
    # The runs that only an older graph named are gone, those of the articles stay.
    assert query(path, "SELECT count(*) FROM runs WHERE model = 'none'") == [(1,)]
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []


def test_what_is_beside_links_and_nodes(tmp_path: Path) -> None:
    path = town_in(tmp_path)
    with graph_of(path):
        pass
    beside = """
        SELECT count(*) FROM graph_links l JOIN quotes q ON q.id = l.quote_id
        LEFT JOIN outlets o ON o.id = l.outlet_id JOIN graph_quotes g ON g.id = q.id
        WHERE l.kind = q.kind AND l.day IS q.day AND o.name IS q.outlet AND l.said = g.said AND g.kind = q.kind
    """
    assert query(path, beside) == query(path, "SELECT count(*) FROM graph_links") == [(9,)]
    assert query(path, "SELECT name, folded, edges FROM graph_nodes ORDER BY id") == [
        ("Ann Lee", "ann lee", 5),
        ("Bo Ray", "bo ray", 3),
        ("Dee Orr", "dee orr", 2),
        ("Tarn Council", "tarn council", 2),
        ("Cy Fox", "cy fox", 2),
    ]


def test_all_names_of_a_speaker_find_the_node(tmp_path: Path) -> None:
    first, second = about("Zoë Brandt", "“one”", title="A"), about("Brandt", "“two”", title="B")
    path = fill(tmp_path / "a.db", [first, second])
    with Store(path) as store:
        store.start_run(version="1", model="none")
        with store.decisions(who="x") as decisions:
            decisions.merge([speaker.id for speaker in store.speakers("brandt")])
    with graph_of(path):
        pass
    assert query(path, "SELECT folded FROM graph_nodes") == [("zoe brandt brandt",)]


CHANGES: list[tuple[str, Callable[[Store, Path], object], bool]] = [
    ("nothing", lambda _store, _path: None, True),
    ("an empty run", lambda store, _path: store.start_run(version="2", model="none"), True),
    ("another article", lambda _store, path: fill(path, [grain()]), False),
    ("a day", lambda store, _path: store.edit_article(1, date="2020-01-01"), False),
    ("one article less", lambda store, _path: store.remove_article(1), False),
]


@pytest.mark.parametrize(("what", "change", "current"), CHANGES, ids=[change[0] for change in CHANGES])
def test_it_is_known_when_the_graph_is_older(
    tmp_path: Path, what: str, change: Callable[[Store, Path], object], current: bool
) -> None:
    path = town_in(tmp_path)
    with Store(path, read_only=True) as store, store.made_graph() as graph:
        assert graph is None
    with graph_of(path):
        pass
    with Store(path) as store:
        change(store, path)
    with Store(path, read_only=True) as store, store.made_graph() as graph:
        assert (graph is not None) is current, what
    if graph is not None:
        return
    with graph_of(path):
        pass
    with Store(path, read_only=True) as store, store.made_graph() as graph:
        assert graph is not None


def test_a_decision_makes_the_graph_older(tmp_path: Path) -> None:
    path = town_in(tmp_path)
    with graph_of(path):
        pass
    with Store(path) as store, store.decisions(who="x") as decisions:
        decisions.rename(1, "Anna Lee")
    assert query(path, "SELECT current FROM graph_state") == [(0,)]


def test_a_removed_article_takes_its_quotes_out_of_the_graph(tmp_path: Path) -> None:
    path = town_in(tmp_path)
    with graph_of(path):
        pass
    with Store(path) as store:
        for number in (1, 2, 3):
            store.remove_article(number)
    assert query(path, "SELECT quote_id FROM graph_links ORDER BY 1") == [(4,), (6,), (6,), (8,)]
    with graph_of(path) as graph:
        assert {edge[2] for edge in edges(graph)} == {"Ann Lee", "Cy Fox", "Dee Orr", "Tarn Council"}


def test_a_failure_leaves_the_graph_as_it_was(tmp_path: Path) -> None:
    path = town_in(tmp_path)
    with graph_of(path):
        pass
    before = dump(path)
    with pytest.raises(UsageError, match="Nobody called 'nobody'"), graph_of(path) as graph:
        graph.find("nobody")
    assert dump(path) == before


def test_finding_by_name_and_number(tmp_path: Path) -> None:
    with graph_of(town_in(tmp_path)) as graph:
        assert graph.find("Ann Lee") == graph.find("lee") == graph.find("1") == 1
        assert graph.find("council tarn") == 4
        assert graph.select(GraphFilter(outlet="the courier")).filter.outlet == "The Courier"
        for name in ("", "99", "annlee"):
            with pytest.raises(UsageError, match=r"town\.db.*(try a part|give the number)|give the number"):
                graph.find(name)
        with pytest.raises(UsageError, match="No outlet is called “Gazette”"):
            graph.select(GraphFilter(outlet="Gazette"))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("“The bridge is safe,”", "the bridge is safe", True),
        ("“One” […] “two”", "“One two”", True),
        ("We  don’t\nknow", "We don't know", True),
        ("“Żółw”", "“Z\u0307ółw”", True),
        ("The bridge is safe", "The bridge is not safe", False),
        ("Łódź", "Lodz", False),
        ("“...”", "“?!”", False),
        ("It cost 3 million", "It cost 4 million", False),
    ],
)
def test_what_are_the_same_words(one: str, other: str, same: bool) -> None:
    assert (said(one) == said(other)) is same
    assert (same_words(one) == same_words(other)) is same
    assert -(2**63) <= said(one) < 2**63
