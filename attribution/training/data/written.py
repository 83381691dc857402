"""Texts written for training: layouts and constructions that corpora show too seldom, with their labels inline.

A file holds texts of one kind. A text begins at a line ``=== name``; a line ``--`` ends it, and notes follow::

    === harbour-letter
    {s1 Ida Noll} {q1 said} {c1 the wall was old}.
    --
    1 = Ida Noll
    p Ida Noll | engineer | Harbour Board | Ida Noll, an engineer at the Harbour Board

``{s1 ...}``, ``{q1 ...}`` and ``{c1 ...}`` mark source, cue and content of the first attribution, ``{s1+2 ...}``
the source of two; marks do not nest. ``1 3 = Ida Noll`` names the speaker of the first and the third; one without
a line is unnamed. ``p`` is a person: name, role, organisation (``-`` for none), then the words that state them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Row = dict[str, Any]
TEXTS = Path(__file__).with_name("written")
_FIELDS = {"s": "source", "q": "cue", "c": "content"}
_MARK = re.compile(r"\{(?P<field>[sqc])(?P<numbers>\d+(?:\+\d+)*) |(?P<stray>\{)|\}")
_QUOTED = re.compile(
    r"“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)|(?<!\w)‘[^‘]*(?:’(?!\w)|$)|(?<!\w)'.*?(?:'(?!\w)|$)", re.DOTALL
)  # to the last single mark before another opens: "the boys’ hut" has one, too


def rows(folder: Path = TEXTS) -> Iterator[Row]:
    """Yield each text of a folder's files in the form of the articles that were read (see ``world``).

    Raises ``ValueError``, with file, line and text, where a mark or a note is broken or a name stands twice.
    """
    seen: set[str] = set()
    for path in sorted(folder.glob("*.txt")):
        for row in _read(path):
            if row["id"] in seen:
                raise ValueError(f"{path.name}: two texts are called {row['id']!r}")
            seen.add(row["id"])
            yield row


def _read(path: Path) -> Iterator[Row]:
    """Yield the texts of one file."""
    name, first, lines = "", 0, list[str]()
    for number, line in enumerate([*path.read_text(encoding="utf-8").splitlines(), "=== "], 1):
        if not line.startswith("=== "):
            lines.append(line)
            continue
        if name:
            yield _text(f"{path.stem}-{name}", lines, f"{path.name}, line {first}, text {name!r}")
        elif any(lines):
            raise ValueError(f"{path.name}, line 1: words before the first '=== name'")
        name, first, lines = line[4:].strip(), number, []


def _text(name: str, lines: list[str], where: str) -> Row:
    """Return the row of a text and its notes."""
    if "--" not in lines:
        raise ValueError(f"{where}: no line '--' between text and notes")
    end = lines.index("--")
    text, marked = _unmarked("\n".join(lines[:end]).strip("\n"), where)
    speakers: dict[int, str] = {}
    people = []
    for number, note in enumerate(lines[end + 1 :], end + 2):
        at = f"{where}, note at its line {number}"
        if note.startswith("p "):
            people.append(_person(note[2:], text, at))
        elif " = " in note:
            numbers, speaker = note.split(" = ", 1)
            speakers |= {one: speaker.strip() for one in _numbers(numbers, at)}
        elif note.strip():
            raise ValueError(f"{at}: neither 'p ...' nor '1 = ...': {note!r}")
    if unknown := speakers.keys() - marked.keys():
        raise ValueError(f"{where}: a speaker for attributions without marks: {sorted(unknown)}")
    if empty := [one for one, spans in marked.items() if not spans["content"]]:
        raise ValueError(f"{where}: attributions without content: {empty}")
    attributions = [
        {**marked[one], "speaker": speakers.get(one), "kind": _kind(text, marked[one]["content"])}
        for one in sorted(marked)
    ]
    return {"id": name, "text": text, "attributions": attributions, "people": people}


def _numbers(words: str, where: str) -> list[int]:
    if not all(word.isdigit() for word in words.split()):
        raise ValueError(f"{where}: no numbers of attributions: {words!r}")
    return [int(word) for word in words.split()]


def _unmarked(marked: str, where: str) -> tuple[str, dict[int, dict[str, list[list[int]]]]]:
    """Return a text without its marks, and for each attribution the places of what they mark."""
    text, at = "", 0
    found: dict[int, dict[str, list[list[int]]]] = {}
    opened: tuple[str, list[int], int] | None = None
    for mark in _MARK.finditer(marked):
        text, at = text + marked[at : mark.start()], mark.end()
        near = f"{where}, near {marked[max(0, mark.start() - 30) : mark.end() + 30]!r}"
        if mark["stray"]:
            raise ValueError(f"{near}: a brace that begins no mark")
        if mark["field"] and opened:
            raise ValueError(f"{near}: a mark within a mark")
        if mark["field"]:
            opened = (_FIELDS[mark["field"]], [int(one) for one in mark["numbers"].split("+")], len(text))
            continue
        if not opened:
            raise ValueError(f"{near}: an end without a mark")
        field, numbers, start = opened
        if not text[start:] or text[start:] != text[start:].strip():
            raise ValueError(f"{near}: a mark with a space at its edge, or with nothing in it")
        for number in numbers:
            found.setdefault(number, {name: [] for name in _FIELDS.values()})[field].append([start, len(text)])
        opened = None
    if opened:
        raise ValueError(f"{where}: a mark for a {opened[0]} without an end, from {text[opened[2] :][:30]!r}")
    return text + marked[at:], found


def _person(note: str, text: str, where: str) -> Row:
    """Return a person; each evidence must stand in the text, and what is stated in an evidence."""
    name, *parts = (part.strip() for part in note.split("|"))
    role, organisation, *words = (*parts, "-", "-")[: max(2, len(parts))]
    for one in (name, *words):
        if one not in text:
            raise ValueError(f"{where}: not in the text: {one!r}")
    for stated in (role, organisation):
        if stated != "-" and not any(part in one for part in (stated, *stated.split(", ")) for one in words):
            raise ValueError(f"{where}: no evidence for {stated!r}")
    return {
        "name": name,
        "role": None if role == "-" else role,
        "organisation": None if organisation == "-" else organisation,
        "evidence": [[text.index(one), text.index(one) + len(one)] for one in words],
    }


def _kind(text: str, content: list[list[int]]) -> str:
    """Return direct, mixed or indirect: all, part or nothing of a content stands in quotation marks."""
    pieces = [text[start:end] for start, end in content]
    if not any(_QUOTED.search(piece) for piece in pieces):
        return "indirect"
    rest = "".join(_QUOTED.sub("", piece) for piece in pieces)
    return "mixed" if any(mark.isalnum() for mark in rest) else "direct"
