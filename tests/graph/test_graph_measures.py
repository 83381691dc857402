"""What is measured of a graph, on graphs small enough to work out by hand."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from graph_articles import town_in

from attribution.errors import UsageError
from attribution.graph import GraphFilter, build_graph, measure, network, read_graph
from attribution.graph.measures import communities
from attribution.graph.pagerank import pagerank
from attribution.store import Edge, Node, Selected, Store


def edge(source: int, target: int, statements: int = 1) -> Edge:
    return Edge(source, target, "about", statements, statements, 1, None, None)


def node(number: int, statements: int = 0, through_others: int = 0) -> Node:
    return Node(number, f"N{number}", "person", (), (), 1, 1, number, None, statements, through_others)


def part(nodes: tuple[Node, ...], edges: tuple[Edge, ...]) -> Selected:
    return Selected(GraphFilter(), None, "everything", nodes, edges, 1, 1, 0)


def test_the_measures_of_the_town(tmp_path: Path) -> None:
    with Store(town_in(tmp_path)) as store:
        made = build_graph(store, GraphFilter())
    names = {one.id: one.name for one in made.selected.nodes}
    found = {names[one.node]: one for one in made.measures.nodes}
    assert {
        name: (
            m.statements,
            m.speaking,
            m.talked_about,
            m.speaks_about,
            m.spoken_about_by,
            m.mutual,
            m.outlets_about,
        )
        for name, m in found.items()
    } == {
        "Ann Lee": (3, 3, 1, 3, 1, 1, 1),
        "Bo Ray": (2, 1, 2, 1, 1, 1, 2),
        "Dee Orr": (1, 1, 0, 1, 0, 0, 0),
        "Tarn Council": (0, 0, 1, 0, 1, 0, 0),
        "Cy Fox": (0, 0, 2, 0, 2, 0, 1),
    }
    assert [name for name, m in found.items() if m.never_quoted] == ["Tarn Council", "Cy Fox"]
    assert [name for name, m in found.items() if m.only_through_others] == ["Dee Orr"]
    assert made.measures.reciprocity == pytest.approx(2 / 5)
    assert sum(m.pagerank for m in found.values()) == pytest.approx(1)
    # A quarter of Ann Lee's, as that is the weight of her edge to Cy Fox, all of Dee Orr's, and a fifth of the
    # ranks of the two who say nothing.
    rank = {name: m.pagerank for name, m in found.items()}
    passed = rank["Ann Lee"] / 4 + rank["Dee Orr"] + (rank["Cy Fox"] + rank["Tarn Council"]) / 5
    assert rank["Cy Fox"] == pytest.approx(0.85 * passed + 0.15 / 5)


def test_pagerank_of_two_that_point_at_each_other_and_one_aside() -> None:
    # x = 0.85 (y + s/3) + 0.05, s = 0.85 s/3 + 0.05: worked out by hand.
    aside = 0.05 / (1 - 0.85 / 3)
    each = (1 - aside) / 2
    assert pagerank(3, [0, 1], [1, 0], [1, 5]) == pytest.approx([each, each, aside])


def test_pagerank_follows_the_weights() -> None:
    # 0 passes three quarters of its rank to 1 and one quarter to 2; these pass theirs back.
    zero, one, two = pagerank(3, [0, 0, 1, 2], [1, 2, 0, 0], [3, 1, 1, 1])
    assert one - 0.05 == pytest.approx(0.85 * 0.75 * zero)
    assert two - 0.05 == pytest.approx(0.85 * 0.25 * zero)
    assert zero + one + two == pytest.approx(1)


def test_pagerank_without_edges() -> None:
    assert pagerank(0, [], [], []) == []
    assert pagerank(2, [], [], []) == pytest.approx([0.5, 0.5])


def test_two_circles_are_two_communities() -> None:
    circles = [edge(a, b, 5) for a, b in ((1, 2), (2, 3), (3, 1), (4, 5), (5, 6), (6, 7), (7, 4))]
    groups, modularity = communities([*circles, edge(3, 4)])
    assert groups == [{4, 5, 6, 7}, {1, 2, 3}]
    # Of 36, 15 and 20 are inside; the ends of edges make 31 and 41 of 72.
    assert modularity == pytest.approx(35 / 36 - (31 / 72) ** 2 - (41 / 72) ** 2)
    assert communities([]) == ([], None)


def test_communities_do_not_change_from_run_to_run() -> None:
    edges = [
        edge(a, b, 1 + a * b % 3) for a in range(30) for b in range(30) if a != b and (a * 7 + b * 3) % 11 == 0
    ]
    first, _ = communities(edges)
    assert all(communities(edges)[0] == first for _ in range(3))


def test_a_graph_without_edges() -> None:
    measures = measure(part((node(1, 4, 4),), ()), speaking={}, outlets_about={})
    assert (measures.reciprocity, measures.communities, measures.modularity) == (None, 0, None)
    (only,) = measures.nodes
    assert (only.community, only.pagerank, only.only_through_others, only.never_quoted) == (None, 1, True, False)


def test_the_network_has_an_edge_for_each_statement(tmp_path: Path) -> None:
    with Store(town_in(tmp_path)) as store:
        selected, links = read_graph(store, GraphFilter())
    graph = network(selected, links)
    assert sorted(graph.edges(keys=True), key=lambda found: (found[:2], str(found[2]))) == [
        (1, 2, 1),
        (1, 2, 3),
        (1, 4, 8),
        (1, 4, "affiliation-3"),
        (1, 5, 3),
        (2, 1, 4),
        (2, 3, "nested-6"),
        (3, 5, 6),
    ]
    assert graph.edges[1, 2, 1] == {
        "id": "about-1-1-2",
        "relation": "about",
        "quote": 1,
        "article": 1,
        "kind": "direct",
        "act": "speech",
        "day": "2024-01-10",
        "outlet": "The Courier",
        "link": None,
        "copies": 2,
        "weight": 1,
    }
    ids = [data["id"] for *_, data in graph.edges(data=True)]
    assert len(set(ids)) == len(ids)
    assert graph.nodes[1]["affiliations"] == ["mayor, Tarn Council"]
    assert {(e.source, e.target): e.statements for e in selected.edges if e.relation == "about"} == {
        (1, 2): 2,
        (1, 4): 1,
        (1, 5): 1,
        (2, 1): 1,
        (3, 5): 1,
    }


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        (GraphFilter(entity="Nobody"), "speaks or is spoken about"),
        (GraphFilter(outlet="Gazette"), "No outlet is called “Gazette”"),
        (GraphFilter(words="bridge"), "Words is no filter here. There are: from, to, outlet, kind, act."),
    ],
)
def test_filters_that_fit_nothing(tmp_path: Path, wanted: GraphFilter, message: str) -> None:
    with Store(town_in(tmp_path)) as store:
        with pytest.raises(UsageError, match=message):
            build_graph(store, wanted)
        assert store.counts()["graph_nodes"] == 0


def test_a_window_within_one_month_is_in_order(tmp_path: Path) -> None:
    with Store(town_in(tmp_path)) as store:
        assert build_graph(store, GraphFilter(from_day="2024-02-02", to_day="2024-02")).selected.quotes == 3


def test_measures_go_with_their_nodes(tmp_path: Path) -> None:
    path = town_in(tmp_path)
    with Store(path) as store:
        build_graph(store, GraphFilter())
        build_graph(store, GraphFilter(entity="Cy Fox"))
        for number in (3, 5):
            store.remove_article(number)
        build_graph(store, GraphFilter(to_day="2024-01"))
        # Nobody is said to speak for the council any more: it is a mere name now, and another node.
        names = {row[0]: row[2] for row in store.rows("graph_nodes")}
        assert set(names.values()) == {"Ann Lee", "Bo Ray", "Tarn Council"}
        assert 4 not in names
        assert {row[1] for row in store.rows("graph_measures")} == {1, 2}
        assert {row[1] for row in store.rows("graph_months")} == {1, 2}
        assert [row[1] for row in store.rows("graphs")] == ["everything", "to 2024-01"]
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        assert db.execute("SELECT count(*) FROM runs WHERE model = 'none'").fetchone() == (2,)


def test_measures_are_kept_by_their_filters(tmp_path: Path) -> None:
    with Store(town_in(tmp_path)) as store:
        assert build_graph(store, GraphFilter()).kept == 1
        assert build_graph(store, GraphFilter(to_day="2024-01")).kept == 2
        assert build_graph(store, GraphFilter()).kept == 1
        assert build_graph(store, GraphFilter(from_day="2030")).kept is None
        columns = store.columns("graphs")
        graphs = [dict(zip(columns, row, strict=True)) for row in store.rows("graphs")]
        assert [(g["label"], g["nodes"], g["edges"], g["quotes"], g["unnamed"]) for g in graphs] == [
            ("everything", 5, 7, 7, 1),
            ("to 2024-01", 2, 1, 2, 0),
        ]
        assert sorted(row[:2] for row in store.rows("graph_measures")) == [
            (1, 1), (1, 2), (1, 3), (1, 4), (1, 5), (2, 1), (2, 2),
        ]  # fmt: skip
        assert sorted(row[:3] for row in store.rows("graph_months") if row[0] == 2) == [
            (2, 1, "2024-01"),
            (2, 2, "2024-01"),
        ]
        assert [row[:2] for row in store.rows("graph_never_quoted")] == [
            ("everything", "Tarn Council"),
            ("everything", "Cy Fox"),
            ("to 2024-01", "Bo Ray"),
        ]
        assert [row[:2] for row in store.rows("graph_only_through_others")] == [("everything", "Dee Orr")]
        assert [row[:4] for row in store.rows("graph_mutual")] == [("Ann Lee", "Bo Ray", 2, 1)]


def test_those_of_one_article_are_no_community() -> None:
    pairs = (edge(1, 2), edge(3, 4))
    nodes = tuple(
        replace(node(number, 1), articles=articles) for number, articles in ((1, 1), (2, 1), (3, 2), (4, 1))
    )
    measures = measure(part(nodes, pairs), speaking={}, outlets_about={})
    assert [one.community for one in measures.nodes] == [None, None, 1, 1]
    assert measures.communities == 1
