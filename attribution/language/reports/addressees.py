"""To whom something was said, and of whom: "told *CNN*", "in an interview with *Reuters*", "*she* was told".

They stand right behind a verb of telling, or behind "to", "with" or "before" at a word of saying in the sentence.
Programmes, papers and places where it was said ("on Twitter", "at a rally") are nobody it was said to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from attribution.language.mentions.grammar import Grammar
from attribution.language.mentions.kinds import kind_of
from attribution.records import Attribution, Span, Spans
from attribution.words import lists
from attribution.words.bodies import ORG_NOUNS
from attribution.words.cue_words import ACTS
from attribution.words.lists import word_set
from attribution.words.roles import is_role
from attribution.words.word_classes import ARTICLES, GROUP_NOUNS, NEVER_NAMES, singular

# Verbs whose object hears what is said, by their forms; those of which the passive too says that it was said to
# the subject: "was persuaded" tells what the subject thinks.
_HEARER = lists.words("cue_words", "hearer")
_HEARD = _HEARER - lists.words("cue_words", "no passive hearer")
_TALKS = lists.words("cue_words", "talks")
_TOPICS = word_set("answer contrary difference joke lie lot opposite question request story truth")
_NOBODY = word_set(
    "it that this there what which air facebook instagram twitter youtube himself herself itself themselves"
)
_OF_TOPICS = word_set("about after for of over")
_TIMES = word_set("afternoon evening month morning night week weekend year")
_BE = word_set("be been being is are was were 's ’s 're ’re got")
_OF = re.compile("warn|remind|inform|assur|advis|notif|convinc|persuad")  # whom of what
_NOMINAL = ("NOUN", "PROPN", "PRON")
_BEFORE_NOUN = ("DET", "ADJ", "NUM", "PART")
_FAR = 160  # characters from the cue within which its sentence may name them


class _Hearers:
    """Asks the tree of one text who hears what a cue says."""

    def __init__(self, text: str, grammar: Grammar) -> None:
        self.text = text
        self.grammar = grammar

    def word(self, token: int) -> str:
        return self.text[self.grammar.starts[token] : self.grammar.ends[token]].casefold()

    def verbs(self, spans: Spans) -> list[int]:
        """The words of spans on which their others hang, and the verbs among these: "declined to tell"."""
        heads, tags = self.grammar.heads, self.grammar.tags
        tokens = [token for span in spans for token in self.grammar.within(*span)]
        return [t for t in tokens if heads[t] == t or heads[t] not in tokens or tags[t] == "VERB"]

    def is_talk(self, token: int) -> bool:
        """Whether a word is one for saying ("interview", "spoke") and no topic ("about his speech")."""
        if token < 0 or not {self.word(token), singular(self.word(token))} & _TALKS:
            return False
        return not any(self.word(case) in _OF_TOPICS for case in self.grammar.children(token, "case"))

    def talks(self, token: int) -> frozenset[str]:
        """The prepositions that lead from a word of saying to a hearer."""
        if self.is_talk(token):
            return frozenset(("to", "with", "before"))
        word = self.word(token)
        says = self.grammar.tags[token] == "VERB" and ACTS.get(word) in ("speech", "writing")
        return frozenset(("to", "before") if says and word not in ("according", "opposed") else ())

    def prepositions(self, token: int) -> Iterator[int]:
        """The prepositions of the tree that a word stands in, near it."""
        root = token
        while self.grammar.heads[root] != root:
            root = self.grammar.heads[root]
        near = range(self.grammar.starts[token] - _FAR, self.grammar.ends[token] + _FAR)
        yield from sorted(
            t
            for t in self.grammar.subtree(root)
            if self.grammar.starts[t] in near and self.grammar.tags[t] == "ADP"
        )

    def noun(self, at: int, *, told: bool = False) -> Span | None:
        """The noun phrase that begins with a word, where it means somebody who hears; ``told`` takes any noun."""
        grammar, held = self.grammar, [at]
        if grammar.tags[at] not in (*_NOMINAL, *_BEFORE_NOUN):
            return None
        while held[-1] + 1 < len(grammar.heads) and self._goes_on(held[-1], held[-1] + 1):
            held.append(held[-1] + 1)
        while len(held) > 1 and (grammar.tags[held[-1]] not in _NOMINAL or self._is_day(held[-1])):
            if grammar.tags[held[-1]] == "NUM" and grammar.tags[held[-2]] == "PROPN":
                break  # "Fox 35"
            held.pop()
        head = next(t for t in (*reversed(held), at) if grammar.tags[t] != "NUM" or t == at)
        word = self.word(head)
        if grammar.tags[head] not in _NOMINAL or word in _NOBODY or self._is_day(head):
            return None
        nouns = {word, singular(word)}
        known = is_role(word) or not nouns.isdisjoint(ORG_NOUNS | GROUP_NOUNS)
        if nouns & _TOPICS or not (told or grammar.tags[head] != "NOUN" or known):
            return None
        following, further = held[-1] + 1, held[-1] + 2
        end, more = grammar.ends[held[-1]], None
        if further < len(grammar.heads) and not (at and _OF.match(self.word(at - 1))):
            joined = any(following <= t <= further + 2 for t in grammar.children(head, "conj"))
            if self.word(following) == "of" or (joined and grammar.tags[following] == "CCONJ"):
                more = self.noun(further, told=True)
        return grammar.starts[at], more[1] if more else end

    def _goes_on(self, last: int, token: int) -> bool:
        """Whether a word belongs to the same noun phrase as the word before it."""
        tag, before = self.grammar.tags[token], self.grammar.tags[last]
        if tag == "PUNCT":  # "ABC’s “Good Morning”", "France-Presse"
            joins = self.text[self.grammar.ends[last] : self.grammar.ends[token]] == "-"
            return before == "PART" or (
                joins and self.grammar.starts[token + 1 : token + 2] == [self.grammar.ends[token]]
            )
        if before == "PUNCT":
            return tag in (*_NOMINAL, *_BEFORE_NOUN)
        if before in _NOMINAL and self.word(last) not in ARTICLES:
            return before != "PRON" and tag in ("NOUN", "PROPN", "NUM", "PART")
        return tag in _NOMINAL or tag in _BEFORE_NOUN

    def _is_day(self, token: int) -> bool:
        word = self.text[self.grammar.starts[token] : self.grammar.ends[token]]
        if word.casefold() in _TIMES:
            return True
        return word.casefold() in NEVER_NAMES and self.grammar.tags[token] != "PRON" and not word.isupper()


def addressee_of(text: str, source: Spans, cue: Spans, content: Spans, grammar: Grammar | None) -> Span | None:
    """Return the words for those to whom a content was said, or None where the cue's sentence tells nobody."""
    verbs = _Hearers(text, grammar).verbs(cue) if grammar else []
    if grammar is None or not verbs:
        return None
    hearers, last = _Hearers(text, grammar), len(grammar.heads) - 1

    def free(token: int, *, paper: bool = False) -> bool:
        return not any(a <= grammar.starts[token] < b for a, b in (content if paper else content + source))

    for verb in verbs:
        tells = hearers.word(verb) in _HEARER and verb < last and free(verb + 1)
        if tells and (found := hearers.noun(verb + 1, told=True)):
            return found
    papers = [token for token in hearers.verbs(source) if hearers.word(token) in _TALKS]
    for case in hearers.prepositions(verbs[0]):
        noun = grammar.heads[case]
        governor = grammar.heads[noun] if len(grammar.children(noun, "case")) == 1 else case - 1
        leads = [t for t in (*verbs, *papers) if t in (governor, case - 1)]
        leads += [t for t in (governor, case - 1) if hearers.is_talk(t) and free(t)]
        paper = any(t in papers for t in leads)
        fits = any(hearers.word(case) in hearers.talks(t) for t in leads) and case < last
        if fits and free(case + 1, paper=paper) and (found := hearers.noun(case + 1)):
            return found
    return None


def with_hearer(text: str, one: Attribution, grammar: Grammar | None) -> Attribution:
    """Return an attribution whose source is told something, not the teller, with that source for its addressee."""
    if grammar is None or not one.source:
        return one
    hearers = _Hearers(text, grammar)
    tokens = {token for span in one.source for token in grammar.within(*span)}
    for verb in hearers.verbs(one.cue):
        told = hearers.word(verb) in _HEARD and not hearers.word(verb).endswith("ing")
        passive = {hearers.word(token) for token in grammar.children(verb, "aux", "aux:pass")} & _BE
        if told and passive and tokens.intersection(grammar.children(verb, "nsubj", "nsubj:pass")):
            return replace(one, source=(), addressee=hearers.noun(min(tokens), told=True) or one.source[0])
    return one


def topics_of(text: str, cue: Spans, grammar: Grammar | None) -> list[Span]:
    """Return the words for those of whom a cue says something: "said of *Noll*"."""
    if grammar is None:
        return []
    hearers = _Hearers(text, grammar)
    return [
        grammar.extent(token)
        for verb in hearers.verbs(cue)
        for token in grammar.children(verb, "obl")
        if any(hearers.word(case) in ("of", "about") for case in grammar.children(token, "case"))
    ]


def without_topic(text: str, one: Attribution, grammar: Grammar | None) -> Attribution:
    """Return an attribution without the "of Noll" of "she said of Noll" among words that are quoted."""
    quoted = tuple(span for span in one.content if kind_of(text, (span,)) == "direct")
    topics = topics_of(text, one.cue, grammar) if quoted and quoted != one.content else []

    def is_topic(span: Span) -> bool:
        return span not in quoted and any(start < span[1] and span[0] < end for start, end in topics)

    left = tuple(span for span in one.content if not is_topic(span))
    return replace(one, content=left, kind=kind_of(text, left))
