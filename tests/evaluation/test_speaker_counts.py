"""The counting of right answers on labelled items, with rows made by hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language
from stored import find

from attribution.evaluation import labelled_speakers
from attribution.evaluation.labelled import items
from attribution.records import Affiliation, Attribution, SourceType, Span, Speaker, SpeakerType, Target

LABELS = Path(__file__).parents[1] / "labels"
TEXT = (
    "Senator Ola Venn (R-Tarn) met Mara Quill of Tidewatch. “I trust Mara,” he told the Tarn Wire. "
    "Officials said it. The Tarn Party's campaign agreed."
)
CONTENT = "“I trust Mara,”"


def item(**labels: Any) -> dict[str, Any]:
    return {"id": "a", "source": [find(TEXT, "he")], "cue": [], "content": [find(TEXT, CONTENT)], **labels}


def answer(
    name: str | None = "Ola Venn",
    type: SpeakerType = "person",
    *,
    affiliation: Affiliation | None = None,
    source_type: SourceType | None = None,
    addressee: Span | None = None,
    targets: Sequence[Target] = (),
) -> Attribution:
    speaker = Speaker(name, type, "pronoun", 0.8)
    return Attribution(
        (find(TEXT, CONTENT),), (find(TEXT, "he told"),), (), "direct", 0.9, speaker, affiliation,
        source_type=source_type, addressee=addressee, targets=tuple(targets),
    )  # fmt: skip


def figures(task: str, label: dict[str, Any], *found: Attribution) -> dict[str, tuple[int, int]]:
    counts = labelled_speakers.evaluate(task, [label], {"a": TEXT}, lambda text: found)
    return {name: (share.hits, share.of) for name, share in counts.shares.items()}


@pytest.mark.parametrize(
    ("answer", "wanted", "same"),
    [
        ("Ola Venn", "Venn", True),
        ("Mr. Venn", "Ola Venn", True),
        ("Mara Quill", "Ola Venn", False),
        ("Donald J. Trump", "Donald Trump", True),
        ("Ivanka Trump", "Donald Trump", False),
        ("FBI", "Federal Bureau of Investigation", True),
        ("the Tarn Party", "Tarn Party's", True),
        ("Trump campaign", "Donald Trump's campaign", True),
        ("", "Venn", False),
    ],
)
def test_same_name(answer: str, wanted: str, same: bool) -> None:
    assert labelled_speakers.same_name(answer, [wanted]) is same


@pytest.mark.parametrize(
    ("labels", "name", "type", "wanted"),
    [
        ({"names": ["Ola Venn"], "unnamed": None}, "Venn", "person", (1, 1)),
        ({"names": ["Ola Venn"], "unnamed": None}, "Mara Quill", "person", (0, 1)),
        ({"names": ["Ola Venn"], "unnamed": None}, None, "unnamed", (0, 1)),
        ({"names": ["Ola Venn"], "unnamed": None}, None, "unresolved", (0, 0)),
        ({"names": [], "unnamed": "person"}, None, "unnamed", (1, 1)),
        ({"names": [], "unnamed": "person"}, None, "unresolved", (0, 0)),
        ({"names": [], "unnamed": "person"}, "Ola Venn", "person", (0, 1)),
        ({"names": [], "unnamed": "group"}, "Officials", "group", (1, 1)),
        ({"names": [], "unnamed": "document", "makers": ["Tidewatch"]}, "Tidewatch", "organisation", (1, 1)),
        ({"names": ["Ola Venn", "Mara Quill"], "unnamed": None, "several": True}, "Ola Venn", "person", (0, 1)),
        (
            {"names": ["Ola Venn", "Mara Quill"], "unnamed": None, "several": True},
            "Venn and Quill",
            "group",
            (1, 1),
        ),
    ],
)
def test_references(labels: dict[str, Any], name: str | None, type: SpeakerType, wanted: tuple[int, int]) -> None:
    places = {key: [find(TEXT, words) for words in labels[key]] for key in ("names", "makers") if key in labels}
    found = figures("references", item(form="pronoun", **labels | places), answer(name, type))
    assert (found["right"], found["resolved"]) == ((wanted[0], 1), (wanted[1], 1))


def test_what_was_not_found_is_wrong_and_counted() -> None:
    label = item(form="pronoun", names=[find(TEXT, "Ola Venn")], unnamed=None)
    far = Attribution(
        (find(TEXT, "Officials"),), (), (), "indirect", 0.9, Speaker("Ola Venn", "person", "named", 1.0)
    )
    counts = labelled_speakers.evaluate("references", [label], {"a": TEXT}, lambda text: [far])
    assert counts.missed == 1
    assert str(counts["right"]).startswith("0/1")
    assert "right where found" not in counts.shares
    shown = list(labelled_speakers.lines("references", counts, 1))
    assert shown[0] == "references: 1 items, 1 of them not found"
    assert shown[1].split() == ["right", "0/1", "=", "0.000", "[0.000,", "0.793]"]


STATED = {"role": [find(TEXT, "Senator")], "organisation": [], "state": None, "label": [find(TEXT, "R-Tarn")]}
OF_TIDEWATCH = {"role": [], "organisation": [find(TEXT, "Tidewatch")], "state": None, "label": []}


@pytest.mark.parametrize(
    ("labels", "said", "precision", "recall"),
    [
        ([STATED], ("senator", None), (1, 1), (1, 1)),
        ([STATED], ("senator", "Republican Party"), (1, 1), (1, 1)),
        ([STATED], (None, "Republican Party"), (1, 1), (0, 1)),  # right, but not the role
        ([STATED], ("mayor", None), (0, 1), (0, 1)),
        ([STATED], None, None, (0, 1)),
        ([OF_TIDEWATCH], (None, "Tidewatch"), (1, 1), (1, 1)),
        ([OF_TIDEWATCH], (None, "Tarn Wire"), (0, 1), (0, 1)),
        ([], ("senator", None), (0, 1), None),
        ([STATED | {"optional": True}], ("senator", None), None, None),  # neither wanted nor wrong
    ],
)
def test_affiliations(
    labels: list[dict[str, Any]],
    said: tuple[str | None, str | None] | None,
    precision: tuple[int, int] | None,
    recall: tuple[int, int] | None,
) -> None:
    one = answer(affiliation=Affiliation(*said, ()) if said else None)
    found = figures("affiliations", item(about=[], affiliations=labels), one)
    assert found.get("precision") == precision
    assert found.get("recall (a source with any)") == recall


def target(words: str, name: str | None, *, own: bool = False) -> Target:
    start = find(TEXT, CONTENT)[0]
    at = TEXT.index(words, start)
    return Target(name, "person", (at, at + len(words)), "named", 0.9, own=own)


def _mention(words: str, name: str | None, **more: Any) -> dict[str, Any]:
    return {
        "mention": list(target(words, name).mention),
        "names": [find(TEXT, name)] if name else [],
        **more,
    }


@pytest.mark.parametrize(
    ("mentions", "said", "precision", "recall"),
    [
        ([("Mara", "Mara Quill", {})], [("Mara", "Mara Quill", False)], (1, 1), (1, 1)),
        ([("Mara", "Mara Quill", {})], [("Mara", "Ola Venn", False)], (0, 1), (0, 1)),
        ([("Mara", "Mara Quill", {})], [], None, (0, 1)),
        ([("I", "Ola Venn", {"self": True})], [("I", "Ola Venn", True)], (1, 1), (1, 1)),
        ([("I", "Ola Venn", {"self": True})], [("I", "Ola Venn", False)], (0, 1), (0, 1)),
        ([("I", None, {"self": True})], [("I", None, True)], (1, 1), (1, 1)),
        ([("Mara", "Mara Quill", {"optional": True})], [("Mara", "Ola Venn", False)], None, None),
        ([], [("Mara", "Mara Quill", False)], (0, 1), None),
        ([], [("Tarn Wire", "Tarn Wire", False)], None, None),  # outside the labelled content
    ],
)
def test_targets(
    mentions: list[tuple[str, str | None, dict[str, Any]]],
    said: list[tuple[str, str, bool]],
    precision: tuple[int, int] | None,
    recall: tuple[int, int] | None,
) -> None:
    label = item(mentions=[_mention(words, name, **more) for words, name, more in mentions])
    one = answer(targets=[target(words, name, own=own) for words, name, own in said])
    found = figures("targets", label, one)
    assert (found.get("precision"), found.get("recall")) == (precision, recall)


def test_source_types_and_addressees() -> None:
    wire = find(TEXT, "the Tarn Wire")
    label = item(type="person", also=["outlet"], addressee=list(wire))
    found = figures("source_types", label, answer(source_type="outlet", addressee=wire))
    assert found["right"] == found["addressee, recall"] == found["addressee, precision"] == (1, 1)
    found = figures("source_types", label, answer(source_type="public"))
    assert found["right"] == found["addressee, recall"] == (0, 1)
    assert "addressee, precision" not in found
    found = figures("source_types", item(type="none", also=[], addressee=None), answer(addressee=wire))
    assert found["addressee, precision"] == (0, 1)


def test_every_labelled_set_can_be_read() -> None:
    read: Callable[[str], list[Attribution]] = lambda text: []  # noqa: E731
    for task in labelled_speakers.TASKS:
        labelled = items(LABELS, task)
        counts = labelled_speakers.evaluate(task, labelled, {row["id"]: " " * 60_000 for row in labelled}, read)
        assert counts.missed == len(labelled) >= 100
        assert all(share.hits == 0 for share in counts.shares.values())


def test_marked_attributions_are_resolved_with_what_the_model_reads(nlp: Language) -> None:
    text = "Ola Venn, the mayor, spoke on Monday. “The dam will hold,” he told the council."
    marked = [
        {
            "source": [list(find(text, "he"))],
            "cue": [list(find(text, "told"))],
            "content": [list(find(text, "“The dam will hold,”"))],
        },
        {"source": [], "cue": [], "content": []},
    ]
    (one,) = labelled_speakers.on_marked(text, marked, nlp)
    assert one.speaker is not None
    assert (one.speaker.name, one.source_type) == ("Ola Venn", "person")
    assert text[slice(*one.addressee)] == "the council"
