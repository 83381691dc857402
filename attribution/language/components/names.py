"""``attribution_names``: the names of persons, organisations and places."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from attribution.language.components.component import NAMES, SCORES, Component, needed
from attribution.language.components.reader import Scores
from attribution.language.network.annotate import spans_of
from attribution.language.reports.decode import entities
from attribution.records import Entity


class NameFinder(Component[list[Entity]]):
    """Finds names for ``doc.spans["names"]``, and for ``doc.ents`` where no other component has set them."""

    def __init__(self, *, set_entities: bool = True, overwrite: bool = False) -> None:
        self.set_entities = set_entities
        self.overwrite = overwrite

    def predict(self, doc: Doc) -> list[Entity]:
        """Return the names in a Doc."""
        scores: Scores = needed(doc, SCORES, by="attribution_names")
        return entities(scores.reading.pieces, scores.reading.names, scores.text)

    def set_annotations(self, doc: Doc, found: list[Entity]) -> None:
        """Set the names of a Doc, and its entities where no other component has."""
        names = spans_of(doc, found)
        doc.spans[NAMES] = names
        if self.set_entities and (self.overwrite or not doc.has_annotation("ENT_IOB")):
            doc.set_ents(names)


@Language.factory(
    "attribution_names",
    requires=["doc._.attribution_scores"],
    assigns=["doc.ents", "doc.spans"],
    default_config={"set_entities": True, "overwrite": False},
)
def make_names(nlp: Language, name: str, *, set_entities: bool, overwrite: bool) -> NameFinder:
    """Make the component that finds names."""
    return NameFinder(set_entities=set_entities, overwrite=overwrite)
