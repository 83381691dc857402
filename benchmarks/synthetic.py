"""Databases of any size to measure with: invented people, papers and statements, the same for the same seed.

    python benchmarks/synthetic.py big.db --attributions 1000000

Few speakers, targets and outlets have most of the quotes, as in news; some articles are wire copies of an earlier
one, some speakers repeat themselves, some names are those of two people, and a part of the sources has no name.
Every span is where it says. The rows are not saved one article at a time, but written in bulk without indexes.
"""

from __future__ import annotations

import argparse
import datetime
import hashlib
import itertools
import json
import sqlite3
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from attribution.identity.clusters import name_keys
from attribution.store import Store
from attribution.store.saving.target_speakers import FILL_MEANT
from attribution.store.search.filter_tokens import FILL_ABOUT
from attribution.words.text import fold_key

PER_ARTICLE = 12  # attributions
WIRE = 0.1  # of the articles are copies of one of the last NEAR
NEAR = 200
UNNAMED = 0.25
REPEATED = 0.03
NESTED = 0.03
AFFILIATED = 0.45
NAMESAKES = 0.01
DAYS = 3 * 365
FIRST_DAY = datetime.date(2023, 1, 1)
TARGETS = (0.35, 0.4, 0.17, 0.08)  # how many a statement has
KINDS = {"direct": 0.4, "mixed": 0.15, "indirect": 0.45}
ACTS = {"speech": 0.72, "writing": 0.1, "belief": 0.07, "intention": 0.04, "feeling": 0.03, "perception": 0.02,
        "evidence": 0.01, "other": 0.01}  # fmt: skip
TYPES = {"person": 0.76, "organisation": 0.2, "group": 0.04}
_SYLLABLES = "ba ren dol ka mir tes vo lin gar su pel na rot hal we fin cor da mo ster".split()
_FIRST = "Ada Bo Cleo Dara Emil Fay Gus Hana Ivo June Kai Lena Milo Nora Otis Pia Rex Sana Tove Uma".split()
_BODIES = "Council Institute Union Freight Bank Ministry University Agency Party Court".split()
_ROLES = "director minister spokesman analyst mayor senator lawyer engineer professor trader".split()
_WORDS = (
    "the a of to and in that for it is was on with as by from will not but this have more than after before new "
    "money water bridge school budget court trial vote border harbour winter prices jobs hospital report plan law "
    "city country people children workers police company market road storm talks deal tax election crisis answer"
).split()
_CUES = "said told warned added wrote argued noted insisted explained announced".split()


@dataclass(frozen=True, slots=True)
class _Someone:
    """Somebody or something with a name; ``speaker`` is its number as one, None for who is never quoted."""

    name: str
    folded: str
    type: str
    speaker: int | None


@dataclass(slots=True)
class _Statement:
    """What is printed: ``source`` None for an unnamed one; ``report`` the statement inside it."""

    source: int | None
    words: str
    targets: tuple[tuple[int, int], ...]  # whom, and where in the words
    kind: str
    act: str
    cue: str
    affiliated: bool
    report: _Statement | None = None


@dataclass(slots=True)
class _Rows:
    """Rows to write, by table; the numbers run on."""

    tables: defaultdict[str, list[tuple[Any, ...]]] = field(default_factory=lambda: defaultdict(list))
    numbers: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))

    def add(self, table: str, *values: Any) -> int:
        """Add a row with the next number; return that."""
        self.numbers[table] += 1
        self.tables[table].append((self.numbers[table], *values))
        return self.numbers[table]


_COLUMNS = {
    "outlets": "id, name, folded",
    "organisations": "id, name, folded",
    "speakers": "id, name, type, folded",
    "articles": "id, title, outlet_id, day, date, url, text, label, run_id, last_run_id, hash, origin",
    "appearances": "id, article_id, speaker_id, name, type, forms, folded, block, short, letters",
    "speaker_names": "id, speaker_id, name, article_id",
    "organisation_names": "id, article_id, organisation_id, name, folded, block, short, letters",
    "affiliations": "id, speaker_id, role, organisation_id, article_id, day, evidence, evidence_spans, label, "
    "appearance_id, organisation_name_id",
    "attributions": "id, article_id, position, kind, speaker_id, speaker_type, description, method, "
    "affiliation_id, nested_in, confidence, run_id, last_run_id, spans_key, label, act, appearance_id, "
    "source_type",
    "quotes": "id, speaker, role, organisation, quote, kind, cue, source, outlet, day, title, link, confidence, "
    "speaker_type, method, speaker_id, article_id, act, nested_in, source_type",
    "spans": 'id, attribution_id, role, position, "start", "end", text',
    "targets": 'id, attribution_id, position, name, folded, type, own, again, text, "start", "end", method, '
    "confidence",
}


class _World:
    """Who and what there is, and draws from it."""

    def __init__(self, attributions: int, seed: int) -> None:
        self.rng = np.random.default_rng(seed)
        speakers = max(4, attributions // 20)
        self.bodies = [
            f"{_syllables(n).title()} {_BODIES[n % len(_BODIES)]}" for n in range(max(3, speakers // 8))
        ]
        self.outlets = [
            f"The {_syllables(n + 7).title()} Post" for n in range(max(2, min(300, attributions // 500)))
        ]
        self.people = self._people(speakers, max(3, attributions // 25))
        self.speakers = speakers
        self._draws: dict[tuple[str, int], Iterator[int]] = {}
        self.phrases = [self._phrase() for _ in range(5000)]

    def _people(self, speakers: int, silent: int) -> list[_Someone]:
        types = self.rng.choice(list(TYPES), p=list(TYPES.values()), size=speakers + silent)
        namesake = self.rng.random(speakers + silent) < NAMESAKES
        people: list[_Someone] = []
        counts: defaultdict[tuple[str, str], int] = defaultdict(int)
        for number, drawn in enumerate(types):
            kind = str(drawn) if number < speakers or drawn != "group" else "person"
            if number and namesake[number] and people[number - 1].type == kind:
                name = people[number - 1].name
            elif kind == "person":
                name = f"{_FIRST[number % len(_FIRST)]} {_syllables(number // len(_FIRST)).title()}"
            else:
                name = f"{_syllables(number).title()} {_BODIES[number % len(_BODIES)]}"
            key = fold_key(name)
            counts[key, kind] += 1
            folded = key if counts[key, kind] == 1 else f"{key} #{counts[key, kind]}"
            people.append(_Someone(name, folded, kind, number if number < speakers else None))
        return people

    def draw(self, what: str, size: int) -> int:
        """Return a number below ``size``, the low ones far more often (a law of Zipf)."""
        if (what, size) not in self._draws:
            weights = 1.0 / (np.arange(size) + 2.0) ** 1.05
            self._draws[what, size] = self._many(weights / weights.sum())
        return next(self._draws[what, size])

    def pick(self, what: str, odds: Sequence[float]) -> int:
        """Return a place in ``odds``, as often as they say."""
        if (what, len(odds)) not in self._draws:
            self._draws[what, len(odds)] = self._many(np.asarray(odds))
        return next(self._draws[what, len(odds)])

    def chance(self, what: str, odds: float) -> bool:
        """Return true as often as ``odds`` says."""
        return self.pick(what, (1 - odds, odds)) == 1

    def _many(self, odds: Any) -> Iterator[int]:
        while True:
            yield from self.rng.choice(len(odds), p=odds, size=10_000).tolist()

    def _phrase(self) -> str:
        return " ".join(_WORDS[self.draw("word", len(_WORDS))] for _ in range(3 + self.pick("length", [0.25] * 4)))

    def days(self, count: int) -> list[str]:
        """Return the days of so many articles, in order: more on weekdays and in later years."""
        every = [FIRST_DAY + datetime.timedelta(days=number) for number in range(DAYS)]
        weights = np.array([(1 + n / DAYS) * (0.5 if day.weekday() > 4 else 1) for n, day in enumerate(every)])
        drawn = np.sort(self.rng.choice(DAYS, p=weights / weights.sum(), size=count))
        return [every[number].isoformat() for number in drawn]

    def statement(self, said: dict[int, _Statement], *, inner: bool = False) -> _Statement:
        """Return a new statement, or one that its speaker has made before."""
        source = None if self.chance("unnamed", UNNAMED) else self.draw("speaker", self.speakers)
        if source in said and self.chance("repeated", REPEATED):
            return said[source]
        words = " ".join(self.phrases[self.draw("phrase", len(self.phrases))] for _ in range(3))
        report = None
        if not inner and self.chance("nested", NESTED):
            report = self.statement(said, inner=True)
            words = f"{words} {self.called(report.source)} {report.cue} {report.words}"
        targets = []
        for _ in range(self.pick("targets", TARGETS)):
            # The first silent ones are talked about as often as the first speakers.
            place = self.draw("target", len(self.people))
            whom = place // 2 if place % 2 == 0 else len(self.people) - 1 - place // 2
            if self.people[whom].type != "group":
                targets.append((whom, len(words) + 1))
                words = f"{words} {self.people[whom].name}"
        made = _Statement(
            source,
            words,
            tuple(targets),
            list(KINDS)[self.pick("kind", tuple(KINDS.values()))],
            list(ACTS)[self.pick("act", tuple(ACTS.values()))],
            _CUES[self.draw("cue", len(_CUES))],
            source is not None and self.people[source].type == "person" and self.chance("affiliated", AFFILIATED),
            report,
        )
        if source is not None and report is None:
            said[source] = made
        return made

    def called(self, source: int | None) -> str:
        """Return what the text calls a source."""
        return "officials" if source is None else self.people[source].name


class _Writer:
    """Articles of statements, as rows."""

    def __init__(self, world: _World, rows: _Rows) -> None:
        self._world = world
        self._rows = rows

    def article(self, day: str, outlet: int, statements: Sequence[_Statement], number: int) -> int:
        """Write one article with all that is found in it; return its number of attributions."""
        rows, world = self._rows, self._world
        lines, starts, length = [], [], 0
        for one in statements:
            lines.append(f"“{one.words}” {one.cue} {self._source(one)}.")
            starts.append(length + 1)
            length += len(lines[-1]) + 1
        text = "\n".join(lines)
        title = f"{world.phrases[number % len(world.phrases)]} {number}"
        url = f"https://news.example/{number}"
        digest = hashlib.sha256(text.encode()).hexdigest()
        self._article = rows.add("articles", title, outlet + 1, day, day, url, text, title, 1, 1, digest, url)
        self._about = (world.outlets[outlet], day, title, url)
        self._text = text
        self._names: dict[int, int] = {}
        self._stated: dict[int, int] = {}
        before = rows.numbers["attributions"]
        for one, start in zip(statements, starts, strict=True):
            own = self._attribution(one, start, None)
            if one.report is not None:
                inner = start + one.words.index(f" {one.report.cue} {one.report.words}")
                self._attribution(one.report, inner + len(one.report.cue) + 2, own)
        return rows.numbers["attributions"] - before

    def _source(self, one: _Statement) -> str:
        name = self._world.called(one.source)
        if not one.affiliated or one.source is None:
            return name
        return f"{name}, {_ROLES[one.source % len(_ROLES)]} of {self._body(one.source)[1]}"

    def _body(self, source: int) -> tuple[int, str]:
        place = source % len(self._world.bodies)
        return place + 1, self._world.bodies[place]

    def _attribution(self, one: _Statement, start: int, outer: int | None) -> int:
        rows, text = self._rows, self._text
        outlet, day, title, url = self._about
        end = start + len(one.words)
        someone = self._world.people[one.source] if one.source is not None else None
        appearance, speaker = None, None
        if someone is not None and one.source is not None:
            speaker = one.source + 1
            appearance = self._appearance(one.source)
        affiliation = self._affiliation(one, appearance) if one.affiliated and outer is None else None
        source = self._world.called(one.source)
        kind = someone.type if someone else "unnamed"
        method = "named" if someone else "unnamed"
        source_type = {"unnamed": "unnamed_group", "group": "person"}.get(kind, kind)
        name = someone.name if someone else None
        number = rows.add(
            *("attributions", self._article, start, one.kind, speaker, kind, None if someone else source, method),
            *(affiliation, outer, 0.9, 1, 1, f"{start}-{end}", f"{source}: {one.words[:60]}", one.act, appearance),
            source_type,
        )
        role = _ROLES[one.source % len(_ROLES)] if affiliation and one.source is not None else None
        body = self._body(one.source)[1] if affiliation and one.source is not None else None
        rows.add(
            *(
                "quotes",
                name,
                role,
                body,
                one.words,
                one.kind,
                one.cue,
                source,
                outlet,
                day,
                title,
                url,
                0.9,
                kind,
            ),
            *(method, speaker, self._article, one.act, outer, source_type),
        )
        # The cue and the source stand after what is quoted, and before it in a quote within one.
        cue = start - len(one.cue) - 1 if outer else end + 2
        named = cue - len(source) - 1 if outer else cue + len(one.cue) + 1
        for role_of, first, words in (
            ("source", named, source),
            ("cue", cue, one.cue),
            ("content", start, one.words),
        ):
            rows.add("spans", number, role_of, 0, first, first + len(words), text[first : first + len(words)])
        met: set[int] = set()
        for position, (whom, offset) in enumerate(one.targets):
            target = self._world.people[whom]
            first, key = start + offset, target.folded.partition(" #")[0]
            rows.add(
                *("targets", number, position, target.name, key, target.type, int(whom == one.source)),
                *(int(whom in met), target.name, first, first + len(target.name), "named", 0.9),
            )
            met.add(whom)
        return number

    def _appearance(self, source: int) -> int:
        someone = self._world.people[source]
        # Two of one name in one article are one to whoever reads it: the first keeps it.
        if source not in self._names:
            keys = name_keys(someone.name, someone.type)
            same = next((n for n in self._names if self._world.people[n].name == someone.name
                         and self._world.people[n].type == someone.type), None)  # fmt: skip
            if same is not None:
                self._names[source] = self._names[same]
            else:
                forms = json.dumps([someone.name], ensure_ascii=False)
                self._names[source] = self._rows.add(
                    "appearances", self._article, source + 1, someone.name, someone.type, forms, *keys
                )
                self._rows.add("speaker_names", source + 1, someone.name, self._article)
        return self._names[source]

    def _affiliation(self, one: _Statement, appearance: int | None) -> int | None:
        if one.source is None:
            return None
        number, body = self._body(one.source)
        if one.source not in self._stated:
            if -number not in self._stated:
                keys = name_keys(body, "organisation")
                self._stated[-number] = self._rows.add("organisation_names", self._article, number, body, *keys)
            role = _ROLES[one.source % len(_ROLES)]
            evidence = f"{role} of {body}"
            first = self._text.index(evidence)
            self._stated[one.source] = self._rows.add(
                *("affiliations", one.source + 1, role, number, self._article, self._about[1], evidence),
                *(
                    json.dumps([[first, first + len(evidence)]]),
                    f"{role}, {body}",
                    appearance,
                    self._stated[-number],
                ),
            )
        return self._stated[one.source]


def make(path: Path, attributions: int, *, seed: int = 7, search: bool = True) -> int:
    """Write a new database of about so many attributions; return how many. Without ``search`` nothing is found.

    Raises FileExistsError where there is a file already.
    """
    if path.exists():
        raise FileExistsError(f"{path} exists: name another file")
    with Store(path) as store:
        store.start_run(version="synthetic", model="none", options={"attributions": attributions, "seed": seed})
        # The run is kept, although nothing names it yet: it is the number 1 of every row.
        store._runs.clear()
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode = OFF")
        db.execute("PRAGMA synchronous = OFF")
        db.execute("PRAGMA cache_size = -262144")
        query = "SELECT type, name, sql FROM sqlite_master WHERE type IN ('index', 'trigger') AND sql IS NOT NULL"
        later = db.execute(query).fetchall()
        db.execute("BEGIN")
        for kind, name, _ in later:
            db.execute(f'DROP {kind} "{name}"')
        written = _fill(db, attributions, seed)
        for _, _, sql in later:
            db.execute(sql)
        if search:
            for (name,) in db.execute("SELECT name FROM sqlite_master WHERE sql LIKE '%USING FTS5%'").fetchall():
                db.execute(f"INSERT INTO {name} ({name}) VALUES ('rebuild')")
        db.execute("COMMIT")
    return written


def _fill(db: sqlite3.Connection, attributions: int, seed: int) -> int:
    world, rows = _World(attributions, seed), _Rows()
    writer = _Writer(world, rows)
    for name in world.outlets:
        rows.add("outlets", name, fold_key(name))
    for body in world.bodies:
        rows.add("organisations", body, fold_key(body))
    for someone in world.people[: world.speakers]:
        rows.add("speakers", someone.name, someone.type, someone.folded)
    said: dict[int, _Statement] = {}
    recent: list[list[_Statement]] = []
    written = 0
    days = world.days(attributions // PER_ARTICLE + 1)
    for number in itertools.count():
        if written >= attributions:
            break
        day = days[min(number, len(days) - 1)]
        if recent and world.chance("wire", WIRE):
            statements = recent[int(world.rng.integers(len(recent)))]
        else:
            size = 1 + int(world.rng.poisson(PER_ARTICLE - 1))
            statements = [world.statement(said) for _ in range(size)]
        recent = [*recent[1 - NEAR :], statements]
        written += writer.article(day, world.draw("outlet", len(world.outlets)), statements, number)
        if len(rows.tables["attributions"]) >= 20_000:
            _flush(db, rows)
    _flush(db, rows)
    db.execute("CREATE INDEX targets_of ON targets (attribution_id)")
    db.execute(FILL_ABOUT)
    db.execute("DROP INDEX targets_of")
    db.execute("CREATE INDEX speakers_of ON appearances (folded, type, speaker_id)")
    db.execute(FILL_MEANT)
    db.execute("DROP INDEX speakers_of")
    # Speakers whom nobody has quoted are no rows of a real database.
    db.execute("DELETE FROM speakers WHERE id NOT IN (SELECT speaker_id FROM quotes WHERE speaker_id IS NOT NULL)")
    db.execute("DELETE FROM organisations WHERE id NOT IN (SELECT organisation_id FROM affiliations)")
    return written


def _flush(db: sqlite3.Connection, rows: _Rows) -> None:
    for table, columns in _COLUMNS.items():
        if rows.tables[table]:
            marks = ", ".join("?" * len(rows.tables[table][0]))
            db.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows.tables[table])
    rows.tables.clear()


def _syllables(number: int) -> str:
    """Return a pronounceable name for a number, another for each; the low ones are short."""
    base, number = len(_SYLLABLES), number + len(_SYLLABLES)
    parts = []
    while number:
        number, digit = divmod(number, base)
        parts.append(_SYLLABLES[digit])
    return "".join(parts)


def main(argv: list[str] | None = None) -> int:
    """Write a database."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path, help="the file to make")
    parser.add_argument("--attributions", type=int, default=100_000, help="how many (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=7, help="another one makes another database")
    parser.add_argument("--no-search", action="store_true", help="leave the search empty, which is faster")
    wanted = parser.parse_args(argv)
    written = make(wanted.path, wanted.attributions, seed=wanted.seed, search=not wanted.no_search)
    sys.stdout.write(f"{wanted.path}: {written:,} attributions\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
