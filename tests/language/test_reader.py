"""What the reader sets on a Doc, with an encoder whose scores are made by hand."""

from __future__ import annotations

import numpy as np
import pytest
import spacy
from scored import SURE, pieces_of, scored, table
from spacy.tokens import Doc, Span

from attribution.language.network.encoder import Reading, WindowLinks
from attribution.language.network.tags import ENTITY_TAGS, ROLE_TAGS
from attribution.language.network.windows import Window
from attribution.language.pipeline import NAMES, Reader, Speakers
from attribution.records import Attribution
from attribution.records_json import to_json

NLP = spacy.blank("en")
TEXT = "The Tolm Institute met."
WORDS = ["The", "Tolm", "Institute", "met", "."]


class _Encoder:
    """Reads one text, in which "Tolm Institute" is a name."""

    version = "by hand"
    transitions = np.zeros((len(ROLE_TAGS), len(ROLE_TAGS)), dtype=np.float32)

    def here(self) -> _Encoder:
        return self

    def read(self, text: str) -> Reading:
        pieces = pieces_of(text, WORDS)
        size = len(pieces)
        roles = np.zeros((size, len(ROLE_TAGS)), dtype=np.float32)
        roles[:, 0] = SURE
        names = np.zeros((size, len(ENTITY_TAGS)), dtype=np.float32)
        names[[1, 2], [ENTITY_TAGS.index("B-ORG"), ENTITY_TAGS.index("I-ORG")]] = SURE
        names[:, 0] = SURE / 2
        window = Window(0, size)
        links = (WindowLinks(window, table(size, window, {}), table(size, window, {})),)
        rows = [
            ("DET", 2, "det"),
            ("PROPN", 2, "compound"),
            ("PROPN", 3, "nsubj"),
            ("VERB", -1, "root"),
            ("PUNCT", 3, "punct"),
        ]
        nobody = ((window, table(size, window, {})),)
        return Reading(pieces, roles, names, links, scored(rows), nobody)


def _names(doc: Doc) -> list[tuple[str, str]]:
    return [(span.text, span.label_) for span in doc.spans[NAMES]]


def test_one_reading_sets_everything() -> None:
    doc = Reader(_Encoder())(NLP.make_doc(TEXT))  # type: ignore[arg-type]
    assert [(e.text, e.label_) for e in doc.ents] == [("Tolm Institute", "ORG")]
    assert _names(doc) == [("Tolm Institute", "ORG")]
    assert [token.dep_ for token in doc] == ["det", "compound", "nsubj", "ROOT", "punct"]
    loaded = Doc(doc.vocab).from_bytes(doc.to_bytes())
    assert _names(loaded) == _names(doc)
    assert [e.text for e in loaded.ents] == ["Tolm Institute"]
    assert [s.text for s in loaded.sents] == [TEXT]


def test_what_another_component_set_is_left_alone() -> None:
    doc = NLP.make_doc(TEXT)
    doc.set_ents([Span(doc, 1, 2, label="PERSON")])
    Reader(_Encoder(), set_entities=False, set_syntax=False)(doc)  # type: ignore[arg-type]
    assert [(e.text, e.label_) for e in doc.ents] == [("Tolm", "PERSON")]
    assert NAMES not in doc.spans
    assert not doc.has_annotation("DEP") and not doc.has_annotation("SENT_START")


@pytest.mark.parametrize(
    ("entities", "names", "speaker"),
    [
        (["PERSON"], None, "person"),  # a component that sets entities alone is heard
        (["PLACE"], ["PERSON"], "person"),  # where there are the reader's names, they count
        ([], ["ORG"], "organisation"),
    ],
)
def test_speakers_read_the_readers_names_and_else_entities(
    entities: list[str], names: list[str] | None, speaker: str
) -> None:
    text = "“No,” said Ilse Brandt."
    doc = NLP.make_doc(text)
    at = text.index("Ilse")
    attribution = Attribution(
        content=((0, 5),), source=((at, at + 11),), cue=((6, 10),), kind="direct", confidence=0.9
    )
    doc.user_data["attributions"] = [to_json(attribution)]

    def spans(labels: list[str]) -> list[Span]:
        return [doc.char_span(at, at + 11, label=label) for label in labels]

    doc.set_ents(spans(entities))
    if names is not None:
        doc.spans[NAMES] = spans(names)
    (found,) = Speakers()(doc)._.attributions
    assert (found.speaker.name, found.speaker.type) == ("Ilse Brandt", speaker)
