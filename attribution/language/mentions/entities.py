"""Who is in an article: the mentions of each person and organisation, joined into chains.

A full name opens a chain; a surname, a given name or a short form joins the chain it fits. Entities
come from a model that errs, so labels are settled by vote over the article, names cut short are
completed from the words beside them, and names that the model missed are found again by their words.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from attribution.language.mentions.layout import Layout
from attribution.language.mentions.name_repairs import complete, in_headline, settle
from attribution.records import Entity, Span
from attribution.words.bodies import core, initials
from attribution.words.known_names import DEMONYMS, FEMALE_NAMES, MALE_NAMES, NICKNAMES, PARTICLES
from attribution.words.names import (
    Name,
    display_name,
    fits,
    misspelled,
    parse_name,
    same_person,
    surname_keys,
    with_titles,
)
from attribution.words.roles import PARTY_WORDS
from attribution.words.text import WORD, fold_word, one_line
from attribution.words.word_classes import NEVER_NAMES, is_plural

# A place is no speaker until it speaks ("Norland said"), and then it is an organisation.
CharacterType = Literal["person", "organisation", "place", "group", "unnamed"]
# A pronoun in the phrase that opens a sentence, or after a verb, with no other name between it and the name
_OPENS_WITH = re.compile(
    r"(?:In|After|Before|During|With|Through|While|As|Since|Despite)\s(?:[a-z]+\s)?(her|his)\s[^A-Z.“\"]{1,60}$"
)
# Letters of a surname from which on one slip, or two, make no other surname of it
_SLIP, _TWO_SLIPS = 6, 8
_SURE_OF_SLIP = 0.75
_ITS_OWN = re.compile(r"\s(?:[a-z]+\s){1,5}(her|his|she|he)\b")


@dataclass(slots=True)
class EntityChain:
    """Somebody or some body in the article. ``name`` is None for one that the article does not name."""

    index: int
    type: CharacterType
    name: str | None
    words: tuple[str, ...]
    mention: Span
    description: str | None = None
    female: float = 0.0
    male: float = 0.0
    roles: set[str] = field(default_factory=set)
    mentions: int = 0
    full_mentions: int = 0
    sure: float = 1.0
    plural: bool = False


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """A place where a person or body is named; ``full`` where by a name of two words or more."""

    start: int
    end: int
    who: int
    full: bool = False
    sure: float = 1.0


class EntityChains:
    """The people and bodies of an article and the mentions of each, in order of the text."""

    def __init__(
        self, text: str, layout: Layout, entities: Iterable[Entity], sources: Sequence[Span] = ()
    ) -> None:
        self.text = text
        self.layout = layout
        self.entities: list[EntityChain] = []
        self.mentions: list[Mention] = []
        self.others: list[Entity] = []
        self._by_word: dict[str, list[int]] = defaultdict(list)
        self._by_org: dict[tuple[str, ...], int] = {}
        self.short_forms: dict[str, tuple[str, ...]] = {}
        settled = settle(text, entities, sources)
        self._add_people(settled, sources)
        self._add_organisations([entity for entity in settled if entity.label != "PERSON"])
        self.mentions.sort()
        self._places: dict[str, str] = {}
        for entity in self.others:
            if entity.label == "PLACE" and " " not in text[entity.start : entity.end]:
                place = fold_word(text[entity.start : entity.end])
                for size in range(max(4, len(place) - 2), len(place) + 1):
                    self._places.setdefault(place[:size], one_line(text, entity.start, entity.end))
        self._add_missed(settled)
        self._starts = [mention.start for mention in self.mentions]
        self._other_starts = [entity.start for entity in self.others]

    # Reading

    def between(self, start: int, end: int) -> list[Mention]:
        """The mentions that lie wholly between two positions."""
        first = bisect_left(self._starts, start)
        last = bisect_left(self._starts, end)
        return [mention for mention in self.mentions[first:last] if mention.end <= end]

    def before(self, position: int, limit: int) -> list[Mention]:
        """At most ``limit`` mentions that end before a position, the nearest last."""
        last = bisect_left(self._starts, position)
        return [m for m in self.mentions[max(0, last - limit) : last] if m.end <= position]

    def entities_between(self, start: int, end: int) -> list[Entity]:
        """The entities that are no persons, wholly between two positions."""
        first = bisect_left(self._other_starts, start)
        last = bisect_left(self._other_starts, end)
        return [entity for entity in self.others[first:last] if entity.end <= end]

    def other_at(self, position: int) -> Entity | None:
        """The entity that starts at a position and is no person."""
        index = bisect_left(self._other_starts, position)
        if index < len(self.others) and self.others[index].start == position:
            return self.others[index]
        return None

    def person_at(self, position: int) -> bool:
        """Whether a person's name covers a position."""
        return self.person_covering(position) is not None

    def person_covering(self, position: int) -> Mention | None:
        """The mention of a person that covers a position."""
        index = bisect_left(self._starts, position + 1) - 1
        for mention in self.mentions[max(0, index - 2) : index + 1]:  # somebody unnamed may overlap
            if mention.start <= position < mention.end and self.entities[mention.who].type == "person":
                return mention
        return None

    def place_like(self, adjective: str) -> str | None:
        """The place in the article that an unlisted adjective comes from ("norlandic" of "Norland")."""
        for size in range(min(len(adjective), 12), 3, -1):
            if adjective[:size] in self._places:
                return self._places[adjective[:size]]
        return None

    def body(self, name: str) -> int | None:
        """The organisation of a name, as the article writes it."""
        return self._by_org.get(_org_key(name, 0, len(name)))

    # Building

    def note(self, chain: EntityChain, mention: Mention) -> None:
        """Put one more mention into the order of the text (for speakers met while reading)."""
        insort(self.mentions, mention)
        self._starts.insert(bisect_left(self._starts, mention.start), mention.start)
        chain.mentions += 1

    def add_unnamed(self, description: str, mention: Span, *, plural: bool) -> EntityChain:
        """Add somebody whom the article does not name."""
        chain = EntityChain(len(self.entities), "unnamed", None, (), mention, description, plural=plural)
        self.entities.append(chain)
        return chain

    def add_named(self, type_: CharacterType, name: str, mention: Span, *, sure: float) -> EntityChain:
        """Add, or find again, an organisation or group by the name as written."""
        key = tuple(fold_word(word) for word in name.split())
        if key in self._by_org:
            return self.entities[self._by_org[key]]
        chain = EntityChain(len(self.entities), type_, name, key, mention, sure=sure)
        chain.plural = type_ == "group"
        self.entities.append(chain)
        self._by_org[key] = chain.index
        return chain

    def add_person(self, name: Name, *, sure: float) -> EntityChain:
        """Add a person under a name that nobody in the article bears yet."""
        chain = EntityChain(len(self.entities), "person", display_name(name), name.words, name.span, sure=sure)
        self.entities.append(chain)
        for word in name.words:
            self._index(word, chain.index)
        for word in surname_keys(name.words):
            self._index(word, chain.index)
        for word in NICKNAMES.get(name.words[0], ()):
            self._index(word, chain.index)
        return chain

    def _index(self, word: str, who: int) -> None:
        if who not in self._by_word[word]:
            self._by_word[word].append(who)

    def _add_people(self, settled: Sequence[Entity], sources: Sequence[Span]) -> None:
        names: list[Name] = []
        for number, entity in enumerate(settled):
            if entity.label != "PERSON":
                continue
            # A name in two halves is completed over both; another's name is not entered.
            before = next(
                (e.end for e in reversed(settled[max(0, number - 3) : number]) if e.label != "PERSON"), 0
            )
            after = next(
                (e.start for e in settled[number + 1 : number + 4] if e.label != "PERSON"), len(self.text)
            )
            start, end = complete(self.text, entity, sources, (before, after))
            name = parse_name(self.text, start, end)
            if name and not (names and names[-1].span == name.span):  # a name found in two halves is one
                names.append(with_titles(self.text, name))
        best: dict[int, tuple[bool, bool, int, int]] = {}
        forms = Counter(name.words for name in names)
        placed: list[tuple[Name, int, float]] = []
        # The longest first, so that "Van der Holm" finds "Ursula van der Holm" wherever that stands.
        for name in sorted((n for n in names if len(n.words) > 1), key=lambda n: (-len(n.words), n.span)):
            pool = [i for word in (name.words[-1], name.words[0]) for i in self._by_word.get(word, ())]
            who = next((i for i in pool if self._same(i, name)), None)
            chain = self.entities[who] if who is not None else self.add_person(name, sure=1.0)
            chain.full_mentions += 1  # also for "Van der Holm": no other bearer is meant
            # A form of many words that stands once is a headline that the recogniser took for a name.
            plausible = sum(word not in PARTICLES for word in name.words) <= 3 or forms[name.words] > 1
            # So is one that goes on where others stop: "Oda Brask Slams", "Oda Brask".
            shorter = max((forms[name.words[:size]] for size in range(2, len(name.words))), default=0)
            plausible &= shorter <= forms[name.words] - bool(shorter and in_headline(self.text, *name.span))
            plausible &= not self._leads_in(name)
            rank = (not name.text.isupper(), plausible, len(name.text.split()), -name.span[0])
            if chain.index not in best or rank > best[chain.index]:
                best[chain.index] = rank
                chain.name, chain.mention, chain.words = display_name(name), name.span, name.words
                for word in {*name.words, *surname_keys(name.words)}:
                    self._index(word, chain.index)
            self._note_title(chain.index, name)
            placed.append((name, chain.index, 1.0 if len(name.words) >= 2 else 0.95))
        self._full_starts: dict[int, list[int]] = defaultdict(list)
        for name, who, _ in sorted(placed, key=lambda row: row[0].span):
            self._full_starts[who].append(name.span[0])
        self._introduce()
        for name in (n for n in names if len(n.words) == 1):
            who, sure = self._choose_by_gender(name)
            if who is None and name.title_gender and self._choose(name.words, name.span[0], None)[0] is not None:
                # "Mrs Reed" where "Mr Reed" is somebody: told apart by the title alone.
                who, sure = self._add_titled(name).index, 0.8
            elif who is None:
                who, sure = self.add_person(name, sure=0.8).index, 0.8
            elif len(self.entities[who].words) == 1:
                sure = 0.8
            self._note_title(who, name)
            placed.append((name, who, sure))
        for name, who, sure in placed:
            chain = self.entities[who]
            chain.mentions += 1
            full = (len(name.words) > 1 or name.initials) and fits(name.words, chain.words) == 4
            self.mentions.append(Mention(*name.span, who, full, sure))

    def _misspelled(self, name: Name) -> int | None:
        """The only person whom the article names in full by nearly this surname: "Ms Elwood", "Marta Ellwood"."""
        word = name.words[0]
        slips = (len(word) >= _SLIP) + (len(word) >= _TWO_SLIPS)
        if not slips or word in FEMALE_NAMES or word in MALE_NAMES:
            return None
        fitting = [
            one.index
            for one in self.entities
            if len(one.words) > 1
            and misspelled(word, one.words[-1], slips)
            and not (name.title_gender and _contradicts(one, name.title_gender))
        ]
        return fitting[0] if len(fitting) == 1 else None

    def _choose_by_gender(self, name: Name) -> tuple[int | None, float]:
        """The best bearer of a short name, by its title, or else by its sentence where that fits anybody; last,
        the one whose name is misspelled here."""
        around = None if name.title_gender else self._gender_around(name.span)
        who, sure = self._choose(name.words, name.span[0], name.title_gender or around)
        if who is None and around:
            who, sure = self._choose(name.words, name.span[0], None)
        return (who, sure) if who is not None else (self._misspelled(name), _SURE_OF_SLIP)

    def _gender_around(self, span: Span) -> str | None:
        """The gender that a sentence gives a short name: "In her book, Brask ...", "Brask spoke of her past"."""
        start, end = self.layout.sentence_start(span[0]), self.layout.sentence_end(span[0])
        if self.layout.quoted(span[0]):
            return None
        before, after = _OPENS_WITH.match(self.text, start, span[0]), _ITS_OWN.match(self.text, span[1], end)
        word = before[1] if before else after[1] if after else ""
        return {"her": "f", "she": "f", "his": "m", "he": "m"}.get(word.casefold())

    def _introduce(self) -> None:
        """Leave out full names in others' words: who is named there only is not introduced to the reader."""
        for who, starts in self._full_starts.items():
            told = [start for start in starts if not self.layout.quoted(start)]
            self._full_starts[who] = told
            self.entities[who].full_mentions = max(len(told), 1)

    def _leads_in(self, name: Name) -> bool:
        """Whether a name begins with a common word of the article: "Icon" of "Icon Oda Brask" in a headline."""
        first = name.words[0]
        if len(name.words) < 3 or first in FEMALE_NAMES or first in MALE_NAMES or first in PARTICLES:
            return False
        return f" {first} " in self.text

    def _note_title(self, who: int, name: Name) -> None:
        self.entities[who].female += 3 * (name.title_gender == "f")
        self.entities[who].male += 3 * (name.title_gender == "m")

    def _add_titled(self, name: Name) -> EntityChain:
        chain = self.add_person(name, sure=0.8)
        chain.name = one_line(self.text, self.text.rfind(" ", 0, max(0, name.span[0] - 1)) + 1, name.span[1])
        return chain

    def _same(self, who: int, name: Name) -> bool:
        bearer = self.entities[who].words
        return len(bearer) > 1 and (same_person(bearer, name.words) or fits(name.words, bearer) >= 3)

    def _choose(self, words: tuple[str, ...], position: int, gender: str | None) -> tuple[int | None, float]:
        """The best bearer of a short name: a surname before a given name; of namesakes the one whom the
        article names most, or else the latest."""
        pool = {i for word in (words[-1], words[0]) for i in self._by_word.get(word, ())}
        ranked = []
        for i in pool:
            chain = self.entities[i]
            fit = fits(words, chain.words)
            if not fit:
                continue
            if gender and _contradicts(chain, gender):
                continue
            starts = self._full_starts.get(i, [])
            met = bisect_left(starts, position)
            ranked.append(
                (
                    fit,
                    met > 0,
                    met >= 1 and len(starts) >= 3,
                    starts[met - 1] if met else -(starts or [0])[0],
                    i,
                )
            )
        if not ranked:
            return None, 0.0
        ranked.sort(reverse=True)
        fit, met, _, _, who = ranked[0]
        rivals = [row for row in ranked[1:] if row[0] == fit]
        if not rivals:
            return who, 0.95 if fit >= 3 else 0.85
        if len(words) > 1:
            return who, 0.9
        counts = {row[-1]: self.entities[row[-1]].full_mentions for row in (ranked[0], *rivals)}
        top = max(counts, key=lambda i: (counts[i], -self.entities[i].mention[0]))
        others = [count for i, count in counts.items() if i != top]
        if counts[top] >= 2 * max(others) and any(row[-1] == top and row[1] for row in ranked):
            return top, 0.75
        return who, 0.6 if met else 0.5

    def _add_organisations(self, entities: Sequence[Entity]) -> None:
        taken = sorted((m.start, m.end) for m in self.mentions)
        starts = [start for start, _ in taken]
        for entity in entities:
            at = bisect_left(starts, entity.end)
            if at and taken[at - 1][1] > entity.start:
                continue  # a person stands there
            self.others.append(entity)
        acronyms = self.short_forms = self._acronyms()
        # Names of one word last, so that a short form finds the name that it stands for, wherever that is.
        for entity in sorted(self.others, key=lambda e: " " not in self.text[e.start : e.end].strip()):
            key = _org_key(self.text, entity.start, entity.end)
            if not key:
                continue
            start = _without_article(self.text, entity.start, entity.end)
            name = one_line(self.text, start, entity.end)
            if key in self._by_org:
                chain = self.entities[self._by_org[key]]
            elif len(key) == 1 and key[0] in acronyms and acronyms[key[0]] in self._by_org:
                chain = self.entities[self._by_org[acronyms[key[0]]]]
                self._by_org[key] = chain.index
            else:
                chain = EntityChain(len(self.entities), "organisation", name, key, (start, entity.end))
                chain.plural = entity.label == "OTHER" and _is_people(key[-1])
                if entity.label == "OTHER" and _is_people(key[-1]):
                    chain.type = "group"
                elif entity.label == "PLACE":
                    chain.type = "place"
                self.entities.append(chain)
                self._by_org[key] = chain.index
            chain.mentions += 1
            self.mentions.append(Mention(start, entity.end, chain.index, len(key) > 1))
        for short, key in acronyms.items():
            if key in self._by_org:
                self._by_org.setdefault((short,), self._by_org[key])

    def _acronyms(self) -> dict[str, tuple[str, ...]]:
        """Short forms that the article defines: "Harbour Rescue Institute (HRI)"."""
        found = {}
        for entity in self.others:
            after = self.text[entity.end : entity.end + 14]
            if after.lstrip().startswith("("):
                short = fold_word(after.lstrip()[1:].split(")")[0].strip().replace(".", ""))
                key = _org_key(self.text, entity.start, entity.end)
                initials = "".join(word[0] for word in key if word not in NEVER_NAMES)
                if len(key) > 1 and len(short) > 1 and (short == initials or short == "".join(w[0] for w in key)):
                    found[short] = key
        return {**self._unexplained(), **found}

    def _unexplained(self) -> dict[str, tuple[str, ...]]:
        """Short forms that nothing explains but one name of the article: they are its first letters, or known."""
        keys = {key: None for e in self.others if len(key := _org_key(self.text, e.start, e.end)) > 1}
        wanted: dict[str, list[tuple[str, ...]]] = {}
        for key in keys:
            name = " ".join(key)
            for letters in {initials(name), initials(name, small=True), core(name)}:
                wanted.setdefault(letters, []).append(key)
        found = {}
        for entity in self.others:
            start = _without_article(self.text, entity.start, entity.end)
            word = self.text[start : entity.end].replace(".", "")
            same = wanted.get(fold_word(word), []) or wanted.get(core(word), [])
            if len(word) > 1 and word.isupper() and len(same) == 1:
                found[fold_word(word)] = same[0]
        return found

    def _add_missed(self, settled: Sequence[Entity]) -> None:
        """Find the mentions that the model missed, by the words of the names it found."""
        covered = sorted((entity.start, entity.end) for entity in settled)
        covered += [(m.start, m.end) for m in self.mentions]
        covered.sort()
        keys = {key: who for who in range(len(self.entities)) for key in self._missed_keys(who)}
        if not keys:
            return
        at = 0
        reach = -1
        found = []
        for match in WORD.finditer(self.text):
            while at < len(covered) and covered[at][0] <= match.start():
                reach = max(reach, covered[at][1])
                at += 1
            if match.start() < reach or not match[0][0].isupper():
                continue
            if fold_word(match[0]) not in keys:
                continue
            after = self.text[match.end() : match.end() + 2]
            if after[:1] == " " and after[1:].isupper():
                continue  # part of another name ("Harrow Street")
            who, sure = self._choose((fold_word(match[0]),), match.start(), None)
            if who is not None and fits((fold_word(match[0]),), self.entities[who].words) >= 3:
                found.append(Mention(match.start(), match.end(), who, False, sure * 0.9))
                self.entities[who].mentions += 1
        self.mentions.extend(found)
        self.mentions.sort()

    def _missed_keys(self, who: int) -> set[str]:
        chain = self.entities[who]
        if chain.type != "person" or not chain.words:
            return set()
        last = chain.words[-1]
        return {last} if len(last) > 2 and last not in NEVER_NAMES else set()


def _is_people(word: str) -> bool:
    """Whether a folded name is that of a nation's or party's people, or any plural."""
    return is_plural(word) or word in DEMONYMS or word in PARTY_WORDS


def _contradicts(chain: EntityChain, gender: str) -> bool:
    known = chain.female - chain.male
    if known == 0 and chain.words:
        first = chain.words[0]
        known = (first in FEMALE_NAMES) - (first in MALE_NAMES)
    return known > 0 if gender == "m" else known < 0


def _without_article(text: str, start: int, end: int) -> int:
    return start + 4 if text[start : start + 4].casefold() == "the " and end > start + 4 else start


def _org_key(text: str, start: int, end: int) -> tuple[str, ...]:
    start = _without_article(text, start, end)
    return tuple(fold_word(match[0]).replace(".", "") for match in WORD.finditer(text, start, end))
