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
from stored import dump, fill, grain, said, simple

from attribution.errors import AttributionError, StoreError
from attribution.exporting import export_csv
from attribution.exporting.csv_files import harmless
from attribution.records import Article
from attribution.store import Store


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def test_each_table_and_view_is_a_file(tmp_path: Path) -> None:
    path = fill(tmp_path / "news.db", [grain()])
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE VIEW days AS SELECT day, count(*) AS quotes FROM quotes GROUP BY day")
    before = dump(path)
    written = export_csv(path, tmp_path / "out" / "csv")
    with Store(path, read_only=True) as store:
        assert {file.table: file.rows for file in written} == store.counts()
        for file in written:
            assert file.path == tmp_path / "out" / "csv" / f"{file.table}.csv"
            rows = read(file.path)
            assert len(rows) == file.rows
            expected = [
                dict(zip(store.columns(file.table), ["" if v is None else str(v) for v in row], strict=True))
                for row in store.rows(file.table)
            ]
            assert rows == expected
    assert {item.name for item in (tmp_path / "out" / "csv").iterdir()} == {f"{f.table}.csv" for f in written}
    assert read(tmp_path / "out" / "csv" / "days.csv") == [{"day": "2024-03-02", "quotes": "3"}]
    assert dump(path) == before


def test_the_quotes_to_the_byte(tmp_path: Path) -> None:
    path = fill(tmp_path / "news.db", [simple("Mara Quill", '“One,\n"two"”', url="https://news.example/b")])
    export_csv(path, tmp_path / "out")
    assert (tmp_path / "out" / "quotes.csv").read_bytes().decode() == (
        "id,speaker,role,organisation,quote,kind,cue,source,outlet,day,title,link,confidence,speaker_type,"
        "method,speaker_id,article_id,act,negated,hedged,nested_in,source_type,addressee,"
        "review,corrected_speaker,corrected_role,corrected_organisation,corrected_quote,corrected_kind,found\r\n"
        '1,Mara Quill,,,"“One,\n""two""”",direct,said,,Harbour News,2024-05-06,The bridge,'
        "https://news.example/b,0.9,person,named,1,1,speech,0,0,,,,,,,,,,1\r\n"
    )


def test_more_rows_than_a_page_of_the_site(tmp_path: Path) -> None:
    text = " ".join(f"“Quote number {number:04}.”" for number in range(2500))
    quotes = [said(text, f"“Quote number {number:04}.”") for number in range(2500)]
    path = fill(tmp_path / "news.db", [(Article(text, id="long"), quotes)])
    export_csv(path, tmp_path / "out")
    rows = read(tmp_path / "out" / "quotes.csv")
    assert [row["quote"] for row in rows] == [f"“Quote number {number:04}.”" for number in range(2500)]
    assert len(read(tmp_path / "out" / "spans.csv")) == 2500


def test_a_mark_for_excel_is_written_on_request_only(tmp_path: Path) -> None:
    path = fill(tmp_path / "news.db", [grain()])
    export_csv(path, tmp_path / "plain")
    for file in export_csv(path, tmp_path / "excel", excel=True):
        content = file.path.read_bytes()
        assert content == b"\xef\xbb\xbf" + (tmp_path / "plain" / file.path.name).read_bytes()


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
    for file in export_csv(path, tmp_path / "out"):
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
    written = export_csv(path, tmp_path / "out")
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
    real = Store.rows

    def fail_at_speakers(self: Store, name: str) -> Any:
        yield from real(self, name)
        if name == "speakers":
            raise StoreError("the disk is gone")

    monkeypatch.setattr(Store, "rows", fail_at_speakers)
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
