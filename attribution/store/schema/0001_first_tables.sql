-- AUTOINCREMENT, so that the address of a removed row never comes to show another row. Not for runs: the
-- number of one that left nothing behind is free again, or reading the same twice would leave a trace.
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
