"""Everything that leaves the database as files."""

from __future__ import annotations

from attribution.exporting.csv_files import Exported, export_csv, harmless

__all__ = ["Exported", "export_csv", "harmless"]
