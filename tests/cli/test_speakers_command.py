"""``attribution speakers list|merge|split|rename|undo|log|link``."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_stored import Run, quotes

DATABASE = Path("db/attribution.db")


@pytest.fixture(autouse=True)
def stored(run: Run, articles: Path) -> None:
    (articles / "sea.txt").write_text("“The sea rises,” said Olga Venn.\n", encoding="utf-8")
    assert run("ingest", articles).exit_code == 0


def listed(run: Run, *name: str) -> list[str]:
    result = run("speakers", "list", *name)
    assert result.exit_code == 0
    return result.stdout.splitlines()[1:]


def test_list(run: Run) -> None:
    result = run("speakers", "list")
    assert result.stdout.splitlines() == [
        "id  quotes  articles  type    name",
        "1   2       2         person  Ola Venn",
        "3   1       1         person  Olga Venn",
        "2   1       1         person  Rasa Kalnienė",
    ]
    assert result.stderr == "3 speakers\n"
    assert listed(run, "kalniene") == ["2   1       1         person  Rasa Kalnienė"]
    assert listed(run, "nobody") == []


def test_merge_and_undo(run: Run, articles: Path) -> None:
    result = run("speakers", "merge", 1, 3, "--by", "the desk")
    assert (result.exit_code, result.stdout) == (0, "Merged Ola Venn (1) and Olga Venn (3). Decision 1.\n")
    assert not result.stderr
    assert listed(run, "venn") == ["1   3       3         person  Ola Venn (Olga Venn)"]
    assert "4 unchanged" in run("ingest", articles).stdout
    assert ("Ola Venn", "“The sea rises,”") in quotes(DATABASE)
    log = run("speakers", "log").stdout.splitlines()
    assert log[1].startswith("1         20")
    assert log[1].endswith("the desk  in force  Merged Ola Venn (1) and Olga Venn (3)")
    assert run("speakers", "undo").stdout == "Undone: decision 1, Merged Ola Venn (1) and Olga Venn (3).\n"
    assert ("Olga Venn", "“The sea rises,”") in quotes(DATABASE)
    assert "undone" in run("speakers", "log").stdout


def test_merge_under_a_name(run: Run) -> None:
    assert run("speakers", "merge", 1, 3, "--name", "Olga “Ola” Venn").exit_code == 0
    assert listed(run, "venn") == ["1   3       3         person  Olga “Ola” Venn (Ola Venn; Olga Venn)"]


def test_merge_of_different_types_is_done_and_noted(run: Run, articles: Path) -> None:
    (articles / "board.txt").write_text("“It closes,” said Harbour Institute.\n", encoding="utf-8")
    assert run("ingest", articles).exit_code == 0
    assert listed(run, "harbour") == ["4   1       1         organisation  Harbour Institute"]
    result = run("speakers", "merge", 1, 4)
    assert (result.exit_code, result.stdout) == (
        0,
        "Merged Ola Venn (1) and Harbour Institute (4). Decision 1.\n",
    )
    assert result.stderr == (
        "Note: they were of different types (person: Ola Venn (1); organisation: Harbour Institute (4)). "
        "attribution speakers undo 1 takes it back.\n"
    )


def test_split(run: Run) -> None:
    result = run("speakers", "split", 1, "--article", 1, "--by", "me")
    assert result.stdout == "Split from Ola Venn (1): article 1. The other speaker has the number 4. Decision 1.\n"
    assert [line.split()[:2] for line in listed(run, "ola")] == [["1", "1"], ["4", "1"]]
    assert run("speakers", "undo", 1).exit_code == 0
    assert [line.split()[:2] for line in listed(run, "ola")] == [["1", "2"]]


def test_rename(run: Run) -> None:
    result = run("speakers", "rename", 2, "Rasa Kalnė", "--by", "me")
    assert result.stdout == "Renamed Rasa Kalnienė (2) to Rasa Kalnė. Decision 1.\n"
    assert ("Rasa Kalnė", "“Šiauliai is dry,”") in quotes(DATABASE)


def test_link(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text(
        "\ufeffID,Name,Wikidata\n1,,Q1\n,rasa kalniene,http://www.wikidata.org/entity/Q2\n,Nobody,Q3\n"
    )
    result = run("speakers", "link", file)
    assert (result.exit_code, result.stdout) == (1, "Set 2 ids; 0 as before; 1 not found.\n")
    assert result.stderr == "Not found, or more than one: Nobody\n"
    assert listed(run, "rasa") == ["2   1       1         person  Rasa Kalnienė (Q2)"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("name,id\nA,1\n", "needs a column wikidata"),
        ("wikidata\nQ1\n", "and a column id or name"),
        ("name,wikidata\nOla Venn,P31\n", "Line 2: 'P31' is no id of Wikidata"),
    ],
)
def test_files_that_are_refused(run: Run, tmp_path: Path, text: str, says: str) -> None:
    file = tmp_path / "people.csv"
    file.write_text(text)
    result = run("speakers", "link", file)
    assert result.exit_code == 2
    assert says in " ".join(result.stderr.split())


def test_a_file_that_is_not_there(run: Run) -> None:
    result = run("speakers", "link", "none.csv")
    assert result.exit_code == 2
    assert "none.csv can't be read as a CSV file" in " ".join(result.stderr.split())


def test_what_cannot_be_decided(run: Run) -> None:
    for command in (("merge", 1), ("merge", 1, 99), ("split", 1), ("split", 1, "--article", 4), ("rename", 1, " "),
                    ("undo",), ("undo", 3)):  # fmt: skip
        assert run("speakers", *command).exit_code == 2, command
    assert "0 decisions" in run("speakers", "log").stderr


@pytest.mark.parametrize("command", [("list",), ("merge", "1", "2"), ("rename", "1", "x"), ("undo",), ("log",)])
def test_a_mistyped_database_is_not_made(run: Run, command: tuple[str, ...]) -> None:
    result = run("speakers", *command, "--db", "none.db")
    assert result.exit_code == 1
    assert not Path("none.db").exists()
