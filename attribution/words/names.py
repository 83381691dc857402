"""Personal names: their words, titles and suffixes, and whether two of them can be one person's."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from attribution.records import Span
from attribution.words import lists
from attribution.words.lexicon import (
    COURTESY,
    GENDERED,
    OFFICE_TITLES,
    PARTICLES,
    PARTY_WORDS,
    ROLE_MODIFIERS,
    SUFFIXES,
    Gender,
    is_role,
    word_set,
)
from attribution.words.text import WORD, one_line
from attribution.words.world import DEMONYMS, FEMALE_NAMES, MALE_NAMES, NICKNAMES

# Letters that carry no combining mark to strip.
_LETTERS = str.maketrans({"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ß": "ss", "æ": "ae",
                          "Æ": "AE", "œ": "oe", "Œ": "OE", "þ": "th", "Þ": "Th", "ð": "d", "ı": "i", "’": "'",
                          "‑": "-"})  # fmt: skip


_ENDS = ("'", "’", ",", "(", "[", "/", ";", ":", '"', "”")


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """A word in lower case, without accents, with one kind of apostrophe and hyphen."""
    if word == "US":  # not the pronoun
        return "u.s"
    decomposed = unicodedata.normalize("NFKD", word.translate(_LETTERS))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


# Titles that are nobody's name.
_SHORT_TITLES = lists.words("titles", "short")
# Titles without which a single name would be bare.
_ROYAL = lists.words("titles", "royal")
# Words that open a headline or clause, or end an office ("Minority Whip"), and are no name's first.
_OPENERS = lists.words("titles", "openers")


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


def is_titleword(word: str) -> bool:
    """Whether a folded word is a form of address or a title of office."""
    return word in COURTESY or word in OFFICE_TITLES or word.endswith("-elect")


def parse_name(text: str, start: int, end: int) -> Name | None:
    """Read a personal name from a span; None where no word of a name is in it."""
    tokens = [match.span() for match in WORD.finditer(text, start, end)]
    folded = [fold(text[a:b]).rstrip(".") for a, b in tokens]
    lead = _count_titles(text, tokens, folded)
    last = _end_of_name(text, tokens, folded, lead)
    core = last  # the end without suffixes
    while core - lead > 1 and (folded[core - 1] in SUFFIXES or folded[core - 1].isdigit()):
        core -= 1
    # Letters after a name ("MP", "FRS") are no part of it.
    mixed = lead < last and not text[tokens[lead][0] : tokens[lead][1]].isupper()
    while mixed and last - lead > 2 and _post_nominal(text, tokens[last - 1], folded[last - 1]):
        last -= 1
        core = min(core, last)
    words = [word for word in folded[lead:core] if word]
    if not words or not any(character.isalpha() for character in words[0]):
        return None
    if core - lead == 1 and (words[0] in _SHORT_TITLES or (lead and is_titleword(words[0]))):
        return None
    final = tokens[last - 1][1]
    if folded[last - 1] in SUFFIXES and text[final : final + 1] == ".":
        final += 1  # the stop of "Jr."
    span = (tokens[lead][0], final)
    kept = tuple(word for word in words if not is_initial(word)) or tuple(words)
    return Name(kept, one_line(text, *span), span, tuple(folded[:lead]), initials=len(kept) != len(words))


def _count_titles(text: str, tokens: Sequence[Span], folded: Sequence[str]) -> int:
    """How many words before a name are titles or roles that came with it."""
    lead = 0
    # "authority director Oda Brask": the name follows the last role in small letters
    for i in range(1, len(tokens) - 1):
        if text[tokens[i][0]].islower() and is_role(folded[i]) and not is_particle(folded[i]):
            lead = i + 1
    while lead + 1 < len(tokens) and not (lead + 2 == len(tokens) and folded[-1] in SUFFIXES):
        word = folded[lead]
        if lead + 2 == len(tokens) and _is_given(word):
            break  # "Dean" and "Earl" are given names as well as titles
        small = text[tokens[lead][0]].islower() and not is_particle(word)
        modifies = is_role(word) or word in DEMONYMS or word in ROLE_MODIFIERS or word in PARTY_WORDS
        ahead = [i for i in range(lead + 1, min(lead + 3, len(tokens) - 1)) if is_titleword(folded[i])]
        titled = modifies and bool(ahead)
        # "Comedian Jorge Lunde", and in a headline "On Brask": what comes before a name is none of it.
        several = lead + 2 < len(tokens) and _is_given(folded[lead + 1]) and not _is_given(word)
        before = word in _OPENERS or (several and is_role(word))
        if not (is_titleword(word) or word in ("the", "former", "ex") or small or titled or before):
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


def first_name_gender(word: str) -> Gender | None:
    """What a folded given name says of gender, where only one list has it."""
    female, male = word in FEMALE_NAMES, word in MALE_NAMES
    if female == male:
        parts = word.split("-")
        return first_name_gender(parts[0]) if len(parts) > 1 else None
    return "f" if female else "m"


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


def display_name(name: Name) -> str:
    """The name to show: with the title where a ruler's or pope's single name would be bare without it."""
    if len(name.words) == 1 and name.titles and name.titles[-1] in _ROYAL:
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
        word = fold(words[-1].lstrip('("“‘')).rstrip(".")
        if not is_titleword(word) or len(titles) > 3:
            break
        titles.insert(0, word)
        start -= len(before) - before.rindex(words[-1])
    return Name(name.words, name.text, name.span, tuple(titles), name.initials) if titles else name
