"""Serving the site on this machine."""

from __future__ import annotations

import contextlib
import errno
import ipaddress
import os
import socket
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from attribution.errors import ServeError
from attribution.site.metadata import metadata_for
from attribution.site.review.review_access import allow, good_secret
from attribution.store import Store

if TYPE_CHECKING:
    from datasette.app import Datasette

# Datasette counts facets in 200 ms by default and drops those that take longer: too short for a
# database of a million quotes on a small machine. A table's CSV is complete, however large (0: no
# limit), and suggesting facets for each column on each page costs more than it tells.
SETTINGS: dict[str, Any] = {"facet_time_limit_ms": 1000, "max_csv_mb": 0, "suggest_facets": False}


def build(database: str | os.PathLike[str], *, review_secret: str | None = None) -> Datasette:
    """Return Datasette for one database, which it opens for reading only, with our descriptions and queries.

    Who signs in with ``review_secret`` may review on the pages; nobody may where it is None.
    Raises StoreError where there is no such database or it is not ours, ServeError for a file whose
    name Datasette can't open, or a secret that is too short.
    """
    from datasette.app import Datasette

    with Store(database, read_only=True):
        pass  # Opening it is the check.
    path = os.path.abspath(database)  # noqa: PTH100 (a link keeps its own name)
    # Datasette puts the path into an address as it is.
    if odd := sorted(set("?#%") & set(path)):
        raise ServeError(
            f"{path} has {' and '.join(odd)} in its name, with which it can't be served: "
            "rename the file, or move it to another folder."
        )
    built = Datasette([path], metadata=metadata_for(Path(path).stem), settings=SETTINGS)
    if review_secret is not None:
        allow(built, good_secret(review_secret, "review_secret"))
    return built


def serve(
    database: str | os.PathLike[str],
    *,
    host: str = "127.0.0.1",
    port: int = 8001,
    review_secret: str | None = None,
) -> None:
    """Serve the database until interrupted (Ctrl-C), its address printed first.

    The site only reads, and other programs can write to the database meanwhile; only who signs in with
    ``review_secret`` can review on it, and nobody where it is None. Port 0 takes any free port. Raises
    StoreError where there is no such database, ServeError where the address can't be listened on.
    """
    import uvicorn

    application = build(database, review_secret=review_secret).app()
    _hush()
    listener = _listen(host, port)
    with listener:
        address = _address(host, listener.getsockname()[1])
        click.echo(f"Serving {database} at {address} (stop with Ctrl-C)")
        if not _is_loopback(listener):
            click.echo("Note: other machines can reach this address, and read all of the database.", err=True)
        if review_secret is not None:
            click.echo("Whoever signs in with the secret can review quotes.")
            if not _is_loopback(listener):
                click.echo(
                    "Note: the secret can be read on its way: put a server with HTTPS before this one.", err=True
                )
        config = uvicorn.Config(application, log_level="warning", lifespan="on")
        # What is interrupted by Ctrl-C has done its work.
        with contextlib.suppress(KeyboardInterrupt):
            uvicorn.Server(config).run(sockets=[listener])


def _hush() -> None:
    """Keep a page that does not exist from filling the terminal with a hundred lines.

    Where rich is installed (spaCy brings it), Datasette prints each error through its console, with all variables.
    What goes wrong in the program itself it prints once more without, and that stays.
    """
    with contextlib.suppress(ImportError):
        import rich

        rich.get_console().quiet = True


def _listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens, so that a port in use is known before anything is promised."""
    if not 0 <= port <= 65535:  # getaddrinfo would take 70000 for 4464
        raise ServeError(f"There is no port {port}: name one from 1 to 65535 (--port).")
    if not host.strip():  # which the system takes for every address there is
        raise ServeError("The address to listen on is empty: name one, such as 127.0.0.1 (--host).")
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except (OSError, UnicodeError) as error:
        raise ServeError(f"The address {host}:{port} is not understood ({error}): try 127.0.0.1.") from error
    listener = socket.socket(family, kind, protocol)
    try:
        if os.name == "posix":
            # A port is free again as soon as the server on it has stopped.
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(128)
    except OSError as error:
        listener.close()
        raise ServeError(_refused(host, port, error)) from error
    return listener


def _refused(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} of {host} is in use: stop the program that uses it, or name another (--port)."
    if error.errno == errno.EACCES:
        return f"Port {port} of {host} is not for ordinary users: name one above 1023 (--port)."
    return f"The address {host}:{port} can't be listened on ({error.strerror}): try 127.0.0.1 (--host)."


def _address(host: str, port: int) -> str:
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def _is_loopback(listener: socket.socket) -> bool:
    return ipaddress.ip_address(listener.getsockname()[0].partition("%")[0]).is_loopback
