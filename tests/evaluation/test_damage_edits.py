"""What each damage makes of a text, and offsets carried there and back."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest

from attribution.cli.evaluate import DAMAGES as NAMES
from attribution.evaluation.damage import DAMAGES, apply_edits, carried_back

TEXT = "“We won,” he said. “Twice.”\n\nShe ``left'' early.\n"


def damaged(name: str, text: str = TEXT) -> str:
    return apply_edits(text, DAMAGES[name](text, random.Random(1)))[0]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("straight", '"We won," he said. "Twice."\n\nShe "left" early.\n'),
        ("no-closing", "“We won, he said. “Twice.\n\nShe ``left early.\n"),
        ("apostrophes", "''We won,'' he said. ''Twice.''\n\nShe ''left'' early.\n"),
        ("guillemets", "«We won,» he said. «Twice.»\n\nShe «left» early.\n"),
        ("german", "„We won,“ he said. „Twice.“\n\nShe „left“ early.\n"),
        ("no-spaces", "“We won,” he said.“Twice.”\n\nShe ``left'' early.\n"),
        ("joined", "“We won,” he said. “Twice.” She ``left'' early. "),
        ("wrapped", TEXT),
        ("capitals", "“WE WON,” HE SAID. “TWICE.”\n\nSHE ``LEFT'' EARLY.\n"),
    ],
)
def test_what_each_damage_does(name: str, expected: str) -> None:
    assert damaged(name) == expected


def test_lines_are_as_long_as_they_may_be() -> None:
    text = "word " * 100 + "\nA short one.\n\n" + "x" * 90 + " " + "longer words here " * 20
    lines = damaged("wrapped", text).split("\n")
    assert " ".join(damaged("wrapped", text).split()) == " ".join(text.split())
    for line, following in pairwise(lines):
        assert len(line) <= 72 or " " not in line.strip()
        word = following.split()[:1]
        if line.strip() and word and "A short one." not in (line, following):
            assert len(line) + 1 + len(word[0]) > 72


def test_about_one_character_in_a_hundred_is_misread() -> None:
    text = "The quick brown fox jumps over the lazy dog, again. " * 200
    edits = DAMAGES["ocr"](text, random.Random(1))
    letters = sum(not c.isspace() for c in text)
    assert 0.007 * letters < len(edits) < 0.013 * letters
    assert all(text[start:end] != replacement for start, end, replacement in edits)


def test_the_names_on_the_command_line_are_those_of_the_damages() -> None:
    assert tuple(DAMAGES) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_offsets_go_there_and_come_back(name: str) -> None:
    text, offsets = apply_edits(TEXT, DAMAGES[name](TEXT, random.Random(1)))
    assert len(offsets) == len(TEXT) + 1 and offsets[-1] == len(text)
    assert offsets == sorted(offsets)
    for words in ("We won", "he said", "Twice", "left", "early"):
        start = TEXT.index(words)
        there = offsets[start], offsets[start + len(words)]
        if name != "ocr":
            assert text[slice(*there)].casefold() == words.casefold()
        low, high = carried_back(offsets, there)
        assert TEXT[low:high].strip("“”`',.") == words
