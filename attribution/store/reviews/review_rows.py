"""What a review says, and what the quotes show of the one in force.

A review is of the words that its reviewer saw. Where a later reading makes others of them, the quote
says "changed since" and waits for another look, whatever the verdict was.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from attribution.records import Kind
from attribution.store.graph.same_words import same_words
from attribution.store.rows import Row, rows, update
from attribution.words.text import fold_key, search_form

Verdict = Literal["checked", "wrong", "corrected"]
Part = Literal["content", "source", "speaker", "affiliation", "target"]
VERDICTS: Final[tuple[Verdict, ...]] = ("checked", "wrong", "corrected")
PARTS: Final[tuple[Part, ...]] = ("content", "source", "speaker", "affiliation", "target")
CHANGED: Final = "changed since"
CORRECTABLE: Final = ("speaker", "role", "organisation", "quote", "kind")
LATEST: Final = "SELECT max(id) FROM reviews WHERE attribution_id = ? AND undone IS NULL"


@dataclass(frozen=True, slots=True)
class Review:
    """What a reviewer decided about an attribution.

    ``wrong`` names what is wrong. ``speaker``, ``role``, ``organisation``, ``quote`` and ``kind`` are
    the corrected row, whole (None where it has none), and ``content`` the corrected quote's spans as
    JSON; all None unless the verdict is "corrected". What starts with ``seen`` is the row as it was
    then, ``seen_about`` the people it was about. ``undone`` is when it was taken back, ``undone_by`` by whom.
    """

    id: int
    attribution_id: int
    made: str
    reviewer: str
    verdict: Verdict
    wrong: tuple[Part, ...]
    note: str
    speaker: str | None
    role: str | None
    organisation: str | None
    quote: str | None
    kind: Kind | None
    content: str | None
    seen_speaker: str | None
    seen_role: str | None
    seen_organisation: str | None
    seen_quote: str
    seen_kind: Kind
    seen_source: str | None
    seen_about: str
    undone: str | None
    undone_by: str | None


COLUMNS: Final = ", ".join(Review.__dataclass_fields__)


def review_of(row: Row) -> Review:
    """Return a row of the table as a record."""
    return Review(**row | {"wrong": tuple(row["wrong"].split())})


def about(db: sqlite3.Connection, attribution_id: int) -> str:
    """Return the names that an attribution is about, for comparing: in order, joined by semicolons."""
    query = "SELECT DISTINCT name FROM targets WHERE attribution_id = ? AND own = 0 ORDER BY folded, name"
    return "; ".join(name for (name,) in db.execute(query, (attribution_id,)) if name)


def mark_of(quote: Mapping[str, Any], latest: int | None) -> str:
    """Return a mark of what a reviewer looks at: a row of quotes, and the number of its review in force.

    What is sent back with the review tells whether it is still what they saw.
    """
    seen = [*(quote[column] for column in (*CORRECTABLE, "source", "review", "found")), latest]
    return hashlib.sha256(json.dumps(seen).encode()).hexdigest()[:24]


def restate(db: sqlite3.Connection, article_id: int) -> int:
    """Bring what the quotes of an article show of their reviews up to date; return how many changed."""
    query = """
        SELECT * FROM quotes WHERE article_id = ? AND (
            review != '' OR EXISTS (SELECT 1 FROM reviews WHERE attribution_id = quotes.id)
        ) ORDER BY id
    """
    return sum(restate_quote(db, quote) for quote in rows(db, query, (article_id,)))


def restate_quote(db: sqlite3.Connection, quote: Row) -> int:
    """Bring what one row of quotes shows of its review up to date; return 1 where that changed it."""
    found = rows(db, f"SELECT * FROM reviews WHERE id = ({LATEST})", (quote["id"],))
    review = found[0] if found else None
    stands = review is not None and _stands(db, review, quote)
    corrected = review if review is not None and stands and review["verdict"] == "corrected" else None
    values: Row = {"review": "" if review is None else review["verdict"] if stands else CHANGED}
    values |= {f"corrected_{column}": corrected[column] if corrected else None for column in CORRECTABLE}
    values |= search_helpers({**quote, **values})
    return update(db, "quotes", quote, values)


def search_helpers(quote: Row) -> Row:
    """Return the columns of a row of quotes that only serve the search.

    They hold what the row has in plain letters, where that differs, and the words of a correction, by
    which it is found as well.
    """
    who = [search_form(quote[column]) for column in ("speaker", "role", "organisation", "source")]
    corrected = [quote.get(f"corrected_{column}") for column in ("speaker", "role", "organisation")]
    who += [form for each in corrected for form in (each, search_form(each))]
    words = [search_form(quote["quote"]), quote.get("corrected_quote"), search_form(quote.get("corrected_quote"))]
    return {"who_plain": _joined(who), "quote_plain": _joined(words)}


def _joined(forms: list[str | None]) -> str | None:
    return " ".join(dict.fromkeys(form for form in forms if form)) or None


def _stands(db: sqlite3.Connection, review: Row, quote: Row) -> bool:
    """Tell whether a row of quotes still says what its reviewer saw, or what they corrected it to."""
    if _same(db, quote, {column: review[f"seen_{column}"] for column in CORRECTABLE}):
        wrong = review["wrong"].split()
        same_source = "source" not in wrong or quote["source"] == review["seen_source"]
        return same_source and ("target" not in wrong or about(db, quote["id"]) == review["seen_about"])
    return review["verdict"] == "corrected" and _same(db, quote, review)


def _same(db: sqlite3.Connection, quote: Row, other: Row) -> bool:
    """Tell whether two rows say the same.

    Marks, case and spaces may differ, and a speaker or organisation may go by another of its names:
    that two spellings were found to be one person is no news of this quote.
    """
    return (
        quote["kind"] == other["kind"]
        and _folded(quote["role"]) == _folded(other["role"])
        and same_words(quote["quote"]) == same_words(other["quote"])
        and (
            _folded(quote["speaker"]) == _folded(other["speaker"])
            or _has_name(db, quote, other["speaker"], _SPEAKER_NAMES)
        )
        and (
            _folded(quote["organisation"]) == _folded(other["organisation"])
            or _has_name(db, quote, other["organisation"], _ORGANISATION_NAMES)
        )
    )


_SPEAKER_NAMES = "SELECT 1 FROM appearances WHERE folded = :name AND speaker_id = :speaker_id"
_ORGANISATION_NAMES = """
    SELECT 1 FROM attributions t JOIN affiliations a ON a.id = t.affiliation_id
    JOIN organisation_names n ON n.organisation_id = a.organisation_id
    WHERE t.id = :id AND n.folded = :name
"""


def _has_name(db: sqlite3.Connection, quote: Row, name: str | None, query: str) -> bool:
    if not name:
        return False
    values = {"id": quote["id"], "speaker_id": quote["speaker_id"], "name": fold_key(name)}
    return db.execute(f"{query} LIMIT 1", values).fetchone() is not None


def _folded(name: str | None) -> str:
    return fold_key(name) if name else ""
