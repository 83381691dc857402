"""Direct, mixed or indirect, for marks of every style and brokenness."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.language.mentions.kinds import kind_of

# The content stands between bars; several pairs of bars are several spans.
TABLE = [
    # whole in marks, in every style
    ("|“It is late,”| she said.", "direct"),
    ('|"It is late,"| she said.', "direct"),
    ("|``It is late,''| she said.", "direct"),
    ("|''It is late,''| she said.", "direct"),
    ("|«It is late»|, she said.", "direct"),
    ("|« It is late »|, she said.", "direct"),
    ("|»It is late«|, she said.", "direct"),
    ("|„It is late“|, she said.", "direct"),
    ("|„It is late”|, she said.", "direct"),
    ("|‘It is late,’| she said.", "direct"),
    ("|'It is late,'| she said.", "direct"),
    ("|`It is late,'| she said.", "direct"),
    ("|‹It is late›|, she said.", "direct"),
    ("|「It is late」| she said.", "direct"),
    ('|""It is late,""| she said.', "direct"),
    # marks left outside the span
    ("“|It is late|,” she said.", "direct"),
    ('"|It is late|," she said.', "direct"),
    ("'|It is late|', she said.", "direct"),
    # split by the cue, and over paragraphs
    ("|“It is late,”| she said. |“Go home.”|", "direct"),
    ("|“It is late.\n\n“Go home,”| she said.", "direct"),
    ("|“It is late.\n\nGo home,”| she said.", "direct"),
    ("|“It is late.|\n\n|Go home,”| she said.", "direct"),
    ("|“It is late.\n\n“The road is closed.\n\n“Go home.”|", "direct"),
    # unbalanced or wrong marks
    ("|“It is late, and the road is closed,| she said.", "direct"),
    ("|It is late,”| she said.", "direct"),
    ("|“It is late,“| she said.", "direct"),
    ("|”It is late,”| she said.", "direct"),
    ('He said.|"It is late,"|she said.', "direct"),
    # a quotation inside the quotation, and apostrophes
    ("|“He said ‘no’ and left,”| she said.", "direct"),
    ("|'We don't know the workers' names,'| she said.", "direct"),
    ("|“It’s the workers’ choice,”| she said.", "direct"),
    # partly
    ("She said |it was “far too late” for that|.", "mixed"),
    ("She said |the “reform” was late|.", "mixed"),
    ("She said |that 'far too late' was their answer|.", "mixed"),
    ("|“It is late,” which nobody denied|, she said.", "mixed"),
    ("|“It is late,”| she said, adding |that the road was closed|.", "mixed"),
    ("She said |it was late, “and the road is closed.”|", "mixed"),
    ("She said |it was ''far too late'' for that|.", "mixed"),
    ("She said |it was late and the “road|.", "mixed"),
    # not at all
    ("She said |it was late|.", "indirect"),
    ("She said |that it's late and the workers' rights don't count|.", "indirect"),
    ("She said |that the ’90s were late|.", "indirect"),
    ("“No.” |It was late|, she said.", "indirect"),
    ("She said |it was late|. “No,” he said.", "indirect"),
    ("|it was late| “and cold”", "indirect"),
    # no words
    ("|“...”| she said.", "direct"),
    ("She said |...|.", "indirect"),
]


@pytest.mark.parametrize(("marked", "kind"), TABLE)
def test_kind(marked: str, kind: str) -> None:
    parts = marked.split("|")
    assert len(parts) % 2 == 1, "bars come in pairs"
    spans, at = [], 0
    for number, part in enumerate(parts):
        if number % 2:
            spans.append((at, at + len(part)))
        at += len(part)
    assert kind_of("".join(parts), spans) == kind


@given(
    st.text(alphabet="ab c.,\n\"“”„«»‘’'`-", max_size=60),
    st.lists(st.tuples(st.integers(-5, 70), st.integers(-5, 70)), max_size=4),
)
def test_any_spans_get_a_kind(text: str, spans: list[tuple[int, int]]) -> None:
    assert kind_of(text, spans) in ("direct", "mixed", "indirect")


@given(st.text(alphabet="abc ,.\n", min_size=1, max_size=60))
def test_text_without_marks_is_indirect(text: str) -> None:
    assert kind_of(text, [(0, len(text))]) == "indirect"


@given(st.text(alphabet="abc ", min_size=1, max_size=40).filter(str.strip))
def test_any_words_in_one_pair_of_marks_are_direct(words: str) -> None:
    assert kind_of(f"“{words.strip()}”", [(0, len(words.strip()) + 2)]) == "direct"
