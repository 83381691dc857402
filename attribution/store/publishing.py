"""A copy of the database to publish: compacted, without what is private, and on request without the texts."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from attribution.errors import StoreError, UsageError
from attribution.records import Span
from attribution.store.rows import rows
from attribution.store.schema.migrations import SEARCHED
from attribution.store.schema.opening import explain, open_database

# How much of an article its quotes with what is around them may make up; quotes alone may be more.
SHARE = 0.5

_PRIVATE = """
UPDATE articles SET path = NULL, origin = 'published:' || id WHERE path IS NOT NULL OR origin LIKE 'path:%';
UPDATE runs SET options = '{}'
"""
# Only what is in force goes out: neither who decided it, nor what they note for each other.
_REVIEWERS = """
DELETE FROM reviews WHERE undone IS NOT NULL OR EXISTS (
    SELECT 1 FROM reviews later
    WHERE later.attribution_id = reviews.attribution_id AND later.id > reviews.id AND later.undone IS NULL
);
UPDATE reviews SET reviewer = '', note = '';
UPDATE decisions SET who = ''
"""


@dataclass(frozen=True, slots=True)
class Published:
    """A published copy: the file, and how many articles, quotes, and bytes it has."""

    path: Path
    articles: int
    quotes: int
    size: int


def publish(
    database: str | os.PathLike[str],
    out: str | os.PathLike[str],
    *,
    texts: bool = True,
    context: int = 200,
    reviewers: bool = False,
    replace: bool = False,
) -> Published:
    """Write a copy of ``database`` to ``out``, to be read only, for ``datasette -i``.

    It has no paths of the machine, no options of runs, and no names or notes of reviewers unless
    ``reviewers``. Without ``texts`` it has of each article only the quotes, with at most ``context``
    characters before and after; offsets go on counting characters of the whole text, and its hash stays.
    ``out`` appears once it is complete; a file that is there is replaced only with ``replace``.

    Raises StoreError where the database can't be read or the copy not written, UsageError for an
    ``out`` that will not do.
    """
    source, target = Path(database), Path(out)
    with closing(open_database(source, read_only=True)) as opened:
        _check(source, target, replace=replace)
        part = target.with_name(f".{target.name}.{uuid4().hex}.part")
        with _clean(part), _errors(target):
            # A copy of one moment, whoever writes meanwhile, and without the pages that are free.
            opened.conn.execute("VACUUM INTO ?", (str(part),))
            with closing(sqlite3.connect(part, isolation_level=None)) as db:
                counts = _edit(db, texts=texts, context=context, reviewers=reviewers)
            part.chmod(0o444)
            published = Published(target, *counts, part.stat().st_size)
            part.replace(target)
    return published


def _edit(db: sqlite3.Connection, *, texts: bool, context: int, reviewers: bool) -> tuple[int, int]:
    db.execute("PRAGMA journal_mode = DELETE")
    db.execute("PRAGMA foreign_keys = ON")
    db.execute("BEGIN")
    _run(db, _PRIVATE)
    if not reviewers:
        _run(db, _REVIEWERS)
    if not texts:
        _cut(db, context)
    db.execute("COMMIT")
    if not texts:
        # The index of a search holds the words of what it was made from until it is made anew.
        db.execute("INSERT INTO articles_fts (articles_fts) VALUES ('rebuild')")
    for table in SEARCHED:
        db.execute(f"INSERT INTO {table}_fts ({table}_fts) VALUES ('optimize')")
    db.execute("ANALYZE")
    db.execute("VACUUM")
    counts = [db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("articles", "quotes")]
    return counts[0], counts[1]


def _run(db: sqlite3.Connection, statements: str) -> None:
    # Not executescript(), which would end the transaction.
    for statement in statements.split(";"):
        db.execute(statement)


def _cut(db: sqlite3.Connection, context: int) -> None:
    """Leave of each article only the passages around its quotes."""
    for (article_id,) in db.execute("SELECT id FROM articles ORDER BY id").fetchall():
        (article,) = rows(db, "SELECT title, input_id, text FROM articles WHERE id = ?", (article_id,))
        text = article["text"]
        if not text:  # of a copy that was published so before
            continue
        kept = [
            (article_id, start, end, text[start:end])
            for start, end in passages_of(text, _spans(db, article_id), context)
        ]
        db.executemany('INSERT INTO passages (article_id, "start", "end", text) VALUES (?, ?, ?, ?)', kept)
        # What an article without a title is called, is the beginning of its text.
        named = article["title"] or article["input_id"]
        label = "label" if named else f"'Article {article_id}'"
        db.execute(f"UPDATE articles SET text = '', plain = NULL, label = {label} WHERE id = ?", (article_id,))


def _spans(db: sqlite3.Connection, article_id: int) -> list[Span]:
    """Return where the quotes of an article stand, with their sources and cues, and corrected ones."""
    of = "(SELECT id FROM attributions WHERE article_id = ?)"
    query = f'SELECT "start", "end" FROM spans WHERE attribution_id IN {of}'
    spans = [(start, end) for start, end in db.execute(query, (article_id,))]
    query = f"SELECT content FROM reviews WHERE content IS NOT NULL AND attribution_id IN {of}"
    for (content,) in db.execute(query, (article_id,)):
        spans += [(start, end) for start, end in json.loads(content)]
    return sorted(spans)


def passages_of(text: str, spans: Sequence[Span], context: int) -> list[Span]:
    """Return the passages that hold all spans, with whole words of at most ``context`` characters around each.

    They are in order and do not touch. Where they would be more than half of the text, less is taken
    around each, down to nothing: the spans themselves are always whole.
    """
    while True:
        found = _merged([_around(text, span, context) for span in sorted(spans)])
        if context == 0 or sum(end - start for start, end in found) <= SHARE * len(text):
            return found
        context //= 2


def _around(text: str, span: Span, context: int) -> Span:
    start, end = max(0, span[0] - context), min(len(text), span[1] + context)
    while 0 < start < span[0] and not text[start - 1].isspace():
        start += 1
    while span[1] < end < len(text) and not text[end].isspace():
        end -= 1
    return start, end


def _merged(spans: Sequence[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _check(source: Path, target: Path, *, replace: bool) -> None:
    """Raise UsageError for a file that a copy can't be written to."""
    if target.is_dir():
        raise UsageError(f"{target} is a folder: name a file in it, such as {target / 'published.db'}.")
    if not target.parent.is_dir():
        raise UsageError(f"There is no folder {target.parent}: make it, or name a file in another one.")
    if not target.exists():
        return
    if target.samefile(source):
        raise UsageError(f"{target} is the database itself: name another file for the copy.")
    if not replace:
        raise UsageError(f"{target} is there already: name another file, or replace it with --force.")
    left = [f"{target}{end}" for end in ("-wal", "-journal") if Path(f"{target}{end}").exists()]
    if left:
        # SQLite would put what it holds into the copy.
        raise UsageError(
            f"{target} is in use by a program that writes to it ({', '.join(left)}): name another file."
        )


@contextmanager
def _clean(part: Path) -> Iterator[None]:
    """Leave no half-written file behind."""
    try:
        yield
    finally:
        for end in ("", "-journal", "-wal", "-shm"):
            Path(f"{part}{end}").unlink(missing_ok=True)


@contextmanager
def _errors(target: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise StoreError(explain(error, target)) from error
    except OSError as error:
        raise StoreError(
            f"{target} can't be written ({error.strerror or error}): name a file elsewhere."
        ) from error
