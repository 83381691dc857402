"""Whether the links to an original jump to the words, in a browser that knows text fragments."""

from __future__ import annotations

import functools
import html
import http.server
import re
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from attribution.marking import Passage
from attribution.site.pages.addresses import at_words

pytestmark = pytest.mark.model
# A page has something else between its paragraphs, and much of it before and after.
SPACE = '<div style="height: 4000px">Other news</div>'


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:  # type: ignore[override]
        """Say nothing."""


@pytest.fixture(scope="module")
def originals(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of pages with the texts of the samples, each named by its article's number."""
    folder = tmp_path_factory.mktemp("originals")
    with closing(sqlite3.connect(samples)) as db:
        for number, text in db.execute("SELECT id, text FROM articles"):
            lines = [
                f'<p id="at-{found.start()}">{html.escape(found[0])}</p>' for found in re.finditer(r"[^\n]+", text)
            ]
            body = SPACE + "<aside>Advertisement</aside>".join(lines) + SPACE
            page = f'<!DOCTYPE html><meta charset="utf-8"><link rel="icon" href="data:,"><body>{body}'
            (folder / f"{number}.html").write_text(page, encoding="utf-8")
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_links_jump_to_the_words(page: Page, samples: Path, originals: str) -> None:
    with closing(sqlite3.connect(samples)) as db:
        texts = dict(db.execute("SELECT id, text FROM articles"))
        quotes = db.execute("SELECT id, article_id FROM quotes WHERE id % 7 = 0 OR quote LIKE '%[…]%'").fetchall()
        assert len(quotes) > 30
        for number, article in quotes:
            query = (
                'SELECT "start", "end" FROM spans WHERE attribution_id = ? AND role = \'content\' ORDER BY "start"'
            )
            spans = db.execute(query, (number,)).fetchall()
            address = at_words(f"{originals}/{article}.html", [Passage(0, texts[article])], spans)
            assert ":~:text=" in address
            # Only a page that is loaded anew jumps.
            page.goto("about:blank")
            page.goto(address)
            line = texts[article].rfind("\n", 0, spans[0][0]) + 1
            expect(page.locator(f"#at-{line}")).to_be_in_viewport()
