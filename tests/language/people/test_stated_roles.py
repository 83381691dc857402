"""What is stated of people, put together from what the network marks, and roles of people without a name."""

from __future__ import annotations

import numpy as np
import pytest
from speaker_cases import parse, resolve

from attribution.language.network.statements import stated
from attribution.language.network.windows import Window
from attribution.language.network.wordpieces import Pieces
from attribution.language.people.roles.descriptions import state_of

SAYS = " {q:said} {c:it was late}."


def affiliation(marked: str) -> tuple[str | None, str | None]:
    text, attributions, entities = parse(marked)
    found = resolve(text, attributions, entities)[-1].affiliation
    return (found.role, found.organisation) if found else (None, None)


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("{s:[p:Oda Brask], a [r:tide analyst] at the [b:Harbour Institute],}" + SAYS,
         ("tide analyst", "Harbour Institute")),
        ("{s:[b:Harbour Institute] [r:analyst] [p:Oda Brask]}" + SAYS, ("analyst", "Harbour Institute")),
        # said elsewhere in the article
        ("[r:Mayor] [p:Oda Brask] came. It rained. {s:[p:Brask]}" + SAYS, ("Mayor", None)),
        # the fullest of what is said, and a body that is said alone
        ("[r:Mayor] [p:Oda Brask] came. {s:[p:Brask], [r:chair] of the [b:Tide Council],}" + SAYS,
         ("chair", "Tide Council")),
        ("[r:Editor] [p:Oda Brask] came. [b:Tidewatch]’s [p:Brask] left. {s:[p:Brask]}" + SAYS,
         ("Editor", "Tidewatch")),
        # a courtesy tells less than an office
        ("{s:[r:Dr.] [p:Oda Brask], [r:professor of law],}" + SAYS, ("professor of law", None)),
        # kinship is no role
        ("{s:[p:Oda Brask], his [r:sister],}" + SAYS, (None, None)),
        ("{s:[p:Oda Brask]}" + SAYS, (None, None)),
    ],
)  # fmt: skip
def test_what_is_stated_of_a_person(marked: str, expected: tuple[str | None, str | None]) -> None:
    assert affiliation(marked) == expected


@pytest.mark.parametrize(
    ("role", "state"),
    [("former senator", "former"), ("acting director", "acting"), ("governor-elect", "elect"),
     ("mayor", None), (None, None)],
)  # fmt: skip
def test_how_a_role_is_held(role: str | None, state: str | None) -> None:
    assert state_of(role) == state


def test_the_tags_of_roles_and_bodies_are_read_together() -> None:
    text = "Harbour Institute analyst Oda Brask"
    starts = np.asarray([0, 8, 18, 26, 30])
    ends = np.asarray([7, 17, 25, 29, 35])
    surface = np.zeros(5, dtype=np.int64)
    pieces = Pieces(surface, starts, ends, surface, surface, surface)
    sure, no = [0.0, 0.0, 8.0], [8.0, 0.0, 0.0]
    begin = [0.0, 8.0, 0.0]
    # "Institute" could be either; "Harbour" before it begins a body
    bodies = np.asarray([begin, sure, no, no, no], dtype=np.float32)
    roles = np.asarray([no, [1.0, 2.0, 0.0], begin, no, no], dtype=np.float32)
    table = np.zeros((7, 7), dtype=np.float32)
    table[:, 4] = 9.0  # "Oda" is the fourth piece, and column 0 is nobody's
    found = stated(text, pieces, {"role": roles, "body": bodies}, [(Window(0, 5), table)])
    assert [(one.kind, text[slice(*one.span)], one.holder) for one in found] == [
        ("body", "Harbour Institute", 26),
        ("role", "analyst", 26),
    ]
    assert all(one.chance > 0.9 and one.held > 0.9 for one in found)
