"""An article gives the same rows alone, in any company, and with any number of threads."""

from __future__ import annotations

import random
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import attribution
from attribution.language import load
from attribution.reading import Failure, read_paths
from attribution.records import Attribution

if TYPE_CHECKING:
    from spacy.language import Language

pytestmark = pytest.mark.model


@pytest.fixture(scope="module", name="texts")
def _texts() -> list[str]:
    items = read_paths([str(Path(attribution.__file__).parent / "samples")])
    texts = [item.text for item in items if not isinstance(item, Failure)]
    return [*texts, "\n\n".join(texts), ""]  # one too long for a single window, and one with nothing in it


@pytest.fixture(scope="module", name="alone")
def _alone(nlp: Language, texts: list[str]) -> list[list[Attribution]]:
    alone = [nlp(text)._.attributions for text in texts]
    assert sum(map(len, alone)) > 40
    return alone


def _rows(nlp: Language, texts: Iterable[str], **options: int) -> list[list[Attribution]]:
    return [doc._.attributions for doc in nlp.pipe(texts, **options)]


@pytest.mark.parametrize("batch_size", [1, 2, 100])
def test_in_any_batch(nlp: Language, texts: list[str], alone: list[list[Attribution]], batch_size: int) -> None:
    order = list(range(len(texts)))
    random.Random(batch_size).shuffle(order)
    found = _rows(nlp, (texts[number] for number in order), batch_size=batch_size)
    assert found == [alone[number] for number in order]


@pytest.mark.parametrize("threads", [1, 2])
def test_with_any_number_of_threads(texts: list[str], alone: list[list[Attribution]], threads: int) -> None:
    assert _rows(load(threads=threads), texts) == alone
