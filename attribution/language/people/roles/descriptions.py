"""What an article says somebody is: a role and the body it is held in, with the words that say so."""

from __future__ import annotations

from dataclasses import dataclass

from attribution.records import Affiliation, Span, State
from attribution.words.text import fold_word

_STATES: dict[str, State] = {
    **dict.fromkeys(("former", "formerly", "ex", "then", "onetime", "erstwhile", "retired", "outgoing"), "former"),
    **dict.fromkeys(("acting", "interim"), "acting"),
    **dict.fromkeys(("elect", "designate"), "elect"),
}


def state_of(role: str | None) -> State | None:
    """Return how a role is held, by its own words: "former senator", "acting director", "governor-elect"."""
    words = fold_word(role or "").replace("-", " ").replace("one time", "onetime").split()
    return next((_STATES[word] for word in words if word in _STATES), None)


@dataclass(frozen=True, slots=True)
class Description:
    """What words say of somebody.

    ``head`` is the folded singular of the role's main word, ``span`` from the first to the last of the words that
    say so, ``sure`` how likely they say it of this person, and ``many`` whether the role is plural and so nobody's
    alone.
    """

    role: str | None
    organisation: str | None
    span: Span
    head: str = ""
    sure: float = 1.0
    many: bool = False
    party: str | None = None

    @property
    def affiliation(self) -> Affiliation:
        """The description as a record."""
        return Affiliation(self.role, self.organisation, (self.span,), state_of(self.role), self.party)
