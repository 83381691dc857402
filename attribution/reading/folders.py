"""The files of a folder that may hold articles."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

JSON_SUFFIXES = frozenset({".json", ".jsonl", ".ndjson"})
HTML_SUFFIXES = frozenset({".htm", ".html", ".xhtml"})
TEXT_SUFFIXES = frozenset({".text", ".txt"})
KNOWN_SUFFIXES = JSON_SUFFIXES | HTML_SUFFIXES | TEXT_SUFFIXES
# What people keep articles in and this program cannot read: named in folders, not passed over.
REFUSED_SUFFIXES = frozenset(
    ".doc .docx .eml .epub .maff .mht .mhtml .mobi .msg .odt .pages .pdf .rtf .warc .webarchive .wpd".split()
)
# What browsers add to a page's name for the folder of its pictures and frames, in several languages.
_PARTS = (
    "_files",
    ".files",
    "_file",
    "-files",
    "-dateien",
    "_dateien",
    "_fichiers",
    "_archivos",
    "_bestanden",
    "-filer",
)


@dataclass(frozen=True, slots=True)
class Unlisted:
    """A folder whose files could not be listed, and why."""

    path: str
    reason: str


def files_in(folder: str) -> Iterator[str | Unlisted]:
    """Yield the files under a folder with a known or refused suffix, sorted by name, folder by folder.

    The folder that a browser saves beside a page, with its pictures and frames, is a part of the page.
    What begins with a dot is skipped, and links to folders are not followed, as they may lead in
    a circle. A folder that cannot be listed is yielded as Unlisted, and the rest goes on.
    """
    try:
        with os.scandir(folder) as found:
            entries = sorted((entry for entry in found if not entry.name.startswith(".")), key=lambda e: e.name)
    except OSError as error:
        yield Unlisted(folder, f"{error.strerror}: check that you may read this folder")
        return
    pages = {Path(entry.name).stem for entry in entries if Path(entry.name).suffix.lower() in HTML_SUFFIXES}
    for entry in entries:
        if is_folder(entry.path):
            if not entry.is_symlink() and not _is_part(entry.name, pages):
                yield from files_in(entry.path)
        elif Path(entry.name).suffix.lower() in KNOWN_SUFFIXES | REFUSED_SUFFIXES:
            yield entry.path


def _is_part(folder: str, pages: Collection[str]) -> bool:
    """Tell whether a folder is what a browser saved with one of the pages beside it."""
    return any(folder.lower().endswith(end) and folder[: -len(end)] in pages for end in _PARTS)


def is_folder(path: str) -> bool:
    """Say whether a path is a folder; no for what cannot be looked at."""
    try:
        # A blank path would be the current folder to the system.
        return bool(path.strip()) and Path(path).is_dir()
    except (OSError, ValueError):
        return False
