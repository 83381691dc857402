"""Pages from a server on this machine: good, slow, large, elsewhere, and not pages at all."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from attribution.errors import InputError
from attribution.reading import Failure, read_paths
from attribution.reading.web import fetch
from attribution.records import Article

PAGE = (
    "<html><head><title>Harbour - The Ostley Post</title></head>"
    "<body><article><p>“Café prices rise,” said Ola Venn.</p></article></body></html>"
)
SAID = "“Café prices rise,” said Ola Venn."
PAGES: dict[str, tuple[str | None, bytes]] = {
    "/page": ("text/html; charset=utf-8", PAGE.encode()),
    "/windows": ("text/html; charset=windows-1252", PAGE.encode("cp1252")),
    "/unstated": (None, PAGE.encode()),
    "/text": ("text/plain", SAID.encode()),
    "/page-as-text": ("text/plain", f"<!doctype html>{PAGE}".encode()),
    "/text-as-page": ("text/html", SAID.encode()),
    "/lines": ("application/x-ndjson", b'{"id": "one", "text": "W"}\n{"id": "two"\n'),
    "/report.pdf": ("application/pdf", b"%PDF-1.7"),
    "/zip-as-page": ("text/html", b"PK\x03\x04"),
    "/empty": ("text/html", b""),
    "/no-article": ("text/html", b"<html><body></body></html>"),
    "/large": ("text/html", b"<p>" + b"x" * 5000),
}
REDIRECTS = {
    "/moved": "/page",
    "/circle": "/circle",
    "/to-file": "file:///etc/hostname",
    "/to-nowhere": "http://127.0.0.1:99999/",
}


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if path in REDIRECTS:
            self.send_response(302)
            self.send_header("Location", REDIRECTS[path])
            self.end_headers()
        elif path == "/zipped":
            self._send("text/html", gzip.compress(PAGE.encode()), {"Content-Encoding": "gzip"})
        elif path == "/drip":
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            for _ in range(100):
                self.wfile.write(b"<p>")
                self.wfile.flush()
                time.sleep(0.05)
        elif path == "/silent":
            time.sleep(2)
        elif path == "/cut":
            self._send("text/html", b"<p>", {"Content-Length": "999"})
        elif path.startswith("/status/"):
            self.send_error(int(path.removeprefix("/status/")))
        elif path in PAGES:
            self._send(*PAGES[path])
        else:
            self.send_error(404)

    def _send(self, kind: str | None, data: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(200)
        if kind is not None:
            self.send_header("Content-Type", kind)
        for name, value in ({"Content-Length": str(len(data))} | (headers or {})).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """A client that goes away in the middle is what some of these tests are about."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with Server(("127.0.0.1", 0), Handler) as listening:
        threading.Thread(target=listening.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{listening.server_port}"
        listening.shutdown()


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "*")


def one(url: str) -> Article | Failure:
    (found,) = read_paths([url])
    return found


@pytest.mark.parametrize(
    "path", ["/page", "/windows", "/unstated", "/text", "/page-as-text", "/text-as-page", "/moved", "/zipped"]
)
def test_pages_that_are_read(server: str, path: str) -> None:
    found = one(server + path)
    assert isinstance(found, Article), found
    assert found.text == SAID
    assert found.path == server + path
    assert found.id == path.removeprefix("/")


def test_the_final_address_is_kept(server: str) -> None:
    found = one(f"{server}/moved")
    assert isinstance(found, Article)
    assert found.url == f"{server}/page"
    assert found.title == "Harbour"


def test_lines_from_a_server(server: str) -> None:
    good, broken = read_paths([f"{server}/lines"])
    assert isinstance(good, Article) and (good.id, good.url) == ("one", f"{server}/lines")
    assert isinstance(broken, Failure) and broken.path == f"{server}/lines:2"


@pytest.mark.parametrize(
    ("path", "complaint"),
    [
        ("/missing", "answers 404 Not Found: check the address"),
        ("/status/403", "answers 403 Forbidden"),
        ("/status/500", "answers 500 Internal Server Error: try again later"),
        ("/report.pdf", "sends application/pdf"),
        ("/zip-as-page", "zip archive"),
        ("/empty", "empty page"),
        ("/no-article", "no article text"),
        ("/circle", "more than 5 times"),
        ("/to-file", "not http or https"),
        ("/to-nowhere", "no connection to the server"),
        ("/cut", "could not be fetched"),
    ],
)
def test_pages_that_are_not(server: str, path: str, complaint: str) -> None:
    bad, good = read_paths([server + path, f"{server}/page"])
    assert isinstance(bad, Failure)
    assert complaint in bad.reason
    assert bad.path == server + path
    assert isinstance(good, Article)


def test_a_page_too_large(server: str) -> None:
    with pytest.raises(InputError, match=r"larger than 4,000 bytes"):
        fetch(f"{server}/large", max_bytes=4000)
    assert len(fetch(f"{server}/large", max_bytes=5003).data) == 5003


def test_a_server_that_drips(server: str) -> None:
    with pytest.raises(InputError, match=r"longer than 0\.3 seconds"):
        fetch(f"{server}/drip", total_seconds=0.3)


def test_a_server_that_says_nothing(server: str) -> None:
    with pytest.raises(InputError, match="did not answer in time"):
        fetch(f"{server}/silent", total_seconds=0.3)


def test_nobody_there() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    found = one(f"http://127.0.0.1:{port}/news")
    assert isinstance(found, Failure)
    assert "no connection to the server" in found.reason


@pytest.mark.parametrize("url", ["http://", "https://:0/"])
def test_addresses_that_are_none(url: str) -> None:
    found = one(url)
    assert isinstance(found, Failure)
    assert "names no server" in found.reason
