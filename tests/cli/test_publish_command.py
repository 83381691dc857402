"""``attribution publish``, and the copy as Datasette's own command serves it."""

from __future__ import annotations

import re
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from cli_stored import Run

TEXT = """Nobody counted the herons last year.

The old road to the quarry is closed all winter.

“The dam will hold,” said Mayor Ola Venn.

The brass band of the harbour plays on Thursdays.

Nets are mended in the long wooden hall."""


@pytest.fixture
def read(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "private folder"
    folder.mkdir()
    (folder / "dam.txt").write_text(TEXT, encoding="utf-8")
    assert run("ingest", folder).exit_code == 0
    assert run("review", "check", 1, "--reviewer", "Ann Reviewer").exit_code == 0


@pytest.mark.usefixtures("read")
def test_a_copy_is_written_and_says_how_to_serve_it(run: Run) -> None:
    made = run("publish", "--out", "out.db")
    assert re.fullmatch(
        r"out\.db: 1 quote of 1 article, 0\.\d MB\. Serve it with: datasette -i out\.db\n", made.stdout
    )
    assert stat.S_IMODE(Path("out.db").stat().st_mode) == 0o444
    assert b"Ann Reviewer" not in Path("out.db").read_bytes()
    again = run("publish", "--out", "out.db")
    assert (again.exit_code, "--force" in again.stderr) == (2, True)
    assert run("publish", "--out", "out.db", "--force", "--with-reviewers").exit_code == 0
    assert b"Ann Reviewer" in Path("out.db").read_bytes()
    cut = run("publish", "--out", "cut.db", "--without-texts", "--context", 10)
    assert "without the articles' texts" in cut.stdout
    assert b"brass" not in Path("cut.db").read_bytes()
    itself = run("publish", "--out", "db/attribution.db", "--force")
    assert (itself.exit_code, "is the database itself" in itself.stderr) == (2, True)
    assert run("publish", "--out", "x.db", "--db", "none.db").exit_code == 1
    # What it prints works: the copy is read as any other database.
    assert "“The dam will hold,”" in run("search", "dam", "--db", "cut.db").stdout
    assert run("export", "csv", "--out", "tables", "--db", "cut.db").exit_code == 0


@pytest.fixture
def served(run: Run, read: None, tmp_path: Path) -> Iterator[str]:
    """The address of a copy without texts, served by the command that ``publish`` names."""
    assert run("publish", "--out", "cut.db", "--without-texts", "--context", 10).exit_code == 0
    command = [sys.executable, "-m", "datasette", "-i", str(tmp_path / "cut.db"), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        try:
            assert process.stdout is not None
            said = []
            for line in process.stdout:
                said.append(line)
                if found := re.search(r"http://127\.0\.0\.1:\d+", line):
                    yield found[0]
                    break
            else:
                raise AssertionError("".join(said))
        finally:
            process.kill()


def test_the_pages_work_on_it(served: str) -> None:
    with httpx.Client(base_url=served) as client:
        for address in ("/cut/-/", "/cut/-/review", "/cut/quotes", "/cut/quotes.csv", "/cut/articles"):
            assert client.get(address).status_code == 200, address
        page = client.get("/cut/-/review/1").text
        assert '<mark class="review-span-content">“The dam will hold,”</mark>' in page
        assert "winter." in page
        assert "quarry" not in page
        assert "Checked, <time" in page
        assert "This copy is fixed" in client.get("/cut/-/review").text
        assert client.post("/cut/-/review/1", data={"verdict": "wrong"}).status_code == 403
