"""To whom something was said, one construction a line: ``<c>`` content, ``<s>`` source, ``<q>`` cue."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from marked import read_marked

from attribution.language import extract
from attribution.language.mentions.grammar import Grammar
from attribution.language.reports.addressees import addressee_of, with_hearer
from attribution.records import Attribution

if TYPE_CHECKING:
    from spacy.language import Language


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("<c>“No,”</c> <s>Brask</s> <q>told</q> the Tarn Wire.", "the Tarn Wire"),
        ("<s>Brask</s> <q>told</q> CNN that <c>it was safe</c>.", "CNN"),
        ("<s>Brask</s> <q>told CNN</q> <c>it was safe</c>.", "CNN"),
        ("<s>Brask</s> <q>told</q> Mr. Lars Holm on Monday that <c>it was safe</c>.", "Mr. Lars Holm"),
        ("<s>Brask</s> <q>told</q> members of the committee <c>it was safe</c>.", "members of the committee"),
        ("<s>Brask</s> <q>told</q> him <c>it was safe</c>.", "him"),
        ("<c>“Why?”</c> <s>Holm</s> <q>asked</q> Ms. Brask.", "Ms. Brask"),
        (
            "In an interview with the Tarn Wire on Monday, <s>Brask</s> <q>said</q> <c>it was safe</c>.",
            "the Tarn Wire",
        ),
        ("<c>“No,”</c> <s>Brask</s> <q>said</q> in a letter to the committee.", "the committee"),
        ("<s>Brask</s> <q>wrote</q> to her supporters that <c>it was safe</c>.", "her supporters"),
        ("<c>“No,”</c> <s>Brask</s> <q>said</q> in a tweet.", None),
        ("<c>“No,”</c> <s>Brask</s> <q>said</q> on CNN.", None),
        ("<s>Brask</s> <q>said</q> <c>she told CNN the truth</c>.", None),  # that is what was said
        ("<s>Brask</s> <q>was told</q> <c>it was safe</c>.", None),
        ("<q>According to</q> <s>Brask</s>, <c>it was safe</c>.", None),
        ("She wrote to CNN. <s>Brask</s> <q>said</q> <c>it was safe</c>.", None),  # another sentence
        ("<s>Brask</s> <q>asked</q> whether <c>it was safe</c>.", None),
        ("<c>It was safe</c>.", None),
        ("<c>“He plays well,”</c> <s>Ivar Holm</s> <q>said</q> before the match.", None),
        ("<c>“He plays well,”</c> <s>Ivar Holm</s> <q>said</q> before Tarn’s 4-1 win.", None),
        ("<c>“He plays well,”</c> <s>Ivar Holm</s> <q>said</q> before the committee.", "the committee"),
        ("<s>Experts</s> <q>told</q> USA TODAY <c>that the guards had slept</c>.", "USA TODAY"),
        ("<s>Experts</s> <q>told</q> Entertainment Tonight <c>that the set was old</c>.", "Entertainment Tonight"),
        (
            "<s>Otto Wenn</s> <q>told</q> BBC Radio 4’s Today programme <c>that it was safe</c>.",
            "BBC Radio 4’s Today programme",
        ),
        ("<s>Otto Wenn</s> <q>told</q> Fox 35 <c>that it was safe</c>.", "Fox 35"),
        ("Asked about his statement to the police, <s>Wenn</s> <q>said</q> <c>he had been drunk</c>.", None),
        ("Asked about her letter to the board, <s>Noll</s> <q>said</q> <c>she was tired</c>.", None),
        (
            "<s>A letter to Otto Wenn, the director of the Tarn Mill,</s> <q>said</q> <c>the wall was old</c>.",
            "Otto Wenn",
        ),
        (
            "<s>An email to the Harbour Board</s> <q>warned</q> <c>that the wall would fall</c>.",
            "the Harbour Board",
        ),
        ("<s>Brask</s> <q>warned</q> Tuesday <c>that the wall would fall</c>.", None),
        ("<s>Brask</s> <q>warned</q> Congress of the danger: <c>“It will fall.”</c>", "Congress"),
        ("<s>Noll</s> <q>told</q> jurors during closing statements <c>that it was safe</c>.", "jurors"),
    ],
)
@pytest.mark.model
def test_addressee(marked: str, expected: str | None, nlp: Language) -> None:
    read = read_marked(marked)
    source, cue, content = (tuple(read.role(name)) for name in ("source", "cue", "content"))
    found = addressee_of(read.text, source, cue, content, Grammar.of(nlp(read.text)))
    assert (read.text[found[0] : found[1]] if found else None) == expected


def test_without_a_tree_nobody_is_told() -> None:
    assert addressee_of("Brask told CNN it was safe.", ((0, 5),), ((6, 10),), ((15, 26),), None) is None


# The one whom the words behind "|" are said to; else the source stays.
@pytest.mark.model
@pytest.mark.parametrize(
    ("marked", "source", "addressee"),
    [
        ("<c>“You are too old,”</c> <s>Tess Munk</s> <q>was told</q>.", None, "Tess Munk"),
        ("<c>“Go home,”</c> <s>the nurses</s> <q>were told</q>.", None, "the nurses"),
        ("<s>Tess Munk</s> <q>was warned</q> <c>that her house would be searched</c>.", None, "Tess Munk"),
        ("<s>Drivers</s> <q>have been warned</q> <c>that the road is closed</c>.", None, "Drivers"),
        ("<s>The court</s> <q>was told</q> <c>that Otto Wenn had hidden the keys</c>.", None, "The court"),
        ("<s>The inquest</s> <q>was told</q> <c>that the brakes had failed</c>.", None, "The inquest"),
        ("Women waited in the hall when <s>they</s> <q>were told</q> <c>that he would come</c>.", None, "they"),
        ("<s>Brask</s> <q>was convinced</q> <c>that it was late</c>.", "Brask", None),
        ("<s>Brask</s> <q>is assured of</q> <c>winning the seat</c>.", "Brask", None),
        ("<s>Wenn</s> <q>was telling</q> reporters <c>that it was late</c>.", "Wenn", None),
        ("Tess Munk <q>was told by</q> <s>doctors</s> <c>that she was well</c>.", "doctors", None),
    ],
)
def test_who_is_told_is_no_source(marked: str, source: str | None, addressee: str | None, nlp: Language) -> None:
    read = read_marked(marked)
    said, by, cue = (tuple(read.role(name)) for name in ("content", "source", "cue"))
    one = with_hearer(read.text, Attribution(said, by, cue, "indirect", 0.9), Grammar.of(nlp(read.text)))
    words = [read.text[slice(*span)] if span else None for span in (*one.source[:1], one.addressee)]
    assert words == ([source] if source else []) + [addressee]


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "content", "targets"),
    [
        ("“It is a witch hunt and she should be ashamed,” Otto Wenn said of Noll.", 48, ["Noll"]),
        ("“They are late and should be ashamed,” Otto Wenn said of Ida Noll.", 39, ["Ida Noll"]),
        ("“It is dry and should be sold,” Otto Wenn said of the farm.", 32, []),
    ],
)
def test_of_whom_it_is_said(text: str, content: int, targets: list[str], nlp: Language) -> None:
    (one,) = extract(text, nlp=nlp)
    assert (one.kind, one.content, one.speaker and one.speaker.name) == (
        "direct",
        ((0, content - 1),),
        "Otto Wenn",
    )
    assert [target.name for target in one.targets] == targets
