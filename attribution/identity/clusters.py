"""Which of the names that articles write are one person or one organisation. Pure.

The answer depends on the set of names alone, not on the order in which articles were read. In doubt
two stay two: a quote under the wrong person's name does more harm than one person in two rows.
"""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from attribution.identity.people import NOTHING, Profile, agree, conflict
from attribution.words import bodies
from attribution.words.known_names import COMMON_SURNAMES
from attribution.words.names import Fit, PersonName, fit, person_name, short_form_of
from attribution.words.text import fold_key

NEAR_DAYS = 7
MOST = 4  # times as many names as all others together
FAMOUS = 4  # articles with the full name of somebody whom a bare surname in another article means,
VERY_FAMOUS = 10  # and of somebody whose surname many people have


@dataclass(frozen=True, slots=True)
class Seen:
    """A name as one article writes it: its fullest form there, its type, and what the article says of it.

    ``short`` is the acronym that the article gives for it, or for an acronym its full name; ``outlet`` and
    ``day`` are those of the ``article``.
    """

    name: str
    type: str = "person"
    profile: Profile = NOTHING
    short: str = ""
    outlet: Hashable = None
    day: str | None = None
    article: Hashable = None


def name_keys(name: str, kind: str, text: str = "") -> tuple[str, str, str, str]:
    """Return the keys under which a name is found again.

    They are the folded name; a block, outside of which nothing is the same (a person's surname, an
    organisation's initials); the acronym that the article's ``text`` states for it, or, for an acronym, the one
    name in the text that it can stand for, or ""; and its initials with those of "of" and the like, or "".
    """
    folded = fold_key(name)
    if kind == "person":
        return folded, person_name(name).surname, "", ""
    letters = bodies.initials(name, small=True) if " " in bodies.core(name) else ""
    acronym = bodies.short_form(name)
    other = bodies.spelled_out(text, acronym) if acronym else bodies.stated_short_form(text, name)
    return folded, bodies.block(name), other, letters


def group(seen: Sequence[Seen]) -> list[list[int]]:
    """Return the indexes of ``seen`` in groups of one entity each, all in a stable order."""
    by_type: defaultdict[str, list[int]] = defaultdict(list)
    kinds = _kinds(seen)
    for index, one in enumerate(seen):
        by_type[kinds.get(fold_key(one.name)) or _kind(one)].append(index)
    groups: list[list[int]] = []
    for kind, indexes in sorted(by_type.items()):
        part = [seen[index] for index in indexes]
        found = _people(part) if kind == "person" else _organisations(part)
        groups += [sorted(indexes[place] for place in places) for places in found]
    return sorted(groups)


def _kind(one: Seen) -> str:
    # One reading's organisation is another's group: only persons are told apart from all else.
    return "person" if one.type == "person" else "body"


def _kinds(seen: Sequence[Seen]) -> dict[str, str]:
    """Return what names of one word are, by folded name, where one reading took them for persons and another not.

    "Forbes said" is read both ways. Where the full names with that surname are few beside what is called so,
    it is a body, and a person where it is the other way round; else each reading is left alone. An article that
    has both says nothing about it.
    """
    met: defaultdict[str, defaultdict[Hashable, set[str]]] = defaultdict(lambda: defaultdict(set))
    people: Counter[str] = Counter()
    for number, one in enumerate(seen):
        folded = fold_key(one.name)
        if " " not in folded:
            met[folded][number if one.article is None else ("article", one.article)].add(_kind(one))
        elif one.type == "person":
            people[person_name(one.name).surname] += 1
    kinds = {}
    for name, articles in met.items():
        counts = Counter(kind for found in articles.values() if len(found) == 1 for kind in found)
        both = len(counts) == 2 or any(len(found) == 2 for found in articles.values())
        if both and counts["body"] and counts["body"] >= MOST * people[name]:
            kinds[name] = "body"
        elif counts["body"] and people[name] >= max(FAMOUS, MOST * counts["body"]):
            kinds[name] = "person"
    return kinds


# Organisations


def _organisations(seen: Sequence[Seen]) -> list[list[int]]:
    by_core: defaultdict[str, list[int]] = defaultdict(list)
    alone: list[list[int]] = []
    for index, one in enumerate(seen):
        if bodies.common(one.name):
            alone.append([index])
        else:
            acronym = bodies.short_form(one.name)
            by_core[(acronym and one.short) or acronym or bodies.core(one.name)].append(index)
    _join(by_core, _meant_by_letters(seen, by_core))
    _join(by_core, _meant_by_surname(by_core))
    return alone + list(by_core.values())


def _join(by_core: dict[str, list[int]], meant: Mapping[str, Iterable[str]]) -> None:
    """Put the names of a short form to those of the one full form that it can mean, if there is one."""
    sizes = {key: len(indexes) for key, indexes in by_core.items()}
    for short, fulls in sorted(meant.items(), key=lambda item: (len(item[0]), item[0])):  # what is joined is gone
        candidates = sorted(fulls)
        place = _only([(number, sizes[full]) for number, full in enumerate(candidates)])
        if place is not None:
            by_core[candidates[place]] += by_core.pop(short)


def _meant_by_letters(seen: Sequence[Seen], by_core: Mapping[str, Sequence[int]]) -> dict[str, set[str]]:
    """Return for each acronym the names it may stand for: those of which an article says so, else by initials."""
    stated: defaultdict[str, set[str]] = defaultdict(set)
    spelled: defaultdict[str, set[str]] = defaultdict(set)
    for key, indexes in by_core.items():
        if " " not in key:
            continue
        for short in {seen[index].short for index in indexes if not bodies.short_form(seen[index].name)} - {""}:
            stated[short].add(key)
        for letters in {bodies.initials(key), bodies.initials(key, small=True)}:
            spelled[letters].add(key)
    shorts = [
        key
        for key, indexes in by_core.items()
        if " " not in key and any(bodies.short_form(seen[index].name) for index in indexes)
    ]
    # What an article states goes before what the letters suggest; two letters suggest too much.
    return {key: stated.get(key) or (spelled.get(key, set()) if len(key) > 2 else set()) for key in shorts}


def _meant_by_surname(by_core: Mapping[str, Sequence[int]]) -> dict[str, list[str]]:
    """Return for each campaign that is called by a surname those that are called by a full name with it."""
    owned = [key for key in by_core if bodies.owner(key)]
    return {short: [full for full in owned if full.endswith(f" {short}")] for short in owned}


# People


@dataclass(slots=True)
class _Atom:
    """All that have the same name and the same things said of them."""

    name: PersonName
    profile: Profile
    members: list[int]

    @property
    def trait(self) -> tuple[PersonName, Profile]:
        """What can speak against its being someone: few atoms differ in this, so that it bounds the work."""
        said = self.profile
        return self.name, Profile(said.fields, parties=said.parties, seats=said.seats)


_Test = Callable[[list[_Atom], list[_Atom]], bool]


class _Sets:
    """Disjoint sets of numbers."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def find(self, one: int) -> int:
        while self._parent[one] != one:
            self._parent[one] = self._parent[self._parent[one]]
            one = self._parent[one]
        return one

    def join(self, one: int, other: int) -> None:
        first, second = sorted((self.find(one), self.find(other)))
        self._parent[second] = first

    def all(self) -> list[list[int]]:
        sets: defaultdict[int, list[int]] = defaultdict(list)
        for one in range(len(self._parent)):
            sets[self.find(one)].append(one)
        return list(sets.values())


def _people(seen: Sequence[Seen]) -> list[list[int]]:
    surnames: defaultdict[str, list[int]] = defaultdict(list)
    for index, one in enumerate(seen):
        surnames[person_name(one.name).surname].append(index)
    return [found for indexes in surnames.values() for found in _Family(seen, indexes).groups()]


class _Family:
    """All names with one surname."""

    def __init__(self, seen: Sequence[Seen], indexes: Iterable[int]) -> None:
        self._seen = seen
        atoms: dict[tuple[PersonName, Profile], _Atom] = {}
        for index in indexes:
            key = (person_name(seen[index].name), seen[index].profile)
            atoms.setdefault(key, _Atom(*key, [])).members.append(index)
        self._atoms = sorted(atoms.values(), key=_order)

    def groups(self) -> list[list[int]]:
        full = self._together([atom for atom in self._atoms if atom.name.full], alone=False)
        full = _pairs_that_agree(full, self._met)
        # Surnames without more mean one person, unless several who bear it are written about alike.
        doubtful = len(full) > 1 and _only([(place, _size(one)) for place, one in enumerate(full)]) is None
        short = self._together([atom for atom in self._atoms if not atom.name.full], alone=doubtful)
        joined: list[list[_Atom]] = [list(one) for one in full]
        for one in short:
            agreeing = [(place, _size(_agreeing(one, other))) for place, other in enumerate(full)]
            place = _only([(place, size) for place, size in agreeing if size and not _apart(one, full[place])])
            if place is None and not any(size for _, size in agreeing):
                place = _famous(one, full)
            if place is None:
                joined.append(one)
            else:
                joined[place] += one
        return [[index for atom in atoms for index in atom.members] for atoms in joined]

    def _together(self, atoms: list[_Atom], *, alone: bool) -> list[list[_Atom]]:
        """Put together the atoms whose names are one and of which nothing is said that tells them apart.

        ``alone``: only those of which something is said that agrees, and each article apart otherwise.
        """
        if alone:
            atoms = [
                _Atom(atom.name, atom.profile, [index])
                for atom in atoms
                for index in atom.members
                if not _telling(atom.profile)
            ] + [atom for atom in atoms if _telling(atom.profile)]
        sets = _Sets(len(atoms))
        for a, b in _of_one_name(atoms):
            if sets.find(a) != sets.find(b) and agree(atoms[a].profile, atoms[b].profile, strictly=alone):
                ones, others = _sides(sets, atoms, a, b)
                if not _apart(ones, others):
                    sets.join(a, b)
        if alone:
            return [[atoms[place] for place in places] for places in sets.all()]
        parts = [[atoms[place] for place in places] for places in sets.all()]
        return [one for area in _areas(parts) for one in self._settle(area)]

    def _settle(self, area: list[list[_Atom]]) -> list[list[_Atom]]:
        """Put an area of parts whose names go together into persons.

        Where nothing speaks against it they are one. Else those that something speaks against come
        first, the largest foremost, and join the one person they fit. One of whom nothing is known
        goes to whom the same outlet wrote of within a week, if to anyone.
        """
        against = [any(_apart(one, other) for other in area if other is not one) for one in area]
        if not any(against):
            return [[atom for part in area for atom in part]]
        persons: list[list[_Atom]] = []
        anchors = [part for part, is_against in zip(area, against, strict=True) if is_against]
        for part in sorted(anchors, key=lambda part: (-_size(part), min(map(_order, part)))):
            place = _only([(place, _size(one)) for place, one in enumerate(persons) if _related(part, one)])
            if place is None:
                persons.append(list(part))
            else:
                persons[place] += part
        known = [list(person) for person in persons]
        free: defaultdict[PersonName, list[_Atom]] = defaultdict(list)
        for atom in (a for part, is_against in zip(area, against, strict=True) if not is_against for a in part):
            fitting = [(place, _size(one)) for place, one in enumerate(known) if _related([atom], one)]
            kept = []
            for index in atom.members:
                near = [fit_ for fit_ in fitting if self._near(index, known[fit_[0]])]
                place = near[0][0] if len(near) == 1 else _only(fitting)
                if place is None:
                    kept.append(index)
                else:
                    persons[place].append(_Atom(atom.name, atom.profile, [index]))
            if kept:
                free[atom.name].append(_Atom(atom.name, atom.profile, kept))
        return persons + list(free.values())

    def _met(self, ones: list[_Atom], others: list[_Atom]) -> bool:
        """Whether an article names both."""
        first, second = (
            {self._seen[index].article for atom in part for index in atom.members} - {None}
            for part in (ones, others)
        )
        return bool(first & second)

    def _near(self, index: int, person: list[_Atom]) -> bool:
        """Whether the same outlet wrote of a person within a week of a name."""
        one = self._seen[index]
        if one.outlet is None or not one.day:
            return False
        day = datetime.date.fromisoformat(one.day)
        others = (self._seen[member] for atom in person for member in atom.members)
        return any(
            other.day and abs((day - datetime.date.fromisoformat(other.day)).days) <= NEAR_DAYS
            for other in others
            if other.outlet == one.outlet
        )


def _of_one_name(atoms: list[_Atom]) -> list[tuple[int, int]]:
    """Return the pairs of atoms whose names are one, in order."""
    places: defaultdict[PersonName, list[int]] = defaultdict(list)
    for place, atom in enumerate(atoms):
        places[atom.name].append(place)
    pairs = [pair for same in places.values() for pair in combinations(same, 2)]
    for one, other in combinations(places, 2):
        if fit(one, other) is Fit.YES:
            pairs += [(min(a, b), max(a, b)) for a in places[one] for b in places[other]]
    return sorted(pairs)


def _order(atom: _Atom) -> tuple[object, ...]:
    said = atom.profile
    return (atom.name.words, atom.name.generation, sorted(said.heads), sorted(said.bodies), sorted(said.parties),
            sorted(said.seats))  # fmt: skip


def _telling(said: Profile) -> bool:
    return bool(said.heads or said.bodies)


def _sides(sets: _Sets, atoms: list[_Atom], a: int, b: int) -> tuple[list[_Atom], list[_Atom]]:
    first, second = sets.find(a), sets.find(b)
    return [atom for place, atom in enumerate(atoms) if sets.find(place) == first], [
        atom for place, atom in enumerate(atoms) if sets.find(place) == second
    ]


def _apart(ones: Sequence[_Atom], others: Sequence[_Atom]) -> bool:
    """Whether anything speaks against two parts being one person."""
    first, second = {atom.trait for atom in ones}, {atom.trait for atom in others}
    return any(
        fit(a_name, b_name) is Fit.NO or conflict(a_said, b_said)
        for a_name, a_said in first
        for b_name, b_said in second
    )


def _related(ones: Sequence[_Atom], others: Sequence[_Atom]) -> bool:
    first, second = {atom.name for atom in ones}, {atom.name for atom in others}
    return any(fit(a, b) is Fit.YES for a in first for b in second) and not _apart(ones, others)


def _agreeing(ones: list[_Atom], others: list[_Atom], *, strictly: bool = True) -> list[_Atom]:
    """Return the others whose name can be that of one of ones, and with whom something else agrees."""
    return [
        b
        for b in others
        if any(fit(a.name, b.name) and agree(a.profile, b.profile, strictly=strictly) for a in ones)
    ]


def _areas(parts: list[list[_Atom]]) -> list[list[list[_Atom]]]:
    """Return parts in areas: two whose names go together are in one, at one or more removes."""
    return _linked(parts, _related)


def _linked(parts: list[list[_Atom]], test: _Test) -> list[list[list[_Atom]]]:
    sets = _Sets(len(parts))
    for a, b in combinations(range(len(parts)), 2):
        if sets.find(a) != sets.find(b) and test(parts[a], parts[b]):
            sets.join(a, b)
    return [[parts[place] for place in places] for places in sets.all()]


def _size(part: list[_Atom]) -> int:
    return sum(len(atom.members) for atom in part)


def _only(fitting: list[tuple[int, int]]) -> int | None:
    """Return the place of the only one that fits, of (place, size), or of one beside which the others are slips.

    A program that reads names and roles misreads some: one article that makes a senator a singer must
    not part all the others from the senator.
    """
    if not fitting:
        return None
    place, size = max(fitting, key=lambda one: (one[1], -one[0]))
    return place if len(fitting) == 1 or size >= MOST * (sum(s for _, s in fitting) - size) else None


def _famous(one: list[_Atom], full: list[list[_Atom]]) -> int | None:
    """Return the place of the person so well known that a surname without more means them, if there is one.

    "Clinton warned" in a paper that gives no first name means whom nearly all other articles mean by it.
    """
    sizes = [(place, _size(person)) for place, person in enumerate(full)]
    place = _only(sizes)
    if place is None or _apart(one, full[place]):
        return None
    if sizes[place][1] < (VERY_FAMOUS if one[0].name.surname in COMMON_SURNAMES else FAMOUS):
        return None
    told = any(_telling(atom.profile) for atom in one)
    return place if not told or _agreeing(one, full[place], strictly=False) else None


def _may_be_one(ones: list[_Atom], others: list[_Atom], met: _Test) -> bool:
    """Whether two parts with different names can be one person: something agrees, or the surname is rare."""
    names = {(a.name, b.name) for a in ones for b in others}
    likely = any(short_form_of(*pair) for pair in names) or bool(_agreeing(ones, others, strictly=False))
    return likely and not _told_apart(ones, others, met)


def _told_apart(ones: list[_Atom], others: list[_Atom], met: _Test) -> bool:
    """Whether anything speaks against it; also an article that names a father beside his son ("Jr.")."""
    generations = {(a.name.generation, b.name.generation) for a in ones for b in others}
    return _apart(ones, others) or (any(a != b for a, b in generations) and met(ones, others))


def _pairs_that_agree(parts: list[list[_Atom]], met: _Test) -> list[list[_Atom]]:
    """Join parts whose names may be one ("Bill" and "William").

    That is all that hang together so, where nothing speaks against any two of them; else two each of which is
    the other's only choice.
    """
    joined = []
    for area in _linked(parts, lambda one, other: _may_be_one(one, other, met)):
        if any(_told_apart(one, other, met) for one, other in combinations(area, 2)):
            joined += _mutual(area, met)
        else:
            joined.append([atom for part in area for atom in part])
    return joined


def _mutual(parts: list[list[_Atom]], met: _Test) -> list[list[_Atom]]:
    choices = [
        [other for other in range(len(parts)) if other != one and _may_be_one(parts[one], parts[other], met)]
        for one in range(len(parts))
    ]
    joined = []
    for one, part in enumerate(parts):
        mutual = choices[one][0] if len(choices[one]) == 1 else None
        if mutual is None or choices[mutual] != [one]:
            joined.append(part)
        elif one < mutual:
            joined.append(part + parts[mutual])
    return joined
