"""``attribution export``: take the data elsewhere."""

from __future__ import annotations

import click

from attribution.cli.export_csv import csv


@click.group()
def export() -> None:
    """Write the database as files for other programs.

    \b
    Example:
      attribution export csv --out tables
    """


export.add_command(csv)
