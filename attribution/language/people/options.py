"""Whom a source may mean, as numbers: a row of features for each that is in question, and one for nobody named.

The rows say how the model's links lead there, how near and how prominent each is, who spoke last, and how well the
words of the source fit what the article states of each. What they weigh is the ranker's matter.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import exp, log1p

from attribution.language.mentions.entities import EntityChain, Mention
from attribution.language.people import antecedent_phrases
from attribution.language.people.exclusions import excluded, means_a_stranger, not_yet, other_kind, types_for
from attribution.language.people.genders import gender_of, pronoun_gender
from attribution.language.people.memory import Event, Memory
from attribution.language.people.scene import WORD, Scene, full_title
from attribution.language.people.sources import SourcePhrase
from attribution.records import Span
from attribution.words.bodies import KINDS, ORG_NOUNS
from attribution.words.lists import word_set
from attribution.words.roles import GENDERED, GENERIC_PERSON, KINSHIP, ROLE_MODIFIERS, is_role, related_roles
from attribution.words.text import fold_word
from attribution.words.titles import is_titleword
from attribution.words.word_classes import (
    ARTICLES,
    DEFINITE,
    DOCUMENTS,
    FUNCTION_WORDS,
    GROUP_NOUNS,
    NEUTER,
    PLURAL_PRONOUNS,
    PREPOSITIONS,
    is_plural,
    singular,
)

WINDOW = 60  # events looked back on
NEAREST_COMPOUNDS = 3
NEAREST = 12  # people and bodies of them that are in question
FAINT = 0.1  # of the links, for anybody further off to be in question
REACH = 100  # letters of a sentence in which a pronoun may come before the name
_MANY_WORDS = 30
_MOST_TOGETHER = 3
_SPEAKS_FOR = word_set("spokesman spokeswoman spokesperson representative official authority source statement")
_OWNERS = word_set("his her their its our my")
_TWO = word_set("both two pair couple duo")
_OPENS = word_set(
    "after as while when before since though although despite until asked given because once if counter"
)
FORMS = ("person", "body", "he", "they", "it", "relative", "nominal", "unnamed", "empty")
# What only the place of a source tells, filled in by who reads the text (``continuations.near``)
NEAR = ("adds", "sentences", "paragraphs", "between", "others", "quoted_start", "has_cue")
# and what is told of each in question
FEATURES = tuple(
    """
    nobody stranger best_link link article linked most_linked person organisation place group unnamed plural
    mentions rank latest alone previous ahead in_content owner of_last met near far here before paragraph
    last_paragraph quoted first opens weak possessive full pronoun by_speech gap adjacent subject_before times
    spoke turns spoke_last spoke_near spoke_here spoke_before agrees against stated in_name same_role related
    other_role sole called called_last other_kind with_owner inside inside_full inside_of inside_first inside_last
    by titled read sure one_word sentence_opens small initials apposed new compound several joined two_people
    """.split()
)
_AT = {name: number for number, name in enumerate(FEATURES)}
_SEVERAL, _JOINED, _TWO_PEOPLE = (_AT[name] for name in ("several", "joined", "two_people"))
CONTEXT = len(FORMS) + 22 + len(NEAR)


@dataclass(frozen=True, slots=True)
class Question:
    """Whom a source means: its form (one of FORMS), where the word stands that is asked about, and its words.

    ``content`` is what is quoted, ``near`` what the place of a source tells, ``previous`` who spoke before.
    """

    form: str
    at: int
    phrase: SourcePhrase
    content: tuple[Span, ...] = ()
    near: Mapping[str, float] | None = None
    previous: int | None = None


@dataclass(frozen=True, slots=True)
class Option:
    """One that a source may mean: a person or body, or several people; none in ``whos`` for a body not met before,
    which has a ``name`` where it is not the source's own words.

    ``features`` are its row.
    """

    whos: tuple[int, ...]
    mention: Span
    features: tuple[float, ...]
    name: str | None = None


def form_of(phrase: SourcePhrase) -> str:
    """Return the form of a source for the ranker."""
    if phrase.form != "pronoun":
        return phrase.form
    return "they" if phrase.word in PLURAL_PRONOUNS else "it" if phrase.word in NEUTER else "he"


def options(scene: Scene, question: Question, memory: Memory, met: int | None = None) -> list[Option]:
    """Return who is in question, and last a row for nobody named; of the events the first ``met`` count."""
    view = _View(scene, question, memory, len(memory.events) if met is None else met)
    return [*view.options(), Option((), question.phrase.span, (*view.context, *view.nobody()))]


class _View:
    """One question at its place."""

    def __init__(self, scene: Scene, question: Question, memory: Memory, met: int) -> None:
        self.scene, self.question, self.memory = scene, question, memory
        self.text, self.layout, self.chains = scene.text, scene.layout, scene.chains
        self.phrase, self.at, self.form = question.phrase, question.at, question.form
        phrase = self.phrase
        self.noun = singular(phrase.word)
        self.words = [fold_word(word[0]).rstrip(".") for word in WORD.finditer(self.text, *phrase.span)][
            :_MANY_WORDS
        ]
        self.telling = [full_title(singular(w)) for w in self.words if w not in FUNCTION_WORDS | _OWNERS]
        self.sentence, self.paragraph = self.layout.sentence(self.at), self.layout.paragraph(self.at)
        self.events: Sequence[Event] = memory.events[max(0, met - WINDOW) : met]
        self.last: dict[int, Event] = {}  # the latest last
        for event in self.events:
            self.last.pop(event.who, None)
            self.last[event.who] = event
        self.spoke = [event for event in self.events if event.kind == "spoke"]
        self.subject = {event.who: event for event in self.events if event.first}
        asked = bool(phrase.word) or self.form in ("person", "body")
        self.linked = memory.linked(self.at) if asked else {}
        self.by_article = memory.linked(phrase.span[0]) if phrase.word and phrase.span[0] < self.at else {}
        self.inside = {m.who: m for m in self.chains.between(*phrase.span)} if self.words else {}
        quoted = question.content if self.form in ("he", "empty") else ()
        self.named = {m.who for start, end in quoted for m in self.chains.between(start, end)}
        many = self.form == "they" or phrase.plural or not _TWO.isdisjoint(self.words)
        self.many = many and self.form not in ("person", "body", "empty")
        self.types = types_for(phrase.form, phrase.word)
        self.gender = pronoun_gender(phrase.word) or GENDERED.get(self.noun)
        self.strange = self._through_words() if phrase.word else 0.0
        self.bodies = scene.bodies_of(self.spoke[-1].who) if self.spoke else set()
        self.read = self._read()
        self.owner = self._owner()
        self.ahead = self._ahead()
        source = self.text[phrase.span[0] : phrase.span[1]]
        letters = source.casefold() if source.isupper() and source.isalpha() and len(source) < 4 else ""
        self.initials = scene.initials.get(letters, ())
        self.called = self._by_role()
        self.context = self._context()

    def _through_words(self) -> float:
        """How likely the links lead to words for nobody named, once those for somebody are added to theirs.

        "One woman, Oda Brask" is hers, and "the mayor" is whom alone the article calls so.
        """
        noun, share = self.memory.stranger(self.at)
        phrase = antecedent_phrases.ending_with(self.text, self.layout, noun) if share >= FAINT else None
        if phrase is None:
            return share
        if self.gender and GENDERED.get(singular(phrase.word)) not in (None, self.gender):
            return 0.0  # "she" is no "man"
        behind = antecedent_phrases.named_behind(self.text, self.chains, phrase.span[1])
        holders = self.scene.holders(full_title(singular(phrase.word))) if phrase.definite else set()
        who = behind.who if behind else min(holders) if len(holders) == 1 else None
        if who is None:
            return share
        self.linked = {**self.linked, who: self.linked.get(who, 0.0) + share}
        return 0.0

    def _read(self) -> int | None:
        """Whom a source names, as far as its words tell alone."""
        phrase = self.phrase
        if self.form == "person":
            return phrase.who
        if self.form != "body":
            return None
        if phrase.body is None:
            return self.chains.body(phrase.name) if phrase.name else None
        inside = self.chains.between(phrase.body.start, phrase.body.end + 1)
        return next((m.who for m in inside if self.chains.entities[m.who].type not in ("person", "unnamed")), None)

    def _owner(self) -> int | None:
        """Whom the "his" or the name with a possessive ending means that a phrase begins with."""
        if self.words and self.words[0] in _OWNERS:
            linked = self.memory.linked(self.phrase.span[0])
            return max(linked, key=lambda one: linked[one], default=None)
        owned = (m for m in self.inside.values() if self.text[m.end : m.end + 1] in ("'", "’"))
        return next((m.who for m in owned), None)

    def _ahead(self) -> int | None:
        """Who is named first after the opening phrase of a sentence that holds a pronoun, if that names nobody.

        "In her statement condemning the test, Oda Brask ..."
        """
        start, end = self.layout.sentence_start(self.at), self.layout.sentence_end(self.at)
        opens = fold_word(self.text[start : self.at].split(" ")[0].lstrip("\"“'‘"))
        comma = self.text.find(",", self.at, min(end, self.at + REACH))
        if self.form != "he" or self.at - start > REACH or comma < 0 or opens not in PREPOSITIONS | _OPENS:
            return None
        if self.chains.between(start, comma) or "," in self.text[start : self.at]:
            return None
        ahead = next(iter(self.chains.between(comma, min(end, comma + REACH))), None)
        titles = self.text[comma + 1 : ahead.start].split() if ahead else []
        alone = all(is_titleword(fold_word(word).rstrip(".")) for word in titles)
        owned = ahead is not None and self.text[ahead.end : ahead.end + 1] in ("'", "’")
        if ahead is None or owned or not alone or self.chains.entities[ahead.who].type != "person":
            return None
        return ahead.who if gender_of(self.chains.entities[ahead.who])[0] in (None, self.gender) else None

    def _context(self) -> tuple[float, ...]:
        phrase, words, noun = self.phrase, self.words, self.noun
        first = words[0] if words else ""
        near = self.question.near or {}
        after = self.text[self.at : phrase.span[1]].split()[1:2] if self.form in ("nominal", "unnamed") else []
        before = self.text[max(0, self.at - 40) : self.at].rstrip(" ,").rpartition(" ")[2]
        told = (
            *(self.form == form for form in FORMS),
            first in DEFINITE,
            first in ("a", "an", "one"),
            first in _OWNERS or self.owner is not None,
            phrase.plural,
            self.text[self.at : self.at + 1].isupper(),
            bool(noun) and is_role(noun),
            noun in ORG_NOUNS,
            noun in DOCUMENTS,
            noun in GROUP_NOUNS or phrase.word in GROUP_NOUNS,
            noun in GENERIC_PERSON,
            noun in _SPEAKS_FOR,
            noun in KINSHIP,
            noun in KINDS,
            not _TWO.isdisjoint(words),
            bool(after) and after[0] in PREPOSITIONS,
            not_yet(phrase.description),
            log1p(len(words)),
            len(words) <= 2,
            any(word in ROLE_MODIFIERS for word in words),
            self.layout.quoted(self.at),
            self.form == "relative" and before[:1].islower(),  # "who" after a common noun
            self.gender is not None,
            *(near.get(key, 0.0) for key in NEAR),
        )
        return tuple(map(float, told))

    def nobody(self) -> tuple[float, ...]:
        """The rest of the row for nobody named: what speaks for a stranger."""
        return _row({"nobody": 1.0, "stranger": self.strange, "best_link": max(self.linked.values(), default=0.0)})

    def options(self) -> Iterator[Option]:
        """Yield those in question, one by one and then several together."""
        if self.form == "body" and self.read is None:
            row = _row({"read": 1.0, "new": 1.0, "organisation": 1.0})
            yield Option((), self.phrase.span, (*self.context, *row))
        entities = self.chains.entities
        fitting = [who for who in self._in_question() if not self._excluded(who)]
        whos = [who for who in fitting if not self._one_of_several(who)]
        types = [entities[who].type for who in whos]
        ranks: dict[str, int] = {}
        rows: dict[int, Option] = {}
        for who in sorted(fitting, key=lambda who: -self.last[who].position if who in self.last else 1):
            chain = entities[who]
            rank = ranks[chain.type] = ranks.get(chain.type, -1) + 1
            event, named = self.last.get(who), self.inside.get(who)
            mention = event.mention if event else (named.start, named.end) if named else chain.mention
            row = self._row_of(who, rank, alone=types.count(chain.type) == 1)
            rows[who] = Option((who,), mention, (*self.context, *row))
        yield from (rows[who] for who in whos)
        yield from self._several(rows)
        if self.form in ("nominal", "unnamed") and self._bare():
            yield from self._compounds({fold_word(self.chains.entities[who].name or "") for who in whos})

    def _excluded(self, who: int) -> bool:
        chain, phrase = self.chains.entities[who], self.phrase
        if self.form == "person":
            return chain.type != "person" or (bool(self.called) and who not in self.called)
        if means_a_stranger(phrase.form, self.strange, self.linked.get(who, 0.0)):
            return chain.type != "unnamed"
        if self.form == "nominal" and not_yet(phrase.description):
            return True
        if who == self.owner and (is_role(self.noun) or self.noun in KINSHIP) and self.noun not in DOCUMENTS:
            return True  # "Brask’s manager" is not Brask
        if (self.ahead is not None and who != self.ahead) or (self.form == "relative" and self._of_several()):
            return True
        return excluded(chain, phrase.form, phrase.word, self.types)

    def _one_of_several(self, who: int) -> bool:
        """Whether somebody is one where "the senators" are several; not so in "those like Oda Brask"."""
        if not self.many or self.form == "they" or self.chains.entities[who].type != "person":
            return False
        return who not in self.inside or any(who in group for group in self.scene.joined(*self.phrase.span))

    def _by_role(self) -> set[int]:
        """The one bearer of a surname of whom the article states what the source does: "Senator Brask"."""
        if self.form != "person" or self.phrase.mention is None or self.phrase.mention.full:
            return set()
        bearers = [who for who in self._in_question() if self.chains.entities[who].type == "person"]
        low, high = self.phrase.span
        found = {
            who
            for who in bearers
            for _, one in self.scene.described.get(who, ())
            if not low <= one.span[0] < high and not self.scene.words_of(one.span).isdisjoint(self.telling)
        }
        return found if len(bearers) > 1 and len(found) == 1 else set()

    def _of_several(self) -> bool:
        """Whether "who" follows a common noun for several: "those who", "some voters who"."""
        span = antecedent_phrases.before(self.text, self.layout, self.at)
        last = self.text[span[0] : span[1]].split()[-1:] if span else []
        return bool(last) and last[0].islower() and (is_plural(last[0]) or last[0] == "those")

    def _in_question(self) -> Iterable[int]:
        """Those whom the source names, or else who came up last, is linked, or is called so anywhere."""
        entities = self.chains.entities
        found: dict[int, None] = {} if self.read is None else {self.read: None}
        found |= dict.fromkeys(self.inside)
        if self.form == "person":
            surname = entities[self.read].words[-1:] if self.read is not None else ()
            return found | {who: None for who in self.last if entities[who].words[-1:] == surname}
        found |= dict.fromkeys(self.initials)
        if self.form == "body":
            return found
        found |= {who: None for who in (self.question.previous, self.ahead) if who is not None}
        nearest = [w for w in reversed(self.last) if self.types is None or entities[w].type in self.types]
        found |= dict.fromkeys(nearest[:NEAREST])
        for linked in (self.linked, self.by_article):
            found |= {who: None for who, share in linked.items() if share >= FAINT}
        if self.form in ("nominal", "unnamed") and self.noun:
            found |= dict.fromkeys(sorted(self.scene.holders(full_title(self.noun)))[:NEAREST])
            called = set().union(*(self.scene.bodies_called(word) for word in (self.noun, *self.telling)))
            found |= dict.fromkeys(sorted(called)[:NEAREST])
        return found

    def _bare(self) -> bool:
        """Whether a phrase says no more than its noun: "police", "the poll"."""
        return bool(self.noun) and self.telling == [full_title(self.noun)] and self.noun in DOCUMENTS | ORG_NOUNS

    def _compounds(self, taken: Container[str]) -> Iterator[Option]:
        """Bodies and papers whose names end in a noun, and are no chains: "Brask’s campaign"."""
        found = [
            (name, span) for name, span in self.scene.compounds(self.noun, self.at) if fold_word(name) not in taken
        ]
        for rank, (name, span) in enumerate(found[:NEAREST_COMPOUNDS]):
            far = abs(self.sentence - self.layout.sentence(span[0]))
            row = {"compound": 1.0, "called": 1.0, "called_last": 1.0, "in_name": 1.0, "alone": len(found) == 1}
            row |= {"rank": 1 / (1 + rank), "latest": rank == 0, "near": exp(-far / 2), "far": log1p(far)}
            row["met"] = span[0] < self.at
            yield Option((), span, (*self.context, *_row(row)), name)

    def _several(self, rows: Mapping[int, Option]) -> Iterator[Option]:
        """Several people at once, for a source of many: who are named together, and the last two."""
        if not self.many:
            return
        low = self.layout.sentences[max(0, self.sentence - 6)]
        groups = dict.fromkeys(self.scene.joined(low, max(self.at, self.phrase.span[1])), 1.0)
        holding = sorted(self.scene.holders(full_title(self.noun)) & rows.keys())
        people = holding if len(holding) > 1 else [w for w in rows if self.chains.entities[w].type == "person"]
        if len(people) == 2 or (holding and len(people) == _MOST_TOGETHER):
            groups.setdefault(tuple(sorted(people)), 0.0)
        for whos, joined in groups.items():
            parts = [rows[who].features[len(self.context) :] for who in whos if who in rows]
            if len(parts) < len(whos) or (len(holding) > 1 and not set(whos).issubset(holding)):
                continue
            mean = [sum(column) / len(parts) for column in zip(*parts, strict=True)]
            mean[_SEVERAL], mean[_JOINED], mean[_TWO_PEOPLE] = 1.0, joined, float(len(whos) == 2)
            yield Option(whos, rows[whos[-1]].mention, (*self.context, *mean))

    # The row of one

    def _row_of(self, who: int, rank: int, *, alone: bool) -> tuple[float, ...]:
        chain = self.chains.entities[who]
        link, article = min(1.0, self.linked.get(who, 0.0)), min(1.0, self.by_article.get(who, 0.0))
        row: dict[str, float] = {
            "link": link,
            "article": article,
            "linked": link + article >= 0.5,
            "most_linked": link > 0 and link >= min(1.0, max(self.linked.values())),
            chain.type: 1.0,
            "plural": chain.plural,
            "mentions": log1p(chain.mentions),
            "rank": 1.0 / (1 + rank),
            "latest": rank == 0,
            "alone": alone,
            "previous": who == self.question.previous,
            "ahead": who == self.ahead,
            "in_content": who in self.named,
            "owner": who == self.owner,
            "of_last": who in self.bodies,
            "initials": who in self.initials,
        }
        if self.gender:
            known, _ = gender_of(chain)
            row["agrees"], row["against"] = known == self.gender, known not in (None, self.gender)
        if who in self.last:
            self._place(row, who, self.last[who])
        self._turns(row, who)
        if self.telling:
            self._fit(row, who, chain)
        if who in self.inside:
            self._inside(row, self.inside[who])
        if self.form in ("person", "body"):
            row["read"], row["one_word"] = who == self.read, len(chain.words) == 1
            row["sure"] = self.inside[who].sure if who in self.inside and who == self.read else 0.0
            row["small"] = bool(chain.words) and self.scene.in_small_letters(chain.words[0])
            start = self.phrase.span[0]
            row["sentence_opens"] = self.layout.sentence_start(start) >= start - 1
        return _row(row)

    def _place(self, row: dict[str, float], who: int, event: Event) -> None:
        """Note where somebody came up last."""
        far, paragraphs = max(0, self.sentence - event.sentence), max(0, self.paragraph - event.paragraph)
        row["met"], row["near"], row["far"] = 1.0, exp(-far / 2), log1p(far)
        row["here"], row["before"] = far == 0, far == 1
        row["paragraph"], row["last_paragraph"] = paragraphs == 0, paragraphs == 1
        for key in ("quoted", "first", "opens", "weak", "possessive", "full"):
            row[key] = getattr(event, key)
        row["pronoun"], row["by_speech"] = event.kind == "pronoun", event.kind == "spoke"
        gap = max(0, self.at - event.mention[1]) if far == 0 else 999
        row["gap"], row["adjacent"] = exp(-gap / 30), gap <= 3
        subject = self.subject.get(who)
        row["subject_before"] = subject is not None and self.sentence - subject.sentence <= 1
        row["times"] = log1p(sum(one.who == who for one in self.events))
        if self.form == "relative":
            rows = self.scene.described.get(who, ())
            row["apposed"] = any(m.start == event.position and d.span[1] >= self.at - 3 for m, d in rows)

    def _turns(self, row: dict[str, float], who: int) -> None:
        """Note how somebody spoke before."""
        turns = [one for one in self.spoke if one.who == who]
        if turns:
            row["spoke"], row["turns"] = 1.0, log1p(len(turns))
            row["spoke_last"] = self.spoke[-1].who == who
            row["spoke_near"] = exp(-max(0, self.sentence - turns[-1].sentence) / 2)
            row["spoke_here"] = self.paragraph == turns[-1].paragraph
            row["spoke_before"] = self.paragraph == turns[-1].paragraph + 1

    def _inside(self, row: dict[str, float], mention: Mention) -> None:
        """Note how a source names somebody."""
        before = [fold_word(word) for word in self.text[self.phrase.span[0] : mention.start].split()]
        last = before[-1] if before else ""
        row["inside"], row["inside_full"] = 1.0, mention.full
        row["inside_of"] = last in PREPOSITIONS | ARTICLES and not PREPOSITIONS.isdisjoint(before)
        row["inside_first"] = ARTICLES.issuperset(before)
        row["inside_last"] = mention.end >= self.phrase.span[1] - 1
        row["by"], row["titled"] = last in ("by", "from"), bool(last) and (is_role(last) or is_titleword(last))

    def _fit(self, row: dict[str, float], who: int, chain: EntityChain) -> None:
        """Note how well the words of a source fit what is stated of somebody, or some body's name."""
        name = {singular(word) for word in fold_word(chain.name or "").split()}
        stated, telling = self.scene.stated(who), self.telling
        row["stated"] = sum(word in stated for word in telling) / len(telling)
        row["in_name"] = sum(word in name for word in telling) / len(telling)
        if self.form not in ("nominal", "unnamed") or not self.noun:
            return
        noun = full_title(self.noun)
        roles = [full_title(singular(role)) for role in chain.roles]
        row["same_role"], row["related"] = noun in roles, any(related_roles(noun, role) for role in roles)
        row["other_role"] = bool(roles) and not row["related"]
        row["sole"] = self.scene.holders(noun) == {who}
        row["called"], row["called_last"] = noun in name, chain.words[-1:] == (noun,)
        row["other_kind"] = other_kind(chain, noun)
        if self.owner is not None and who != self.owner:
            owner = self.chains.entities[self.owner].words[-1:]
            row["with_owner"] = not stated.isdisjoint(owner) or not _OWNERS.isdisjoint(stated)


def _row(told: Mapping[str, float]) -> tuple[float, ...]:
    row = [0.0] * len(FEATURES)
    for name, value in told.items():  # few of them are not nought
        if value:
            row[_AT[name]] = float(value)
    return tuple(row)
