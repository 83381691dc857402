"""The filters of quotes, each described once: its address, option, label, check and column.

Pages, feeds, files and commands ask the same question: which quotes? They all ask it with a QuoteFilter, and take
from the descriptions of its fields how a person writes each, what to say of one that makes no sense, and the SQL.
"""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import KW_ONLY, dataclass, fields
from typing import Any, Final, TypeVar, get_args

from attribution.errors import FilterError
from attribution.records import Act, Kind, SourceType

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

    ``name`` is its field in QuoteFilter; ``help`` and ``metavar`` are those of the option. ``parse`` makes the
    value of what is written, one of ``choices`` where there are any, or raises FilterError. ``stored`` makes of
    the value what the ``column``, if there is one, is compared with by ``operator``.
    """

    name: str
    label: str
    help: str
    column: str = ""
    operator: str = "="
    _: KW_ONLY
    alias: str = ""
    metavar: str = "NAME"
    choices: tuple[str, ...] = ()
    parse: Callable[[str], Any] = _text
    stored: Callable[[Any], Any] = lambda value: value

    @property
    def parameter(self) -> str:
        """Return its name in addresses; with hyphens, that of the option."""
        return self.alias or self.name

    def read(self, written: str) -> Any:
        """Return the value of what somebody wrote. Raises FilterError where it makes no sense."""
        if self.choices and written not in self.choices:
            known = ", ".join(self.choices)
            raise FilterError(f"No {self.label.lower()} is called “{shortened(written)}”.", f"There are: {known}.")
        return self.parse(written)


def _number(name: str, label: str, help: str, *, of: str, column: str = "", alias: str = "") -> Description:
    """Return the description of a filter by the id of a row."""

    def parse(written: str) -> int:
        if not _NUMBER.fullmatch(written):
            raise FilterError(
                f"“{shortened(written)}” is no {of}'s number.", f"Numbers of {of}s are digits alone."
            )
        return int(written)

    return Description(name, label, help, column, alias=alias, metavar="ID", parse=parse)


def _day(name: str, label: str, help: str, operator: str, end: int) -> Description:
    """Return the description of the first or last day, which stays a month or a year where one is written."""

    def parse(written: str) -> str:
        days_of(written)
        return written

    def stored(written: str) -> str:
        return days_of(written)[end].isoformat()

    alias = label.lower()
    return Description(name, label, help, "day", operator, alias=alias, metavar="DAY", parse=parse, stored=stored)


# In the order in which addresses and pages have them.
DESCRIPTIONS: Final[Mapping[str, Description]] = {
    one.name: one
    for one in (
        Description("words", "Words", "Only quotes with all these words in what was said, or in who said it."),
        Description("speaker", "Speaker's name", "Only what a speaker of this name said."),
        Description(
            "about", "About", "Only quotes about a name with these words; in quotation marks, the whole name."
        ),
        _number("speaker_id", "Speaker", "Only what this speaker said, by id.", of="speaker", column="speaker_id"),
        _number("about_id", "About", "Only quotes about this speaker, by id.", of="speaker"),
        Description("organisation", "Organisation", "Only what was said for this organisation.", "organisation"),
        Description(
            "outlet", "Outlet", "Only what this outlet printed: its name, or words of its alone.", "outlet"
        ),
        _day("from_day", "From", "Only from this day on, as 2026-03-31; or a month, a year.", ">=", 0),
        _day("to_day", "To", "Only up to this day, month or year, all of it included.", "<=", 1),
        Description("kind", "Kind", "Only quotes of this kind.", "kind", choices=KINDS),
        Description(
            "act", "Act", "Only what was said, written, believed and so on.", "act", choices=get_args(Act)
        ),
        Description(
            "source_type",
            "Type of source",
            "Only what this type of source said.",
            "source_type",
            choices=get_args(SourceType),
        ),
        Description(
            "confidence",
            "Confidence",
            "Only quotes of at least this confidence, between 0 and 1.",
            "confidence",
            ">=",
            metavar="SHARE",
            parse=_confidence,
        ),
        Description(
            "review",
            "Review",
            "Only quotes that people left in this state; none: not reviewed, changed: changed since.",
            "review",
            choices=tuple(REVIEWS),
            stored=REVIEWS.__getitem__,
        ),
        _number(
            "article_id",
            "Article",
            "Only quotes of this article.",
            of="article",
            column="article_id",
            alias="article",
        ),
    )
}


def conditions(alias: str, *names: str) -> dict[str, str]:
    """Return the SQL condition of each of these filters, on the columns of a table or its alias."""
    known = {name: DESCRIPTIONS[name] for name in names}
    return {name: f"{alias}.{one.column} {one.operator} :{name}" for name, one in known.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteFilter:
    """Which quotes: all that is given has to be true of one. Raises FilterError for what makes no sense.

    ``words`` are what a person typed, all of which stand in the quote or in who said it; ``speaker`` words of the
    speaker's name, or of what a nameless one is called; ``about`` those of somebody in the quote; ``confidence``
    the least, of which hundredths count; ``review`` a state of REVIEWS. Days, months or years include both ends;
    with either, quotes without a day are left out. Names of outlets and organisations are those that are stored.
    """

    words: str = ""
    speaker: str = ""
    about: str = ""
    speaker_id: int | None = None
    about_id: int | None = None
    organisation: str | None = None
    outlet: str | None = None
    from_day: str | None = None
    to_day: str | None = None
    kind: Kind | None = None
    act: Act | None = None
    source_type: SourceType | None = None
    confidence: float | None = None
    review: str | None = None
    article_id: int | None = None

    def __post_init__(self) -> None:
        given = self.given()
        for one in fields(self):
            if (description := DESCRIPTIONS.get(one.name)) is not None:
                value = description.read(str(given[one.name])) if one.name in given else one.default
                object.__setattr__(self, one.name, value)
        if self.first_day and self.last_day and self.first_day > self.last_day:
            window = f"The window from {self.from_day} to {self.to_day}"
            raise FilterError(f"{window} ends before it begins.", "Put the earlier day first.")

    @classmethod
    def read(
        cls: type[Filter],
        argument: Callable[[str], str | None],
        names: Iterable[str] = tuple(DESCRIPTIONS),
        **more: Any,
    ) -> Filter:
        """Return these filters as an address has them; ``argument`` returns one parameter of it."""
        written = {name: argument(DESCRIPTIONS[name].parameter) or "" for name in names}
        if any(len(text) > LONGEST and not DESCRIPTIONS[name].column for name, text in written.items()):
            raise FilterError("That is too long to search for.", f"Search for at most {LONGEST} characters.")
        return cls(**{name: DESCRIPTIONS[name].read(text) for name, text in written.items() if text}, **more)

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
        values = {name: getattr(self, name) for name in DESCRIPTIONS}
        return {name: value for name, value in values.items() if value is not None and str(value).strip()}

    def parameters(self) -> dict[str, str]:
        """Return them as the parameters of an address, from which ``read`` makes the same filters."""
        return {
            DESCRIPTIONS[name].parameter: f"{value:g}" if isinstance(value, float) else str(value)
            for name, value in self.given().items()
        }

    def stored(self, name: str) -> Any:
        """Return the value of a filter as its column has it."""
        return DESCRIPTIONS[name].stored(getattr(self, name))

    def where(self, conditions: Mapping[str, str]) -> tuple[list[str], dict[str, Any]]:
        """Return which of some SQL conditions, by the names of the filters, apply; and the values that they name.

        Raises FilterError for a filter that has no condition here: leaving it out would let too much through.
        """
        given = self.given()
        for name in given:
            if name not in conditions:
                advice = f"There are: {', '.join(DESCRIPTIONS[other].label.lower() for other in conditions)}."
                raise FilterError(f"{DESCRIPTIONS[name].label} is no filter here.", advice)
        return [conditions[name] for name in given], {name: self.stored(name) for name in given}
