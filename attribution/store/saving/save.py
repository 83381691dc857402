"""Saving one article: bring its rows to what the newest reading found, and touch nothing else.

Everything here runs inside the transaction of its caller (``Store.save``).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from attribution.records import Article, Attribution
from attribution.store.rows import drop_orphans
from attribution.store.saving.affiliation_rows import affiliations_of, drop_stale_affiliations, save_affiliations
from attribution.store.saving.article_rows import save_article
from attribution.store.saving.changes import Changes
from attribution.store.saving.entities import ORGANISATIONS, SPEAKERS, settle
from attribution.store.saving.name_rows import drop_stale_names, save_appearances, save_organisation_names
from attribution.store.saving.quote_rows import save_quotes
from attribution.store.saving.row_plan import plan_rows
from attribution.store.saving.statement_rows import Statements


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of an article: its row id, its status, and its attributions by what was done to them.

    ``kept`` are those that only stay because a person reviewed them: this reading does not find them.

    ``unchanged`` means that no row of the article was touched but for the note of which run saw it last.
    """

    article_id: int
    status: Literal["new", "unchanged", "updated"]
    attributions: int
    added: int
    changed: int
    removed: int
    kept: int = 0

    @property
    def new(self) -> bool:
        return self.status == "new"

    @property
    def unchanged(self) -> bool:
        return self.status == "unchanged"

    @property
    def updated(self) -> bool:
        return self.status == "updated"


def save(
    connection: sqlite3.Connection, article: Article, attributions: Sequence[Attribution], *, run_id: int
) -> Saved:
    """Bring the rows of ``article`` to ``attributions``. Raises StoreError for spans outside the text.

    Foreign keys give the order: what is pointed to is written first and deleted last.
    """
    wanted = plan_rows(article, attributions)
    changes = Changes(connection, run_id)
    stored, new = save_article(changes, article)
    article_id: int = stored["id"]
    statements = Statements(changes, article_id, wanted)
    statements.remove_missing()
    appearances = save_appearances(changes, stored, wanted)
    bodies = save_organisation_names(changes, stored, wanted)
    links, affiliations = save_affiliations(changes, stored, wanted, appearances, bodies)
    ids = statements.save(links)
    # What is kept for its review keeps its speaker, role and organisation.
    stated = affiliations_of(changes, statements.kept)
    named = {row["appearance_id"] for row in (*statements.kept, *stated)}
    called = {row["organisation_name_id"] for row in stated}
    drop_stale_affiliations(changes, article_id, affiliations | {row["id"] for row in stated})
    drop_stale_names(changes, SPEAKERS, article_id, set(appearances.values()) | named)
    drop_stale_names(changes, ORGANISATIONS, article_id, set(bodies.values()) | called)
    _settle(changes, article_id)
    save_quotes(changes, stored, wanted, ids)
    drop_orphans(connection, changes.left)
    return Saved(
        article_id=article_id,
        status="new" if new else "updated" if changes.total else "unchanged",
        attributions=len(wanted),
        added=changes.added,
        changed=changes.changed,
        removed=changes.removed,
        kept=len(statements.kept),
    )


def _settle(changes: Changes, article_id: int) -> None:
    """Decide who is who where this article changed something, and carry that to all rows."""
    settled = settle(changes.db, changes.blocks, articles=[article_id], gone=changes.gone)
    changes.touched += settled.touched[article_id]
    for table, ids in settled.left.items():
        changes.left[table] |= ids
