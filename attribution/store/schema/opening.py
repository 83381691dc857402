"""Opening a database file: make or bring up to date, or only look, with an error that says what to do."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from sqlite_utils import Database

from attribution.errors import StoreError
from attribution.store.schema.migrations import MIGRATIONS, migration_names

# A reader of a long export, or another ingest, may hold the file for a while.
BUSY_SECONDS = 60.0


def open_database(path: str | os.PathLike[str], *, read_only: bool = False) -> Database:
    """Open the database in the file ``path``, which is made (with its folder) unless ``read_only``.

    Raises StoreError where the file is missing (read-only), can't be made or read, is no SQLite
    database or another program's, or was made by a newer version of this package.
    """
    file = Path(path)
    if _exists(file) and file.is_dir():
        raise StoreError(f"{file} is a folder: name a file in it, such as {file / 'attribution.db'}.")
    if read_only and not _exists(file):
        raise StoreError(
            f"There is no database at {file}: read articles to make it (attribution ingest PATH --db {file})."
        )
    if not read_only:
        _make_folder(file.parent)
    connection: sqlite3.Connection | None = None
    try:
        connection = _connect(file, read_only=read_only)
        database = Database(connection, execute_plugins=False)
        connection.execute("PRAGMA foreign_keys = ON")
        _check(database, file, read_only=read_only)
        if not read_only and MIGRATIONS.pending(database):
            # Immediate: of two programs that start on a new file, one makes the tables, one waits.
            connection.execute("BEGIN IMMEDIATE")
            MIGRATIONS.apply(database)
            database.commit()
    except (sqlite3.Error, StoreError) as error:
        if connection is not None:
            connection.close()
        if isinstance(error, StoreError):
            raise
        raise StoreError(explain(error, file)) from error
    return database


def explain(error: sqlite3.Error, file: Path) -> str:
    """Return what an error of SQLite means for whoever named the file ``file``, and what to do."""
    said = str(error)
    if "not a database" in said or "malformed" in said:
        return f"{file} is not a readable database ({said}): name another file, or restore it from a copy."
    if "locked" in said or "busy" in said:
        return f"{file} is in use by another program ({said}): try again when that has finished."
    if "unable to open" in said or "readonly" in said:
        return f"{file} can't be opened or written ({said}): check the permissions of it and its folder."
    if "full" in said:
        return f"{file} can't grow ({said}): free some space on its disk. Nothing was changed."
    return f"{file} could not be read or written: {said}."


def _exists(file: Path) -> bool:
    try:
        return file.exists()
    except OSError:  # a name too long, a folder without permission
        return False


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"The folder {folder} can't be made ({error.strerror}): name a database file in another one."
        ) from error


def _connect(file: Path, *, read_only: bool) -> sqlite3.Connection:
    # isolation_level=None: the transactions are the ones begun by name, never opened on the quiet.
    mode = "ro" if read_only else "rwc"
    return sqlite3.connect(
        f"{file.absolute().as_uri()}?mode={mode}", uri=True, timeout=BUSY_SECONDS, isolation_level=None
    )


def _check(database: Database, file: Path, *, read_only: bool) -> None:
    # In this order: another program may make the tables between the two looks, and the migrations with them.
    tables = database.table_names()
    applied = {migration.name for migration in MIGRATIONS.applied(database)}
    known = migration_names()
    if applied - known:
        raise StoreError(
            f"{file} was made by a newer version of attribution ({', '.join(sorted(applied - known))}): "
            "update this installation (pip install --upgrade attribution)."
        )
    if not applied and tables:
        raise StoreError(f"{file} is the database of another program: name another file, which will be made.")
    if read_only and known - applied:
        why = "was made by an older version of attribution" if applied else "has no tables yet"
        raise StoreError(f"{file} {why}: read articles into it (attribution ingest PATH --db {file}).")
