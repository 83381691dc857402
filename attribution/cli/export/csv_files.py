"""``attribution export csv``."""

from __future__ import annotations

import click

from attribution.cli._options import database_option
from attribution.cli._text import plural


@click.command()
@click.option("--out", "folder", metavar="FOLDER", required=True, help="Where to write; made if missing.")
@click.option("--excel", is_flag=True, help="Begin the files with a mark by which Excel knows them as UTF-8.")
@database_option
def csv(folder: str, excel: bool, database: str) -> None:
    """Write each table and view as a complete CSV file.

    Cells that a spreadsheet would run as a formula get an apostrophe in front.

    \b
    Example:
      attribution export csv --out tables --excel
    """
    from attribution.exporting import export_csv

    written = export_csv(database, folder, excel=excel)
    for file in written:
        click.echo(f"{file.path}: {plural(file.rows, 'row')}")
