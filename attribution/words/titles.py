"""Titles: what stands before or behind a name and is none of it."""

from __future__ import annotations

from typing import Literal, cast

from attribution.words.lists import by_word, words

Gender = Literal["m", "f"]

COURTESY = cast("dict[str, Gender | Literal['']]", by_word("titles", "courtesy"))
OFFICE_TITLES = words("titles", "office")
# Behind a name, by the bearer of it whom they mean ("jr"), or "".
GENERATIONS = by_word("titles", "suffixes")
SUFFIXES = frozenset(GENERATIONS)


def is_titleword(word: str) -> bool:
    """Whether a folded word is a form of address or a title of office."""
    return word in COURTESY or word in OFFICE_TITLES or word.endswith("-elect")
