"""The server on a port, and the ways in which it does not start."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import httpx
import pytest
from stored import fill, grain, simple

from attribution.errors import ServeError, StoreError
from attribution.site import serve

PROGRAM = """
import sys
from attribution.site import serve
serve(sys.argv[1], port=int(sys.argv[2]), **({"host": sys.argv[3]} if len(sys.argv) > 3 else {}))
"""


@pytest.fixture
def start() -> Iterator[Callable[..., tuple[subprocess.Popen[str], str]]]:
    """Start a server in a process of its own; return it and the line it prints."""
    started: list[subprocess.Popen[str]] = []

    def start_one(*arguments: object) -> tuple[subprocess.Popen[str], str]:
        process = subprocess.Popen(
            [sys.executable, "-u", "-c", PROGRAM, *map(str, arguments)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        assert process.stdout is not None
        return process, process.stdout.readline()

    yield start_one
    for process in started:
        if process.poll() is None:
            process.kill()
        process.communicate()


def address_in(line: str) -> str:
    return next(word for word in line.split() if word.startswith("http://"))


def test_it_serves_until_interrupted_and_can_be_written_meanwhile(
    tmp_path: Path, start: Callable[..., tuple[subprocess.Popen[str], str]]
) -> None:
    path = fill(tmp_path / "news.db", [grain()])
    process, line = start(path, 0)
    assert str(path) in line
    address = address_in(line)
    assert address.startswith("http://127.0.0.1:")
    for _ in range(3):
        assert len(httpx.get(f"{address}news/quotes.json?_shape=array", timeout=60).json()) >= 3
    fill(path, [simple()])
    assert len(httpx.get(f"{address}news/quotes.json?_shape=array", timeout=60).json()) == 4
    process.send_signal(signal.SIGINT)
    out, errors = process.communicate(timeout=60)
    assert (process.returncode, out, errors) == (0, "", "")


def test_a_page_that_is_none_leaves_the_terminal_alone(
    tmp_path: Path, start: Callable[..., tuple[subprocess.Popen[str], str]]
) -> None:
    process, line = start(fill(tmp_path / "news.db", []), 0)
    answer = httpx.get(f"{address_in(line)}nowhere/quotes", timeout=60)
    assert answer.status_code == 404
    assert "Database not found" in answer.text
    process.send_signal(signal.SIGINT)
    assert process.communicate(timeout=60) == ("", "")


def test_it_listens_on_loopback_alone_unless_told_otherwise(
    tmp_path: Path, start: Callable[..., tuple[subprocess.Popen[str], str]]
) -> None:
    path = fill(tmp_path / "news.db", [])
    _, line = start(path, 0)
    port = int(address_in(line).rstrip("/").rpartition(":")[2])
    with closing(socket.socket()) as other, pytest.raises(OSError, match="refused"):
        other.connect(("127.0.0.2", port))
    process, line = start(path, 0, "0.0.0.0")
    assert address_in(line).startswith("http://0.0.0.0:")
    deadline = time.monotonic() + 60
    while httpx.get(address_in(line).replace("0.0.0.0", "127.0.0.1"), timeout=60).status_code != 200:
        assert time.monotonic() < deadline
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert "other machines can reach this address" in errors


def test_a_port_in_use(tmp_path: Path) -> None:
    path = fill(tmp_path / "news.db", [])
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(ServeError, match=rf"Port {port} of 127\.0\.0\.1 is in use: .*--port"):
            serve(path, port=port)


@pytest.mark.parametrize(
    ("host", "port", "says"),
    [
        ("127.0.0.1", 70000, "no port 70000"),
        ("127.0.0.1", -1, "no port -1"),
        (" ", 0, "address to listen on is empty"),
        ("no.such.host.invalid", 8001, "not understood"),
        ("192.0.2.7", 0, "can't be listened on"),
    ],
)
def test_an_address_that_is_none(tmp_path: Path, host: str, port: int, says: str) -> None:
    path = fill(tmp_path / "news.db", [])
    with pytest.raises(ServeError, match=says):
        serve(path, host=host, port=port)


def test_no_database(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no database"):
        serve(tmp_path / "missing.db", port=0)
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "notes.db").write_text("Not a database. " * 100)
    with pytest.raises(StoreError, match="not a readable database"):
        serve(tmp_path / "notes.db", port=0)
    (tmp_path / "empty.db").touch()
    with pytest.raises(StoreError, match="has no tables yet"):
        serve(tmp_path / "empty.db", port=0)


@pytest.mark.parametrize("name", ["what?.db", "50%20.db", "no#1.db"])
def test_a_name_that_datasette_cannot_open(tmp_path: Path, name: str) -> None:
    path = fill(tmp_path / name, [])
    with pytest.raises(ServeError, match="rename the file"):
        serve(path, port=0)


def test_datasette_itself_obeys_the_metadata(tmp_path: Path) -> None:
    """``datasette db/attribution.db -m metadata.yml``: the same site without our command."""
    path = fill(tmp_path / "attribution.db", [grain()])
    metadata = Path(__file__).parents[2] / "metadata.yml"

    def get(address: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "datasette", "serve", str(path), "-m", str(metadata), "--get", address]
        return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)

    assert "Quotes by speaker" in get("/attribution").stdout
    refused = get("/attribution.json?sql=select+1")
    assert refused.returncode != 0
    assert "<title>Forbidden</title>" in refused.stdout
    found = get("/attribution/quotes_by_speaker.json?speaker=lukasz&_shape=array")
    assert found.stdout.count("Łukasz Nowak") or found.stdout.count("\\u0141ukasz Nowak")
