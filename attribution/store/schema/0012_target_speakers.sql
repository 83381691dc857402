-- Whom a name that is talked about means, kept with each row of targets.
ALTER TABLE targets ADD COLUMN speaker_id INTEGER REFERENCES speakers(id);
UPDATE targets SET speaker_id = 
coalesce(
    (
        SELECT a.speaker_id FROM attributions t
        JOIN appearances a ON a.article_id = t.article_id AND a.folded = targets.folded AND a.type = targets.type
        WHERE t.id = targets.attribution_id
    ),
    CASE (SELECT min(speaker_id) FROM appearances a WHERE a.folded = targets.folded AND a.type = targets.type)
    WHEN (SELECT max(speaker_id) FROM appearances a WHERE a.folded = targets.folded AND a.type = targets.type)
    THEN (SELECT min(speaker_id) FROM appearances a WHERE a.folded = targets.folded AND a.type = targets.type) END
)
;
CREATE INDEX targets_speaker ON targets (speaker_id);
DROP INDEX targets_folded;
CREATE INDEX targets_folded ON targets (folded, type, speaker_id);

DROP VIEW who_about_whom;
CREATE VIEW who_about_whom AS
SELECT
    quotes.id AS quote_id, quotes.speaker, targets.name AS about, targets.type AS about_type,
    targets.text AS words, quotes.quote, quotes.kind, quotes.act, quotes.outlet, quotes.day, quotes.title,
    quotes.link, targets.confidence, quotes.speaker_id, targets.speaker_id AS about_id
FROM targets
JOIN quotes ON quotes.id = targets.attribution_id
WHERE targets.own = 0 AND targets.again = 0
