"""metadata.yml, as it is shipped: what Datasette shows of a database."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from datasette.utils import parse_metadata

from attribution.errors import ServeError

# The name in metadata.yml: that of the default file, db/attribution.db.
DATABASE = "attribution"


def metadata_path() -> Path:
    """Return the file: beside this module where the package was installed, else at the top of the repository.

    Raises ServeError where it is in neither place.
    """
    here = Path(__file__).resolve()
    for path in (here.with_name("metadata.yml"), here.parents[2] / "metadata.yml"):
        if path.is_file():
            return path
    raise ServeError("metadata.yml is missing from this installation: install attribution anew.")


@cache
def _text() -> str:
    return metadata_path().read_text(encoding="utf-8")


def metadata_for(name: str) -> dict[str, Any]:
    """Return the metadata for a database that Datasette calls ``name``."""
    metadata: dict[str, Any] = parse_metadata(_text())
    metadata["databases"] = {name: metadata["databases"][DATABASE]}
    return metadata
