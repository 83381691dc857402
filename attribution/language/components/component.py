"""What the components share: the form of each, and what one leaves on a Doc for the next.

What users read is plain data in ``doc.user_data``, so that a Doc can be pickled, stored and sent to a process.
What only another component reads (scores, the people of an article) is kept beside the Doc while that lives.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from functools import partial
from typing import Any, Generic, TypeVar
from weakref import WeakKeyDictionary

from spacy.tokens import Doc
from spacy.tokens import Span as DocSpan

from attribution.errors import PipelineError
from attribution.records import Attribution, Entity, EntityLabel
from attribution.records_json import from_json, to_json

GROUP = "attributions"  # in ``doc.spans``, ``doc.user_data`` and ``doc._``
LINKS = "attribution_links"  # from words to earlier words of the same meaning, in ``doc.user_data``
STATED = "attribution_stated"  # what is stated of people, in ``doc.user_data``
NAMES = "names"  # in ``doc.spans``; another component may have set ``doc.ents``
SCORES = "attribution_scores"  # for other components only, in ``doc._``: what the encoder says
PEOPLE = "attribution_people"  # the same: who is in the article, with which its targets are found
_MAKERS = {SCORES: "attribution_reader", PEOPLE: "attribution_speakers", GROUP: "attribution_reports"}
_LABELS: dict[str, EntityLabel] = {
    "PERSON": "PERSON",
    "PER": "PERSON",
    "ORG": "ORG",
    "PLACE": "PLACE",
    "GPE": "PLACE",
    "LOC": "PLACE",
    "FAC": "PLACE",
}

Found = TypeVar("Found")


class Component(ABC, Generic[Found]):
    """One job on a Doc. Of it, a stored pipeline holds the config alone: the model is part of the package."""

    @abstractmethod
    def predict(self, doc: Doc) -> Found:
        """Return what is found in a Doc, and leave the Doc as it is."""

    @abstractmethod
    def set_annotations(self, doc: Doc, found: Found) -> None:
        """Write on a Doc what was found in its text."""

    def __call__(self, doc: Doc) -> Doc:
        self.set_annotations(doc, self.predict(doc))
        return doc


# Not in ``doc.user_data``: scores are megabytes of arrays, which no stored Doc should hold.
_kept: WeakKeyDictionary[Doc, dict[str, Any]] = WeakKeyDictionary()


def _get(doc: Doc, *, name: str) -> Any:
    return _kept.get(doc, {}).get(name)


def keep(doc: Doc, value: Any, *, name: str) -> None:
    """Leave something with a Doc for a later component; None takes it away."""
    if value is None:
        _kept.get(doc, {}).pop(name, None)
    else:
        _kept.setdefault(doc, {})[name] = value


def needed(doc: Doc, name: str, *, by: str) -> Any:
    """Return what an earlier component has left with a Doc under a name.

    Raises PipelineError where none has.
    """
    found = _get(doc, name=name)
    if found is None:
        raise missing(name, by=by)
    return found


def missing(name: str, *, by: str) -> PipelineError:
    """Return the error that says which component has to stand before another."""
    maker = _MAKERS[name]
    return PipelineError(
        f"{by} needs doc._.{name}, and this Doc has none: {maker} sets it. Put that before it in the pipeline "
        f'(nlp.add_pipe("{maker}", before="{by}")), or enable it again if it is disabled or excluded. Scores are '
        "there until attribution_reports has run, people until attribution_targets has"
    )


def attributions_of(doc: Doc) -> list[Attribution]:
    """Return the attributions that a Doc has, none where it has not been read."""
    return [from_json(row) for row in doc.user_data.get(GROUP, ())]


def needed_attributions(doc: Doc, *, by: str) -> list[Attribution]:
    """Return the attributions of a Doc.

    Raises PipelineError where no component has looked for them.
    """
    if GROUP not in doc.user_data:
        raise missing(GROUP, by=by)
    return attributions_of(doc)


def set_attributions(doc: Doc, attributions: Iterable[Attribution]) -> None:
    """Set the attributions of a Doc."""
    doc.user_data[GROUP] = [to_json(attribution) for attribution in attributions]


def labelled(spans: Iterable[DocSpan]) -> list[Entity]:
    """Return spans as entities with this package's four labels, whatever component set them."""
    return [Entity(s.start_char, s.end_char, _LABELS.get(s.label_, "OTHER")) for s in spans]


if not Doc.has_extension(GROUP):
    Doc.set_extension(GROUP, getter=attributions_of)
    for _name in (SCORES, PEOPLE):
        # With a setter, so that spaCy's doc_cleaner can take it away where no component uses it up.
        Doc.set_extension(_name, getter=partial(_get, name=_name), setter=partial(keep, name=_name))
