"""How many articles there are to read, for a progress bar."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from attribution.reading.folders import JSON_SUFFIXES, files_in, is_folder
from attribution.reading.identifiers import is_url


def estimate(paths: Sequence[str]) -> int:
    """Return about how many articles and failures ``read_paths`` will yield, without reading any.

    Files and addresses count as one, JSON Lines as their lines. What cannot be looked at counts as one.
    """
    return sum(_entries(path) for path in paths)


def _entries(path: str) -> int:
    if is_folder(path):
        return sum(_lines(found) if isinstance(found, str) else 1 for found in files_in(path)) or 1
    return _lines(path)


def _lines(path: str) -> int:
    if is_url(path) or Path(path).suffix.lower() not in JSON_SUFFIXES - {".json"}:
        return 1
    try:
        with Path(path).open("rb") as file:
            # By blocks, not by lines: a line of an archive's dump may itself be many megabytes.
            ends, last = 0, b"\n"
            while block := file.read(1 << 20):
                ends += block.count(b"\n")
                last = block[-1:]
            return max(1, ends + (last != b"\n"))
    except OSError:
        return 1
