"""``attribution export csv``."""

from __future__ import annotations

import click

from attribution.cli._options import database_option
from attribution.cli._text import plural


@click.command()
@click.option("--out", "folder", metavar="FOLDER", required=True, help="Where to write; made if missing.")
@click.option("--all", "everything", is_flag=True, help="Write all other tables and views too, and every column.")
@click.option(
    "--excel",
    is_flag=True,
    help="For Excel: a mark by which it knows UTF-8, long numbers as text, cells cut at 32,767 characters.",
)
@database_option
def csv(folder: str, everything: bool, excel: bool, database: str) -> None:
    """Write the tables that people use as complete CSV files.

    They are quotes (with what is in force where people corrected a row, and about whom each is), speakers,
    articles and roles. Cells that a spreadsheet would run as a formula get an apostrophe in front.

    \b
    Example:
      attribution export csv --out tables --excel
    """
    from attribution.exporting import export_csv

    written = export_csv(database, folder, excel=excel, everything=everything)
    for file in written:
        cut = f", {plural(file.cut, 'cell')} cut at 32,767 characters" if file.cut else ""
        click.echo(f"{file.path}: {plural(file.rows, 'row')}{cut}")
