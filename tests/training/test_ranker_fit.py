"""The fit of the ranker on made-up rows, and the names that found attributions get."""

from __future__ import annotations

import numpy as np
import pytest

from attribution.language.people.options import CONTEXT, FEATURES
from attribution.records import Attribution, Speaker
from attribution.training.speakers import Case, figures, fit, names_for, same

WIDTH = CONTEXT + len(FEATURES)
NOBODY = Speaker(None, "unresolved", "unresolved", 0.1)


def case(number: int) -> Case:
    """One whose right option is the one that has been linked."""
    rng = np.random.default_rng(number)
    table = rng.normal(0, 0.3, (4, WIDTH)).astype(np.float32)
    right = number % 3
    table[:, CONTEXT + FEATURES.index("link")] = [float(n == right) for n in range(4)]
    return Case(str(number), table, ("A", "B", "C", None), (right,), 1.0, "he", "A", NOBODY)


def test_the_fit_finds_what_tells_them_apart() -> None:
    model = fit([case(number) for number in range(1500)], seed=1)
    new = [case(number) for number in range(5000, 5060)]
    hits = [int(np.argmax(model.chances(one.table))) == one.right[0] for one in new]
    assert sum(hits) > 50


def test_the_same_seed_gives_the_same_weights() -> None:
    rows = [case(number) for number in range(60)]
    assert fit(rows, seed=3).to_json() == fit(rows, seed=3).to_json()


def test_found_attributions_get_the_names_of_marked_ones() -> None:
    text = "The road is closed and the bridge is open to all today"

    def at(words: str) -> Attribution:
        start = text.index(words)
        return Attribution(((start, start + len(words)),), (), (), "indirect", 0.9)

    marked = [(at("The road is closed and the bridge is open"), "Oda Brask"), (at("today"), None)]
    found = [at("The road is closed and the bridge"), at("the bridge"), at("today"), at("to all")]
    assert names_for(text, found, marked) == ["Oda Brask", "Oda Brask", None, ""]


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [("Oda Brask", "Brask", True), ("Oda Brask", "Jan Brask", False), ("Oda Brask", None, False)],
)
def test_same_names(one: str, other: str | None, *, alike: bool) -> None:
    assert same(one, other) is alike


def test_figures_count_names_and_nobodys() -> None:
    named = Speaker("Oda Brask", "person", "named", 0.9)
    table = np.zeros((0, WIDTH), np.float32)
    rows = [Case("a", table, (), (), 1.0, "he", name, named) for name in ("Oda Brask", "Jan Holm", None)]
    assert figures(rows).startswith("right 0.500 (2), nobody named 1.000 (1)")
