"""The word lists of ``data/``: plain text, so that a word is added or looked up without reading a program.

A file has sections, each with a heading in square brackets. A line that is indented goes on with the one before
it, a line that begins with "#" is a comment, an underscore stands for the space inside an entry, and "label:" at
the beginning of a line says something of all its entries ("-" says nothing). Entries are lower case and without
accents. A section is read when the module that knows it is imported, which takes less than a millisecond.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

FOLDER = Path(__file__).parent / "data"


def word_set(text: str) -> frozenset[str]:
    """The words of a text as a set."""
    return frozenset(text.split())


@lru_cache(maxsize=32)
def sections(file: str) -> dict[str, list[str]]:
    """The lines of each section of a file, without comments; what was continued is one line."""
    found: dict[str, list[str]] = {}
    for line in (FOLDER / f"{file}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            lines = found.setdefault(line.strip("[]"), [])
        elif line.startswith(" "):
            lines[-1] += line
        elif line and not line.startswith("#"):
            lines.append(line)
    return found


def labelled(file: str, section: str) -> Iterator[tuple[str, list[str]]]:
    """Each line of a section: its label, "" where it has none or "-", and its entries."""
    for line in sections(file)[section]:
        label, mark, entries = line.rpartition(": ")
        if not mark or label == "-":
            label = ""
        yield label.replace("_", " "), [entry.replace("_", " ") for entry in entries.split()]


def words(file: str, section: str) -> frozenset[str]:
    """All entries of a section."""
    return frozenset(entry for _, entries in labelled(file, section) for entry in entries)


def groups(file: str, section: str) -> tuple[frozenset[str], ...]:
    """The entries of each line of a section."""
    return tuple(frozenset(entries) for _, entries in labelled(file, section))


def by_word(file: str, section: str) -> dict[str, str]:
    """What its label says of each entry of a section."""
    return {entry: label for label, entries in labelled(file, section) for entry in entries}
