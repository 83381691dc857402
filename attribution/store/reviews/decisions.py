"""Reviewing: what people decide about single rows, kept with all that was decided before."""

from __future__ import annotations

import datetime
import json
import re
import sqlite3
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import get_args

from attribution.errors import UsageError
from attribution.records import Kind
from attribution.store.reviews.review_rows import (
    COLUMNS,
    CORRECTABLE,
    LATEST,
    PARTS,
    Part,
    Review,
    Verdict,
    about,
    mark_of,
    restate_quote,
    review_of,
)
from attribution.store.rows import Row, insert, rows
from attribution.store.saving.row_plan import JOINT, joined
from attribution.words.text import fold_key

REVIEWER_LENGTH, NAME_LENGTH, NOTE_LENGTH = 100, 300, 2_000


@dataclass(frozen=True, slots=True)
class Correction:
    """What a reviewer sets right: None leaves a value as it is shown, an empty text says that there is none.

    ``quote`` is words that stand in the article, its parts joined by " […] "; or ``content`` gives
    the spans themselves.
    """

    speaker: str | None = None
    role: str | None = None
    organisation: str | None = None
    quote: str | None = None
    kind: Kind | None = None
    content: tuple[tuple[int, int], ...] | None = None


class Reviews:
    """Reviewing on one connection. Use within a transaction; ``reviewer`` is noted with what is decided."""

    def __init__(self, db: sqlite3.Connection, *, reviewer: str) -> None:
        self._db = db
        self._reviewer = " ".join(clean("name of the reviewer", reviewer, REVIEWER_LENGTH).split())

    def expect(self, attribution_id: int, mark: str) -> None:
        """Raise UsageError where a row is not what the reviewer looked at (see ``mark_of``)."""
        quote = quote_row(self._db, attribution_id)
        (latest,) = self._db.execute(LATEST, (attribution_id,)).fetchone()
        if mark_of(quote, latest) != mark:
            raise UsageError(
                "This quote was changed or reviewed by somebody else while you looked at it: look at it again."
            )

    def check(self, attribution_ids: Iterable[int], *, note: str | None = None) -> list[Review]:
        """Say that these rows are right as the program found them."""
        found = [quote_row(self._db, one) for one in dict.fromkeys(attribution_ids)]
        return [self._add(quote, "checked", note) for quote in found]

    def wrong(self, attribution_id: int, parts: Iterable[Part], *, note: str | None = None) -> Review:
        """Say what is wrong in a row, one or several of content, source, speaker, affiliation, target."""
        named = set(parts)
        if odd := sorted(named - set(PARTS)):
            raise UsageError(f"{', '.join(odd)} can't be wrong in a row, only {', '.join(PARTS)}.")
        if not named:
            raise UsageError(f"Say what is wrong: one or several of {', '.join(PARTS)}.")
        quote = quote_row(self._db, attribution_id)
        return self._add(quote, "wrong", note, {"wrong": " ".join(part for part in PARTS if part in named)})

    def correct(self, attribution_id: int, correction: Correction, *, note: str | None = None) -> Review:
        """Say what a row should be. What is left out stays as it is shown: as an earlier correction has it."""
        quote = quote_row(self._db, attribution_id)
        values = self._corrected(quote, correction)
        if all((values[column] or "") == (quote[column] or "") for column in CORRECTABLE):
            raise UsageError(
                f"Nothing in this differs from what the program found in row {attribution_id}: "
                "give what is to be another, or mark the row as checked."
            )
        return self._add(quote, "corrected", note, values)

    def undo(self, review_id: int | None = None) -> Review:
        """Take back a review, this reviewer's last one unless another is named; the one before counts again."""
        if review_id is not None and abs(review_id) >= 2**63:  # more than SQLite has room for
            raise UsageError(f"There is no review {review_id}.")
        where = "undone IS NULL AND reviewer = :reviewer" if review_id is None else "id = :id"
        values = {"id": review_id, "reviewer": self._reviewer}
        found = rows(self._db, f"SELECT id, undone FROM reviews WHERE {where} ORDER BY id DESC LIMIT 1", values)
        if not found:
            raise UsageError(
                f"There is no review {review_id}: attribution review log shows the numbers."
                if review_id is not None
                else f"There is nothing to undo: no review by {self._reviewer} is in force."
            )
        if found[0]["undone"] is not None:
            raise UsageError(f"Review {found[0]['id']} was undone before, at {found[0]['undone']}.")
        values = {"id": found[0]["id"], "now": _now(), "reviewer": self._reviewer}
        self._db.execute("UPDATE reviews SET undone = :now, undone_by = :reviewer WHERE id = :id", values)
        undone = self._review(found[0]["id"])
        restate_quote(self._db, quote_row(self._db, undone.attribution_id))
        return undone

    def _add(self, quote: Row, verdict: Verdict, note: str | None, values: Row | None = None) -> Review:
        row: Row = {
            "attribution_id": quote["id"],
            "made": _now(),
            "reviewer": self._reviewer,
            "verdict": verdict,
            "note": "" if note is None else clean("note", note, NOTE_LENGTH),
            "seen_source": quote["source"],
            "seen_about": about(self._db, quote["id"]),
        }
        row |= {f"seen_{column}": quote[column] for column in CORRECTABLE}
        review_id = insert(self._db, "reviews", row | (values or {}))
        restate_quote(self._db, quote)
        return self._review(review_id)

    def _corrected(self, quote: Row, correction: Correction) -> Row:
        """Return the corrected row, whole: what is not given is what is shown."""
        shown = {column: quote[column] for column in CORRECTABLE} | {"content": None}
        before = rows(self._db, f"SELECT * FROM reviews WHERE id = ({LATEST})", (quote["id"],))
        if before and before[0]["verdict"] == "corrected":
            shown = {column: before[0][column] for column in shown}
        values: Row = dict(shown)
        for column in ("speaker", "role", "organisation"):
            given = getattr(correction, column)
            if given is not None:
                values[column] = " ".join(given.split()) and clean(column, " ".join(given.split()), NAME_LENGTH)
                values[column] = values[column] or None
        if correction.speaker is not None and values["speaker"]:
            values["speaker"] = self._as_stored(values["speaker"])
        if correction.kind is not None:
            if correction.kind not in get_args(Kind):
                raise UsageError(f"There is no kind {correction.kind!r}, only {', '.join(get_args(Kind))}.")
            values["kind"] = correction.kind
        if correction.quote is not None or correction.content is not None:
            values |= self._content(quote, correction, shown["quote"])
        return values

    def _as_stored(self, name: str) -> str:
        """Return a name as the only speaker of that name has it, with its accents; else as it was given."""
        found = self._db.execute("SELECT name FROM speakers WHERE folded = ?", (fold_key(name),)).fetchall()
        return str(found[0][0]) if len(found) == 1 else name

    def _content(self, quote: Row, correction: Correction, shown: str) -> Row:
        """Return the corrected quote and its spans, which have to stand in the article."""
        text, position = self._db.execute(
            "SELECT a.text, t.position FROM attributions t JOIN articles a ON a.id = t.article_id WHERE t.id = ?",
            (quote["id"],),
        ).fetchone()
        spans = correction.content
        if spans is None:
            wanted = correction.quote or ""
            if wanted.split() == shown.split():
                return {}
            spans = places(text, wanted, near=position)
        ordered = all(0 <= start < end <= len(text) for start, end in spans)
        ordered = ordered and all(one[1] <= other[0] for one, other in pairwise(spans))
        if not spans or not ordered:
            raise UsageError(f"The places {list(map(list, spans))} are not in order within the article's text.")
        return {"quote": joined(text, tuple(spans)), "content": json.dumps([list(span) for span in spans])}

    def _review(self, review_id: int) -> Review:
        return review_of(rows(self._db, f"SELECT {COLUMNS} FROM reviews WHERE id = ?", (review_id,))[0])


def places(text: str, words: str, *, near: int) -> tuple[tuple[int, int], ...]:
    """Return where words stand in a text, their parts joined by " […] ": the places nearest to ``near``.

    Any white space stands for any other. Raises UsageError where they are not there, in that order.
    """
    parts = [part.split() for part in words.split(JOINT.strip())]
    if not all(parts):
        raise UsageError("The quote is empty: give words that stand in the article.")
    spans: list[tuple[int, int]] = []
    for part in parts:
        pattern = re.compile(r"\s+".join(map(re.escape, part)))
        after = spans[-1][1] if spans else 0
        found = [match.span() for match in pattern.finditer(text, after)]
        if not found:
            raise UsageError(
                f"These words do not stand in the article{' after the ones before' if spans else ''}: "
                f"{' '.join(part)[:200]!r}. Copy them from it, with its quotation marks and accents."
            )
        spans.append(found[0] if spans else min(found, key=lambda span: abs(span[0] - near)))
    return tuple(spans)


def clean(what: str, text: str, length: int) -> str:
    """Return a text as it is kept. Raises UsageError where it is empty, too long or no text."""
    kept = text.strip()
    if not kept:
        raise UsageError(f"The {what} is empty.")
    if len(kept) > length:
        raise UsageError(f"The {what} has {len(kept):,} characters: {length:,} are the most.")
    if any(unicodedata.category(char) in {"Cc", "Cs"} and char not in "\n\r\t" for char in kept):
        raise UsageError(f"The {what} has characters in it that are no text.")
    return kept


def quote_row(db: sqlite3.Connection, quote_id: int) -> Row:
    """Return a row of quotes. Raises UsageError where there is none with that id."""
    # A number that SQLite has no room for is no row's either.
    small = abs(quote_id) < 2**63
    found = rows(db, "SELECT * FROM quotes WHERE id = ?", (quote_id,)) if small else []
    if not found:
        raise UsageError(
            f"There is no row {quote_id}: attribution review list and the table quotes show the numbers."
        )
    return found[0]


def review_log(
    db: sqlite3.Connection, *, attribution_id: int | None = None, limit: int | None = None
) -> list[Review]:
    """Return the reviews, of one row or of all, the newest first, at most ``limit``."""
    where = "1" if attribution_id is None else "attribution_id = :id"
    query = f"SELECT {COLUMNS} FROM reviews WHERE {where} ORDER BY id DESC LIMIT :limit"
    values = {"id": attribution_id, "limit": -1 if limit is None else limit}
    return [review_of(row) for row in rows(db, query, values)]


def _now() -> str:
    return datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds")
