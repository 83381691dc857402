"""Resolves each attribution's source to a speaker, and finds the speaker's role and organisation.

``resolve`` is pure: text, attributions and entities in, attributions out. Sources are read in order
of the text, because who spoke last helps to tell whom the next "she" means. Below a threshold the
answer is "unresolved", with the source's own words as the description.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from attribution.language.affiliations import descriptions_at
from attribution.language.layout import Layout, plain, tidy
from attribution.language.lexicon import (
    ARTICLES,
    FIRST_SINGULAR,
    GENDERED,
    GENERIC_PERSON,
    NEUTER,
    ORG_REFERENCES,
    PLURAL_PRONOUNS,
    ROLE_MODIFIERS,
    VAGUE_GROUPS,
    is_plural,
    is_role,
    related_roles,
    singular,
    word_set,
)
from attribution.language.mentions import Cast, Mention
from attribution.language.names import fold
from attribution.language.phrases import Description, read_phrase
from attribution.language.pronouns import (
    Antecedents,
    Candidate,
    confidence,
    gather_gender,
    pronoun_gender,
)
from attribution.language.sources import Reading, read_source
from attribution.records import Affiliation, Attribution, Entity, Method, Span, Speaker

# Below these an answer is more often wrong than useful, and "unresolved" is given instead.
PRONOUN_THRESHOLD = 0.4
NOMINAL_THRESHOLD = 0.45
UNMATCHED_THRESHOLD = 0.6  # "the senator" where nobody is called one
CONTINUATION_THRESHOLD = 0.4

_OPENING = re.compile(r"\s*(?:[\"“„«‹‘']|``|'')")
_CLOSED = re.compile(r"(?:[\"”»›’']|''|“)[\s.,;:!?)]*$")
_ADDING = re.compile(r"\b(?:add|continu|conclud|went on|explain|said|says|stress|insist|not)", re.IGNORECASE)


def resolve(text: str, attributions: Sequence[Attribution], entities: Sequence[Entity]) -> list[Attribution]:
    """Return the attributions, in the order given, each with its speaker and affiliation.

    ``entities`` are the names found in the text; missing, cut or mislabelled ones cost certainty only.
    Raises nothing for any spans: those outside the text are ignored.
    """
    if not attributions:
        return []
    return _Resolver(text, attributions, entities).run()


class _Resolver:
    def __init__(self, text: str, attributions: Sequence[Attribution], entities: Sequence[Entity]) -> None:
        self.text = text
        self.attributions = list(attributions)
        self.layout = Layout(text, attributions)
        sources = sorted({tidy(text, *span) for a in attributions for span in a.source})
        self.sources = [span for span in sources if span[0] < span[1]]
        self.cast = Cast(text, self.layout, entities, self.sources)
        self.antecedents = Antecedents(text, self.cast, self.layout, self.sources)
        self.described = self._describe_people()
        gather_gender(text, self.cast, self.layout)
        self.spoken: list[tuple[int, int, Span]] = []  # who, in which sentence the words end, the mention
        self.speakers: dict[int, Speaker] = {}
        self.who: dict[int, int | None] = {}
        self.affiliations: dict[int, Affiliation | None] = {}

    def run(self) -> list[Attribution]:
        order = sorted(range(len(self.attributions)), key=self._anchor)
        waiting: list[int] = []
        for position, number in enumerate(order):
            attribution = self.attributions[number]
            self.antecedents.advance(self._anchor(number)[0])
            reading = read_source(self.text, self.cast, attribution.source)
            if reading.form == "empty":
                if self._continues_forward(order, position):
                    waiting.append(number)
                    continue
                self._continuation(number, order[:position])
            else:
                self._source(number, reading)
        for number in reversed(waiting):
            self._forward(number, order)
        return [
            replace(a, speaker=self.speakers.get(i, _UNRESOLVED), affiliation=self.affiliations.get(i))
            for i, a in enumerate(self.attributions)
        ]

    def _anchor(self, number: int) -> tuple[int, int]:
        attribution = self.attributions[number]
        spans = attribution.source or attribution.content or attribution.cue
        return (min((start for start, _ in spans), default=0), number)

    # Descriptions

    def _describe_people(self) -> dict[int, list[tuple[Mention, Description]]]:
        described: dict[int, list[tuple[Mention, Description]]] = {}
        at = 0
        for mention in self.cast.mentions:
            character = self.cast.characters[mention.who]
            if character.type != "person":
                continue
            while at < len(self.sources) and self.sources[at][1] < mention.end:
                at += 1
            inside = at < len(self.sources) and self.sources[at][0] <= mention.start
            bounds = self.sources[at] if inside else None
            for description in descriptions_at(self.text, self.cast, self.layout, mention, bounds):
                described.setdefault(mention.who, []).append((mention, description))
                if description.head:
                    character.roles.add(description.head)
                    character.roles.update(fold(w) for w in (description.role or "").split() if is_role(fold(w)))
        return described

    def _affiliation(self, who: int, source: Span | None) -> Affiliation | None:
        best: tuple[tuple[int, int, int, int], Affiliation] | None = None
        for mention, description in self.described.get(who, ()):
            local = source is not None and source[0] <= mention.start and mention.end <= source[1]
            full = 2 * bool(description.organisation and description.role) + bool(description.role)
            rank = (full, int(local), len(description.role or ""), -mention.start)
            if best is None or rank > best[0]:
                best = (rank, description.affiliation)
        return best[1] if best else None

    # One source

    def _source(self, number: int, reading: Reading) -> None:
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
                self._unnamed(number, reading)

    def _settle(
        self,
        number: int,
        who: int,
        method: Method,
        sure: float,
        mention: Span | None,
        reading: Reading | None,
    ) -> None:
        character = self.cast.characters[who]
        span = reading.span if reading else None
        described = character.name is None
        if character.type == "place":
            character.type = "organisation"
        self.speakers[number] = Speaker(
            name=character.name,
            type=character.type,
            method=method if not (described and method == "nominal") else "unnamed",
            confidence=round(max(0.01, min(0.99, sure)), 3),
            mention=mention or character.mention,
            description=character.description if described else None,
        )
        self.who[number] = who
        if character.type == "person":
            self.affiliations[number] = self._affiliation(who, span)
        elif character.type == "unnamed":
            self.affiliations[number] = self._stated(character.mention)
        position = span[0] if span else self._anchor(number)[0]
        ends = [end for _, end in (*self.attributions[number].content, *self.attributions[number].source)]
        self.spoken.append(
            (who, self.layout.sentence(max(0, max(ends, default=position) - 1)), mention or character.mention)
        )
        self.antecedents.said(position, max(ends, default=position), who, mention or character.mention)

    def _unresolved(self, number: int, reading: Reading | None, sure: float = 0.2) -> None:
        description = reading.description if reading and reading.description else None
        self.speakers[number] = replace(_UNRESOLVED, confidence=round(sure, 3), description=description)
        self.who[number] = None

    def _person(self, number: int, reading: Reading) -> None:
        mention = reading.mention
        if mention is None or reading.who is None:
            self._unresolved(number, reading)
            return
        character = self.cast.characters[reading.who]
        written = tuple(fold(word) for word in plain(self.text, mention.start, mention.end).split())
        named = mention.full or len(character.words) <= 1 or len(written) >= len(character.words)
        base = 0.97 if mention.full else 0.95 if not named else 0.8
        self._settle(
            number,
            reading.who,
            "named" if named else "surname",
            base * mention.sure,
            character.mention,
            reading,
        )

    def _people(self, number: int, reading: Reading) -> None:
        whos = [who for who in (reading.who, *reading.others) if who is not None]
        names = [name for name in (self.cast.characters[who].name for who in whos) if name]
        joined = (
            f"{', '.join(names[:-1])} and {names[-1]}"
            if len(names) > 1
            else names[0]
            if names
            else reading.description
        )
        group = self.cast.add_named("group", joined, reading.span, sure=0.9)
        self._settle(number, group.index, "named", 0.85, reading.span, reading)

    def _body(self, number: int, reading: Reading) -> None:
        name, mention = reading.name, reading.span
        if reading.body is not None:
            found = [m for m in self.cast.between(reading.body.start, reading.body.end + 1)
                     if self.cast.characters[m.who].type in ("organisation", "group", "place")]  # fmt: skip
            if found:
                who = found[0].who
                character = self.cast.characters[who]
                method: Method = "named" if found[0].full or len(character.words) == 1 else "surname"
                self._settle(number, who, method, 0.9, character.mention, reading)
                return
            name = plain(self.text, reading.body.start, reading.body.end)
        if not name:
            name = reading.description
        if name.casefold().startswith("the "):
            name = name[4:]
        character = self.cast.add_named("organisation", name, mention, sure=0.8)
        self.cast.note(character, Mention(*mention, character.index))
        self._settle(number, character.index, "named", 0.8, mention, reading)

    def _first(self, number: int, reading: Reading) -> None:
        """ "I" inside a quotation is the one who is quoted; in the author's own voice nobody is named."""
        if reading.word in FIRST_SINGULAR:
            at = reading.span[0]
            for other, attribution in enumerate(self.attributions):
                inside = other != number and any(start <= at < end for start, end in attribution.content)
                if inside and self.who.get(other) is not None and self.layout.quoted(at):
                    who = self.who[other]
                    if who is not None and self.cast.characters[who].type == "person":
                        self._settle(number, who, "pronoun", 0.7, None, reading)
                        return
            turn = re.compile(r"([^\n:]{2,40}):\s").match(self.text, self.layout.paragraph_start(at))
            if turn:
                people = self.cast.between(turn.start(1), turn.end(1))
                if len(people) == 1 and turn[1].strip() and people[0].end >= turn.end(1) - 1:
                    self._settle(number, people[0].who, "pronoun", 0.6, (people[0].start, people[0].end), reading)
                    return
        self._unresolved(number, reading)

    def _pronoun(self, number: int, reading: Reading) -> None:
        at = reading.span[0]
        if reading.word in PLURAL_PRONOUNS or reading.word in NEUTER:
            self._plural_or_thing(number, reading)
            return
        gender = pronoun_gender(reading.word)
        ranked = self.antecedents.rank(at, ("person", "unnamed"), gender)
        if not ranked:  # a chain of pronouns far from the name
            ranked = self.antecedents.rank(at, ("person", "unnamed"), gender, sentences=40)
        self._from_ranked(number, reading, ranked, "pronoun", PRONOUN_THRESHOLD)

    def _plural_or_thing(self, number: int, reading: Reading) -> None:
        at = reading.span[0]
        plural = reading.word in PLURAL_PRONOUNS
        here = self.layout.sentence(at)
        for said_by, sentence, mention in reversed(self.spoken[-3:]):
            character = self.cast.characters[said_by]
            body = character.type == "organisation"
            if here - sentence <= 2 and (body or (plural and (character.plural or character.type == "group"))):
                self._settle(number, said_by, "pronoun", 0.65, mention, reading)
                return
        if not plural:
            ranked = self.antecedents.rank(at, ("organisation",), sentences=2)
            self._from_ranked(number, reading, ranked, "pronoun", 0.6)
            return
        self._unresolved(number, reading)

    def _relative(self, number: int, reading: Reading) -> None:
        """ "who" means the phrase right before it."""
        at = reading.span[0]
        start = max(self.layout.sentence_start(at), at - 200)
        before = [m for m in self.cast.between(start, at)]
        if before:
            mention = before[-1]
            between = self.text[mention.end : at].strip()
            character = self.cast.characters[mention.who]
            direct = between.strip(" ,—–()") == "" or re.fullmatch(r"\([^)]*\),?", between)
            described = any(m == mention and d.end >= at - 3 for m, d in self.described.get(mention.who, ()))
            apposed = (
                between.startswith(",")
                and between.count(",") <= 3
                and (re.match(r",\s*(?:an?|the|one|former|\d)\b", between) is not None)
            )
            if (direct or described or apposed) and (character.type != "unnamed"):
                fits = character.type == "person" or reading.word in ("which", "that")
                if fits:
                    self._settle(number, mention.who, "pronoun", 0.85 * mention.sure, character.mention, reading)
                    return
        phrase = re.search(r"((?:[\w’'-]+\s+){1,6}),?\s*$", self.text[start:at])
        if phrase:
            words = phrase[1].split()
            cut = next((i for i in range(len(words) - 1, -1, -1) if words[i].lower() in _STARTS), None)
            words = words[cut:] if cut is not None else words[-1:]
            span_start = at - len(phrase[0]) + phrase[0].find(words[0])
            span = tidy(self.text, start + (span_start - start), at)
            if span[0] < span[1] and reading.word not in ("which", "that"):
                self._unnamed(number, replace(reading, span=span, description=plain(self.text, *span),
                                              plural=is_plural(words[-1].lower())))  # fmt: skip
                return
        self._unresolved(number, reading)

    def _from_ranked(
        self, number: int, reading: Reading, ranked: list[Candidate], method: Method, threshold: float
    ) -> None:
        sure = confidence(ranked)
        if not ranked or sure < threshold:
            self._unresolved(number, reading, sure)
            return
        character = self.cast.characters[ranked[0].who]
        self._settle(number, ranked[0].who, method, sure * character.sure, ranked[0].mention, reading)

    def _nominal(self, number: int, reading: Reading) -> None:
        at, noun = reading.span[0], singular(reading.word)
        if noun in ORG_REFERENCES and not is_role(noun):
            self._body_nominal(number, reading, noun)
            return
        described = read_phrase(self.text, self.cast, *reading.span)
        people = [c for c in self.cast.characters if c.type in ("person", "unnamed") and c.mention[0] < at]
        matching = {c.index for c in people if any(related_roles(noun, role) for role in c.roles)}
        exact = {c.index for c in people if noun in c.roles or any(singular(role) == noun for role in c.roles)}
        place = fold(described.organisation) if described and described.organisation else ""
        gender = GENDERED.get(noun)
        ranked = self.antecedents.rank(at, ("person", "unnamed"), gender, sentences=12)
        scored = []
        generic = noun in GENERIC_PERSON or noun.endswith("-year-old") or noun in ("former", "latter")
        for candidate in ranked:
            bonus = 1.5 * (candidate.who in matching) + 1.0 * (candidate.who in exact)
            if place and any(
                place == fold(d.organisation or "") for _, d in self.described.get(candidate.who, ())
            ):
                bonus += 1.0
            if not generic and candidate.who not in matching:
                bonus -= 1.0 if self.cast.characters[candidate.who].roles else 0.5
            scored.append(Candidate(candidate.who, candidate.score + bonus, candidate.mention))
        if not any(candidate.who in matching for candidate in scored):
            # Named far above, or only below, as after a headline.
            far = [c for c in self.cast.characters if c.type == "person" and noun in map(singular, c.roles)]
            if len(far) == 1:
                self._settle(number, far[0].index, "nominal", 0.6, far[0].mention, reading)
                return
        scored.sort(key=lambda c: (-c.score, -c.mention[0]))
        sure = confidence(scored)
        if scored and scored[0].who not in matching:
            sure -= 0.12 if generic else 0.3
        matched = bool(scored) and (generic or scored[0].who in matching)
        if scored and sure >= (NOMINAL_THRESHOLD if matched else UNMATCHED_THRESHOLD):
            self._settle(number, scored[0].who, "nominal", sure, scored[0].mention, reading)
        elif reading.definite and not generic:
            self._unnamed(number, reading)
        else:
            self._unresolved(number, reading, max(0.0, sure))

    def _body_nominal(self, number: int, reading: Reading, noun: str) -> None:
        at = reading.span[0]
        ranked = self.antecedents.rank(at, ("organisation",), sentences=10)
        scored = []
        for candidate in ranked:
            name = self.cast.characters[candidate.who].name or ""
            matches = noun in fold(name).split()
            scored.append(Candidate(candidate.who, candidate.score + 2.0 * matches, candidate.mention))
        scored.sort(key=lambda c: (-c.score, -c.mention[0]))
        sure = confidence(scored)
        best = self.cast.characters[scored[0].who].name if scored else None
        if noun not in fold(best or "").split():
            described = [fold(word) for word in reading.description.split()[:-1]]
            # "the police union" after "Tidewatch": a further word that the name lacks speaks against it.
            sure -= 0.15 if all(word in ARTICLES or word in ROLE_MODIFIERS for word in described) else 0.35
        if scored and sure >= NOMINAL_THRESHOLD:
            self._settle(number, scored[0].who, "nominal", sure, scored[0].mention, reading)
        else:
            self._unnamed(number, reading)

    def _unnamed(self, number: int, reading: Reading) -> None:
        character = self.cast.add_unnamed(reading.description, reading.span, plural=reading.plural)
        noun = reading.word
        gender = GENDERED.get(singular(noun))
        character.female, character.male = 2.0 * (gender == "f"), 2.0 * (gender == "m")
        if noun:
            character.roles.add(singular(noun))
        self.cast.note(character, Mention(*reading.span, character.index, False, 0.9))
        self._settle(number, character.index, "unnamed", 0.9, reading.span, reading)

    def _stated(self, span: Span) -> Affiliation | None:
        """The role and organisation in the words for somebody unnamed."""
        description = read_phrase(self.text, self.cast, *span, brief=True)
        if description is None or (description.head in VAGUE_GROUPS and not description.organisation):
            return None
        return description.affiliation

    # Quotes without a source

    def _continues_forward(self, order: list[int], position: int) -> bool:
        """Whether a quotation is still open at its end, so that the next attribution's speaker says it."""
        attribution = self.attributions[order[position]]
        if attribution.cue or not attribution.content or position + 1 >= len(order):
            return False
        start = min(s for s, _ in attribution.content)
        end = max(e for _, e in attribution.content)
        quoted = self.text[max(0, start) : max(0, end)]
        beside = self.text[max(0, end) : end + 2]
        if not _OPENING.match(quoted) or _CLOSED.search(quoted) or _CLOSED.match(beside.strip()):
            return False
        following = self.attributions[order[position + 1]]
        if not following.source:
            return False
        begin = min((s for s, _ in following.content), default=len(self.text))
        return 0 <= begin - end <= 3 and begin < min(s for s, _ in following.source)

    def _forward(self, number: int, order: list[int]) -> None:
        following = order[order.index(number) + 1]
        who = self.who.get(following)
        if who is None:
            self._unresolved(number, None)
            return
        sure = self.speakers[following].confidence * 0.9
        self._settle(number, who, "continuation", sure, self.speakers[following].mention, None)

    def _continuation(self, number: int, earlier: list[int]) -> None:
        attribution = self.attributions[number]
        start = min((s for s, _ in attribution.content), default=0)
        quoted = bool(_OPENING.match(self.text[max(0, start - 2) : start + 3].strip())) or self.layout.quoted(
            start
        )
        previous = next((n for n in reversed(earlier) if n in self.who), None)
        cue = " ".join(self.text[s:e] for s, e in attribution.cue)
        if previous is None or (attribution.cue and not _ADDING.search(cue)) or not (quoted or attribution.cue):
            self._unresolved(number, None, 0.3)
            return
        who = self.who[previous]
        before = self.attributions[previous]
        end = max((e for _, e in (*before.content, *before.source, *before.cue)), default=0)
        paragraphs = self.layout.paragraph(start) - self.layout.paragraph(max(0, end - 1))
        sentences = self.layout.sentence(start) - self.layout.sentence(max(0, end - 1))
        between = self.text[end:start].strip(" \n\r\t\"“”'.,")
        if attribution.cue and sentences > 0:
            sure = 0.3
        else:
            sure = 0.85 - 0.15 * max(0, paragraphs - 1) - 0.1 * max(0, sentences - 1) - (0.15 if between else 0.0)
            if self._somebody_else_between(who, end, start):
                sure -= 0.25
        if who is None or sure < CONTINUATION_THRESHOLD or (start < end and not attribution.cue):
            self._unresolved(number, None, max(0.0, min(sure, 0.39)))
            return
        self._settle(number, who, "continuation", sure * self.speakers[previous].confidence ** 0.5,
                     self.speakers[previous].mention, None)  # fmt: skip

    def _somebody_else_between(self, who: int | None, start: int, end: int) -> bool:
        return any(
            m.who != who and self.cast.characters[m.who].type == "person" for m in self.cast.between(start, end)
        )


_STARTS = word_set("""
    the a an some many several most few those these one all any his her their other every people
    """)
_UNRESOLVED = Speaker(None, "unresolved", "unresolved", 0.1)
