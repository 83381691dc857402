"""Personal names: their words, titles and suffixes, and whether two of them can be one person's."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from attribution.language.layout import WORD, plain
from attribution.language.lexicon import (
    COURTESY,
    GENDERED,
    OFFICE_TITLES,
    PARTICLES,
    SUFFIXES,
    Gender,
    is_role,
)
from attribution.language.world import DEMONYMS, FEMALE_NAMES, MALE_NAMES, NICKNAMES
from attribution.records import Span

# Letters that carry no combining mark to strip.
_LETTERS = str.maketrans({"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ß": "ss", "æ": "ae",
                          "Æ": "AE", "œ": "oe", "Œ": "OE", "þ": "th", "Þ": "Th", "ð": "d", "ı": "i", "’": "'",
                          "‑": "-"})  # fmt: skip


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """A word in lower case, without accents, with one kind of apostrophe and hyphen."""
    if word == "US":  # not the pronoun
        return "u.s"
    decomposed = unicodedata.normalize("NFKD", word.translate(_LETTERS))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


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
    titles: list[str] = []
    while tokens and (
        is_titleword(folded[0])
        or folded[0] in ("the", "former", "ex")
        or (len(tokens) > 1 and text[tokens[0][0]].islower() and not is_particle(folded[0]))
        or (len(tokens) > 2 and (is_role(folded[0]) or folded[0] in DEMONYMS) and is_titleword(folded[1]))
    ):
        if len(tokens) == 1 or (len(tokens) == 2 and folded[1] in SUFFIXES):
            break
        if len(tokens) == 2 and (folded[0] in MALE_NAMES or folded[0] in FEMALE_NAMES):
            break  # "Dean" and "Earl" are given names as well as titles
        titles.append(folded.pop(0))
        tokens.pop(0)
    if len(tokens) == 1 and is_titleword(folded[0]) and titles:
        return None
    # A phrase around the name that came with the entity: "authority director Oda Brask", "Brask who ...".
    low = [i for i, (a, _) in enumerate(tokens) if i and text[a].islower() and text[a - 1].isspace() and not is_particle(folded[i])]
    ahead = [i for i in low if is_role(folded[i]) and i + 1 < len(tokens)]
    if ahead:
        titles += folded[: ahead[-1] + 1]
        tokens, folded = tokens[ahead[-1] + 1 :], folded[ahead[-1] + 1 :]
        while len(tokens) > 1 and is_titleword(folded[0]):
            titles.append(folded.pop(0))
            tokens.pop(0)
    elif low:
        tokens, folded = tokens[: low[0]], folded[: low[0]]
    while len(tokens) > 1 and text[tokens[-1][0]].islower() and folded[-1] in PARTICLES:
        tokens, folded = tokens[:-1], folded[:-1]
    # What follows a possessive, a comma or a bracket is no part of the name.
    for i in range(1, len(tokens)):
        between = text[tokens[i - 1][1] : tokens[i][0]].strip()
        if between.startswith(("'", "’", ",", "(", "[", "/", ";", ":", '"', "”")) and folded[i] not in SUFFIXES:
            tokens, folded = tokens[:i], folded[:i]
            break
    last = len(tokens)
    while last > 1 and (folded[last - 1] in SUFFIXES or folded[last - 1].isdigit()):
        last -= 1
    # Letters after a name ("MP", "FRS") are no part of it.
    mixed = not text[tokens[0][0] : tokens[0][1]].isupper()
    while len(tokens) > 2 and mixed and _post_nominal(text, tokens[-1], folded[-1]):
        tokens, folded = tokens[:-1], folded[:-1]
        last = min(last, len(tokens))
    words = [word for word in folded[:last] if word]
    if not words or not any(character.isalpha() for character in words[0]):
        return None
    final = tokens[-1][1]
    # The stop of "Jr." or of a final initial belongs to the name.
    if folded[len(tokens) - 1] in SUFFIXES and text[final : final + 1] == ".":
        final += 1
    span = (tokens[0][0], final)
    kept = tuple(word for word in words if not is_initial(word)) or tuple(words)
    return Name(kept, plain(text, *span), span, tuple(titles), initials=len(kept) != len(words))


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
    if short == full:
        return 4
    if not short or len(short) > len(full) + 1:
        return 0
    size = len(short)
    bare = tuple(word for word in short if word not in PARTICLES)
    if full[-size:] == short or (bare and full[-len(bare) :] == bare and len(bare) < len(full)):
        return 3
    if size == 1 and short[0] in _parts(full[-1]):
        return 3
    if size > 1 and same_person(short, full):
        return 4
    if full[:size] == short or (size == 1 and full[0] in NICKNAMES.get(short[0], ())):
        return 2
    if size < len(full) - 1 and any(full[i : i + size] == short for i in range(1, len(full) - size)):
        return 1
    return 0


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
