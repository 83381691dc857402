"""Filters of quotes: each is described once, and comes back from its address as it went."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import click
import pytest

from attribution.cli import main
from attribution.errors import FilterError
from attribution.filters import DESCRIPTIONS, QuoteFilter, conditions, days_of
from attribution.site.network.network_filters import NetworkFilter

# A value of each filter, its parameter in an address, and the SQL test with its value.
TABLE: list[tuple[str, Any, str, str, Any]] = [
    ("words", 'dam "will hold"', "words", "", None),
    ("speaker", "Ola Vénn", "speaker", "", None),
    ("about", "“Tarn Dam”", "about", "", None),
    ("speaker_id", 7, "speaker_id", "q.speaker_id = :speaker_id", 7),
    ("about_id", 7, "about_id", "", None),
    ("organisation", "Odra Freight", "organisation", "q.organisation = :organisation", "Odra Freight"),
    ("outlet", "Évening Tide", "outlet", "q.outlet = :outlet", "Évening Tide"),
    ("from_day", "2024", "from", "q.day >= :from_day", "2024-01-01"),
    ("to_day", "2024-02", "to", "q.day <= :to_day", "2024-02-29"),
    ("kind", "mixed", "kind", "q.kind = :kind", "mixed"),
    ("act", "belief", "act", "q.act = :act", "belief"),
    ("source_type", "unnamed_group", "source_type", "q.source_type = :source_type", "unnamed_group"),
    ("confidence", 0.75, "confidence", "q.confidence >= :confidence", 0.75),
    ("review", "changed", "review", "q.review = :review", "changed since"),
    ("article_id", 12, "article", "q.article_id = :article_id", 12),
]


def test_the_table_has_every_filter() -> None:
    assert [row[0] for row in TABLE] == [field.name for field in fields(QuoteFilter)] == list(DESCRIPTIONS)


@pytest.mark.parametrize(("name", "value", "parameter", "test", "stored"), TABLE)
def test_a_filter_there_and_back(name: str, value: Any, parameter: str, test: str, stored: Any) -> None:
    wanted = QuoteFilter(**{name: value})
    assert wanted.given() == {name: value}
    assert wanted.parameters() == {parameter: str(value)}
    assert QuoteFilter.read(lambda asked: wanted.parameters().get(asked, "")) == wanted
    if test:
        assert wanted.where(conditions("q", name)) == ([test], {name: stored})
    with pytest.raises(FilterError, match="is no filter here"):
        wanted.where(conditions("q", "kind" if name == "act" else "act"))


@pytest.mark.parametrize("name", DESCRIPTIONS)
def test_every_filter_has_an_option_a_label_and_a_help_text(name: str) -> None:
    one = DESCRIPTIONS[name]
    assert one.label[0].isupper() and one.help.startswith("Only ") and one.help.endswith(".")
    command = main.commands["search"]
    options = {option.name: option for option in command.params if isinstance(option, click.Option)}
    if name != "words":
        assert options[name].help == one.help
        assert options[name].opts == [f"--{one.parameter.replace('_', '-')}"]


def test_all_of_them_together_and_none() -> None:
    wanted = QuoteFilter(**{name: value for name, value, *_ in TABLE})
    assert QuoteFilter.read(lambda asked: wanted.parameters().get(asked, "")) == wanted
    assert list(wanted.parameters()) == [parameter for _, _, parameter, *_ in TABLE]
    assert QuoteFilter().given() == QuoteFilter().parameters() == {}
    assert QuoteFilter().where({}) == ([], {})
    # What says nothing is no filter.
    assert QuoteFilter(words="  ", outlet=" ", confidence=0) == QuoteFilter()


@pytest.mark.parametrize(
    ("name", "written", "problem"),
    [
        ("kind", "loud", "No kind is called “loud”. There are: direct, mixed, indirect."),
        ("source_type", "x", "No type of source is called “x”. There are: person, "),
        ("review", "seen", "No review is called “seen”. There are: none, checked, wrong, corrected, changed."),
        ("from_day", "2024-1", "The day “2024-1” is not understood. Write 2024-01-31;"),
        ("to_day", "2023-02-29", "The day “2023-02-29” is not understood."),
        ("to_day", "٢٠٢٤", "is not understood."),
        ("confidence", "nan", "“nan” is no confidence. Give a number between 0 and 1, such as 0.75."),
        ("confidence", "-1", "“-1” is no confidence."),
        ("about_id", "Mara", "“Mara” is no speaker's number. Numbers of speakers are digits alone."),
        ("article_id", "-1", "“-1” is no article's number."),
    ],
)
def test_what_makes_no_sense_is_said_in_the_same_words(name: str, written: str, problem: str) -> None:
    parameter = DESCRIPTIONS[name].parameter
    for make in (
        lambda: QuoteFilter(**{name: written}),
        lambda: replace(QuoteFilter(), **{name: written}),
        lambda: QuoteFilter.read({parameter: written}.get),
    ):
        with pytest.raises(FilterError) as error:
            make()
        assert problem in str(error.value)


def test_a_window() -> None:
    assert [day.isoformat() for day in days_of("2024-02")] == ["2024-02-01", "2024-02-29"]
    assert [day.isoformat() for day in days_of("9999")] == ["9999-01-01", "9999-12-31"]
    assert QuoteFilter(from_day="2024-02-02", to_day="2024-02").last_day == days_of("2024-02-29")[1]
    with pytest.raises(FilterError, match="The window from 2024-03 to 2024-02-28 ends before it begins"):
        QuoteFilter(from_day="2024-03", to_day="2024-02-28")


def test_an_address_may_not_be_endless() -> None:
    with pytest.raises(FilterError, match="too long"):
        QuoteFilter.read({"words": "x" * 501}.get)
    assert QuoteFilter(words="x" * 501).words


def test_a_filter_of_the_network_has_a_relation_too() -> None:
    wanted = NetworkFilter.read({"kind": "direct"}.get, ("kind",), relation="about")
    assert (wanted.relation, wanted.narrowed) == ("about", True)
    assert wanted.arguments() == {"kind": "direct", "relation": "about", "most": None}
    assert wanted.condition() == ("l.kind = :kind", {"kind": "direct"})
    assert not NetworkFilter(relation="about").narrowed
