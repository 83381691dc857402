"""The one JSON form of the records: what ``attribution extract`` prints, a Doc keeps and the evaluation reads.

It is a published format: a key keeps its meaning, new ones may come. A span is ``[start, end]``. ``speaker`` is
the name alone; the rest of the record ``Speaker`` is ``resolution``: how the source was resolved, None where
nobody tried. Spans stay the record's own tuples, which JSON writes as lists; reading takes either.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import fields
from operator import attrgetter
from typing import Any

from attribution.records import Affiliation, Article, Attribution, Candidate, Spans, Speaker, Target

# Decimals kept of a confidence that leaves the program: the last digits of a model's sums differ from machine to
# machine, and a row should not change for them.
DECIMALS = 4


def _form(kind: type, *, without: str = "") -> Callable[[Any], dict[str, Any]]:
    """Return what makes a record of a kind a dict of its fields, but for one."""
    # dataclasses.asdict would copy every number for itself: a tenth of the time outside the encoder.
    names = tuple(field.name for field in fields(kind) if field.name != without)
    values = attrgetter(*names)
    return lambda record: dict(zip(names, values(record), strict=True))


_attribution, _affiliation, _target = _form(Attribution), _form(Affiliation), _form(Target)
_resolution, _candidate = _form(Speaker, without="name"), _form(Candidate)
# Where it was read from is left out: the folders of a machine are nobody's business.
_article = _form(Article, without="path")


def to_json(attribution: Attribution) -> dict[str, Any]:
    """Return an attribution as dicts, lists, tuples, strings and numbers, its confidences in full."""
    row, speaker, affiliation = _attribution(attribution), attribution.speaker, attribution.affiliation
    row["speaker"] = None if speaker is None else speaker.name
    row["resolution"] = None if speaker is None else _resolved(speaker)
    row["affiliation"] = None if affiliation is None else _affiliation(affiliation)
    row["targets"] = [_target(target) for target in attribution.targets]
    return row


def _resolved(speaker: Speaker) -> dict[str, Any]:
    return {**_resolution(speaker), "candidates": [_candidate(one) for one in speaker.candidates]}


def from_json(row: dict[str, Any]) -> Attribution:
    """Return the attribution that ``to_json`` made ``row`` from, also where tuples became lists on the way."""
    own = {**row}
    resolution, affiliation, addressee = own.pop("resolution"), row["affiliation"], row["addressee"]
    own["content"] = spans_from_json(row["content"])
    own["source"] = spans_from_json(row["source"])
    own["cue"] = spans_from_json(row["cue"])
    own["targets"] = tuple([Target(**{**one, "mention": tuple(one["mention"])}) for one in row["targets"]])
    if resolution is not None:
        mention = resolution["mention"]
        speaker = {**resolution, "name": row["speaker"], "mention": None if mention is None else tuple(mention)}
        speaker["candidates"] = tuple(Candidate(**one) for one in resolution.get("candidates", ()))
        own["speaker"] = Speaker(**speaker)
    if affiliation is not None:
        own["affiliation"] = Affiliation(**{**affiliation, "evidence": spans_from_json(affiliation["evidence"])})
    if addressee is not None:
        own["addressee"] = tuple(addressee)
    return Attribution(**own)


def spans_from_json(value: Iterable[Any]) -> Spans:
    """Return spans from the lists, or tuples, that they are in JSON."""
    return tuple([(start, end) for start, end in value])


def line_of(article: Article, attributions: Iterable[Attribution]) -> dict[str, Any]:
    """Return an article with its attributions as the dict of one line, the confidences rounded."""
    found = [to_json(attribution) for attribution in attributions]
    for row in found:
        for part in (row, row["resolution"], *row["targets"]):
            if part is not None:
                part["confidence"] = round(float(part["confidence"]), DECIMALS)
    return {"id": article.id, **_article(article), "attributions": found}
