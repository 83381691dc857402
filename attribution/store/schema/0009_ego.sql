-- What the page of the network reads: the strongest edges from and to one, those who have the most edges, and what
-- filters look at beside each link, as another table would be read once for each of tens of thousands of quotes.
ALTER TABLE graph_nodes ADD COLUMN folded TEXT NOT NULL DEFAULT '';
ALTER TABLE graph_nodes ADD COLUMN edges INTEGER NOT NULL DEFAULT 0;
UPDATE graph_nodes SET folded = coalesce(
    (SELECT folded FROM speakers WHERE id = speaker_id),
    (SELECT folded FROM organisations WHERE id = organisation_id),
    substr(key, length('name:' || type || ':') + 1)
);
UPDATE graph_nodes SET edges = (SELECT count(*) FROM graph_edges WHERE source_id = graph_nodes.id)
+ (SELECT count(*) FROM graph_edges WHERE target_id = graph_nodes.id);
CREATE INDEX graph_nodes_edges ON graph_nodes (edges DESC, folded);

DROP INDEX graph_edges_target;
CREATE INDEX graph_edges_target ON graph_edges (target_id, statements DESC);
CREATE INDEX graph_edges_source ON graph_edges (source_id, statements DESC);

ALTER TABLE graph_quotes ADD COLUMN kind TEXT;
UPDATE graph_quotes SET kind = (SELECT kind FROM quotes WHERE quotes.id = graph_quotes.id);
ALTER TABLE graph_links ADD COLUMN said INTEGER;
ALTER TABLE graph_links ADD COLUMN outlet_id INTEGER;
ALTER TABLE graph_links ADD COLUMN day TEXT;
ALTER TABLE graph_links ADD COLUMN kind TEXT;
UPDATE graph_links SET (said, outlet_id, day, kind) = (
    SELECT said, outlet_id, day, kind FROM graph_quotes WHERE graph_quotes.id = graph_links.quote_id
);

CREATE TABLE graph_state (id INTEGER PRIMARY KEY CHECK (id = 1), made TEXT NOT NULL, current INTEGER NOT NULL);
INSERT INTO graph_state SELECT 1, started, 0 FROM runs WHERE id = (SELECT run_id FROM graph_nodes LIMIT 1)
