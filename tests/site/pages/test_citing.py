"""A quote as others cite it."""

from __future__ import annotations

from typing import Any

import pytest

from attribution.marking import Passage
from attribution.site.pages.citing import Places, annotation, beside, sentence

ROW: dict[str, Any] = {
    "speaker": "Ann Lee", "role": "mayor", "organisation": "Town Council", "source": "the mayor",
    "description": None, "quote": "“We will pay”", "kind": "direct", "act": "speech", "negated": 0,
    "title": "Who pays", "outlet": "The Post", "day": "2024-03-02", "link": "https://x.example/a",
}  # fmt: skip
CORRECTED = {
    "review": "corrected", "corrected_speaker": "Bea Lee", "corrected_role": None, "corrected_organisation": None,
    "corrected_quote": "“We will not pay”", "corrected_kind": "direct",
}  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({}, "Ann Lee, mayor, Town Council: “We will pay” (“Who pays”, The Post, 2 March 2024, https://x.example/a)"),
        ({"kind": "indirect", "quote": "that they pay", "title": None, "outlet": None, "day": None, "link": None},
         "Ann Lee, mayor, Town Council, as the article retells it: that they pay"),
        ({"negated": 1, "role": None, "organisation": None, "link": "javascript:alert(1)"},
         "Ann Lee is reported not to have said: “We will pay” (“Who pays”, The Post, 2 March 2024)"),
        # What a source without a name is called says what it is.
        ({"speaker": None, "description": "a senior official", "role": "official", "title": None, "outlet": None,
          "day": None, "link": None}, "A senior official: “We will pay”"),
        ({"speaker": None, "source": None, "title": None, "outlet": None, "day": "2024-03", "link": None},
         "Source not named: “We will pay” (March 2024)"),
        # As a person corrected it.
        ({**CORRECTED, "title": None, "outlet": None, "day": None, "link": None}, "Bea Lee: “We will not pay”"),
        ({"quote": "“one\n two”", "title": None, "outlet": None, "day": None, "link": None},
         "Ann Lee, mayor, Town Council: “one two”"),
    ],
)  # fmt: skip
def test_a_sentence(changes: dict[str, Any], line: str) -> None:
    assert sentence({**ROW, **changes}) == line


TEXT = "Before it all, the mayor said: “We will pay” and went on for a long time after that was said."
PLACES = Places("https://site.example/q.json", "https://site.example/q", "https://site.example/a")


def test_a_web_annotation() -> None:
    start = TEXT.index("“")
    made = annotation(
        ROW,
        [Passage(0, TEXT)],
        [(start, start + 13, "“We will pay”")],
        PLACES,
        wikidata="Q1",
        created="2024-03-05",
    )
    assert made["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert made["type"] == "Annotation"
    assert made["id"] == PLACES.own
    assert made["created"] == "2024-03-05"
    assert made["target"] == [
        {
            "type": "SpecificResource",
            "source": "https://x.example/a",
            "selector": [
                {
                    "type": "TextQuoteSelector",
                    "exact": "“We will pay”",
                    "prefix": "Before it all, the mayor said: ",
                    "suffix": " and went on for a long time aft",
                },
                {"type": "TextPositionSelector", "start": 31, "end": 44},
            ],
        }
    ]
    assert [(body["purpose"], body.get("value") or body["source"]) for body in made["body"]] == [
        ("describing", sentence(ROW)),
        ("identifying", "Ann Lee"),
        ("identifying", "http://www.wikidata.org/entity/Q1"),
        ("classifying", "direct"),
        ("classifying", "speech"),
    ]


def test_of_a_published_copy_what_it_has_stands_around() -> None:
    (target,) = annotation(ROW, [Passage(29, TEXT[29:46])], [(31, 44, "“We will pay”")], PLACES)["target"]
    assert target["selector"][0] == {
        "type": "TextQuoteSelector", "exact": "“We will pay”", "prefix": ": ", "suffix": " a",
    }  # fmt: skip


def test_without_text_and_address() -> None:
    made = annotation({**ROW, "link": "javascript:x"}, [], [(3, 5, "ab"), (9, 10, "c")], PLACES)
    assert [target["source"] for target in made["target"]] == [PLACES.article] * 2
    assert made["target"][1]["selector"][0] == {"type": "TextQuoteSelector", "exact": "c"}
    assert "created" not in made


@pytest.mark.parametrize(
    ("who", "values", "shown"),
    [
        ("the owner", ("owner", None), []),
        ("The shop’s owner", ("owner", "Tarn Stores"), ["Tarn Stores"]),
        ("a spokesman for Odra Freight", ("spokesman", "Odra Freight"), []),
        ("Ann Lee", ("owner", "Tarn Stores"), ["owner", "Tarn Stores"]),
        ("Ann Lee", (None, ""), []),
    ],
)
def test_what_a_name_tells_is_not_told_again(who: str, values: tuple[str | None, ...], shown: list[str]) -> None:
    assert beside(who, *values) == shown
