"""To whom something was said, one construction a line: ``<c>`` content, ``<s>`` source, ``<q>`` cue."""

from __future__ import annotations

import pytest
from marked import read_marked

from attribution.language.reports.addressees import addressee_of


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
    ],
)
def test_addressee(marked: str, expected: str | None) -> None:
    read = read_marked(marked)
    source, cue, content = (tuple(read.role(name)) for name in ("source", "cue", "content"))
    found = addressee_of(read.text, source, cue, content)
    assert (read.text[found[0] : found[1]] if found else None) == expected
