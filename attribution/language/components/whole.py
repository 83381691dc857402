"""``attribution``: all the other components in one, for a pipeline that is somebody else's."""

from __future__ import annotations

from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from attribution.language.components.component import PEOPLE, SCORES, Component, keep
from attribution.language.components.names import make_names
from attribution.language.components.reader import Reader, make_reader
from attribution.language.components.reports import REPORTS, SCORE_WEIGHTS, Reports, make_reports
from attribution.language.components.speakers import SPEAKERS, make_speakers
from attribution.language.components.targets import TARGETS, make_targets
from attribution.language.network.tokenization import cut_as_universal_dependencies

# In their order; every factory is registered where this is imported from.
PARTS = (
    "attribution_reader",
    "attribution_names",
    "attribution_reports",
    "attribution_speakers",
    "attribution_targets",
)


class Whole:
    """Finds the attributions of a text whatever else stands in the pipeline, and so however its words are cut.

    The parts read a Doc of their own, cut as the model learned it; what they find is then written on the other.
    """

    def __init__(self, reader: Reader, reports: Reports, parts: list[Component[Any]], *, set_syntax: bool) -> None:
        self.encoder = reader.encoder
        self.parts = parts
        self.set_syntax = set_syntax  # on the other Doc: the speakers need it on their own
        self.score = reports.score
        self._own = spacy.blank("en")
        cut_as_universal_dependencies(self._own)

    def __call__(self, doc: Doc) -> Doc:
        own = self._own.tokenizer(doc.text)
        for part in self.parts:
            found = part.predict(own)
            part.set_annotations(own, found)
            if self.set_syntax or not isinstance(part, Reader):
                part.set_annotations(doc, found)
        for name in (SCORES, PEOPLE):
            keep(doc, None, name=name)
        return doc


@Language.factory(
    "attribution",
    assigns=[
        "doc._.attributions",
        "doc.ents",
        "doc.spans",
        "doc.sents",
        "token.is_sent_start",
        "token.pos",
        "token.dep",
        "token.head",
    ],
    default_config={
        "model": None,
        "threads": 0,
        "set_entities": True,
        "set_syntax": True,
        "overwrite": False,
        "reports": REPORTS,
        "speakers": SPEAKERS,
        "targets": TARGETS,
    },
    default_score_weights=SCORE_WEIGHTS,
)
def make_attribution(
    nlp: Language,
    name: str,
    *,
    model: str | None,
    threads: int,
    set_entities: bool,
    set_syntax: bool,
    overwrite: bool,
    reports: dict[str, Any],
    speakers: dict[str, Any],
    targets: dict[str, Any],
) -> Whole:
    """Make the component that does it all; the options of the parts are described at their factories."""
    reader = make_reader(nlp, name, model=model, threads=threads, set_syntax=True, overwrite=overwrite)
    names = make_names(nlp, name, set_entities=set_entities, overwrite=overwrite)
    finder = make_reports(nlp, name, model=model, **reports)
    others = make_speakers(nlp, name, **speakers), make_targets(nlp, name, **targets)
    return Whole(reader, finder, [reader, names, finder, *others], set_syntax=set_syntax)
