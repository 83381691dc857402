"""The lines of JSON that ``attribution extract`` writes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from attribution.reading.failures import Failure
from attribution.records import Article, Attribution


def as_row(article: Article, attributions: Iterable[Attribution]) -> dict[str, Any]:
    """Return an article and its attributions as the dict of one line."""
    return {
        "id": article.id,
        "text": article.text,
        "attributions": [_attribution(attribution) for attribution in attributions],
    }


def failed_row(failure: Failure) -> dict[str, Any]:
    """Return the dict of the line that stands for an input that failed."""
    return {"id": failure.id, "error": f"{failure.path}: {failure.reason}"}


def encode(row: Mapping[str, Any]) -> bytes:
    """Return a row as one line of JSON in UTF-8."""
    try:
        return json.dumps(row, ensure_ascii=False).encode("utf-8") + b"\n"
    except UnicodeEncodeError:
        # Half a surrogate pair, which a JSON line may state and UTF-8 cannot: only escapes can.
        return json.dumps(row).encode("ascii") + b"\n"


def _attribution(attribution: Attribution) -> dict[str, Any]:
    affiliation = attribution.affiliation
    return {
        "content": [list(span) for span in attribution.content],
        "source": [list(span) for span in attribution.source],
        "cue": [list(span) for span in attribution.cue],
        "speaker": attribution.speaker.name if attribution.speaker else None,
        "kind": attribution.kind,
        "act": attribution.act,
        "negated": attribution.negated,
        "hedged": attribution.hedged,
        "source_type": attribution.source_type,
        "addressee": list(attribution.addressee) if attribution.addressee else None,
        "affiliation": affiliation
        and {
            "role": affiliation.role,
            "organisation": affiliation.organisation,
            "evidence": [list(span) for span in affiliation.evidence],
            "state": affiliation.state,
            "party": affiliation.party,
        },
        "confidence": round(float(attribution.confidence), 4),
        "nested_in": attribution.nested_in,
        "targets": [
            {
                "name": target.name,
                "type": target.type,
                "mention": list(target.mention),
                "method": target.method,
                "own": target.own,
                "confidence": round(float(target.confidence), 4),
            }
            for target in attribution.targets
        ],
    }
