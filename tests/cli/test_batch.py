"""One article's trouble stays its own."""

from __future__ import annotations

import pytest

from attribution.cli._batch import each
from attribution.errors import StoreError
from attribution.reading import Failure
from attribution.records import Article


def work(article: Article) -> str:
    if article.text == "refused":
        raise StoreError("The disk is full.")
    if article.text == "surprise":
        raise RecursionError
    if article.text == "stop":
        raise KeyboardInterrupt
    return article.text.upper()


def test_each_gives_one_outcome_an_item_in_order() -> None:
    missing = Failure("missing.txt", "does not exist", "missing")
    items = [
        Article("a"),
        missing,
        Article("refused", id="r", path="r.txt"),
        Article("surprise", id="s"),
        Article("b"),
    ]
    first, second, third, fourth, fifth = each(items, work)
    assert (first, second, fifth) == ("A", missing, "B")
    assert third == Failure("r.txt", "The disk is full.", "r")
    assert isinstance(fourth, Failure)
    assert (fourth.path, fourth.id) == ("s", "s")
    assert "RecursionError" in fourth.reason and "report it" in fourth.reason


def test_ctrl_c_is_no_failure() -> None:
    outcomes = each([Article("a"), Article("stop"), Article("b")], work)
    assert next(outcomes) == "A"
    with pytest.raises(KeyboardInterrupt):
        next(outcomes)
