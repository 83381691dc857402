"""A real browser on a served database: Debian's Chromium, driven by Playwright."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, sync_playwright

from attribution.cli import main

SAMPLES = Path(__file__).parents[2] / "attribution" / "samples"
# What has to be right: WCAG 2.2, levels A and AA.
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}


# One for each module and not for the session: while it runs, no test of another folder could use asyncio.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium without a window. Skipped where it is not installed, but not where CI is set."""
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        complaint = "no Chromium: install Debian's package chromium"
        if os.environ.get("CI"):
            pytest.fail(complaint)
        pytest.skip(complaint)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample articles, read by the program itself, and their graph. Copy it to change it."""
    path = tmp_path_factory.mktemp("samples") / "attribution.db"
    for command in (["ingest", str(SAMPLES), "--db", str(path)], ["graph", "--db", str(path)]):
        main(command, standalone_mode=False)
    return path


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[..., str]]:
    """Serve a database by the command line, with further arguments; return its address without a last slash."""
    started: list[subprocess.Popen[str]] = []

    def serve_one(path: Path, *arguments: str, **environment: str) -> str:
        command = [
            sys.executable,
            "-u",
            "-m",
            "attribution",
            "serve",
            "--db",
            str(path),
            "--port",
            "0",
            *arguments,
        ]
        process = subprocess.Popen(
            [*command, *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env={**os.environ, **environment},
        )
        started.append(process)
        assert process.stdout is not None
        said = []
        for line in process.stdout:
            said.append(line)
            if "http://" in line:
                return next(word for word in line.split() if word.startswith("http://")).rstrip("/")
        raise AssertionError("".join(said))

    yield serve_one
    for process in started:
        process.kill()
        process.communicate()


@pytest.fixture(scope="session")
def address(samples: Path, serve: Callable[..., str]) -> str:
    """The address of the served samples, whose database is called "attribution"."""
    return serve(samples)


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser of its own for each test, of the size of a small laptop."""
    made = browser.new_context(viewport={"width": 1280, "height": 800}, accept_downloads=True)
    made.set_default_timeout(20_000)
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page; the test fails where one that it shows complains, or asks another host for anything."""
    complaints: list[str] = []
    asked: set[str] = set()

    def note(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            complaints.append(f"{message.text} ({message.location})")

    def ask(request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in ("data", "blob", "about"):
            asked.add(parts.hostname or parts.scheme)

    opened = context.new_page()
    opened.on("console", note)
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on("request", ask)
    yield opened
    # A page that a test asks for although it is none is no fault of the site's.
    expected = [text for text in complaints if "Failed to load resource" not in text or "status of 500" in text]
    assert expected == []
    assert asked <= {"127.0.0.1"}


@pytest.fixture
def check(page: Page) -> Callable[[], None]:
    """Check what is shown now for everybody's use (axe-core), in light and dark."""

    def check_now() -> None:
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            found = Axe().run(page, options=RULES)
            assert found.violations_count == 0, found.generate_report()
        page.emulate_media(color_scheme="light")

    return check_now


def weight(page: Page) -> int:
    """Return how many bytes came over the wire for the page that is shown: itself, styles and scripts."""
    sizes = page.evaluate(
        "() => performance.getEntriesByType('navigation').concat(performance.getEntriesByType('resource'))"
        ".map((entry) => entry.transferSize)"
    )
    return int(sum(sizes))
