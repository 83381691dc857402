"""Names for articles: the input's own, or one made from its path; no two alike in one reading."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath
from urllib.parse import unquote, urlsplit


class Identifiers:
    """Hands out identifiers, adding ``-2``, ``-3``... to one that is taken."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._last: dict[str, int] = {}

    def distinct(self, wanted: str, *, avoid: Iterable[str] = ()) -> str:
        """Return ``wanted`` or the first free ``wanted-N``, never one of ``avoid``, and take it.

        ``avoid`` holds names that are about to be asked for by their owners (the ids that stand in a
        JSON Lines file), so that a made-up name does not take one of theirs.
        """
        reserved = avoid if isinstance(avoid, (set, frozenset, dict)) else set(avoid)
        chosen, number = wanted, self._last.get(wanted, 1)
        while chosen in self._taken or chosen in reserved:
            number += 1
            chosen = f"{wanted}-{number}"
        # Remembered, so that ten thousand lines of one file do not each count up from two.
        self._last[wanted] = number
        self._taken.add(chosen)
        return chosen


def stem_of(path: str) -> str:
    """Return the stem of a file's or a web page's name; never empty."""
    if not is_url(path):
        name = PurePath(path)
        return name.stem or name.name or path or "article"
    try:
        parts = urlsplit(path)
    except ValueError:  # such as a bracket that opens an IPv6 address and none that closes it
        return "article"
    return PurePath(unquote(parts.path)).stem or parts.hostname or "article"


def is_url(path: str) -> bool:
    """Say whether ``path`` is an http or https address."""
    return path.lower().startswith(("http://", "https://"))
