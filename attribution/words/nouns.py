"""Nouns: which of them are documents and groups, and which are plural."""

from __future__ import annotations

from functools import lru_cache

from attribution.words.lists import by_word, words

DOCUMENTS = words("nouns", "documents")
GROUP_NOUNS = words("nouns", "groups")
VAGUE_GROUPS = words("nouns", "vague groups")
_IRREGULAR_PLURALS = by_word("nouns", "irregular plurals")


@lru_cache(maxsize=1 << 14)
def singular(word: str) -> str:
    """The singular of a lower-case noun, by rule ("officials" -> "official")."""
    if word in _IRREGULAR_PLURALS:
        return _IRREGULAR_PLURALS[word]
    if word == "pres":  # the title
        return word
    if len(word) > 3 and word.endswith("men"):
        return word[:-2] + "an"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def is_plural(word: str) -> bool:
    """Whether a lower-case noun is plural, by rule."""
    return word in _IRREGULAR_PLURALS or singular(word) != word
