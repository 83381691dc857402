-- Columns that are added at the end leave the triggers of the search in place. A review goes with its attribution:
-- one that is in force keeps its attribution from being deleted by a new reading (statement_rows.py).
CREATE TABLE reviews (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    attribution_id INTEGER NOT NULL REFERENCES attributions(id) ON DELETE CASCADE,
    made TEXT NOT NULL,
    reviewer TEXT NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('checked', 'wrong', 'corrected')),
    wrong TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    speaker TEXT,
    role TEXT,
    organisation TEXT,
    quote TEXT,
    kind TEXT CHECK (kind IN ('direct', 'mixed', 'indirect')),
    content TEXT,
    seen_speaker TEXT,
    seen_role TEXT,
    seen_organisation TEXT,
    seen_quote TEXT NOT NULL,
    seen_kind TEXT NOT NULL,
    seen_source TEXT,
    seen_about TEXT NOT NULL DEFAULT '',
    undone TEXT,
    undone_by TEXT
);
CREATE INDEX reviews_attribution ON reviews (attribution_id, id);
CREATE INDEX reviews_verdict ON reviews (verdict);
CREATE INDEX reviews_reviewer ON reviews (reviewer);

ALTER TABLE quotes ADD COLUMN review TEXT NOT NULL DEFAULT '';
ALTER TABLE quotes ADD COLUMN corrected_speaker TEXT;
ALTER TABLE quotes ADD COLUMN corrected_role TEXT;
ALTER TABLE quotes ADD COLUMN corrected_organisation TEXT;
ALTER TABLE quotes ADD COLUMN corrected_quote TEXT;
ALTER TABLE quotes ADD COLUMN corrected_kind TEXT;
ALTER TABLE quotes ADD COLUMN found INTEGER NOT NULL DEFAULT 1;
UPDATE quotes SET found = 0 WHERE id IN (SELECT id FROM attributions WHERE found = 0);
CREATE INDEX quotes_review ON quotes (review, confidence);
CREATE INDEX quotes_corrected_speaker ON quotes (corrected_speaker) WHERE corrected_speaker IS NOT NULL;

CREATE VIEW reviewed_quotes AS
SELECT
    quotes.id AS quote_id, quotes.review, reviews.verdict, reviews.wrong, reviews.note, reviews.reviewer,
    reviews.made,
    CASE quotes.review WHEN 'corrected' THEN quotes.corrected_speaker ELSE quotes.speaker END AS speaker,
    CASE quotes.review WHEN 'corrected' THEN quotes.corrected_role ELSE quotes.role END AS role,
    CASE quotes.review WHEN 'corrected' THEN quotes.corrected_organisation ELSE quotes.organisation END
        AS organisation,
    CASE quotes.review WHEN 'corrected' THEN quotes.corrected_quote ELSE quotes.quote END AS quote,
    CASE quotes.review WHEN 'corrected' THEN quotes.corrected_kind ELSE quotes.kind END AS kind,
    quotes.speaker AS found_speaker, quotes.role AS found_role, quotes.organisation AS found_organisation,
    quotes.quote AS found_quote, quotes.kind AS found_kind, quotes.found,
    quotes.outlet, quotes.day, quotes.title, quotes.link, quotes.confidence, quotes.article_id,
    reviews.id AS review_id
FROM reviews
JOIN quotes ON quotes.id = reviews.attribution_id
WHERE reviews.undone IS NULL AND NOT EXISTS (
    SELECT 1 FROM reviews later
    WHERE later.attribution_id = reviews.attribution_id AND later.id > reviews.id AND later.undone IS NULL
)
