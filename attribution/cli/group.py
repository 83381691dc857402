"""The command that holds the others."""

from __future__ import annotations

import logging
import sys

import click

from attribution import __version__
from attribution.cli._errors import Commands
from attribution.cli.articles import articles
from attribution.cli.evaluate import evaluate
from attribution.cli.export import export
from attribution.cli.extract import extract
from attribution.cli.graph import graph
from attribution.cli.ingest import ingest
from attribution.cli.publish import publish
from attribution.cli.review import review
from attribution.cli.search import search
from attribution.cli.serve import serve
from attribution.cli.show import show
from attribution.cli.speakers import speakers


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="attribution")
def main() -> None:
    """Find who said what in news articles, and browse it.

    \b
    Example:
      attribution ingest attribution/samples
      attribution serve
    """
    for stream in (sys.stdout, sys.stderr):
        # Names have letters that a terminal's encoding may lack; better escaped than a crash half way.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    for library in ("trafilatura", "htmldate"):
        # What they warn of comes back as the reason of a failure; unhandled, it would be printed too.
        logging.getLogger(library).addHandler(logging.NullHandler())


for _command in (
    ingest,
    extract,
    show,
    evaluate,
    search,
    articles,
    speakers,
    review,
    graph,
    serve,
    export,
    publish,
):
    main.add_command(_command)
