"""What people decide by hand about who is who: merges, splits, names and external ids.

A decision is kept with the names that it is about, each with its article, and never with the rows of
speakers, which come and go with each reading: so it holds when the articles are read again, by
another model too, and taking it back is a matter of deciding anew without it.
"""

from __future__ import annotations

import datetime
import re
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from attribution.errors import UsageError
from attribution.store.rows import Row, drop_orphans, insert, rows
from attribution.store.saving.entities import ABOUT, About, settle
from attribution.words.text import fold_key

_WIKIDATA = re.compile(r"(?:https?://www\.wikidata\.org/(?:wiki|entity)/)?(?P<id>Q[1-9]\d*)")


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision as the log shows it; ``undone`` is when it was taken back, None where it is in force."""

    id: int
    made: str
    who: str
    kind: str
    about: str
    label: str
    undone: str | None


@dataclass(frozen=True, slots=True)
class Linked:
    """What came of a file of external ids: rows that changed something, rows that did not, and those unknown."""

    changed: int
    unchanged: int
    unknown: tuple[str, ...]


class Decisions:
    """The decisions on one connection. Use within a transaction; ``who`` is noted with what is decided."""

    def __init__(self, db: sqlite3.Connection, *, who: str, about: str = "speakers") -> None:
        self._db = db
        self._who = who
        self._about: About = ABOUT[about]

    def merge(self, ids: Sequence[int]) -> Decision:
        """Make one of several; the name that shows is the fullest, until it is renamed."""
        found = [self._entity(one) for one in dict.fromkeys(ids)]
        if len(found) < 2:
            raise UsageError("There is nothing to merge: give the numbers of two or more.")
        label = "Merged " + " and ".join(_called(one) for one in found)
        return self._decide("merge", label, [(0, name) for one in found for name in self._names(one["id"])])

    def types(self, ids: Sequence[int]) -> dict[str, list[str]]:
        """Return the types of some entities ("person", "organisation"), each with those that are of it."""
        found: dict[str, list[str]] = {}
        for one in (self._entity(each) for each in dict.fromkeys(ids)):
            found.setdefault(one["type"], []).append(_called(one))
        return found

    def split(self, entity_id: int, *, articles: Sequence[int] = (), names: Sequence[str] = ()) -> Decision:
        """Make two of one: what these articles say of it, or under these names, is another's."""
        found = self._entity(entity_id)
        folded = {fold_key(name) for name in names}
        sides = [
            (int(name["article_id"] in articles or name["folded"] in folded), name)
            for name in self._names(entity_id)
        ]
        if len({side for side, _ in sides}) < 2:
            what = "all" if sides and sides[0][0] else "none"
            raise UsageError(
                f"{_called(found)} can't be split so: {what} of its articles and names are among those given."
            )
        by = ", ".join([*(f"article {one}" for one in articles), *names])
        return self._decide("split", f"Split from {_called(found)}: {by}", sides)

    def rename(self, entity_id: int, name: str) -> Decision:
        """Set the name that shows."""
        found, name = self._entity(entity_id), " ".join(name.split())
        if not name:
            raise UsageError("The new name is empty.")
        names = [(0, each) for each in self._names(entity_id)]
        return self._decide("rename", f"Renamed {_called(found)} to {name}", names, value=name)

    def link(self, table: Iterable[Mapping[str, str]]) -> Linked:
        """Set the Wikidata ids of a table with ``wikidata`` and ``id`` or ``name``; an empty one is removed.

        A name that several have is unknown, as the id belongs to one of them. Raises UsageError, and
        sets nothing, where a value is no id of Wikidata.
        """
        changed, unchanged, unknown = 0, 0, []
        for number, row in enumerate(table, start=2):
            value = (row.get("wikidata") or "").strip()
            valid = _WIKIDATA.fullmatch(value)
            if value and not valid:
                raise UsageError(f"Line {number}: {value!r} is no id of Wikidata, such as Q42. Nothing was set.")
            value = valid["id"] if valid else ""
            entity = self._meant(row)
            if entity is None:
                unknown.append((row.get("id") or row.get("name") or f"line {number}").strip())
            elif (entity["wikidata"] or "") == value:
                unchanged += 1
            else:
                changed += 1
                names = [(0, name) for name in self._names(entity["id"])]
                self._decide("link", f"Linked {_called(entity)} to {value or 'nothing'}", names, value=value)
        return Linked(changed, unchanged, tuple(unknown))

    def undo(self, decision_id: int | None = None) -> Decision:
        """Take back a decision, the last one in force unless another is named."""
        where, values = ("id = ?", [decision_id]) if decision_id is not None else ("undone IS NULL", [])
        found = self.log(where, values)
        if not found:
            raise UsageError(
                f"There is no decision {decision_id}: attribution speakers log shows the numbers."
                if decision_id is not None
                else "There is nothing to undo: no decision is in force."
            )
        last = found[-1]
        if last.undone is not None:
            raise UsageError(f"Decision {last.id} was undone before, at {last.undone}.")
        blocks = {
            block
            for (block,) in self._db.execute("SELECT block FROM decision_names WHERE decision_id = ?", (last.id,))
        }
        self._db.execute("UPDATE decisions SET undone = ? WHERE id = ?", (_now(), last.id))
        self._settle({last.about: blocks})
        return self.log("id = ?", [last.id])[0]

    def log(self, where: str = "1", values: Sequence[object] = ()) -> list[Decision]:
        """Return the decisions in the order they were made."""
        query = f"SELECT id, made, who, kind, about, label, undone FROM decisions WHERE {where} ORDER BY id"
        return [Decision(**row) for row in rows(self._db, query, values)]

    def now(self, decision: Decision, *, side: int = 0) -> int:
        """Return the number that the names on one side of a decision have now: that of the entity of most."""
        query = f"""
            SELECT e.{self._about.key} FROM decision_names n
            JOIN {self._about.names} e ON e.article_id = n.article_id AND e.folded = n.folded
            WHERE n.decision_id = ? AND n.side = ? GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1
        """
        found: int = self._db.execute(query, (decision.id, side)).fetchone()[0]
        return found

    def _decide(
        self, kind: str, label: str, names: Sequence[tuple[int, Row]], *, value: str | None = None
    ) -> Decision:
        entities = self._about.entities
        values: Row = {"made": _now(), "who": self._who, "kind": kind, "about": entities, "label": label}
        decision_id = insert(self._db, "decisions", values | {"value": value})
        query = (
            "INSERT INTO decision_names (decision_id, side, name, article_id, folded, block) "
            "VALUES (?, ?, ?, ?, ?, ?)"
        )
        columns = ("name", "article_id", "folded", "block")
        self._db.executemany(
            query, [(decision_id, side, *(name[column] for column in columns)) for side, name in names]
        )
        self._settle({entities: {name["block"] for _, name in names}})
        return self.log("id = ?", [decision_id])[0]

    def _settle(self, blocks: dict[str, set[str]]) -> None:
        drop_orphans(self._db, settle(self._db, blocks).left)

    def _entity(self, entity_id: int) -> Row:
        found = rows(self._db, f"SELECT * FROM {self._about.entities} WHERE id = ?", (entity_id,))
        if not found:
            one = self._about.entities[:-1]
            raise UsageError(f"There is no {one} {entity_id}: attribution speakers list shows the numbers.")
        return found[0]

    def _names(self, entity_id: int) -> list[Row]:
        query = f"SELECT * FROM {self._about.names} WHERE {self._about.key} = ? ORDER BY id"
        return rows(self._db, query, (entity_id,))

    def _meant(self, row: Mapping[str, str]) -> Row | None:
        number, name = (row.get("id") or "").strip(), (row.get("name") or "").strip()
        if number.isascii() and number.isdigit():
            where, values = "id = ?", [number]
        elif name and not number:
            key, table = self._about.key, self._about.names
            where = f"id IN (SELECT {key} FROM {table} WHERE folded = ?) OR folded = ?"
            values = [fold_key(name), fold_key(name)]
        else:
            return None
        found = rows(self._db, f"SELECT * FROM {self._about.entities} WHERE {where}", values)
        return found[0] if len(found) == 1 else None


def _called(entity: Row) -> str:
    return f"{entity['name']} ({entity['id']})"


def _now() -> str:
    return datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds")
