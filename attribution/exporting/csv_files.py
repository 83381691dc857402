"""The tables as CSV files that a spreadsheet opens right and can do no harm with."""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

from attribution.errors import UsageError
from attribution.exporting.reader_tables import READ_FROM, reader_tables
from attribution.store import Store

# What makes a spreadsheet take a cell for a formula, also in the wide forms of East Asian keyboards.
_FORMULA = tuple("=+-@＝＋－＠")
# White space and characters without width that a spreadsheet may skip before it looks for a formula.
_SKIPPED = " \t\r\n\v\f\u00a0\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\0"


# What Excel keeps of a cell, counted as it counts: in units of UTF-16.
LONGEST_CELL = 32_767
_CUT = " [… cut: Excel keeps no more of a cell]"
# It keeps fifteen digits of a number, so that two longer ones that differ become one.
_DIGITS = 15
_LONG_NUMBER = re.compile(r"\s*[0-9]{16,}\s*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Exported:
    """A written file: its table, where it is, its rows (without the heading), and how many cells were cut."""

    table: str
    path: Path
    rows: int
    cut: int = 0


def export_csv(
    database: str | os.PathLike[str],
    folder: str | os.PathLike[str],
    *,
    excel: bool = False,
    everything: bool = False,
) -> list[Exported]:
    """Write the tables that people use, complete, as ``folder/TABLE.csv``; return what was written.

    They are quotes (with what is in force, and about whom), speakers, articles and roles; with ``everything`` all
    other tables and views too, and all columns that are stored. The files follow RFC 4180 in UTF-8. ``excel`` puts
    a byte-order mark first, without which Excel takes the file for another encoding, writes numbers of more than
    15 digits as text, and cuts cells longer than Excel takes, with a mark. Text that a spreadsheet would run as a
    formula gets an apostrophe in front. All files show the same state of the database, and they appear, or replace
    older ones, only once all are complete. Memory does not grow with the database.

    Raises StoreError where the database can't be read, UsageError where the folder can't be written.
    """
    target = Path(folder)
    with Store(database, read_only=True) as store, _folder_errors(target):
        target.mkdir(parents=True, exist_ok=True)
        parts: list[tuple[Path, Exported]] = []
        try:
            with store.snapshot():
                for table, columns, rows in _tables(store, everything=everything):
                    part = target / f".{table}.{uuid4().hex}.part"
                    exported = Exported(table, target / f"{table}.csv", 0)
                    parts.append((part, exported))
                    written, cut = _write(columns, rows, part, excel=excel)
                    parts[-1] = (part, Exported(table, exported.path, written, cut))
            for part, exported in parts:
                part.replace(exported.path)
        finally:
            for part, _ in parts:
                part.unlink(missing_ok=True)
    return [exported for _, exported in parts]


def _tables(store: Store, *, everything: bool) -> Iterator[tuple[str, list[str], Iterator[tuple[Any, ...]]]]:
    """Yield the name, the columns and the rows of each table that is written."""
    read = reader_tables(store, whole=everything)
    for name, query in read.items():
        yield name, *store.select(query)
    if everything:
        for table in store.tables():
            if table not in READ_FROM and table not in read:
                yield table, store.columns(table), store.rows(table)


def harmless(value: Any) -> Any:
    """Return a cell that no spreadsheet runs: text that looks like a formula gets an apostrophe in front."""
    if not isinstance(value, str):
        return value
    if value.startswith(("\t", "\r")) or value.lstrip(_SKIPPED).startswith(_FORMULA):
        return f"'{value}"
    return value


def for_excel(value: Any) -> tuple[Any, bool]:
    """Return a cell as Excel keeps it, and whether it was cut."""
    if isinstance(value, int) and abs(value) >= 10**_DIGITS:
        return f"'{value}", False
    if not isinstance(value, str):
        return value, False
    if _LONG_NUMBER.fullmatch(value):
        return f"'{value}", False
    # Most cells are short however they are counted.
    if len(value) * 2 <= LONGEST_CELL:
        return value, False
    units = value.encode("utf-16-le", "surrogatepass")
    if len(units) <= LONGEST_CELL * 2:
        return value, False
    # Half of a pair at the end goes.
    kept = units[: (LONGEST_CELL - len(_CUT)) * 2].decode("utf-16-le", "ignore")
    return kept + _CUT, True


def _write(columns: Sequence[str], rows: Iterable[tuple[Any, ...]], part: Path, *, excel: bool) -> tuple[int, int]:
    """Write one table to the file ``part``; return its number of rows, and of cells that were cut."""
    count = cut = 0
    with part.open("x", encoding="utf-8-sig" if excel else "utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(columns)
        for row in rows:
            cells = [harmless(value) for value in row]
            if excel:
                kept = [for_excel(cell) for cell in cells]
                cells, cut = [cell for cell, _ in kept], cut + sum(was_cut for _, was_cut in kept)
            writer.writerow(cells)
            count += 1
        file.flush()
        os.fsync(file.fileno())
    return count, cut


@contextmanager
def _folder_errors(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise UsageError(
            f"The folder {folder} can't be written ({error.strerror or error}): name another folder, or see "
            "to its permissions and free space."
        ) from error
