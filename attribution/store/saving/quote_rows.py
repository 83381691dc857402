"""The journalist's table: a row of quotes for each attribution of an article, with the same id."""

from __future__ import annotations

from collections.abc import Sequence

from attribution.store.reviews.review_rows import restate, search_helpers
from attribution.store.rows import Row, rows
from attribution.store.saving.changes import Changes
from attribution.store.saving.row_plan import RowPlan
from attribution.store.search.filter_tokens import about_plain


def save_quotes(changes: Changes, article: Row, wanted: Sequence[RowPlan], ids: Sequence[int]) -> None:
    """Bring the quotes of an article to its attributions, whose rows have these ``ids``."""
    before = {row["id"]: row for row in changes.of("quotes", article["id"])}
    query = """
        SELECT t.id, t.speaker_id, s.name AS speaker, o.name AS organisation FROM attributions t
        LEFT JOIN speakers s ON s.id = t.speaker_id
        LEFT JOIN affiliations a ON a.id = t.affiliation_id
        LEFT JOIN organisations o ON o.id = a.organisation_id
        WHERE t.article_id = ?
    """
    who = {row["id"]: row for row in rows(changes.db, query, (article["id"],))}
    for row_id, row in zip(ids, wanted, strict=True):
        outer = None if row.nested_in is None else ids[row.nested_in]
        values = _quote(row, outer, article, who[row_id])
        if row_id not in before:
            changes.insert("quotes", values | search_helpers(values))
        else:
            helpers = search_helpers(before[row_id] | values)
            changes.touched += changes.update("quotes", before[row_id], values | helpers)
    for row_id in before.keys() - set(ids):  # kept for its review
        values = {column: article[column] for column in ("outlet", "day", "title")} | {"link": article["url"]}
        changes.touched += changes.update("quotes", before[row_id], values | {"found": 0})
    changes.touched += restate(changes.db, article["id"])


def _quote(row: RowPlan, nested_in: int | None, article: Row, who: Row) -> Row:
    """Return the row of quotes; ``who`` is the attribution's id, with the speaker and organisation it has."""
    role = row.affiliation.role if row.affiliation else None
    return {
        "id": who["id"],
        "speaker": who["speaker"],
        "role": role,
        "organisation": who["organisation"],
        "quote": row.quote,
        "kind": row.kind,
        "cue": row.cue,
        "source": row.source,
        "outlet": article["outlet"],
        "day": article["day"],
        "title": article["title"],
        "link": article["url"],
        "confidence": row.confidence,
        "speaker_type": row.speaker_type,
        "method": row.method,
        "speaker_id": who["speaker_id"],
        "article_id": article["id"],
        "act": row.act,
        "negated": row.negated,
        "hedged": row.hedged,
        "nested_in": nested_in,
        "source_type": row.source_type,
        "addressee": row.addressee,
        "found": 1,
        "about_plain": about_plain(row.about),
    }
