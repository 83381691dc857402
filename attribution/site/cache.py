"""What was read from a whole database is kept until its file changes: true at any moment, and counted once."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar
from weakref import WeakKeyDictionary

from attribution.site.page import Site

# What a program writes within the grain of a file system's clock can leave the same times behind.
_SETTLED_NS = 2_000_000_000

# Of each database, so many: what was asked for last. There is no end to the searches that a name may be of.
MOST = 200

_Stamp = tuple[tuple[int, int, int], ...]
_Read = TypeVar("_Read")
_kept: WeakKeyDictionary[object, dict[str, tuple[_Stamp, object]]] = WeakKeyDictionary()


async def kept(site: Site, name: str, read: Callable[[Site], Awaitable[_Read]]) -> _Read:
    """Return what ``read`` returns of a database, from memory where nothing was written to its file since.

    ``name`` tells it from what else is kept of the same database. Whatever comes back is shared: do not change it.
    """
    database = site.datasette.get_database(site.database)
    stamp = _stamp(database.path)
    held = _kept.setdefault(database, {})
    known = held.pop(name, None)
    if known is not None and stamp is not None and known[0] == stamp:
        held[name] = known
        return known[1]  # type: ignore[return-value]
    found = await read(site)
    if stamp is not None:
        held[name] = (stamp, found)
        while len(held) > MOST:
            del held[next(iter(held))]
    return found


def _stamp(path: str | None) -> _Stamp | None:
    """Return what changes with every write to a database; None where that cannot be told.

    A write goes to the file itself or to the log beside it.
    """
    if path is None:
        return None
    stamp = []
    for each in (path, f"{path}-wal"):
        try:
            found = Path(each).stat()
        except OSError:
            continue
        if time.time_ns() - found.st_mtime_ns < _SETTLED_NS:
            return None
        stamp.append((found.st_ino, found.st_size, found.st_mtime_ns))
    return tuple(stamp) or None
