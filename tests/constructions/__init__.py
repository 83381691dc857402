"""Reported speech, one construction a row: the tables that ``test_constructions.py`` runs through the model.

To add a line to one of the modules beside this: ``row(name, text with marks (see marked.py), said(speaker,
kind))``, with one ``said`` for each numbered attribution, in order; no ``said`` where nobody says anything.
``said(None, ...)`` is a source without a name. A known failure gets ``xfail="why it fails"`` and fails the test
run once it works.
"""

from __future__ import annotations

from constructions.forms import HEADLINES, INDIRECT, NESTED, NO_STATEMENT
from constructions.quoted import BROKEN, DIRECT, MIXED, SPLIT
from constructions.row import Said
from constructions.sources import SOURCES

__all__ = ["ROWS", "Said"]

ROWS = [*DIRECT, *SPLIT, *MIXED, *INDIRECT, *SOURCES, *HEADLINES, *BROKEN, *NESTED, *NO_STATEMENT]
