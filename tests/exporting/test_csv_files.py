"""The CSV files: complete, right in a spreadsheet, harmless there, and all or nothing."""

from __future__ import annotations

import csv
import io
import re
import sqlite3
import tracemalloc
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stored import GRAIN, dump, fill, find, grain, said, simple

from attribution.errors import AttributionError, StoreError
from attribution.exporting import export_csv
from attribution.exporting.csv_files import LONGEST_CELL, for_excel, harmless
from attribution.records import Article, Target
from attribution.store import Store
from attribution.store.reviews.decisions import Correction


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def test_the_tables_that_people_use(tmp_path: Path) -> None:
    path = fill(tmp_path / "news.db", [grain()])
    before = dump(path)
    written = export_csv(path, tmp_path / "out" / "csv")
    assert [(file.table, file.rows) for file in written] == [
        *(("quotes", 3), ("speakers", 1), ("articles", 1), ("roles", 1))
    ]
    assert {item.name for item in (tmp_path / "out" / "csv").iterdir()} == {f"{f.table}.csv" for f in written}
    assert dump(path) == before
    (speaker,) = read(tmp_path / "out" / "csv" / "speakers.csv")
    assert speaker == {
        **{"id": "1", "name": "Łukasz Nowak", "type": "person", "wikidata": "", "names": "Łukasz Nowak"},
        **{"quotes": "2", "articles": "1", "first_day": "2024-03-02", "last_day": "2024-03-02"},
    }
    (role,) = read(tmp_path / "out" / "csv" / "roles.csv")
    assert (role["speaker"], role["role"], role["organisation"], role["speaker_id"], role["article_id"]) == (
        *("Łukasz Nowak", "grain trader", "Odra Freight", "1", "1"),
    )
    (article,) = read(tmp_path / "out" / "csv" / "articles.csv")
    assert article["text"] == GRAIN
    assert (article["title"], article["quotes"], article["speakers"]) == ("Grain: prices to fall", "3", "1")


def test_everything_is_each_table_and_view_with_every_column(tmp_path: Path) -> None:
    path = fill(tmp_path / "news.db", [grain()])
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE VIEW days AS SELECT day, count(*) AS quotes FROM quotes GROUP BY day")
    written = export_csv(path, tmp_path / "out", everything=True)
    with Store(path, read_only=True) as store:
        counts = store.counts()
        assert {file.table: file.rows for file in written if file.table != "roles"} == {
            table: rows for table, rows in counts.items() if table != "affiliations"
        }
        for file in written:
            rows = read(file.path)
            table = {"roles": "affiliations"}.get(file.table, file.table)
            assert len(rows) == counts[table]
            # Those of the article and the outlet stand there by their names.
            columns = set(store.columns(table)) - ({"url"} if table == "articles" else set())
            for stored, row in zip(store.rows(table), rows, strict=True):
                values = dict(zip(store.columns(table), stored, strict=True))
                named = {name: values[name] for name in columns & row.keys()}
                assert {name: row[name] for name in named} == {
                    name: "" if value is None else str(value) for name, value in named.items()
                }
            found = {"found"} if table == "quotes" else set()
            assert columns - found <= (rows[0].keys() if rows else columns)
    assert read(tmp_path / "out" / "days.csv") == [{"day": "2024-03-02", "quotes": "3"}]


def test_the_quotes_to_the_byte(tmp_path: Path) -> None:
    quote = simple("Mara Quill", '“One,\n"two"”', url="https://news.example/b")
    path = fill(tmp_path / "news.db", [quote])
    export_csv(path, tmp_path / "out")
    assert (tmp_path / "out" / "quotes.csv").read_bytes().decode() == (
        "id,speaker,role,organisation,quote,kind,act,negated,hedged,cue,source,source_type,method,addressee,about,"
        "outlet,day,title,link,confidence,nested_in,review,speaker_id,article_id,found_speaker_id,found_speaker,"
        "found_role,found_organisation,found_quote,found_kind,still_found\r\n"
        '1,Mara Quill,,,"“One,\n""two""”",direct,speech,0,0,said,,,named,,,Harbour News,2024-05-06,The bridge,'
        "https://news.example/b,0.9,,,1,1,,,,,,,1\r\n"
    )


def test_quotes_tell_whom_they_are_about(tmp_path: Path) -> None:
    text = "“Holm and Brask lied, and Holm knew it,” said Ida Noll."
    targets = tuple(
        Target(name, "person", find(text, word, nth=nth), "surname", 0.9, own=own)
        for name, word, nth, own in (
            ("Rut Holm", "Holm", 0, False),
            ("Oda Brask", "Brask", 0, False),
            ("Rut Holm", "Holm", 1, False),
            ("Ida Noll", "Ida Noll", 0, True),
        )
    )
    quote = said(text, "“Holm and Brask lied, and Holm knew it,”", cue="said", name="Ida Noll", targets=targets)
    path = fill(tmp_path / "news.db", [(Article(text, id="one"), [quote])])
    export_csv(path, tmp_path / "out")
    (row,) = read(tmp_path / "out" / "quotes.csv")
    assert row["about"] == "Rut Holm; Oda Brask"


def test_what_people_corrected_is_in_force(tmp_path: Path) -> None:
    path = fill(tmp_path / "news.db", [simple("Mara Quill", "“One is enough”"), simple("Ida Noll", "“So be it”")])
    with Store(path) as store, store.reviews(reviewer="the desk") as reviews:
        reviews.correct(1, Correction(speaker="Ida Noll"))
    export_csv(path, tmp_path / "out")
    first, second = read(tmp_path / "out" / "quotes.csv")
    assert (first["speaker"], first["review"], first["speaker_id"]) == ("Ida Noll", "corrected", "")
    assert (first["found_speaker"], first["found_speaker_id"], first["quote"]) == (
        *("Mara Quill", "1", "“One is enough”"),
    )
    assert (second["speaker"], second["found_speaker"], second["speaker_id"]) == ("Ida Noll", "", "2")
    assert {row["name"]: row["quotes"] for row in read(tmp_path / "out" / "speakers.csv")} == {
        "Mara Quill": "0",
        "Ida Noll": "2",
    }


def test_columns_that_a_later_version_adds_stand_in_their_place(tmp_path: Path) -> None:
    path = fill(tmp_path / "news.db", [grain()])
    with closing(sqlite3.connect(path)) as connection, connection:
        for column in ("statement", "stance", "speaker_confidence"):
            if column not in {row[1] for row in connection.execute("PRAGMA table_info(quotes)")}:
                connection.execute(f"ALTER TABLE quotes ADD COLUMN {column} TEXT")
        connection.execute("UPDATE quotes SET statement = 'It is so', stance = 'rejects'")
    export_csv(path, tmp_path / "out")
    row = read(tmp_path / "out" / "quotes.csv")[0]
    assert (row["statement"], row["stance"]) == ("It is so", "rejects")
    assert list(row).index("statement") == list(row).index("quote") - 1


def test_more_rows_than_a_page_of_the_site(tmp_path: Path) -> None:
    text = " ".join(f"“Quote number {number:04}.”" for number in range(2500))
    quotes = [said(text, f"“Quote number {number:04}.”") for number in range(2500)]
    path = fill(tmp_path / "news.db", [(Article(text, id="long"), quotes)])
    export_csv(path, tmp_path / "out")
    rows = read(tmp_path / "out" / "quotes.csv")
    assert [row["quote"] for row in rows] == [f"“Quote number {number:04}.”" for number in range(2500)]


def test_a_mark_for_excel_is_written_on_request_only(tmp_path: Path) -> None:
    path = fill(tmp_path / "news.db", [grain()])
    export_csv(path, tmp_path / "plain")
    for file in export_csv(path, tmp_path / "excel", excel=True):
        content = file.path.read_bytes()
        assert content == b"\xef\xbb\xbf" + (tmp_path / "plain" / file.path.name).read_bytes()


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        (-3376652844628433045, "'-3376652844628433045"),
        (3376652844628433045, "'3376652844628433045"),
        ("1234567890123456", "'1234567890123456"),
        (123456789012345, 123456789012345),
        ("123456789012345", "123456789012345"),
        (0.9, 0.9),
        ("said 1234567890123456", "said 1234567890123456"),
        (None, None),
    ],
)
def test_excel_gets_long_numbers_as_text(cell: Any, kept: Any) -> None:
    assert for_excel(cell) == (kept, False)


def test_two_tables_can_be_joined_in_excel(tmp_path: Path) -> None:
    path = fill(tmp_path / "news.db", [grain()])
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("INSERT INTO graph_quotes VALUES (1, 1, -3376652844628433045, 1, NULL, NULL, 'direct')")
        connection.execute(
            "INSERT INTO graph_links VALUES (1, 2, 'about', 1, -3376652844628433045, NULL, NULL, 'direct')"
        )
    export_csv(path, tmp_path / "out", excel=True, everything=True)
    with (tmp_path / "out" / "graph_quotes.csv").open(encoding="utf-8-sig", newline="") as file:
        (quote,) = csv.DictReader(file)
    with (tmp_path / "out" / "graph_links.csv").open(encoding="utf-8-sig", newline="") as file:
        (link,) = csv.DictReader(file)
    assert quote["said"] == link["said"] == "'-3376652844628433045"


@pytest.mark.parametrize("letter", ["x", "ł", "\N{LINEAR B SYLLABLE B008 A}"])
def test_excel_gets_cells_of_its_length(letter: str) -> None:
    units = len(letter.encode("utf-16-le")) // 2
    fits = letter * (LONGEST_CELL // units)
    assert for_excel(fits) == (fits, False)
    for too_long in (fits + letter, letter * 100_000):
        kept, cut = for_excel(too_long)
        assert cut
        assert len(kept.encode("utf-16-le")) // 2 <= LONGEST_CELL
        assert kept.startswith(letter * 10_000)
        assert kept.endswith(" [… cut: Excel keeps no more of a cell]")


def test_it_tells_how_many_cells_were_cut(tmp_path: Path) -> None:
    long = "“It is over.” " + "word " * 10_000
    quotes = [said(long, "“It is over.”")]
    path = fill(tmp_path / "news.db", [(Article(long, id="long"), quotes), grain()])
    cut = {file.table: file.cut for file in export_csv(path, tmp_path / "excel", excel=True)}
    assert cut == {"quotes": 0, "speakers": 0, "articles": 1, "roles": 0}
    assert not any(file.cut for file in export_csv(path, tmp_path / "plain"))
    (article, _) = read(tmp_path / "plain" / "articles.csv")
    assert article["text"] == long


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        "+1",
        "-1 degrees",
        "@sum",
        "\tx",
        "\rx",
        "  =1",
        "\n=1",
        "\u00a0@x",
        "\u200e=1",
        "\ufeff+1",
        "＝1",
        "\0=1",
        '=HYPERLINK("https://evil.example")',
    ],
)
def test_formulas_are_made_harmless(cell: str) -> None:
    assert harmless(cell) == "'" + cell


@pytest.mark.parametrize("cell", ["", "said =1", "“=1”", "— well", "a-b", "'x", " x", "\nx", -5, -0.5, 0, None])
def test_other_cells_stay_as_they_are(cell: Any) -> None:
    assert harmless(cell) is cell


@given(st.text())
def test_no_cell_begins_with_a_formula(cell: str) -> None:
    made = harmless(cell)
    assert made in (cell, f"'{cell}")
    assert not re.match(r"[\s\u200b-\u200f\ufeff]*[=+\-@]", made)


def test_formulas_of_an_article_are_harmless_in_every_file(tmp_path: Path) -> None:
    evil = '=cmd|"/c calc"!A1'
    text = f"{evil} said: {evil}."
    article = Article(text, id=evil, title=evil, outlet=evil, byline=evil, date=evil, url=evil, path=evil)
    quote = said(text, evil, cue="said", source=evil, name=evil, role=evil, organisation=evil, evidence=evil)
    path = fill(tmp_path / "news.db", [(article, [quote])])
    cells = 0
    for file in export_csv(path, tmp_path / "out", everything=True):
        for row in read(file.path):
            assert not any(value.startswith(("=", "+", "-", "@")) for value in row.values()), file.table
            cells += sum(value.startswith("'=") for value in row.values())
    # As a speaker, role, organisation, quote, source, outlet, title and link of the quote alone: eight.
    assert cells >= 8


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1))
def test_any_text_can_be_read_back(cells: list[str]) -> None:
    file = io.StringIO(newline="")
    csv.writer(file, lineterminator="\r\n").writerow([harmless(cell) for cell in cells])
    file.seek(0)
    if "\0" in file.getvalue():
        return  # readers of Python 3.10 refuse it; it is written all the same
    (row,) = csv.reader(file, strict=True)
    assert [cell.removeprefix("'") for cell in row] == [cell.removeprefix("'") for cell in cells]


def test_an_empty_database_gives_headings(tmp_path: Path) -> None:
    path = fill(tmp_path / "news.db", [])
    written = export_csv(path, tmp_path / "out", everything=True)
    assert {file.rows for file in written} == {0}
    assert (tmp_path / "out" / "outlets.csv").read_text() == "id,name,folded\n"


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    path = fill(tmp_path / "news.db", [grain()])
    (tmp_path / "file").write_text("x")
    for folder in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(AttributionError, match=r"folder .*file.* can't be written .*name another folder"):
            export_csv(path, folder)
    assert (tmp_path / "file").read_text() == "x"


def test_no_database_makes_no_folder(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no database"):
        export_csv(tmp_path / "missing.db", tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_a_failure_leaves_the_earlier_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = fill(tmp_path / "news.db", [grain()])
    export_csv(path, tmp_path / "out")
    before = {item.name: item.read_bytes() for item in (tmp_path / "out").iterdir()}
    fill(path, [simple()])
    real = Store.select

    def fail_at_speakers(self: Store, query: str) -> Any:
        columns, rows = real(self, query)
        if "FROM speakers s" in query:
            raise StoreError("the disk is gone")
        return columns, rows

    monkeypatch.setattr(Store, "select", fail_at_speakers)
    with pytest.raises(StoreError, match="the disk is gone"):
        export_csv(path, tmp_path / "out")
    assert {item.name: item.read_bytes() for item in (tmp_path / "out").iterdir()} == before
    monkeypatch.undo()
    export_csv(path, tmp_path / "out")
    assert len(read(tmp_path / "out" / "quotes.csv")) == 4


def test_memory_does_not_grow_with_the_table(tmp_path: Path) -> None:
    path = fill(tmp_path / "news.db", [grain()])
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executemany(
            "INSERT INTO speakers (name, type, folded) VALUES (?, 'person', ?)",
            (("x" * 500, str(number)) for number in range(20_000)),
        )
    tracemalloc.start()
    try:
        export_csv(path, tmp_path / "out")
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert (tmp_path / "out" / "speakers.csv").stat().st_size > 10_000_000
    assert peak < 3_000_000
