"""The database: SQLite, written only here. The tables are described in ``db/README.md``."""

from __future__ import annotations

from attribution.store.database import UNSET, Store, StoredArticle, StoredSpeaker
from attribution.store.graph.selecting import Edge, Graph, Link, Month, Node, Selected, Selection
from attribution.store.reviews.decisions import Correction, Reviews
from attribution.store.reviews.queue import Waiting, Waits
from attribution.store.reviews.review_rows import Review, mark_of
from attribution.store.saving.decisions import Decision, Decisions, Linked
from attribution.store.saving.save import Saved
from attribution.store.search.by_words import Quote

__all__ = [
    "UNSET",
    "Correction",
    "Decision",
    "Decisions",
    "Edge",
    "Graph",
    "Link",
    "Linked",
    "Month",
    "Node",
    "Quote",
    "Review",
    "Reviews",
    "Saved",
    "Selected",
    "Selection",
    "Store",
    "StoredArticle",
    "StoredSpeaker",
    "Waiting",
    "Waits",
    "mark_of",
]
