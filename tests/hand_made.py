"""Dependency trees written by hand: each word as ``word/tag/relation/head``, the head's number from 0."""

from __future__ import annotations

from spacy.tokens import Doc
from spacy.vocab import Vocab

from attribution.language.mentions.grammar import Grammar


def grammar(text: str, tree: str) -> Grammar:
    rows = [row.rsplit("/", 3) for row in tree.split()]
    words = [row[0] for row in rows]
    spaces, at = [], 0
    for word in words:
        at = text.index(word, at) + len(word)
        spaces.append(text[at : at + 1] == " ")
    doc = Doc(
        Vocab(),
        words,
        spaces,
        heads=[int(row[3]) for row in rows],
        deps=["ROOT" if row[2] == "root" else row[2] for row in rows],
        pos=[row[1] for row in rows],
    )
    assert doc.text == text
    made = Grammar.of(doc)
    assert made is not None
    return made
