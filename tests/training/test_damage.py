"""Labels follow the text through every damage."""

from __future__ import annotations

import random

import pytest

from attribution.training.data.damage import (
    DAMAGES,
    Edit,
    apply,
    damaged,
    lose_closing,
    lose_spaces,
    misread,
    turn_marks,
    wrap,
)
from attribution.training.data.documents import Document, Triple, hold_out

TEXT = "Mayor Ilse Brandt said: “The pier is safe. We checked it.”\n\n“It is not,” said Oren Vask, an engineer."


def _span(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


DOCUMENT = Document(
    "pier",
    TEXT,
    (
        Triple((_span("Mayor Ilse Brandt"),), (_span("said"),), (_span("“The pier is safe. We checked it.”"),)),
        Triple((_span("Oren Vask, an engineer"),), ((78, 82),), (_span("“It is not,”"),)),
    ),
    names=((*_span("Ilse Brandt"), "PERSON"), (*_span("Oren Vask"), "PERSON")),
)


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


KEEPS_LETTERS = [damage for _, damage in DAMAGES if damage is not misread]


@pytest.mark.parametrize("number", range(len(KEEPS_LETTERS)))
def test_spans_hold_the_same_letters_after_each_damage(number: int) -> None:
    damage = KEEPS_LETTERS[number]
    for seed in range(20):
        after = apply(DOCUMENT, damage(TEXT, random.Random(seed)))
        assert after.triples is not None and DOCUMENT.triples is not None and after.names is not None
        for old, new in zip(DOCUMENT.triples, after.triples, strict=True):
            for role in ("source", "cue", "content"):
                ((a, b),), ((c, d),) = getattr(old, role), getattr(new, role)
                assert _letters(after.text[c:d]) == _letters(TEXT[a:b])
        names = [after.text[s:e].casefold() for s, e, _ in after.names]
        assert [" ".join(name.split()) for name in names] == ["ilse brandt", "oren vask"]


@pytest.mark.parametrize(
    ("edits", "expected"),
    [([], "abcdef"), ([(0, 1, "")], "bcdef"), ([(1, 2, "xyz"), (5, 6, "")], "axyzcde"), ([(2, 4, "-")], "ab-ef")],
)
def test_apply_edits(edits: list[Edit], expected: str) -> None:
    document = Document("x", "abcdef", names=((1, 5, "PERSON"),))
    assert apply(document, edits).text == expected


def test_a_label_whose_text_is_gone_goes_with_it() -> None:
    document = Document("x", "abcdef", (Triple(((0, 1),), ((2, 3),), ((4, 6),)),))
    (triple,) = apply(document, [(0, 1, ""), (2, 3, "--")]).triples or ()
    assert (triple.source, triple.cue, triple.content) == ((), ((1, 3),), ((4, 6),))


def test_damages_do_what_they_say() -> None:
    lost = {apply(DOCUMENT, lose_closing(TEXT, random.Random(seed))).text.count("”") for seed in range(20)}
    assert 0 in lost and max(lost) <= 2
    turned = {apply(DOCUMENT, turn_marks(TEXT, random.Random(seed))).text.count("”") for seed in range(20)}
    assert len(turned) > 1
    joined = {apply(DOCUMENT, lose_spaces(TEXT, random.Random(seed))).text for seed in range(20)}
    assert any("safe.We" in text for text in joined)
    lines = apply(DOCUMENT, wrap(TEXT, random.Random(3))).text.splitlines()
    assert max(map(len, lines)) <= 82


def test_damage_is_seeded() -> None:
    assert damaged(DOCUMENT, random.Random(5)) == damaged(DOCUMENT, random.Random(5))


def test_held_out_share_is_seeded_and_disjoint() -> None:
    documents = [Document(str(number), "x", ()) for number in range(40)]
    kept, held = hold_out(documents, seed=7)
    assert len(held) == 4 and len(kept) == 36
    assert hold_out(list(reversed(documents)), seed=7)[1] == list(reversed(held))
    assert hold_out(documents, seed=8)[1] != held
