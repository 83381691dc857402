"""The filters of quotes, each described once: its address, option, label, check and column.

Pages, feeds, files and commands ask the same question: which quotes? They all ask it with a QuoteFilter, and take
from the descriptions of its fields how a person writes each, what to say of one that makes no sense, and the SQL.
"""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import KW_ONLY, dataclass, field, fields
from typing import Any, Final, TypeVar, get_args

from attribution.errors import FilterError
from attribution.records import Act, Kind, SourceType
from attribution.words.text import match_expression

KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
# What addresses and commands call the state of a review, and the value in the tables.
REVIEWS: Final = {
    "none": "",
    "checked": "checked",
    "wrong": "wrong",
    "corrected": "corrected",
    "changed": "changed since",
}
LONGEST: Final = 500  # characters of words that are searched for

_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)
_NUMBER = re.compile(r"\d{1,18}", re.ASCII)

Filter = TypeVar("Filter", bound="QuoteFilter")


def days_of(written: str) -> tuple[datetime.date, datetime.date]:
    """Return the first and last day of a day, month or year. Raises FilterError for anything else."""
    try:
        if (found := _DAY.fullmatch(written)) is None:
            raise ValueError
        year, month, day = (int(part) if part else None for part in found.groups())
        first = datetime.date(year or 0, month or 1, day or 1)
        length = calendar.monthrange(first.year, month or 12)[1]
        return first, datetime.date(first.year, month or 12, day or length)
    except ValueError:
        raise FilterError(
            f"The day “{shortened(written)}” is not understood.",
            "Write 2024-01-31; a month (2024-01) or a year (2024) will do.",
        ) from None


def shortened(written: str) -> str:
    """Return what somebody typed as a message repeats it."""
    return written[:40]


def _text(written: str) -> str:
    # Half of a pair of characters, as from bytes that are no text, can't be handed to SQLite.
    return written.encode("utf-8", "replace").decode("utf-8")


def _day(written: str) -> str:
    days_of(written)
    return written


def _row_of(table: str) -> Callable[[str], int]:
    def number(written: str) -> int:
        if not _NUMBER.fullmatch(written):
            advice = f"Give the id of a row of the table {table}."
            raise FilterError(f"“{shortened(written)}” is no {table[:-1]}'s number.", advice)
        return int(written)

    return number


def _confidence(written: str) -> float | None:
    """Return a confidence in hundredths; None for 0, which leaves nothing out."""
    try:
        value = float(written)
        if not 0 <= value <= 1:
            raise ValueError
    except ValueError:
        advice = "Give a number between 0 and 1, such as 0.75."
        raise FilterError(f"“{shortened(written)}” is no confidence.", advice) from None
    return round(value, 2) or None


@dataclass(frozen=True, slots=True)
class Description:
    """How people write a filter, and how the table of quotes answers it.

    ``parameter`` is its name in addresses and, behind two hyphens, that of the option; ``help`` and ``metavar``
    are the option's. ``parse`` makes the value of what is written, one of ``choices`` where there are any, or
    raises FilterError; an address may have ``longest`` characters of it. ``stored`` makes of the value what the
    ``column``, if there is one, is compared with.
    """

    parameter: str
    label: str
    help: str
    _: KW_ONLY
    metavar: str = "NAME"
    choices: tuple[str, ...] = ()
    parse: Callable[[str], Any] = _text
    longest: int | None = None
    column: str = ""
    operator: str = "="
    stored: Callable[[Any], Any] = lambda value: value

    def read(self, written: str) -> Any:
        """Return the value of what somebody wrote. Raises FilterError where it makes no sense."""
        if self.choices and written not in self.choices:
            known = ", ".join(self.choices)
            raise FilterError(f"No {self.label.lower()} is called “{shortened(written)}”.", f"There are: {known}.")
        return self.parse(written)


def described(parameter: str, label: str, help: str, **how: Any) -> dict[str, Description]:
    """Return the metadata of a field of a class of filters: its Description."""
    return {"filter": Description(parameter, label, help, **how)}


def descriptions(of: type[Any]) -> Mapping[str, Description]:
    """Return how the fields of a class of filters are written, by their names, in the order of addresses."""
    return {one.name: one.metadata["filter"] for one in fields(of) if "filter" in one.metadata}


def conditions(alias: str, *names: str) -> dict[str, str]:
    """Return the SQL condition of each of these filters, on the columns of a table or its alias."""
    known = descriptions(QuoteFilter)
    return {name: f"{alias}.{known[name].column} {known[name].operator} :{name}" for name in names}


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteFilter:
    """Which quotes: all that is given has to be true of one. Raises FilterError for what makes no sense.

    ``words`` are what a person typed, all of which stand in the quote or in who said it; ``speaker`` words of the
    speaker's name, or of what a nameless one is called; ``about`` those of somebody in the quote; ``confidence``
    the least, of which hundredths count; ``review`` a state of REVIEWS. Days, months or years include both ends;
    with either, quotes without a day are left out. Names of outlets and organisations are those that are stored.
    """

    words: str = field(
        default="",
        metadata=described(
            "words",
            "Words",
            "Only quotes where all these words stand in what was said, or in who said it.",
            metavar="WORDS",
            longest=LONGEST,
        ),
    )
    speaker: str = field(
        default="",
        metadata=described(
            "speaker",
            "Speaker's name",
            "Only what a speaker of this name said.",
            longest=LONGEST,
            stored=match_expression,
        ),
    )
    about: str = field(
        default="",
        metadata=described(
            "about",
            "About",
            "Only quotes about somebody with these words in the name; in double quotation marks, the whole name.",
            longest=LONGEST,
        ),
    )
    speaker_id: int | None = field(
        default=None,
        metadata=described(
            "speaker_id",
            "Speaker",
            "Only what this speaker said, by number in the table speakers.",
            metavar="ID",
            parse=_row_of("speakers"),
            column="speaker_id",
        ),
    )
    about_id: int | None = field(
        default=None,
        metadata=described(
            "about_id",
            "About",
            "Only quotes about this speaker, by number in the table speakers.",
            metavar="ID",
            parse=_row_of("speakers"),
        ),
    )
    organisation: str | None = field(
        default=None,
        metadata=described(
            "organisation", "Organisation", "Only what was said for this organisation.", column="organisation"
        ),
    )
    outlet: str | None = field(
        default=None,
        metadata=described("outlet", "Outlet", "Only what this outlet printed.", column="outlet"),
    )
    from_day: str | None = field(
        default=None,
        metadata=described(
            "from",
            "From",
            "Only from this day on, as 2026-03-31; or a month, a year.",
            metavar="DAY",
            parse=_day,
            column="day",
            operator=">=",
            stored=lambda day: days_of(day)[0].isoformat(),
        ),
    )
    to_day: str | None = field(
        default=None,
        metadata=described(
            "to",
            "To",
            "Only up to this day, month or year, all of it included.",
            metavar="DAY",
            parse=_day,
            column="day",
            operator="<=",
            stored=lambda day: days_of(day)[1].isoformat(),
        ),
    )
    kind: Kind | None = field(
        default=None,
        metadata=described("kind", "Kind", "Only quotes of this kind.", choices=KINDS, column="kind"),
    )
    act: Act | None = field(
        default=None,
        metadata=described(
            "act", "Act", "Only what was said, written, believed and so on.", choices=get_args(Act), column="act"
        ),
    )
    source_type: SourceType | None = field(
        default=None,
        metadata=described(
            "source_type",
            "Type of source",
            "Only what this type of source said.",
            choices=get_args(SourceType),
            column="source_type",
        ),
    )
    confidence: float | None = field(
        default=None,
        metadata=described(
            "confidence",
            "Confidence",
            "Only quotes of at least this confidence, between 0 and 1.",
            metavar="SHARE",
            parse=_confidence,
            column="confidence",
            operator=">=",
        ),
    )
    review: str | None = field(
        default=None,
        metadata=described(
            "review",
            "Review",
            "Only quotes that people left in this state; none: not reviewed, changed: changed since.",
            choices=tuple(REVIEWS),
            column="review",
            stored=REVIEWS.__getitem__,
        ),
    )
    article_id: int | None = field(
        default=None,
        metadata=described(
            "article",
            "Article",
            "Only quotes of this article.",
            metavar="ID",
            parse=_row_of("articles"),
            column="article_id",
        ),
    )

    def __post_init__(self) -> None:
        given, known = self.given(), descriptions(type(self))
        for one in fields(self):
            if one.name in known:
                value = known[one.name].read(str(given[one.name])) if one.name in given else one.default
                object.__setattr__(self, one.name, value)
        if self.first_day and self.last_day and self.first_day > self.last_day:
            window = f"The window from {self.from_day} to {self.to_day}"
            raise FilterError(f"{window} ends before it begins.", "Put the earlier day first.")

    @classmethod
    def read(
        cls: type[Filter], argument: Callable[[str], str | None], names: Iterable[str] = (), **more: Any
    ) -> Filter:
        """Return the filters (these, or all) that an address has; ``argument`` returns one parameter of it."""
        known = descriptions(cls)
        written = {name: argument(known[name].parameter) or "" for name in names or known}
        for name, text in written.items():
            if len(text) > (known[name].longest or len(text)):
                advice = f"Search for at most {known[name].longest} characters."
                raise FilterError("That is too long to search for.", advice)
        return cls(**{name: known[name].read(text) for name, text in written.items() if text}, **more)

    @property
    def first_day(self) -> datetime.date | None:
        """Return the first day that is let through; None for any."""
        return days_of(self.from_day)[0] if self.from_day else None

    @property
    def last_day(self) -> datetime.date | None:
        """Return the last day that is let through; None for any."""
        return days_of(self.to_day)[1] if self.to_day else None

    def given(self) -> dict[str, Any]:
        """Return the filters that leave anything out, by the names of their fields."""
        values = {name: getattr(self, name) for name in descriptions(type(self))}
        return {name: value for name, value in values.items() if value is not None and str(value).strip()}

    def parameters(self) -> dict[str, str]:
        """Return them as the parameters of an address, from which ``read`` makes the same filters."""
        known = descriptions(type(self))
        return {known[name].parameter: str(value) for name, value in self.given().items()}

    def stored(self, name: str) -> Any:
        """Return the value of a filter as its column has it."""
        return descriptions(type(self))[name].stored(getattr(self, name))

    def where(self, conditions: Mapping[str, str]) -> tuple[list[str], dict[str, Any]]:
        """Return which of some SQL conditions, by the names of the filters, apply; and the values that they name.

        Raises FilterError for a filter that has no condition here: leaving it out would let too much through.
        """
        given = [name for name in self.given() if name in descriptions(QuoteFilter)]
        for name in given:
            if name not in conditions:
                known = descriptions(QuoteFilter)
                advice = f"There are: {', '.join(known[other].label.lower() for other in conditions)}."
                raise FilterError(f"{known[name].label} is no filter here.", advice)
        return [conditions[name] for name in given], {name: self.stored(name) for name in given}
