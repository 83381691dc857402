"""What articles say of persons, as far as it tells two of one name apart or shows that they are one. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache, partial

from attribution.words import lists
from attribution.words.text import fold_key

_words = partial(lists.words, "walks_of_life")

_FIELD = lists.by_word("walks_of_life", "fields")
_BRIDGES = frozenset(lists.groups("walks_of_life", "bridges"))
_SEATED = _words("seats")
_OFFICES = _words("offices")
_COMMON_BODIES = _words("common bodies")
_TITLE_ROLES = lists.by_word("walks_of_life", "short titles")
_PARTIES = lists.by_word("walks_of_life", "parties")


@dataclass(frozen=True, slots=True)
class Profile:
    """What articles say of a person, as far as it can tell one person from another."""

    fields: frozenset[str] = field(default_factory=frozenset)
    heads: frozenset[str] = field(default_factory=frozenset)
    bodies: frozenset[str] = field(default_factory=frozenset)
    parties: frozenset[str] = field(default_factory=frozenset)
    seats: frozenset[tuple[str, str]] = field(default_factory=frozenset)

    def together(self, other: Profile) -> Profile:
        """Return what both say."""
        return Profile(
            self.fields | other.fields,
            self.heads | other.heads,
            self.bodies | other.bodies,
            self.parties | other.parties,
            self.seats | other.seats,
        )


NOTHING = Profile()


@lru_cache(maxsize=65536)
def profile(role: str | None, body: str | None) -> Profile:
    """Return what a stated role and organisation (each as written, or None) say."""
    heads = _heads(role) if role else frozenset()
    folded = fold_key(body).removeprefix("the ") if body else ""
    party = folded.removesuffix(" party") if folded.endswith(" party") or folded in _PARTIES else ""
    party = _PARTIES.get(party, party)
    return Profile(
        fields=frozenset(_FIELD[head] for head in heads if head in _FIELD),
        heads=heads,
        bodies=frozenset({folded} if folded and not party and folded not in _COMMON_BODIES else ()),
        parties=frozenset({party} if party else ()),
        seats=frozenset((head, folded) for head in heads & _SEATED if folded and not party),
    )


@lru_cache(maxsize=65536)
def conflict(one: Profile, other: Profile) -> bool:
    """Tell whether two profiles are hardly one person's: a footballer and a senator, mayors of two towns."""
    if one.fields and other.fields and not (one.fields & other.fields):
        pairs = (frozenset((a, b)) for a in one.fields for b in other.fields)
        if not any(pair in _BRIDGES for pair in pairs):
            return True
    if one.parties and other.parties and not (one.parties & other.parties):
        return True
    for head, body in one.seats:
        bodies = [b for h, b in other.seats if h == head]
        if bodies and not any(set(body.split()) & set(b.split()) for b in bodies):
            return True
    return False


def agree(one: Profile, other: Profile, *, strictly: bool) -> bool:
    """Tell whether two profiles have something in common that few share.

    ``strictly`` for names that say little (a surname alone): then an ordinary role in common
    ("spokesman") does not count, only an office ("minister") or a body.
    """
    if one.bodies & other.bodies:
        return True
    shared = one.heads & other.heads
    return bool(shared & _OFFICES) if strictly else bool(shared)


def _heads(role: str) -> frozenset[str]:
    """Return the words that name a role: before "of", "for" or "at", the last known one of each part."""
    found = set()
    for part in role.casefold().replace(" and ", ",").replace("/", ",").split(","):
        words = [_TITLE_ROLES.get(word, word) for word in fold_key(part).split()]
        for mark in ("of", "for", "at", "in", "from", "to"):
            if mark in words[1:]:
                words = words[: words.index(mark, 1)]
        known = [word for word in words if word in _FIELD or word in _OFFICES]
        if known or words:
            head = known[-1] if known else words[-1]
            found.add("vice president" if head == "president" and "vice" in words else head)
    return frozenset(found)
