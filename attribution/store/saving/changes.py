"""What one save does to the rows of an article: each write goes through here and is counted.

It also notes what has to be looked at once all is written: rows that may have lost the last row that pointed to
them, and names that may mean somebody else now.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from attribution.store.rows import Row, insert, rows, update


class Changes:
    """The writes of one save on one connection. Use once, inside a transaction."""

    def __init__(self, connection: sqlite3.Connection, run_id: int) -> None:
        self.db = connection
        self.run_id = run_id
        # Attributions by what was done to them, and all other rows that were touched.
        self.added = self.changed = self.removed = self.touched = 0
        self._extractors: dict[int, Row] = {}
        # Rows of other tables that a row of this article pointed to and may have been the last to.
        self.left: dict[str, set[int]] = {"speakers": set(), "organisations": set(), "outlets": set()}
        # Where names came, went or have other things said of them: who is who there is decided anew.
        self.blocks: dict[str, set[str]] = {"speakers": set(), "organisations": set()}
        # Names of speakers that went, folded and with their types.
        self.gone: set[tuple[str, str]] = set()

    @property
    def total(self) -> int:
        """How many rows were written or deleted."""
        return self.touched + self.added + self.changed + self.removed

    def leave(self, table: str, row_id: int | None) -> None:
        """Note that a row of this article points, or pointed, to that row."""
        if row_id is not None:
            self.left[table].add(row_id)

    def said_of(self, appearance_id: int | None) -> None:
        """Note that other things are said of a speaker than before."""
        if appearance_id is not None:
            (row,) = self.rows("appearances", "id = ?", appearance_id)
            self.blocks["speakers"].add(row["block"])

    def rows(self, table: str, where: str, *values: object) -> list[Row]:
        """Return the rows of a table that meet a condition, in the order they were written."""
        return rows(self.db, f"SELECT * FROM {table} WHERE {where} ORDER BY id", values)

    def of(self, table: str, article_id: int) -> list[Row]:
        """Return the rows of a table that belong to an article."""
        return self.rows(table, "article_id = ?", article_id)

    def insert(self, table: str, values: Row) -> int:
        """Write a new row; return its id. The caller counts it."""
        return insert(self.db, table, values)

    def update(self, table: str, old: Row, values: Row) -> int:
        """Write what differs from the old row; return 1 where anything did, else 0. The caller counts it."""
        return update(self.db, table, old, values)

    def delete(self, table: str, ids: Iterable[int]) -> None:
        """Delete rows by their ids. The caller counts them."""
        self.db.executemany(f"DELETE FROM {table} WHERE id = ?", [(row_id,) for row_id in sorted(ids)])

    def set_run(self, table: str, row_id: int, *, last_only: bool) -> None:
        """Note that this run made the row what it is, or, with ``last_only``, that it saw it so."""
        columns = "last_run_id = :run" if last_only else "run_id = :run, last_run_id = :run"
        self.db.execute(f"UPDATE {table} SET {columns} WHERE id = :id", {"run": self.run_id, "id": row_id})

    def other_extractor(self, run_id: int) -> bool:
        """Tell whether this run's program, model or options differ from those of an earlier run."""
        for each in (self.run_id, run_id):
            if each not in self._extractors:
                query = "SELECT version, model, options FROM runs WHERE id = ?"
                self._extractors[each] = rows(self.db, query, (each,))[0]
        return self._extractors[self.run_id] != self._extractors[run_id]
