"""Carrying who is who to the rows of an article that repeat it."""

from __future__ import annotations

import json
import sqlite3

from attribution.store.reviews.review_rows import restate, search_helpers
from attribution.store.rows import insert, rows, update
from attribution.store.saving.target_speakers import set_in_article


def update_copies(db: sqlite3.Connection, article_id: int) -> int:
    """Bring the rows of one article to its names' speakers and organisations; return how many changed."""
    return (
        _attributions(db, article_id)
        + _affiliations(db, article_id)
        + _quotes(db, article_id)
        + _speaker_names(db, article_id)
        + set_in_article(db, article_id)
        + restate(db, article_id)
    )


def _attributions(db: sqlite3.Connection, article_id: int) -> int:
    cursor = db.execute(
        """
        UPDATE attributions AS t SET speaker_id = (SELECT speaker_id FROM appearances WHERE id = t.appearance_id)
        WHERE t.article_id = ?
        AND t.speaker_id IS NOT (SELECT speaker_id FROM appearances WHERE id = t.appearance_id)
        """,
        (article_id,),
    )
    return cursor.rowcount


def _affiliations(db: sqlite3.Connection, article_id: int) -> int:
    query = """
        SELECT a.*, p.speaker_id AS now_speaker, o.id AS now_organisation, o.name AS organisation
        FROM affiliations a LEFT JOIN appearances p ON p.id = a.appearance_id
        LEFT JOIN organisation_names n ON n.id = a.organisation_name_id
        LEFT JOIN organisations o ON o.id = n.organisation_id
        WHERE a.article_id = ? ORDER BY a.id
    """
    touched = 0
    for row in rows(db, query, (article_id,)):
        label = ", ".join(part for part in (row["role"], row["organisation"]) if part)
        values = {"speaker_id": row["now_speaker"], "organisation_id": row["now_organisation"], "label": label}
        touched += update(db, "affiliations", row, values)
    return touched


def _quotes(db: sqlite3.Connection, article_id: int) -> int:
    query = """
        SELECT q.*, s.id AS now_id, s.name AS now_speaker, o.name AS now_organisation FROM quotes q
        JOIN attributions t ON t.id = q.id
        LEFT JOIN speakers s ON s.id = t.speaker_id
        LEFT JOIN affiliations a ON a.id = t.affiliation_id
        LEFT JOIN organisations o ON o.id = a.organisation_id
        WHERE q.article_id = ? ORDER BY q.id
    """
    touched = 0
    for row in rows(db, query, (article_id,)):
        values = {
            "speaker": row["now_speaker"],
            "speaker_id": row["now_id"],
            "organisation": row["now_organisation"],
        }
        touched += update(db, "quotes", row, values | search_helpers(row | values))
    return touched


def _speaker_names(db: sqlite3.Connection, article_id: int) -> int:
    """Bring the names that the article writes for its speakers to those of its appearances."""
    query = "SELECT speaker_id, forms FROM appearances WHERE article_id = ? ORDER BY id"
    wanted = dict.fromkeys(
        (row["speaker_id"], form) for row in rows(db, query, (article_id,)) for form in json.loads(row["forms"])
    )
    query = "SELECT * FROM speaker_names WHERE article_id = ?"
    before = {(row["speaker_id"], row["name"]): row["id"] for row in rows(db, query, (article_id,))}
    missing = [key for key in wanted if key not in before]
    for speaker_id, name in missing:
        insert(db, "speaker_names", {"speaker_id": speaker_id, "name": name, "article_id": article_id})
    stale = [(before[key],) for key in before if key not in wanted]
    db.executemany("DELETE FROM speaker_names WHERE id = ?", stale)
    return len(missing) + len(stale)
