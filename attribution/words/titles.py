"""Titles: what stands before or behind a name and is not part of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, cast

from attribution.words.lists import by_word, words

Gender = Literal["m", "f"]

# Forms of address, by the gender that they tell, or "".
COURTESY = cast("dict[str, Gender | Literal['']]", by_word("titles", "courtesy"))
OFFICE_TITLES = words("titles", "office")
# Titles that are nobody's name.
SHORT_TITLES = words("titles", "short")
# Titles without which a single name would be bare, and those of them that tell namesakes apart in all articles.
ROYAL = words("titles", "royal")
RULERS = ROYAL - COURTESY.keys() - {"pope"}
# Words that open a headline or clause, or end an office ("Minority Whip"), and are no name's first.
OPENERS = words("titles", "openers")
# Behind a name, by the bearer of it whom they mean ("jr"), or "".
GENERATIONS = by_word("titles", "suffixes")
SUFFIXES = frozenset(GENERATIONS)


def is_titleword(word: str) -> bool:
    """Whether a folded word is a form of address or a title of office."""
    return word in COURTESY or word in OFFICE_TITLES or word.endswith("-elect")


def count_suffixes(words: Sequence[str]) -> int:
    """How many of the folded words of a name are suffixes behind it."""
    count = 0
    while count < len(words) - 1 and (words[-1 - count] in SUFFIXES or words[-1 - count].isdigit()):
        count += 1
    return count
