"""How many articles a progress bar is told of."""

from __future__ import annotations

from pathlib import Path

from attribution.reading import estimate


def test_files_lines_folders_and_addresses(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Words.\n")
    (tmp_path / "b.jsonl").write_text("{}\n{}\n{}")
    (tmp_path / "c.json").write_text("[\n{},\n{}\n]\n")
    (tmp_path / "empty").mkdir()
    assert estimate([str(tmp_path / "b.jsonl")]) == 3
    assert estimate([str(tmp_path)]) == 5
    assert (
        estimate([str(tmp_path / "empty"), str(tmp_path / "none.jsonl"), "https://courier.example/a.jsonl"]) == 3
    )
    assert estimate([]) == 0
