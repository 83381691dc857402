"""Whom a phrase that begins with an owner means: "his wife", "Brask's manager", "the minister's spokesman".

The article has to name somebody by the same noun and the same owner elsewhere ("Brask's wife, Oda", "Jan Holm, her
campaign manager"); else such a phrase stays with nobody named.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from attribution.language.mentions.entities import EntityChains, Mention
from attribution.language.mentions.layout import Layout
from attribution.language.people.pronouns import Antecedents
from attribution.language.people.roles.descriptions import Description
from attribution.language.people.sources import SourcePhrase
from attribution.words.lists import word_set
from attribution.words.roles import KINSHIP, is_role
from attribution.words.text import fold_word
from attribution.words.word_classes import singular

SURE = 0.65
_OWNERS = word_set("his her their its")
_OWNED = re.compile(r"(?:['’]s|s['’])\s")
_WORD = re.compile(r"[^\W_][\w.-]*")
_BESIDE = 60  # letters before a statement in which its owner stands
# Of these one has several, so that the noun alone tells nobody apart.
_OF_MANY = word_set("friend colleague neighbour neighbor cousin adviser advisor aide spokesman spokeswoman lawyer")


class Possessed:
    """Resolves phrases with an owner. ``described`` holds what the article states of each person."""

    def __init__(
        self,
        chains: EntityChains,
        layout: Layout,
        antecedents: Antecedents,
        described: Mapping[int, Sequence[tuple[Mention, Description]]],
    ) -> None:
        self.chains = chains
        self.layout = layout
        self.antecedents = antecedents
        self.text = layout.text
        self._by_noun: dict[str, list[tuple[int, Description]]] = {}
        for who, rows in described.items():
            for _, description in rows:
                self._by_noun.setdefault(singular(description.head), []).append((who, description))

    def holder(self, reading: SourcePhrase) -> int | None:
        """The only person whom the article calls by the noun of a phrase and its owner, if there is one."""
        noun = singular(reading.word)
        rows = self._by_noun.get(noun, ())
        if reading.plural or not rows or not (is_role(noun) or noun in KINSHIP):
            return None
        start, end = reading.span
        first = _WORD.match(self.text, start, end)
        owned = _OWNED.search(self.text, start, end)
        if first and fold_word(first[0]) in _OWNERS:
            owner, after = self._owner(start), first.end()
        elif owned:
            words = _WORD.findall(self.text[start : owned.start() + 1])
            owner, after = (fold_word(words[-1]).rstrip("s'’") if words else ""), owned.end()
        else:
            return None
        role = {fold_word(word) for word in _WORD.findall(self.text[after:end])}
        found = {who for who, description in rows if self._agrees(description, noun, role, owner)}
        return found.pop() if len(found) == 1 else None

    def _owner(self, pronoun: int) -> str:
        """The last word of the name of whom a possessive pronoun means, as far as the links say."""
        linked = self.antecedents.linked(pronoun)
        who = max(linked, key=lambda one: linked[one], default=None)
        words = self.chains.entities[who].words if who is not None else ()
        return words[-1].rstrip("s'’") if words else ""

    def _agrees(self, description: Description, noun: str, role: set[str], owner: str) -> bool:
        """Whether a statement is of the same role and owner, who is named beside it or is a "his" in it."""
        stated = [fold_word(word) for word in (description.role or "").split()]
        if noun in KINSHIP and noun not in _OF_MANY and not owner:
            return True
        low = max(self.layout.sentence_start(description.span[0]), description.span[0] - _BESIDE)
        beside = [fold_word(word) for word in _WORD.findall(self.text[low : description.span[1] + _BESIDE])]
        named = bool(owner) and any(word.rstrip("s'’") == owner for word in beside)
        its = bool(owner) and bool(_OWNERS.intersection(_WORD.findall(self.text[low : description.span[1]])))
        return (named or (its and noun not in _OF_MANY)) and (noun in KINSHIP or role.issubset(stated))
