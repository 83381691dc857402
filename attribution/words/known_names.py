"""Names that are known: given names by gender, their short forms, surnames, and countries."""

from __future__ import annotations

from attribution.words.lists import by_word, groups, words
from attribution.words.titles import Gender

FEMALE_NAMES = words("given_names", "female")
MALE_NAMES = words("given_names", "male")
PARTICLES = words("surnames", "particles")
COMMON_SURNAMES = words("surnames", "common")
# Short and full given names that may be one person's.
NICKNAMES: dict[str, frozenset[str]] = {}
for _group in groups("given_names", "nicknames"):
    for _name in _group:
        NICKNAMES[_name] = NICKNAMES.get(_name, frozenset()) | _group

DEMONYMS = by_word("places", "demonyms")
COUNTRIES = frozenset(place.casefold() for place in DEMONYMS.values()) | words("places", "more countries")
# Names of countries that stand before a role as they are.
COUNTRY_CODES = words("places", "codes")


def first_name_gender(word: str) -> Gender | None:
    """What a folded given name says of gender, where a list has it."""
    if word in FEMALE_NAMES:
        return "f"
    if word in MALE_NAMES:
        return "m"
    lead, mark, _ = word.partition("-")
    return first_name_gender(lead) if mark else None
