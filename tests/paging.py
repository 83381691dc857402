"""What the tests of single pages share."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from datasette.app import Datasette
from test_pages import Elements, assert_harmless


async def read(site: Datasette, path: str, *, status: int = 200) -> tuple[str, str]:
    """Ask for a page; return its HTML and its text, spaces made one. It must be harmless, whatever is in it."""
    answer = await site.client.get(path)
    assert answer.status_code == status, (path, answer.status_code, answer.text[:500])
    assert answer.headers["content-type"].startswith("text/html")
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert_harmless(answer.text)
    assert " style=" not in answer.text
    return answer.text, " ".join(Elements(answer.text).text.split())


def attributes(html: str, tag: str, name: str) -> list[str]:
    """Return the values of an attribute of all such elements."""
    return [found[name] or "" for kind, found in Elements(html).tags if kind == tag and name in found]


def select(database: Path, query: str) -> list[tuple[Any, ...]]:
    """Ask the database itself."""
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute(query).fetchall()
