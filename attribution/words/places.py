"""Countries and their people."""

from __future__ import annotations

from attribution.words.lists import by_word, words

DEMONYMS = by_word("places", "demonyms")
COUNTRIES = frozenset(place.casefold() for place in DEMONYMS.values()) | words("places", "more countries")
COUNTRY_CODES = words("places", "codes")
