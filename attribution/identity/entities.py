"""From groups of names to entities: what people decided by hand, which number each had, what it is called. Pure.

Names are meant by their places in one sequence, as in ``clusters.group``.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from attribution.words.bodies import core
from attribution.words.text import fold_key


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided: its number, its kind, and the names on its two sides.

    ``merge`` puts the names of both sides together, ``split`` takes the second side's from the others; any other
    kind gives the entities of the first side a ``value``.
    """

    number: int
    kind: str
    value: str = ""
    sides: tuple[set[int], set[int]] = field(default_factory=lambda: (set(), set()))


@dataclass(frozen=True, slots=True)
class Entity:
    """The places of one entity's names, the number that it had (None: it is new), and what was decided of it."""

    places: list[int]
    number: int | None
    name: str
    link: str


class NamePlaces:
    """Where the names that a decision speaks of stand, by article, folded form and block."""

    def __init__(self, names: Iterable[tuple[int, str, str]]) -> None:
        self._exact: defaultdict[tuple[int, str], set[int]] = defaultdict(set)
        self._alike: defaultdict[tuple[int, str], set[int]] = defaultdict(set)
        for place, (article, folded, block) in enumerate(names):
            self._exact[article, folded].add(place)
            self._alike[article, block].add(place)

    def find(self, article: int, folded: str, block: str) -> set[int]:
        """Return the places of a name; where it is gone, that of the one name of its block in the article."""
        if places := self._exact.get((article, folded)):
            return places
        # Another model may read a longer or shorter form of the name there.
        places = self._alike.get((article, block), set())
        return places if len(places) == 1 else set()


def entities(
    groups: Iterable[Iterable[int]], decisions: Iterable[Decision], before: Sequence[int | None]
) -> list[Entity]:
    """Return the entities of some groups, with what was decided laid over them in the order it was decided.

    ``before`` has the number of the entity that each name belonged to.
    """
    parts = [set(places) for places in groups]
    named: dict[int, tuple[int, str]] = {}
    linked: dict[int, tuple[int, str]] = {}
    split_off: set[int] = set()
    for one in sorted(decisions, key=lambda one: one.number):
        first, second = one.sides[0], one.sides[1] - one.sides[0]
        if one.kind == "merge":
            parts = _merged(parts, first | second)
        elif one.kind == "split":
            if any(part & second and part - second for part in parts):
                parts = [rest for part in parts if (rest := part - second)] + [second]
                split_off |= second
                for place in second:
                    named.pop(place, None)
                    linked.pop(place, None)
        else:
            given = named if one.kind == "rename" else linked
            given |= {place: (one.number, one.value) for part in parts if part & first for place in part}
    return [
        Entity(sorted(part), number, _latest(named, part), _latest(linked, part))
        for part, number in zip(parts, _numbers(parts, before, split_off), strict=True)
    ]


def _merged(parts: list[set[int]], places: set[int]) -> list[set[int]]:
    within = [part for part in parts if part & places]
    if len(within) < 2:
        return parts
    return [part for part in parts if not part & places] + [set[int]().union(*within)]


def _latest(given: dict[int, tuple[int, str]], part: set[int]) -> str:
    return max((given[place] for place in part if place in given), default=(0, ""))[1]


def _numbers(parts: Sequence[set[int]], before: Sequence[int | None], split_off: set[int]) -> list[int | None]:
    """Return for each part the entity that it was before, by the most names; what was split off asks last."""
    claims = []
    for place, part in enumerate(parts):
        counts = Counter(number for name in part if (number := before[name]) is not None)
        claims += [(bool(part & split_off), -count, number, place) for number, count in counts.items()]
    given: dict[int, int] = {}
    for _, _, number, place in sorted(claims):
        if place not in given and number not in given.values():
            given[place] = number
    return [given.get(place) for place in range(len(parts))]


def best_name(names: Iterable[str]) -> str:
    """Return the name to show: of the full forms the most frequent, of its spellings the one with accents.

    A name that stands for another ("GOP", "Reed’s camp") comes after one that stands for itself.
    """
    counted = Counter(names)
    by_key: Counter[str] = Counter()
    for name, count in counted.items():
        by_key[fold_key(name)] += count
    short = {fold_key(name) for name in counted if " " not in core(name) or len(fold_key(name).split()[0]) == 1}
    other = {fold_key(name) for name in counted if core(name) != fold_key(name)}  # and "the Reed campaign"
    best = min(by_key, key=lambda key: (key in short, key in other, -by_key[key], key))
    spellings = [name for name in counted if fold_key(name) == best]
    return min(spellings, key=lambda name: (-sum(map(_accented, name)), -counted[name], name))


def _accented(char: str) -> bool:
    return char.isalpha() and not char.isascii()


def most_frequent(values: Iterable[str]) -> str:
    """Return the value that occurs most, of several the first in alphabetical order."""
    counted = Counter(values)
    return min(counted, key=lambda value: (-counted[value], value))
