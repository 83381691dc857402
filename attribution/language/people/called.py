"""What articles call people of note by in place of their names: "The Norland senator", "the real estate mogul".

First in its sentence such a phrase goes on with whom the text is about, and hardly errs. Inside a sentence it is
often another's ("Paradis prefers the Democratic nominee"): there it has to be the subject or the object of a
verb, to say more than a common noun, and to be surer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from attribution.language.mentions.entities import EntityChains
from attribution.language.mentions.grammar import Grammar
from attribution.language.mentions.layout import Layout
from attribution.language.people import antecedent_phrases
from attribution.language.people.sources import SourcePhrase
from attribution.records import Span
from attribution.words.lists import word_set
from attribution.words.text import fold_word

SURE = 0.6
SURE_WITHIN = 0.7
_CALLED = re.compile(
    r"\b([Tt]he) ((?:[\w.’'-]+ ){0,3}?)(nominee|candidate|front-?runner|senator|governor|congress(?:wo)?man|mayor"
    r"|chancellor|premier|minister|speaker|business(?:wo)?man|lawmaker|mogul|tycoon|secretary of [Ss]tate"
    r"|prosecutor|neurosurgeon|comedian|actress|novelist|astronaut)\b(?!['’])"
)
_NOT_YET = word_set("next first other new only same kind any second third future")
# Nouns that say enough without a further word.
_OF_ONE = word_set("businessman businesswoman mogul tycoon neurosurgeon comedian actress novelist astronaut")
_NOT_SO = re.compile(
    r"\b(?:as|like|than|is|was|were|are|be|becom(?:es?|ing)|became|named|called|for|against|of)\s$"
)
_PARTS = ("nsubj", "nsubj:pass", "obj", "obl")


class Called:
    """Reads a text bit by bit for phrases that call somebody so."""

    def __init__(self, text: str, chains: EntityChains, layout: Layout, grammar: Grammar | None) -> None:
        self.text = text
        self.chains = chains
        self.layout = layout
        self.grammar = grammar
        self._read = 0

    def until(self, end: int) -> Iterator[tuple[SourcePhrase, Span, float]]:
        """Yield phrases, where they stand and how sure it has to be whom they mean, from where this was last asked
        for up to a position."""
        for called in _CALLED.finditer(self.text, self._read, end):
            within = called[1] == "the"
            if self.layout.quoted(called.start()) or self.chains.person_at(called.end() + 1):
                continue
            if within and not self._telling(called):
                continue
            phrase = antecedent_phrases.ending_with(self.text, self.layout, called.start(3))
            if phrase:
                yield phrase, called.span(), SURE_WITHIN if within else SURE
        self._read = max(self._read, end)

    def _telling(self, called: re.Match[str]) -> bool:
        """Whether a phrase inside a sentence says what somebody is, by its words and its place."""
        before = {fold_word(word) for word in called[2].split()}
        bare = not before and called[3] not in _OF_ONE
        if bare or before & _NOT_YET or not self.grammar:
            return False
        if _NOT_SO.search(self.text, max(0, called.start() - 12), called.start()):
            return False
        noun = self.grammar.within(*called.span(3))
        return any(self.grammar.relations[i] in _PARTS for i in noun)
