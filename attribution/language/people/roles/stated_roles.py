"""All that an article states of its people: roles and organisations, and where it says so.

The network marks the words of both and whose they are; here they are put together, mention by mention.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from attribution.language.mentions.entities import EntityChains, Mention
from attribution.language.mentions.grammar import Grammar
from attribution.language.network.statements import Stated
from attribution.language.people.roles.descriptions import Description
from attribution.language.people.roles.noun_phrases import head_word, read_phrase
from attribution.records import Affiliation, Span
from attribution.words.roles import PARTY_LETTERS, STANDINGS, is_role
from attribution.words.text import fold_word, one_line
from attribution.words.titles import COURTESY
from attribution.words.word_classes import VAGUE_GROUPS

HELD = 0.3  # below this the name that a role is linked to is more often another's


class Statements:
    """What is stated of each person: ``of`` maps the number of a person to descriptions, each with its mention."""

    def __init__(
        self,
        text: str,
        chains: EntityChains,
        stated: Sequence[Stated],
        grammar: Grammar | None,
        *,
        held: float = HELD,
    ) -> None:
        self.text = text
        self.chains = chains
        self.grammar = grammar
        self.of: dict[int, list[tuple[Mention, Description]]] = {}
        for mention, own in self._by_mention(stated, held).items():
            self.of.setdefault(mention.who, []).append((mention, self._description(mention, own)))
        for who, rows in self.of.items():
            roles = chains.entities[who].roles
            for _, one in rows:
                roles.update({one.head} - {""})
                roles.update(word for word in map(fold_word, (one.role or "").split()) if is_role(word))

    def _by_mention(self, stated: Iterable[Stated], held: float) -> dict[Mention, list[Stated]]:
        found: dict[Mention, list[Stated]] = {}
        for one in stated:
            mention = self.chains.person_covering(one.holder)
            if mention is None or one.held < held:
                continue
            start, end = one.span
            if start < mention.end and mention.start < end:  # the tags ran on into the name
                start, end = (start, mention.start) if start < mention.start else (mention.end, end)
            if span := self.text[start:end].strip(" ,"):
                at = self.text.index(span, start)
                found.setdefault(mention, []).append(replace(one, span=(at, at + len(span))))
        return found

    def _description(self, mention: Mention, own: Sequence[Stated]) -> Description:
        """Put together what is stated beside one mention: its fullest role, and the body that is surest."""
        roles = [one for one in own if one.kind == "role"]
        bodies = [one for one in own if one.kind == "body"]
        role = max(roles, key=lambda one: (self._weight(one), one.chance), default=None)
        body = max(bodies, key=lambda one: one.chance * one.held, default=None)
        kept = [one for one in (role, body) if one is not None]
        head = head_word(self.text, self.grammar, role.span) if role else ""
        return Description(
            one_line(self.text, *role.span) if role else None,
            one_line(self.text, *body.span) if body else None,
            (min(one.span[0] for one in kept), max(one.span[1] for one in kept)),
            head,
            min(one.chance * one.held for one in kept),
        )

    def _weight(self, one: Stated) -> int:
        """How much the words of a role tell: "Dr." less than "professor of law"."""
        words = [fold_word(word).rstrip(".") for word in self.text[one.span[0] : one.span[1]].split()]
        return sum(len(word) for word in words if word not in COURTESY) if one.chance * one.held >= 0.4 else 0

    def read_source(self, who: int, source: Span) -> None:
        """Take in what a source calls a person of whom nothing else is stated."""
        if self.chosen(who, None) is None:
            description = read_phrase(self.text, self.chains, self.grammar, source)
            if description and not description.many:
                self.of.setdefault(who, []).append((Mention(*source, who), description))

    def chosen(self, who: int, source: Span | None) -> Affiliation | None:
        """The fullest of the statements about a person, the one in the source itself before others.

        Where that has no body, the surest body that another statement has without a role of its own.
        """
        rows = [
            (mention, one)
            for mention, one in self.of.get(who, ())
            if one.head not in STANDINGS and (one.role or one.organisation)
        ]
        if not rows:
            return None

        def rank(row: tuple[Mention, Description]) -> tuple[int, bool, int, int]:
            mention, one = row
            local = source is not None and source[0] <= mention.start and mention.end <= source[1]
            full = 2 * bool(one.organisation and one.role) + bool(one.role)
            return full, local, len(one.role or ""), -mention.start

        _, best = max(rows, key=rank)
        if best.role and not best.organisation:
            bodies = [one for _, one in rows if one.organisation and not one.role]
            lent = max(bodies, key=lambda one: one.sure, default=None)
            best = replace(best, organisation=lent.organisation) if lent else best
        notes = (party_behind(self.text, one) for one in self.chains.mentions if one.who == who)
        return replace(best.affiliation, party=next((note for note in notes if note), None))

    def of_unnamed(self, span: Span) -> Affiliation | None:
        """The role and organisation in the words for somebody whom the article does not name."""
        description = read_phrase(self.text, self.chains, self.grammar, span)
        if description is None or (description.head in VAGUE_GROUPS and not description.organisation):
            return None
        if description.many and not description.organisation:
            return None  # "officials": no more than the source's own words
        return description.affiliation


def party_behind(text: str, mention: Mention) -> str | None:
    """Return the note of party or state behind a name, as printed ("R-Tarn"); None where there is none."""
    after = text[mention.end : mention.end + 30]
    lead = after[:2]
    note = after[2:].split(")")[0].split(",")[0] if lead in (" (", ", ") else ""
    letter, _, place = note.replace("–", "-").partition("-")
    known = letter.strip().casefold() in PARTY_LETTERS and (lead == " (" or bool(place))
    return note.strip().rstrip(".,;") if known and len(note) <= 20 else None
