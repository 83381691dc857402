"""``attribution ingest``: read articles into the database."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import click

from attribution import __version__
from attribution.cli._batch import attributions_of, each, report, warn
from attribution.cli._options import database_option, threads_option
from attribution.cli._progress import progress
from attribution.cli._text import plural
from attribution.records import Article, Attribution

if TYPE_CHECKING:
    from attribution.reading import Failure, Notice
    from attribution.store import Saved

_INTERRUPTED = 130  # what a shell reports of a command that Ctrl-C ended


@dataclass
class _Summary:
    """What a run has read so far."""

    statuses: dict[str, int] = field(default_factory=lambda: {"new": 0, "updated": 0, "unchanged": 0})
    attributions: int = 0
    speakers: set[str] = field(default_factory=set)
    failures: list[Failure] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)

    def add(self, saved: Saved, attributions: tuple[Attribution, ...]) -> None:
        self.statuses[saved.status] += 1
        self.attributions += len(attributions)
        names = (attribution.speaker and attribution.speaker.name for attribution in attributions)
        self.speakers.update(name for name in names if name)

    def print(self, held: dict[str, int], database: str) -> None:
        articles = plural(sum(self.statuses.values()), "article")
        statuses = ", ".join(f"{number:,} {status}" for status, number in self.statuses.items())
        failed = plural(len(self.failures), "input")
        click.echo(f"Read {articles} ({statuses}); {failed} failed.")
        attributions = plural(self.attributions, "attribution")
        click.echo(f"Found {attributions} by {plural(len(self.speakers), 'named speaker')}.")
        totals = ", ".join(
            plural(held.get(table, 0), table[:-1]) for table in ("articles", "attributions", "speakers")
        )
        click.echo(f"{database} holds {totals}.")
        for notice in self.notices:
            warn(notice)
        for failure in self.failures:
            report(failure)


@click.command()
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@database_option
@click.option("--title", help="Title of the article, in place of what it states itself.")
@click.option("--outlet", help="Outlet that published it, in place of what it states itself.")
@click.option("--date", metavar="DAY", help="Day of publication, as 2026-03-31, or with a time.")
@threads_option
@click.pass_context
def ingest(
    ctx: click.Context,
    *,
    paths: tuple[str, ...],
    database: str,
    title: str | None,
    outlet: str | None,
    date: str | None,
    threads: int,
) -> None:
    """Read articles into the database.

    A PATH is a text, HTML or JSON Lines file, a folder of these, or the http(s) address of a page.
    What can't be read is named at the end, with the reason, and the exit status is 1; the rest is
    stored all the same. Reading the same article again changes nothing.

    \b
    Example:
      attribution ingest attribution/samples
      attribution ingest speech.txt --outlet "The Varnholt Post" --date 2026-03-31
    """
    from attribution import language
    from attribution.reading import Failure, estimate, read_paths, well_formed
    from attribution.store import Store

    summary = _Summary()
    items = read_paths(paths, title=title, outlet=outlet, date=date, notice=summary.notices.append)
    given = {"title": title, "outlet": outlet, "date": date}
    interrupted = False
    # Opened before anything is read: hours of reading must not end at a database that can't be written.
    with Store(database) as store:
        nlp = language.load(threads=threads)
        options = {name: value for name, value in given.items() if value is not None}
        run_id = store.start_run(version=__version__, model=language.model_version(nlp), options=options)

        def read(article: Article) -> tuple[Saved, tuple[Attribution, ...]]:
            attributions = attributions_of(article, nlp)
            return store.save(well_formed(article), attributions, run_id=run_id), attributions

        try:
            with progress(lambda: estimate(paths)) as advance:
                for outcome in each(items, read):
                    if isinstance(outcome, Failure):
                        summary.failures.append(outcome)
                    else:
                        summary.add(*outcome)
                    advance()
        except KeyboardInterrupt:
            interrupted = True
        summary.print(store.counts(), database)
    if interrupted:
        click.echo("Stopped before the end; what was read so far is stored.", err=True)
        ctx.exit(_INTERRUPTED)
    ctx.exit(1 if summary.failures else 0)
