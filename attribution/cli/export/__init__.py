"""``attribution export``: take the data elsewhere."""

from __future__ import annotations

import click

from attribution.cli.export.csv_files import csv
from attribution.cli.export.graph_files import graph


@click.group()
def export() -> None:
    """Write the database as files for other programs.

    \b
    Example:
      attribution export csv --out tables
      attribution export graph --out network.gexf
    """


export.add_command(csv)
export.add_command(graph)
