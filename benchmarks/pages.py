"""How long pages take on a small database and on a large one.

    python benchmarks/synthetic.py small.db --attributions 10000
    python benchmarks/synthetic.py large.db --attributions 1000000
    python benchmarks/pages.py small.db large.db

Each address is asked for until it is warm, then 20 times in each database by turns; the median counts. A page
that depends on the database (the speaker who is quoted most) is asked for by what that database has.
"""

from __future__ import annotations

import argparse
import asyncio
import sqlite3
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from attribution.site.serving import build

TIMES = 20
WARMING = 3


@dataclass(frozen=True, slots=True)
class Facts:
    """What addresses need to know of a database: the speaker with most quotes, and values of its newest quotes.

    ``rare`` is a word of 10 to 20 quotes, whatever the size.
    """

    speaker_id: int
    speaker: str
    outlet: str
    organisation: str
    quote_id: int
    article_id: int
    month: str
    rare: str


def _search(**query: object) -> str:
    return f"search?{urlencode(query)}" if query else "search"


# Addresses below /DATABASE/-/, by what they are called. A word that stands in a third of all quotes is "common".
PAGES: dict[str, Callable[[Facts], str]] = {
    "home": lambda _: "",
    "speaker of most quotes": lambda facts: f"speaker/{facts.speaker_id}",
    "the same, oldest first": lambda facts: f"speaker/{facts.speaker_id}?sort=oldest",
    "newest article": lambda facts: f"article/{facts.article_id}",
    "newest quote": lambda facts: f"quote/{facts.quote_id}",
    "review: queue": lambda _: "review",
    "who gets to speak": lambda _: "voices",
    "all tables": lambda _: "tables",
    "network: start": lambda _: "network",
    "timeline of everything": lambda _: "timeline",
    "timeline of a rare word": lambda facts: f"timeline?{urlencode({'words': facts.rare})}",
    "compare": lambda facts: f"compare?{urlencode({'outlet_1': facts.outlet, 'outlet_2': facts.outlet})}",
    "search: JSON": lambda _: "search.json",
    "search: everything": lambda _: _search(),
    "search: everything, oldest first": lambda _: _search(sort="oldest"),
    "search: page 40 of everything": lambda _: _search(page=40),
    "search: no match": lambda _: _search(words="zeppelin"),
    "search: rare word": lambda facts: _search(words=facts.rare),
    "search: word of 1 in 700": lambda _: _search(words="tesgar"),
    "search: common word": lambda _: _search(words="new"),
    "search: word of nearly all": lambda _: _search(words="the"),
    "search: common word, best match": lambda _: _search(words="new", sort="best"),
    "search: phrase": lambda _: _search(words='"new of"'),
    "search: kind": lambda _: _search(kind="direct"),
    "search: rare act": lambda _: _search(act="evidence"),
    "search: outlet": lambda facts: _search(outlet=facts.outlet),
    "search: organisation": lambda facts: _search(organisation=facts.organisation),
    "search: month": lambda facts: _search(**{"from": facts.month, "to": facts.month}),
    "search: confidence": lambda _: _search(confidence=0.85),
    "search: common word and kind": lambda _: _search(words="new", kind="indirect"),
    "search: common word and outlet": lambda facts: _search(words="new", outlet=facts.outlet),
    "search: speaker of most quotes": lambda facts: _search(speaker_id=facts.speaker_id),
    "search: the same and a word": lambda facts: _search(words="new", speaker_id=facts.speaker_id),
    "search: name of one": lambda facts: _search(speaker=facts.speaker),
    "search: first name of many": lambda _: _search(speaker="Ada"),
    "search: first name and a word": lambda _: _search(words="new", speaker="Ada"),
    "search: about the speaker of most quotes": lambda facts: _search(about_id=facts.speaker_id),
    "search: about, and a common word": lambda facts: _search(words="new", about_id=facts.speaker_id),
    "search: about, by whom most speak": lambda facts: _search(speaker_id=facts.speaker_id, about="Ada"),
    "feed: common word": lambda _: f"search.atom?{urlencode({'words': 'new'})}",
    "suggest: two letters": lambda _: "suggest?q=ad",
    "suggest: a first name": lambda _: "suggest?q=ada",
    "suggest: first letters of two words": lambda _: "suggest?q=ada+re",
}


# The vocabulary of the full-text search tells in how many quotes each word stands.
_RARE = (
    "SELECT term FROM temp.vocabulary WHERE doc BETWEEN 10 AND 20 AND term NOT LIKE 'kz%' ORDER BY term LIMIT 1"
)


def facts_of(path: Path) -> Facts:
    """Return what the addresses need to know of a database."""
    with closing(sqlite3.connect(path)) as db:
        one = (
            "SELECT speaker_id FROM (SELECT speaker_id, count(*) AS n FROM quotes WHERE speaker_id IS NOT NULL "
            "GROUP BY speaker_id ORDER BY n DESC LIMIT 1)"
        )
        (speaker_id,) = db.execute(one).fetchone()
        (speaker,) = db.execute("SELECT name FROM speakers WHERE id = ?", (speaker_id,)).fetchone()
        outlet, quote, article, day = db.execute(
            "SELECT outlet, id, article_id, day FROM quotes ORDER BY day DESC LIMIT 1"
        ).fetchone()
        query = "SELECT organisation FROM quotes WHERE organisation IS NOT NULL ORDER BY day DESC LIMIT 1"
        (organisation,) = db.execute(query).fetchone()
        db.execute("CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab(main, quotes_fts, 'row')")
        (rare,) = db.execute(_RARE).fetchone()
    return Facts(speaker_id, speaker, outlet, organisation, quote, article, day[:7], rare)


async def measure(
    paths: Sequence[Path], pages: dict[str, Callable[[Facts], str]], clock: Callable[[], float] = time.perf_counter
) -> dict[str, list[float]]:
    """Return for each page the median of its seconds in each database.

    Raises RuntimeError where one is no page, or is not complete.
    """
    sites = [build(path) for path in paths]
    facts = [facts_of(path) for path in paths]
    medians: dict[str, list[float]] = {}
    for name, make in pages.items():
        seconds: list[list[float]] = [[] for _ in paths]
        for number in range(WARMING + TIMES):
            for place, (path, site, known) in enumerate(zip(paths, sites, facts, strict=True)):
                address = f"/{path.stem}/-/{make(known)}"
                start = clock()
                response = await site.client.get(address, follow_redirects=True)
                taken = clock() - start
                if response.status_code != 200:
                    raise RuntimeError(f"{address} answers {response.status_code}: {response.text[:200]}")
                if number >= WARMING:
                    seconds[place].append(taken)
        medians[name] = [statistics.median(each) for each in seconds]
    for site in sites:
        for database in site.databases.values():
            database.close()
        if site.executor is not None:
            site.executor.shutdown()
    return medians


def table(medians: dict[str, list[float]]) -> str:
    """Return the medians as a table in Markdown, with how many times as long the last database takes."""
    lines = ["| page | small, ms | large, ms | times |", "| --- | ---: | ---: | ---: |"]
    for name, (small, *_, large) in medians.items():
        lines.append(f"| {name} | {small * 1000:.1f} | {large * 1000:.1f} | {large / small:.1f} |")
    return "\n".join(lines)


def main(argv: list[str] | None = None) -> int:
    """Measure and print; 1 where a page takes more than so many times as long on the large database."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("small", type=Path)
    parser.add_argument("large", type=Path)
    parser.add_argument("--only", default="", help="only pages whose name has these words in it")
    parser.add_argument("--most", type=float, default=3.0, help="times as long is too long (default: %(default)s)")
    parser.add_argument("--cpu", action="store_true", help="time of the processor, for a machine with other work")
    wanted = parser.parse_args(argv)
    pages = {name: make for name, make in PAGES.items() if wanted.only in name}
    clock = time.process_time if wanted.cpu else time.perf_counter
    medians = asyncio.run(measure([wanted.small, wanted.large], pages, clock))
    sys.stdout.write(f"{table(medians)}\n")
    slow = [name for name, (small, large) in medians.items() if large > wanted.most * small]
    if slow:
        sys.stderr.write(f"More than {wanted.most:g} times as long: {', '.join(slow)}\n")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
