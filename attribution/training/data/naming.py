"""Other names for the people, bodies and places of a training article, so that no famous name is learned by heart.

A name keeps its new form through the article: each word of a person's name has one stand-in ("Ilse Brandt" and
"Brandt" stay one person), other names are exchanged whole.
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass

from attribution.training.data.documents import Document

Edit = tuple[int, int, str]
_BEGINS = "b br c ch d dr f g gr h j k kr l m n p pr q r s sch sh st t th tr v w y z zh ž š č ř".split()
_VOWELS = "a e i o u y ai au ei ie ou á é í ó ö ü ā ė ę ı å".split()
_ENDS = ["", "", "n", "r", "s", "l", "m", "k", "t", "ng", "ck", "rt", "nd", "v", "sk", "tz"]
_LASTS = ["", "", "", "son", "ez", "ić", "ova", "ski", "ienė", "man", "berg", "wala", "ian", "shvili", "ou", "ini"]
_SHORTEST = 3  # initials and particles ("J.", "de") keep their form


@dataclass(frozen=True, slots=True)
class Pool:
    """Words of persons' names, and whole names of bodies and places, from the training articles."""

    persons: tuple[str, ...]
    others: dict[str, tuple[str, ...]]


def pool(documents: Iterable[Document]) -> Pool:
    """Collect the names of ``documents``; each stands once, however often it occurs."""
    persons: set[str] = set()
    others: dict[str, set[str]] = {"ORG": set(), "PLACE": set()}
    for document in documents:
        for start, end, label in document.names or ():
            words = document.text[start:end]
            if label == "PERSON":
                persons.update(w for w in words.split() if len(w) >= _SHORTEST and w[0].isupper() and w.isalpha())
            elif label in others and len(words) < 50 and words[0].isupper():
                others[label].add(words)
    return Pool(tuple(sorted(persons)), {label: tuple(sorted(names)) for label, names in others.items()})


def invented(rng: random.Random) -> str:
    """Return a name that nobody has, of one to three syllables."""
    syllables = (
        rng.choice(_BEGINS) + rng.choice(_VOWELS) + rng.choice(_ENDS) for _ in range(rng.choice((1, 2, 2, 3)))
    )
    return ("".join(syllables) + rng.choice(_LASTS)).capitalize()


def _like(old: str, new: str) -> str:
    return new.upper() if old.isupper() and len(old) > 1 else new


def renamed(document: Document, names: Pool, rng: random.Random) -> list[Edit]:
    """Return the edits that give most names of an article another form, in order of the text."""
    chosen: dict[str, str] = {}

    def stand_in(old: str, label: str) -> str:
        if old not in chosen:
            if rng.random() < 0.1:
                chosen[old] = old
            elif label == "PERSON":
                known = rng.random() < 0.5 and names.persons
                chosen[old] = _like(old, rng.choice(names.persons) if known else invented(rng))
            elif names.others[label]:
                chosen[old] = rng.choice(names.others[label])
            else:
                chosen[old] = old
        return chosen[old]

    edits: list[Edit] = []
    last = 0
    for start, end, label in document.names or ():
        if start < last or label == "OTHER":
            continue
        last = end
        words = document.text[start:end]
        if label != "PERSON":
            edits.append((start, end, stand_in(words, label)))
            continue
        at = start
        for word in words.split(" "):
            if len(word) >= _SHORTEST and word[0].isupper() and word.isalpha():
                edits.append((at, at + len(word), stand_in(word, label)))
            at += len(word) + 1
    return [(start, end, new) for start, end, new in edits if document.text[start:end] != new]
