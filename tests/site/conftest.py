"""A database of odd and ordinary articles, served without a port."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from closing_sites import closed
from datasette.app import Datasette
from hostile import articles
from stored import fill

from attribution.site.serving import build
from attribution.store import Store


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = fill(tmp_path_factory.mktemp("site") / "attribution.db", articles())
    with Store(path) as store, store.decisions(who="the desk") as by_hand:
        by_hand.link([{"id": "1", "wikidata": "Q1"}])
    return path


@pytest.fixture(scope="session")
def site(database: Path) -> Iterator[Datasette]:
    made = build(database)
    yield made
    closed(made)


@pytest.fixture
def served() -> Iterator[Callable[..., Datasette]]:
    """Build a site, by plain Datasette where it is given options, that is closed when the test ends."""
    made: list[Datasette] = []

    def build_one(path: Path, **options: Any) -> Datasette:
        made.append(Datasette([str(path)], **options) if options else build(path))
        return made[-1]

    yield build_one
    for datasette in made:
        closed(datasette)
