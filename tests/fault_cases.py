"""Faults that people met, as cases: a text, and what a careful editor says about some of the rows it gives.

``faults/*.txt`` has a file for each kind of fault. A case is

    ## council is no university
    “Nobody tested the wall,” said Ida Noll of the University of Varnholt. The wall gave way, the council said.
    + The wall gave way | speaker: none | source_type: organisation
    - | speaker: University of Varnholt

a name, a text on one line (⏎ stands for a line end; a text that starts with "<" is read as a web page), and
expectations: a sign, words of the content, and fields.

- ``+`` there is a row whose content has these words, and whose fields are these.
- ``?`` there need be no such row.
- ``-`` there is no row whose content has these words and whose fields are these; without words, no row with these
  fields; without both, no row at all.

Any other row that has the words of a ``+`` or ``?`` is wrong, unless it fits another ``+`` or ``?`` of the case: a
second, wrong speaker of the same words is a fault. Rows of other words are not looked at.

A value is one answer or several (``Ida Noll or none``); ``none`` is the absence of one. Fields:

- ``speaker`` a name; ``within`` the speaker, or else the source, of the row that this one is nested in;
  ``addressee`` and ``source`` their words. All four are compared without case, accents, punctuation and a leading
  "the".
- ``role`` and ``organisation`` exactly as printed, but for a leading "the" of an organisation.
- ``source_type``, ``kind`` and ``act`` as in the records.
- ``people`` all whom the rows of these words name together (``Karl Deen, Pavel Nord``), be it in one row or in a
  row for each.
- ``with`` and ``without`` further words that the content has, or has not. They may be given several times.

A comment starts with "# ". Cases that the program gets wrong today stand in ``faults/known_misses.txt``, which
``python tests/fault_report.py`` writes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import attribution
from attribution.reading.webpages import read_page
from attribution.words.text import fold_key

if TYPE_CHECKING:
    from spacy.language import Language

    from attribution.records import Attribution, Spans

FOLDER = Path(__file__).resolve().parent / "faults"
KNOWN_MISSES = FOLDER / "known_misses.txt"
FOLDED = {"speaker", "within", "addressee", "source"}
EXACT = {"role", "organisation", "source_type", "kind", "act"}
FIELDS = {*FOLDED, *EXACT, "people", "with", "without"}
_ARTICLE = re.compile(r"^the\s+", re.IGNORECASE)
_BETWEEN_NAMES = re.compile(r",\s*(?:and\s+)?|\s+and\s+")


@dataclass(frozen=True)
class Row:
    """What a case may state of an attribution, in words; None where there is none."""

    content: str
    speaker: str | None = None
    source: str | None = None
    source_type: str | None = None
    kind: str | None = None
    act: str | None = None
    role: str | None = None
    organisation: str | None = None
    addressee: str | None = None
    within: str | None = None

    def holds(self, words: str) -> bool:
        """Whether the content has these words, whole; nothing is in every content."""
        return not words or bool(re.search(rf"(?<!\w){re.escape(words)}(?!\w)", self.content))


@dataclass(frozen=True)
class Expectation:
    sign: str
    words: str
    fields: tuple[tuple[str, str], ...]

    def misfits(self, row: Row) -> list[str]:
        """Say what is wrong with a row that holds the words; nothing where it fits."""
        return [said for name, wanted in self.fields if (said := _misfit(row, name, wanted))]

    def fits(self, row: Row) -> bool:
        return row.holds(self.words) and not self.misfits(row)


@dataclass(frozen=True)
class Case:
    """``id`` is the file's name and the case's, with a stroke between."""

    id: str
    text: str
    expectations: tuple[Expectation, ...]

    @property
    def kind(self) -> str:
        return self.id.partition("/")[0]


def _folded(name: str | None) -> str | None:
    return fold_key(_ARTICLE.sub("", name)) if name else None


def _people(names: str | None) -> set[str]:
    return {fold_key(name) for name in _BETWEEN_NAMES.split(names or "") if name}


def _misfit(row: Row, name: str, wanted: str) -> str | None:
    if name in ("with", "without"):
        return None if row.holds(wanted) == (name == "with") else f"not {name} “{wanted}”"
    if name == "people":
        named = _people(row.speaker)
        return None if named and named <= _people(wanted) else f"people {row.speaker}, not {wanted}"
    found: str | None = getattr(row, name)
    answers = [None if answer == "none" else answer for answer in wanted.split(" or ")]
    if name in FOLDED:
        right = _folded(found) in map(_folded, answers)
    else:
        right = (_ARTICLE.sub("", found) if found and name == "organisation" else found) in answers
    return None if right else f"{name} {found or 'none'}, not {wanted}"


def problems(case: Case, rows: Sequence[Row]) -> list[str]:
    """Say, in words, what is wrong with the rows of a case's text; nothing where all is right."""
    allowed = [one for one in case.expectations if one.sign != "-"]
    found = []
    for one in case.expectations:
        holding = [row for row in rows if row.holds(one.words)]
        if one.sign == "-":
            found += [f"a row “{row.content}”" for row in holding if not one.misfits(row)]
            continue
        fitting = [row for row in holding if not one.misfits(row)]
        wrong = [row for row in holding if not any(other.fits(row) for other in allowed)]
        if wrong:
            found += [f"“{one.words}”: {'; '.join(one.misfits(row))}" for row in wrong]
        elif one.sign == "+" and not fitting:
            wanted = ", ".join(f"{name} {value}" for name, value in one.fields)
            found.append(f"“{one.words}”: no row" + (f" of {wanted}" if holding else ""))
        found += [f"“{one.words}”: {missing} missing" for missing in _unnamed(one, fitting)]
    return list(dict.fromkeys(found))


def _unnamed(one: Expectation, fitting: Sequence[Row]) -> Iterator[str]:
    """The names under ``people`` that none of the rows has."""
    named: set[str] = set().union(*(_people(row.speaker) for row in fitting))
    for name, wanted in one.fields:
        if name == "people" and fitting:
            yield from (who for who in wanted.split(", ") if fold_key(who) not in named)


def rows_of(text: str, nlp: Language) -> list[Row]:
    """Read a text through the whole pipeline."""
    if text.startswith("<"):
        text = read_page(text).text
    found = attribution.extract(text, nlp=nlp)
    return [_row(one, found, text) for one in found]


def _words(spans: Spans, text: str) -> str | None:
    return " ".join(" ".join(text[start:end] for start, end in spans).split()) or None


def _row(one: Attribution, found: Sequence[Attribution], text: str) -> Row:
    outer = found[one.nested_in] if one.nested_in is not None else None
    return Row(
        content=_words(one.content, text) or "",
        speaker=one.speaker.name if one.speaker else None,
        source=_words(one.source, text),
        source_type=one.source_type,
        kind=one.kind,
        act=one.act,
        role=one.affiliation.role if one.affiliation else None,
        organisation=one.affiliation.organisation if one.affiliation else None,
        addressee=_words((one.addressee,), text) if one.addressee else None,
        within=((outer.speaker and outer.speaker.name) or _words(outer.source, text)) if outer else None,
    )


def read_cases() -> list[Case]:
    """Return the cases of all files; ValueError, with the file and its line, where one is not of the form."""
    files = sorted(path for path in FOLDER.glob("*.txt") if path != KNOWN_MISSES)
    return [case for path in files for case in _cases(path)]


def _cases(path: Path) -> Iterator[Case]:
    for block in re.split(r"^## ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        lines = [line for line in block.splitlines() if line.strip() and not line.startswith("# ")]
        name, text, *rest = lines
        if not rest:
            raise ValueError(f"{path.name}: the case {name!r} expects nothing")
        expectations = tuple(_expectation(line, f"{path.name}, {name!r}") for line in rest)
        yield Case(f"{path.stem}/{name.strip()}", text.replace("⏎", "\n"), expectations)


def _expectation(line: str, where: str) -> Expectation:
    sign, words, *stated = line[0], *(piece.strip() for piece in line[1:].split("|"))
    fields = []
    for field in stated:
        name, colon, value = field.partition(": ")
        if not colon or name not in FIELDS:
            raise ValueError(f"{where}: {field!r} is no field with a value")
        fields.append((name, value.strip()))
    if sign not in "+?-" or (sign != "-" and not words):
        raise ValueError(f"{where}: start with +, ? or - and words of the content, not {line!r}")
    return Expectation(sign, words, tuple(fields))


def read_known_misses() -> dict[str, str]:
    """Return the reason for each case that the program gets wrong, by the case's id."""
    lines = KNOWN_MISSES.read_text(encoding="utf-8").splitlines() if KNOWN_MISSES.exists() else []
    entries = (line.partition(" | ") for line in lines if line and not line.startswith("#"))
    return {name: reason for name, _, reason in entries}
