"""``attribution review``: the queue, what is decided, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_stored import Run

DB = Path("db/attribution.db")


@pytest.fixture
def read(run: Run, articles: Path) -> None:
    assert run("ingest", articles).exit_code == 0


@pytest.mark.usefixtures("read")
def test_the_way_of_a_quote_through_the_queue(run: Run) -> None:
    listed = run("review", "list").stdout.splitlines()
    assert listed[0].split() == ["id", "confidence", "kind", "state", "who", "quote"]
    assert listed[1] == "1   0.91        direct  new    Ola Venn       “The dam will hold,”"
    assert len(listed) == 4
    assert run("review", "check", 1, 2, "--reviewer", "Ann").stdout == "Checked 2 quotes: reviews 1, 2.\n"
    made = run(
        "review", "wrong", 3, "--what", "speaker", "--what", "source", "--note", "no name", "--reviewer", "Bo"
    )
    assert made.stdout == "Quote 3: wrong: source, speaker; no name. Review 3.\n"
    waiting = run("review", "list")
    assert (waiting.stdout.count("\n"), waiting.stderr) == (1, "Nothing waits for a review.\n")
    made = run("review", "correct", 3, "--speaker", "ola venn", "--role", "mayor", "--reviewer", "Bo")
    assert made.stdout == "Quote 3: corrected; speaker: Ola Venn; role: mayor. Review 4.\n"
    shown = run("review", "show", 3).stdout
    assert "Quote 3: corrected\n  speaker: Ola Venn (found: Rasa Kalnienė)\n  role: mayor (found: none)\n" in shown
    assert "organisation: none\n" in shown
    assert [line.split(", ")[0] for line in shown.splitlines() if line.startswith("Review")] == [
        "Review 4",
        "Review 3",
    ]
    assert "Ola Venn (mayor), direct, corrected by hand:" in run("search", "Šiauliai").stdout
    assert "Ola Venn" in run("search", "--speaker", "Venn", "dry").stdout
    assert run("review", "undo", "--reviewer", "Bo").stdout.startswith("Undone: review 4 of quote 3, corrected;")
    assert "WRONG" in run("search", "Šiauliai").stdout
    log = run("review", "log").stdout.splitlines()
    assert [(line.split()[0], "undone" in line) for line in log[1:]] == [
        ("4", True),
        ("3", False),
        ("2", False),
        ("1", False),
    ]
    assert run("review", "log", "--limit", 1).stderr == "There are more than 1: raise --limit.\n"


@pytest.mark.usefixtures("read")
def test_the_queue_is_narrowed(run: Run) -> None:
    assert (
        run("review", "list", "--limit", 1).stderr == "There are more than 1: raise --limit, or narrow the list.\n"
    )
    for options, numbers in (
        (("--outlet", "The Courier"), ["2"]),
        (("--speaker", "kalniene"), ["3"]),
        (("--article", 1), ["1"]),
        (("--kind", "indirect"), []),
        (("--changed",), []),
    ):
        rows = run("review", "list", *options).stdout.splitlines()[1:]
        assert [row.split()[0] for row in rows] == numbers, options


@pytest.mark.usefixtures("read")
def test_who_reviews(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: "login")
    run("review", "check", 1)
    monkeypatch.setenv("ATTRIBUTION_REVIEWER", "Desk")
    run("review", "check", 1)
    run("review", "check", 1, "--reviewer", "Ann")
    assert [line.split()[2] for line in run("review", "log").stdout.splitlines()[1:]] == ["Ann", "Desk", "login"]
    # One takes back one's own last review, not another's.
    assert "review 2 of quote 1" in run("review", "undo").stdout
    assert "no review by Cy is in force" in run("review", "undo", "--reviewer", "Cy").stderr


@pytest.mark.usefixtures("read")
@pytest.mark.parametrize(
    ("command", "says"),
    [
        (("check", 9), "no row 9"),
        (("check", 1, "--note", ""), "note is empty"),
        (("check", 1, "--reviewer", " "), "name of the reviewer is empty"),
        (("wrong", 1), "--what"),
        (("wrong", 1, "--what", "title"), "title"),
        (("correct", 1), "Nothing in this differs"),
        (("correct", 1, "--quote", "another thing"), "do not stand in the article"),
        (("correct", 1, "--kind", "spoken"), "spoken"),
        (("show", 9), "no row 9"),
        (("undo", 9), "no review 9"),
        (("undo", 10**30), "no review"),
        (("check", 1, "--db", "none.db"), "no database at none.db"),
    ],
)
def test_what_is_refused(run: Run, command: tuple[object, ...], says: str) -> None:
    result = run("review", *command)
    assert result.exit_code in {1, 2}
    assert says in result.stderr
    assert not Path("none.db").exists()
    assert run("review", "log").stdout.count("\n") == 1


@pytest.mark.usefixtures("read")
def test_a_reviewed_article_is_removed_only_on_demand(run: Run) -> None:
    run("review", "check", 2)
    refused = run("articles", "remove", 1, 2)
    assert refused.exit_code == 2
    assert "article 2 has 1 review" in refused.stderr
    assert "Nothing was removed" in refused.stderr
    assert len(run("articles", "list").stdout.splitlines()) == 4
    removed = run("articles", "remove", 1, 2, "--yes")
    assert removed.exit_code == 0
    assert "and its 1 attribution, with 1 review." in removed.stdout


@pytest.mark.usefixtures("read")
def test_an_article_s_escape_sequences_do_not_reach_the_terminal(run: Run, tmp_path: Path) -> None:
    (tmp_path / "odd.txt").write_text("“Odd \x1b[31mred,” said Ann Odd.", encoding="utf-8")
    run("ingest", "odd.txt")
    run("review", "check", 4)
    for command in (("list",), ("show", 4), ("log",)):
        assert "\x1b" not in run("review", *command).stdout
