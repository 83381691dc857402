"""The word lists: nothing twice, nothing in two lists that exclude each other, all of it in one form."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import pytest

from attribution.words import roles
from attribution.words.lists import FOLDER, by_word, groups, labelled, sections, words
from attribution.words.text import fold_word
from attribution.words.word_classes import singular

SECTIONS = [(path.stem, section) for path in sorted(FOLDER.glob("*.txt")) for section in sections(path.stem)]
# Sections in which one word may stand on several lines: a word is short for two names, speaks of two roles.
OF_GROUPS = {
    ("given_names", "nicknames"),
    ("roles", "families"),
    ("walks_of_life", "bridges"),
    ("bodies", "kinds"),
}

# Of each of these lists no word may be in another.
EXCLUSIVE = [
    # What is a woman's name here and a man's there stands in neither of the first two.
    [("given_names", "female"), ("given_names", "male"), ("given_names", "either")],
    [("titles", "courtesy"), ("titles", "office"), ("titles", "openers"), ("titles", "suffixes")],
    [("roles", "kinship"), ("roles", "standings")],
    [("roles", "other"), ("roles", "office")],
    [("roles", "other"), ("titles", "office"), ("titles", "courtesy")],
    [("roles", "no roles"), ("roles", "office"), ("roles", "other")],
    [("roles", "no roles"), ("titles", "office")],
    [("surnames", "particles"), ("surnames", "common")],
    [("places", "demonyms"), ("places", "more countries"), ("places", "codes")],
    [("function_words", "articles"), ("function_words", "prepositions"), ("function_words", "function words")],
    [
        ("function_words", section)
        for section in (
            "feminine",
            "masculine",
            "plural",
            "neuter",
            "first singular",
            "first or second",
            "relatives",
        )
    ],
]
# Words that are in two lists on purpose, each with the reason.
BOTH = {
    # Written words, and what those who publish them are called: the capital letter tells which.
    ("cue_words writings", "cue_words publishers"): "dispatch journal post press review",
    # A review of figures or of a book: the verb tells which.
    ("cue_words data", "cue_words writings"): "review",
    # A person's trade and a firm's.
    ("roles other", "bodies nouns"): "broadcaster manufacturer operator publisher retailer supplier",
    # A place before these is whom they serve, be they a holder or a body.
    ("roles office", "bodies nouns"): (
        "army authority embassy government military ministry navy parliament police regulator"
    ),
    # A thing that is printed, and those who print it.
    ("nouns documents", "bodies nouns"): "paper publication website",
    # Titles that parents give for names.
    ("titles office", "given_names male"): "dean earl",
    ("titles courtesy", "given_names male"): "don",
    ("titles office", "given_names female"): "",
    ("titles office", "surnames common"): "king",
    ("places demonyms", "given_names male"): "",
}


@pytest.mark.parametrize("place", SECTIONS, ids=" ".join)
def test_a_list_has_no_entry_twice(place: tuple[str, str]) -> None:
    counted = Counter(entry for _, entries in labelled(*place) for entry in entries)
    assert counted
    assert place in OF_GROUPS or [entry for entry, count in counted.items() if count > 1] == []
    for _, entries in labelled(*place):
        assert len(entries) == len(set(entries))


@pytest.mark.parametrize("place", SECTIONS, ids=" ".join)
def test_entries_are_folded(place: tuple[str, str]) -> None:
    assert [entry for entry in words(*place) if fold_word(entry) != entry or entry != entry.strip()] == []


@pytest.mark.parametrize("lists", EXCLUSIVE, ids=lambda lists: f"{lists[0][0]} {lists[0][1]}")
def test_lists_that_exclude_each_other_share_nothing(lists: list[tuple[str, str]]) -> None:
    for one, other in combinations(lists, 2):
        assert words(*one) & words(*other) == set(), (one, other)


@pytest.mark.parametrize("pair", BOTH, ids=" and ".join)
def test_what_two_lists_share_is_meant(pair: tuple[str, str]) -> None:
    one, other = (words(*name.split(" ", 1)) for name in pair)
    assert one & other == set(BOTH[pair].split())


def test_parts_lie_in_their_wholes() -> None:
    assert words("function_words", "definite") <= words("function_words", "articles")
    assert words("bodies", "no references") <= words("bodies", "nouns")
    assert words("roles", "party members") <= words("roles", "parties and faiths")
    assert words("titles", "royal") - {"saint"} <= words("titles", "office") | words("titles", "courtesy")
    assert {walk for pair in groups("walks_of_life", "bridges") for walk in pair} <= set(
        by_word("walks_of_life", "fields").values()
    )
    assert all(len(pair) == 2 for pair in groups("walks_of_life", "bridges"))
    assert all(len(group) > 1 for group in groups("given_names", "nicknames"))


def test_words_that_are_no_roles_would_be_taken_for_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(roles, "_NO_ROLES", frozenset())
    assert [word for word in words("roles", "no roles") if singular(word) != word or not roles.is_role(word)] == []
