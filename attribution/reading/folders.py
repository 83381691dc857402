"""The files of a folder that may hold articles."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

JSON_SUFFIXES = frozenset({".json", ".jsonl", ".ndjson"})
HTML_SUFFIXES = frozenset({".htm", ".html", ".xhtml"})
TEXT_SUFFIXES = frozenset({".text", ".txt"})
KNOWN_SUFFIXES = JSON_SUFFIXES | HTML_SUFFIXES | TEXT_SUFFIXES


@dataclass(frozen=True, slots=True)
class Unlisted:
    """A folder whose files could not be listed, and why."""

    path: str
    reason: str


def files_in(folder: str) -> Iterator[str | Unlisted]:
    """Yield the files under a folder with a known suffix, sorted by name, folder by folder.

    What begins with a dot is skipped, and links to folders are not followed, as they may lead in
    a circle. A folder that cannot be listed is yielded as Unlisted, and the rest goes on.
    """
    try:
        with os.scandir(folder) as found:
            entries = sorted((entry for entry in found if not entry.name.startswith(".")), key=lambda e: e.name)
    except OSError as error:
        yield Unlisted(folder, f"{error.strerror}: check that you may read this folder")
        return
    for entry in entries:
        if is_folder(entry.path):
            if not entry.is_symlink():
                yield from files_in(entry.path)
        elif Path(entry.name).suffix.lower() in KNOWN_SUFFIXES:
            yield entry.path


def is_folder(path: str) -> bool:
    """Say whether a path is a folder; no for what cannot be looked at."""
    try:
        # A blank path would be the current folder to the system.
        return bool(path.strip()) and Path(path).is_dir()
    except (OSError, ValueError):
        return False
