"""The tables, as migrations of sqlite-utils. The schema is the contract with everything that reads.

A migration is never edited once released: a change is a new migration at the end of this module.
``transform()`` drops the triggers that keep the full-text search current, so a migration that
transforms a searched table has to enable its search again.
"""

from __future__ import annotations

import json
from collections.abc import Callable

from sqlite_utils import Database, Migrations

from attribution.store.clusters import name_keys
from attribution.store.graph_schema import EGO, GRAPH
from attribution.store.publish_schema import PUBLISHING
from attribution.store.review_schema import REVIEWS
from attribution.store.search_schema import quotes_search, speakers_search
from attribution.store.shelf import FILL_ABOUT, later_shelf_sql, shelf_sql

MIGRATIONS = Migrations("attribution")

# Accents fold in the index itself; letters such as ł and ø, which are letters of their own to
# Unicode, are folded by the columns of search helpers (see folding.plain).
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

# AUTOINCREMENT, so that the address of a removed row never comes to show another row. Not for runs: the
# number of one that left nothing behind is free again, or reading the same twice would leave a trace.
_FIRST = """
CREATE TABLE runs (
    id INTEGER PRIMARY KEY,
    started TEXT NOT NULL,
    version TEXT NOT NULL,
    model TEXT NOT NULL,
    options TEXT NOT NULL
);

CREATE TABLE outlets (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    folded TEXT NOT NULL UNIQUE
);

CREATE TABLE articles (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    title TEXT,
    outlet_id INTEGER REFERENCES outlets(id),
    day TEXT,
    date TEXT,
    byline TEXT,
    url TEXT,
    path TEXT,
    text TEXT NOT NULL,
    input_id TEXT,
    label TEXT NOT NULL,
    edited TEXT NOT NULL DEFAULT '',
    run_id INTEGER NOT NULL REFERENCES runs(id),
    last_run_id INTEGER NOT NULL REFERENCES runs(id),
    hash TEXT NOT NULL,
    origin TEXT NOT NULL,
    plain TEXT,
    UNIQUE (hash, origin)
);
CREATE INDEX articles_outlet ON articles (outlet_id);
CREATE INDEX articles_day ON articles (day DESC);
CREATE INDEX articles_run ON articles (run_id);
CREATE INDEX articles_last_run ON articles (last_run_id);

CREATE TABLE speakers (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    type TEXT NOT NULL,
    folded TEXT NOT NULL,
    UNIQUE (folded, type)
);
CREATE INDEX speakers_type ON speakers (type);

CREATE TABLE speaker_names (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    speaker_id INTEGER NOT NULL REFERENCES speakers(id),
    name TEXT NOT NULL,
    article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
    UNIQUE (speaker_id, name, article_id)
);
CREATE INDEX speaker_names_name ON speaker_names (name);
CREATE INDEX speaker_names_article ON speaker_names (article_id);

CREATE TABLE organisations (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    folded TEXT NOT NULL UNIQUE
);

CREATE TABLE affiliations (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    speaker_id INTEGER REFERENCES speakers(id),
    role TEXT,
    organisation_id INTEGER REFERENCES organisations(id),
    article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
    day TEXT,
    evidence TEXT NOT NULL,
    evidence_spans TEXT NOT NULL,
    label TEXT NOT NULL
);
CREATE INDEX affiliations_speaker ON affiliations (speaker_id);
CREATE INDEX affiliations_role ON affiliations (role);
CREATE INDEX affiliations_organisation ON affiliations (organisation_id);
CREATE INDEX affiliations_article ON affiliations (article_id);
CREATE INDEX affiliations_day ON affiliations (day DESC);

CREATE TABLE attributions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('direct', 'mixed', 'indirect')),
    speaker_id INTEGER REFERENCES speakers(id),
    speaker_type TEXT NOT NULL,
    description TEXT,
    method TEXT NOT NULL,
    mention_start INTEGER,
    mention_end INTEGER,
    affiliation_id INTEGER REFERENCES affiliations(id) ON DELETE SET NULL,
    nested_in INTEGER REFERENCES attributions(id) ON DELETE SET NULL,
    confidence REAL NOT NULL,
    speaker_confidence REAL,
    found INTEGER NOT NULL DEFAULT 1,
    run_id INTEGER NOT NULL REFERENCES runs(id),
    last_run_id INTEGER NOT NULL REFERENCES runs(id),
    spans_key TEXT NOT NULL,
    label TEXT NOT NULL,
    UNIQUE (article_id, spans_key)
);
CREATE INDEX attributions_kind ON attributions (kind);
CREATE INDEX attributions_speaker ON attributions (speaker_id);
CREATE INDEX attributions_speaker_type ON attributions (speaker_type);
CREATE INDEX attributions_method ON attributions (method);
CREATE INDEX attributions_affiliation ON attributions (affiliation_id);
CREATE INDEX attributions_nested_in ON attributions (nested_in);
CREATE INDEX attributions_found ON attributions (found);
CREATE INDEX attributions_run ON attributions (run_id);
CREATE INDEX attributions_last_run ON attributions (last_run_id);

CREATE TABLE spans (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    attribution_id INTEGER NOT NULL REFERENCES attributions(id) ON DELETE CASCADE,
    role TEXT NOT NULL CHECK (role IN ('source', 'cue', 'content')),
    position INTEGER NOT NULL,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL CHECK ("end" > "start"),
    text TEXT NOT NULL
);
CREATE INDEX spans_attribution ON spans (attribution_id);
CREATE INDEX spans_role ON spans (role);

CREATE TABLE quotes (
    id INTEGER PRIMARY KEY REFERENCES attributions(id) ON DELETE CASCADE,
    speaker TEXT,
    role TEXT,
    organisation TEXT,
    quote TEXT NOT NULL,
    kind TEXT NOT NULL,
    cue TEXT,
    source TEXT,
    outlet TEXT,
    day TEXT,
    title TEXT,
    link TEXT,
    confidence REAL NOT NULL,
    speaker_type TEXT NOT NULL,
    method TEXT NOT NULL,
    speaker_id INTEGER REFERENCES speakers(id),
    article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
    quote_plain TEXT,
    who_plain TEXT
);
CREATE INDEX quotes_speaker ON quotes (speaker);
CREATE INDEX quotes_organisation ON quotes (organisation);
CREATE INDEX quotes_role ON quotes (role);
CREATE INDEX quotes_kind ON quotes (kind);
CREATE INDEX quotes_outlet ON quotes (outlet, day DESC);
CREATE INDEX quotes_day ON quotes (day DESC);
CREATE INDEX quotes_speaker_type ON quotes (speaker_type);
CREATE INDEX quotes_method ON quotes (method);
CREATE INDEX quotes_speaker_id ON quotes (speaker_id, day DESC, article_id);
CREATE INDEX quotes_article ON quotes (article_id);
"""


def _first_tables(db: Database) -> None:
    """Everything of the first release."""
    db.executescript(_FIRST)
    for table, columns in SEARCHED.items():
        db[table].enable_fts(columns, tokenize=TOKENIZE, create_triggers=True)


MIGRATIONS(name="0001_first_tables")(_first_tables)


def _statements(text: str) -> Callable[[Database], None]:
    """Return the migration that runs statements with semicolons between."""

    def run(db: Database) -> None:
        # Not executescript(), which commits first and so would let two programs make the same change.
        for statement in text.split(";"):
            db.conn.execute(statement)

    return run


_ACTS = """
ALTER TABLE attributions ADD COLUMN act TEXT NOT NULL DEFAULT 'speech';
ALTER TABLE attributions ADD COLUMN negated INTEGER NOT NULL DEFAULT 0;
ALTER TABLE attributions ADD COLUMN hedged INTEGER NOT NULL DEFAULT 0;
CREATE INDEX attributions_act ON attributions (act);

ALTER TABLE quotes ADD COLUMN act TEXT NOT NULL DEFAULT 'speech';
ALTER TABLE quotes ADD COLUMN negated INTEGER NOT NULL DEFAULT 0;
ALTER TABLE quotes ADD COLUMN hedged INTEGER NOT NULL DEFAULT 0;
ALTER TABLE quotes ADD COLUMN nested_in INTEGER REFERENCES attributions(id) ON DELETE SET NULL;
UPDATE quotes SET nested_in = (SELECT nested_in FROM attributions WHERE attributions.id = quotes.id);
CREATE INDEX quotes_act ON quotes (act);
CREATE INDEX quotes_nested_in ON quotes (nested_in);
"""


# What the cue says was done, and whether it was negated or hedged; rows stored before need a new reading. The new
# columns stand last, as no table is made anew for them, so the triggers of the search stay.
MIGRATIONS(name="0002_acts")(_statements(_ACTS))


_IDENTITY = """
ALTER TABLE speakers ADD COLUMN wikidata TEXT;
ALTER TABLE organisations ADD COLUMN wikidata TEXT;

CREATE TABLE appearances (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
    speaker_id INTEGER REFERENCES speakers(id),
    name TEXT NOT NULL,
    type TEXT NOT NULL,
    forms TEXT NOT NULL,
    folded TEXT NOT NULL,
    block TEXT NOT NULL,
    short TEXT NOT NULL,
    letters TEXT NOT NULL,
    UNIQUE (article_id, folded, type)
);
CREATE INDEX appearances_speaker ON appearances (speaker_id);
CREATE INDEX appearances_type ON appearances (type);
CREATE INDEX appearances_block ON appearances (block);
CREATE INDEX appearances_short ON appearances (short);
CREATE INDEX appearances_letters ON appearances (letters);

CREATE TABLE organisation_names (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
    organisation_id INTEGER REFERENCES organisations(id),
    name TEXT NOT NULL,
    folded TEXT NOT NULL,
    block TEXT NOT NULL,
    short TEXT NOT NULL,
    letters TEXT NOT NULL,
    UNIQUE (article_id, folded)
);
CREATE INDEX organisation_names_organisation ON organisation_names (organisation_id);
CREATE INDEX organisation_names_block ON organisation_names (block);
CREATE INDEX organisation_names_short ON organisation_names (short);
CREATE INDEX organisation_names_letters ON organisation_names (letters);

ALTER TABLE attributions ADD COLUMN appearance_id INTEGER REFERENCES appearances(id) ON DELETE SET NULL;
CREATE INDEX attributions_appearance ON attributions (appearance_id);
ALTER TABLE affiliations ADD COLUMN appearance_id INTEGER REFERENCES appearances(id) ON DELETE SET NULL;
ALTER TABLE affiliations ADD COLUMN organisation_name_id INTEGER
    REFERENCES organisation_names(id) ON DELETE SET NULL;
CREATE INDEX affiliations_appearance ON affiliations (appearance_id);
CREATE INDEX affiliations_organisation_name ON affiliations (organisation_name_id);

CREATE TABLE decisions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    made TEXT NOT NULL,
    who TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('merge', 'split', 'rename', 'link')),
    about TEXT NOT NULL CHECK (about IN ('speakers', 'organisations')),
    label TEXT NOT NULL,
    value TEXT,
    undone TEXT
);
CREATE INDEX decisions_kind ON decisions (kind);

CREATE TABLE decision_names (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    decision_id INTEGER NOT NULL REFERENCES decisions(id) ON DELETE CASCADE,
    side INTEGER NOT NULL,
    name TEXT NOT NULL,
    article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
    folded TEXT NOT NULL,
    block TEXT NOT NULL
);
CREATE INDEX decision_names_decision ON decision_names (decision_id);
CREATE INDEX decision_names_article ON decision_names (article_id);
CREATE INDEX decision_names_block ON decision_names (block)
"""


def _identity(db: Database) -> None:
    """Keep what each article calls a speaker or organisation apart from who that is.

    Rows stored before keep their speakers until an article with such a name is read.
    """
    for statement in _IDENTITY.split(";"):
        db.conn.execute(statement)
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


_ABOUT = """
ALTER TABLE attributions ADD COLUMN source_type TEXT;
ALTER TABLE attributions ADD COLUMN addressee TEXT;
ALTER TABLE attributions ADD COLUMN addressee_start INTEGER;
ALTER TABLE attributions ADD COLUMN addressee_end INTEGER;
CREATE INDEX attributions_source_type ON attributions (source_type);

ALTER TABLE quotes ADD COLUMN source_type TEXT;
ALTER TABLE quotes ADD COLUMN addressee TEXT;
CREATE INDEX quotes_source_type ON quotes (source_type);
CREATE INDEX quotes_addressee ON quotes (addressee);

ALTER TABLE affiliations ADD COLUMN state TEXT;
ALTER TABLE affiliations ADD COLUMN party TEXT;
CREATE INDEX affiliations_state ON affiliations (state);

CREATE TABLE targets (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    attribution_id INTEGER NOT NULL REFERENCES attributions(id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    name TEXT,
    folded TEXT,
    type TEXT NOT NULL,
    own INTEGER NOT NULL,
    again INTEGER NOT NULL,
    text TEXT NOT NULL,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL CHECK ("end" > "start"),
    method TEXT NOT NULL,
    confidence REAL NOT NULL
);
CREATE INDEX targets_attribution ON targets (attribution_id);
CREATE INDEX targets_name ON targets (name);
CREATE INDEX targets_folded ON targets (folded, type);

CREATE VIEW who_about_whom AS
SELECT
    quotes.id AS quote_id, quotes.speaker, targets.name AS about, targets.type AS about_type,
    targets.text AS words, quotes.quote, quotes.kind, quotes.act, quotes.outlet, quotes.day, quotes.title,
    quotes.link, targets.confidence, quotes.speaker_id,
    (
        SELECT CASE count(*) WHEN 1 THEN max(id) END FROM speakers
        WHERE speakers.folded = targets.folded AND speakers.type = targets.type
    ) AS about_id
FROM targets
JOIN quotes ON quotes.id = targets.attribution_id
WHERE targets.own = 0 AND targets.again = 0;
"""


# What kind of source it is, to whom it was said, and about whom; rows stored before need a new reading.
MIGRATIONS(name="0004_about")(_statements(_ABOUT))


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
MIGRATIONS(name="0006_graph")(_statements(GRAPH))


def _search(db: Database) -> None:
    """Let the search of quotes filter, and that of speakers find beginnings of words fast."""
    for statement in [*quotes_search(SEARCHED["quotes"], TOKENIZE, shelf_sql), *speakers_search(TOKENIZE)]:
        db.conn.execute(statement)


MIGRATIONS(name="0007_search")(_search)


# What people decide about single rows, and what the quotes show of it.
MIGRATIONS(name="0008_reviews")(_statements(REVIEWS))

# What the network around one person or organisation is read from.
MIGRATIONS(name="0009_ego")(_statements(EGO))

# What a published copy has in place of the texts.
MIGRATIONS(name="0010_publishing")(_statements(PUBLISHING))


def _about_search(db: Database) -> None:
    """Let the search of quotes filter on reviews, and on whom a quote is about."""
    db.conn.execute("ALTER TABLE quotes ADD COLUMN about_plain TEXT")
    db.conn.execute("DROP TRIGGER IF EXISTS quotes_au")
    db.conn.execute(FILL_ABOUT)
    for statement in quotes_search(SEARCHED["quotes"], TOKENIZE, later_shelf_sql):
        db.conn.execute(statement)


MIGRATIONS(name="0011_about_search")(_about_search)


def migration_names() -> frozenset[str]:
    """Return the names of all migrations that this version knows."""
    with Database(memory=True) as empty:
        return frozenset(migration.name for migration in MIGRATIONS.pending(empty))
