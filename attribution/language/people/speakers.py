"""Resolves each attribution's source to a speaker, and finds the speaker's role and organisation.

``find_speakers`` is pure: text, attributions and entities in, attributions out. Sources are read in order
of the text, because who spoke last helps to tell whom the next "she" means. Below a threshold the
answer is "unresolved", with the source's own words as the description.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from attribution.language.mentions.entities import EntityChains, Mention
from attribution.language.mentions.grammar import Grammar
from attribution.language.mentions.layout import Layout, tidy
from attribution.language.network.coreference import Chances
from attribution.language.network.statements import Stated
from attribution.language.people import antecedent_phrases, cataphora, continuations, papers, plurals, possessed
from attribution.language.people.nominals import Meant, Nominals
from attribution.language.people.pronouns import (
    STRANGER,
    Antecedents,
    Candidate,
    confidence,
    favoured,
    gather_gender,
    pronoun_gender,
)
from attribution.language.people.roles.stated_roles import Statements
from attribution.language.people.source_types import source_type
from attribution.language.people.sources import SourcePhrase, read_source
from attribution.language.people.targets import Resolution, Targets, Voice, voice_of
from attribution.language.people.thresholds import Thresholds
from attribution.records import Affiliation, Attribution, Entity, Method, Span, Speaker
from attribution.words.bodies import ORG_NOUNS, ORG_REFERENCES
from attribution.words.roles import GENDERED, is_role
from attribution.words.text import fold_word, one_line
from attribution.words.word_classes import FIRST_SINGULAR, NEUTER, PLURAL_PRONOUNS, is_plural, singular

SURE_OF_ROLE = 0.6
TWO_PEOPLE = 0.5
GOING_ON = 1.0  # what "added" says for the one who has just spoken

_UNRESOLVED = Speaker(None, "unresolved", "unresolved", 0.1)
_BODIES = ("organisation", "group", "place")
_TURN = re.compile(r"([^\n:]{2,40}):\s")
_APPOSED = re.compile(r",\s*(?:an?|the|one|former|\d)")


def find_speakers(
    text: str,
    attributions: Sequence[Attribution],
    entities: Sequence[Entity],
    links: Chances | None = None,
    grammar: Grammar | None = None,
    *,
    stated: Sequence[Stated] = (),
    thresholds: Thresholds | None = None,
) -> Resolution:
    """Return the attributions, in the order given, each with its speaker, affiliation and type of source.

    ``entities`` are the names found in the text; missing, cut or mislabelled ones cost certainty only. ``links``
    say which earlier words a pronoun or a role goes back to (``coreference.chances``), ``stated`` which words are
    roles and bodies of named people. With the ``grammar`` of the text phrases for unnamed ones are read, too.
    Raises nothing for any spans: those outside the text are ignored.
    """
    limits = thresholds or Thresholds()
    return _Resolver(text, attributions, entities, links, grammar, stated=stated, limits=limits).run()


class _Resolver:
    """One article's resolution. ``who`` maps each attribution's number to the number of its speaker."""

    def __init__(
        self,
        text: str,
        attributions: Sequence[Attribution],
        entities: Sequence[Entity],
        links: Chances | None,
        grammar: Grammar | None,
        *,
        stated: Sequence[Stated],
        limits: Thresholds,
    ) -> None:
        self.text = text
        self.limits = limits
        self.attributions = list(attributions)
        # Reports within a report come last and are read in the light of all others, not the other way round.
        outer = [a for a in attributions if a.nested_in is None]
        self.layout = Layout(text, outer)
        sources = sorted({tidy(text, *span) for a in outer for span in a.source})
        self.sources = [span for span in sources if span[0] < span[1]]
        self.chains = EntityChains(text, self.layout, entities, self.sources)
        self.statements = Statements(text, self.chains, stated, grammar)
        self.described = self.statements.of
        gather_gender(text, self.chains, self.layout)
        self.antecedents = Antecedents(text, self.chains, self.layout, self.sources, links)
        self._refer()
        self.spoken: list[tuple[int, int, Span]] = []  # who, in which sentence the words end, the mention
        self.told: dict[int, tuple[int, int, int, Span]] = {}  # where the words of each stand, who, the mention
        self.speakers: dict[int, Speaker] = {}
        self.who: dict[int, int | None] = {}
        self.affiliations: dict[int, Affiliation | None] = {}  # of those whom the article does not name

    def _refer(self) -> None:
        """Make what resolves phrases, over the antecedents as they are now."""
        self.nominals = Nominals(
            self.text, self.chains, self.antecedents, self.described, self.limits, self.statements.grammar
        )
        self.possessed = possessed.Possessed(self.chains, self.layout, self.antecedents, self.described)

    def run(self) -> Resolution:
        numbers = range(len(self.attributions))
        order = sorted((n for n in numbers if self.attributions[n].nested_in is None), key=self._anchor)
        waiting: list[tuple[int, int]] = []
        previous: int | None = None
        for position, number in enumerate(order):
            self.antecedents.advance(self._anchor(number)[0])
            reading = read_source(self.text, self.chains, self.attributions[number].source)
            if reading.form == "empty":
                following = order[position + 1] if position + 1 < len(order) else None
                if self._runs_into(number, following, previous):
                    waiting.append((number, order[position + 1]))
                    continue
                self._continue(number, previous)
            else:
                self._source(number, reading)
            previous = number
        for number, following in reversed(waiting):
            self._take_over(number, following)
        self.antecedents.advance(len(self.text))
        holders, grammar = self.nominals.holders, self.statements.grammar
        targets = Targets(self.text, self.chains, self.layout, self.antecedents, holders, grammar=grammar)
        if len(order) < len(numbers):
            self._read_inner()
        found = [self._resolved(number) for number in numbers]
        return Resolution(found, [self._voice(number, one) for number, one in enumerate(found)], targets)

    def _resolved(self, number: int) -> Attribution:
        """Return an attribution with all that was found out about its source."""
        one, speaker = self.attributions[number], self.speakers.get(number, _UNRESOLVED)
        at = one.source[0][0] if one.source else None  # where the words may be a speaker's and not the author's
        quoted = at is not None and (self.layout.quoted(at) or self.layout.in_turn(at))
        return replace(
            one,
            speaker=speaker,
            affiliation=self._affiliation(number),
            source_type=source_type(self.text, one.source, speaker, quoted=quoted),
        )

    def _voice(self, number: int, one: Attribution) -> Voice:
        who = self.who.get(number)
        chain = self.chains.entities[who] if who is not None else None
        word = self.text[slice(*one.source[0])] if one.source else ""
        return voice_of(who, chain, one.speaker or _UNRESOLVED, word, one.affiliation)

    def _read_inner(self) -> None:
        """Resolve the nested attributions, with the outer ones known: the text is read once more for that."""
        known = dict(self.told)
        self.spoken = []
        self.antecedents = Antecedents(self.text, self.chains, self.layout, self.sources)
        self._refer()
        for number in sorted(range(len(self.attributions)), key=self._anchor):
            self.antecedents.advance(self._anchor(number)[0])
            attribution = self.attributions[number]
            if number in known:
                position, end, who, mention = known[number]
                self.antecedents.said(position, end, who, mention)
                self.spoken.append((who, self.layout.sentence(max(0, end - 1)), mention))
            elif attribution.nested_in is not None:
                reading = read_source(self.text, self.chains, attribution.source)
                if reading.form == "empty":
                    self._unresolved(number, None)
                else:
                    self._source(number, reading)

    def _anchor(self, number: int) -> tuple[int, int]:
        attribution = self.attributions[number]
        spans = attribution.source or attribution.content or attribution.cue
        return max(0, min((start for start, _ in spans), default=0)), number

    def _affiliation(self, number: int) -> Affiliation | None:
        who, source = self.who.get(number), self.attributions[number].source
        if who is None or self.chains.entities[who].type != "person":
            return self.affiliations.get(number)
        return self.statements.chosen(who, source[0] if source else None)

    # What becomes of one attribution

    def _settle(
        self,
        number: int,
        who: int,
        method: Method,
        *,
        sure: float,
        mention: Span | None = None,
        source: Span | None = None,
    ) -> None:
        chain = self.chains.entities[who]
        if chain.type == "place":
            chain.type = "organisation"
        mention = mention or chain.mention
        self.speakers[number] = Speaker(
            name=chain.name,
            type=chain.type,
            method=method if chain.name or method != "nominal" else "unnamed",
            confidence=round(max(0.01, min(0.99, sure)), 3),
            mention=mention,
            description=None if chain.name else chain.description,
        )
        self.who[number] = who
        if source:
            self.antecedents.owns(source, who)
        if chain.type == "unnamed":
            self.affiliations[number] = self.statements.of_unnamed(chain.mention)
        elif chain.type == "person" and method == "nominal" and source:
            self.statements.read_source(who, source)
        position = source[0] if source else self._anchor(number)[0]
        end = max(position, continuations.last(self.attributions[number]))
        self.spoken.append((who, self.layout.sentence(max(0, end - 1)), mention))
        self.antecedents.said(position, end, who, mention)
        self.told[number] = (position, end, who, mention)

    def _unresolved(self, number: int, reading: SourcePhrase | None, *, sure: float = 0.2) -> None:
        description = reading.description if reading and reading.description else None
        self.speakers[number] = replace(_UNRESOLVED, confidence=round(sure, 3), description=description)
        self.who[number] = None

    def _unnamed(
        self, number: int, reading: SourcePhrase, *, sure: float = 0.9, source: Span | None = None
    ) -> None:
        """Settle on somebody unnamed: the words of ``reading`` describe them, ``source`` where it is another."""
        chain = self.chains.add_unnamed(reading.description, reading.span, plural=reading.plural)
        noun = singular(reading.word)
        gender = GENDERED.get(noun)
        chain.female, chain.male = 2.0 * (gender == "f"), 2.0 * (gender == "m")
        if noun:
            chain.roles.add(noun)
        self.chains.note(chain, Mention(*reading.span, chain.index, False, 0.9))
        method: Method = "pronoun" if source else "unnamed"
        self._settle(number, chain.index, method, sure=sure, source=source or reading.span)
        self.antecedents.owns(reading.span, chain.index)

    # Sources by form

    def _source(self, number: int, reading: SourcePhrase) -> None:
        match reading.form:
            case "person":
                self._person(number, reading)
            case "people":
                self._people(number, reading)
            case "body":
                self._body(number, reading)
            case "first":
                self._first(number, reading)
            case "pronoun":
                self._pronoun(number, reading)
            case "relative":
                self._relative(number, reading)
            case "nominal":
                self._nominal(number, reading)
            case _:
                self._described(number, reading)

    def _described(self, number: int, reading: SourcePhrase) -> None:
        """Somebody whom the source does not name, but may tell by an owner ("his wife") or a number ("both")."""
        two = plurals.two_people(self.antecedents, reading)
        if two:
            self._together(number, reading, two, "nominal", sure=TWO_PEOPLE)
            return
        paper = papers.meant(self.text, self.layout, reading)
        if paper:
            body = self.chains.add_named("organisation", *paper, sure=papers.SURE)
            self._settle(number, body.index, "nominal", sure=papers.SURE, mention=paper[1], source=reading.span)
            return
        who = self.possessed.holder(reading)
        if who is None:
            self._unnamed(number, reading)
            return
        mention = self.chains.entities[who].mention
        self._settle(number, who, "nominal", sure=possessed.SURE, mention=mention, source=reading.span)

    def _person(self, number: int, reading: SourcePhrase) -> None:
        mention = reading.mention
        if mention is None:
            self._unresolved(number, reading)
            return
        chain = self.chains.entities[mention.who]
        named = mention.full or len(chain.words) <= 1
        sure = mention.sure * (0.97 if mention.full else 0.8 if named else 0.95)
        method: Method = "named" if named else "surname"
        self._settle(number, mention.who, method, sure=sure, source=reading.span)

    def _people(self, number: int, reading: SourcePhrase) -> None:
        whos = [who for who in (reading.who, *reading.others) if who is not None]
        self._together(number, reading, whos, "named", sure=0.85)

    def _together(
        self, number: int, reading: SourcePhrase, whos: Sequence[int], method: Method, *, sure: float
    ) -> None:
        """Settle on several people at once."""
        names = [name for name in (self.chains.entities[who].name for who in whos) if name]
        joined = " and ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else reading.description
        group = self.chains.add_named("group", joined, reading.span, sure=0.9)
        self._settle(number, group.index, method, sure=sure, source=reading.span)

    def _body(self, number: int, reading: SourcePhrase) -> None:
        name = reading.name
        if reading.body is not None:
            for mention in self.chains.between(reading.body.start, reading.body.end + 1):
                chain = self.chains.entities[mention.who]
                if chain.type in _BODIES:
                    method: Method = "named" if mention.full or len(chain.words) == 1 else "surname"
                    self._settle(number, mention.who, method, sure=0.9, source=reading.span)
                    return
            name = one_line(self.text, reading.body.start, reading.body.end)
        name = re.sub(r"^the\s+(?=\S)", "", name or reading.description, flags=re.IGNORECASE)
        body = self.chains.add_named("group" if reading.plural else "organisation", name, reading.span, sure=0.8)
        self.chains.note(body, Mention(*reading.span, body.index))
        self._settle(number, body.index, "named", sure=0.8, source=reading.span)

    def _first(self, number: int, reading: SourcePhrase) -> None:
        """Inside a quotation "I" is the one who is quoted; in the author's own voice nobody is named."""
        at = reading.span[0]
        if reading.word in FIRST_SINGULAR:
            for other, attribution in enumerate(self.attributions):
                who = self.who.get(other)
                if who is None or not any(start <= at < end for start, end in attribution.content):
                    continue
                if self.layout.quoted(at) and self.chains.entities[who].type == "person":
                    self._settle(number, who, "pronoun", sure=0.7, source=reading.span)
                    return
            turn = _TURN.match(self.text, self.layout.paragraph_start(at))
            people = self.chains.between(turn.start(1), turn.end(1)) if turn else []
            if turn and len(people) == 1 and people[0].end >= turn.end(1) - 1:
                self._settle(number, people[0].who, "pronoun", sure=0.6, source=reading.span)
                return
        self._unresolved(number, reading)

    def _pronoun(self, number: int, reading: SourcePhrase) -> None:
        at = reading.span[0]
        if reading.word in PLURAL_PRONOUNS or reading.word in NEUTER:
            self._plural_or_thing(number, reading)
            return
        ahead = cataphora.named_next(self.layout, self.chains, at, reading.word)
        if ahead:
            mention, sure = (ahead.start, ahead.end), cataphora.SURE * ahead.sure
            self._settle(number, ahead.who, "pronoun", sure=sure, mention=mention, source=reading.span)
            return
        gender = pronoun_gender(reading.word)
        named = continuations.named_in(self.chains, self.attributions[number])
        ranked = [c for c in self.antecedents.rank(at, ("person", "unnamed"), gender) if c.who not in named]
        if all(c.against and not self.antecedents.just_named(c, at) for c in ranked):
            # A chain of pronouns far from the name.
            far = self.antecedents.rank(at, ("person",), gender, sentences=80, window=400)
            ranked = [c for c in far if not c.against and c.who not in named] or ranked
        if self.spoken and continuations.adds(self.text, self.attributions[number]):
            who, sentence, _ = self.spoken[-1]
            ranked = favoured(ranked, who, GOING_ON) if self.layout.sentence(at) - sentence <= 2 else ranked
        noun, share = self.antecedents.stranger(at)
        if share >= STRANGER and share > max((c.linked for c in ranked), default=0.0):
            phrase = antecedent_phrases.ending_with(self.text, self.layout, noun)
            fits = phrase and GENDERED.get(singular(phrase.word)) in (None, gender)
            if phrase and fits and antecedent_phrases.is_common(self.layout, noun):
                self._stranger(number, reading, phrase, share)
                return
        self._best(number, reading, ranked)

    def _stranger(self, number: int, reading: SourcePhrase, phrase: SourcePhrase, share: float) -> None:
        """Settle a pronoun on a phrase for somebody without a chain."""
        meant = None
        named = antecedent_phrases.named_behind(self.text, self.chains, phrase.span[1])
        if named:
            meant = Meant(named.who, 0.85, (named.start, named.end))
        elif is_role(phrase.word) and phrase.definite and not phrase.plural:
            meant, _ = self.nominals.person(phrase)
        if meant:
            sure = meant.sure * share
            self._settle(number, meant.who, "pronoun", sure=sure, mention=meant.mention, source=reading.span)
            return
        self._unnamed(number, replace(phrase, word=singular(phrase.word)), sure=share, source=reading.span)

    def _plural_or_thing(self, number: int, reading: SourcePhrase) -> None:
        grammar, least = self.statements.grammar, self.limits.thing
        found = plurals.they_or_it(self.antecedents, grammar, reading, self.spoken[-3:], least)
        if found.who is not None:
            self._settle(number, found.who, "pronoun", sure=found.sure, mention=found.mention, source=reading.span)
        elif found.people:
            self._together(number, reading, found.people, "pronoun", sure=found.sure)
        elif found.phrase:
            self._unnamed(number, found.phrase, sure=found.sure, source=reading.span)
        else:
            self._unresolved(number, reading, sure=found.sure)

    def _best(self, number: int, reading: SourcePhrase, ranked: Sequence[Candidate]) -> None:
        sure = confidence(ranked)
        if sure < self.limits.pronoun:
            self._unresolved(number, reading, sure=sure)
            return
        best = ranked[0]
        sure *= self.chains.entities[best.who].sure
        self._settle(number, best.who, "pronoun", sure=sure, mention=best.mention, source=reading.span)

    def _relative(self, number: int, reading: SourcePhrase) -> None:
        """The phrase right before "who" is the one meant."""
        at = reading.span[0]
        start = max(self.layout.sentence_start(at), at - 200)
        before = self.chains.between(start, at)
        # "Holm, the Institute's director, who": the last name need not be the one meant.
        mention = next((m for m in reversed(before[-3:]) if self._related(m, reading)), None)
        if mention:
            self._settle(number, mention.who, "pronoun", sure=0.85 * mention.sure, source=reading.span)
            return
        span = antecedent_phrases.before(self.text, self.layout, at)
        words = one_line(self.text, *span) if span else ""
        common = words.split()[-1:] and words.split()[-1].islower()
        if span is None or (reading.word in ("which", "that") and not common):
            self._unresolved(number, reading)
            return
        plural = is_plural(fold_word(words.split()[-1]))
        self._unnamed(number, replace(reading, span=span, description=words, plural=plural, word=""))

    def _related(self, mention: Mention, reading: SourcePhrase) -> bool:
        """Whether "who" follows a name directly or after an apposition to it."""
        chain = self.chains.entities[mention.who]
        fitting = chain.type == "person" or (chain.type in _BODIES and reading.word in ("which", "that"))
        between = self.text[mention.end : reading.span[0]].strip()
        direct = not between.strip(" ,—–()") or re.fullmatch(r"\([^)]*\),?", between)
        stated = any(
            m == mention and d.span[1] >= reading.span[0] - 3 for m, d in self.described.get(mention.who, ())
        )
        last = fold_word(between.split()[-1].rstrip(",")) if between else ""
        apposed = between.count(",") <= 3 and _APPOSED.match(between) and not (is_plural(last) or last == "those")
        return fitting and bool(direct or stated or apposed)

    def _nominal(self, number: int, reading: SourcePhrase) -> None:
        noun = singular(reading.word)
        generic = False
        meant: Meant | None
        if noun in ORG_REFERENCES and not is_role(noun):
            meant = self.nominals.body(reading)
        elif noun in ORG_NOUNS and not is_role(noun):
            meant = self.nominals.seat(reading)
        else:
            meant, generic = self.nominals.person(reading)
        if meant:
            self._settle(number, meant.who, "nominal", sure=meant.sure, mention=meant.mention, source=reading.span)
            if meant.sure >= SURE_OF_ROLE and is_role(noun):
                self.chains.entities[meant.who].roles.add(noun)  # for the next "the senator"
        elif not (reading.definite and generic):
            self._unnamed(number, reading)
        else:
            self._unresolved(number, reading)

    # Quotes without a source

    def _runs_into(self, number: int, following: int | None, previous: int | None) -> bool:
        if following is None:
            return False
        one, after = self.attributions[number], self.attributions[following]
        before = self.attributions[previous] if previous is not None else None
        return continuations.runs_into(self.layout, one, after, before)

    def _take_over(self, number: int, following: int) -> None:
        who = self.who.get(following)
        if who is None:
            self._unresolved(number, None)
            return
        speaker = self.speakers[following]
        self._settle(number, who, "continuation", sure=0.9 * speaker.confidence, mention=speaker.mention)

    def _continue(self, number: int, previous: int | None) -> None:
        who = self.who.get(previous) if previous is not None else None
        if previous is None or who is None:
            self._unresolved(number, None)
            return
        one, before = self.attributions[number], self.attributions[previous]
        sure = continuations.goes_on(self.layout, self.chains, one, before, who=who)
        if sure < self.limits.continuation:
            self._unresolved(number, None, sure=sure)
            return
        speaker = self.speakers[previous]
        sure *= speaker.confidence**0.5
        self._settle(number, who, "continuation", sure=sure, mention=speaker.mention)
