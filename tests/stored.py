"""Articles and attributions built by hand, for the tests of everything that keeps or shows them."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from sqlite3 import connect

from sqlite_utils import Database

from attribution.records import (
    Act,
    Affiliation,
    Article,
    Attribution,
    Kind,
    Method,
    SourceType,
    Span,
    Speaker,
    SpeakerType,
    Target,
)
from attribution.store import Store
from attribution.store.schema.migrations import MIGRATIONS

GRAIN = """Łukasz Nowak, a grain trader at Odra Freight, said: “Prices will fall”, adding “nobody knows why”.

According to a senior official, Nowak told her “it is over”."""


def find(text: str, words: str, *, nth: int = 0) -> Span:
    """The span of the nth place where the words stand."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return start, start + len(words)


def said(
    text: str,
    *content: str,
    source: str | None = None,
    cue: str | None = None,
    kind: Kind = "direct",
    name: str | None = None,
    type: SpeakerType | None = None,
    method: Method = "named",
    role: str | None = None,
    organisation: str | None = None,
    evidence: str | None = None,
    confidence: float = 0.9,
    nested_in: int | None = None,
    act: Act = "speech",
    negated: bool = False,
    hedged: bool = False,
    source_type: SourceType | None = None,
    addressee: str | None = None,
    targets: tuple[Target, ...] = (),
) -> Attribution:
    """An attribution whose spans are the first places of the given words."""
    speaker = None
    if name is not None:
        mention = find(text, name) if name in text else None
        speaker = Speaker(name, type or "person", method, 0.8, mention)
    elif source is not None:
        speaker = Speaker(None, type or "unnamed", "unnamed", 0.7, None, source)
    affiliation = None
    if role or organisation:
        spans = (find(text, evidence),) if evidence else ()
        affiliation = Affiliation(role, organisation, spans)
    return Attribution(
        content=tuple(find(text, words) for words in content),
        source=(find(text, source),) if source else (),
        cue=(find(text, cue),) if cue else (),
        kind=kind,
        confidence=confidence,
        speaker=speaker,
        affiliation=affiliation,
        nested_in=nested_in,
        act=act,
        negated=negated,
        hedged=hedged,
        source_type=source_type,
        addressee=find(text, addressee) if addressee else None,
        targets=targets,
    )


def grain() -> tuple[Article, list[Attribution]]:
    """An article with a split quote, an unnamed source, and a quote within what that source says."""
    article = Article(
        GRAIN,
        id="grain",
        title="Grain: prices to fall",
        outlet="The Odra Post",
        byline="Ada Field",
        date="2024-03-02T08:00:00Z",
        url="https://news.example/grain",
    )
    return article, [
        said(
            GRAIN,
            "“Prices will fall”",
            "“nobody knows why”",
            source="Łukasz Nowak, a grain trader at Odra Freight",
            cue="said:",
            name="Łukasz Nowak",
            role="grain trader",
            organisation="Odra Freight",
            evidence="a grain trader at Odra Freight",
        ),
        said(
            GRAIN,
            "Nowak told her “it is over”",
            source="a senior official",
            cue="According to",
            kind="mixed",
        ),
        said(GRAIN, "“it is over”", cue="told", name="Łukasz Nowak", method="surname", nested_in=1),
    ]


def simple(
    speaker: str | None = "Mara Quill",
    quote: str = "“The bridge is safe”",
    *,
    title: str | None = "The bridge",
    outlet: str | None = "Harbour News",
    date: str | None = "2024-05-06",
    url: str | None = None,
    role: str | None = None,
    organisation: str | None = None,
    type: SpeakerType = "person",
) -> tuple[Article, list[Attribution]]:
    """An article with one quote: ``speaker said: quote``."""
    text = f"{speaker or 'An aide'} said: {quote}."
    article = Article(text, title=title, outlet=outlet, date=date, url=url)
    source = None if speaker else "An aide"
    made = said(text, quote, source=source, cue="said", name=speaker, type=type if speaker else None,
                role=role, organisation=organisation)  # fmt: skip
    return article, [made]


def fill(path: Path, articles: Sequence[tuple[Article, list[Attribution]]]) -> Path:
    """Save the articles in a new database at ``path``."""
    with Store(path) as store:
        run = store.start_run(version="1.0", model="test")
        for article, attributions in articles:
            store.save(article, attributions, run_id=run)
    return path


def from_before(path: Path, migration: str, *, into: Path) -> Path:
    """Write the rows of a database into one as it was before a migration."""
    with Database(into) as database:
        MIGRATIONS.apply(database, stop_before=migration)
    with closing(connect(into, isolation_level=None)) as old:
        old.execute("ATTACH ? AS new", (str(path),))
        tables = old.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for (table,) in tables:
            if "_fts" in table or "sqlite_" in table:
                continue  # of the search, which follows, and of the database itself
            columns = ", ".join(f'"{row[1]}"' for row in old.execute(f"PRAGMA table_info({table})"))
            old.execute(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM new.{table}")
    return into


def dump(path: Path) -> list[str]:
    """Everything in the database, as SQL, to compare."""
    with closing(connect(path)) as connection:
        return list(connection.iterdump())
