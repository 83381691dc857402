"""Who the names in the articles are: rows of names put together into speakers and organisations.

The grouping itself is pure (``clusters``); what people decided by hand is laid over it. Everything
here runs inside the transaction of its caller.
"""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from attribution.identity.clusters import Seen, group
from attribution.identity.people import NOTHING, Profile, profile
from attribution.store.rows import Row, insert, rows, update
from attribution.store.saving.copies import carry
from attribution.store.saving.target_speakers import is_shared, set_everywhere
from attribution.words.bodies import core
from attribution.words.text import fold

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
        settled.touched[article_id] += carry(db, article_id)
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
        self._groups: list[set[int]] = []
        # By hand, for each name: (number of the decision, what it says); and the names split off.
        self._called: dict[int, tuple[int, str]] = {}
        self._linked: dict[int, tuple[int, str]] = {}
        self._split_off: set[int] = set()
        self.left: set[int] = set()
        # The names that mean other speakers now, folded and with their types; whether several had them before.
        self.shared: dict[tuple[str, str], bool] = {}

    def settle(self) -> set[int]:
        """Bring the tables to the groups; return the articles in which anything changed."""
        self._groups = [set(places) for places in group(self._seen())]
        self._decide()
        changed: set[int] = set()
        for places, entity_id in self._numbered():
            changed |= self._write(places, entity_id)
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

    # Decisions

    def _decide(self) -> None:
        """Lay what was decided by hand over the groups, in the order it was decided."""
        query = f"""
            SELECT d.id, d.kind, d.value, n.side, n.folded, n.block, n.article_id
            FROM decisions d JOIN decision_names n ON n.decision_id = d.id
            WHERE d.undone IS NULL AND d.about = '{self._about.entities}' AND n.block IN (%s)
        """
        exact: defaultdict[tuple[int, str], set[int]] = defaultdict(set)
        alike: defaultdict[tuple[int, str], set[int]] = defaultdict(set)
        for place, row in enumerate(self._names):
            exact[row["article_id"], row["folded"]].add(place)
            alike[row["article_id"], row["block"]].add(place)
        decisions: dict[int, tuple[str, str | None]] = {}
        sides: defaultdict[int, dict[int, set[int]]] = defaultdict(lambda: {0: set(), 1: set()})
        for row in self._where(query, {row["block"] for row in self._names}):
            decisions[row["id"]] = (row["kind"], row["value"])
            places = exact.get((row["article_id"], row["folded"]))
            if not places:
                # Another model may read a longer or shorter form of the name there.
                places = alike.get((row["article_id"], row["block"]), set())
                places = places if len(places) == 1 else set()
            sides[row["id"]][row["side"]] |= places
        for number, (kind, value) in sorted(decisions.items()):
            first, second = sides[number][0], sides[number][1] - sides[number][0]
            if kind == "merge":
                self._merge(first | second)
            elif kind == "split":
                self._split(second)
            else:
                kept = self._called if kind == "rename" else self._linked
                for places in self._groups:
                    if places & first:
                        kept |= dict.fromkeys(places, (number, value or ""))

    def _merge(self, places: set[int]) -> None:
        within = [one for one in self._groups if one & places]
        if len(within) > 1:
            self._groups = [one for one in self._groups if not one & places] + [set[int]().union(*within)]

    def _split(self, places: set[int]) -> None:
        if not any(one & places and one - places for one in self._groups):
            return
        self._groups = [rest for one in self._groups if (rest := one - places)] + [set(places)]
        self._split_off |= places
        for kept in (self._called, self._linked):
            for place in places:
                kept.pop(place, None)

    # Writing

    def _numbered(self) -> list[tuple[list[int], int | None]]:
        """Return the groups with the entity each of them was before, by the most names; None for a new one."""
        key = self._about.key
        wishes = []
        for number, places in enumerate(self._groups):
            before = Counter(self._names[place][key] for place in places if self._names[place][key] is not None)
            late = bool(places & self._split_off)
            wishes += [(late, -count, entity_id, number) for entity_id, count in before.items()]
        given: dict[int, int] = {}
        for _, _, entity_id, number in sorted(wishes):
            if number not in given and entity_id not in given.values():
                given[number] = entity_id
        return [(sorted(places), given.get(number)) for number, places in enumerate(self._groups)]

    def _write(self, places: Sequence[int], entity_id: int | None) -> set[int]:
        about = self._about
        names = [self._names[place] for place in places]
        called = max((self._called[place] for place in places if place in self._called), default=(0, ""))[1]
        linked = max((self._linked[place] for place in places if place in self._linked), default=(0, ""))[1]
        values: Row = {"name": called or best_name(row["name"] for row in names), "wikidata": linked or None}
        if about.typed:
            values["type"] = _most(row["type"] for row in names)
        changed = set()
        entity_id = self._unused(values) if entity_id is None else entity_id
        if entity_id is None:
            values["folded"] = self._free_key(values, None)
            entity_id = insert(self._db, about.entities, values)
        else:
            (old,) = rows(self._db, f"SELECT * FROM {about.entities} WHERE id = ?", (entity_id,))
            if old["folded"].partition(" #")[0] == fold(values["name"]) and old.get("type") == values.get("type"):
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
        found = self._db.execute(query, (fold(values["name"]), *self._type(values))).fetchone()
        return found[0] if found else None

    def _free_key(self, values: Row, entity_id: int | None) -> str:
        """Return the folded name, with a number where another entity has it."""
        base, number = fold(values["name"]), 1
        typed = "AND type = ?" if self._about.typed else ""
        query = f"SELECT 1 FROM {self._about.entities} WHERE folded = ? AND id IS NOT ? {typed}"
        key = base
        while self._db.execute(query, (key, entity_id, *self._type(values))).fetchone():
            number += 1
            key = f"{base} #{number}"
        return key

    def _type(self, values: Row) -> list[str]:
        return [values["type"]] if self._about.typed else []


def best_name(names: Iterable[str]) -> str:
    """Return the name to show: of the full forms the most frequent, of its spellings the one with accents.

    A name that stands for another ("GOP", "Reed’s camp") comes after one that stands for itself.
    """
    counted = Counter(names)
    by_fold: Counter[str] = Counter()
    for name, count in counted.items():
        by_fold[fold(name)] += count
    short = {fold(name) for name in counted if " " not in core(name) or len(fold(name).split()[0]) == 1}
    other = {fold(name) for name in counted if core(name) != fold(name)}  # and "the Reed campaign"
    best = min(by_fold, key=lambda key: (key in short, key in other, -by_fold[key], key))
    spellings = [name for name in counted if fold(name) == best]
    return min(spellings, key=lambda name: (-sum(map(_accented, name)), -counted[name], name))


def _accented(char: str) -> bool:
    return char.isalpha() and not char.isascii()


def _most(values: Iterable[str]) -> str:
    counted = Counter(values)
    return min(counted, key=lambda value: (-counted[value], value))
