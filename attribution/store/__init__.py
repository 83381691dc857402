"""The database: SQLite, written only here. The tables are described in ``db/README.md``."""

from __future__ import annotations

from attribution.store.database import UNSET, Store, StoredArticle
from attribution.store.saving import Saved
from attribution.store.search import Quote

__all__ = ["UNSET", "Quote", "Saved", "Store", "StoredArticle"]
