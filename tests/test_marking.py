"""An article's text with its quotes marked."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.marking import (
    TONES,
    Mark,
    Passage,
    Placed,
    Source,
    Voice,
    labelled,
    letter,
    marked,
    segments,
    shown,
    voices_of,
)

TEXT = "Ann said: “He told me ‘no’.” <b>&amp; done"
WHOLE = [Passage(0, TEXT)]
ANN, BEN = Voice("A", 1, "Ann", 7), Voice("B", 2, "Ben <i>", None)
OUTER = Mark(1, "A1", ANN, {"source": [(0, 3)], "cue": [(4, 9)], "content": [(10, 28)]})
INNER = Mark(2, "B1", BEN, {"source": [(11, 13)], "content": [(22, 26)]})


class Text(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self.feed(html)
        self.close()

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize(
    ("number", "expected"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (702, "AAA")]
)
def test_letters(number: int, expected: str) -> None:
    assert letter(number) == expected


def test_each_voice_has_a_letter_and_each_quote_a_number() -> None:
    aides, unknown = Source("two aides", "two aides"), Source(None, "it")
    ann, ben = Source(7, "Ann", 7), Source(9, "Ben", 9)
    found = labelled([ann, aides, ann, aides, unknown, unknown, ben])
    assert [label for label, _ in found] == ["A1", "B1", "A2", "B2", "?1", "?2", "C1"]
    assert [voice.tone for _, voice in found] == [1, 2, 1, 2, 0, 0, 3]
    assert [voice.speaker_id for _, voice in found] == [7, None, 7, None, None, None, 9]
    assert found[1][1].name == "two aides"


def test_who_speaks_is_counted_those_not_known_last() -> None:
    found = labelled([Source(None, "it"), Source("b", "Ben"), Source("a", "Ann"), Source("b", "Ben")])
    marks = [Mark(number, label, voice) for number, (label, voice) in enumerate(found)]
    assert [(voice.name, first.id, quotes) for voice, first, quotes in voices_of(marks)] == [
        ("Ben", 1, 2),
        ("Ann", 2, 1),
        ("it", 0, 1),
    ]


def test_colours_come_again_and_letters_do_not() -> None:
    found = labelled([Source(number, f"Speaker {number}") for number in range(1, 30)])
    assert {voice.tone for _, voice in found} == set(range(1, TONES + 1))
    assert len({label for label, _ in found}) == 29
    assert found[28][0] == "AC1"


def test_nested_quotes_show_both() -> None:
    (html,) = marked(WHOLE, [OUTER, INNER])
    assert html == (
        '<span class="source of1" data-q="1" data-of="A1">Ann</span> '
        '<span class="cue of1" data-q="1">said:</span> '
        '<a class="label t1" id="q-1" href="#r-1" data-label="A1" aria-label="A1, Ann: to its record"></a>'
        '<span class="content t1" data-q="1">“</span>'
        '<span class="content t1 source of2" data-q="2 1" data-of="B1">He</span>'
        '<span class="content t1" data-q="1"> told me </span>'
        '<a class="label t2" id="q-2" href="#r-2" data-label="B1" '
        'aria-label="B1, Ben &lt;i&gt;: to its record"></a>'
        '<span class="content t2 in1" data-q="2 1">‘no’</span>'
        '<span class="content t1" data-q="1">.”</span> '
        "&lt;b&gt;&amp;amp; done"
    )


def test_passages_of_the_text() -> None:
    passages = [Passage(0, TEXT[:13]), Passage(22, TEXT[22:31])]
    assert marked(passages, [INNER], links=False) == [
        'Ann said: “<span class="source of2" data-q="2" data-of="B1">He</span>',
        '<span class="content t2" data-q="2">‘no’</span>.” &lt;b',
    ]
    first, second = marked(passages, [INNER])
    assert "<a " not in first
    assert second.startswith('<a class="label t2" id="q-2"')


def test_a_quote_that_lies_outside_can_be_gone_to() -> None:
    lost = Mark(3, "C1", Voice("C", 3, ""), {"content": [(900, 950)]})
    (html,) = marked(WHOLE, [lost])
    assert html.endswith('aria-label="C1, nobody named: to its record"></a>')
    assert 'id="q-3"' in marked([], [lost])[0]


def test_what_html_cannot_hold_has_a_stand_in() -> None:
    assert shown("a\r\nb\rc\0<\ud83d") == "a&#13;\nb&#13;c\ufffd&lt;\ufffd"


SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=3)
MARKS = st.lists(st.fixed_dictionaries({"content": SPANS, "source": SPANS, "cue": SPANS}), max_size=4)


@given(st.text(alphabet=st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=30), MARKS)
def test_the_text_stays_as_it_was(text: str, spans: list[dict[str, list[tuple[int, int]]]]) -> None:
    made = [Mark(number, f"A{number}", ANN, one) for number, one in enumerate(spans)]
    html = str(marked([Passage(0, text)], made)[0])
    assert Text(html).text == text
    assert html.count("<a ") == len(made)
    assert len(re.findall("<span ", html)) == html.count("</span>")


LONG, SHORT, LATER = Placed(2, 9, "content", 1), Placed(4, 6, "content", 2), Placed(5, 12, "source", 3)


def cut(*spans: Placed, start: int = 0, end: int = 12) -> list[tuple[int, int, list[int], list[int]]]:
    return [
        (piece.start, piece.end, [s.number for s in piece.active], [s.number for s in piece.begun])
        for piece in segments(spans, start, end)
    ]


@pytest.mark.parametrize(
    ("spans", "pieces"),
    [
        ((), [(0, 12, [], [])]),
        ((LONG,), [(0, 2, [], []), (2, 9, [1], [1]), (9, 12, [], [])]),
        (
            (SHORT, LONG, LATER),
            [
                (0, 2, [], []),
                (2, 4, [1], [1]),
                (4, 5, [1, 2], [2]),
                (5, 6, [1, 2, 3], [3]),
                (6, 9, [1, 3], []),
                (9, 12, [3], []),
            ],
        ),
        # The longest first, of one length the lowest number.
        ((Placed(0, 3, "cue", 5), Placed(0, 12, "cue", 9), Placed(0, 3, "cue", 4)),
         [(0, 3, [9, 4, 5], [9, 4, 5]), (3, 12, [9], [])]),
        # What lies outside or is empty is left out.
        ((Placed(12, 14, "cue", 1), Placed(-3, 0, "cue", 2), Placed(4, 4, "cue", 3)), [(0, 12, [], [])]),
        ((Placed(-3, 4, "cue", 1), Placed(10, 99, "cue", 2)),
         [(0, 4, [1], [1]), (4, 10, [], []), (10, 12, [2], [2])]),
    ],
)  # fmt: skip
def test_pieces(spans: tuple[Placed, ...], pieces: list[tuple[int, int, list[int], list[int]]]) -> None:
    assert cut(*spans) == pieces


def test_a_part_of_a_text() -> None:
    assert cut(LONG, SHORT, start=3, end=6) == [(3, 4, [1], [1]), (4, 6, [1, 2], [2])]
    assert cut(LONG, start=5, end=5) == []


PLACED = st.builds(Placed, st.integers(-2, 22), st.integers(-2, 22), st.just("content"), st.integers(0, 5))


@given(st.lists(PLACED, max_size=8), st.integers(0, 10), st.integers(0, 10))
def test_pieces_are_the_whole_text_and_know_what_lies_on_them(spans: list[Placed], start: int, size: int) -> None:
    end = start + size
    pieces = list(segments(spans, start, end))
    assert [c for piece in pieces for c in range(piece.start, piece.end)] == list(range(start, end))
    for piece in pieces:
        covering = [s for s in spans if s.start <= piece.start and s.end >= piece.end and s.start < s.end]
        assert sorted(map(repr, piece.active)) == sorted(map(repr, covering))
