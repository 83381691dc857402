"""Roles and organisations that a sentence states of a person by its grammar, however far from the name.

"Oda Brask, who later served as the chief adviser in Norland", "Brask is an economist at Tidewatch and chairs the
Harbour Council", "a lawyer and former studio executive, Brask ...". It reads the dependency tree, so what stands
between does not matter; what the tree has wrong is caught by asking for a word that is known to be a role.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from attribution.language.mentions.entities import EntityChains, Mention
from attribution.language.mentions.grammar import Grammar
from attribution.language.mentions.organisations import organisation_at
from attribution.language.people.roles.phrases import Description, read_phrase
from attribution.records import Span
from attribution.words.lists import word_set
from attribution.words.roles import ROLE_VERBS, is_listed, is_role
from attribution.words.text import fold_word, one_line

_UNREAL = word_set(
    "would could may might will 'll ’ll shall can should must if whether unless not n't n’t never no ’d 'd"
)

_BECOME = word_set("became become becomes remains remained")
# Verbs whose "as" tells the subject's own role ("served as", but not "described him as").
_AS_VERBS = word_set(
    """
    serve served serves serving work worked works working act acted acts acting retire retired retires
    resign resigned resigns start started began begin continue continued return returned double doubles
    listed employed hired appointed elected installed registered licensed
    """
)
# Verbs whose "as" tells so only of the one to whom it was done ("was fired as", not "the mayor fired her as").
_DONE_AS_VERBS = word_set(
    "dismissed fired ousted removed confirmed chosen picked selected tapped reelected re-elected named"
)
_BE = word_set("was were been is are be got")
# Verbs that say for whom somebody works.
_FOR_VERBS = word_set(
    """
    work worked works working cover covered covers covering write writes wrote writing report reports
    reported blog blogs blogged teach teaches taught lecture lectures lectured study studies
    volunteer volunteers volunteered consult consults consulted
    """
)
_EMPLOYING = word_set("for at with")
_CLOSING = re.compile(r"[,.;:)(–—\n]|--|\s-\s")
_WHO = re.compile(r"\s*[,(—–-]*\s*(who)\b")


def predicated(text: str, chains: EntityChains, grammar: Grammar, mention: Mention) -> Iterator[Description]:
    """Yield what the sentence of a mention states of the person by its grammar."""
    top = grammar.top(mention.start, mention.end)
    if top is None:
        return
    reader = _Reader(text, chains, grammar)
    yield from reader.appositions(top, mention)
    said = list(reader.relative(mention))
    verb = grammar.heads[top]
    if grammar.relations[top] == "nsubj" and verb != top:
        said += reader.clause(verb)
    yield from (replace(description, clausal=True) for description in said)


def starts_clause(text: str, grammar: Grammar, mention: Mention, description: Description) -> bool:
    """Whether what follows a name is no apposition but the next subject: "With Oda Brask, the minister left"."""
    start, end = description.span
    top = grammar.top(start, end)
    if start < mention.end or top is None or grammar.relations[top] != "nsubj" or grammar.heads[top] < top:
        return False
    named = grammar.top(mention.start, mention.end)
    if named is not None and (grammar.relations[named], grammar.heads[named]) == ("nsubj", grammar.heads[top]):
        return False  # the name is the subject itself, as in "Oda Brask, the mayor said"
    # An apposition is closed by a mark before the verb.
    return not _CLOSING.search(text, end, max(end, grammar.starts[grammar.heads[top]]))


class _Reader:
    def __init__(self, text: str, chains: EntityChains, grammar: Grammar) -> None:
        self.text = text
        self.chains = chains
        self.grammar = grammar

    def fold(self, token: int) -> str:
        return fold_word(self.text[self.grammar.starts[token] : self.grammar.ends[token]])

    def word(self, tokens: Sequence[int]) -> str:
        """The first of some tokens, folded; empty where there is none."""
        return self.fold(tokens[0]) if tokens else ""

    # Appositions

    def appositions(self, top: int, mention: Mention) -> Iterator[Description]:
        """What stands in apposition to a name, each of several that are joined by "and" apart."""
        grammar = self.grammar
        for token in grammar.children(top, "appos"):
            if self.chains.between(mention.end, grammar.starts[token]):
                continue  # it is rather that person's
            yield from self.joined(token)
            for clause in grammar.children(token, "acl"):
                # "a veteran of the coast guard who retired as acting director"
                if self.word(grammar.children(clause, "nsubj")) == "who":
                    yield from self.clause(clause)
        head = grammar.heads[top]
        if grammar.relations[top] == "nsubj":
            # "One pastor backing Jan Holm, Oda Brask, said"
            for noun in grammar.children(head, "nsubj"):
                start, end = grammar.extent(noun)
                if grammar.tags[noun] == "NOUN" and self.text[end : mention.start] == ", ":
                    yield from self.noun(noun, (start, end))
        if grammar.relations[top] == "appos" and head < top and grammar.tags[head] == "NOUN":
            # "the head of the Harbour Institute, Oda Brask"
            start, end = grammar.extent(head, without=(top,))
            yield from self.noun(head, (start, min(end, mention.start)))

    def joined(self, token: int, *, listed: bool = False) -> Iterator[Description]:
        """A noun that tells a role, and those joined to it."""
        grammar = self.grammar
        further = [i for i in grammar.children(token, "conj") if grammar.tags[i] in ("NOUN", "PROPN")]
        yield from self.noun(token, grammar.extent(token, without=further), listed=listed)
        for number, other in enumerate(further):
            span = grammar.extent(other, without=further[number + 1 :])
            yield from self.noun(other, span, listed=listed)

    def noun(self, token: int, span: Span, *, listed: bool = False) -> Iterator[Description]:
        """A noun phrase that tells a role; nothing where its main word is no role, or no ``listed`` one."""
        word = self.fold(token).rstrip(".")
        if self.chains.person_at(self.grammar.starts[token]) or not (is_listed(word) if listed else is_role(word)):
            return
        start = span[0]
        for child in self.grammar.children(token, "cc", "punct", "cop", "nsubj", "mark", "advmod", "aux", "case"):
            if child < token:
                start = max(start, self.grammar.ends[child])
        description = read_phrase(self.text, self.chains, start, span[1])
        if description and not description.many and description.end >= self.grammar.ends[token]:
            yield description

    # Clauses

    def relative(self, mention: Mention) -> Iterator[Description]:
        """What a clause with "who" right after a name says, on whatever word the tree has hung it."""
        between = _WHO.match(self.text, mention.end)
        who = self.grammar.within(between.start(1), between.end(1)) if between else range(0)
        if who and self.grammar.relations[who[0]] == "nsubj" and self.grammar.heads[who[0]] > who[0]:
            yield from self.clause(self.grammar.heads[who[0]])

    def clause(self, verb: int) -> Iterator[Description]:
        """What a clause says of its subject, and what those joined to it say."""
        grammar = self.grammar
        if self.unreal(verb):
            return
        yield from self.predicate(verb)
        for other in grammar.children(verb, "conj"):
            if not grammar.children(other, "nsubj") and not self.unreal(other):
                yield from self.predicate(other)

    def unreal(self, verb: int) -> bool:
        """Whether a clause does not say that it is so: denied, asked, planned or imagined."""
        helpers = self.grammar.children(verb, "aux", "advmod", "mark", "det")
        return any(self.fold(i) in _UNREAL for i in helpers)

    def predicate(self, verb: int) -> Iterator[Description]:
        grammar = self.grammar
        word = self.fold(verb)
        copulas = grammar.children(verb, "cop")
        if copulas and grammar.tags[verb] in ("NOUN", "PROPN"):
            yield from self.joined(verb, listed=True)  # "she is a charmer"
        elif word in _BECOME:
            for noun in grammar.children(verb, "xcomp", "obj"):
                yield from self.joined(noun, listed=True)
        elif word in ROLE_VERBS:
            yield from self.led(verb, word)
        for noun in grammar.children(verb, "obl", "nmod", "xcomp"):
            case = self.word(grammar.children(noun, "case"))
            done = word in _DONE_AS_VERBS and any(self.fold(i) in _BE for i in grammar.children(verb, "aux"))
            if case == "as" and (done or word in _AS_VERBS):
                yield from self.joined(noun)
            elif case in _EMPLOYING and word in _FOR_VERBS:
                yield from self.employer(noun)

    def led(self, verb: int, word: str) -> Iterator[Description]:
        """The body that a verb says somebody leads or made."""
        for body in self.grammar.children(verb, "obj"):
            span = self.body(body)
            if span:
                role = ROLE_VERBS[word]
                start = self.grammar.starts[verb]
                yield Description(role, one_line(self.text, *span), (start, span[1]), role.split()[-1], span[1])

    def employer(self, noun: int) -> Iterator[Description]:
        span = self.body(noun)
        if span:
            yield Description(None, one_line(self.text, *span), span, "", span[1])

    def body(self, noun: int) -> Span | None:
        """The organisation that a noun phrase names."""
        grammar = self.grammar
        start, end = grammar.extent(noun)
        for child in grammar.children(noun, "case"):
            start = max(start, grammar.ends[child])
        span = organisation_at(self.text, self.chains, start, end)
        entity = self.chains.other_at(span[0]) if span else None
        return span if entity is not None and entity.label == "ORG" else None
