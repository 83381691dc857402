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
