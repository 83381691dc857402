"""How sure an answer about a speaker must be to be given."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Below these chances a name is more often wrong than useful, and "unresolved" or nobody named is answered."""

    pronoun: float = 0.35
    nominal: float = 0.35  # "the senator", "a spokesman for the bank"
    continuation: float = 0.35  # a quotation without a source
    named: float = 0.3
    over_nobody: float = 1.5  # how many times likelier than nobody named a name must be

    def enough(self, form: str, *, sure: float, nobody: float) -> bool:
        """Tell whether a name is sure enough for a source of a form (``options.FORMS``), nobody named being so."""
        least = self.continuation if form == "empty" else self.pronoun
        if form in ("nominal", "unnamed"):
            least = self.nominal
        elif form in ("person", "body"):
            least = self.named
        return sure >= max(least, self.over_nobody * nobody)
