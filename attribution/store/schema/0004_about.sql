-- What kind of source it is, to whom it was said, and about whom.
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
