"""The README's first block, copied word for word into a fresh clone, ends with quotes on a page."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from readme import ROOT, clone, shell_blocks

ADDRESS = "http://127.0.0.1:8001"
MINUTES = 20
needs_git = pytest.mark.skipif(not (ROOT / ".git").exists(), reason="not a clone: nothing says what it would hold")


def get(path: str) -> str:
    with urllib.request.urlopen(f"{ADDRESS}{path}", timeout=10) as answer:
        return str(answer.read().decode("utf-8"))


def wait_for_page(server: subprocess.Popen[bytes], log: Path) -> str:
    """Return the front page once it answers; fail when the block ends first or takes too long."""
    end = time.monotonic() + MINUTES * 60
    while time.monotonic() < end:
        if server.poll() is not None:
            pytest.fail(f"the block ended with {server.returncode} and serves nothing:\n{log.read_text()[-6000:]}")
        try:
            return get("/")
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(1)
    pytest.fail(f"no page after {MINUTES} minutes:\n{log.read_text()[-6000:]}")


def stop(server: subprocess.Popen[bytes]) -> None:
    """Stop the block and all that it started: they are a session of their own."""
    for sign in (signal.SIGINT, signal.SIGKILL):
        try:
            os.killpg(server.pid, sign)
        except ProcessLookupError:
            return
        try:
            server.wait(timeout=20)
        except subprocess.TimeoutExpired:
            continue


@needs_git
@pytest.mark.slow
@pytest.mark.model
def test_the_first_block_ends_with_quotes_on_a_page(tmp_path: Path) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", 8001))
        except OSError as taken:
            pytest.fail(f"port 8001 is in use; stop what listens there and run the test again ({taken})")
    here = tmp_path / "clone"
    clone(here)
    # A newcomer's shell: no environment of ours is active in it.
    environment = {k: v for k, v in os.environ.items() if k not in ("VIRTUAL_ENV", "PYTHONPATH", "PYTHONHOME")}
    if "VIRTUAL_ENV" in os.environ:
        own = str(Path(os.environ["VIRTUAL_ENV"]) / "bin")
        environment["PATH"] = os.pathsep.join(p for p in environment["PATH"].split(os.pathsep) if p != own)
    log = tmp_path / "log.txt"
    with log.open("wb") as output:
        server = subprocess.Popen(
            ["bash", "-e", "-c", shell_blocks()[0]],
            cwd=here,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        front = wait_for_page(server, log)
        page = get("/attribution/quotes?_size=max")
        rows = json.loads(get("/attribution/quotes.json?_shape=array&_size=max"))
    finally:
        stop(server)
    assert ADDRESS in log.read_text(encoding="utf-8"), "the address is not printed"
    assert "quotes" in front
    # One quote of each kind of file: a page, a line of JSON Lines, a text.
    for words, speaker in (
        ("sleep with sandbags at the door", "Bridget Okafor-Lane"),
        ("the lake is half gone", "Ana Luísa Fontão"),
        ("drawer full of spoons", "Pádraig Olesund"),
    ):
        assert words in page, f"{words!r} is not on the page"
        assert [row["speaker"] for row in rows if words in row["quote"]] == [speaker]


def test_the_readme_has_its_two_blocks() -> None:
    first, second = shell_blocks()[:2]
    assert "attribution ingest attribution/samples" in first
    assert first.rstrip().splitlines()[-1].endswith("attribution serve")
    assert "[test]" in second
    assert re.search(r"pytest\s*$", second)


@needs_git
def test_a_clone_holds_what_the_blocks_need_and_no_leftovers(tmp_path: Path) -> None:
    clone(tmp_path)
    for name in ("README.md", "pyproject.toml", "metadata.yml", "attribution/__init__.py", "tests/readme.py"):
        assert (tmp_path / name).is_file(), name
    assert list((tmp_path / "attribution" / "samples").glob("*.html"))
    assert not list(tmp_path.glob("db/*.db")) and not (tmp_path / ".venv").exists()
