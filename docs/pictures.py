"""Make the pictures of the pages in docs/pictures, from the sample articles.

    python docs/pictures.py

needs the ``test`` extra and Chromium. The articles are read anew, served on a free port and photographed.
"""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

from playwright.sync_api import sync_playwright

HERE = Path(__file__).parent
SAMPLES = HERE.parent / "attribution" / "samples"
SIZE = {"width": 1180, "height": 760}
SPEAKER = "SELECT id FROM speakers WHERE name = 'Rūta Žalgirienė'"
NODE = "SELECT id FROM graph_nodes WHERE name = 'Rūta Žalgirienė'"
ARTICLE = "SELECT id FROM articles WHERE title LIKE '%flood barrier%'"
QUOTE = "SELECT id FROM quotes WHERE speaker = 'Bridget Okafor-Lane' AND kind = 'direct' ORDER BY id"


def main() -> None:
    """Make all pictures."""
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        raise SystemExit("There is no Chromium: install Debian's package chromium.")
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "attribution.db"
        for command in (["ingest", str(SAMPLES)], ["graph"]):
            run = [sys.executable, "-m", "attribution", *command, "--db", str(database)]
            subprocess.run(run, check=True, stdout=subprocess.DEVNULL)
        with closing(sqlite3.connect(database)) as db:
            speaker, node, article, quote = (
                db.execute(query).fetchone()[0] for query in (SPEAKER, NODE, ARTICLE, QUOTE)
            )
        serve = [sys.executable, "-u", "-m", "attribution", "serve", "--db", str(database), "--port", "0"]
        with subprocess.Popen(serve, stdout=subprocess.PIPE, text=True) as server:
            assert server.stdout is not None
            address = next(word for word in server.stdout.readline().split() if word.startswith("http://"))
            base = f"{address}attribution/-/"
            pages = {
                "home": "",
                "search": "search?words=taxes",
                "speaker": f"speaker/{speaker}",
                "article": f"article/{article}",
                "quote": f"quote/{quote}",
                "network": f"network/{node}",
            }
            photograph(program, {name: base + path for name, path in pages.items()})
            server.terminate()


def photograph(program: str, pages: dict[str, str]) -> None:
    """Save a picture of the upper part of each page."""
    folder = HERE / "pictures"
    folder.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        page = browser.new_page(viewport=SIZE, reduced_motion="reduce")  # type: ignore[arg-type]
        for name, address in pages.items():
            page.goto(address, wait_until="networkidle")
            page.screenshot(path=folder / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    main()
