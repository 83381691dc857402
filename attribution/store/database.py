"""The store: everything that is written to the database is written here."""

from __future__ import annotations

import datetime
import json
import os
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Literal

from attribution.errors import StoreError, UsageError
from attribution.filters import QuoteFilter
from attribution.records import Article, Attribution
from attribution.store.graph.selecting import Graph
from attribution.store.reviews.decisions import Reviews, quote_row, review_log
from attribution.store.reviews.queue import QueueFilter, queue
from attribution.store.reviews.review_rows import Review
from attribution.store.rows import Row, article_label, drop_orphans, drop_runs, named, rows, update
from attribution.store.saving.decisions import Decision, Decisions
from attribution.store.saving.entities import blocks_of, names_of, settle
from attribution.store.saving.sameness import day_of
from attribution.store.saving.save import Saved, save
from attribution.store.schema.migrations import MIGRATIONS, SEARCH_HELPERS
from attribution.store.schema.opening import explain, open_database
from attribution.store.schema.search_tables import INDEXED_VIEW
from attribution.store.search.finding import QUOTE_COLUMNS, Order, Quote, find, quotes_of, with_stored_names
from attribution.words.text import fold_key, search_forms


class Unset:
    """The type of the value of an option that was not given, where None means "nothing"."""


UNSET: Final = Unset()


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An article as a list shows it; how many attributions were found in it, and how many reviews they have."""

    id: int
    title: str | None
    outlet: str | None
    day: str | None
    date: str | None
    byline: str | None
    url: str | None
    path: str | None
    label: str
    attributions: int
    reviews: int = 0


@dataclass(frozen=True, slots=True)
class StoredSpeaker:
    """A speaker as a list shows it: with the other forms of the name, and its quotes and articles counted."""

    id: int
    name: str
    type: str
    wikidata: str | None
    names: tuple[str, ...]
    quotes: int
    articles: int


class Store:
    """An open database. Use it in a ``with`` block, or ``close()`` it.

    The file and its folder are made where they are missing, unless ``read_only``, which also leaves
    the schema of an existing file alone. Raises StoreError where the file can't be opened (its
    message says why and what to do); so does every method, on an error of the database.
    """

    def __init__(self, path: str | os.PathLike[str], *, read_only: bool = False) -> None:
        self.path = Path(path)
        self._database = open_database(path, read_only=read_only)
        self._connection: sqlite3.Connection = self._database.conn
        self._runs: list[int] = []
        self._read_only = read_only

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file. A run of this store that left no row behind leaves no trace."""
        try:
            self._drop_empty_runs()
        finally:
            self._database.close()

    # Writing

    def start_run(self, *, version: str, model: str, options: str | Mapping[str, object] = "{}") -> int:
        """Note an execution of the extractor and return its id. ``options`` is JSON text or a mapping."""
        text = options if isinstance(options, str) else json.dumps(options, sort_keys=True)
        started = datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds")
        with self._writing(stales=False):
            cursor = self._connection.execute(
                "INSERT INTO runs (started, version, model, options) VALUES (?, ?, ?, ?)",
                (started, version, model, text),
            )
        run_id = int(cursor.lastrowid or 0)
        self._runs.append(run_id)
        return run_id

    def save(self, article: Article, attributions: Sequence[Attribution], *, run_id: int) -> Saved:
        """Bring the article's rows to ``attributions``, in one transaction: all of it or nothing.

        The article is found by its text and its origin. What is as it was is not touched; an
        attribution whose content overlaps an old one's by half or more takes over its row.
        Raises StoreError for spans outside the text and text that is no valid Unicode.
        """
        try:
            with self._writing():
                return save(self._connection, article, attributions, run_id=run_id)
        except UnicodeEncodeError as error:
            name = article.id or article.path or article.url or "The article"
            half = f"U+{ord(error.object[error.start]):04X}"
            raise StoreError(
                f"{name} holds half of a pair of characters ({half}), which is no Unicode text and can't be "
                "kept in a database: decode the input anew. Nothing of it was saved."
            ) from error

    def edit_article(
        self,
        article_id: int,
        *,
        title: str | Unset | None = UNSET,
        outlet: str | Unset | None = UNSET,
        date: str | Unset | None = UNSET,
    ) -> StoredArticle:
        """Set what is given, None to empty it; reading the article again keeps what was set.

        Raises StoreError where there is no such article, UsageError for a date that is not ISO 8601.
        """
        if isinstance(date, str) and day_of(date) is None:
            raise UsageError(f"The date {date!r} is not understood: write it as 2024-01-31.")
        with self._writing():
            old = self._article(article_id)
            values: Row = {}
            if not isinstance(title, Unset):
                values["title"] = title or None
                values["label"] = article_label(title, old["input_id"], old["text"])
                values["plain"] = search_forms(f"{title or ''} {old['text']}")
            if not isinstance(outlet, Unset):
                values["outlet_id"] = named(self._connection, "outlets", outlet)
            if not isinstance(date, Unset):
                values |= {"date": date, "day": day_of(date)}
            options = {"title": title, "outlet": outlet, "date": date}
            given = {name for name, value in options.items() if not isinstance(value, Unset)}
            values["edited"] = " ".join(sorted(given.union(old["edited"].split())))
            update(self._connection, "articles", old, values)
            self._carry_to_quotes(article_id)
            if old["outlet_id"] is not None:
                drop_orphans(self._connection, {"outlets": [old["outlet_id"]]})
        return self.article(article_id)

    def remove_article(self, article_id: int, *, reviews_too: bool = False) -> StoredArticle:
        """Delete an article and all that was found in it; return what it was.

        Raises StoreError where there is none with that id, and UsageError where people have reviewed
        rows of it, unless ``reviews_too``: no reading brings back what they decided.
        """
        was = self.article(article_id)
        if was.reviews and not reviews_too:
            raise UsageError(
                f"Article {article_id} ({was.label}) has {was.reviews:,} review{'s' if was.reviews > 1 else ''}, "
                "which would be lost with it."
            )
        with self._writing():
            pointers = {
                "speakers": "SELECT speaker_id FROM attributions WHERE article_id = ?",
                "organisations": "SELECT organisation_id FROM affiliations WHERE article_id = ?",
                "outlets": "SELECT outlet_id FROM articles WHERE id = ?",
            }
            left = {table: set(self._column(query, article_id)) for table, query in pointers.items()}
            blocks, names = blocks_of(self._connection, article_id), names_of(self._connection, article_id)
            self._connection.execute("DELETE FROM articles WHERE id = ?", (article_id,))
            # Who the names of other articles are may have hung on what this one said.
            settled = settle(self._connection, blocks, gone=names)
            for table, ids in settled.left.items():
                left[table] |= ids
            drop_orphans(self._connection, left)
        return was

    @contextmanager
    def decisions(
        self, *, who: str, about: Literal["speakers", "organisations"] = "speakers"
    ) -> Iterator[Decisions]:
        """Decide by hand who is who: all that is decided in the block, or nothing where it raises."""
        with self._writing():
            yield Decisions(self._connection, who=who, about=about)

    @contextmanager
    def reviews(self, *, reviewer: str) -> Iterator[Reviews]:
        """Review rows: all that is decided in the block, or nothing where it raises.

        Raises UsageError for a reviewer without a name.
        """
        with self._writing(stales=False):
            yield Reviews(self._connection, reviewer=reviewer)

    @contextmanager
    def graph(self) -> Iterator[Graph]:
        """Make the graph of who speaks about whom, look into it, keep its measures: all of it, or nothing."""
        # Its rows are made from the rows that they name, so that looking up each name again is a tenth of the time
        # for nothing. What SQLite would remove with a node, Graph does.
        self._connection.execute("PRAGMA foreign_keys = OFF")
        try:
            with self._writing(stales=False):
                yield Graph(self._connection, where=str(self.path))
        finally:
            self._connection.execute("PRAGMA foreign_keys = ON")

    @contextmanager
    def made_graph(self) -> Iterator[Graph | None]:
        """Look into the graph as it was made; None where it has to be made first. The store may be read-only."""
        with self.snapshot():
            tables = self._database.table_names()
            current = "graph_state" in tables and self._column("SELECT current FROM graph_state") == [1]
            yield Graph(self._connection, where=str(self.path)) if current else None

    # Reading

    def decided(self) -> list[Decision]:
        """Return all that was decided by hand, in the order it was decided."""
        with self._reading():
            return Decisions(self._connection, who="").log()

    def waiting(self, wanted: QueueFilter | None = None) -> list[Quote]:
        """Return the rows that wait for a review, the lowest confidence first."""
        with self._reading():
            return queue(self._connection, wanted or QueueFilter())

    def reviewed(self, attribution_id: int | None = None, *, limit: int | None = None) -> list[Review]:
        """Return the reviews of one row, or of all, the newest first."""
        with self._reading():
            return review_log(self._connection, attribution_id=attribution_id, limit=limit)

    def quote(self, quote_id: int) -> dict[str, Any]:
        """Return one row of quotes by its columns. Raises UsageError where there is none with that id."""
        with self._reading():
            return quote_row(self._connection, quote_id)

    def speakers(self, name: str = "") -> list[StoredSpeaker]:
        """Return the speakers one of whose names has all the words of ``name``, by name."""
        query = """
            SELECT s.id, s.name, s.type, s.wikidata, group_concat(n.name, char(10)) AS names,
                (SELECT count(*) FROM quotes WHERE speaker_id = s.id) AS quotes,
                (SELECT count(DISTINCT article_id) FROM quotes WHERE speaker_id = s.id) AS articles
            FROM speakers s
            LEFT JOIN (SELECT DISTINCT speaker_id, name FROM speaker_names) n ON n.speaker_id = s.id
            GROUP BY s.id ORDER BY s.folded, s.type
        """
        wanted = set(fold_key(name).split())
        found = []
        with self._reading():
            for row in rows(self._connection, query):
                names = sorted((row["names"] or "").split("\n"))
                if any(wanted <= set(fold_key(form).split()) for form in (row["name"], *names)):
                    others = tuple(form for form in names if form and form != row["name"])
                    found.append(StoredSpeaker(**row | {"names": others}))
        return found

    def articles(self) -> list[StoredArticle]:
        """Return all articles, in the order they were first saved."""
        return self._stored("")

    def article(self, article_id: int) -> StoredArticle:
        """Return one article. Raises StoreError where there is none with that id."""
        found = self._stored("WHERE a.id = ?", article_id)
        if not found:
            raise self._missing(article_id)
        return found[0]

    def search(self, wanted: QuoteFilter | str, *, order: Order | None = None, limit: int = 20) -> list[Quote]:
        """Return the quotes that a filter lets through; of a text, those that hold all its words.

        Accents and case do not matter; words in quotation marks are a phrase; nothing typed is syntax. The best
        match comes first; without words, the newest quote.
        """
        asked = QuoteFilter(words=wanted) if isinstance(wanted, str) else wanted
        order = order or ("best" if asked.words.strip() else "newest")
        with self._reading():
            asked = with_stored_names(self._connection, asked)
            ids = find(self._connection, asked, order=order, most=limit).ids[: max(0, limit)]
            return [Quote(*row) for row in quotes_of(self._connection, ids, QUOTE_COLUMNS)]  # type: ignore[arg-type]

    def counts(self) -> dict[str, int]:
        """Return the number of rows of each table."""
        with self._reading():
            return {table: self._column(f'SELECT count(*) FROM "{table}"')[0] for table in self.tables()}

    def tables(self) -> list[str]:
        """Return the names of the tables and views that people read, sorted: not those of the search."""
        with self._reading():
            inner = {MIGRATIONS.migrations_table, INDEXED_VIEW}
            found = {*self._database.table_names(), *self._database.view_names()} - inner
            names = {name for name in found if not name.startswith("sqlite_")}
            for fts in self._database.table_names(fts5=True):
                names -= {name for name in names if name == fts or name.startswith(f"{fts}_")}
            return sorted(names)

    def columns(self, name: str) -> list[str]:
        """Return the columns of a table or view that people read, in order: not those of the search.

        Raises StoreError where there is no such table or view.
        """
        if name not in self.tables():
            raise StoreError(f"{self.path} has no table or view {name!r}, only {', '.join(self.tables())}.")
        with self._reading():
            names = [column.name for column in self._database[name].columns]
        return [column for column in names if column not in SEARCH_HELPERS.get(name, ())]

    def rows(self, name: str) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of a table (in order of id) or view, as tuples in order of ``columns(name)``.

        They come from the database one by one: a table of any size needs little memory.
        """
        columns = self.columns(name)
        order = " ORDER BY id" if "id" in columns else ""
        selected = ", ".join(f'"{column}"' for column in columns)
        with self._reading():
            yield from self._connection.execute(f'SELECT {selected} FROM "{name}"{order}')

    def select(self, query: str) -> tuple[list[str], Iterator[tuple[Any, ...]]]:
        """Return the columns of a query that only reads, and its rows, which come one by one as in ``rows``."""
        with self._reading():
            cursor = self._connection.execute(query)
        return [column[0] for column in cursor.description], self._fetched(cursor)

    def _fetched(self, cursor: sqlite3.Cursor) -> Iterator[tuple[Any, ...]]:
        with self._reading():
            yield from cursor

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Let all reading in the block see one state of the database, whatever is written meanwhile."""
        with self._reading():
            self._connection.execute("BEGIN")
            try:
                yield
            finally:
                self._connection.execute("ROLLBACK")

    # Within

    @contextmanager
    def _writing(self, *, stales: bool = True) -> Iterator[None]:
        """One transaction: all that the block writes, or nothing where it raises.

        With ``stales``, the graph is older than the rest of the database from then on, if anything is written.
        """
        if self._read_only:
            raise StoreError(f"{self.path} was opened for reading only: open it without read_only to write.")
        with self._reading():
            # Immediate: a second writer waits here, not in the middle, where it would have to give up.
            self._connection.execute("BEGIN IMMEDIATE")
            before = self._connection.total_changes
            try:
                yield
                if stales and self._connection.total_changes != before:
                    self._connection.execute("UPDATE graph_state SET current = 0 WHERE current = 1")
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    @contextmanager
    def _reading(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise StoreError(explain(error, self.path)) from error

    def _stored(self, where: str, *values: object) -> list[StoredArticle]:
        query = f"""
            SELECT a.id, a.title, o.name AS outlet, a.day, a.date, a.byline, a.url, a.path, a.label,
                   (SELECT count(*) FROM attributions t WHERE t.article_id = a.id) AS attributions,
                   (SELECT count(*) FROM attributions t JOIN reviews r ON r.attribution_id = t.id
                    WHERE t.article_id = a.id AND r.undone IS NULL) AS reviews
            FROM articles a LEFT JOIN outlets o ON o.id = a.outlet_id {where} ORDER BY a.id
        """
        with self._reading():
            return [StoredArticle(**row) for row in rows(self._connection, query, values)]

    def _article(self, article_id: int) -> Row:
        found = rows(self._connection, "SELECT * FROM articles WHERE id = ?", (article_id,))
        if not found:
            raise self._missing(article_id)
        return found[0]

    def _missing(self, article_id: int) -> StoreError:
        return StoreError(
            f"There is no article {article_id} in {self.path}: attribution articles list shows the numbers."
        )

    def _carry_to_quotes(self, article_id: int) -> None:
        """Write what was set for an article to the rows that repeat it, where it differs."""
        now = self.article(article_id)
        values = {"id": article_id, "title": now.title, "outlet": now.outlet, "day": now.day}
        self._connection.execute(
            """
            UPDATE quotes SET title = :title, outlet = :outlet, day = :day
            WHERE article_id = :id
            AND (title IS NOT :title OR outlet IS NOT :outlet OR day IS NOT :day)
            """,
            values,
        )
        query = "UPDATE affiliations SET day = :day WHERE article_id = :id AND day IS NOT :day"
        self._connection.execute(query, values)

    def _column(self, query: str, *values: object) -> list[int]:
        return [row[0] for row in self._connection.execute(query, values) if row[0] is not None]

    def _drop_empty_runs(self) -> None:
        """Delete the runs of this store that no row names: reading the same again leaves nothing behind."""
        if not self._runs:
            return
        with self._writing(stales=False):
            drop_runs(self._connection, self._runs)
