"""From groups of names to entities: decisions laid over them, the numbers they had, the name that shows."""

from __future__ import annotations

import pytest

from attribution.identity.entities import Decision, Entity, NamePlaces, best_name, entities, most_frequent

GROUPS = [[0, 1], [2], [3, 4]]
BEFORE = [7, 7, 8, 9, 9]


def decision(number: int, kind: str, first: set[int], second: set[int] | None = None, value: str = "") -> Decision:
    return Decision(number, kind, value, (first, second or set()))


def places(found: list[Entity]) -> dict[int | None, list[int]]:
    return {one.number: one.places for one in found}


def test_without_decisions_each_group_keeps_its_number() -> None:
    assert entities(GROUPS, [], BEFORE) == [
        Entity([0, 1], 7, "", ""),
        Entity([2], 8, "", ""),
        Entity([3, 4], 9, "", ""),
    ]


def test_names_put_together_by_hand_have_the_number_of_the_most() -> None:
    assert places(entities(GROUPS, [decision(1, "merge", {2}, {3})], BEFORE)) == {7: [0, 1], 9: [2, 3, 4]}
    assert places(entities(GROUPS, [decision(1, "merge", {0}, {1})], BEFORE)) == {7: [0, 1], 8: [2], 9: [3, 4]}


def test_names_split_off_are_new_and_lose_what_was_said_of_the_whole() -> None:
    decisions = [decision(2, "split", {3}, {4}), decision(1, "rename", {3}, value="Oda Brask")]
    found = entities(GROUPS, decisions, BEFORE)
    assert found[-2:] == [Entity([3], 9, "Oda Brask", ""), Entity([4], None, "", "")]


def test_a_split_that_nothing_is_left_of_does_nothing() -> None:
    assert places(entities(GROUPS, [decision(1, "split", set(), {3, 4})], BEFORE)) == {
        7: [0, 1],
        8: [2],
        9: [3, 4],
    }
    assert places(entities(GROUPS, [decision(1, "split", set())], BEFORE)) == {7: [0, 1], 8: [2], 9: [3, 4]}


def test_decisions_follow_each_other() -> None:
    decisions = [
        decision(1, "rename", {0}, value="Oda Brask"),
        decision(2, "link", {0}, value="Q1"),
        decision(3, "rename", {1}, value="Oda Venn"),
        decision(4, "merge", {0}, {2}),
        decision(5, "split", {0}, {2}),
        decision(6, "link", {1}, value=""),
    ]
    assert entities(GROUPS, decisions, BEFORE) == entities(GROUPS, reversed(decisions), BEFORE)
    found = {one.number: one for one in entities(GROUPS, decisions, BEFORE)}
    assert found[7] == Entity([0, 1], 7, "Oda Venn", "")
    assert found[8] == Entity([2], 8, "", "")


def test_a_number_is_given_once() -> None:
    assert places(entities([[0], [1, 2]], [], [5, 5, 5])) == {None: [0], 5: [1, 2]}
    assert places(entities([[0]], [], [None])) == {None: [0]}


def test_a_name_read_in_another_length_is_found_by_its_block() -> None:
    here = NamePlaces(
        [(1, "oda brask", "brask"), (1, "venn", "venn"), (2, "brask", "brask"), (2, "b brask", "brask")]
    )
    assert here.find(1, "oda brask", "brask") == {0}
    assert here.find(1, "brask", "brask") == {0}
    assert here.find(2, "oda brask", "brask") == set()  # which of the two, nobody knows
    assert here.find(3, "oda brask", "brask") == set()


def test_of_values_as_frequent_the_first() -> None:
    assert most_frequent(["person", "group", "group", "person", "body"]) == "group"


@pytest.mark.parametrize(
    ("names", "best"),
    [
        (["Jose Marin", "José Marín", "Jose Marin"], "José Marín"),
        (["Donald J. Trump", "Donald Trump", "Donald Trump", "Trump", "Trump", "Trump"], "Donald Trump"),
        (["U.N.", "U.N.", "the United Nations"], "the United Nations"),
        (["the Odra Bank", "the Odra Bank", "Odra Bank"], "Odra Bank"),
        (["RUSI", "RUSI", "Royal United Services Institute"], "Royal United Services Institute"),
        (["J. Smith", "J. Smith", "John Smith"], "John Smith"),
    ],
)
def test_the_name_that_shows(names: list[str], best: str) -> None:
    assert best_name(names) == best_name(reversed(names)) == best
