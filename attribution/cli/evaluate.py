"""``attribution evaluate``: compare with attributions that people marked."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

import click

from attribution.cli._batch import attributions_of, each, report
from attribution.cli._progress import progress
from attribution.errors import UsageError
from attribution.records import Article
from attribution.records_json import line_of

if TYPE_CHECKING:
    from spacy.language import Language

Row: TypeAlias = Mapping[str, Any]

# The names of evaluation.damage.DAMAGES, which is too heavy to import for --help.
DAMAGES = (
    *("straight", "no-closing", "apostrophes", "guillemets", "german"),
    *("no-spaces", "joined", "wrapped", "capitals", "ocr"),
)
# And of evaluation.breakdown.BY.
BY = ("topic", "country", "form", "pronoun")


@click.command()
@click.argument("gold", metavar="GOLD.jsonl")
@click.option("--predicted", metavar="FILE", help="Score this output of extract instead of running the pipeline.")
@click.option("--confidence", is_flag=True, help="Also print how far the confidences can be trusted.")
@click.option(
    "--by",
    multiple=True,
    type=click.Choice(BY),
    help="Also by what the article is about or where it is from (100 statements or more), "
    "by what the source is, or by whether the speaker is she or he; may be given again.",
)
@click.option(
    "--damage",
    "damages",
    multiple=True,
    type=click.Choice((*DAMAGES, "all")),
    help="Print a table of how much less is found in copies with their text damaged; may be given again.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.pass_context
def evaluate(
    ctx: click.Context,
    gold: str,
    *,
    predicted: str | None,
    confidence: bool,
    by: tuple[str, ...],
    damages: tuple[str, ...],
    as_json: bool,
) -> None:
    """Compare with attributions that people marked.

    Reads each text of GOLD.jsonl and prints precision, recall and F1 of what is found in it, for all
    attributions and for those in quotation marks ("direct"), and how many speakers are right. The file
    has the form that "attribution extract" writes. Where it lists the "people" of its articles ("name", "role",
    "organisation"), it prints too how often speaker, role and organisation are right, with 95 % intervals.

    Damages are seeded, and a statement counts as direct where it is in the whole text. The exit status is 1
    where an article could not be read.

    \b
    Example:
      attribution evaluate gold.jsonl
      attribution evaluate gold.jsonl --predicted attributions.jsonl --json
      attribution evaluate gold.jsonl --by form --by pronoun --confidence
      attribution evaluate gold.jsonl --damage no-closing --damage ocr
    """
    from attribution.evaluation import evaluate as figures_of
    from attribution.evaluation import read_rows

    if damages and (predicted is not None or confidence or by):
        raise UsageError(
            "--damage runs the pipeline on other texts: give it without --predicted, --confidence and --by"
        )
    gold_rows = read_rows(gold)
    # Before the long part: a slip in the gold file is told at once.
    figures_of(gold_rows, [])
    predict = _Pipeline(gold)
    if damages:
        _print_damages(gold_rows, predict, DAMAGES if "all" in damages else damages, as_json=as_json)
    else:
        rows = predict(gold_rows) if predicted is None else read_rows(predicted)
        _print(gold_rows, rows, confidence=confidence, by=by, as_json=as_json)
    ctx.exit(1 if predict.failed else 0)


def _print(
    gold: Sequence[Row], rows: Sequence[Row], *, confidence: bool, by: Sequence[str], as_json: bool
) -> None:
    from attribution.evaluation import as_lines, breakdown, evaluate, people
    from attribution.evaluation import confidence as confidences

    figures: dict[str, Any] = evaluate(gold, rows)
    lines = list(as_lines(figures))
    if people.tells_people(gold):
        figures["people"] = people.people(gold, rows)
        lines += people.as_lines(figures["people"])
    for name in dict.fromkeys(by):
        groups = breakdown.breakdown(gold, rows, name)
        figures.setdefault("by", {})[name] = groups
        lines += breakdown.as_lines(name, groups)
    if confidence:
        figures["confidence"] = confidences.reliability(gold, rows)
        lines += confidences.as_lines(figures["confidence"])
        if speakers := confidences.speaker_reliability(gold, rows):
            figures["confidence of speakers"] = speakers
            lines += confidences.speaker_lines(speakers)
    click.echo(json.dumps(figures) if as_json else "\n".join(lines))


def _print_damages(gold: Sequence[Row], predict: _Pipeline, damages: Sequence[str], *, as_json: bool) -> None:
    from attribution.evaluation.robustness import as_table, robustness

    results = robustness(gold, predict, list(dict.fromkeys(damages)))
    click.echo(json.dumps(results) if as_json else "\n".join(as_table(results)))


class _Pipeline:
    """Gives a row for each gold row that the pipeline could read; reports the others and sets ``failed``.

    The pipeline is loaded when it is first called.
    """

    def __init__(self, path: str) -> None:
        self.failed = False
        self._path = path
        self._nlp: Language | None = None

    def __call__(self, gold_rows: Sequence[Row]) -> list[dict[str, Any]]:
        from attribution import language
        from attribution.reading import Failure

        nlp = self._nlp = self._nlp or language.load()
        articles = [
            Article(text=row["text"], id=str(row["id"]), path=f"{self._path}, article {row['id']}")
            for row in gold_rows
        ]
        rows: list[dict[str, Any]] = []
        failures: list[Failure] = []
        with progress(lambda: len(articles)) as advance:
            outcomes = each(articles, lambda article: line_of(article, attributions_of(article, nlp)))
            for gold, outcome in zip(gold_rows, outcomes, strict=True):
                if isinstance(outcome, Failure):
                    failures.append(outcome)
                else:
                    # Under the very id of the gold row, which may be a number.
                    rows.append(outcome | {"id": gold["id"]})
                advance()
        for failure in failures:
            report(failure)
        self.failed = self.failed or bool(failures)
        return rows
