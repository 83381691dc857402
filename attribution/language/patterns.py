"""Pieces of regular expressions that several rules are made of: alternatives, to be put into a group."""

from __future__ import annotations

NOW_OR_THEN = "is|are|was|were"
BE = f"{NOW_OR_THEN}|be|been|being"
HAVE = "has|have|had"
DO = "do|does|did"
MODALS = "will|would|can|could|should|may|might|must"
NOT = "n[’']t"  # right after an auxiliary, as in "didn't"
# A full stop after these ends no sentence; to be put before a pattern of one.
NO_TITLE = r"(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bDr)(?<!\bSen)(?<!\bRep)(?<!\bGov)"
NO_TITLE_OR_INITIAL = rf"{NO_TITLE}(?<!\bGen)(?<!\b[A-Z])"
