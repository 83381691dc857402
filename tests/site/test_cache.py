"""What is kept of a database: until it changes, and no more than so much."""

from __future__ import annotations

import os
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from attribution.site import cache

pytestmark = pytest.mark.asyncio


class _Database:
    def __init__(self, path: Path) -> None:
        self.path = str(path)


@pytest.fixture
def site(tmp_path: Path) -> Any:
    path = tmp_path / "news.db"
    path.write_bytes(b"x")
    # Long ago: what was written just now may be written again within the same tick.
    os.utime(path, (1, 1))
    database = _Database(path)
    return SimpleNamespace(database="news", datasette=SimpleNamespace(get_database=lambda _: database), path=path)


async def test_what_was_asked_for_last_stays(site: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "MOST", 2)
    read: list[str] = []

    async def ask(name: str) -> str:
        async def reading(_: Any) -> str:
            read.append(name)
            return name

        return await cache.kept(site, name, reading)

    for name in ("home", "one", "home", "two", "home", "one"):
        assert await ask(name) == name
    # One was asked for before home, and gave way to two.
    assert read == ["home", "one", "two", "one"]
    site.path.write_bytes(b"xy")
    os.utime(site.path, (2, 2))
    await ask("home")
    assert read == ["home", "one", "two", "one", "home"]
