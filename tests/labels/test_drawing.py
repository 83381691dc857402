"""Items are drawn in a seeded order that nothing but the articles decides."""

from __future__ import annotations

import pytest
from draw_speakers import TASKS
from drawing import row, seeded

from attribution.training.data.corpora import Document, Triple

CONTENT = ((0, 1),)


def document(name: str, count: int) -> Document:
    triples = tuple(Triple(((i, i + 1),), (), CONTENT) for i in range(count))
    return Document(name, "x" * 99, triples, None)


DOCUMENTS = [document("a", 9), document("b", 9), document("c", 9)]


def test_order_of_documents_does_not_matter() -> None:
    forwards = seeded(DOCUMENTS, lambda triple, text: True, seed="task 4")
    backwards = seeded(DOCUMENTS[::-1], lambda triple, text: True, seed="task 4")
    assert [row(item) for item in forwards] == [row(item) for item in backwards]
    assert len(forwards) == 27


def test_another_seed_gives_another_order_of_the_same_items() -> None:
    one, other = (seeded(DOCUMENTS, lambda triple, text: True, seed=f"{task} 4") for task in ("one", "other"))
    assert [row(item) for item in one] != [row(item) for item in other]
    assert sorted(map(str, one)) == sorted(map(str, other))


def test_unwanted_attributions_and_articles_without_any_are_left_out() -> None:
    documents = [*DOCUMENTS, Document("d", "x", None, None)]
    found = seeded(documents, lambda triple, text: triple.source[0][0] == 3, seed=1)
    assert sorted(str(row(item)["id"]) for item in found) == ["a", "b", "c"]


def test_a_row_holds_no_text() -> None:
    item = (Document("a", "Vask lied", (), None), Triple(((0, 4),), ((5, 9),), ()))
    assert row(item) == {"id": "a", "source": ((0, 4),), "cue": ((5, 9),), "content": ()}


@pytest.mark.parametrize(
    ("source", "candidate"),
    [
        ("he", True),
        ("His", True),
        ("they’ve", True),
        ("the senator", True),
        ("The Republican", True),
        ("Republicans", True),
        ("46 percent", True),
        ("Oren Vask, the mayor,", True),  # a name, to be passed over by the reader
        ("Oren Vask", False),
        ("Mr. Vask", False),
        ("I", False),
        ("who", False),
        ("", False),
    ],
)
def test_whatever_may_refer_is_a_candidate(source: str, candidate: bool) -> None:
    may_refer, _ = TASKS["references"]
    spans = ((0, len(source)),) if source else ()
    assert may_refer(Triple(spans, (), CONTENT), source + " said so.") is candidate
