"""From scores to groups of spans, with scores made by hand."""

from __future__ import annotations

import numpy as np
import pytest
from scored import scored

from attribution.language.network.encoder import EncoderOutput, WindowLinks
from attribution.language.network.tags import ENTITY_TAGS, ROLE_TAGS
from attribution.language.network.windows import Window
from attribution.language.network.wordpieces import OPENING, PARAGRAPH, Pieces
from attribution.language.reports.decode import (
    CONTENT,
    CUE,
    SOURCE,
    Draft,
    Links,
    Segment,
    Thresholds,
    assemble,
    entities,
    leaning,
)
from attribution.records import Entity

SURE = 12.0


TEXT = "a b c d e f g ."


def _reading(size: int, to_cue: dict[int, int], to_source: dict[int, int], windows: list[Window]) -> EncoderOutput:
    """Make a reading of one-letter pieces; a link of piece a to piece b is sure, any other goes to nobody."""
    starts = np.arange(size, dtype=np.int64) * 2
    zeros = np.zeros(size, dtype=np.int64)
    pieces = Pieces(zeros, starts, starts + 1, zeros, zeros + 1, zeros.copy())
    links = []
    for window in windows:
        width = window.end - window.start + 2
        tables = []
        for wanted in (to_cue, to_source):
            table = np.zeros((width, width), dtype=np.float32)
            for row in range(window.start, window.end):
                target = wanted.get(row, -1)
                inside = window.start <= target < window.end
                table[row - window.start + 1, target - window.start + 1 if inside else 0] = SURE
            tables.append(table)
        links.append(WindowLinks(window, *tables))
    roles = np.zeros((size, 7), dtype=np.float32)
    no_names = np.zeros((size, len(ENTITY_TAGS)), dtype=np.float32)
    return EncoderOutput(pieces, roles, no_names, tuple(links), scored([]), ())


def _whole(size: int) -> list[Window]:
    return [Window(0, size)]


def _shape(drafts: list[Draft]) -> list[tuple[list[int], int | None, list[int]]]:
    return [
        ([c.first for c in d.cues], d.source.first if d.source else None, [c.first for c in d.contents])
        for d in drafts
    ]


def test_a_split_quotation_is_one_attribution() -> None:
    contents = [Segment(CONTENT, 0, 3, 0.9), Segment(CONTENT, 6, 9, 0.9)]
    spans = [contents[0], Segment(SOURCE, 3, 4, 0.9), Segment(CUE, 4, 5, 0.9), contents[1]]
    linked = dict.fromkeys((0, 1, 2, 6, 7, 8), 4)
    reading = _reading(9, linked, dict.fromkeys((0, 1, 2, 4, 6, 7, 8), 3), _whole(9))
    assert _shape(assemble(reading, spans, Thresholds(), TEXT)) == [([4], 3, [0, 6])]


def test_a_source_is_shared_by_two_cues() -> None:
    spans = [
        Segment(SOURCE, 0, 1, 0.9),
        Segment(CUE, 1, 2, 0.9),
        Segment(CONTENT, 2, 4, 0.9),
        Segment(CUE, 5, 6, 0.9),
        Segment(CONTENT, 6, 8, 0.9),
    ]
    reading = _reading(8, {2: 1, 3: 1, 6: 5, 7: 5}, dict.fromkeys(range(1, 8), 0), _whole(8))
    assert _shape(assemble(reading, spans, Thresholds(), TEXT)) == [([1], 0, [2]), ([5], 0, [6])]


def test_a_cue_without_content_is_none_and_a_source_may_be_missing() -> None:
    spans = [Segment(CUE, 0, 1, 0.9), Segment(CUE, 3, 4, 0.9), Segment(CONTENT, 4, 6, 0.9)]
    reading = _reading(6, {4: 3, 5: 3}, {}, _whole(6))
    assert _shape(assemble(reading, spans, Thresholds(), TEXT)) == [([3], None, [4])]


def test_links_see_a_cue_that_the_tags_missed() -> None:
    reading = _reading(6, {2: 1, 3: 1}, {2: 0, 3: 0, 1: 0}, _whole(6))
    spans = [Segment(SOURCE, 0, 1, 0.9), Segment(CONTENT, 2, 4, 0.9)]
    assert _shape(assemble(reading, spans, Thresholds(), TEXT)) == [([1], 0, [2])]


def test_parts_of_one_cue_are_one() -> None:
    spans = [Segment(CUE, 0, 1, 0.9), Segment(CONTENT, 1, 3, 0.9), Segment(CUE, 3, 4, 0.9)]
    reading = _reading(4, {1: 0, 2: 0, 3: 0}, {}, _whole(4))
    assert _shape(assemble(reading, spans, Thresholds(), TEXT)) == [([0, 3], None, [1])]


def test_a_source_knows_its_cue_where_the_cue_does_not_know_its_source() -> None:
    spans = [Segment(SOURCE, 0, 1, 0.9), Segment(CUE, 1, 2, 0.9), Segment(CONTENT, 2, 4, 0.9)]
    reading = _reading(4, {0: 1, 2: 1, 3: 1}, {}, _whole(4))
    assert _shape(assemble(reading, spans, Thresholds(), TEXT)) == [([1], 0, [2])]


def test_links_of_a_segment_over_two_windows_are_pooled() -> None:
    reading = _reading(10, {3: 2, 4: 2, 5: 6}, {}, [Window(0, 5), Window(5, 10)])
    pooled = Links(reading).pooled(3, 7, to_source=False)
    assert pooled.on(2, 3) == pytest.approx(0.5, abs=0.01)
    assert pooled.on(6, 7) == pytest.approx(0.25, abs=0.01)
    assert pooled.nobody == pytest.approx(0.25, abs=0.01)


def _entities(text: str, tags: list[str]) -> list[Entity]:
    """Read one-letter pieces at every second character of ``text`` with sure tags."""
    reading = _reading(len(tags), {}, {}, _whole(len(tags)))
    scores = np.zeros((len(tags), len(ENTITY_TAGS)), dtype=np.float32)
    for at, tag in enumerate(tags):
        scores[at, ENTITY_TAGS.index(tag)] = 5 if tag.startswith("I") else 4
    return entities(reading.pieces, scores, text)


def test_entities_vote_for_their_label() -> None:
    found = _entities("A B C d E", ["B-ORG", "I-PERSON", "I-PERSON", "O", "B-PLACE"])
    assert found == [Entity(0, 5, "PERSON"), Entity(8, 9, "PLACE")]


def test_double_names_are_whole_and_compounds_are_not() -> None:
    assert _entities("Ada-Lovelace", ["B-PERSON"]) == [Entity(0, 12, "PERSON")]
    assert _entities("Paris-based", ["B-PLACE"]) == [Entity(0, 5, "PLACE")]
    assert _entities("Å-Berg-Ek", ["O", "B-PERSON", "O"]) == [Entity(0, 9, "PERSON")]


def test_leaning_favours_the_end_of_contents() -> None:
    size = len(ROLE_TAGS)
    leant = leaning(np.zeros((size, size), dtype=np.float32), 0.5)
    favoured = {(ROLE_TAGS[a], ROLE_TAGS[b]): float(leant[a, b]) for a, b in np.argwhere(leant)}
    assert favoured == {("B-content", "O"): 0.5, ("I-content", "O"): 0.5}


@pytest.mark.parametrize(
    ("start", "breaks", "quotes", "expected"),
    [
        (5, {5: PARAGRAPH}, {0: OPENING, 5: OPENING}, [([4], 3, [0, 5])]),
        (6, {5: PARAGRAPH}, {0: OPENING, 5: OPENING}, [([4], 3, [0, 5])]),
        # no quotation, none before it, no paragraph of its own
        (5, {5: PARAGRAPH}, {0: OPENING}, [([4], 3, [0]), ([], None, [5])]),
        (5, {5: PARAGRAPH}, {5: OPENING}, [([4], 3, [0]), ([], None, [5])]),
        (5, {}, {0: OPENING, 5: OPENING}, [([4], 3, [0]), ([], None, [5])]),
        # a paragraph of something else lies between
        (5, {2: PARAGRAPH, 5: PARAGRAPH}, {0: OPENING, 5: OPENING}, [([4], 3, [0]), ([], None, [5])]),
    ],
)
def test_a_quotation_alone_in_its_paragraph_goes_on_with_the_one_before(
    start: int,
    breaks: dict[int, int],
    quotes: dict[int, int],
    expected: list[tuple[list[int], int | None, list[int]]],
) -> None:
    assert _continued(start, breaks, quotes, TEXT) == expected


def test_a_heading_in_quotation_marks_is_nobodys() -> None:
    found = _continued(5, {5: PARAGRAPH}, {0: OPENING, 5: OPENING}, "a b c d e f g h")
    assert found == [([4], 3, [0]), ([], None, [5])]


def _continued(
    start: int, breaks: dict[int, int], quotes: dict[int, int], text: str
) -> list[tuple[list[int], int | None, list[int]]]:
    """Read a quotation with its source and cue, and three pieces more, in two windows."""
    spans = [Segment(CONTENT, 0, 3, 0.9), Segment(SOURCE, 3, 4, 0.9), Segment(CUE, 4, 5, 0.9)]
    reading = _reading(
        8, dict.fromkeys((0, 1, 2), 4), dict.fromkeys((0, 1, 2, 4), 3), [Window(0, start), Window(start, 8)]
    )
    for column, values in ((reading.pieces.breaks, breaks), (reading.pieces.quotes, quotes)):
        column[list(values)] = list(values.values())
    return _shape(assemble(reading, [*spans, Segment(CONTENT, 5, 8, 0.9)], Thresholds(), text))
