"""``attribution show``: articles with their attributions marked, as a page for the browser."""

from __future__ import annotations

import re
from pathlib import Path

import click

from attribution.cli._batch import attributions_of, each, report, warn
from attribution.cli._text import plural, printable
from attribution.errors import InputError
from attribution.records import Article, Attribution

_HEAD = 2000  # characters of a page, in which its generator is named


@click.command()
@click.argument("file", metavar="FILE")
@click.option("--out", metavar="PAGE.html", help="The page to write. [default: FILE's name + .attributions.html]")
@click.option("--force", is_flag=True, help="Write over a file that this command has not made.")
def show(file: str, out: str | None, force: bool) -> None:
    """Write a page that shows who said what in an article.

    The text of FILE, with what was said, who said it and the words that attribute it marked, each speaker
    with a letter and a colour, each quote with a label ("A2" is the second of A) and its record beside the text.
    The page is one file that needs no connection; it is written into the present folder unless --out says
    otherwise. FILE may be all that "attribution ingest" takes.

    \b
    Example:
      attribution show attribution/samples/harrowmouth-flood-barrier.html
      attribution show article.txt --out page.html
    """
    from attribution import language
    from attribution.exporting.page import page
    from attribution.reading import Failure, read_paths

    target = Path(out) if out else Path(f"{_stem(file)}.attributions.html")
    _refuse_to_destroy(target, force=force)
    items = list(read_paths([file], notice=warn))
    nlp = language.load()
    shown: list[tuple[Article, tuple[Attribution, ...]]] = []
    failed = 0
    for outcome in each(items, lambda article: (article, attributions_of(article, nlp))):
        if isinstance(outcome, Failure):
            failed += 1
            report(outcome)
        else:
            shown.append(outcome)
    if not shown:
        raise InputError(f"no page was written: nothing in {file} could be read")
    try:
        with target.open("w", encoding="utf-8", newline="\n") as stream:
            stream.writelines(page(shown))
    except OSError as error:
        raise InputError(f"{target} could not be written ({error.strerror}): check --out") from None
    click.echo(printable(str(target)))
    if failed:
        raise InputError(f"{plural(failed, 'article')} could not be read: the page lacks what is named above")


def _stem(file: str) -> str:
    """Return the last part of a path or an address, without its suffix."""
    last = re.split("[?#]", file, maxsplit=1)[0].rstrip("/\\").replace("\\", "/").rpartition("/")[2]
    return Path(last).stem.strip(".") or "article"


def _refuse_to_destroy(target: Path, *, force: bool) -> None:
    """Raise InputError where a page would replace a file of another kind, such as the article itself."""
    from attribution.exporting.page import GENERATOR

    try:
        if force or not target.exists():
            return
        with target.open(encoding="utf-8", errors="replace") as stream:
            if GENERATOR in stream.read(_HEAD):
                return
    except OSError as error:
        raise InputError(f"{target} could not be written ({error.strerror}): check --out") from None
    raise InputError(f"{target} exists and is no page of this command: choose another --out, or add --force")
