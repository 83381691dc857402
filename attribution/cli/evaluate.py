"""``attribution evaluate``: compare with attributions that people marked."""

from __future__ import annotations

import json
from typing import Any

import click

from attribution.cli._batch import attributions_of, each, report
from attribution.cli._progress import progress
from attribution.cli._rows import as_row
from attribution.records import Article


@click.command()
@click.argument("gold", metavar="GOLD.jsonl")
@click.option("--predicted", metavar="FILE", help="Score this output of extract instead of running the pipeline.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.pass_context
def evaluate(ctx: click.Context, gold: str, predicted: str | None, as_json: bool) -> None:
    """Compare with attributions that people marked.

    Reads each text of GOLD.jsonl and prints precision, recall and F1 of what is found in it, for all
    attributions and for those in quotation marks ("direct"), and how many speakers are right. The file
    has the form that "attribution extract" writes.

    \b
    Example:
      attribution evaluate gold.jsonl
      attribution evaluate gold.jsonl --predicted attributions.jsonl --json
    """
    from attribution.evaluation import as_lines, read_rows
    from attribution.evaluation import evaluate as figures_of

    gold_rows = read_rows(gold)
    # Before the long part: a slip in the gold file is told at once.
    figures_of(gold_rows, [])
    if predicted is None:
        rows, failed = _predict(gold_rows, gold)
    else:
        rows, failed = read_rows(predicted), False
    figures = figures_of(gold_rows, rows)
    click.echo(json.dumps(figures) if as_json else "\n".join(as_lines(figures)))
    ctx.exit(1 if failed else 0)


def _predict(gold_rows: list[dict[str, Any]], path: str) -> tuple[list[dict[str, Any]], bool]:
    """Run the pipeline over the texts; return a row each, and whether any failed."""
    from attribution import language
    from attribution.reading import Failure

    nlp = language.load()
    articles = [
        Article(text=row["text"], id=str(row["id"]), path=f"{path}, article {row['id']}") for row in gold_rows
    ]
    rows: list[dict[str, Any]] = []
    failures: list[Failure] = []
    with progress(lambda: len(articles)) as advance:
        outcomes = each(articles, lambda article: as_row(article, attributions_of(article, nlp)))
        for gold, outcome in zip(gold_rows, outcomes, strict=True):
            if isinstance(outcome, Failure):
                failures.append(outcome)
            else:
                # Under the very id of the gold row, which may be a number.
                rows.append(outcome | {"id": gold["id"]})
            advance()
    for failure in failures:
        report(failure)
    return rows, bool(failures)
