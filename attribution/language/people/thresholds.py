"""How sure an answer about a speaker must be to be given."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Thresholds:
    """When a name is given, and when "unresolved" or nobody named is answered.

    ``least`` is the least chance of a name. The others say, by the form of a source, how many times likelier than
    nobody named it must be: what is above is more often wrong than useful.
    """

    least: float = 0.3
    named: float = 0.4  # "Brask", "the Harbour Bank"
    pronoun: float = 1.0
    nominal: float = 1.0  # "the senator"
    described: float = 1.5  # "a spokesman for the bank"
    continuation: float = 1.0  # a quotation without a source

    def enough(self, form: str, *, sure: float, nobody: float) -> bool:
        """Tell whether a name is sure enough for a source of a form (``options.FORMS``), nobody named being so."""
        times = {
            "person": self.named,
            "body": self.named,
            "nominal": self.nominal,
            "unnamed": self.described,
            "empty": self.continuation,
        }
        return sure >= max(self.least, times.get(form, self.pronoun) * nobody)
