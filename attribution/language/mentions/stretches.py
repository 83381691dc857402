"""A stretch of text as words, folded, with who is named in it: what the readers of phrases work on."""

from __future__ import annotations

import re
from dataclasses import dataclass

from attribution.language.mentions.entities import EntityChains
from attribution.records import Span
from attribution.words.roles import is_role
from attribution.words.text import fold_word, one_line, words_in
from attribution.words.titles import COURTESY

POSSESSIVE = re.compile(r"['’]s?(?=\s|$)")
# No word of a phrase stands further off: a longer one is cut, which bounds the time.
MAX_WORDS = 30
MAX_LENGTH = 400


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of a text in order, each as a span and folded."""

    text: str
    chains: EntityChains
    words: tuple[Span, ...]
    folded: tuple[str, ...]

    @classmethod
    def read(cls, text: str, chains: EntityChains, start: int, end: int) -> Stretch:
        """The words between two positions, at most ``MAX_WORDS``."""
        words = tuple(words_in(text, start, min(end, start + MAX_LENGTH))[:MAX_WORDS])
        return cls(text, chains, words, tuple(fold_word(text[a:b]).rstrip(".") for a, b in words))

    def __len__(self) -> int:
        return len(self.words)

    def gap(self, at: int) -> str:
        """What stands between a word and the one before it."""
        return self.text[self.words[at - 1][1] : self.words[at][0]] if at else ""

    def capital(self, at: int) -> bool:
        """Whether a word starts with a capital."""
        return self.text[self.words[at][0]].isupper()

    def person(self, at: int) -> bool:
        """Whether a word is in a person's name."""
        return self.chains.person_at(self.words[at][0])

    def owned(self, at: int) -> bool:
        """Whether a possessive ending follows a word."""
        return POSSESSIVE.match(self.text, self.words[at][1]) is not None

    def one_line(self, first: int, last: int) -> str:
        """The words from one to another as written, on one line."""
        return one_line(self.text, self.words[first][0], self.words[last][1])

    def person_ahead(self, at: int) -> bool:
        """Whether a person's name begins at a word, titles included ("Mayor Reed", "Senate Leader Reed")."""
        if self.person(at):
            return True
        for i in range(at, min(at + 6, len(self))):
            if i > at and (self.gap(i).strip(" .") or "\n" in self.gap(i)):
                return False
            if self.person(i):
                return is_role(self.folded[i - 1]) or self.folded[i - 1] in COURTESY
            if not (self.capital(i) or is_role(self.folded[i])):
                return False
        return self._title_before_person(at)

    def _title_before_person(self, at: int) -> bool:
        """Whether a word is a title right before the name of a person, who may stand behind the stretch."""
        if not (is_role(self.folded[at]) or self.folded[at] in COURTESY):
            return False
        end = self.words[at][1]
        ahead = self.chains.between(end, min(len(self.text), end + 40))
        return (
            bool(ahead)
            and self.chains.person_at(ahead[0].start)
            and not self.text[end : ahead[0].start].strip(" .")
        )
