"""How pages call what the tables hold."""

from __future__ import annotations

from collections.abc import Mapping

KINDS = {
    "direct": "all in quotation marks",
    "mixed": "partly in quotation marks",
    "indirect": "in the article's words",
}
ACTS = {
    "speech": "said",
    "writing": "wrote",
    "belief": "believes",
    "intention": "intends",
    "feeling": "feels",
    "perception": "saw or heard",
    "evidence": "shows",
    "other": "something else",
}
SOURCE_TYPES = {
    "person": "a person by name",
    "organisation": "an organisation",
    "document": "a document",
    "unnamed_person": "an unnamed person",
    "unnamed_group": "an unnamed group",
    "outlet": "the article's own outlet",
    "public": "the public",
    "none": "nobody in particular",
}

# The states of a review, as addresses have them (attribution.filters).
REVIEWS = {
    "none": "not reviewed",
    "checked": "checked: right as found",
    "wrong": "wrong",
    "corrected": "corrected",
    "changed": "changed since its review",
}


def with_meaning(value: str, words: Mapping[str, str]) -> str:
    """Return a value of a table with what it means behind it."""
    return f"{value} ({words[value]})" if value in words else value


def sureness(confidence: float) -> str:
    """Return in words how sure the program is of a quote, from its confidence between 0 and 1."""
    if confidence >= 0.9:
        return "very sure"
    if confidence >= 0.75:
        return "sure"
    if confidence >= 0.5:
        return "rather sure"
    return "unsure"
