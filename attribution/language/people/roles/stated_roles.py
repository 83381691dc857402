"""All that an article states of its people: roles and organisations, and where it says so.

Read beside each mention of a name, from the grammar of its sentence, from sentences whose subject is a pronoun,
and from the sources that call somebody "the former senator". What is surest is read first, and the last two are
asked only about people of whom nothing else is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from attribution.language.mentions.entities import EntityChains, Mention
from attribution.language.mentions.grammar import Grammar
from attribution.language.mentions.layout import Layout
from attribution.language.network.coreference import Chances, leads
from attribution.language.people.roles.affiliations import descriptions_at, party_of, state_of
from attribution.language.people.roles.name_clauses import joined_as
from attribution.language.people.roles.phrases import Description, read_phrase
from attribution.language.people.roles.predications import predicated, starts_clause
from attribution.language.people.roles.shared_roles import held_while, told_of_several
from attribution.records import Affiliation, Span
from attribution.words.roles import STANDINGS, is_role
from attribution.words.text import WORD, fold_word
from attribution.words.word_classes import VAGUE_GROUPS

# Below this a pronoun's link is too often wrong to say by it what somebody is.
PRONOUN_THRESHOLD = 0.7
_PRONOUN = re.compile(r"\b(?:he|she|his|her)\b", re.IGNORECASE)
_NOBODY = -1


class Statements:
    """What is stated of each person: ``of`` maps the number of a person to descriptions, each with the mention it
    stands by. ``sources`` are the spans of all sources, in order."""

    def __init__(
        self, text: str, chains: EntityChains, layout: Layout, sources: Sequence[Span], grammar: Grammar | None
    ) -> None:
        self.text = text
        self.chains = chains
        self.layout = layout
        self.grammar = grammar
        self.of: dict[int, list[tuple[Mention, Description]]] = {}
        at = 0
        for mention in chains.mentions:
            if chains.entities[mention.who].type != "person":
                continue
            while at < len(sources) and sources[at][1] < mention.end:
                at += 1
            inside = at < len(sources) and sources[at][0] <= mention.start
            for description in self._beside(mention, sources[at] if inside else None):
                self._note(mention, description)

        for mention, description in told_of_several(text, chains, layout):
            beside = (d for m, d in self.of.get(mention.who, ()) if m == mention and d.organisation and not d.role)
            body = next((d.organisation for d in beside), None)  # "Sens. Oda Brask and Jan Holm (D-Tarn)"
            self._note(mention, replace(description, organisation=description.organisation or body))

    def _note(self, mention: Mention, description: Description) -> None:
        self.of.setdefault(mention.who, []).append((mention, description))
        if description.head:
            roles = self.chains.entities[mention.who].roles
            roles.add(description.head)
            roles.update(fold_word(w) for w in (description.role or "").split() if is_role(fold_word(w)))

    def _beside(self, mention: Mention, bounds: Span | None) -> Iterator[Description]:
        bodies, roles = [], False
        for description in descriptions_at(
            self.text, self.chains, self.layout, mention, bounds, grammar=self.grammar
        ):
            if not self.grammar or not starts_clause(self.text, self.grammar, mention, description):
                bodies += [description.organisation] if description.organisation else []
                roles = roles or description.role is not None
                yield description
        if self.layout.quoted(mention.start):
            return
        held = held_while(self.text, self.chains, mention.end, self.layout.sentence_end(mention.start))
        if held:
            yield held
        own = joined_as(self.text, self.chains, self.layout, mention)
        if own:
            yield own
        if self.grammar:
            for description in predicated(self.text, self.chains, self.grammar, mention):
                yield description
                if bodies and not roles and not description.organisation and not description.clausal:
                    # "One pastor here, Oda Brask of the Harbour Church"
                    yield replace(description, organisation=bodies[0])

    def read_pronouns(self, links: Chances | None) -> None:
        """Take in what sentences about "he" and "she" state of people of whom nothing else is stated."""
        if not links or not self.grammar:
            return
        owners = {}
        for mention in self.chains.mentions:
            if self.chains.entities[mention.who].type == "person":
                *_, last = WORD.finditer(self.text, mention.start, mention.end)
                owners[last.start()] = mention.who
        known = {who for who in self.of if self.chosen(who, None)}
        for pronoun in _PRONOUN.finditer(self.text):
            if self.layout.quoted(pronoun.start()):
                continue
            shares = leads(links, pronoun.start(), owners).owners
            who = max(shares, key=lambda one: shares[one], default=_NOBODY)
            if who == _NOBODY or who in known or shares[who] < PRONOUN_THRESHOLD:
                continue
            mention = Mention(*pronoun.span(), who)
            if fold_word(pronoun[0]) in ("his", "her"):
                held = held_while(self.text, self.chains, pronoun.end(), self.layout.sentence_end(pronoun.start()))
                if held:
                    self._note(mention, held)
                continue
            for description in predicated(self.text, self.chains, self.grammar, mention):
                self._note(mention, description)

    def read_source(self, who: int, source: Span) -> None:
        """Take in what a source calls a person of whom nothing else is stated."""
        if self.chosen(who, None) is None:
            description = read_phrase(self.text, self.chains, *source, brief=True)
            if description and not description.many:
                self._note(Mention(*source, who), description)

    def read_called(self, who: int, called: Span) -> None:
        """Take in what the text calls a person ("the Republican nominee") of whom nothing else is stated."""
        if self.chosen(who, None) is None:
            description = read_phrase(self.text, self.chains, *called, brief=True)
            if description and not description.many:
                self._note(Mention(*called, who), replace(description, clausal=True))

    def chosen(self, who: int, source: Span | None) -> Affiliation | None:
        """The fullest of the statements about a person, the one in the source itself before others."""
        best: tuple[tuple[bool, int, bool, int, int], Affiliation] | None = None
        party: str | None = None
        for mention, description in self.of.get(who, ()):
            party = party or party_of(self.text[description.span[0] : description.span[1]])
            if description.head in STANDINGS or not (description.role or description.organisation):
                continue
            local = source is not None and source[0] <= mention.start and mention.end <= source[1]
            full = 2 * bool(description.organisation and description.role) + bool(description.role)
            rank = (not description.clausal, full, local, len(description.role or ""), -mention.start)
            if best is None or rank > best[0]:
                best = (rank, description.affiliation)
        return replace(best[1], state=state_of(best[1].role), party=party) if best else None

    def of_unnamed(self, span: Span) -> Affiliation | None:
        """The role and organisation in the words for somebody whom the article does not name."""
        description = read_phrase(self.text, self.chains, *span, brief=True)
        if description is None or (description.head in VAGUE_GROUPS and not description.organisation):
            return None
        if description.many and not description.organisation:
            return None  # "officials": no more than the source's own words
        return replace(description.affiliation, state=state_of(description.role))
