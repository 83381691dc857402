"""Attributions as plain lists and dicts, and back: what a spaCy Doc can store and send."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from attribution.records import Affiliation, Attribution, Spans, Speaker, Target

_OWN = tuple(field.name for field in fields(Attribution))
_OF_SPEAKER = tuple(field.name for field in fields(Speaker))
_OF_AFFILIATION = tuple(field.name for field in fields(Affiliation))
_OF_TARGET = tuple(field.name for field in fields(Target))


def to_plain(attribution: Attribution) -> dict[str, Any]:
    """Return an attribution as dicts, lists, strings and numbers."""
    # Written out, as dataclasses.asdict copies every number for itself: a tenth of the time outside the encoder.
    row = {name: getattr(attribution, name) for name in _OWN}
    speaker, affiliation = attribution.speaker, attribution.affiliation
    row["speaker"] = speaker and {name: getattr(speaker, name) for name in _OF_SPEAKER}
    row["affiliation"] = affiliation and {name: getattr(affiliation, name) for name in _OF_AFFILIATION}
    row["targets"] = [{name: getattr(target, name) for name in _OF_TARGET} for target in attribution.targets]
    return row


def _spans(value: Any) -> Spans:
    return tuple((int(start), int(end)) for start, end in value)


def from_plain(row: dict[str, Any]) -> Attribution:
    """Return the attribution that ``to_plain`` made ``row`` from, also where tuples became lists on the way."""
    speaker, affiliation = row["speaker"], row["affiliation"]
    if speaker is not None:
        mention = speaker["mention"]
        speaker = Speaker(**{**speaker, "mention": None if mention is None else tuple(mention)})
    if affiliation is not None:
        affiliation = Affiliation(**{**affiliation, "evidence": _spans(affiliation["evidence"])})
    return Attribution(
        content=_spans(row["content"]),
        source=_spans(row["source"]),
        cue=_spans(row["cue"]),
        kind=row["kind"],
        confidence=row["confidence"],
        speaker=speaker,
        affiliation=affiliation,
        nested_in=row["nested_in"],
        act=row["act"],
        negated=row["negated"],
        hedged=row["hedged"],
        source_type=row["source_type"],
        addressee=None if row["addressee"] is None else tuple(row["addressee"]),
        targets=tuple(Target(**{**target, "mention": tuple(target["mention"])}) for target in row["targets"]),
    )
