"""Which parts of an article are shown around some words."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from attribution.marking import Passage
from attribution.site.pages.excerpts import around, excerpts, holding

TEXT = "First line.\n\nSecond, with words.\n\n\nThird here.\r\nFourth.\n\nFifth and last."


def shown(*words: str, paragraphs: int = 1, text: str = TEXT) -> list[str]:
    spans = [(text.index(one), text.index(one) + len(one)) for one in words]
    return [text[start:end] for start, end in around(text, spans, paragraphs=paragraphs)]


def test_a_paragraph_before_and_after() -> None:
    assert shown("Third") == ["Second, with words.\n\n\nThird here.\r\nFourth."]
    assert shown("First") == ["First line.\n\nSecond, with words."]
    assert shown("last") == ["Fourth.\n\nFifth and last."]


def test_its_own_paragraph_alone() -> None:
    assert shown("with", paragraphs=0) == ["Second, with words."]
    assert shown("First", "with", paragraphs=0) == ["First line.\n\nSecond, with words."]
    assert shown("last", "First", paragraphs=0) == ["First line.", "Fifth and last."]


def test_long_paragraphs_are_cut_at_a_space() -> None:
    text = "alpha " * 1000 + "HERE " + "omega " * 1000
    (part,) = shown("HERE", text=text)
    assert part.startswith("alpha alpha")
    assert part.endswith("omega omega")
    assert 1300 < len(part) < 1500
    (part,) = shown("HERE", text="x" * 5000 + "HERE" + "y" * 5000)
    assert part == "x" * 700 + "HERE" + "y" * 700


def test_places_outside_the_text_are_left_out() -> None:
    assert around(TEXT, [(-1, 3), (4, 4), (5, 10_000)]) == []


def test_what_is_shown_of_passages() -> None:
    fifth = TEXT.index("Fifth")
    whole = [Passage(0, TEXT)]
    words, name = (fifth, fifth + 5), (0, 5)
    assert excerpts(whole, [words]) == [Passage(TEXT.index("Fourth"), "Fourth.\n\nFifth and last.")]
    assert excerpts(whole, [words], [name])[0] == Passage(0, "First line.")
    # Of a published copy only what it has.
    assert excerpts([Passage(fifth, "Fifth and")], [words], [name]) == [Passage(fifth, "Fifth and")]
    assert excerpts([], [words], [name]) == []
    assert holding([Passage(0, "ab"), Passage(5, "cd")], 5, 7) == Passage(5, "cd")
    assert holding([Passage(0, "ab"), Passage(5, "cd")], 1, 6) is None


@given(
    st.text(alphabet="ab \n\r\t", max_size=60).map(lambda text: text * 40),
    st.lists(st.tuples(st.integers(0, 2400), st.integers(0, 2400)), max_size=4),
    st.integers(0, 2),
)
def test_parts_hold_their_words_in_order(text: str, spans: list[tuple[int, int]], paragraphs: int) -> None:
    parts = around(text, spans, paragraphs=paragraphs)
    assert all(0 <= start < end <= len(text) for start, end in parts)
    assert all(one[1] <= other[0] for one, other in pairwise(parts))
    for start, end in spans:
        if 0 <= start < end <= len(text):
            assert any(first <= start and end <= last for first, last in parts)
