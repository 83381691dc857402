"""What tests of commands share: the type of ``run``, and what a database holds, for comparing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from click.testing import Result

from attribution.store import Store

Run = Callable[..., Result]


def quotes(database: Path) -> set[tuple[str | None, str]]:
    """Return (speaker, quote) of everything in a database."""
    with Store(database, read_only=True) as store:
        return {(quote.speaker, quote.quote) for quote in store.search("", limit=1000)}


def titles(database: Path) -> list[tuple[str | None, str | None, str | None]]:
    """Return (title, outlet, date) of each article, in the order they were stored."""
    with Store(database, read_only=True) as store:
        return [(article.title, article.outlet, article.date) for article in store.articles()]
