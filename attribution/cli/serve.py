"""``attribution serve``: browse the database."""

from __future__ import annotations

import click

from attribution.cli._options import database_option, existing


@click.command()
@database_option
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8001,
    show_default=True,
    help="Port to listen on; 0 takes a free one.",
)
def serve(database: str, host: str, port: int) -> None:
    """Browse the database: serve it with Datasette until Ctrl-C.

    Everyone who can reach HOST can read it; unless told otherwise, that is this machine alone.

    \b
    Example:
      attribution serve --db db/attribution.db --port 8001
    """
    existing(database)
    from attribution import site

    site.serve(database, host=host, port=port)
