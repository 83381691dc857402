"""``attribution_targets``: whom and what the words of each attribution are about."""

from __future__ import annotations

from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from attribution.errors import PipelineError
from attribution.language.components.component import (
    PEOPLE,
    Component,
    keep,
    needed,
    needed_attributions,
    set_attributions,
)
from attribution.language.people.targets import THRESHOLD, Resolution
from attribution.records import Attribution

TARGETS: dict[str, Any] = {"threshold": THRESHOLD}


class TargetFinder(Component[list[Attribution]]):
    """Finds the targets of attributions whose speakers ``attribution_speakers`` has just resolved."""

    def __init__(self, threshold: float = THRESHOLD) -> None:
        self.threshold = threshold

    def predict(self, doc: Doc) -> list[Attribution]:
        """Return the attributions of a Doc with their targets."""
        attributions = needed_attributions(doc, by="attribution_targets")
        if not attributions:
            return []
        people: Resolution = needed(doc, PEOPLE, by="attribution_targets")
        if len(attributions) != len(people.voices):
            raise PipelineError(
                f"attribution_targets needs the {len(people.voices)} attributions that attribution_speakers has "
                f"resolved, and this Doc has {len(attributions)}: put what adds or removes any before both"
            )
        return people.with_targets(attributions, threshold=self.threshold)

    def set_annotations(self, doc: Doc, found: list[Attribution]) -> None:
        """Set the targets; what they were found with is let go."""
        set_attributions(doc, found)
        keep(doc, None, name=PEOPLE)


@Language.factory(
    "attribution_targets",
    requires=["doc._.attributions", "doc._.attribution_people"],
    assigns=["doc._.attributions"],
    default_config=TARGETS,
)
def make_targets(nlp: Language, name: str, *, threshold: float) -> TargetFinder:
    """Make the component that finds targets; ``threshold`` is how sure it must be whom "he" means."""
    return TargetFinder(threshold)
