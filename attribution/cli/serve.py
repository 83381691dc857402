"""``attribution serve``: browse the database."""

from __future__ import annotations

import os
from pathlib import Path

import click

from attribution.cli._options import database_option, existing
from attribution.errors import UsageError

_VARIABLE = "ATTRIBUTION_REVIEW_SECRET"


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
@click.option(
    "--review",
    is_flag=True,
    help="Let those review on the pages who know the secret in the environment variable "
    "ATTRIBUTION_REVIEW_SECRET (16 characters or more).",
)
@click.option(
    "--review-secret",
    "secret_file",
    metavar="FILE",
    help="The same, with the secret in the first line of a file.",
)
def serve(database: str, host: str, port: int, review: bool, secret_file: str | None) -> None:
    """Browse the database: serve it with Datasette until Ctrl-C.

    Everyone who can reach HOST can read it; unless told otherwise, that is this machine alone. Nobody
    can change anything, unless you turn reviewing on: then whoever signs in with the secret can say
    on the page of a quote whether it is right, and correct it.

    \b
    Example:
      attribution serve --db db/attribution.db --port 8001
      attribution serve --review-secret secret.txt
    """
    existing(database)
    secret = _secret(secret_file) if review or secret_file is not None else None
    from attribution import site

    site.serve(database, host=host, port=port, review_secret=secret)


def _secret(file: str | None) -> str:
    """Return the secret from a file, or from the environment. Raises UsageError where there is none."""
    if file is None:
        if secret := os.environ.get(_VARIABLE):
            return secret
        raise UsageError(f"There is no secret: set the variable {_VARIABLE}, or name a file with --review-secret.")
    try:
        lines = Path(file).read_text(encoding="utf-8").strip().splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"The secret can't be read from {file} ({error}).") from error
    return lines[0] if lines else ""
