"""The tokens that SQL gives a quote are those that a search asks for."""

from __future__ import annotations

import datetime
import sqlite3
from contextlib import closing

import pytest

from attribution.store.search import filter_tokens

LONG = "The Long Name of a Paper " * 40


def tokens(**values: object) -> list[str]:
    """The tokens of a quote of which only these values are known."""
    row = {
        "kind": "direct",
        "act": "speech",
        "source_type": None,
        "speaker_id": None,
        "day": None,
        "outlet": None,
        "organisation": None,
        "confidence": 0.5,
        "negated": 0,
        "hedged": 0,
        "nested_in": None,
        "review": "",
        "article_id": 4,
        "about_plain": None,
        **values,
    }
    marks = ", ".join(f":{name} AS {name}" for name in row)
    with closing(sqlite3.connect(":memory:")) as db:
        query = f"SELECT {filter_tokens.later_tokens_sql('q')} FROM (SELECT {marks}) q"
        made = db.execute(query, row).fetchone()[0]
    # SQLite's tokenizer makes small letters of them.
    return str(made).lower().split()


def test_all_that_is_missing_has_a_token() -> None:
    assert tokens() == [
        *("kzall", "kzkdirect", "kzaspeech", "kzt0", "kzs0", "kzd0", "kzo0", "kzg0", "kzc50", "kzp5"),
        *("kzr0", "kzi4"),
    ]


def test_all_that_is_there_has_one() -> None:
    made = tokens(
        kind="mixed",
        act="writing",
        source_type="unnamed_person",
        speaker_id=17,
        day="2024-02-29",
        outlet="Ö",
        organisation="A b",
        confidence=1.0,
        negated=1,
        hedged=1,
        nested_in=3,
        review="changed since",
        article_id=12,
        about_plain="bo ray · person; tarn council · organisation",
    )
    assert made == [
        *("kzall", "kzkmixed", "kzawriting", "kztunnamedperson", "kzs17", "kzy2024", "kzm202402", "kzd20240229"),
        *("kzoc396n1nc396", "kzg412062n3n412062", "kzc100", "kzp10", "kznegated", "kzhedged", "kznested"),
        *("kzrchangedsince", "kzi12", "kzxbozrayzxzperson", "kzxtarnzcouncilzxzorganisation"),
        *("kzwbo", "kzwray;", "kzwtarn", "kzwcouncil"),
    ]


@pytest.mark.parametrize(
    "name", ["The Post", "Évening Tide", "x", "a" * 20, "a" * 60, LONG, '“”\', "OR" --', "\u202eevil\u202c", "🗞️"]
)
def test_a_name_has_the_token_that_is_asked_for(name: str) -> None:
    assert filter_tokens.outlet_token(name) in tokens(outlet=name)
    assert filter_tokens.organisation_token(name) in tokens(organisation=name)


def test_long_names_that_differ_anywhere_but_deep_inside_have_other_tokens() -> None:
    names = [LONG, LONG + "!", "A" + LONG[1:], LONG[:-1] + "x"]
    assert len({filter_tokens.outlet_token(name) for name in names}) == 4


def test_whom_it_is_about() -> None:
    names = [("bo ray", "person"), ("tarn council", "organisation")]
    assert filter_tokens.about_plain(names) == "bo ray · person; tarn council · organisation"
    assert filter_tokens.about_plain([]) is None
    assert filter_tokens.about_name("bo ray", "person") == '"kzxbozrayzxzperson"'
    assert filter_tokens.about_name('a"b', "organisation") == '"kzxabzxzorganisation"'
    assert filter_tokens.about_words("bo ray") == '"kzwbo" AND "kzwray"'
    assert filter_tokens.article_token(4) in tokens()


@pytest.mark.parametrize("review", ["", "checked", "wrong", "corrected", "changed since"])
def test_what_people_decided(review: str) -> None:
    assert filter_tokens.review_token(review) in tokens(review=review)
    assert (filter_tokens.CORRECTED in tokens(review=review)) is (review == "corrected")


def test_values_have_the_tokens_that_are_asked_for() -> None:
    made = tokens(kind="indirect", act="belief", source_type="none", speaker_id=3)
    asked = [
        filter_tokens.kind_token("indirect"),
        filter_tokens.act_token("belief"),
        filter_tokens.source_type_token("none"),
    ]
    assert {*asked, filter_tokens.speaker_token(3), filter_tokens.EVERY, filter_tokens.DAYLESS} <= set(made)
    assert {filter_tokens.source_type_token(None), filter_tokens.NAMELESS} <= set(tokens())


@pytest.mark.parametrize(
    ("confidence", "least", "found"),
    [
        (0.29, 29, True),
        (0.29, 30, False),
        (0.57, 57, True),
        (0.5699, 57, False),
        (0.9, 85, True),
        (0.9, 90, True),
        (0.8999, 90, False),
        (1.0, 100, True),
        (0.9999, 100, False),
        (1.0, 1, True),
        (0.0, 1, False),
    ],
)
def test_confidence(confidence: float, least: int, found: bool) -> None:
    assert bool(set(filter_tokens.confidence_tokens(least)) & set(tokens(confidence=confidence))) is found


def test_every_hundredth_is_found_from_itself_down() -> None:
    for hundredths in range(101):
        made = set(tokens(confidence=hundredths / 100))
        found = [least for least in range(1, 101) if made & set(filter_tokens.confidence_tokens(least))]
        assert found == list(range(1, hundredths + 1))


@pytest.mark.parametrize(
    ("first", "last", "covered"),
    [
        ("2024-01-31", "2024-01-31", "kzd20240131"),
        ("2024-02-01", "2024-02-29", "kzm202402"),
        ("2023-02-01", "2023-02-28", "kzm202302"),
        ("2024-02-01", "2024-02-28", " ".join(f"kzd202402{day:02d}" for day in range(1, 29))),
        ("2024-01-01", "2025-12-31", "kzy2024 kzy2025"),
        ("2023-11-30", "2025-01-01", "kzd20231130 kzm202312 kzy2024 kzd20250101"),
        ("9999-12-31", "9999-12-31", "kzd99991231"),
        ("9999-12-01", "9999-12-31", "kzm999912"),
        ("2024-01-02", "2024-01-01", ""),
    ],
)
def test_days_are_covered(first: str, last: str, covered: str) -> None:
    days = (datetime.date.fromisoformat(first), datetime.date.fromisoformat(last))
    assert filter_tokens.day_tokens(*days) == covered.split()


def test_each_day_is_covered_once() -> None:
    start = datetime.date(2023, 11, 7)
    first, last = start, datetime.date(2026, 3, 3)
    cover = set(filter_tokens.day_tokens(first, last))
    day = first - datetime.timedelta(days=400)
    while day < last + datetime.timedelta(days=400):
        assert len(cover & set(tokens(day=day.isoformat()))) == (1 if first <= day <= last else 0), day
        day += datetime.timedelta(days=1)
