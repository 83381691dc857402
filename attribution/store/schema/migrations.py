"""The tables, as migrations of sqlite-utils. The schema is the contract with everything that reads.

A migration is never edited once released: a change is a new migration at the end of this module. What is only SQL
stands beside it, in a file of the migration's name.
``transform()`` drops the triggers that keep the full-text search current, so a migration that
transforms a searched table has to enable its search again.
"""

from __future__ import annotations

import json
from pathlib import Path

from sqlite_utils import Database, Migrations

from attribution.identity.clusters import name_keys
from attribution.store.schema.search_tables import quotes_search, speakers_search
from attribution.store.search.filter_tokens import FILL_ABOUT, later_tokens_sql, tokens_sql

MIGRATIONS = Migrations("attribution")

# Accents fold in the index itself; letters such as ł and ø, which are letters of their own to
# Unicode, are folded by the columns of search helpers (see words.text.plain).
TOKENIZE = "unicode61 remove_diacritics 2"

SEARCHED: dict[str, tuple[str, ...]] = {
    "articles": ("title", "text", "plain"),
    "organisations": ("name", "folded"),
    "outlets": ("name", "folded"),
    "quotes": ("quote", "speaker", "role", "organisation", "source", "quote_plain", "who_plain"),
    "speakers": ("name", "folded"),
}

# Columns that only serve the search: of no use to someone who reads an exported table.
SEARCH_HELPERS: dict[str, tuple[str, ...]] = {
    "articles": ("plain",),
    "quotes": ("quote_plain", "who_plain", "about_plain"),
}


def _sql(name: str) -> str:
    return Path(__file__).with_name(f"{name}.sql").read_text(encoding="utf-8")


def _first_tables(db: Database) -> None:
    """Everything of the first release."""
    db.executescript(_sql("0001_first_tables"))
    for table, columns in SEARCHED.items():
        db[table].enable_fts(columns, tokenize=TOKENIZE, create_triggers=True)


MIGRATIONS(name="0001_first_tables")(_first_tables)


def _run(db: Database, name: str) -> None:
    # Not executescript(), which commits first and so would let two programs make the same change.
    for statement in _sql(name).split(";"):
        db.conn.execute(statement)


def _of_sql(name: str) -> None:
    """Add the migration that a file of SQL is."""
    MIGRATIONS(name=name)(lambda db: _run(db, name))


# What the cue says was done, and whether it was negated or hedged; rows stored before need a new reading. The new
# columns stand last, as no table is made anew for them, so the triggers of the search stay.
_of_sql("0002_acts")


def _identity(db: Database) -> None:
    """Keep what each article calls a speaker or organisation apart from who that is.

    Rows stored before keep their speakers until an article with such a name is read.
    """
    _run(db, "0003_identity")
    query = """
        SELECT DISTINCT t.article_id, t.speaker_id, s.name, s.type FROM attributions t
        JOIN speakers s ON s.id = t.speaker_id
    """
    for article_id, speaker_id, name, kind in db.conn.execute(query).fetchall():
        key = (article_id, speaker_id)
        forms = db.conn.execute("SELECT name FROM speaker_names WHERE article_id = ? AND speaker_id = ?", key)
        keys = name_keys(name, kind)
        values = (*key, name, kind, json.dumps([form for (form,) in forms], ensure_ascii=False), *keys)
        cursor = db.conn.execute(
            "INSERT INTO appearances (article_id, speaker_id, name, type, forms, folded, block, short, letters) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            values,
        )
        for table in ("attributions", "affiliations"):
            update = f"UPDATE {table} SET appearance_id = ? WHERE article_id = ? AND speaker_id = ?"
            db.conn.execute(update, (cursor.lastrowid, *key))
    query = """
        SELECT DISTINCT a.article_id, a.organisation_id, o.name FROM affiliations a
        JOIN organisations o ON o.id = a.organisation_id
    """
    for article_id, organisation_id, name in db.conn.execute(query).fetchall():
        cursor = db.conn.execute(
            "INSERT INTO organisation_names (article_id, organisation_id, name, folded, block, short, letters) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            (article_id, organisation_id, name, *name_keys(name, "organisation")),
        )
        update = "UPDATE affiliations SET organisation_name_id = ? WHERE article_id = ? AND organisation_id = ?"
        db.conn.execute(update, (cursor.lastrowid, article_id, organisation_id))


MIGRATIONS(name="0003_identity")(_identity)


# What kind of source it is, to whom it was said, and about whom; rows stored before need a new reading.
_of_sql("0004_about")


def _names(db: Database) -> None:
    """Bring the keys under which names are found again to the present rules: campaigns have one of their owner.

    Rows stored before keep their speakers until an article with such a name is read.
    """
    for table, kind in (("appearances", "n.type"), ("organisation_names", "'organisation'")):
        query = f"SELECT n.id, n.name, {kind}, a.text FROM {table} n JOIN articles a ON a.id = n.article_id"
        for row_id, name, kind_, text in db.conn.execute(query).fetchall():
            _, *keys = name_keys(name, kind_, text)
            db.conn.execute(f"UPDATE {table} SET block = ?, short = ?, letters = ? WHERE id = ?", (*keys, row_id))
        block = f"SELECT block FROM {table} n WHERE n.article_id = d.article_id AND n.folded = d.folded"
        about = "speakers" if table == "appearances" else "organisations"
        db.conn.execute(
            f"UPDATE decision_names AS d SET block = coalesce(({block} LIMIT 1), block) "
            "WHERE decision_id IN (SELECT id FROM decisions WHERE about = ?)",
            (about,),
        )


MIGRATIONS(name="0005_names")(_names)


# Tables for who speaks about whom as a graph: empty until it is made.
_of_sql("0006_graph")


def _search(db: Database) -> None:
    """Let the search of quotes filter, and that of speakers find beginnings of words fast."""
    for statement in [*quotes_search(SEARCHED["quotes"], TOKENIZE, tokens_sql), *speakers_search(TOKENIZE)]:
        db.conn.execute(statement)


MIGRATIONS(name="0007_search")(_search)


# What people decide about single rows, and what the quotes show of it.
_of_sql("0008_reviews")

# What the network around one person or organisation is read from.
_of_sql("0009_ego")

# What a published copy has in place of the texts.
_of_sql("0010_publishing")


def _about_search(db: Database) -> None:
    """Let the search of quotes filter on reviews, and on whom a quote is about."""
    db.conn.execute("ALTER TABLE quotes ADD COLUMN about_plain TEXT")
    db.conn.execute("DROP TRIGGER IF EXISTS quotes_au")
    db.conn.execute(FILL_ABOUT)
    for statement in quotes_search(SEARCHED["quotes"], TOKENIZE, later_tokens_sql):
        db.conn.execute(statement)


MIGRATIONS(name="0011_about_search")(_about_search)

# Whom a name that is talked about means.
_of_sql("0012_target_speakers")

# Along which the page of who gets to speak counts.
_of_sql("0016_pages")


def migration_names() -> frozenset[str]:
    """Return the names of all migrations that this version knows."""
    with Database(memory=True) as empty:
        return frozenset(migration.name for migration in MIGRATIONS.pending(empty))
