"""What found quotes have in common."""

from __future__ import annotations

from typing import Any

from attribution.site.search.facets import Facet, facets


def row(**values: Any) -> dict[str, Any]:
    return {
        "speaker_id": None,
        "speaker": None,
        "organisation": None,
        "outlet": None,
        "day": None,
        "kind": "direct",
        "act": "speech",
        "source_type": None,
        "confidence": 0.8,
        "review": "",
        **values,
    }


def named(made: list[Facet], title: str) -> Facet | None:
    return next((facet for facet in made if facet.title == title), None)


def test_values_are_counted_most_frequent_first() -> None:
    made = facets([row(outlet="B"), row(outlet="A"), row(outlet="B"), row(outlet="C"), row()], {})
    assert named(made, "Outlet") == Facet(
        "outlet", "Outlet", (({"outlet": "B"}, "B", 2), ({"outlet": "A"}, "A", 1), ({"outlet": "C"}, "C", 1)), 0
    )
    # What all have in common is no choice.
    assert [facet.title for facet in made] == ["Outlet"]
    kinds = named(facets([row(kind="mixed"), row(), row()], {}), "Kind")
    assert kinds is not None
    assert kinds.choices == (
        ({"kind": "direct"}, "direct (all in quotation marks)", 2),
        ({"kind": "mixed"}, "mixed (partly in quotation marks)", 1),
    )


def test_of_many_values_only_the_first_are_shown() -> None:
    facet = named(facets([row(outlet=f"Paper {n:02d}") for n in range(30)], {}), "Outlet")
    assert facet is not None
    assert [called for _, called, _ in facet.choices] == [f"Paper {n:02d}" for n in range(8)]
    assert facet.others == 22


def test_a_speaker_is_called_by_name_and_chosen_by_number() -> None:
    made = facets([row(speaker_id=7, speaker="Mara Quill"), row(speaker_id=8, speaker="Mara Quill")], {})
    facet = named(made, "Speaker")
    assert facet is not None
    assert facet.choices == (({"speaker_id": "7"}, "Mara Quill", 1), ({"speaker_id": "8"}, "Mara Quill", 1))


def test_what_is_set_already_is_no_choice() -> None:
    rows = [row(outlet="A", speaker_id=1, speaker="M", source_type="none")]
    given = dict.fromkeys(("outlet", "kind", "act", "speaker_id", "confidence", "source_type", "review"), "x")
    assert facets(rows, given) == []


def test_months_come_newest_first_with_their_days() -> None:
    days = ["2024-02-29", "2024-02-01", "2023-12-31", None]
    facet = named(facets([row(day=day) for day in days], {}), "Month")
    assert facet is not None
    assert facet.choices == (
        ({"from": "2024-02-01", "to": "2024-02-29"}, "February 2024", 2),
        ({"from": "2023-12-01", "to": "2023-12-31"}, "December 2023", 1),
    )


def test_a_month_keeps_within_the_days_that_are_set() -> None:
    given = {"from": "2024-02-10", "to": "2024-03-05"}
    facet = named(facets([row(day="2024-02-29"), row(day="2024-03-01")], given), "Month")
    assert facet is not None
    assert [changes for changes, _, _ in facet.choices] == [
        {"from": "2024-03-01", "to": "2024-03-05"},
        {"from": "2024-02-10", "to": "2024-02-29"},
    ]


def test_within_a_month_there_are_its_days() -> None:
    given = {"from": "2024-02-01", "to": "2024-02-29"}
    rows = [row(day="2024-02-29"), row(day="2024-02-01"), row(day="2024-02-01")]
    facet = named(facets(rows, given), "Day")
    assert facet is not None
    assert facet.choices == (
        ({"from": "2024-02-29", "to": "2024-02-29"}, "2024-02-29", 1),
        ({"from": "2024-02-01", "to": "2024-02-01"}, "2024-02-01", 2),
    )
    assert named(facets(rows[1:], given), "Day") is None


def test_confidence_is_a_choice_where_it_narrows() -> None:
    facet = named(facets([row(confidence=each) for each in (0.95, 0.8, 0.6)], {}), "Confidence")
    assert facet is not None
    assert [(changes["confidence"], number) for changes, _, number in facet.choices] == [("0.9", 1), ("0.75", 2)]
