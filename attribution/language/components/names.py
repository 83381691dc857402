"""``attribution_names``: the names of persons, organisations and places, bare and in whole mentions."""

from __future__ import annotations

from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from attribution.language.components.component import NAMES, SCORES, Component, needed
from attribution.language.components.reader import Scores
from attribution.language.mentions import whole_names
from attribution.language.mentions.whole_names import Weigher
from attribution.language.network.annotate import spans_of, tokens_of
from attribution.language.network.encoder import MODEL_FOLDER
from attribution.language.reports.decode import entities
from attribution.records import Entity

Names = tuple[list[Entity], list[Entity]]  # bare ones, and whole mentions


class NameFinder(Component[Names]):
    """Finds names: "United Nations" for ``doc.spans["names"]``, "the United Nations" for ``doc.ents``."""

    def __init__(
        self, weigher: Weigher | None = None, *, set_entities: bool = True, overwrite: bool = False
    ) -> None:
        self.weigher = weigher
        self.set_entities = set_entities
        self.overwrite = overwrite

    def predict(self, doc: Doc) -> Names:
        """Return the bare names and the whole mentions in a Doc."""
        scores: Scores = needed(doc, SCORES, by="attribution_names")
        text, reading = scores.text, scores.reading
        names = entities(reading.pieces, reading.names, text)
        whole = entities(reading.pieces, reading.mentions, text)
        if self.set_entities and self.weigher is not None:
            tokens = tokens_of(doc)
            found = whole_names.sight(text, tokens, scores.syntax(tokens), reading, mentions=whole, names=names)
            whole = whole_names.whole_names(found, self.weigher)
        return names, whole

    def set_annotations(self, doc: Doc, found: Names) -> None:
        """Set the names of a Doc, and its entities where no other component has."""
        names, whole = found
        doc.spans[NAMES] = spans_of(doc, names)
        if self.set_entities and (self.overwrite or not doc.has_annotation("ENT_IOB")):
            doc.set_ents(spans_of(doc, whole))


@Language.factory(
    "attribution_names",
    requires=["doc._.attribution_scores"],
    assigns=["doc.ents", "doc.spans"],
    default_config={"model": None, "set_entities": True, "overwrite": False},
)
def make_names(nlp: Language, name: str, *, model: str | None, set_entities: bool, overwrite: bool) -> NameFinder:
    """Make the component that finds names; ``model`` is the folder that ``attribution_reader`` reads with."""
    weigher = whole_names.read(Path(model) if model else MODEL_FOLDER)
    return NameFinder(weigher, set_entities=set_entities, overwrite=overwrite)
