"""The network that orders whom a source may mean, its stored weights, and what excludes a candidate before it."""

from __future__ import annotations

import numpy as np
import pytest

from attribution.language.mentions.entities import EntityChain
from attribution.language.people import ranker
from attribution.language.people.exclusions import excluded, other_kind, types_for
from attribution.language.people.options import CONTEXT, FEATURES
from attribution.language.people.ranker import Ranker


def test_chances_add_up_and_follow_the_scores() -> None:
    model = Ranker(np.zeros((3, 2)), np.zeros(2), np.zeros(2), np.array([1.0, 0.0, -1.0]))
    chances = model.chances(np.eye(3))
    assert chances.sum() == pytest.approx(1.0)
    assert list(chances) == sorted(chances, reverse=True)
    flat = Ranker(model.hidden, model.bias, model.output, model.direct, temperature=100.0).chances(np.eye(3))
    assert max(flat) < max(chances)


def test_weights_come_back_as_they_were_written() -> None:
    model = ranker.read()
    again = Ranker.from_json(model.to_json())
    assert np.array_equal(again.hidden, np.round(model.hidden, 4))
    assert again.to_json() == model.to_json()


def test_shipped_weights_fit_the_features() -> None:
    model = ranker.read()
    assert model.hidden.shape[0] == model.direct.shape[0] == CONTEXT + len(FEATURES)
    assert model.hidden.shape[1] == model.bias.shape[0] == model.output.shape[0]


def chain(type_: str, name: str, *, female: float = 0.0, male: float = 0.0) -> EntityChain:
    words = tuple(name.casefold().split())
    return EntityChain(0, type_, name, words, (0, len(name)), female=female, male=male)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "form", "word", "out"),
    [
        (chain("person", "Oda Brask", female=5), "pronoun", "he", True),
        (chain("person", "Oda Brask", female=1), "pronoun", "he", False),
        (chain("person", "Oda Brask"), "pronoun", "it", True),
        (chain("organisation", "Tidewatch"), "pronoun", "it", False),
        (chain("organisation", "Tidewatch"), "nominal", "minister", True),
        (chain("person", "Oda Brask"), "nominal", "company", True),
        (chain("organisation", "Varnholt Hospital"), "nominal", "union", True),
        (chain("organisation", "Varnholt Hospital"), "nominal", "clinic", False),
        (chain("organisation", "Tidewatch"), "nominal", "union", False),
    ],
)
def test_who_is_excluded(one: EntityChain, form: str, word: str, *, out: bool) -> None:
    assert excluded(one, form, word, types_for(form, word)) is out


@pytest.mark.parametrize(
    ("name", "noun", "other"),
    [
        ("University of Varnholt", "council", True),
        ("Supreme Court", "agency", True),
        ("Press Council", "union", True),
        ("Harbour Times", "council", False),
        ("Water Ministry", "department", False),
    ],
)
def test_bodies_of_another_kind(name: str, noun: str, *, other: bool) -> None:
    assert other_kind(chain("organisation", name), noun) is other
