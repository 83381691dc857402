"""The database: SQLite, written only here. The tables are described in ``db/README.md``."""

from __future__ import annotations

from attribution.store.database import UNSET, Store, StoredArticle, StoredSpeaker
from attribution.store.graph.selecting import Edge, Graph, GraphFilter, Link, Month, Node, Relation, Selected
from attribution.store.reviews.decisions import Correction, Reviews
from attribution.store.reviews.queue import QueueFilter
from attribution.store.reviews.review_rows import Review, mark_of
from attribution.store.saving.decisions import Decision, Decisions, Linked
from attribution.store.saving.save import Saved
from attribution.store.search.finding import Quote

__all__ = [
    "UNSET",
    "Correction",
    "Decision",
    "Decisions",
    "Edge",
    "Graph",
    "GraphFilter",
    "Link",
    "Linked",
    "Month",
    "Node",
    "QueueFilter",
    "Quote",
    "Relation",
    "Review",
    "Reviews",
    "Saved",
    "Selected",
    "Store",
    "StoredArticle",
    "StoredSpeaker",
    "mark_of",
]
