"""``attribution extract``: the attributions of articles as JSON Lines."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from typing import Any

import click

from attribution.cli._batch import attributions_of, each, warn
from attribution.cli._options import threads_option
from attribution.cli._text import plural
from attribution.errors import InputError
from attribution.records_json import line_of


@click.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@threads_option
def extract(*, files: tuple[str, ...], threads: int) -> None:
    """Write the attributions of articles as JSON Lines.

    Each article gives one line on standard output: its id, its text, what else is known of it, and the
    attributions with their spans as [start, end] in characters of that text. A FILE may be all that
    "attribution ingest" takes. An input that failed gives a line with "id" and "error", and exit status 1
    at the end.

    \b
    Example:
      attribution extract attribution/samples > attributions.jsonl
    """
    from attribution import language
    from attribution.reading import Failure, read_paths

    items = read_paths(files, notice=warn)
    nlp = language.load(threads=threads)
    # As bytes: the lines are UTF-8 with "\n" whatever the locale and the system.
    out = sys.stdout.buffer
    failed = total = 0
    for outcome in each(items, lambda article: _encoded(line_of(article, attributions_of(article, nlp)))):
        total += 1
        if isinstance(outcome, Failure):
            failed += 1
            out.write(_encoded({"id": outcome.id, "error": f"{outcome.path}: {outcome.reason}"}))
        else:
            out.write(outcome)
        # Each line at once: whoever reads along, or stops us, has every line that was written.
        out.flush()
    if failed:
        raise InputError(f'{failed:,} of {plural(total, "input")} failed: the lines with an "error" say why')


def _encoded(row: Mapping[str, Any]) -> bytes:
    """Return a row as one line of JSON in UTF-8."""
    try:
        return json.dumps(row, ensure_ascii=False).encode("utf-8") + b"\n"
    except UnicodeEncodeError:
        # Half a surrogate pair, which a JSON line may state and UTF-8 cannot: only escapes can.
        return json.dumps(row).encode("ascii") + b"\n"
