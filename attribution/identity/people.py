"""Names and roles of persons: whether two articles that name a person can mean the same one. Pure.

The language side has fuller lists for reading a text; these are only for comparing names that were
read, and are kept apart so that opening a database does not load spaCy.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from enum import IntEnum
from functools import lru_cache, partial

from attribution.words import lists
from attribution.words.spelling import misspelled
from attribution.words.text import fold

_TITLES = frozenset(
    """
    mr mister mrs ms miss mx dr sir dame lord lady madam madame mme herr frau hon the former ex late sen
    senator rep representative gov governor lt pres president vp prof professor gen general col colonel maj
    major capt captain cmdr adm admiral sgt sergeant det detective judge justice mayor sheriff secretary
    minister chancellor rev reverend fr sister father congressman congresswoman councillor councilman
    councilwoman ambassador pope whip staff speaker commissioner chairman chairwoman chancellor spokesman
    spokeswoman
    """.split()
)
_SUFFIXES = frozenset("jr sr ii iii iv jnr snr phd md esq qc kc obe mbe cbe mp mep".split())
_GENERATIONS = {"jr": "jr", "jnr": "jr", "ii": "ii", "iii": "iii", "iv": "iv"}
_SHORT_FORMS = """
    abigail abby|albert alfred alan al|alexander alex alexandra sasha|andrew andy drew|anthony tony|arthur art
    |barbara barb|benjamin ben|bernard bernie|william bill billy will willy|robert bob bobby rob|bradley brad
    |charles charlie chuck|christopher chris|christina christine chris tina|cynthia cindy|daniel dan danny
    |david dave|deborah debbie deb debra|dominic dom|donald don donny|douglas doug|edward ed eddie ted ned
    |elizabeth liz beth betsy|eugene gene|francis frank|frederick fred|gabriel gabe|gerald gerry jerry|gregory greg
    |henry hank harry|jacob jake|james jim jimmy jamie|jeffrey jeff geoffrey geoff|jennifer jenny jen
    |john jack johnny|jonathan jon|joseph joe joey|joshua josh|katherine kate kathy catherine kathryn katie
    |kenneth ken kenny|kimberly kim|lawrence larry laurence|leonard len|louis lou|margaret maggie peggy meg
    |martin marty|matthew matt|michael mike mick|mitchell mitch|nathaniel nathan nate|nicholas nick|pamela pam
    |patricia pat patty|patrick pat|peter pete|philip phil phillip|randall randy|raymond ray|rebecca becky
    |richard rick dick rich|rodney rod|ronald ron|rudolph rudy|samuel samantha sam|sandra sandy|sidney sid
    |stanley stan|stephen steve steven|stuart stu|susan sue|terence terry|theresa terry|theodore ted
    |thomas tom tommy|timothy tim|valerie val|victoria vicky|vincent vince|walter walt|zachary zach zack"""
from attribution.words.known_names import COMMON_SURNAMES
_SAME_GIVEN: dict[str, frozenset[str]] = {}
for _line in _SHORT_FORMS.split("|"):
    for _name in _line.split():
        _SAME_GIVEN[_name] = _SAME_GIVEN.get(_name, frozenset()) | frozenset(_line.split())


class Fit(IntEnum):
    """How two names go together: not at all; only if something else agrees; as one name."""

    NO = 0
    PERHAPS = 1
    YES = 2


@dataclass(frozen=True, slots=True)
class PersonName:
    """The folded words of a name without titles, and which of a family's bearers it is ("jr")."""

    words: tuple[str, ...]
    generation: str = ""

    @property
    def surname(self) -> str:
        """The last word: persons of different surnames are never compared."""
        return self.words[-1]

    @property
    def full(self) -> bool:
        """Whether it has more than a surname."""
        return len(self.words) > 1


@lru_cache(maxsize=65536)
def person_name(name: str) -> PersonName:
    """Read a name as an article writes it: "Ms. Juknevičienė" is ``jukneviciene``."""
    words = fold(_decoded(_without_dateline(name))).split()
    while len(words) > 1 and words[0] in _TITLES:
        words.pop(0)
    generation = ""
    while len(words) > 1 and words[-1] in _SUFFIXES:
        generation = _GENERATIONS.get(words.pop(), generation)
    if len(words) > 1 and words[-1] == "s":  # what is left of "REED’S"
        words.pop()
    return PersonName(tuple(words), generation)


def _without_dateline(name: str) -> str:
    """Return a name without the place in capitals that follows it where a headline has no full stop."""
    *words, last = name.split()
    place = len(words) > 1 and len(last) > 4 and last.isupper() and not any(word.isupper() for word in words)
    return " ".join(words) if place else name


def _decoded(name: str) -> str:
    """Return a name whose UTF-8 was read as Windows-1252 ("PeÃ±a") as it was meant; others as they are."""
    name = unicodedata.normalize("NFC", name)
    if "Ã" not in name:
        return name
    try:
        return name.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return name


@lru_cache(maxsize=65536)
def fit(one: PersonName, other: PersonName) -> Fit:
    """Tell how two names go together.

    A surname alone, an initial, a short form or a "Jr." that one of them lacks needs more to agree.
    """
    if one.surname != other.surname:
        return Fit.NO
    if one.generation != other.generation:
        if one.full and other.full and not (one.generation and other.generation):
            return min(Fit.PERHAPS, _full_names_fit(one.words, other.words))
        # "Biden" may be "Joseph R. Biden Jr.", but "Biden Jr." is no other.
        return Fit.PERHAPS if any(not each.full and not each.generation for each in (one, other)) else Fit.NO
    if one.words == other.words:
        return Fit.YES
    if not (one.full and other.full):
        return Fit.PERHAPS
    return _full_names_fit(one.words, other.words)


def _full_names_fit(one: tuple[str, ...], other: tuple[str, ...]) -> Fit:
    shorter, longer = sorted((one, other), key=len)
    if longer[-len(shorter) :] == shorter:
        # "Wasserman Schultz", "Rodham Clinton"; also a word before a name that is none of it ("Comedian Ann Lee")
        return Fit.YES
    if _middles_fit(one[1:-1], other[1:-1]):
        if one[0] == other[0]:
            return Fit.YES
        initial = min(len(one[0]), len(other[0])) == 1 and one[0][0] == other[0][0]
        if initial or other[0] in _SAME_GIVEN.get(one[0], ()):
            return Fit.PERHAPS
    # "Rival Ann Lee" and "Ann Reed Lee": the first word of one may be none of the name
    behind = any(len(name) > 2 and name[1] == given for name, given in ((one, other[0]), (other, one[0])))
    slip = one[-1] not in COMMON_SURNAMES and misspelled(one[0], other[0])
    return Fit.PERHAPS if behind or slip else Fit.NO


def short_form_of(one: PersonName, other: PersonName) -> bool:
    """Tell whether one given name is a short form of the other's and few people have the surname.

    Of two named Bill Harrow and William Harrow in one collection of news each is hardly another's namesake;
    a Bill Smith and a William Smith may be.
    """
    if one.surname in COMMON_SURNAMES or one.generation != other.generation or not (one.full and other.full):
        return False
    if fit(one, other) is not Fit.PERHAPS:
        return False
    return one.words[0] != other.words[0] and other.words[0] in _SAME_GIVEN.get(one.words[0], ())


def _middles_fit(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether the words between given name and surname can be one person's: left out, or an initial of.

    One whole word in common is enough, but not a letter: "George H. W." is not "George W.".
    """
    if not one or not other or any(len(word) > 1 for word in set(one) & set(other)):
        return True
    return all(a == b or (a[0] == b[0] and 1 in (len(a), len(b))) for a, b in zip(one, other, strict=False))


_words = partial(lists.words, "walks_of_life")

_FIELD = lists.by_word("walks_of_life", "fields")
_BRIDGES = frozenset(lists.groups("walks_of_life", "bridges"))
_SEATED = _words("seats")
_OFFICES = _words("offices")
_COMMON_BODIES = _words("common bodies")
_TITLE_ROLES = lists.by_word("walks_of_life", "short titles")
_PARTIES = lists.by_word("walks_of_life", "parties")


@dataclass(frozen=True, slots=True)
class Profile:
    """What articles say of a person, as far as it can tell one person from another."""

    fields: frozenset[str] = field(default_factory=frozenset)
    heads: frozenset[str] = field(default_factory=frozenset)
    bodies: frozenset[str] = field(default_factory=frozenset)
    parties: frozenset[str] = field(default_factory=frozenset)
    seats: frozenset[tuple[str, str]] = field(default_factory=frozenset)

    def together(self, other: Profile) -> Profile:
        """Return what both say."""
        return Profile(
            self.fields | other.fields,
            self.heads | other.heads,
            self.bodies | other.bodies,
            self.parties | other.parties,
            self.seats | other.seats,
        )


NOTHING = Profile()


@lru_cache(maxsize=65536)
def profile(role: str | None, body: str | None) -> Profile:
    """Return what a stated role and organisation (each as written, or None) say."""
    heads = _heads(role) if role else frozenset()
    folded = fold(body).removeprefix("the ") if body else ""
    party = folded.removesuffix(" party") if folded.endswith(" party") or folded in _PARTIES else ""
    party = _PARTIES.get(party, party)
    return Profile(
        fields=frozenset(_FIELD[head] for head in heads if head in _FIELD),
        heads=heads,
        bodies=frozenset({folded} if folded and not party and folded not in _COMMON_BODIES else ()),
        parties=frozenset({party} if party else ()),
        seats=frozenset((head, folded) for head in heads & _SEATED if folded and not party),
    )


@lru_cache(maxsize=65536)
def conflict(one: Profile, other: Profile) -> bool:
    """Tell whether two profiles are hardly one person's: a footballer and a senator, mayors of two towns."""
    if one.fields and other.fields and not (one.fields & other.fields):
        pairs = (frozenset((a, b)) for a in one.fields for b in other.fields)
        if not any(pair in _BRIDGES for pair in pairs):
            return True
    if one.parties and other.parties and not (one.parties & other.parties):
        return True
    for head, body in one.seats:
        bodies = [b for h, b in other.seats if h == head]
        if bodies and not any(set(body.split()) & set(b.split()) for b in bodies):
            return True
    return False


def agree(one: Profile, other: Profile, *, strictly: bool) -> bool:
    """Tell whether two profiles have something in common that few share.

    ``strictly`` for names that say little (a surname alone): then an ordinary role in common
    ("spokesman") does not count, only an office ("minister") or a body.
    """
    if one.bodies & other.bodies:
        return True
    shared = one.heads & other.heads
    return bool(shared & _OFFICES) if strictly else bool(shared)


def _heads(role: str) -> frozenset[str]:
    """Return the words that name a role: before "of", "for" or "at", the last known one of each part."""
    found = set()
    for part in role.casefold().replace(" and ", ",").replace("/", ",").split(","):
        words = [_TITLE_ROLES.get(word, word) for word in fold(part).split()]
        for mark in ("of", "for", "at", "in", "from", "to"):
            if mark in words[1:]:
                words = words[: words.index(mark, 1)]
        known = [word for word in words if word in _FIELD or word in _OFFICES]
        if known or words:
            head = known[-1] if known else words[-1]
            found.add("vice president" if head == "president" and "vice" in words else head)
    return frozenset(found)
