"""What the article in the shared corpora says, by who says it; and the same article with other names.

The text itself is no part of this repository: a quote is given by its first and last words.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass

from marked import Span


def find_piece(first: str, last: str, text: str) -> Span:
    """Return the one stretch within a paragraph that starts with ``first`` and ends with ``last``."""
    found = [m.span() for m in re.finditer(f"{re.escape(first)}[^\\n]*?{re.escape(last)}", text)]
    if len(found) != 1:
        raise ValueError(f"{first!r} ... {last!r} stands {len(found)} times in the article, not once")
    return found[0]


@dataclass(frozen=True)
class Expected:
    """One attribution: pieces of content by (first words, last words), and who says it.

    ``unnamed`` sources must not be given a name. ``role`` and ``organisation`` are what the article states;
    None is not checked.
    """

    pieces: tuple[tuple[str, str], ...]
    source: str
    speaker: str | None = None
    role: str | None = None
    organisation: str | None = None

    @property
    def unnamed(self) -> bool:
        return self.speaker is None

    def spans(self, text: str) -> list[Span]:
        """Return where the pieces stand; ValueError where one is not there exactly once."""
        return [find_piece(first, last, text) for first, last in self.pieces]


ERONEN = ("Pasi Eronen", "research analyst", "Conflict Studies Research Center")
CONNOLLY = ("Richard Connolly", "associate fellow", "Royal United Services Institute")
JUKNEVICIENE = ("Rasa Juknevičienė", "former defense minister", "Lithuania")
BLINKEN = ("Antony Blinken", "Secretary of State")

EXPECTED = {
    "Blinken 1": Expected((("there are", "of the meetings"),), "Blinken", *BLINKEN),
    "Blinken 2": Expected((("that progress could", "aggression against Ukraine"),), "Blinken", *BLINKEN),
    "NATO officials, in their view": Expected((("the fact that", "a de-escalation,"),), "NATO officials"),
    "NATO sources": Expected((("the demands could", "to their citizens."),), "NATO sources"),
    "Eronen 1": Expected(
        (("Capitulating to demands", "act aggressively,"), ("Moreover, China", "Kremlin game.")),
        "Eronen",
        *ERONEN,
    ),
    "Eronen 2": Expected(
        (("Putin is an", "Soviet Union,"), ("Russia has been", "looks bleak.")), "Eronen", *ERONEN
    ),
    "Browder": Expected(
        (("His country has", "of New York."), ("If the West", "corner very quickly,")),
        "Browder",
        "Bill Browder",
        "financier",
    ),
    "Connolly 1": Expected((("raising the cost", "to the Kremlin."),), "Connolly", *CONNOLLY),
    "Connolly 2": Expected((("that “imposing secondary", "done against Iran"),), "He", *CONNOLLY),
    "Juknevičienė 1": Expected((("We must unite", "of democratic elections,"),), "Juknevičienė", *JUKNEVICIENE),
    "Juknevičienė 2": Expected((("it is now", "accession to NATO"),), "She", *JUKNEVICIENE),
    "Juknevičienė 3": Expected(
        (("Europe can not", "were divided."), ("The Ukrainians, not", "it most,")), "she", *JUKNEVICIENE
    ),
    "observers": Expected((("Putin may be", "in a corner"),), "observers"),
    "NATO officials, admitted": Expected((("Putin worries much", "in the West."),), "NATO officials"),
}

# Where the page's furniture starts and stops after the article: nobody says any of it.
FURNITURE = (".Follow us on", "Next Post"), ("Subscribe US", "Now")

MEN = ["Antony Blinken", "Sergey Lavrov", "Pasi Eronen", "Bill Browder", "Richard Connolly"]
WOMEN = ["Rasa Juknevičienė"]
SURNAMES_ALONE = ["Putin", "Hitler", "Stalin", "Magnitsky"]
ALLIANCES = ["NATO"]
CHANNELS = ["CNN"]
SEATS = ["Kremlin"]
BODIES = [
    "Conflict Studies Research Center",
    "Royal United Services Institute",
    "North Atlantic Treaty Organization",
    "MCU Times",
    "Google News",
]

NEW_MEN = [
    "Tadeusz",
    "José-Luis",
    "Håkon",
    "Émile",
    "Bjarni",
    "Ruaridh",
    "Đorđe",
    "Kwabena",
    "Zoltán",
    "João Pedro",
    "Seán",
    "Andrzej",
    "Matthias",
    "Oluwaseun",
    "Jean-Baptiste",
    "Ewan",
]
NEW_WOMEN = [
    "Rūta",
    "Siobhán",
    "Ana Luísa",
    "Thandeka",
    "Noémie",
    "Guðrún",
    "Marie-Claire",
    "Żaneta",
    "Ingrid",
    "Margaret",
    "Élodie",
    "Chiara",
]
NEW_SURNAMES = [
    "Szymborczyk",
    "de la Fuente-Okoro",
    "Ó Brollacháin",
    "Müller-Teague",
    "van der Straaten",
    "Przewoźnik",
    "Nkemelu",
    "Ångborg",
    "Tollefsrud",
    "D’Aurevilly",
    "al-Haddawi",
    "Castellanos-Ibe",
    "Vrbický",
    "Halloran",
    "Žalgirienė",
    "Fontão",
    "Wręczycki",
    "Adeyemi-Blythe",
    "Takács",
    "Quansah",
    "Solberg-Díaz",
    "Keréky",
    "Thorngate",
    "Undset",
]
NEW_ALLIANCES = ["KORSA", "SIVOT", "BALTEA", "OTENA", "HALMA", "NESTRO"]
NEW_CHANNELS = ["TVK", "HRN", "QBS", "WNDR", "Kanal Sju", "Radio Halm"]
NEW_SEATS = ["Skarnhold", "Vargholm", "Stonegate", "Belmora", "Citadel", "Hrádek"]
NEW_BODIES = [
    "Harrow Centre for Strategic Inquiry",
    "Institute for Northern Affairs",
    "Lindqvist Institute",
    "Tarn Foundation for Security Research",
    "Thornbury School of Statecraft",
    "Institut für Grenzfragen",
    "Observatório de Paz e Conflito",
    "Merrow Conflict Archive",
    "Varnholt Post",
    "Society of Frontier Studies",
    "Fondation Saint-Ansgar",
]


@dataclass(frozen=True)
class Renamed:
    """The article with other names.

    ``names`` maps old names to new ones, ``edits`` are (old start, old end, new start, new end).
    """

    text: str
    names: dict[str, str]
    edits: tuple[tuple[int, int, int, int], ...]

    def offset(self, old: int) -> int:
        """Return where the character at ``old`` went; a place inside a name goes to the new name's end."""
        shift = 0
        for start, end, _, new_end in self.edits:
            if old <= start:
                break
            if old < end:
                return new_end
            shift = new_end - end
        return old + shift

    def spans(self, old: list[Span]) -> list[Span]:
        return [(self.offset(start), self.offset(end)) for start, end in old]

    def name(self, old: str) -> str:
        """Return what a name or the words with a name in them are called now."""
        return pattern(self.names).sub(lambda m: self.names[m.group()], old)


def pattern(names: dict[str, str]) -> re.Pattern[str]:
    longest_first = sorted(names, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")


def new_names(seed: int) -> dict[str, str]:
    """Choose a new name for every person and organisation of the article, and for each surname on its own."""
    rng = random.Random(seed)

    def draw(old: list[str], new: list[str]) -> dict[str, str]:
        return dict(zip(old, rng.sample(new, len(old)), strict=True))

    names: dict[str, str] = {}
    for old, new in (
        (ALLIANCES, NEW_ALLIANCES),
        (CHANNELS, NEW_CHANNELS),
        (SEATS, NEW_SEATS),
        (BODIES, NEW_BODIES),
    ):
        names |= draw(old, new)
    first_names = draw(MEN, NEW_MEN) | draw(WOMEN, NEW_WOMEN)
    surnames = draw([*MEN, *WOMEN, *SURNAMES_ALONE], NEW_SURNAMES)
    for full, first in first_names.items():
        names[full] = f"{first} {surnames[full]}"
        names[full.split()[-1]] = surnames[full]
    return names | {alone: surnames[alone] for alone in SURNAMES_ALONE}


def rename(text: str, seed: int) -> Renamed:
    names = new_names(seed)
    out, edits, last, length = [], [], 0, 0
    for found in pattern(names).finditer(text):
        before, new = text[last : found.start()], names[found.group()]
        start = length + len(before)
        length = start + len(new)
        edits.append((found.start(), found.end(), start, length))
        out += [before, new]
        last = found.end()
    return Renamed("".join(out) + text[last:], names, tuple(edits))
