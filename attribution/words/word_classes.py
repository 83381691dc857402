"""Words by their class: articles, prepositions, pronouns and the like, and nouns with their plurals."""

from __future__ import annotations

from functools import lru_cache, partial

from attribution.words import lists

_words = partial(lists.words, "function_words")

ARTICLES = _words("articles")
DEFINITE = _words("definite")
PREPOSITIONS = _words("prepositions")
FUNCTION_WORDS = ARTICLES | PREPOSITIONS | _words("function words")
QUANTIFIERS = _words("quantifiers")
NEVER_NAMES = _words("never names")

FEMININE = _words("feminine")
MASCULINE = _words("masculine")
PLURAL_PRONOUNS = _words("plural")
NEUTER = _words("neuter")
FIRST_SINGULAR = _words("first singular")
FIRST_OR_SECOND = FIRST_SINGULAR | _words("first or second")
RELATIVES = _words("relatives")
PRONOUNS = FEMININE | MASCULINE | PLURAL_PRONOUNS | NEUTER | FIRST_OR_SECOND | RELATIVES
INDEFINITE = _words("indefinite")

DOCUMENTS = lists.words("nouns", "documents")
BANNERS = lists.words("nouns", "banners")
GROUP_NOUNS = lists.words("nouns", "groups")
VAGUE_GROUPS = lists.words("nouns", "vague groups")
_IRREGULAR_PLURALS = lists.by_word("nouns", "irregular plurals")


@lru_cache(maxsize=1 << 14)
def singular(word: str) -> str:
    """The singular of a lower-case noun, by rule ("officials" -> "official")."""
    if word in _IRREGULAR_PLURALS:
        return _IRREGULAR_PLURALS[word]
    if word == "pres":  # the title
        return word
    if len(word) > 3 and word.endswith("men"):
        return word[:-2] + "an"
    if word.endswith(("sses", "shes", "xes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def is_plural(word: str) -> bool:
    """Whether a lower-case noun is plural, by rule."""
    return word in _IRREGULAR_PLURALS or singular(word) != word
