"""How sure an answer about a speaker must be to be given."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Below these chances a name is more often wrong than useful, and "unresolved" or nobody named is answered."""

    pronoun: float = 0.35
    nominal: float = 0.4  # "the senator", "a spokesman for the bank"
    continuation: float = 0.35  # a quotation without a source
    named: float = 0.3

    def least(self, form: str) -> float:
        """The threshold for a source of a form (``options.FORMS``)."""
        if form in ("nominal", "unnamed"):
            return self.nominal
        if form in ("person", "body"):
            return self.named
        return self.continuation if form == "empty" else self.pronoun
