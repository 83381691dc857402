"""What the reader sets on a Doc, and what it leaves with it, with an encoder whose scores are made by hand."""

from __future__ import annotations

import gc
import pickle
import weakref
from typing import Any

import pytest
import spacy
from scored import HandEncoder
from spacy.tokens import Doc

from attribution.language.components.reader import Reader

NLP = spacy.blank("en")


def _read(doc: Doc, **options: Any) -> Doc:
    return Reader(HandEncoder(), **options)(doc)  # type: ignore[arg-type]


def test_it_sets_the_syntax() -> None:
    doc = _read(NLP.make_doc(HandEncoder.text))
    assert [token.dep_ for token in doc][:4] == ["nsubj", "flat", "ROOT", "det"]
    assert [token.pos_ for token in doc][:4] == ["PROPN", "PROPN", "VERB", "DET"]
    assert [s.text for s in doc.sents] == [HandEncoder.text]
    loaded = Doc(doc.vocab).from_bytes(doc.to_bytes())
    assert [s.text for s in loaded.sents] == [HandEncoder.text]


def test_the_scores_stay_beside_the_doc_and_go_with_it() -> None:
    doc = _read(NLP.make_doc(HandEncoder.text))
    assert doc._.attribution_scores.text == HandEncoder.text
    assert pickle.loads(pickle.dumps(doc))._.attribution_scores is None
    assert Doc(doc.vocab).from_bytes(doc.to_bytes())._.attribution_scores is None
    held = weakref.ref(doc._.attribution_scores.reading.pieces.starts)
    del doc
    gc.collect()
    assert held() is None


def test_spacys_cleaner_takes_the_scores_away() -> None:
    doc = _read(NLP.make_doc(HandEncoder.text))
    cleaner = NLP.create_pipe("doc_cleaner", config={"attrs": {"_.attribution_scores": None}})
    assert cleaner(doc)._.attribution_scores is None


def _parsed() -> Doc:
    words = list(HandEncoder.words)
    return Doc(NLP.vocab, words, [True] * 6 + [False] * 2, heads=[0] * 8, deps=["ROOT"] + ["dep"] * 7)


def _cut() -> Doc:
    doc = NLP.make_doc(HandEncoder.text)
    for token in doc:
        token.is_sent_start = token.text in ("Oda", "the")
    return doc


@pytest.mark.parametrize("made", [_parsed, _cut], ids=["trees", "sentences"])
def test_syntax_of_another_component_is_left_alone_unless_asked(made: Any) -> None:
    before = made()
    doc = _read(made())
    assert [t.dep_ for t in doc] == [t.dep_ for t in before]
    assert [s.text for s in doc.sents] == [s.text for s in before.sents]
    doc = _read(made(), overwrite=True)
    assert doc[0].dep_ == "nsubj" and len(list(doc.sents)) == 1


def test_syntax_can_be_left_out() -> None:
    doc = _read(NLP.make_doc(HandEncoder.text), set_syntax=False)
    assert not doc.has_annotation("DEP") and not doc.has_annotation("SENT_START")
    assert doc._.attribution_scores is not None
