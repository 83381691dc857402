"""Anything to ``Article``: files, folders, web pages and JSON Lines.

``read_paths`` is the way in. One broken input becomes a ``Failure`` and never stops the others.
"""

from __future__ import annotations

from attribution.reading.estimates import estimate
from attribution.reading.failures import Failure, Notice
from attribution.reading.paths import read_paths
from attribution.reading.wellformed import well_formed

__all__ = ["Failure", "Notice", "estimate", "read_paths", "well_formed"]
