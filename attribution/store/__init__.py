"""The database: SQLite, written only here. The tables are described in ``db/README.md``."""

from __future__ import annotations

from attribution.store.database import UNSET, Store, StoredArticle, StoredSpeaker
from attribution.store.decisions import Decision, Decisions, Linked
from attribution.store.review_queue import Waiting, Waits
from attribution.store.review_rows import Review, mark_of
from attribution.store.reviews import Correction, Reviews
from attribution.store.saving import Saved
from attribution.store.search import Quote
from attribution.store.selecting import Edge, Graph, Link, Month, Node, Selected, Selection

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
