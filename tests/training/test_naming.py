"""Other names for the people of a training article."""

from __future__ import annotations

import random

from attribution.training.data.damage import apply
from attribution.training.data.documents import Document, Triple
from attribution.training.data.naming import Pool, invented, pool, renamed

TEXT = "Ilse Brandt of Tarn Council said: “No.” Brandt met J. Vask in Varnholt. TARN COUNCIL and Brandt agreed."


def _all(words: str) -> list[tuple[int, int]]:
    found, at = [], TEXT.find(words)
    while at >= 0:
        found.append((at, at + len(words)))
        at = TEXT.find(words, at + 1)
    return found


PERSONS = [*_all("Ilse Brandt"), *_all("Brandt")[1:], *_all("J. Vask")]
DOCUMENT = Document(
    "x",
    TEXT,
    (Triple((_all("Ilse Brandt of Tarn Council")[0],), (_all("said:")[0],), (_all("“No.”")[0],)),),
    names=tuple(
        sorted(
            [(*span, "PERSON") for span in PERSONS]
            + [(*span, "ORG") for span in _all("Tarn Council")]
            + [(*span, "PLACE") for span in _all("Varnholt")]
        )
    ),
)
POOL = Pool(("Marchetti", "Oyelaran"), {"ORG": ("Harbour Board",), "PLACE": ("Quill",)})


def test_a_name_keeps_one_new_form_and_every_label_follows() -> None:
    for seed in range(30):
        after = apply(DOCUMENT, renamed(DOCUMENT, POOL, random.Random(seed)))
        names = [after.text[s:e] for s, e, _ in after.names or ()]
        assert len(names) == 6
        first, body, second, third, place, fourth = names
        assert first.split()[1] == second == fourth, "one surname, one stand-in"
        assert third.startswith("J. "), "initials stay"
        assert body in ("Tarn Council", "Harbour Board") and place in ("Varnholt", "Quill")
        ((triple),) = after.triples or ()
        ((source),), ((content),) = triple.source, triple.content
        assert after.text[source[0] : source[1]] == f"{first} of {body}"
        assert after.text[content[0] : content[1]] == "“No.”"


def test_most_names_change() -> None:
    changed = sum(len(renamed(DOCUMENT, POOL, random.Random(seed))) for seed in range(40))
    assert changed > 40 * 4


def test_a_pool_holds_each_name_once_and_no_initials() -> None:
    names = pool([DOCUMENT, DOCUMENT])
    assert names.persons == ("Brandt", "Ilse", "Vask")
    assert names.others == {"ORG": ("Tarn Council",), "PLACE": ("Varnholt",)}


def test_invented_names_are_capitalised_and_seeded() -> None:
    names = [invented(random.Random(seed)) for seed in range(100)]
    assert all(name[0].isupper() and name[1:].islower() and name.isalpha() for name in names)
    assert len(set(names)) > 95 and names[3] == invented(random.Random(3))
