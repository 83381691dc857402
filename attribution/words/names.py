"""Personal names: their words, titles and suffixes, and whether two of them can be one person's."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from attribution.records import Span
from attribution.words.known_names import (
    COMMON_SURNAMES,
    DEMONYMS,
    FEMALE_NAMES,
    MALE_NAMES,
    NICKNAMES,
    PARTICLES,
    first_name_gender,
)
from attribution.words.roles import GENDERED, PARTY_WORDS, ROLE_MODIFIERS, is_role
from attribution.words.text import WORD, fold_key, fold_word, one_line
from attribution.words.titles import (
    COURTESY,
    GENERATIONS,
    OPENERS,
    ROYAL,
    RULERS,
    SHORT_TITLES,
    SUFFIXES,
    Gender,
    count_suffixes,
    is_titleword,
)

_ENDS = ("'", "’", ",", "(", "[", "/", ";", ":", '"', "”")


@dataclass(frozen=True, slots=True)
class Name:
    """A personal name as it stands in the text.

    ``words`` are its folded words without titles and suffixes, ``text`` the words as written (with the
    suffix), ``span`` where they stand, ``titles`` the folded titles before them.
    """

    words: tuple[str, ...]
    text: str
    span: Span
    titles: tuple[str, ...] = ()
    initials: bool = False

    @property
    def title_gender(self) -> Gender | None:
        """The gender that a title states, if one does."""
        for title in self.titles:
            gender = COURTESY.get(title) or GENDERED.get(title)
            if gender:
                return gender
        return None


def is_initial(word: str) -> bool:
    """Whether a folded word of a name is only an initial."""
    return len(word.replace(".", "")) == 1


def is_particle(word: str) -> bool:
    """Whether a folded word is, or begins with, a particle of a surname ("van", "al-amr", "d'orso")."""
    return word in PARTICLES or re.split("[-']", word)[0] in (*PARTICLES, "d", "l", "dell", "dall")


def parse_name(text: str, start: int, end: int) -> Name | None:
    """Read a personal name from a span; None where no word of a name is in it."""
    tokens = [match.span() for match in WORD.finditer(text, start, end)]
    folded = [fold_word(text[a:b]).rstrip(".") for a, b in tokens]
    lead = count_titles(folded, [place for place, (start, _) in enumerate(tokens) if text[start].islower()])
    last = _end_of_name(text, tokens, folded, lead)
    core = last - count_suffixes(folded[lead:last])
    # Letters after a name ("MP", "FRS") are no part of it.
    mixed = lead < last and not text[tokens[lead][0] : tokens[lead][1]].isupper()
    while mixed and last - lead > 2 and _post_nominal(text, tokens[last - 1], folded[last - 1]):
        last -= 1
        core = min(core, last)
    words = [word for word in folded[lead:core] if word]
    if not words or not any(character.isalpha() for character in words[0]):
        return None
    if core - lead == 1 and (words[0] in SHORT_TITLES or (lead and is_titleword(words[0]))):
        return None
    final = tokens[last - 1][1]
    if folded[last - 1] in SUFFIXES and text[final : final + 1] == ".":
        final += 1  # the stop of "Jr."
    span = (tokens[lead][0], final)
    kept = tuple(word for word in words if not is_initial(word)) or tuple(words)
    return Name(kept, one_line(text, *span), span, tuple(folded[:lead]), initials=len(kept) != len(words))


def count_titles(words: Sequence[str], small: Container[int] = ()) -> int:
    """How many of the folded words of a name are titles, or roles that came with it, before it.

    ``small``: the places of those in small letters, where that is known.
    """
    lead = 0
    # "authority director Oda Brask": the name follows the last role in small letters
    for i in range(1, len(words) - 1):
        if i in small and is_role(words[i]) and not is_particle(words[i]):
            lead = i + 1
    while lead + 1 < len(words) and not (lead + 2 == len(words) and words[-1] in SUFFIXES):
        word = words[lead]
        if lead + 2 == len(words) and _is_given(word):
            break  # "Dean" and "Earl" are given names as well as titles
        modifies = is_role(word) or word in DEMONYMS or word in ROLE_MODIFIERS or word in PARTY_WORDS
        titled = modifies and any(map(is_titleword, words[lead + 1 : min(lead + 3, len(words) - 1)]))
        # "Comedian Jorge Lunde", and in a headline "On Brask": what comes before a name is not part of it.
        several = lead + 2 < len(words) and _is_given(words[lead + 1]) and not is_particle(words[lead + 1])
        several = several and not _is_given(word) and word not in DEMONYMS
        before = word in OPENERS or (several and is_role(word)) or (lead in small and not is_particle(word))
        if not (is_titleword(word) or word in ("the", "former", "ex", "late") or titled or before):
            break
        lead += 1
    return lead


def _is_given(word: str) -> bool:
    return word in MALE_NAMES or word in FEMALE_NAMES


def _end_of_name(text: str, tokens: Sequence[Span], folded: Sequence[str], lead: int) -> int:
    """Where a name stops: at a possessive, comma or bracket, or a word in small letters ("Brask who")."""
    last = len(tokens)
    for i in range(lead + 1, len(tokens)):
        a = tokens[i][0]
        between = text[tokens[i - 1][1] : a].strip()
        small = text[a].islower() and text[a - 1].isspace() and not is_particle(folded[i])
        if small or (between.startswith(_ENDS) and folded[i] not in SUFFIXES):
            last = i
            break
    while last - lead > 1 and text[tokens[last - 1][0]].islower() and folded[last - 1] in PARTICLES:
        last -= 1
    return last


def _post_nominal(text: str, span: Span, word: str) -> bool:
    written = text[span[0] : span[1]]
    return 1 < len(written) <= 5 and written.isupper() and word not in ("ii", "iii", "iv", "jr", "sr")


def display_name(name: Name) -> str:
    """The name to show: with the title where a ruler's or pope's single name would be bare without it."""
    if len(name.words) == 1 and name.titles and name.titles[-1] in ROYAL:
        return f"{name.titles[-1].capitalize()} {name.text}"
    return name.text


def with_titles(text: str, name: Name) -> Name:
    """The name with the titles that stand right before it outside the entity."""
    titles = list(name.titles)
    start = name.span[0]
    while True:
        before = text[max(0, start - 16) : start]
        words = before.split()
        if not words or before[-1:] not in " \u00a0" or "\n" in before[len(before.rstrip()) :]:
            break
        word = fold_word(words[-1].lstrip('("“‘')).rstrip(".")
        if not is_titleword(word) or len(titles) > 3:
            break
        titles.insert(0, word)
        start -= len(before) - before.rindex(words[-1])
    return Name(name.words, name.text, name.span, tuple(titles), name.initials) if titles else name


# Names in one article


def _parts(word: str) -> set[str]:
    """A name's word and the halves of its hyphen: "garcia-lopez", "al-amr"."""
    return {word, *(part for part in word.split("-") if len(part) > 2)}


def surname_keys(words: tuple[str, ...]) -> set[str]:
    """The single words by which a person of these names may be called by surname."""
    return _parts(words[-1]) if words else set()


def fits(short: tuple[str, ...], full: tuple[str, ...]) -> int:
    """How well a short form names the bearer of a full name: 0 not, 1 a middle part, 2 a given name,
    3 a surname, 4 the same name."""
    size = len(short)
    if not short or size > len(full) + 1:
        return 0
    bare = tuple(word for word in short if word not in PARTICLES)
    surname = full[-size:] == short or (0 < len(bare) < len(full) and full[-len(bare) :] == bare)
    middle = any(full[i : i + size] == short for i in range(1, len(full) - size))
    if short == full or (size > 1 and not surname and same_person(short, full)):
        return 4
    if surname or (size == 1 and short[0] in _parts(full[-1])):
        return 3
    given = full[:size] == short or (size == 1 and full[0] in NICKNAMES.get(short[0], ()))
    return 2 if given else int(middle)


def same_person(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names of two words or more can be one person's: the surname agrees, the given name
    agrees or is a short form, and words between may be left out."""
    if len(one) < 2 or len(other) < 2:
        return one == other
    if one == other:
        return True
    if not (_parts(one[-1]) & _parts(other[-1])):
        # "Maria Lopez Garcia" and "Maria Lopez": the longer goes on where the shorter ends.
        shorter, longer = sorted((one, other), key=len)
        return len(shorter) >= 2 and longer[: len(shorter)] == shorter and len(longer) > len(shorter)
    if one[0] == other[0]:
        return True
    return other[0] in NICKNAMES.get(one[0], frozenset())


# Names in several articles


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
    words = fold_key(_decoded(_without_dateline(name))).split()
    lead = count_titles(words)
    end = len(words) - count_suffixes(words[lead:])
    if end - lead == 1 and lead and words[lead - 1] in RULERS:
        lead -= 1
    generation = next((GENERATIONS[word] for word in words[end:] if GENERATIONS.get(word)), "")
    if end - lead > 1 and words[end - 1] == "s":  # what is left of "REED’S"
        end -= 1
    return PersonName(tuple(words[lead:end]), generation)


def gender_told(name: str) -> Gender | None:
    """Return the gender that a whole name tells: a form of address before it, else its given name.

    A surname alone tells none, nor does a given name that women and men both have. It is a hint: "f" or "m" is
    what most bearers of the name are.
    """
    folded = [fold_word(word).rstrip(".") for word in name.split()]
    words = person_name(name).words
    for title in folded[: max(0, len(folded) - len(words))]:
        if gender := COURTESY.get(title) or GENDERED.get(title):
            return gender
    return first_name_gender(words[0]) if len(words) > 1 else None


def _without_dateline(name: str) -> str:
    """Return a name without the place in capitals that follows it where a headline has no full stop."""
    *words, last = name.split() or [""]
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
        # "Wasserman Schultz", "Rodham Clinton"; also a word before it ("Comedian Ann Lee")
        return Fit.YES
    if _middles_fit(one[1:-1], other[1:-1]):
        if one[0] == other[0]:
            return Fit.YES
        initial = min(len(one[0]), len(other[0])) == 1 and one[0][0] == other[0][0]
        if initial or other[0] in NICKNAMES.get(one[0], ()):
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
    return one.words[0] != other.words[0] and other.words[0] in NICKNAMES.get(one.words[0], ())


def _middles_fit(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether the words between given name and surname can be one person's: left out, or an initial of.

    One whole word in common is enough, but not a letter: "George H. W." is not "George W.".
    """
    if not one or not other or any(len(word) > 1 for word in set(one) & set(other)):
        return True
    return all(a == b or (a[0] == b[0] and 1 in (len(a), len(b))) for a, b in zip(one, other, strict=False))


def misspelled(one: str, other: str, slips: int = 1) -> bool:
    """Whether two folded names are hardly two names: they begin alike and differ by at most ``slips`` letters.

    A letter too many, one too few, another one, or two that changed places are a slip each ("Reince", "Rence").
    """
    if min(len(one), len(other)) < 3 or abs(len(one) - len(other)) > 1 or one[0] != other[0]:
        return False
    return _slips(one, other, slips)


def _slips(one: str, other: str, left: int) -> bool:
    at = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    one, other = one[at:], other[at:]
    if not one or not other or not left:
        return len(one) + len(other) <= left
    rests = [(one[1:], other), (one, other[1:]), (one[1:], other[1:])]
    if len(one) > 1 and one[:2] == other[1::-1]:
        rests.append((one[2:], other[2:]))
    return any(_slips(a, b, left - 1) for a, b in rests)
