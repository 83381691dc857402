"""Small steps that every write to the tables is made of."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from attribution.words.text import fold_key

Row = dict[str, Any]


def article_label(title: str | None, input_id: str | None, text: str) -> str:
    """Return what to call an article where it is linked to: its title, its id, or its first words."""
    label = title or input_id or " ".join(text[:400].split())
    return label if len(label) <= 120 else label[:119].rstrip() + "…"


_USED = {
    "speakers": "SELECT 1 FROM attributions WHERE speaker_id = :id",
    "organisations": "SELECT 1 FROM affiliations WHERE organisation_id = :id",
    "outlets": "SELECT 1 FROM articles WHERE outlet_id = :id",
}


def drop_orphans(connection: sqlite3.Connection, left: Mapping[str, Iterable[int]]) -> None:
    """Delete those of the given speakers, organisations and outlets that no row points to any more."""
    for table, ids in left.items():
        query = f"DELETE FROM {table} WHERE id = :id AND NOT EXISTS ({_USED[table]})"
        connection.executemany(query, [{"id": row_id} for row_id in sorted(ids)])


# The columns that name the run which made or last saw a row.
_RUNS = (
    *((table, column) for table in ("articles", "attributions") for column in ("run_id", "last_run_id")),
    *((table, "run_id") for table in ("graphs", "graph_nodes", "graph_edges")),
)


def drop_runs(connection: sqlite3.Connection, ids: Iterable[int]) -> None:
    """Delete those of the given runs that no row names any more."""
    unnamed = " AND ".join(f"NOT EXISTS (SELECT 1 FROM {table} WHERE {column} = :id)" for table, column in _RUNS)
    connection.executemany(f"DELETE FROM runs WHERE id = :id AND {unnamed}", [{"id": run_id} for run_id in ids])


def named(connection: sqlite3.Connection, table: str, name: str | None) -> int | None:
    """Find or make the outlet or organisation of that name; return its id, None for no name."""
    if name is None or not name.strip():
        return None
    found = connection.execute(f"SELECT id FROM {table} WHERE folded = ?", (fold_key(name),)).fetchone()
    if found:
        row_id: int = found[0]
        return row_id
    return insert(connection, table, {"name": name.strip(), "folded": fold_key(name)})


def rows(
    connection: sqlite3.Connection, query: str, values: Sequence[object] | Mapping[str, object] = ()
) -> list[Row]:
    """Return the rows of a query as dictionaries."""
    cursor = connection.execute(query, values)
    columns = [column[0] for column in cursor.description]
    return [dict(zip(columns, row, strict=True)) for row in cursor]


def insert(connection: sqlite3.Connection, table: str, values: Row) -> int:
    """Insert a row and return its id."""
    columns = ", ".join(f'"{column}"' for column in values)
    marks = ", ".join("?" * len(values))
    cursor = connection.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks})", list(values.values()))
    if cursor.lastrowid is None:
        raise RuntimeError("SQLite gave no row id for an insert")
    return cursor.lastrowid


def update(connection: sqlite3.Connection, table: str, old: Row, values: Row) -> int:
    """Write the columns of ``values`` that differ from ``old``; return 1 where there were any, else 0."""
    changed = {column: value for column, value in values.items() if old[column] != value}
    if not changed:
        return 0
    columns = ", ".join(f'"{column}" = ?' for column in changed)
    connection.execute(f"UPDATE {table} SET {columns} WHERE id = ?", [*changed.values(), old["id"]])
    return 1
