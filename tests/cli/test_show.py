"""``attribution show``."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_stored import Run


def test_a_page_is_written_beside_and_named(run: Run, articles: Path, tmp_path: Path) -> None:
    result = run("show", articles / "dam.txt")
    assert (result.exit_code, result.stdout) == (0, "dam.attributions.html\n")
    page = (tmp_path / "dam.attributions.html").read_text(encoding="utf-8")
    assert "“The dam will hold,”</span>" in page
    assert 'data-label="A1" aria-label="A1, Ola Venn: to its record"></a>' in page


def test_a_page_of_several_articles(run: Run, articles: Path, tmp_path: Path) -> None:
    result = run("show", articles, "--out", "page.html")
    assert (result.exit_code, result.stdout) == (0, "page.html\n")
    assert (tmp_path / "page.html").read_text(encoding="utf-8").count("<section>") == 3


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("a/b.page.html", "b.page"),
        ("https://x.example/news/rain-is-due/?page=2#top", "rain-is-due"),
        ("https://x.example/", "x"),
        ("..", "article"),
        ("C:\\news\\dam.txt", "dam"),
    ],
)
def test_what_a_page_is_called(file: str, name: str) -> None:
    from attribution.cli.show import _stem

    assert _stem(file) == name


def test_an_article_is_not_written_over(run: Run, articles: Path) -> None:
    before = (articles / "dam.txt").read_bytes()
    result = run("show", articles / "dam.txt", "--out", articles / "dam.txt")
    assert result.exit_code == 1
    assert "exists and is no page of this command: choose another --out" in result.stderr
    assert (articles / "dam.txt").read_bytes() == before


def test_a_page_of_ours_is_made_anew_and_another_by_force(run: Run, articles: Path, tmp_path: Path) -> None:
    assert run("show", articles / "dam.txt", "--out", "page.html").exit_code == 0
    assert run("show", articles / "rain.jsonl", "--out", "page.html").exit_code == 0
    assert "Rain is due" in (tmp_path / "page.html").read_text(encoding="utf-8")
    (tmp_path / "other.html").write_text("mine")
    assert run("show", articles / "dam.txt", "--out", "other.html").exit_code == 1
    assert run("show", articles / "dam.txt", "--out", "other.html", "--force").exit_code == 0


def test_what_cannot_be_read_or_written_is_said(run: Run, articles: Path, tmp_path: Path) -> None:
    result = run("show", "gone.txt")
    assert result.exit_code == 1 and "Failed: gone.txt" in result.stderr and "no page was written" in result.stderr
    assert not (tmp_path / "gone.attributions.html").exists()
    result = run("show", articles / "dam.txt", "--out", "no/such/folder/page.html")
    assert result.exit_code == 1 and "could not be written (No such file or directory)" in result.stderr
    result = run("show", articles / "dam.txt", "--out", articles)
    assert result.exit_code == 1 and "could not be written (Is a directory)" in result.stderr


def test_one_article_of_several_that_fails(run: Run, articles: Path, tmp_path: Path) -> None:
    (articles / "bad.txt").write_text("SURPRISE")
    result = run("show", articles, "--out", "page.html")
    assert result.exit_code == 1
    assert "bad.txt: failed by a fault" in result.stderr and "1 article could not be read" in result.stderr
    assert (tmp_path / "page.html").read_text(encoding="utf-8").count("<section>") == 3
