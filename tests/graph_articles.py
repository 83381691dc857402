"""Articles of people who speak about each other, for the tests of the graph."""

from __future__ import annotations

from pathlib import Path

from stored import fill, find, said

from attribution.records import Article, Attribution, Kind, Target, TargetType


def about(
    speaker: str | None,
    quote: str,
    *others: str,
    outlet: str | None = "The Courier",
    date: str | None = "2024-02-01",
    kind: Kind = "direct",
    title: str = "News",
    role: str | None = None,
    organisation: str | None = None,
    types: dict[str, TargetType] | None = None,
) -> tuple[Article, list[Attribution]]:
    """An article with one quote about the others, whose names stand in it."""
    text = f"{speaker or 'An aide'} said: {quote}."
    place = text.index(quote)
    targets = tuple(
        Target(
            name,
            (types or {}).get(name, "person"),
            (place + start, place + start + len(name)),
            "named",
            0.9,
        )
        for name in others
        for start in (quote.casefold().index(name.casefold()),)
    )
    article = Article(text, title=title, outlet=outlet, date=date, id=f"{speaker} {outlet} {date} {quote}")
    made = said(
        text,
        quote,
        source=None if speaker else "An aide",
        cue="said",
        name=speaker,
        kind=kind,
        role=role,
        organisation=organisation,
        targets=targets,
    )
    return article, [made]


def reported() -> tuple[Article, list[Attribution]]:
    """Bo Ray says that Dee Orr has said something about Cy Fox."""
    text = "Bo Ray said: “Dee Orr told me ‘Cy Fox is safe’ that day”."
    outer = said(text, "“Dee Orr told me ‘Cy Fox is safe’ that day”", cue="said", name="Bo Ray", kind="mixed")
    target = Target("Cy Fox", "person", find(text, "Cy Fox"), "named", 0.9)
    inner = said(text, "‘Cy Fox is safe’", cue="told", name="Dee Orr", nested_in=0, targets=(target,))
    return Article(text, id="reported", outlet="The Courier", date="2024-02-03"), [outer, inner]


def town() -> list[tuple[Article, list[Attribution]]]:
    """Five people and bodies; one statement in two papers, one without a day, one of nobody with a name."""
    return [
        about("Ann Lee", "“Bo Ray must go”", "Bo Ray", date="2024-01-10"),
        about("Ann Lee", "“BO RAY must go!”", "BO RAY", date="2024-01-11", outlet="Daily Tide"),
        about(
            "Ann Lee", "“Bo Ray lied about Cy Fox”", "Bo Ray", "Cy Fox", role="mayor", organisation="Tarn Council"
        ),
        about("Bo Ray", "“Ann Lee is wrong”", "Ann Lee", date="2024-02-02"),
        reported(),
        about(None, "“Bo Ray is late”", "Bo Ray"),
        about(
            "Ann Lee",
            "Tarn Council was slow",
            "Tarn Council",
            outlet=None,
            date=None,
            kind="indirect",
            types={"Tarn Council": "organisation"},
        ),
    ]


def town_in(folder: Path) -> Path:
    """Save the town's articles in a new database."""
    return fill(folder / "town.db", town())
