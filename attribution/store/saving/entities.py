"""Who the names in the articles are: rows of names put together into speakers and organisations.

What they are is decided in ``identity``, from names and what people decided by hand. Everything here
runs inside the transaction of its caller.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from attribution.identity.clusters import Seen, group
from attribution.identity.entities import Decision, Entity, NamePlaces, best_name, entities, most_frequent
from attribution.identity.people import NOTHING, Profile, profile
from attribution.store.rows import Row, insert, rows, update
from attribution.store.saving.copies import update_copies
from attribution.store.saving.target_speakers import is_shared, set_everywhere
from attribution.words.text import fold_key

_MANY = 500  # values in one query: SQLite has a limit


@dataclass(frozen=True, slots=True)
class About:
    """One of the two kinds of entity: the table of entities, that of their names, and the column between."""

    entities: str
    names: str
    key: str
    typed: bool


SPEAKERS = About("speakers", "appearances", "speaker_id", typed=True)
ORGANISATIONS = About("organisations", "organisation_names", "organisation_id", typed=False)
ABOUT = {"speakers": SPEAKERS, "organisations": ORGANISATIONS}


@dataclass
class Settled:
    """What settling changed: the rows touched in each article, and entities that may have lost their last name."""

    touched: Counter[int] = field(default_factory=Counter)
    left: dict[str, set[int]] = field(default_factory=lambda: {"speakers": set(), "organisations": set()})


def settle(
    db: sqlite3.Connection,
    blocks: dict[str, set[str]],
    *,
    articles: Iterable[int] = (),
    gone: Iterable[tuple[str, str]] = (),
) -> Settled:
    """Decide anew who is who in these blocks of ``speakers`` and ``organisations``.

    What changed is carried to every row that repeats it, in ``articles`` and all others. ``gone`` are the names,
    folded and with their types, by which an article no longer quotes a speaker.
    """
    settled = Settled()
    changed = set(articles)
    # One bearer less makes no name that of several.
    shared = dict.fromkeys(gone, True)
    # Organisations first: a speaker's organisation helps to tell who the speaker is.
    for about in (ORGANISATIONS, SPEAKERS):
        if blocks.get(about.entities):
            grouping = _Grouping(db, about, blocks[about.entities])
            changed |= grouping.settle()
            settled.left[about.entities] |= grouping.left
            shared |= grouping.shared
    for article_id in sorted(changed):
        settled.touched[article_id] += update_copies(db, article_id)
    for (folded, kind), was_shared in sorted(shared.items()):
        set_everywhere(db, folded, kind, was_shared=was_shared)
    return settled


def names_of(db: sqlite3.Connection, article_id: int) -> set[tuple[str, str]]:
    """Return the names by which an article quotes speakers, folded and with their types."""
    return set(db.execute("SELECT folded, type FROM appearances WHERE article_id = ?", (article_id,)))


def blocks_of(db: sqlite3.Connection, article_id: int) -> dict[str, set[str]]:
    """Return the blocks of the names that an article has."""
    return {
        about.entities: {
            row["block"]
            for row in rows(db, f"SELECT block FROM {about.names} WHERE article_id = ?", (article_id,))
        }
        for about in ABOUT.values()
    }


class _Grouping:
    """The names of some blocks, from the tables into groups and back. Use once."""

    def __init__(self, db: sqlite3.Connection, about: About, blocks: set[str]) -> None:
        self._db = db
        self._about = about
        self._names = self._load(blocks)
        self._place = {row["id"]: place for place, row in enumerate(self._names)}
        self.left: set[int] = set()
        # The names that mean other speakers now, folded and with their types; whether several had them before.
        self.shared: dict[tuple[str, str], bool] = {}

    def settle(self) -> set[int]:
        """Bring the tables to the groups; return the articles in which anything changed."""
        before = [row[self._about.key] for row in self._names]
        changed: set[int] = set()
        for one in entities(group(self._seen()), self._decisions(), before):
            changed |= self._write(one)
        return changed

    # Reading

    def _load(self, blocks: set[str]) -> list[Row]:
        """Return the names of the blocks, and of those that an acronym or a decision ties to them."""
        about, found, todo, done = self._about, list[Row](), set(blocks), set[str]()
        while todo:
            done |= todo
            new = self._where(f"SELECT * FROM {about.names} WHERE block IN (%s) ORDER BY id", todo)
            found += new
            tied = {row[column] for row in new for column in ("short", "letters")}
            ties = (
                f"SELECT DISTINCT block FROM {about.names} WHERE short IN (%s)",
                f"SELECT DISTINCT block FROM {about.names} WHERE letters IN (%s)",
                f"""
                SELECT DISTINCT n.block FROM decision_names n WHERE n.decision_id IN (
                    SELECT d.id FROM decisions d JOIN decision_names o ON o.decision_id = d.id
                    WHERE d.undone IS NULL AND d.kind = 'merge' AND d.about = '{about.entities}'
                    AND o.block IN (%s)
                )
                """,
            )
            for query in ties:
                tied |= {row["block"] for row in self._where(query, todo)}
            todo = {block for block in tied if block} - done
        return found

    def _where(self, query: str, values: Iterable[object]) -> list[Row]:
        listed = sorted(values, key=str)
        found: list[Row] = []
        for start in range(0, len(listed), _MANY):
            part = listed[start : start + _MANY]
            found += rows(self._db, query % ", ".join("?" * len(part)), part)
        return found

    def _seen(self) -> list[Seen]:
        said = self._said() if self._about.typed else {}
        ids = {row["article_id"] for row in self._names}
        articles = {
            row["id"]: row for row in self._where("SELECT id, outlet_id, day FROM articles WHERE id IN (%s)", ids)
        }
        return [
            Seen(
                row["name"],
                row["type"] if self._about.typed else "organisation",
                said.get(row["id"], NOTHING),
                row["short"],
                articles[row["article_id"]]["outlet_id"],
                articles[row["article_id"]]["day"],
                row["article_id"],
            )
            for row in self._names
        ]

    def _said(self) -> dict[int, Profile]:
        """Return what the articles say of each name's bearer."""
        query = """
            SELECT a.appearance_id, a.role, o.name AS body FROM affiliations a
            LEFT JOIN organisation_names n ON n.id = a.organisation_name_id
            LEFT JOIN organisations o ON o.id = n.organisation_id
            WHERE a.appearance_id IN (%s)
        """
        said: dict[int, Profile] = {}
        for row in self._where(query, self._place):
            stated = profile(row["role"], row["body"])
            said[row["appearance_id"]] = said.get(row["appearance_id"], NOTHING).together(stated)
        return said

    def _decisions(self) -> Iterable[Decision]:
        """Return what was decided by hand about the names."""
        query = f"""
            SELECT d.id, d.kind, d.value, n.side, n.folded, n.block, n.article_id
            FROM decisions d JOIN decision_names n ON n.decision_id = d.id
            WHERE d.undone IS NULL AND d.about = '{self._about.entities}' AND n.block IN (%s)
        """
        places = NamePlaces((row["article_id"], row["folded"], row["block"]) for row in self._names)
        decisions: dict[int, Decision] = {}
        for row in self._where(query, {row["block"] for row in self._names}):
            one = decisions.setdefault(row["id"], Decision(row["id"], row["kind"], row["value"] or ""))
            one.sides[row["side"]].update(places.find(row["article_id"], row["folded"], row["block"]))
        return decisions.values()

    # Writing

    def _write(self, one: Entity) -> set[int]:
        about, entity_id = self._about, one.number
        names = [self._names[place] for place in one.places]
        values: Row = {
            "name": one.name or best_name(row["name"] for row in names),
            "wikidata": one.link or None,
        }
        if about.typed:
            values["type"] = most_frequent(row["type"] for row in names)
        changed = set()
        entity_id = self._unused(values) if entity_id is None else entity_id
        if entity_id is None:
            values["folded"] = self._free_key(values, None)
            entity_id = insert(self._db, about.entities, values)
        else:
            (old,) = rows(self._db, f"SELECT * FROM {about.entities} WHERE id = ?", (entity_id,))
            if old["folded"].partition(" #")[0] == fold_key(values["name"]) and old.get("type") == values.get(
                "type"
            ):
                values["folded"] = old["folded"]
            else:
                values["folded"] = self._free_key(values, entity_id)
            if update(self._db, about.entities, old, values):
                changed |= {row["article_id"] for row in names}
        for row in names:
            if row[about.key] != entity_id:
                if about.typed and (name := (row["folded"], row["type"])) not in self.shared:
                    self.shared[name] = is_shared(self._db, *name)
                query = f"UPDATE {about.names} SET {about.key} = ? WHERE id = ?"
                self._db.execute(query, (entity_id, row["id"]))
                changed.add(row["article_id"])
                if row[about.key] is not None:
                    self.left.add(row[about.key])
        return changed

    def _unused(self, values: Row) -> int | None:
        """Return an entity of that name that has lost its last name in this transaction, to use it again."""
        about = self._about
        typed = "AND type = ?" if about.typed else ""
        query = (
            f"SELECT id FROM {about.entities} e WHERE folded = ? {typed} "
            f"AND NOT EXISTS (SELECT 1 FROM {about.names} WHERE {about.key} = e.id)"
        )
        found = self._db.execute(query, (fold_key(values["name"]), *self._type(values))).fetchone()
        return found[0] if found else None

    def _free_key(self, values: Row, entity_id: int | None) -> str:
        """Return the folded name, with a number where another entity has it."""
        base, number = fold_key(values["name"]), 1
        typed = "AND type = ?" if self._about.typed else ""
        query = f"SELECT 1 FROM {self._about.entities} WHERE folded = ? AND id IS NOT ? {typed}"
        key = base
        while self._db.execute(query, (key, entity_id, *self._type(values))).fetchone():
            number += 1
            key = f"{base} #{number}"
        return key

    def _type(self, values: Row) -> list[str]:
        return [values["type"]] if self._about.typed else []
