"""A quote as others cite it: a sentence, and a Web Annotation. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from attribution import __version__
from attribution.marking import Passage
from attribution.site import phrases
from attribution.site.pages.addresses import web
from attribution.site.pages.excerpts import holding
from attribution.store.reviews.review_rows import CORRECTABLE
from attribution.words.text import fold_key

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_ENTITY = "http://www.wikidata.org/entity/"
_AROUND = 32  # characters before and after the words, by which they are found in a page that was changed


def stated(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return speaker, role, organisation, quote and kind of a row of quotes: as corrected, else as found."""
    corrected = row.get("review") == "corrected"
    found = {name: row[f"corrected_{name}"] if corrected else row[name] for name in CORRECTABLE}
    return {**found, "quote": found["quote"] or row["quote"], "kind": found["kind"] or row["kind"]}


def beside(who: str, *values: str | None) -> list[str]:
    """Return what stands behind a name, a role and an organisation, but for those that its own words tell.

    A source without a name is called by its role: "the owner" is no "the owner, owner".
    """
    told = set(fold_key(who).split())
    return [value for value in values if value and not set(fold_key(value).split()) <= told]


def sentence(row: Mapping[str, Any]) -> str:
    """Return who said what and where it was printed, as one line of plain text.

    ``row`` is a row of quotes, with ``description``: what the article calls a source without a name.
    """
    said = stated(row)
    who = said["speaker"] or row["description"] or row["source"] or "Source not named"
    # What a source without a name is called has the role in it.
    role = (said["role"], said["organisation"]) if said["speaker"] else ()
    about = ", ".join(part for part in (who[:1].upper() + who[1:], *role) if part)
    if row["negated"]:
        verb = " is reported not to have said"
    elif said["kind"] == "indirect":
        verb = ", as the article retells it"
    else:
        verb = ""
    place = ", ".join(
        part
        for part in (
            f"“{row['title']}”" if row["title"] else "",
            row["outlet"],
            phrases.day(row["day"]),
            web(row["link"]),
        )
        if part
    )
    line = f"{about}{verb}: {said['quote']}" + (f" ({place})" if place else "")
    return " ".join(line.split())


def card(row: Mapping[str, Any], url: str) -> dict[str, str]:
    """Return what a link to a quote shows where it is shared: a title, a description, and the address itself."""
    said = stated(row)
    who = said["speaker"] or row["description"] or row["source"] or "Source not named"
    place = ", ".join(part for part in (row["outlet"], phrases.day(row["day"])) if part)
    title = phrases.shortened(" ".join(who.split()), 120) + (f" ({phrases.shortened(place, 80)})" if place else "")
    return {"title": title, "description": phrases.shortened(sentence(row), 300), "url": url}


@dataclass(frozen=True, slots=True)
class Places:
    """The addresses that an annotation names: its own, the quote's page, and the article's page."""

    own: str
    quote: str
    article: str


def annotation(
    row: Mapping[str, Any],
    passages: Sequence[Passage],
    spans: Sequence[tuple[int, int, str]],
    places: Places,
    *,
    wikidata: str | None = None,
    created: str | None = None,
) -> dict[str, Any]:
    """Return a quote as a W3C Web Annotation.

    ``spans`` are its content's start, end and words, ``passages`` what there is of the text. The target is the
    article's page on the web where it has an address there, else its page on this site; offsets count the
    characters of the text as it was read.
    """
    said = stated(row)
    source = web(row["link"]) or places.article
    who = said["speaker"] or row["description"] or row["source"]
    bodies: list[dict[str, Any]] = [
        {"type": "TextualBody", "purpose": "describing", "format": "text/plain", "value": sentence(row)}
    ]
    if who:
        bodies.append({"type": "TextualBody", "purpose": "identifying", "format": "text/plain", "value": who})
    if wikidata:
        bodies.append({"type": "SpecificResource", "purpose": "identifying", "source": f"{_ENTITY}{wikidata}"})
    for value in (said["kind"], row["act"]):
        bodies.append({"type": "TextualBody", "purpose": "classifying", "format": "text/plain", "value": value})
    made: dict[str, Any] = {
        "@context": _CONTEXT,
        "id": places.own,
        "type": "Annotation",
        "motivation": ["identifying", "describing"],
        "generator": {"type": "Software", "name": f"attribution {__version__}"},
        "via": places.quote,
        "body": bodies,
        "target": [_target(source, holding(passages, *span[:2]), *span) for span in spans],
    }
    if created:
        made["created"] = created
    return made


def _target(source: str, held: Passage | None, start: int, end: int, words: str) -> dict[str, Any]:
    quoted = {"type": "TextQuoteSelector", "exact": words}
    if held is not None:
        first, last = start - held.start, end - held.start
        quoted["prefix"] = held.text[max(0, first - _AROUND) : first]
        quoted["suffix"] = held.text[last : last + _AROUND]
    position = {"type": "TextPositionSelector", "start": start, "end": end}
    return {"type": "SpecificResource", "source": source, "selector": [quoted, position]}
