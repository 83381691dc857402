"""How sure an answer about a speaker must be to be given."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Below these an answer is more often wrong than useful, and "unresolved" or "unnamed" is given instead."""

    pronoun: float = 0.4
    thing: float = 0.6  # "it"
    nominal: float = 0.45  # "the senator"
    unmatched_nominal: float = 0.6  # the same, where nobody is called one
    continuation: float = 0.4  # a quotation without a source
