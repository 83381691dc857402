"""The spaCy pipeline: two components on ``spacy.blank("en")``, and the plain functions around it.

``attribution_reader`` runs the encoder once over the text and sets the attributions, the entities and the syntax;
``attribution_speakers`` resolves who said each. Either can be swapped by config: a pipeline that brings its own
entities can put them before the speakers, with ``set_entities = false`` in the reader, and one that brings its own
parser says ``set_syntax = false``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as DocSpan

from attribution.language.mentions.grammar import Grammar
from attribution.language.network import calibration
from attribution.language.network.annotate import set_syntax, spans_of, tokens_of
from attribution.language.network.calibration import Calibration, Evidence
from attribution.language.network.coreference import anchors, chances
from attribution.language.network.encoder import MODEL_FOLDER, Encoder, Reading
from attribution.language.network.repairs import unwrapped
from attribution.language.network.syntax import parse
from attribution.language.network.tokenization import cut_as_universal_dependencies
from attribution.language.people.speakers import resolve
from attribution.language.reports.decode import Thresholds, assemble, characters, entities, leaning, role_segments
from attribution.language.reports.finish import nest, told, weighed, with_opening_reports
from attribution.language.reports.nested import with_nested
from attribution.records import Article, Attribution, Entity, EntityLabel
from attribution.records_json import from_json, to_json

GROUP = "attributions"
LINKS = "attribution_links"  # from words to earlier words of the same meaning, in ``doc.user_data``
NAMES = "names"  # what the reader found, in ``doc.spans``: another component may set ``doc.ents``
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
    return [from_json(row) for row in doc.user_data.get(GROUP, ())]


def _register() -> None:
    # Read from plain data, so that a Doc with attributions can be pickled, stored and sent between processes.
    if not Doc.has_extension(GROUP):
        Doc.set_extension(GROUP, getter=_attributions)


_register()


def _keep(doc: Doc, attributions: list[Attribution]) -> None:
    doc.user_data[GROUP] = [to_json(attribution) for attribution in attributions]


def _mark(doc: Doc, attributions: list[Attribution]) -> None:
    _keep(doc, attributions)
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

    def __init__(
        self,
        encoder: Encoder,
        *,
        calibration: Calibration | None = None,
        set_entities: bool = True,
        set_syntax: bool = True,
    ) -> None:
        self.encoder = encoder
        self.calibration = calibration or Calibration()
        self.set_entities = set_entities
        self.set_syntax = set_syntax
        self._limits = Thresholds()
        self._transitions = leaning(encoder.transitions)

    def __call__(self, doc: Doc) -> Doc:
        self.encoder = self.encoder.here()
        text = unwrapped(doc.text)
        reading = self.encoder.read(text)
        found = [
            told(text, replace(attribution, confidence=confidence))
            for attribution, evidence in self._weighed(text, reading)
            if (confidence := self.calibration.confidence(evidence)) >= self.calibration.threshold
        ]
        attributions = with_nested(text, nest(with_opening_reports(text, found)))
        _mark(doc, attributions)
        sources = (span for attribution in attributions for span in attribution.source)
        doc.user_data[LINKS] = list(chances(reading.pieces, reading.antecedents, anchors(text, sources)).items())
        if self.set_entities:
            names = spans_of(doc, entities(reading.pieces, reading.names, text))
            doc.spans[NAMES] = names
            doc.set_ents(names)
        if self.set_syntax:
            set_syntax(doc, parse(text, tokens_of(doc), reading.pieces, reading.syntax))
        return doc

    def weighed(self, text: str) -> list[tuple[Attribution, Evidence]]:
        """Return all that is found in a text, however unsure, with the evidence for it."""
        text = unwrapped(text)
        return self._weighed(text, self.encoder.read(text))

    def _weighed(self, text: str, reading: Reading) -> list[tuple[Attribution, Evidence]]:
        spans = role_segments(reading, self._transitions)
        drafts = assemble(reading, spans, self._limits)
        return weighed(text, drafts, lambda segment: characters(reading, text, segment))

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write nothing: the model is part of the package, and the config says which one."""

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Reader:
        """Read nothing: see ``to_disk``."""
        return self


class Speakers:
    """Resolve who said each attribution, from the reader's names or else the entities that the Doc has.

    Where the Doc is parsed with the relations of Universal Dependencies, more of what it says of people is read.
    """

    def __call__(self, doc: Doc) -> Doc:
        names = _labelled(doc.spans[NAMES]) if NAMES in doc.spans else doc_entities(doc)
        # The spans stay as the reader marked them: who spoke changes no offsets.
        links = dict(doc.user_data.get(LINKS, ()))
        _keep(doc, resolve(unwrapped(doc.text), _attributions(doc), names, links, Grammar.of(doc)))
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
    folder = Path(model) if model else MODEL_FOLDER
    return Reader(
        Encoder(folder, threads=threads),
        calibration=calibration.read(folder),
        set_entities=set_entities,
        set_syntax=set_syntax,
    )


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
