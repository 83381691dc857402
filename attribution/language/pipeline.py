"""The spaCy pipeline: two components on ``spacy.blank("en")``, and the plain functions around it.

``attribution_reader`` runs the encoder once over the text and sets the attributions, the entities and the syntax;
``attribution_speakers`` resolves who said each. Either can be swapped by config: a pipeline that brings its own
entities can put them before the speakers, with ``set_entities = false`` in the reader, and one that brings its own
parser says ``set_syntax = false``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as DocSpan

from attribution.language.annotate import set_syntax, spans_of, tokens_of
from attribution.language.decode import Thresholds, assemble, characters, entities, role_segments
from attribution.language.encoder import MODEL_FOLDER, Encoder
from attribution.language.finish import finish, nest
from attribution.language.plain import from_plain, to_plain
from attribution.language.speakers import resolve
from attribution.language.syntax import parse
from attribution.language.tokenization import cut_as_universal_dependencies
from attribution.records import Article, Attribution, Entity, EntityLabel

GROUP = "attributions"
NAMES = "names"  # bare names in ``doc.spans``, where ``doc.ents`` has whole mentions
_MAX_CHARACTERS = 50_000_000  # spaCy's own limit of one million guards parsers that this pipeline has not
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_LABELS: dict[str, EntityLabel] = {
    "PERSON": "PERSON",
    "PER": "PERSON",
    "ORG": "ORG",
    "PLACE": "PLACE",
    "GPE": "PLACE",
    "LOC": "PLACE",
    "FAC": "PLACE",
}


def _attributions(doc: Doc) -> list[Attribution]:
    return [from_plain(row) for row in doc.user_data.get(GROUP, ())]


def _register() -> None:
    # Read from plain data, so that a Doc with attributions can be pickled, stored and sent between processes.
    if not Doc.has_extension(GROUP):
        Doc.set_extension(GROUP, getter=_attributions)


_register()


def _mark(doc: Doc, attributions: list[Attribution]) -> None:
    doc.user_data[GROUP] = [to_plain(attribution) for attribution in attributions]
    spans: list[DocSpan] = []
    for number, attribution in enumerate(attributions):
        for label in ("source", "cue", "content"):
            for start, end in getattr(attribution, label):
                span = doc.char_span(start, end, label=label.upper(), span_id=str(number), alignment_mode="expand")
                if span is not None:
                    spans.append(span)
    doc.spans[GROUP] = spans


class Reader:
    """Find attributions, entities and syntax with the shipped encoder."""

    def __init__(self, encoder: Encoder, *, set_entities: bool = True, set_syntax: bool = True) -> None:
        self.encoder = encoder
        self.set_entities = set_entities
        self.set_syntax = set_syntax
        self._limits = Thresholds()

    def __call__(self, doc: Doc) -> Doc:
        text = doc.text
        reading = self.encoder.read(text)
        spans = role_segments(reading, self.encoder.transitions)
        drafts = assemble(reading, spans, self._limits)
        found = finish(text, drafts, lambda segment: characters(reading, text, segment))
        _mark(doc, nest([a for a in found if a.confidence >= self._limits.confidence]))
        if self.set_entities:
            doc.set_ents(spans_of(doc, entities(reading.pieces, reading.entities, text)))
            doc.spans[NAMES] = spans_of(doc, entities(reading.pieces, reading.names, text))
        if self.set_syntax and reading.syntax is not None:
            set_syntax(doc, parse(text, tokens_of(doc), reading.pieces, reading.syntax))
        return doc

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write nothing: the model is part of the package, and the config says which one."""

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Reader:
        """Read nothing: see ``to_disk``."""
        return self


class Speakers:
    """Resolve who said each attribution, from the bare names or else the entities that the Doc has."""

    def __call__(self, doc: Doc) -> Doc:
        names = _labelled(doc.spans[NAMES]) if NAMES in doc.spans else doc_entities(doc)
        _mark(doc, resolve(doc.text, _attributions(doc), names))
        return doc


@Language.factory(
    "attribution_reader",
    assigns=[
        "doc.ents",
        "doc.spans",
        "doc.sents",
        "doc._.attributions",
        "token.is_sent_start",
        "token.pos",
        "token.dep",
        "token.head",
    ],
    default_config={"model": None, "threads": 0, "set_entities": True, "set_syntax": True},
)
def make_reader(
    nlp: Language, name: str, *, model: str | None, threads: int, set_entities: bool, set_syntax: bool
) -> Reader:
    """Make the component that reads a text once; ``model`` is a folder, or None for the shipped one."""
    encoder = Encoder(Path(model) if model else MODEL_FOLDER, threads=threads)
    return Reader(encoder, set_entities=set_entities, set_syntax=set_syntax)


@Language.factory(
    "attribution_speakers", requires=["doc._.attributions", "doc.ents"], assigns=["doc._.attributions"]
)
def make_speakers(nlp: Language, name: str) -> Speakers:
    """Make the component that resolves speakers and their affiliations."""
    return Speakers()


def _labelled(spans: Iterable[DocSpan]) -> list[Entity]:
    return [Entity(s.start_char, s.end_char, _LABELS.get(s.label_, "OTHER")) for s in spans]


def doc_entities(doc: Doc) -> list[Entity]:
    """Return the Doc's entities with this package's four labels, whatever component set them."""
    return _labelled(doc.ents)


def load(*, model: str | None = None, threads: int = 0) -> Language:
    """Return a new pipeline. ``threads`` of 0 leaves their number to onnxruntime.

    Raises ModelError where the model is missing or damaged.
    """
    nlp = spacy.blank("en")
    nlp.max_length = _MAX_CHARACTERS
    cut_as_universal_dependencies(nlp)
    nlp.add_pipe("attribution_reader", config={"model": model, "threads": threads})
    nlp.add_pipe("attribution_speakers")
    return nlp


@lru_cache(maxsize=1)
def _default() -> Language:
    return load()


def _doc(nlp: Language, text: str) -> Doc:
    # A lone surrogate cannot be encoded, so spaCy cannot hold it; a stand-in of one character keeps all offsets.
    return nlp(_LONE_SURROGATE.sub("�", text))


def extract(text: str, *, nlp: Language | None = None) -> list[Attribution]:
    """Return the attributions of a text, in order of their first content character."""
    return list(_doc(nlp or _default(), text)._.attributions)


def analyse(
    articles: Iterable[Article], *, nlp: Language | None = None
) -> Iterator[tuple[Article, tuple[Attribution, ...], tuple[Entity, ...]]]:
    """Yield each article with its attributions and entities, in order, one at a time."""
    nlp = nlp or _default()
    for article in articles:
        doc = _doc(nlp, article.text)
        yield article, tuple(doc._.attributions), tuple(doc_entities(doc))


def model_version(nlp: Language | None = None) -> str:
    """Return the version of the model that a pipeline reads with."""
    reader: Any = (nlp or _default()).get_pipe("attribution_reader")
    return str(reader.encoder.version)
