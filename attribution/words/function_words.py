"""Words that every text is made of: articles, prepositions, pronouns and the like."""

from __future__ import annotations

from functools import partial

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
