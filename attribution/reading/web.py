"""Fetching one page over http or https."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from attribution import __version__
from attribution.errors import InputError

if TYPE_CHECKING:
    import httpx

MAX_BYTES = 20_000_000
_CONNECT_SECONDS = 10.0
_SILENCE_SECONDS = 30.0
_TOTAL_SECONDS = 120.0
_MAX_REDIRECTS = 5
_SAVE = "open it in a browser, save it as .html and read that file"

Form = Literal["html", "text", "json"]
_FORMS: dict[str, Form] = {
    "": "html",
    "application/xhtml+xml": "html",
    "text/html": "html",
    "text/plain": "text",
    "application/json": "json",
    "application/jsonl": "json",
    "application/ndjson": "json",
    "application/x-ndjson": "json",
}


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a server sent: its bytes, in which form, the encoding it stated, and the final address."""

    data: bytes
    form: Form
    charset: str | None
    url: str


def fetch(url: str, *, max_bytes: int = MAX_BYTES, total_seconds: float = _TOTAL_SECONDS) -> Fetched:
    """Fetch one page, following redirects. Raises InputError with the reason where that fails."""
    import httpx

    timeout = httpx.Timeout(min(_SILENCE_SECONDS, total_seconds), connect=min(_CONNECT_SECONDS, total_seconds))
    try:
        with (
            httpx.Client(
                timeout=timeout,
                follow_redirects=True,
                max_redirects=_MAX_REDIRECTS,
                headers={
                    "User-Agent": f"attribution/{__version__}",
                    "Accept": "text/html,text/plain;q=0.8,*/*;q=0.1",
                },
            ) as client,
            client.stream("GET", url) as response,
        ):
            form = _form(response)
            data = _body(response, max_bytes=max_bytes, total_seconds=total_seconds)
            return Fetched(data, form, response.charset_encoding, str(response.url))
    except httpx.InvalidURL as error:
        raise InputError(f"is no valid address ({error}): check how it is written") from None
    except httpx.TimeoutException:
        raise InputError(f"the server did not answer in time: try again later, or {_SAVE}") from None
    except httpx.TooManyRedirects:
        raise InputError(f"the page sends on to others more than {_MAX_REDIRECTS} times: {_SAVE}") from None
    except httpx.UnsupportedProtocol:
        raise InputError(
            "it names no server, or sends on to an address that is not http or https: check it"
        ) from None
    except httpx.ConnectError as error:
        raise InputError(f"no connection to the server ({error}): check the address and the network") from None
    except httpx.HTTPError as error:
        raise InputError(f"the page could not be fetched ({error}): try again later, or {_SAVE}") from None


def _form(response: httpx.Response) -> Form:
    status = response.status_code
    if status in (404, 410):
        raise InputError(f"the server answers {status} {response.reason_phrase}: check the address")
    if not 200 <= status < 300:
        raise InputError(f"the server answers {status} {response.reason_phrase}: try again later, or {_SAVE}")
    kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in _FORMS:
        raise InputError(
            f"the server sends {kind}, and only web pages, plain text and JSON Lines are read: "
            "download it, save its text as .txt and read that file"
        )
    return _FORMS[kind]


def _body(response: httpx.Response, *, max_bytes: int, total_seconds: float) -> bytes:
    deadline = time.monotonic() + total_seconds
    data = bytearray()
    for chunk in response.iter_bytes():
        data += chunk
        if len(data) > max_bytes:
            raise InputError(f"is larger than {max_bytes:,} bytes, too large for an article: {_SAVE}")
        # The client's own limit is for silence between two chunks; a server that drips has none.
        if time.monotonic() > deadline:
            raise InputError(f"took longer than {total_seconds:g} seconds to arrive: try again later, or {_SAVE}")
    return bytes(data)
