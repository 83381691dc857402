"""``attribution graph`` and ``attribution export graph``."""

from __future__ import annotations

import csv
from contextlib import closing
from pathlib import Path
from sqlite3 import connect

import pytest
from cli_stored import Run
from graph_articles import about, town_in
from stored import dump, fill, simple

from attribution.store import Store

TOWN = """\
Graph of town.db, everything:
  5 people and organisations
  7 edges:
    5 from a speaker to whom it is about
    1 from a speaker to an organisation
    1 from a speaker to another whose words the first reports
  6 statements in 7 quotes (1 with the same words of the same speaker again)
  left out: 1 quote without a named speaker
  40% of those spoken about speak about the speaker too
"""


@pytest.fixture(autouse=True)
def town(run: Run, tmp_path: Path) -> Path:
    return town_in(tmp_path)


def test_summary(run: Run) -> None:
    result = run("graph", "--db", "town.db", "--top", 2)
    assert result.exit_code == 0
    assert result.stdout.startswith(TOWN)
    lists = {block.splitlines()[0]: block.splitlines()[2:] for block in result.stdout.split("\n\n")[1:]}
    assert [row.split()[:7] for row in lists["Most talked about"]] == [
        ["Bo", "Ray", "2", "1", "2", "1", "2"],
        ["Cy", "Fox", "0", "0", "2", "2", "1"],
    ]
    assert [row.split() for row in lists["Strongest edges"]] == [
        ["Ann", "Lee", "Bo", "Ray", "2", "2"],
        ["Ann", "Lee", "Tarn", "Council", "1", "0"],
    ]
    assert lists["Quoted only through others"] == ["Dee Orr  1"]
    assert [row.split()[:2] for row in lists["Talked about, never quoted"]] == [["Cy", "Fox"], ["Tarn", "Council"]]
    with Store("town.db", read_only=True) as store:
        assert store.counts()["graph_measures"] == 5


def test_filters(run: Run) -> None:
    result = run("graph", "--db", "town.db", "--entity", "dee", "--from", "2024-02", "--kind", "direct")
    assert result.stdout.startswith("Graph of town.db, Dee Orr (3), direct, from 2024-02:\n  3 people")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--entity", "Nobody"), "Nobody called 'Nobody' speaks or is spoken about in town.db"),
        (("--outlet", "Gazette"), "town.db: No outlet is called “Gazette”."),
        (("--outlet", "Gazette"), "attribution articles list shows the outlets."),
        (("--outlet", ""), "Invalid value for '--outlet': it is empty"),
        (("--from", "soon"), "The day “soon” is not understood"),
        (("--to", "2024-02-30"), "The day “2024-02-30” is not understood"),
        (("--to", "2024-13"), "The day “2024-13” is not understood"),
        (("--from", "٢٠٢٤"), "is not understood"),
        (("--from", "2024-03", "--to", "2024-02"), "The window from 2024-03 to 2024-02 ends before it begins"),
        (("--min-weight", 0), "--min-weight"),
    ],
)
def test_wrong_filters(run: Run, options: tuple[str, ...], message: str) -> None:
    for command in (("graph",), ("export", "graph", "--out", "a.gexf")):
        result = run(*command, "--db", "town.db", *options)
        assert result.exit_code == 2
        assert message in " ".join(result.stderr.split())
    assert not Path("a.gexf").exists()


def test_a_window_with_nothing_in_it(run: Run) -> None:
    result = run("graph", "--db", "town.db", "--from", "2031")
    assert (result.exit_code, result.stdout) == (
        0,
        "Nothing passes these filters (from 2031). Nothing was written.\n",
    )
    result = run("graph", "--db", "town.db", "--from", "2024-02", "--to", "2024-02-01", "--kind", "direct",
                 "--entity", "Dee Orr")  # fmt: skip
    assert result.stdout.startswith(
        "Nothing passes these filters (Dee Orr (3), direct, from 2024-02, to 2024-02-01)"
    )
    assert run("export", "graph", "--out", "a.gexf", "--db", "town.db", "--from", "2031").exit_code == 0
    assert not Path("a.gexf").exists()


def test_an_empty_database(run: Run, tmp_path: Path) -> None:
    fill(tmp_path / "empty.db", [])
    for command in (("graph",), ("export", "graph", "--out", "a.gexf")):
        result = run(*command, "--db", "empty.db")
        assert (result.exit_code, result.stdout) == (
            0,
            "There are no quotes in empty.db yet: read articles (attribution ingest PATH --db empty.db).\n",
        )
    with Store("empty.db", read_only=True) as store:
        assert set(store.counts().values()) == {0}


def test_nobody_with_a_name(run: Run, tmp_path: Path) -> None:
    fill(tmp_path / "aide.db", [simple(None)])
    for command in (("graph",), ("export", "graph", "--out", "a.gexf")):
        assert run(*command, "--db", "aide.db").stdout == (
            "No quote in aide.db names its speaker, so there is no graph of them.\n"
        )
    assert not Path("a.gexf").exists()


def test_one_speaker(run: Run, tmp_path: Path) -> None:
    fill(tmp_path / "one.db", [simple("Mara Quill")])
    result = run("graph", "--db", "one.db")
    assert result.stdout.startswith(
        "Graph of one.db, everything:\n  1 person or organisation\n  0 edges\n  1 statement in 1 quote\n"
        "Nobody here is found to speak about anyone else with a name, so there is nothing to compare.\n"
    )
    assert "Mara Quill  1" in result.stdout
    assert run("export", "graph", "--out", "one.gexf", "--db", "one.db").stdout == (
        "one.gexf: 1 person or organisation, 0 edges of 0 statements\n"
    )


def test_a_mistyped_database_is_not_made(run: Run) -> None:
    for command in (("graph",), ("export", "graph", "--out", "a.gexf")):
        result = run(*command, "--db", "none.db")
        assert result.exit_code == 1
        assert not Path("none.db").exists()


def test_names_from_articles_cannot_steer_the_terminal(run: Run, tmp_path: Path) -> None:
    fill(tmp_path / "evil.db", [about("Eve \x1b[2J", "“Bo Ray is late”", "Bo Ray")])
    assert "\x1b" not in run("graph", "--db", "evil.db").stdout


@pytest.mark.parametrize("name", ["n.gexf", "n.graphml", "n.cyjs", "n.json", "n.csv"])
def test_export(run: Run, name: str) -> None:
    result = run("export", "graph", "--out", name, "--db", "town.db")
    assert (result.exit_code, result.stdout) == (
        0,
        f"{name}: 5 people and organisations, 7 edges of 8 statements\n",
    )
    assert Path(name).stat().st_size > 100


def test_export_writes_to_the_database_only_what_is_missing(run: Run) -> None:
    made = "SELECT count(*) FROM graph_edges"

    def edges() -> int:
        with closing(connect("town.db")) as db:
            return int(db.execute(made).fetchone()[0])

    export = ("export", "graph", "--out", "a.csv", "--db", "town.db")
    assert edges() == 0
    assert run(*export).exit_code == 0
    assert edges() == 7
    before, first = dump(Path("town.db")), Path("a.csv").read_text(encoding="utf-8")
    assert run(*export).exit_code == 0
    assert (dump(Path("town.db")), Path("a.csv").read_text(encoding="utf-8")) == (before, first)
    with Store("town.db") as store:
        store.remove_article(4)  # Bo Ray on Ann Lee
    assert run(*export).exit_code == 0
    assert edges() == 6
    assert "Bo Ray,Ann Lee" in first
    assert "Bo Ray,Ann Lee" not in Path("a.csv").read_text(encoding="utf-8")


def test_export_with_filters_and_format(run: Run) -> None:
    result = run("export", "graph", "--out", "edges.txt", "--format", "csv", "--db", "town.db", "--min-weight", 2)
    assert result.exit_code == 0
    with Path("edges.txt").open(encoding="utf-8", newline="") as file:
        assert [(row["Source"], row["Target"], row["Weight"]) for row in csv.DictReader(file)] == [
            ("Ann Lee", "Bo Ray", "2")
        ]
    assert run("export", "graph", "--out", "edges.txt", "--db", "town.db").exit_code == 2
