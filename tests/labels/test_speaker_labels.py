"""The labels for speakers stand where they should: on drawn items, in their articles, on sensible text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from draw_speakers import draw
from drawing import row

Row = dict[str, Any]
Span = list[int]
TASKS = ("references", "affiliations", "targets", "source_types")
ENTITY_TYPES = {"person", "organisation", "place", "document", "group", "other"}
SOURCE_TYPES = {
    "person",
    "organisation",
    "document",
    "unnamed_person",
    "unnamed_group",
    "outlet",
    "public",
    "none",
}
MARKS = " \n\t,;:“”‘\"'"  # nothing that is labelled begins with one of these
PRONOUNS = {
    *("he", "him", "his", "himself", "she", "her", "hers", "herself", "it", "its", "they", "them", "their"),
    *("i", "me", "my", "we", "us", "our"),
}


def rows(task: str) -> list[Row]:
    lines = Path(__file__).with_name(f"{task}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@pytest.fixture(scope="module")
def texts(shared: Path) -> dict[str, str]:
    lines = (shared / "data" / "polnear" / "dev.jsonl").read_text(encoding="utf-8").splitlines()
    return {article["id"]: article["text"] for article in map(json.loads, lines)}


def names(label: Row) -> Iterator[Span]:
    """All spans of a row that hold names."""
    yield from label.get("names", ())
    yield from label.get("makers", ())
    yield from label.get("about", ())
    for part in (*label.get("mentions", ()), *label.get("affiliations", ())):
        yield from part.get("names", ())
        yield from part.get("organisation", ())


def others(label: Row) -> Iterator[Span]:
    """All other labelled spans of a row."""
    yield from (mention["mention"] for mention in label.get("mentions", ()))
    for affiliation in label.get("affiliations", ()):
        yield from (*affiliation["role"], *affiliation["label"], affiliation["evidence"])
    if label.get("addressee"):
        yield label["addressee"]


def whole_words(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (before.isalnum() and text[start].isalnum()) and not (after.isalnum() and text[end - 1].isalnum())


@pytest.mark.parametrize("task", TASKS)
def test_items_come_in_the_order_in_which_they_are_drawn(task: str, shared: Path) -> None:
    drawn = [json.dumps(row(item)) for item in draw(task, shared / "data" / "polnear")]
    labelled = [json.dumps({key: r[key] for key in ("id", "source", "cue", "content")}) for r in rows(task)]
    if task == "references":  # names are passed over
        left = iter(drawn)
        assert all(item in left for item in labelled)
    else:
        assert labelled == drawn[: len(labelled)]


@pytest.mark.parametrize("task", TASKS)
def test_spans_hold_whole_words_of_the_article(task: str, texts: dict[str, str]) -> None:
    for label in rows(task):
        text = texts[label["id"]]
        for start, end in (*names(label), *others(label)):
            assert 0 <= start < end <= len(text)
            assert whole_words(text, start, end), text[start:end]
            assert text[start] not in MARKS and text[end - 1] not in MARKS, text[start:end]


@pytest.mark.parametrize("task", TASKS)
def test_names_have_a_capital_or_a_digit(task: str, texts: dict[str, str]) -> None:
    """But for an organisation that the article calls "the campaign" beside the role."""
    for label in rows(task):
        for start, end in names(label):
            name = texts[label["id"]][start:end]
            assert any(c.isupper() or c.isdigit() for c in name) or name == "campaign"


def test_a_reference_is_named_or_says_why_not() -> None:
    found = rows("references")
    assert len(found) == 150
    assert {r["form"] for r in found} == {"pronoun", "nominal"}
    for r in found:
        assert r["type"] in ENTITY_TYPES
        assert bool(r["names"]) is (r["unnamed"] is None)
        assert r["unnamed"] in {None, r["type"]}


def test_forms_of_references_are_what_they_look_like(texts: dict[str, str]) -> None:
    for r in rows("references"):
        source = " ".join(texts[r["id"]][start:end] for start, end in r["source"])
        assert (source.lower() in PRONOUNS) is (r["form"] == "pronoun"), source


def test_the_hundredth_affiliation_ends_the_set() -> None:
    found = rows("affiliations")
    stated = [any(not a.get("optional") for a in r["affiliations"]) for r in found]
    assert sum(stated) == 100
    assert stated[-1]
    assert all(r["about"] for r in found if r["affiliations"])


def test_an_affiliation_has_a_role_or_an_organisation_and_words_that_say_so(texts: dict[str, str]) -> None:
    for r in rows("affiliations"):
        text = texts[r["id"]]
        for affiliation in r["affiliations"]:
            assert affiliation["state"] in {None, "former", "acting", "elect"}
            said = [text[start:end] for start, end in (*affiliation["role"], *affiliation["organisation"])]
            start, end = affiliation["evidence"]
            assert any(words in text[start:end] for words in said)


def test_one_person_has_the_same_affiliations_wherever_drawn_in_an_article() -> None:
    known: dict[tuple[str, str], Any] = {}
    people = [r for r in rows("affiliations") if r["about"]]
    for r in people:
        assert known.setdefault((r["id"], str(r["about"])), r["affiliations"]) == r["affiliations"]
    assert (len(people), len(known)) == (112, 85)  # some were drawn more than once


def test_mentions_stand_in_the_content_in_order(texts: dict[str, str]) -> None:
    found = rows("targets")
    assert len(found) == 100
    for r in found:
        spans = [mention["mention"] for mention in r["mentions"]]
        assert spans == sorted(spans)
        assert len(set(map(tuple, spans))) == len(spans)
        for start, end in spans:
            assert any(low <= start and end <= high for low, high in r["content"])
        for mention in r["mentions"]:
            assert mention["names"] or mention["self"]  # only the unnamed speak of themselves without a name


def test_a_mention_is_a_pronoun_or_a_description_or_part_of_a_name(texts: dict[str, str]) -> None:
    for r in rows("targets"):
        text = texts[r["id"]]
        for mention in r["mentions"]:
            start, end = mention["mention"]
            words = text[start:end]
            described = words.split()[0].lower() in {"the", "this", "my", "our"}
            inside = any(words in text[low:high] for low, high in mention["names"])
            assert words.lower() in PRONOUNS or described or inside, words


def test_types_of_source(texts: dict[str, str]) -> None:
    found = rows("source_types")
    assert len(found) == 150
    for r in found:
        assert {r["type"], *r["also"]} <= SOURCE_TYPES
        assert r["type"] not in r["also"]
        assert r["source"] or r["type"] == "none"
        if r["addressee"]:
            low, high = min(r["cue"][0][0], r["addressee"][0]), max(r["cue"][-1][1], r["addressee"][1])
            assert "\n" not in texts[r["id"]][low:high]
