"""``attribution search``."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_stored import Run


@pytest.fixture(autouse=True)
def stored(run: Run, articles: Path) -> None:
    assert run("ingest", articles).exit_code == 0


def test_words_without_their_accents(run: Run) -> None:
    result = run("search", "siauliai")
    assert result.exit_code == 0
    assert result.stdout == "Rasa Kalnienė, direct:\n  “Šiauliai is dry,”\n  [Dry days, article 3]\n\n"


def test_all_of_the_words_must_be_there(run: Run) -> None:
    assert "“The dam will hold,”" in run("search", "dam", "hold").stdout
    assert run("search", "dam", "rain").stdout == "No quotes found.\n"


def test_by_speaker_alone_and_with_words(run: Run) -> None:
    both = run("search", "--speaker", "Venn").stdout
    assert "“Rain is due,”" in both and "“The dam will hold,”" in both and "Kalnienė" not in both
    rain = run("search", "rain", "--speaker", "Venn").stdout
    assert "“Rain is due,”" in rain and "dam" not in rain
    assert "Ola Venn (Mayor), direct:" in both
    assert "[The Courier, 2026-03-31, article 2]" in rain


def test_by_kind(run: Run) -> None:
    assert "dam" in run("search", "dam", "--kind", "direct").stdout
    assert run("search", "dam", "--kind", "indirect").stdout == "No quotes found.\n"
    assert run("search", "dam", "--kind", "loud").exit_code == 2


def test_by_act(run: Run) -> None:
    assert "dam" in run("search", "dam", "--act", "speech").stdout
    assert run("search", "dam", "--act", "belief").stdout == "No quotes found.\n"
    assert run("search", "dam", "--act", "shout").exit_code == 2


def test_the_limit_is_told(run: Run) -> None:
    result = run("search", "--speaker", "Venn", "--limit", 1)
    assert result.stdout.count("Ola Venn") == 1
    assert result.stderr == "There are more than 1: narrow the search, or raise --limit.\n"
    assert run("search", "--speaker", "Venn", "--limit", 2).stderr == ""
    assert run("search", "dam", "--limit", 0).exit_code == 2


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (("--outlet", "courier"), ["Rain"]),
        (("--outlet", "Gazette"), []),
        (("--from", "2026-03", "--to", "2026"), ["Rain"]),
        (("--from", "2026-04"), []),
        (("--about", "tarn"), ["The dam", "Rain", "Šiauliai"]),
        (("--about", '"Dam"'), []),
        (("--speaker-id", 1), ["Rain", "The dam"]),
        (("--source-type", "organisation"), []),
        (("--confidence", "0.92"), []),
        (("--confidence", "0.9", "--article", 2), ["Rain"]),
        (("--review", "none", "--speaker", "kalniene"), ["Šiauliai"]),
        (("--review", "checked"), []),
        (("--organisation", "Tarn"), []),
    ],
)
def test_by_the_filters_of_the_search_page(run: Run, options: tuple[object, ...], expected: list[str]) -> None:
    result = run("search", *options)
    assert result.exit_code == 0, result.stderr
    found = [row.strip() for row in result.stdout.splitlines() if row.startswith("  “")]
    assert len(found) == len(expected)
    assert all(any(row.startswith(f"“{words}") for row in found) for words in expected)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--from", "soon"), "The day “soon” is not understood."),
        (("--from", "2026-04", "--to", "2026-03"), "ends before it begins"),
        (("--confidence", "high"), "“high” is no confidence."),
        (("--speaker-id", "Ola"), "“Ola” is no speaker's number."),
        (("--review", "seen"), "'seen' is not one of"),
        # As from a script whose variable is empty.
        (("--outlet", ""), "Invalid value for '--outlet': it is empty"),
        (("--from", " "), "Invalid value for '--from': it is empty"),
        (("--confidence", "2"), "Invalid value for '--confidence': “2” is no confidence."),
    ],
)
def test_wrong_filters(run: Run, options: tuple[str, ...], message: str) -> None:
    result = run("search", "dam", *options)
    assert result.exit_code == 2
    assert message in result.stderr


def test_the_order(run: Run) -> None:
    """The best match first where there are words, else the newest; or as asked for."""
    for options, usual in ((("is",), "best"), (("--about", "dam"), "newest")):
        shown = {sort: run("search", *options, "--sort", sort).stdout for sort in ("newest", "oldest", "best")}
        assert run("search", *options).stdout == shown[usual]
        assert shown["newest"].startswith("Ola Venn, direct:\n  “Rain is due,”")


def test_nothing_to_search_for(run: Run) -> None:
    result = run("search")
    assert result.exit_code == 2
    assert "give words, or --speaker NAME" in result.stderr


@pytest.mark.parametrize("words", ['"', "dam AND", "*", "speaker:", "(", "NEAR(", "-", "''"])
def test_nothing_typed_is_syntax(run: Run, words: str) -> None:
    assert run("search", "--", words).exit_code == 0


def test_an_article_cannot_move_the_cursor(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("“Evil \x1b[2J\x9b31m words,” said Bo Rask.", encoding="utf-8")
    run("ingest", "a.txt")
    found = run("search", "evil").stdout
    assert "Bo Rask" in found
    assert "\x1b" not in found and "\x9b" not in found


def test_without_a_database(run: Run) -> None:
    result = run("search", "dam", "--db", "none.db")
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: There is no database at none.db")
    assert not Path("none.db").exists()
