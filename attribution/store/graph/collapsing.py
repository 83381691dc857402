"""Making the collapsed graph of the whole database: its nodes, its edges, and the quotes behind each.

The steps are SQL, in ``collapse.sql``, and run inside the transaction of the caller. What a step needs is laid in
temporary tables, which SQLite keeps on disk where they are large: memory does not grow with the database.
"""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

from attribution.store.graph.same_words import said
from attribution.words.text import fold_key

# KiB of the database that are held while the graph is made: rows of quotes and names are looked up in no order.
_CACHE = 256 * 1024

_TEMPORARY = ("graph_known", "graph_bodies", "graph_speakers", "graph_named")


def collapse(db: sqlite3.Connection, run_id: int) -> None:
    """Bring the tables of nodes, edges and the quotes behind them to all that the database holds now.

    A node that was there before keeps its number.
    """
    db.create_function("said", 1, said, deterministic=True)
    db.create_function("called", 2, _called, deterministic=True)
    cache = db.execute("PRAGMA cache_size").fetchone()[0]
    db.execute(f"PRAGMA cache_size = -{_CACHE}")
    try:
        _drop(db)
        for statement in Path(__file__).with_name("collapse.sql").read_text(encoding="utf-8").split(";"):
            db.execute(statement, {"run": run_id} if ":run" in statement else {})
        _drop(db)
    finally:
        db.execute(f"PRAGMA cache_size = {cache}")


def _called(folded: str, names: str) -> str:
    return " ".join(dict.fromkeys([folded, *map(fold_key, json.loads(names))]))


def _drop(db: sqlite3.Connection) -> None:
    for table in _TEMPORARY:
        db.execute(f"DROP TABLE IF EXISTS temp.{table}")
