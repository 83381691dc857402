"""The tables as CSV files that a spreadsheet opens right and can do no harm with."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

from attribution.errors import UsageError
from attribution.store import Store

# What makes a spreadsheet take a cell for a formula, also in the wide forms of East Asian keyboards.
_FORMULA = tuple("=+-@＝＋－＠")
# White space and characters without width that a spreadsheet may skip before it looks for a formula.
_SKIPPED = " \t\r\n\v\f\u00a0\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\0"


@dataclass(frozen=True, slots=True)
class Exported:
    """A written file: the table it holds, where it is, and its rows (without the heading)."""

    table: str
    path: Path
    rows: int


def export_csv(
    database: str | os.PathLike[str], folder: str | os.PathLike[str], *, excel: bool = False
) -> list[Exported]:
    """Write each table and view of the database, complete, as ``folder/TABLE.csv``; return what was written.

    The files follow RFC 4180 in UTF-8; ``excel`` puts a byte-order mark first, without which Excel
    takes the file for another encoding. Text that a spreadsheet would run as a formula gets an
    apostrophe in front. All files show the same state of the database, and they appear, or replace
    older ones, only once all are complete. Memory does not grow with the database.

    Raises StoreError where the database can't be read, UsageError where the folder can't be written.
    """
    target = Path(folder)
    with Store(database, read_only=True) as store, _folder_errors(target):
        target.mkdir(parents=True, exist_ok=True)
        parts: list[tuple[Path, Exported]] = []
        try:
            with store.snapshot():
                for table in store.tables():
                    part = target / f".{table}.{uuid4().hex}.part"
                    exported = Exported(table, target / f"{table}.csv", 0)
                    parts.append((part, exported))
                    rows = _write(store, table, part, excel=excel)
                    parts[-1] = (part, Exported(table, exported.path, rows))
            for part, exported in parts:
                part.replace(exported.path)
        finally:
            for part, _ in parts:
                part.unlink(missing_ok=True)
    return [exported for _, exported in parts]


def harmless(value: Any) -> Any:
    """Return a cell that no spreadsheet runs: text that looks like a formula gets an apostrophe in front."""
    if not isinstance(value, str):
        return value
    if value.startswith(("\t", "\r")) or value.lstrip(_SKIPPED).startswith(_FORMULA):
        return f"'{value}"
    return value


def _write(store: Store, table: str, part: Path, *, excel: bool) -> int:
    """Write one table to the file ``part`` and return its number of rows."""
    count = 0
    with part.open("x", encoding="utf-8-sig" if excel else "utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        columns = store.columns(table)
        writer.writerow(columns)
        for row in store.rows(table):
            writer.writerow([harmless(value) for value in row])
            count += 1
        file.flush()
        os.fsync(file.fileno())
    return count


@contextmanager
def _folder_errors(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise UsageError(
            f"The folder {folder} can't be written ({error.strerror or error}): name another folder, or see "
            "to its permissions and free space."
        ) from error
