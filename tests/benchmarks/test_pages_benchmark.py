"""The measure of pages, and of the files of a search; nothing is timed here."""

from __future__ import annotations

import asyncio
import importlib
from pathlib import Path
from types import ModuleType

import pytest

FOLDER = Path(__file__).parents[2] / "benchmarks"


def load(name: str) -> ModuleType:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(FOLDER))
        return importlib.import_module(name)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("pages") / "small.db"
    load("synthetic").make(made, 3000)
    return made


def test_every_page_of_the_list_is_one(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = load("pages")
    monkeypatch.setattr(pages, "TIMES", 1)
    monkeypatch.setattr(pages, "WARMING", 0)
    medians = asyncio.run(pages.measure([path], pages.PAGES))
    assert medians.keys() == pages.PAGES.keys()
    assert all(seconds > 0 for (seconds,) in medians.values())


def test_a_page_that_is_none_is_no_measure(path: Path) -> None:
    pages = load("pages")
    with pytest.raises(RuntimeError, match="search\\?kind=x answers 400"):
        asyncio.run(pages.measure([path], {"wrong": lambda _: "search?kind=x"}))


def test_the_table_and_what_is_too_slow(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pages = load("pages")

    async def measure(*_: object) -> dict[str, list[float]]:
        return {"one": [0.010, 0.029], "other": [0.010, 0.031]}

    monkeypatch.setattr(pages, "measure", measure)
    assert pages.main(["small.db", "large.db"]) == 1
    printed = capsys.readouterr()
    assert printed.out.splitlines()[2:] == ["| one | 10.0 | 29.0 | 2.9 |", "| other | 10.0 | 31.0 | 3.1 |"]
    assert printed.err == "More than 3 times as long: other\n"
    assert pages.main(["small.db", "large.db", "--most", "4"]) == 0


def test_files_have_every_row(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    downloads = load("downloads")
    assert downloads.main([str(path)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(downloads.SEARCHES) + 1
    numbers = [[int(number.replace(",", "")) for number in line.split()[:3]] for line in lines[:-1]]
    assert all(counted == in_csv == in_json > 0 for counted, in_csv, in_json in numbers)
    assert lines[-1].startswith("All files have every row")


def test_missing_rows_are_told(
    path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    downloads = load("downloads")
    monkeypatch.setattr(downloads, "SEARCHES", [({"kind": "direct"}, "1")])
    assert downloads.main([str(path)]) == 1
    assert "Not all rows are there" in capsys.readouterr().out
