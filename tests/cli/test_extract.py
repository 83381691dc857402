"""``attribution extract``: lines of JSON, each whole, in UTF-8, one for each input."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from cli_stored import Run

import attribution.language


def test_the_form_of_a_line(run: Run, tmp_path: Path) -> None:
    text = "“The dam will hold,”\r said Mayor Ola Venn. “The dam will hold,” said Mayor Ola Venn.\r\n"
    (tmp_path / "dam.txt").write_bytes(b"\xef\xbb\xbf" + text.encode())
    result = run("extract", "dam.txt")
    assert result.exit_code == 0
    start = text.rindex("“")
    assert [json.loads(line) for line in result.stdout_bytes.decode("utf-8").split("\n")[:-1]] == [
        {
            "id": "dam",
            "text": text,
            **dict.fromkeys(("title", "outlet", "byline", "date", "url")),
            "attributions": [
                {
                    "content": [[start, start + 20]],
                    "source": [[start + 26, start + 40]],
                    "cue": [[start + 21, start + 25]],
                    "speaker": "Ola Venn",
                    "resolution": {
                        "type": "person",
                        "method": "named",
                        "confidence": 0.9,
                        "mention": [start + 32, start + 40],
                        "description": None,
                        "candidates": [],
                    },
                    "kind": "direct",
                    "act": "speech",
                    "negated": False,
                    "hedged": False,
                    "source_type": "person",
                    "addressee": None,
                    "affiliation": {
                        "role": "Mayor",
                        "organisation": None,
                        "evidence": [[start + 26, start + 31]],
                        "state": None,
                        "party": None,
                    },
                    "confidence": 0.9123,
                    "nested_in": None,
                    "targets": [
                        {
                            "name": "Tarn Dam",
                            "type": "organisation",
                            "mention": [start + 1, start + 8],
                            "method": "named",
                            "own": False,
                            "confidence": 0.8765,
                        }
                    ],
                }
            ],
        }
    ]


def test_each_input_has_its_line_in_order(run: Run, articles: Path) -> None:
    (articles / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00")
    (articles / "surprise.txt").write_text("SURPRISE")
    result = run("extract", articles, articles / "dam.txt", "missing.txt")
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert [row["id"] for row in rows] == ["dam", "picture", "r1", "r2", "surprise", "dam-2", "missing"]
    failed = {row["id"]: row["error"] for row in rows if "error" in row}
    assert list(failed) == ["picture", "surprise", "missing"]
    assert failed["picture"].startswith(f"{articles}/picture.txt: is a PNG image")
    assert failed["missing"].startswith("missing.txt: does not exist")
    assert result.exit_code == 1
    assert result.stderr == 'Error: 3 of 7 inputs failed: the lines with an "error" say why\n'


def test_the_text_of_a_json_line_is_exactly_as_given(run: Run, tmp_path: Path) -> None:
    text = " \ufeffA\r\nB\u2028C\x00D\ud83d “Yes,” said Bo Rask.\t"
    (tmp_path / "odd.jsonl").write_text(json.dumps({"id": "odd", "text": text}), encoding="ascii")
    result = run("extract", "odd.jsonl")
    row = json.loads(result.stdout_bytes.decode("utf-8"))
    assert row["text"] == text
    ((start, end),) = row["attributions"][0]["content"]
    assert text[start:end] == "“Yes,”"


def test_letters_are_written_as_they_are(run: Run, articles: Path) -> None:
    assert "“Šiauliai is dry,”".encode() in run("extract", articles).stdout_bytes


@pytest.mark.model
@pytest.mark.parametrize("locale", [{"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, {}])
def test_the_lines_are_utf_8_in_any_locale(tmp_path: Path, locale: dict[str, str]) -> None:
    text = "“Šiauliai is dry,” said Rasa Kalnienė.\n"
    (tmp_path / "dry.txt").write_text(text, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "attribution", "extract", "dry.txt"],
        cwd=tmp_path,
        env=os.environ | locale,
        capture_output=True,
        check=True,
    )
    assert json.loads(done.stdout.decode("utf-8"))["text"] == text
    assert text.strip().encode() in done.stdout


@pytest.mark.model
def test_corpora_lose_no_document(shared: Path, tmp_path: Path) -> None:
    """A dozen documents of either corpus; the whole of both is what the evaluation reads."""
    for corpus in ("polnear", "gum"):
        lines = (shared / "data" / corpus / "dev.jsonl").read_text(encoding="utf-8").split("\n")[:12]
        (tmp_path / f"{corpus}.jsonl").write_text("\n".join(lines), encoding="utf-8")
    command = [sys.executable, "-m", "attribution", "extract", "polnear.jsonl", "gum.jsonl"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=True)
    rows = [json.loads(line) for line in done.stdout.decode("utf-8").split("\n") if line]
    assert len(rows) == 24
    for row in rows:
        spans = [
            span for one in row["attributions"] for role in ("content", "source", "cue") for span in one[role]
        ]
        assert all(0 <= start < end <= len(row["text"]) for start, end in spans)
    assert sum(len(row["attributions"]) for row in rows) > 100


@pytest.mark.parametrize("command", ["extract", "ingest"])
def test_threads_are_passed_on(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    given: list[int] = []
    load = attribution.language.load
    monkeypatch.setattr(attribution.language, "load", lambda *, threads: [given.append(threads), load()][1])
    (tmp_path / "dam.txt").write_text("Nobody spoke.")
    for arguments in ([], ["--threads", "2"]):
        assert run(command, "dam.txt", *arguments).exit_code == 0
    assert given == [0, 2]


def test_a_number_of_threads_below_none_is_refused(run: Run) -> None:
    result = run("extract", "dam.txt", "--threads", "-1")
    assert result.exit_code == 2
    assert "--threads" in result.stderr
