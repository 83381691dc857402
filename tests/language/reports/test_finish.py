"""Spans in characters: whole quotations, no crumbs, nothing swallowed."""

from __future__ import annotations

import pytest

from attribution.language.reports.decode import CONTENT, CUE, SOURCE, Draft, Segment
from attribution.language.reports.finish import Quotations, scored_attributions
from attribution.records import Span


def _draft(text: str, source: str, cue: str, contents: list[str]) -> tuple[Draft, dict[Segment, Span]]:
    """Make a draft whose segments stand for the first place of each string."""
    spans: dict[Segment, Span] = {}

    def segment(role: int, words: str) -> Segment:
        start = text.index(words)
        made = Segment(role, start, start + len(words), 0.9)
        spans[made] = (start, start + len(words))
        return made

    draft = Draft([segment(CUE, cue)], [segment(CONTENT, words) for words in contents])
    draft.source = segment(SOURCE, source)
    draft.link_probabilities = [0.9] * len(contents)
    draft.source_probability = 0.8
    return draft, spans


def _contents(text: str, source: str, cue: str, contents: list[str]) -> list[str]:
    draft, spans = _draft(text, source, cue, contents)
    ((found, _),) = scored_attributions(text, [draft], spans.__getitem__)
    return [text[start:end] for start, end in found.content]


@pytest.mark.parametrize(
    ("text", "contents", "expected"),
    [
        ("“We will rebuild the pier,” Vance said.", ["will rebuild the pier"], ["“We will rebuild the pier,”"]),
        ("“We will rebuild the pier,” Vance said.", ["We will", "the pier"], ["“We will rebuild the pier,”"]),
        (
            "“We will rebuild,” Vance said. “In May.”",
            ["“We will rebuild", "“In May"],
            ["“We will rebuild,”", "“In May.”"],
        ),
        ("Vance said the pier was “done”.", ["the pier was “done"], ["the pier was “done”"]),
        ("Vance said the pier was “done” by May.", ["the pier was “done” by May"], ["the pier was “done” by May"]),
        ("“We will rebuild the pier, Vance said.", ["“We will rebuild the pier"], ["“We will rebuild the pier"]),
        ("Vance said it.\n\nThe “pier, he went on", ["it"], ["it"]),
        # A quotation goes on to its closing mark, in whatever paragraph that stands.
        (
            "Vance said, “We rebuild.\n\nThe pier stands in May, and the town will come to see it open.”",
            ["“We rebuild."],
            ["“We rebuild.\n\nThe pier stands in May, and the town will come to see it open.”"],
        ),
        # But a name below it is no part of it.
        ("Vance said so.\n\n“We rebuild.\nAda Vance, Society for the Pier.”", ["“We rebuild."], ["“We rebuild."]),
    ],
)
def test_contents_are_whole(text: str, contents: list[str], expected: list[str]) -> None:
    assert _contents(text, "Vance", "said", contents) == expected


def test_a_quotation_that_holds_the_cue_is_not_swallowed() -> None:
    text = "“We will, Vance said, rebuild the old pier in May”"
    assert _contents(text, "Vance", "said", ["rebuild the old pier in May"]) == ["rebuild the old pier in May”"]


@pytest.mark.parametrize(
    ("text", "regions"),
    [
        ("“One.\n\nTwo.” Three “four”", ["“One.\n\nTwo.”", "“four”"]),
        ("“One.\n\n“Two.” Three", ["“One.", "“Two.”"]),
        ("“One.\n\nTwo “three” four", ["“three”"]),  # which of the two was left open is anyone's guess
        ("“One.\n\nA\n\nB\n\nC\n\nD.” E", []),
        ("One.” Two", []),
    ],
)
def test_where_quotations_stand(text: str, regions: list[str]) -> None:
    assert [text[start:end] for start, end in Quotations(text).regions] == regions


def test_confidence_lies_between_0_and_1_and_falls_with_each_part() -> None:
    draft, spans = _draft("“We will,” Vance said.", "Vance", "said", ["“We will,”"])
    ((sure, _),) = scored_attributions("“We will,” Vance said.", [draft], spans.__getitem__)
    draft.source_probability = 0.3
    ((unsure, _),) = scored_attributions("“We will,” Vance said.", [draft], spans.__getitem__)
    assert 0 < unsure.confidence < sure.confidence < 1


@pytest.mark.parametrize("gap", ["\n\n", "\r\n\r\n"])
def test_a_headline_is_no_part_of_what_was_said(gap: str) -> None:
    text = f"Pier to close in May{gap}The pier will close for repairs, Vance said."
    assert _contents(text, "Vance", "said", ["Pier to close in May", "The pier will close for repairs"]) == [
        "The pier will close for repairs"
    ]


def test_a_quotation_has_one_speaker() -> None:
    text = "Vance hopes it is time.\n\n“The old pier is gone. We should build a new one,” Brandt adds."
    first, spans = _draft(text, "Vance", "hopes", ["it is time", "“The old pier is gone"])
    second, more = _draft(text, "Brandt", "adds", ["We should build a new one,”"])
    found = scored_attributions(text, [first, second], (spans | more).__getitem__)
    assert [[text[s:e] for s, e in a.content] for a, _ in found] == [
        ["it is time"],
        ["“The old pier is gone. We should build a new one,”"],
    ]


@pytest.mark.parametrize(
    ("text", "contents", "expected"),
    [
        # the other speaks in the paragraph before, or after
        ("“Late?”\n\n“Not so,” Vance said.", ["“Late?”\n\n“Not so,”"], ["“Not so,”"]),
        ("“Late?”\n\n“Not so,” Vance said.", ["“Late?”", "“Not so,”"], ["“Not so,”"]),
        ("“Not so,” Vance said. “Go.”\n\n“Late?”", ["“Not so,”", "“Go.”\n\n“Late?”"], ["“Not so,”", "“Go.”"]),
        ('"Not so," Vance said. "Go."\r\n\r\n"Late?"', ['"Not so,"', '"Go."', '"Late?"'], ['"Not so,"', '"Go."']),
        # a mark left out: the quotation goes on
        ("“Not so,” Vance said. “Go.\n\n“Now.”", ["“Not so,”", "“Go.\n\n“Now.”"], ["“Not so,”", "“Go.\n\n“Now.”"]),
        # a line that ends where the page does, and words before their quotations
        ("“Not so,” Vance said. “Go.”\n“Now.”", ["“Not so,”", "“Go.”\n“Now.”"], ["“Not so,”", "“Go.”\n“Now.”"]),
        ("Vance said:\n\n“Go.”\n\n“Now.”", ["“Go.”", "“Now.”"], ["“Go.”\n\n“Now.”"]),
    ],
)
def test_a_turn_ends_with_the_mark_that_closes_its_paragraph(
    text: str, contents: list[str], expected: list[str]
) -> None:
    assert _contents(text, "Vance", "said", contents) == expected


@pytest.mark.parametrize(
    ("cue", "source", "kept"),
    [("WARNING:", None, 0), ("Update", None, 0), ("warned:", None, 1), ("WARNING:", "Vance", 1)],
)
def test_a_label_is_no_cue(cue: str, source: str | None, kept: int) -> None:
    text = f"Vance {cue} the pier is shut."
    draft, spans = _draft(text, "Vance", cue, ["the pier is shut"])
    if source is None:
        draft.source = None
    assert len(scored_attributions(text, [draft], spans.__getitem__)) == kept
