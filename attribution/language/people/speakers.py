"""Resolves each attribution's source to a speaker, and finds the speaker's role and organisation.

``find_speakers`` is pure: text, attributions and entities in, attributions out. Sources are read in order of the
text, because who spoke last helps to tell whom the next "she" means. Whom a source can mean is put in question
(``options``), what cannot be is excluded, and the ranker says how likely each of the others is. Below a threshold
nobody is named, and the likeliest are given beside.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import zip_longest

import numpy as np

from attribution.language.mentions.entities import CharacterType, EntityChains, Mention
from attribution.language.mentions.grammar import Grammar
from attribution.language.mentions.layout import Layout, tidy
from attribution.language.network.coreference import Chances
from attribution.language.network.statements import Stated
from attribution.language.people import antecedent_phrases, continuations, ranker
from attribution.language.people.genders import gather_gender
from attribution.language.people.memory import Memory
from attribution.language.people.options import Option, Question, form_of, options
from attribution.language.people.roles.stated_roles import Statements
from attribution.language.people.scene import Scene
from attribution.language.people.source_types import source_type
from attribution.language.people.sources import SourcePhrase, read_source
from attribution.language.people.targets import Meant, Resolution, Targets, Voice, voice_of
from attribution.language.people.thresholds import Thresholds
from attribution.records import Affiliation, Attribution, Candidate, Entity, Method, Span, Speaker
from attribution.words.roles import GENDERED, GENERIC_PERSON, is_role
from attribution.words.text import one_line
from attribution.words.word_classes import FIRST_SINGULAR, is_plural, singular

SURE_OF_ROLE = 0.6
SURE_OF_SEVERAL = 0.95
SURE_OF_PRONOUN = 0.4  # of the narrative, for a chain of pronouns to go on
STRANGER = 0.3  # of the links, to words for somebody not named, for these to describe the one whom "he" means
MOST_CANDIDATES = 3
LEAST_CANDIDATE = 0.02

_SAID = ("speech", "belief", "intention", "feeling")  # what only somebody does
_UNRESOLVED = Speaker(None, "unresolved", "unresolved", 0.1)
_BLANK = SourcePhrase("empty", (0, 0), "")
_TURN = re.compile(r"([^\n:]{2,40}):\s")


def find_speakers(
    text: str,
    attributions: Sequence[Attribution],
    entities: Sequence[Entity],
    links: Chances | None = None,
    grammar: Grammar | None = None,
    *,
    stated: Sequence[Stated] = (),
    thresholds: Thresholds | None = None,
    model: ranker.Ranker | None = None,
) -> Resolution:
    """Return the attributions, in the order given, each with its speaker, affiliation and type of source.

    ``entities`` are the names found in the text; missing, cut or mislabelled ones cost certainty only. ``links``
    say which earlier words a pronoun or a role goes back to (``coreference.chances``), ``stated`` which words are
    roles and bodies of named people; by the ``grammar`` of the text phrases for unnamed ones are read.
    ``model`` orders whom a source may mean, by default the shipped one.
    Raises nothing for any spans: those outside the text are ignored.
    """
    resolver = _Resolver(
        text,
        attributions,
        entities,
        links,
        grammar,
        stated=stated,
        limits=thresholds or Thresholds(),
        model=model or ranker.read(),
    )
    return resolver.run()


@dataclass(frozen=True)
class Answer:
    """Whom a source may mean, what the article names each, and how likely each is; nobody named comes last."""

    question: Question
    options: Sequence[Option]
    names: Sequence[str | None]
    chances: Sequence[float]

    @cached_property
    def by_name(self) -> dict[str, float]:
        """How likely each name is: two that were not known to be one count together."""
        sure: dict[str, float] = {}
        for name, chance in zip(self.names, self.chances, strict=True):
            if name:
                sure[name] = sure.get(name, 0.0) + chance
        return sure

    @property
    def nobody(self) -> float:
        """How likely it is that the article names nobody who is meant."""
        return 1.0 - sum(self.by_name.values())

    @property
    def best(self) -> tuple[Option | None, float]:
        """The likeliest of those whom the article names, and how likely the name is."""
        name = max(self.by_name, key=self.by_name.__getitem__, default=None)
        if name is None:
            return None, 0.0
        number = max((n for n, one in enumerate(self.names) if one == name), key=self.chances.__getitem__)
        return self.options[number], self.by_name[name]

    def others(self, chosen: str | None) -> tuple[Candidate, ...]:
        """The likeliest names but for the one chosen."""
        names = sorted(self.by_name.keys() - {chosen}, key=lambda name: (-self.by_name[name], name))
        found = (Candidate(name, round(self.by_name[name], 3)) for name in names[:MOST_CANDIDATES])
        return tuple(one for one in found if one.chance >= LEAST_CANDIDATE)


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
        model: ranker.Ranker,
    ) -> None:
        self.text = text
        self.limits = limits
        self.model = model
        self.attributions = list(attributions)
        # Reports within a report come last and are read in the light of all others, not the other way round.
        outer = [a for a in attributions if a.nested_in is None]
        self.layout = Layout(text, outer)
        sources = sorted({tidy(text, *span) for a in outer for span in a.source})
        self.sources = [span for span in sources if span[0] < span[1]]
        self.chains = EntityChains(text, self.layout, entities, self.sources)
        self.statements = Statements(text, self.chains, stated, grammar)
        gather_gender(text, self.chains, self.layout)
        self.scene = Scene(self.chains, self.layout, self.statements.of)
        self.memory = Memory(self.chains, self.layout, self.sources, links, self._narrated)
        self.told: dict[int, tuple[int, int, int, Span]] = {}  # where the words of each stand, who, the mention
        self.asked: dict[int, Answer] = {}
        self.speakers: dict[int, Speaker] = {}
        self.who: dict[int, int | None] = {}
        self.affiliations: dict[int, Affiliation | None] = {}  # of those whom the article does not name

    def run(self) -> Resolution:
        numbers = range(len(self.attributions))
        order = sorted((n for n in numbers if self.attributions[n].nested_in is None), key=self._anchor)
        waiting: list[tuple[int, int]] = []
        previous: int | None = None
        for number, following in zip_longest(order, order[1:]):
            self.memory.advance(self._anchor(number)[0])
            reading = read_source(self.text, self.chains, self.attributions[number].source)
            if reading.form == "empty" and self._runs_into(number, following, previous):
                assert following is not None
                waiting.append((number, following))
                continue
            self._source(number, reading, previous)
            previous = number
        for number, following in reversed(waiting):
            self._take_over(number, following)
        self.memory.advance(len(self.text))
        holders = self.scene.people_by_role()
        targets = Targets(
            self.text, self.chains, self.layout, self._meant, holders, grammar=self.statements.grammar
        )
        if len(order) < len(numbers):
            self._read_inner()
        found = [self._resolved(number) for number in numbers]
        return Resolution(
            found, [self._voice(number, one) for number, one in enumerate(found)], targets, self.asked
        )

    def _resolved(self, number: int) -> Attribution:
        """Return an attribution with all that was found out about its source."""
        one, speaker = self.attributions[number], self.speakers.get(number, _UNRESOLVED)
        at = one.source[0][0] if one.source else None  # where the words may be a speaker's and not the author's
        quoted = at is not None and (self.layout.quoted(at) or self.layout.in_turn(at))
        return replace(
            one,
            speaker=speaker,
            affiliation=self._affiliation(number),
            source_type=source_type(
                self.text, one.source, speaker, self.statements.grammar, quoted=quoted, speaks=one.act in _SAID
            ),
        )

    def _voice(self, number: int, one: Attribution) -> Voice:
        who = self.who.get(number)
        chain = self.chains.entities[who] if who is not None else None
        word = self.text[slice(*one.source[0])] if one.source else ""
        return voice_of(who, chain, one.speaker or _UNRESOLVED, word, one.affiliation)

    def _read_inner(self) -> None:
        """Resolve the nested attributions, with the outer ones known: the text is read once more for that."""
        known = dict(self.told)
        self.memory = Memory(self.chains, self.layout, self.sources, None, self._narrated)
        for number in sorted(range(len(self.attributions)), key=self._anchor):
            self.memory.advance(self._anchor(number)[0])
            attribution = self.attributions[number]
            if number in known:
                self.memory.said(*known[number])
            elif attribution.nested_in is not None:
                reading = read_source(self.text, self.chains, attribution.source)
                if reading.form == "empty":
                    self._unresolved(number, None)
                else:
                    self._source(number, reading, None)

    def _anchor(self, number: int) -> tuple[int, int]:
        attribution = self.attributions[number]
        spans = attribution.source or attribution.content or attribution.cue
        return max(0, min((start for start, _ in spans), default=0)), number

    def _affiliation(self, number: int) -> Affiliation | None:
        who, source = self.who.get(number), self.attributions[number].source
        if who is None or self.chains.entities[who].type != "person":
            return self.affiliations.get(number)
        return self.statements.chosen(who, source[0] if source else None)

    # Asking

    def _ask(self, question: Question, met: int | None = None) -> Answer:
        asked = options(self.scene, question, self.memory, met)
        chances = self.model.chances(np.asarray([option.features for option in asked]))
        names = [self._name(question.phrase, option) for option in asked[:-1]]
        return Answer(question, asked, [*names, None], chances.tolist())

    def _name(self, phrase: SourcePhrase, option: Option) -> str | None:
        if not option.whos:
            return option.name or self._body_name(phrase)
        return self._joined(option.whos) or None

    def _joined(self, whos: Iterable[int]) -> str:
        names = [name for who in whos if (name := self.chains.entities[who].name)]
        return " and ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else "".join(names)

    def _body_name(self, phrase: SourcePhrase) -> str:
        """The name of a body that a source names first."""
        name = phrase.name
        if phrase.body is not None:
            name = one_line(self.text, phrase.body.start, phrase.body.end)
        return re.sub(r"^the\s+(?=\S)", "", name or phrase.description, flags=re.IGNORECASE)

    def _narrated(self, start: int, end: int, word: str) -> tuple[int, Span] | None:
        """Whom a pronoun of the narrative means."""
        phrase = SourcePhrase("pronoun", (start, end), word, word)
        answer = self._ask(Question("he", start, phrase))
        best = max(range(len(answer.options)), key=lambda n: answer.chances[n])
        option = answer.options[best]
        sure = answer.chances[best] >= SURE_OF_PRONOUN and len(option.whos) == 1
        return (option.whos[0], option.mention) if sure else None

    def _meant(self, span: Span, word: str) -> list[Meant]:
        """Whom a pronoun that was passed may mean, as things stood there; nobody's number is None."""
        phrase = SourcePhrase("pronoun", span, word, word)
        answer = self._ask(Question("he", span[0], phrase), self.memory.met(span[0]))
        return [
            Meant(option.whos[0] if option.whos else None, chance, option.mention)
            for option, chance in zip(answer.options, answer.chances, strict=True)
            if len(option.whos) < 2
        ]

    def _noun(self, reading: SourcePhrase) -> int:
        """Where the noun of a phrase begins."""
        start, end = reading.span
        return start + max(0, self.text[start:end].casefold().rfind(reading.word)) if reading.word else start

    # What becomes of one attribution

    def _source(self, number: int, reading: SourcePhrase, previous: int | None) -> None:
        if reading.form == "people":
            whos = [who for who in (reading.who, *reading.others) if who is not None]
            self._settle(number, self._group(reading, whos), "named", sure=SURE_OF_SEVERAL, source=reading.span)
            return
        if reading.form == "first":
            self._first(number, reading)
            return
        attribution = self.attributions[number]
        before = self.attributions[previous] if previous is not None else None
        near = continuations.near(self.layout, self.chains, attribution, before)
        at = self._anchor(number)[0] if reading.form == "empty" else self._noun(reading)
        last = self.who.get(previous) if previous is not None else None
        form = form_of(reading)
        content = attribution.content if attribution.kind == "direct" else ()
        answer = self._ask(Question(form, at, reading, content, near, last))
        self.asked[number] = answer
        best, sure = answer.best
        asked_as = "they" if best and len(best.whos) > 1 else form
        if best is None or not self.limits.enough(asked_as, sure=sure, nobody=answer.nobody):
            self._nobody(number, reading, answer)
        else:
            self._somebody(number, reading, form, best, sure)
        speaker = self.speakers[number]
        self.speakers[number] = replace(speaker, candidates=answer.others(speaker.name))

    def _somebody(self, number: int, reading: SourcePhrase, form: str, option: Option, sure: float) -> None:
        """Settle on one whom the article names, or several."""
        source = reading.span if form != "empty" else None
        if not option.whos:
            who = self._new_body(reading, option)
        elif len(option.whos) > 1:
            who = self._group(reading, option.whos)
        else:
            who = option.whos[0]
        mention: Span | None = option.mention
        method: Method = "nominal"
        if form in ("person", "body"):
            named = reading.mention or next(iter(self.chains.between(*reading.span)), None)
            full = named is None or named.full or len(self.chains.entities[who].words) <= 1
            method, mention = "named" if full or not option.whos else "surname", None
        elif form == "empty":
            method = "continuation"
        elif form not in ("nominal", "unnamed"):
            method = "pronoun"
        self._settle(number, who, method, sure=sure, mention=mention, source=source)
        noun = singular(reading.word)
        if form == "nominal" and sure >= SURE_OF_ROLE and is_role(noun):
            self.scene.hold(who, noun)  # for the next "the senator"

    def _group(self, reading: SourcePhrase, whos: Iterable[int]) -> int:
        return self.chains.add_named("group", self._joined(whos), reading.span, sure=0.9).index

    def _new_body(self, reading: SourcePhrase, option: Option) -> int:
        kind: CharacterType = "group" if reading.plural and not option.name else "organisation"
        name = option.name or self._body_name(reading)
        body = self.chains.add_named(kind, name, option.mention, sure=0.8)
        self.chains.note(body, Mention(*option.mention, body.index))
        return body.index

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
            self.memory.owns(source, who)
        if chain.type == "unnamed":
            self.affiliations[number] = self.statements.of_unnamed(chain.mention)
        elif chain.type == "person" and method == "nominal" and source:
            self.statements.read_source(who, source)
        position = source[0] if source else self._anchor(number)[0]
        end = max(position, continuations.last(self.attributions[number]))
        self.told[number] = (position, end, who, mention)
        self.memory.said(*self.told[number])

    def _unresolved(self, number: int, reading: SourcePhrase | None, *, sure: float = 0.2) -> None:
        description = reading.description if reading and reading.description else None
        self.speakers[number] = replace(
            _UNRESOLVED, confidence=round(max(0.01, min(0.99, sure)), 3), description=description
        )
        self.who[number] = None

    def _nobody(self, number: int, reading: SourcePhrase, answer: Answer) -> None:
        """Settle on somebody whom the article does not name, or leave the source unresolved."""
        form = answer.question.form
        source = reading.span if form != "empty" else None
        unnamed = {
            option.whos[0]: chance
            for option, chance in zip(answer.options, answer.chances, strict=True)
            if len(option.whos) == 1 and self.chains.entities[option.whos[0]].name is None
        }
        nobody, sure = answer.chances[-1], answer.nobody
        who = max(unnamed, key=lambda one: unnamed[one], default=None)
        phrase = self._words_for_nobody(reading, answer.question)
        if who is not None and (unnamed[who] > nobody or phrase is None) and unnamed[who] >= SURE_OF_PRONOUN / 2:
            method: Method = "continuation" if form == "empty" else "nominal"
            method = "pronoun" if form in ("he", "they", "it", "relative") else method
            self._settle(number, who, method, sure=sure, source=source)
        elif phrase is not None:
            self._unnamed(number, phrase, sure=sure, source=source if phrase is not reading else None)
        else:
            self._unresolved(number, reading, sure=answer.best[1])

    def _words_for_nobody(self, reading: SourcePhrase, question: Question) -> SourcePhrase | None:
        """The words that describe who is meant where nobody named is; None where the source stays unresolved."""
        form, at = question.form, question.at
        if form in ("he", "they", "it"):
            noun, share = self.memory.stranger(at)
            phrase = antecedent_phrases.ending_with(self.text, self.layout, noun) if share >= STRANGER else None
            if phrase is None or not (phrase.plural or antecedent_phrases.is_common(self.layout, noun)):
                return None
            return replace(phrase, word=singular(phrase.word))
        if form == "relative":
            span = antecedent_phrases.before(self.text, self.layout, at)
            words = one_line(self.text, *span) if span else ""
            common = words.split()[-1:] and words.split()[-1].islower()
            if span is None or (reading.word in ("which", "that") and not common):
                return None
            return replace(reading, span=span, description=words, plural=is_plural(words.split()[-1]), word="")
        noun_ = singular(reading.word)
        generic = noun_ in GENERIC_PERSON or noun_.endswith("-year-old") or noun_ in ("former", "latter")
        return None if form == "empty" or (form == "nominal" and reading.definite and generic) else reading

    def _unnamed(self, number: int, phrase: SourcePhrase, *, sure: float, source: Span | None = None) -> None:
        """Settle on somebody unnamed: the words of ``phrase`` describe them, ``source`` where it is another."""
        chain = self.chains.add_unnamed(phrase.description, phrase.span, plural=phrase.plural)
        noun = singular(phrase.word)
        gender = GENDERED.get(noun)
        chain.female, chain.male = 2.0 * (gender == "f"), 2.0 * (gender == "m")
        if noun:
            chain.roles.add(noun)
        self.chains.note(chain, Mention(*phrase.span, chain.index, False, 0.9))
        method: Method = "pronoun" if source else "unnamed"
        self._settle(number, chain.index, method, sure=sure, source=source or phrase.span)
        self.memory.owns(phrase.span, chain.index)

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

    # Quotes that the next speaker may have said

    def _runs_into(self, number: int, following: int | None, previous: int | None) -> bool:
        if following is None:
            return False
        one, after = self.attributions[number], self.attributions[following]
        before = self.attributions[previous] if previous is not None else None
        return continuations.runs_into(self.layout, one, after, before)

    def _take_over(self, number: int, following: int) -> None:
        who, speaker = self.who.get(following), self.speakers[following]
        if who is None:
            self._unresolved(number, None)
            return
        self._settle(number, who, "continuation", sure=0.9 * speaker.confidence, mention=speaker.mention)
