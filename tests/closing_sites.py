"""Closing a site that a test served: its connections and threads would outlive the test."""

from __future__ import annotations

from datasette.app import Datasette


def closed(datasette: Datasette) -> None:
    """Close the databases of a site and end its threads."""
    for database in datasette.databases.values():
        database.close()
    if datasette.executor is not None:
        datasette.executor.shutdown()
