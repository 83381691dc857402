-- What a cue says was done, and how.
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
