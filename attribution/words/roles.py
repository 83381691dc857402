"""What people are: offices, jobs, standings, families.

The lists are open: what is not in them is handled by its ending, so that an unknown word costs certainty, not a
result.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import cast

from attribution.words import lists
from attribution.words.titles import OFFICE_TITLES, Gender
from attribution.words.word_classes import QUANTIFIERS, singular

_words = partial(lists.words, "roles")

# A place or a nationality before these is whom they serve, not where they are from.
OFFICE_ROLES = _words("office")
ROLES = OFFICE_TITLES | OFFICE_ROLES | _words("other")
ROLE_MODIFIERS = _words("modifiers")
PORTFOLIOS = _words("portfolios")
PARTY_WORDS = _words("parties and faiths")
PARTY_MEMBERS = _words("party members")
PARTY_LETTERS = {letter: party for party, (letter,) in lists.labelled("roles", "party letters")}
GENERIC_PERSON = _words("generic")
ROLE_FAMILIES = lists.groups("roles", "families")
GENDERED = cast("dict[str, Gender]", lists.by_word("roles", "gendered"))
KINSHIP = _words("kinship")
STANDINGS = KINSHIP | _words("standings")
_NO_ROLES = _words("no roles")
_ENDINGS = tuple(_words("endings"))


def is_role(word: str) -> bool:
    """Whether a lower-case word names what a person is or does, by list or by its ending."""
    base = singular(word)
    if word in ROLES or base in ROLES or base in GENDERED or base in KINSHIP:
        return True
    for lead in ("ex-", "co-", "vice-", "former-", "then-"):
        if base.startswith(lead):
            return is_role(base[len(lead) :])
    if base.endswith(("-elect", "-designate", "-general", "-in-chief", "-in-law")):
        return is_role(base.split("-")[0])
    if len(base) < 6 or base in _NO_ROLES:
        return False
    return base.endswith(_ENDINGS) or (base.endswith(("ist", "er", "or")) and "-" not in base)


def are_figures(words: Sequence[str]) -> bool:
    """Whether lower-case words up to "figures" mean people ("several leading figures") and no numbers."""
    people = QUANTIFIERS | ROLE_MODIFIERS - {"new", "official"}
    return words[-1] in ("figure", "figures") and not people.isdisjoint(words[:-1])


def is_listed(word: str) -> bool:
    """Whether a lower-case word is a role that is known, not only one that ends like a role ("charmer")."""
    base = singular(word)
    known = base in ROLES or base.rpartition("-")[2] in ROLES
    return known or (is_role(word) and not base.endswith(("er", "or", "ist")))


def related_roles(first: str, second: str) -> bool:
    """Whether two lower-case role words can speak of one person ("senator" and "lawmaker")."""
    one, two = singular(first), singular(second)
    return one == two or any(one in family and two in family for family in ROLE_FAMILIES)
