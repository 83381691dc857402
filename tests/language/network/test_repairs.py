"""What a text lost on its way: which of its line ends are ends of paragraphs."""

from __future__ import annotations

import pytest

from attribution.language.network.repairs import unwrapped

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
