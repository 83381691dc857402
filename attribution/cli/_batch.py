"""Working through many articles, of which none may stop the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar

import click

from attribution.cli._errors import one_line
from attribution.cli._text import printable
from attribution.errors import AttributionError
from attribution.reading.failures import Failure, Notice
from attribution.records import Article, Attribution

if TYPE_CHECKING:
    from spacy.language import Language

_Result = TypeVar("_Result")


def each(items: Iterable[Article | Failure], work: Callable[[Article], _Result]) -> Iterator[_Result | Failure]:
    """Yield what ``work`` makes of each article, in order, and a Failure where it raises."""
    for item in items:
        if isinstance(item, Failure):
            yield item
            continue
        try:
            result = work(item)
        except AttributionError as error:
            yield _failed(item, str(error))
        except Exception as error:  # noqa: BLE001 - one article's surprise must not lose the articles after it
            yield _failed(item, f"failed by a fault of this program ({type(error).__name__}: {error}): report it")
        else:
            yield result


def attributions_of(article: Article, nlp: Language) -> tuple[Attribution, ...]:
    """Return the attributions of one article, with offsets into its text as it is."""
    from attribution.language import analyse
    from attribution.reading import well_formed

    # Well-formed for the pipeline, one character for one, so that the offsets are right for both.
    ((_, attributions, _),) = analyse([well_formed(article)], nlp=nlp)
    return attributions


def report(failure: Failure) -> None:
    """Print a failure on stderr, as one line."""
    click.echo(printable(f"Failed: {failure.path}: {one_line(failure.reason)}"), err=True)


def warn(notice: Notice) -> None:
    """Print a notice on stderr, as one line."""
    click.echo(printable(f"Warning: {notice.path}: {one_line(notice.message)}"), err=True)


def _failed(article: Article, reason: str) -> Failure:
    return Failure(article.path or article.id or "", reason, article.id or "")
