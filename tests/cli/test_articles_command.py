"""``attribution articles list|edit|remove``."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_stored import Run, quotes, titles

DATABASE = Path("db/attribution.db")


@pytest.fixture(autouse=True)
def stored(run: Run, articles: Path) -> None:
    assert run("ingest", articles).exit_code == 0


def test_list(run: Run) -> None:
    result = run("articles", "list")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "id  day         outlet       attributions  title",
        "1   -           -            1             dam",
        "2   2026-03-31  The Courier  1             r1",
        "3   -           -            1             Dry days",
    ]
    assert result.stderr == "3 articles\n"


def test_edit_sets_what_is_given_and_leaves_the_rest(run: Run, articles: Path) -> None:
    result = run("articles", "edit", 2, "--title", "Rain at last")
    assert (result.exit_code, result.stdout) == (0, "Article 2 is now: Rain at last, The Courier, 2026-03-31.\n")
    assert titles(DATABASE)[1] == ("Rain at last", "The Courier", "2026-03-31")
    run("articles", "edit", 2, "--outlet", "", "--date", "2026-04-01")
    assert titles(DATABASE)[1] == ("Rain at last", None, "2026-04-01")


def test_what_was_set_stays_when_read_again(run: Run, articles: Path) -> None:
    run("articles", "edit", 2, "--title", "Rain at last")
    assert "3 unchanged" in run("ingest", articles).stdout
    assert titles(DATABASE)[1][0] == "Rain at last"


def test_edit_nothing_or_nonsense(run: Run) -> None:
    assert run("articles", "edit", 2).exit_code == 2
    assert run("articles", "edit", 2, "--date", "March").exit_code == 2
    missing = run("articles", "edit", 9, "--title", "x")
    assert missing.exit_code == 1
    assert missing.stderr.startswith("Error: There is no article 9")


def test_remove(run: Run) -> None:
    result = run("articles", "remove", 1, 3, 1)
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "Removed article 1 (dam) and its 1 attribution.",
        "Removed article 3 (Dry days) and its 1 attribution.",
    ]
    assert quotes(DATABASE) == {("Ola Venn", "“Rain is due,”")}


def test_remove_with_one_wrong_number_removes_nothing(run: Run) -> None:
    result = run("articles", "remove", 1, 9)
    assert result.exit_code == 1
    assert "There is no article 9" in result.stderr
    assert len(quotes(DATABASE)) == 3


@pytest.mark.parametrize("command", [("list",), ("edit", "1", "--title", "x"), ("remove", "1")])
def test_a_mistyped_database_is_not_made(run: Run, command: tuple[str, ...]) -> None:
    result = run("articles", *command, "--db", "none.db")
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: There is no database at none.db")
    assert not Path("none.db").exists()
