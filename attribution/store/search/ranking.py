"""Which of some quotes fits the words best. The search itself finds; this only orders a few of them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from attribution.words.text import fold_key, match_terms

_TEXTS = "SELECT q.id, q.quote, q.speaker, q.role, q.organisation, q.source FROM json_each(?) w "
_QUERY = _TEXTS + "JOIN quotes q ON q.id = w.value"

# As in BM25: how soon more of the same word counts no more, and how much a long text loses.
_SOON, _LONG = 1.2, 0.75


def best_first(connection: sqlite3.Connection, ids: Sequence[int], words: str) -> list[int]:
    """Return the ids ordered by how well the words fit; equal ones stay in their order.

    It is BM25 with every word worth the same: where all words stand in all quotes, no word is a rarer one. Words
    in the quote itself count double.
    """
    terms = [f" {fold_key(term)} " for term in match_terms(words)]
    texts = {}
    for number, quote, *who in connection.execute(_QUERY, (json.dumps(list(ids)),)):
        # Doubled spaces, so that of two equal words in a row each has its own.
        said, by = (
            " " + fold_key(text or "").replace(" ", "  ") + " " for text in (quote, " ".join(filter(None, who)))
        )
        texts[number] = said, by
    spaced = [term.strip().replace(" ", "  ") for term in terms]
    lengths = {number: said.count("  ") + by.count("  ") + 2 for number, (said, by) in texts.items()}
    usual = sum(lengths.values()) / max(1, len(lengths))

    def score(number: int) -> float:
        said, by = texts[number]
        length = 1 - _LONG + _LONG * lengths[number] / usual
        found = [2 * said.count(f" {term} ") + by.count(f" {term} ") for term in spaced]
        return sum(times / (times + _SOON * length) for times in found)

    return sorted((number for number in ids if number in texts), key=score, reverse=True)
