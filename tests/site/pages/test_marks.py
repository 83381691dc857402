"""An article's text with its quotes marked."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.site.pages.marks import TONES, Mark, Voice, labelled, letter, marked, shown
from attribution.site.pages.passages import Passage

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


def row(
    speaker_id: int | None, speaker: str | None, description: str | None = None, method: str = "named"
) -> dict[str, object]:
    return {
        "speaker_id": speaker_id,
        "speaker": speaker,
        "description": description,
        "method": method,
        "source": "she",
    }


def test_each_speaker_has_a_letter_and_each_quote_a_number() -> None:
    quotes = [row(7, "Ann"), row(None, None, "two aides"), row(7, "Ann"), row(None, None, "Two Aides", "pronoun"),
              row(None, None, None, "unresolved"), row(None, None, "it", "unresolved"), row(9, "Ben")]  # fmt: skip
    found = labelled(quotes)
    assert [label for label, _ in found] == ["A1", "B1", "A2", "B2", "?1", "?2", "C1"]
    assert [voice.tone for _, voice in found] == [1, 2, 1, 2, 0, 0, 3]
    assert [voice.speaker_id for _, voice in found] == [7, None, 7, None, None, None, 9]
    assert found[1][1].name == "two aides"


def test_colours_come_again_and_letters_do_not() -> None:
    found = labelled([row(number, f"Speaker {number}") for number in range(1, 30)])
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
    assert shown("a\r\nb\rc\0<") == "a&#13;\nb&#13;c\ufffd&lt;"


SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=3)
MARKS = st.lists(st.fixed_dictionaries({"content": SPANS, "source": SPANS, "cue": SPANS}), max_size=4)


@given(st.text(alphabet=st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=30), MARKS)
def test_the_text_stays_as_it_was(text: str, spans: list[dict[str, list[tuple[int, int]]]]) -> None:
    made = [Mark(number, f"A{number}", ANN, one) for number, one in enumerate(spans)]
    html = str(marked([Passage(0, text)], made)[0])
    assert Text(html).text == text
    assert html.count("<a ") == len(made)
    assert len(re.findall("<span ", html)) == html.count("</span>")
