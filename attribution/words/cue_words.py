"""What a cue says was done, by its verb, noun or adjective, and the heads of sources that are no person."""

from __future__ import annotations

from functools import partial
from typing import cast

from attribution.records import Act
from attribution.words import lists

_words = partial(lists.words, "cue_words")

# Verbs that say little where another verb of the cue follows: "declined to comment", "seemed to think".
LIGHT = _words("light")
# Verbs that a thing does as well as a person: the source decides.
SHOWING = _words("showing")
# Heads of sources that have no mind: what they "say" is what somebody reads from them.
DATA = _words("data")
# Heads of sources that are written or published words.
WRITINGS = _words("writings")
# Last words of the names of papers, agencies, stations and sites.
PUBLISHERS = _words("publishers")


def _inflected(base: str) -> set[str]:
    """The forms of a regular verb; a form that no verb has does no harm."""
    if base.endswith("e"):
        return {base, base + "s", base + "d", base[:-1] + "ing"}
    if base.endswith("y") and base[-2:-1] not in "aeou":
        return {base, base[:-1] + "ies", base[:-1] + "ied", base + "ing"}
    plural = base + ("es" if base.endswith(("s", "sh", "ch", "x", "z")) else "s")
    doubled = base + base[-1]
    return {base, plural, base + "ed", base + "ing", doubled + "ed", doubled + "ing"}


def _table() -> dict[str, Act]:
    nouns, adjectives, verbs = (
        lists.by_word("cue_words", section) for section in ("nouns", "adjectives", "verbs")
    )
    # What comes later wins: a noun is most often also a verb of its act, and "seem" is no act at all.
    acts = {form: act for word, act in nouns.items() for form in (word, *_inflected(word))} | adjectives
    for word, act in verbs.items():
        for form in _inflected(word):
            acts.setdefault(form, act)
    return cast("dict[str, Act]", acts | verbs)


ACTS = _table()
NOUNS = frozenset(form for word in _words("nouns") for form in (word, word + "s"))
