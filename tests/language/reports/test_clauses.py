"""Reported clauses made whole by grammar."""

from __future__ import annotations

import pytest

from attribution.language.reports.clauses import completed, in_the_words_of, opening_reports
from attribution.language.reports.finish import with_opening_reports
from attribution.records import Attribution, Span

TOLD = "Two pilots told Radio Kelm that in their view, the new runway is a risk, they also hated the fog."


def place(words: str, text: str) -> Span:
    assert text.count(words) == 1, f"{words!r} stands {text.count(words)} times"
    start = text.index(words)
    return start, start + len(words)


@pytest.mark.parametrize(
    ("text", "content", "elsewhere", "whole"),
    [
        (TOLD, "that in their view", "they", "that in their view, the new runway is a risk"),
        (TOLD, "that in their view", None, TOLD[TOLD.index("that") : -1]),
        # A source that no comma stands before is part of the clause.
        (TOLD, "that in their view", "the new runway", TOLD[TOLD.index("that") : -1]),
        (
            "She wrote that after the flood of 1974, Mr. Abara sold the mill. It burned down.",
            "that after the flood of 1974",
            None,
            "that after the flood of 1974, Mr. Abara sold the mill",
        ),
        # A clause with its verb is whole, and so is one that no comma follows.
        ("He said that the mill is old, and left.", "that the mill is old", None, "that the mill is old"),
        ("He said that in May the mill burned.", "that in May", None, "that in May"),
        ("He said in May, the mill burned.", "in May", None, "in May"),
    ],
)
def test_a_clause_cut_before_its_subject_is_completed(
    text: str, content: str, elsewhere: str | None, whole: str
) -> None:
    others = [place(elsewhere, text)] if elsewhere else []
    ((start, end),) = completed(text, (place(content, text),), others)
    assert text[start:end] == whole


def test_only_the_last_part_of_a_content_is_completed() -> None:
    text = "That in their view, she said, the runway is a risk."
    content = (place("That in their view", text), place("the runway is a risk", text))
    assert completed(text, content, ()) == content


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "It rained. And as several ferry captains admitted, Oduya fears the strait more than most. So it was.",
            ("several ferry captains", "admitted", "Oduya fears the strait more than most"),
        ),
        (
            "As the Harbour Post first reported in June, the bridge was closed.",
            ("the Harbour Post", "first reported", "the bridge was closed"),
        ),
        (
            "“No.”\n\nHowever, as Dr. Ilse Brandt told Radio Kelm, the dam holds.",
            ("Dr. Ilse Brandt", "told Radio Kelm", "the dam holds"),
        ),
        ("But as he acknowledged, U.S. Steel sold it.", ("he", "acknowledged", "U.S. Steel sold it")),
        # What is quoted, what stands inside a sentence, and what is no report.
        ("As the mayor said, “the bridge is shut.”", None),
        ("“As the mayor said, the bridge is shut.”", None),
        ("The bridge is as bad as she said, and it is shut.", None),
        ("As I have said, the bridge is shut.", None),
        ("As a young reporter in the town, Palmer saw the bridge shut.", None),
        ("As several captains reported to the harbour. The bridge is shut.", None),
        ("As they say in sailing, the wind is free.", None),
    ],
)
def test_reports_that_open_their_sentence(text: str, expected: tuple[str, str, str] | None) -> None:
    found = [tuple(text[start:end] for start, end in spans) for spans in opening_reports(text)]
    assert found == ([expected] if expected else [])


REPORT = "It rained. As several captains admitted, Oduya fears the strait. So it was."
CLAUSE = "Oduya fears the strait"


def attribution_of(source: str, cue: str, content: str) -> Attribution:
    return Attribution(
        content=(place(content, REPORT),),
        source=(place(source, REPORT),),
        cue=(place(cue, REPORT),),
        kind="indirect",
        confidence=0.4,
    )


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ([], [("several captains", "admitted", CLAUSE, 0.8)]),
        # Cut, because the fear in it was taken for an attribution of its own: that one stays.
        (
            [("several captains", "admitted", "the strait"), ("Oduya", "fears", "the strait")],
            [("several captains", "admitted", CLAUSE, 0.4), ("Oduya", "fears", "the strait", 0.4)],
        ),
        # The reader's own answer for another stretch of text is left as it is.
        ([("several captains", "admitted", "It rained")], [("several captains", "admitted", "It rained", 0.4)]),
    ],
)
def test_reports_that_open_a_sentence_are_added_or_completed(
    found: list[tuple[str, str, str]], expected: list[tuple[str, str, str, float]]
) -> None:
    result = with_opening_reports(REPORT, [attribution_of(*words) for words in found])
    words = [
        (*(REPORT[slice(*getattr(one, role)[0])] for role in ("source", "cue", "content")), one.confidence)
        for one in result
    ]
    assert words == expected


WORDS = "It shook, and in the words of the harbour master, Mark Tedholm, “nobody would listen.” So it was."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (WORDS, ("the harbour master, Mark Tedholm", "in the words of", "“nobody would listen.”")),
        ('In the very words of Ms Orek: "No."', ("Ms Orek", "In the very words of", '"No."')),
        ("In the words of the song, nobody would listen.", None),
        ("She found herself lost in the words of others. Then “no,” said Orek.", None),
        ("In the words of the town\n“It is shut.”", None),
    ],
)
def test_quotations_in_the_words_of_somebody(text: str, expected: tuple[str, str, str] | None) -> None:
    found = [tuple(text[start:end] for start, end in spans) for spans in in_the_words_of(text)]
    assert found == ([expected] if expected else [])


@pytest.mark.parametrize(("source", "kept"), [((), "the harbour master, Mark Tedholm"), (("It",), "It")])
def test_a_quotation_in_somebodys_words_gets_the_source_it_lacks(source: tuple[str, ...], kept: str) -> None:
    content = place("“nobody would listen.”", WORDS)
    cue = place("in the words of", WORDS)[0]
    found = Attribution(
        content=(content,),
        source=tuple(place(word, WORDS) for word in source),
        cue=((cue, cue + 2),),
        kind="direct",
        confidence=0.5,
    )
    (result,) = with_opening_reports(WORDS, [found])
    assert [WORDS[start:end] for start, end in result.source] == [kept]
    assert result.content == (content,)
