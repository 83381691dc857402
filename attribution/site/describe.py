"""db/README.md, made from the schema and the descriptions in metadata.yml.

Run ``python -m attribution.site.describe > db/README.md`` after a change of either.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import click
from sqlite_utils import Database
from sqlite_utils.db import Table

from attribution.site.metadata import DATABASE, metadata_for
from attribution.store import Store
from attribution.store.schema.migrations import SEARCHED

_HEAD = """\
# The database

`attribution ingest` makes `attribution.db` in this folder: a SQLite file, open to any program that
reads SQLite. Only `attribution` should write to it. The file is not under version control; this
description is, and is made by `python -m attribution.site.describe > db/README.md`.

Days are ISO 8601 text (`2024-01-31`). Offsets count characters of `articles.text` from 0, and the end
of a span is the character after its last, so that `text[start:end]` is its words. Each table with a
search has an FTS5 table beside it, named with `_fts` at the end.
"""


def describe() -> str:
    """Return the description of all tables, as Markdown."""
    metadata = metadata_for(DATABASE)["databases"][DATABASE]["tables"]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "empty.db"
        with Store(path) as store:
            tables = store.tables()
        with Database(str(path)) as database:
            parts = [_table(database, table, metadata[table]) for table in sorted(tables, key=_order)]
    return "\n".join([_HEAD, *parts])


def _order(table: str) -> tuple[bool, str]:
    return (table != "quotes", table)  # the one that people look for comes first


def _table(database: Database, name: str, metadata: dict[str, Any]) -> str:
    table = database[name]
    keys = {}
    if isinstance(table, Table):  # and no view
        keys = {key.column: f"{key.other_table}.{key.other_column}" for key in table.foreign_keys}
    lines = [f"## {name}", "", metadata["description"], "", "| column | type | |", "| --- | --- | --- |"]
    for column in table.columns:
        kind = column.type.lower() + (", required" if column.notnull or column.is_pk else "")
        meaning = metadata["columns"][column.name].replace("|", "\\|")
        link = f" (`{keys[column.name]}`)" if column.name in keys else ""
        lines.append(f"| `{column.name}` | {kind} | {meaning}{link} |")
    indexes = table.indexes if isinstance(table, Table) else []
    facts = [f"unique: {', '.join(index.columns)}" for index in indexes if index.unique]
    indexed = sorted(", ".join(index.columns) for index in indexes if not index.unique)
    if indexed:
        facts.append(f"indexes: {'; '.join(indexed)}")
    if name in SEARCHED:
        facts.append(f"search: {', '.join(SEARCHED[name])}")
    if facts:
        lines += ["", *(f"- {fact}" for fact in facts)]
    return "\n".join([*lines, ""])


if __name__ == "__main__":
    click.echo(describe(), nl=False)
