"""Who gets to speak, counted: quotes by outlet, month, type of source, name or none, and what the name tells.

All are counted once, into a small table in memory that every question is answered from.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal, NamedTuple

from attribution.words.names import gender_told

Told = Literal["f", "m", "", "-"]
# Along an index that has all of these columns, and counted here, which is faster than to have them sorted; quotes
# that people corrected are looked at one by one.
_FOUND = """
SELECT
    outlet, substr(day, 1, 7), act IN ('speech', 'writing'), source_type, speaker_id IS NOT NULL, told(speaker_id)
FROM quotes INDEXED BY quotes_voices
"""
_CORRECTED = """
SELECT outlet, substr(day, 1, 7), act IN ('speech', 'writing'), source_type, speaker_id, corrected_speaker
FROM quotes WHERE review = 'corrected' AND corrected_speaker IS NOT speaker
"""
_PEOPLE = "SELECT id, name FROM speakers WHERE type = 'person'"
_OTHERS = "SELECT DISTINCT name FROM speakers WHERE type != 'person'"


class Cell(NamedTuple):
    """Quotes that are counted together.

    ``spoken`` are those that were said or written; beliefs, plans and feelings are the article's words for them.
    ``told`` is the gender that the speaker's name tells: "f", "m", "" where it tells none; "-" where the source is
    no person by name. ``month`` is None for articles without a day, ``outlet`` for those without one.
    """

    outlet: str | None
    month: str | None
    spoken: bool
    source_type: str | None
    named: bool
    told: Told


@dataclass(slots=True)
class Voices:
    """Numbers of quotes that stand together: in all, by type of source, with a name, and by what a name tells."""

    quotes: int = 0
    named: int = 0
    types: Counter[str | None] = field(default_factory=Counter)
    told: Counter[str] = field(default_factory=Counter)

    def add(self, cell: Cell, number: int) -> None:
        """Count the quotes of a cell too."""
        self.quotes += number
        self.named += number * cell.named
        self.types[cell.source_type] += number
        self.told[cell.told] += number

    @property
    def people(self) -> int:
        """Return the quotes of persons by name."""
        return self.quotes - self.told["-"]

    @property
    def told_of(self) -> int:
        """Return those of them whose name tells whether they are women's or men's."""
        return self.told["f"] + self.told["m"]


Cube = Mapping[Cell, int]


@lru_cache(maxsize=65536)
def _told(name: str) -> Told:
    return gender_told(name) or ""


def count_voices(connection: sqlite3.Connection) -> Cube:
    """Count all quotes of a database, each as what is in force: a corrected one has the speaker it was given."""
    people = {number: _told(name) for number, name in connection.execute(_PEOPLE)}
    bodies: set[str] | None = None
    connection.create_function("told", 1, lambda number: people.get(number, "-"), deterministic=True)
    cube: Counter[Cell] = Counter()
    for (outlet, month, spoken, *others), number in Counter(connection.execute(_FOUND)).items():
        source_type, named, told = others
        cube[Cell(outlet, month, bool(spoken), source_type, bool(named), told)] = number
    for outlet, month, spoken, source_type, speaker, name in connection.execute(_CORRECTED).fetchall():
        if bodies is None:
            bodies = {row[0] for row in connection.execute(_OTHERS)}
        cell = Cell(outlet, month, bool(spoken), source_type, speaker is not None, people.get(speaker, "-"))
        cube[cell] -= 1
        kind = _type_in_force(source_type, name, name in bodies)
        told = "-" if name is None or kind == "organisation" else _told(name)
        cube[cell._replace(source_type=kind, named=name is not None, told=told)] += 1
    return {cell: number for cell, number in cube.items() if number}


def _type_in_force(found: str | None, name: str | None, body: bool) -> str | None:
    """Return the type of a source that people gave another name, or none: the program's stood for the other."""
    if name is not None:
        return "organisation" if body else "person"
    return found if found not in ("person", "organisation") else "none"


def together(cells: Iterable[tuple[Cell, int]], key: Callable[[Cell], str | None]) -> dict[str | None, Voices]:
    """Return what is counted of some cells for each value of ``key``."""
    made: dict[str | None, Voices] = {}
    for cell, number in cells:
        made.setdefault(key(cell), Voices()).add(cell, number)
    return made


def total(cells: Iterable[tuple[Cell, int]]) -> Voices:
    """Return what is counted of some cells together."""
    made = Voices()
    for cell, number in cells:
        made.add(cell, number)
    return made
