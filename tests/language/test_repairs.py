"""What a text lost on its way: line breaks that are no paragraph ends, and closing marks."""

from __future__ import annotations

import pytest

from attribution.language.lostmarks import with_guesses
from attribution.language.repairs import unwrapped
from attribution.language.wordpieces import quote_marks

WRAPPED = """\
The harbour board met on Tuesday night
and said that it would open the gate in
May. “We have waited for so long,” said
Ilse Brandt, who chairs the board of it.

“Nobody asked the fishermen,” said Oren
Vask, an engineer with the older union.
Short end.
A new paragraph begins where the other
ended, and it goes on for two lines.
"""
JOINED = """\
The harbour board met on Tuesday night and said that it would open the gate in May. “We have waited for so \
long,” said Ilse Brandt, who chairs the board of it.

“Nobody asked the fishermen,” said Oren Vask, an engineer with the older union. Short end.
A new paragraph begins where the other ended, and it goes on for two lines.
"""


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_broken_lines_are_joined_and_paragraphs_stay(ends: str) -> None:
    text = WRAPPED.replace("\n", ends)
    repaired = unwrapped(text)
    assert len(repaired) == len(text)
    assert repaired.replace("\r\n", "\n").replace("  ", " ") == JOINED


@pytest.mark.parametrize(
    "text",
    [
        "",
        "One line.",
        JOINED,
        "A paragraph a line.\nAnother one, of another length.\nShort.\nAnd a last one, which ends here.\n",
        "Q. Yes?\nA. No.\nQ. Why?\nA. So.\nQ. Well?\nA. Well.\n",
        f"{'word ' * 40}\n" * 6,  # no page is that wide
        "A\n\nB\n\nC\n\nD\n\nE\n",
    ],
)
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert unwrapped(text) == text


def closed(text: str) -> list[str]:
    """The quotations of a text, each from its opening mark to its closing one, real or guessed."""
    found, opened = [], None
    for start, end, opening in with_guesses(text, quote_marks(text)):
        if opening:
            opened = start
        elif opened is not None:
            found.append(text[opened:end])
            opened = None
    return found


LOST = "“We will, said Ann Lee. She called it “new.\n\n“No, he said. “Never! the mayor of Tolm told the paper.\n"


def test_closing_marks_are_guessed_where_all_are_lost() -> None:
    assert closed(LOST) == ["“We will,", "“No,", "“Never!"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            LOST.replace("new.", "new.” “Yes.” “No.”"),
            ["“new.”", "“Yes.”", "“No.”"],
        ),  # some are there: none is guessed
        ("“It was late, he said that. “So be it.", []),  # two quotations tell too little
        ("", []),
    ],
)
def test_closing_marks_are_not_guessed(text: str, expected: list[str]) -> None:
    assert closed(text) == expected
