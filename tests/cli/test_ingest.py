"""``attribution ingest``: what is stored, what is told, and what must not be lost."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from cli_stored import Run, quotes, titles

from attribution.store import Store


def test_articles_are_stored_and_counted(run: Run, articles: Path, tmp_path: Path) -> None:
    result = run("ingest", articles)
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "Read 3 articles (3 new, 0 updated, 0 unchanged); 0 inputs failed.",
        "Found 3 attributions by 2 named speakers.",
        "db/attribution.db holds 3 articles, 3 attributions, 2 speakers.",
    ]
    assert result.stderr == ""
    assert quotes(tmp_path / "db/attribution.db") == {
        ("Ola Venn", "“The dam will hold,”"),
        ("Ola Venn", "“Rain is due,”"),
        ("Rasa Kalnienė", "“Šiauliai is dry,”"),
    }


def test_reading_again_changes_nothing(run: Run, articles: Path, tmp_path: Path) -> None:
    run("ingest", articles)
    with Store(tmp_path / "db/attribution.db") as store:
        before = {table: list(store.rows(table)) for table in store.tables()}
    result = run("ingest", articles)
    assert "(0 new, 0 updated, 3 unchanged)" in result.stdout
    with Store(tmp_path / "db/attribution.db") as store:
        assert {table: list(store.rows(table)) for table in store.tables()} == before


def test_what_fails_is_told_and_the_rest_is_stored(run: Run, articles: Path, tmp_path: Path) -> None:
    (articles / "broken.jsonl").write_text('{"text": "“Yes,” said Bo Rask."}\n{"text": \n')
    (articles / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00")
    (articles / "surprise.txt").write_text("SURPRISE")
    (articles / "refused.txt").write_text("REFUSED")
    result = run("ingest", articles, "missing.txt", "--db", "other.db")
    assert result.exit_code == 1
    assert result.stdout.startswith("Read 4 articles (4 new, 0 updated, 0 unchanged); 5 inputs failed.\n")
    failed = dict(line.removeprefix("Failed: ").split(": ", 1) for line in result.stderr.splitlines())
    assert list(failed) == [
        f"{articles}/broken.jsonl:2",
        f"{articles}/picture.txt",
        f"{articles}/refused.txt",
        f"{articles}/surprise.txt",
        "missing.txt",
    ]
    assert "not valid JSON" in failed[f"{articles}/broken.jsonl:2"]
    assert "PNG image" in failed[f"{articles}/picture.txt"]
    assert failed[f"{articles}/refused.txt"] == "The model is damaged: install the package anew."
    assert "(ZeroDivisionError: two lines of trouble)" in failed[f"{articles}/surprise.txt"]
    assert len(quotes(tmp_path / "other.db")) == 4


def test_options_describe_the_article(run: Run, articles: Path, tmp_path: Path) -> None:
    given = ("--title", "High water", "--outlet", "Wire", "--date", "2026-04-01")
    assert run("ingest", articles / "dam.txt", *given).exit_code == 0
    assert titles(tmp_path / "db/attribution.db") == [("High water", "Wire", "2026-04-01")]


def test_a_bad_date_is_a_slip_of_the_command(run: Run, articles: Path, tmp_path: Path) -> None:
    result = run("ingest", articles, "--date", "31 March")
    assert result.exit_code == 2
    assert "Error: the date given: '31 March' is not a date: write it as 2026-03-31" in result.stderr
    assert not (tmp_path / "db").exists()


@pytest.mark.parametrize(
    ("name", "content", "complaint"),
    [
        ("no.db", b"This is no database, though it is a file of some length.\n" * 20, "not a readable"),
        ("folder.db", None, "is a folder"),
        ("file/attribution.db", b"", "can't be made"),
    ],
)
def test_a_bad_database_is_told_before_anything_is_read(
    run: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    *,
    name: str,
    content: bytes | None,
    complaint: str,
) -> None:
    if content is None:
        (tmp_path / name).mkdir()
    else:
        (tmp_path / Path(name).parts[0]).write_bytes(content)
    monkeypatch.setattr("attribution.language.load", lambda: pytest.fail("the model was loaded"))
    result = run("ingest", "missing.txt", "--db", name)
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: ") and complaint in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert "missing.txt" not in result.output
    if content:
        assert (tmp_path / name).read_bytes() == content


def test_ctrl_c_keeps_what_was_read(run: Run, articles: Path, tmp_path: Path) -> None:
    (articles / "q.txt").write_text("INTERRUPT")
    result = run("ingest", articles)
    assert result.exit_code == 130
    assert "Read 1 article (1 new" in result.stdout
    assert "what was read so far is stored" in result.stderr
    assert quotes(tmp_path / "db/attribution.db") == {("Ola Venn", "“The dam will hold,”")}


def test_a_damaged_model_is_one_error(run: Run, articles: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from attribution.errors import ModelError

    def damaged(**_: object) -> object:
        raise ModelError("The model is damaged:\ninstall the package anew.")

    monkeypatch.setattr("attribution.language.load", damaged)
    result = run("ingest", articles)
    assert (result.exit_code, result.stderr) == (1, "Error: The model is damaged: install the package anew.\n")


def test_characters_that_no_database_holds(run: Run, tmp_path: Path) -> None:
    (tmp_path / "odd.jsonl").write_text(
        '{"text": "\\ud83d “Yes\\u0000,” said Bo Rask. \\udc00"}', encoding="utf-8"
    )
    assert run("ingest", "odd.jsonl").exit_code == 0
    assert quotes(tmp_path / "db/attribution.db") == {("Bo Rask", "“Yes\ufffd,”")}


def test_names_cannot_move_the_cursor(run: Run) -> None:
    result = run("ingest", "\x1b[2Jmissing.txt")
    assert result.exit_code == 1
    assert "\x1b" not in result.stderr
    assert "missing.txt: does not exist" in result.stderr


def test_there_is_a_bar_on_a_terminal_only(run: Run, articles: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Reading articles" not in run("ingest", articles).stderr
    from click.testing import _NamedTextIOWrapper

    monkeypatch.setattr(_NamedTextIOWrapper, "isatty", lambda stream: stream is sys.stderr)
    result = run("ingest", articles, "missing.txt")
    assert "Reading articles" in result.stderr
    assert "4/4" in result.stderr
    assert "Reading articles" not in result.stdout
    assert "Failed: missing.txt" in result.stderr


def test_nothing_given_is_a_slip_of_the_command(run: Run) -> None:
    assert run("ingest").exit_code == 2


@pytest.mark.model
def test_the_shipped_model_reads_into_the_database(tmp_path: Path, nlp: object) -> None:
    from click.testing import CliRunner

    from attribution.cli import main

    article = tmp_path / "rain.txt"
    article.write_text("“The rain will not stop before Sunday,” said Ola Venn.\n", encoding="utf-8")
    database = tmp_path / "a.db"
    result = CliRunner().invoke(main, ["ingest", str(article), "--db", str(database)])
    assert result.exit_code == 0, result.output
    assert quotes(database) == {("Ola Venn", "“The rain will not stop before Sunday,”")}


def test_what_was_read_without_a_day_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "“Yes,” said Bo Rask.", "date": "03/04/2026"}\n')
    result = run("ingest", "a.jsonl")
    assert result.exit_code == 0
    assert result.stdout.startswith("Read 1 article (1 new")
    assert result.stderr.startswith("Warning: a.jsonl:1: is read without a day, as its \"date\" '03/04/2026'")
