"""``attribution_speakers``: who said each attribution, their role and organisation, and the type of source."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from attribution.errors import PipelineError
from attribution.language.components.component import (
    LINKS,
    NAMES,
    PEOPLE,
    STATED,
    Component,
    keep,
    labelled,
    needed_attributions,
    set_attributions,
)
from attribution.language.mentions.grammar import Grammar
from attribution.language.network.repairs import unwrapped
from attribution.language.network.statements import Stated
from attribution.language.people.speakers import find_speakers
from attribution.language.people.targets import Resolution
from attribution.language.people.thresholds import Thresholds

SPEAKERS: dict[str, Any] = {"thresholds": asdict(Thresholds())}


class Speakers(Component[Resolution | None]):
    """Resolves who said each attribution, from the bare names or else the entities that the Doc has.

    Where the Doc is parsed with the relations of Universal Dependencies, more of what it says of people is read.
    """

    def __init__(self, thresholds: Thresholds | None = None) -> None:
        self.thresholds = thresholds or Thresholds()

    def predict(self, doc: Doc) -> Resolution | None:
        """Return the attributions of a Doc with their speakers, and what their targets are found with.

        None where there are no attributions.
        """
        attributions = needed_attributions(doc, by="attribution_speakers")
        if NAMES in doc.spans:
            names = labelled(doc.spans[NAMES])
        elif doc.has_annotation("ENT_IOB"):
            names = labelled(doc.ents)
        else:
            raise PipelineError(
                "attribution_speakers needs the names in a text, and this Doc has none set: put attribution_names "
                'before it in the pipeline (nlp.add_pipe("attribution_names", before="attribution_speakers")), or '
                "another component that sets doc.ents, or enable it again if it is disabled or excluded"
            )
        if not attributions:
            return None
        links = dict(doc.user_data.get(LINKS, ()))
        stated = [Stated(*one) for one in doc.user_data.get(STATED, ())]
        text, grammar = unwrapped(doc.text), Grammar.of(doc)
        return find_speakers(text, attributions, names, links, grammar, stated=stated, thresholds=self.thresholds)

    def set_annotations(self, doc: Doc, found: Resolution | None) -> None:
        """Set the speakers; the spans stay as they were marked, as who spoke changes no offsets."""
        if found is not None:
            set_attributions(doc, found.attributions)
            keep(doc, found, name=PEOPLE)


@Language.factory(
    "attribution_speakers",
    requires=["doc._.attributions", "doc.ents"],
    assigns=["doc._.attributions", "doc._.attribution_people"],
    default_config=SPEAKERS,
)
def make_speakers(nlp: Language, name: str, *, thresholds: dict[str, float]) -> Speakers:
    """Make the component that resolves speakers; its thresholds are described at ``people.thresholds``."""
    return Speakers(Thresholds(**thresholds))
