-- The collapsed graph of the whole database, step by step, as collapsing.py runs them. :run is the number of the run.

-- An index that is made at the end of all rows takes half the time of one that grows with them.
DROP INDEX graph_links_quote;
DROP INDEX graph_edges_source;
DROP INDEX graph_edges_target;
DROP INDEX graph_edges_run;
DROP INDEX graph_nodes_edges;
DELETE FROM graph_links;
DELETE FROM graph_edges;

-- Each speaker who is quoted, with the names and the affiliations that articles give.
INSERT INTO graph_nodes (key, name, type, names, affiliations, speaker_id, run_id, folded)
SELECT
    'speaker:' || s.id, s.name, s.type,
    (
        SELECT json_group_array(name) FROM (
            SELECT DISTINCT name FROM speaker_names WHERE speaker_id = s.id ORDER BY name
        )
    ),
    (
        SELECT json_group_array(label) FROM (
            SELECT DISTINCT label FROM affiliations WHERE speaker_id = s.id ORDER BY label
        )
    ),
    s.id, :run, s.folded
FROM speakers s
WHERE EXISTS (SELECT 1 FROM attributions WHERE speaker_id = s.id)
ORDER BY s.id

ON CONFLICT (key) DO UPDATE SET
    name = excluded.name, type = excluded.type, names = excluded.names, affiliations = excluded.affiliations,
    quotes = 0, statements = 0, edges = 0, speaker_id = excluded.speaker_id,
    organisation_id = excluded.organisation_id, run_id = excluded.run_id, folded = excluded.folded;

CREATE TEMP TABLE graph_speakers (speaker_id INTEGER PRIMARY KEY, node_id INTEGER NOT NULL);
INSERT INTO graph_speakers
SELECT speaker_id, id FROM graph_nodes WHERE run_id = :run AND speaker_id IS NOT NULL;

-- Which node the name of an organisation means, none where it is the name of several speakers.
CREATE TEMP TABLE graph_known (folded TEXT PRIMARY KEY, node_id INTEGER) WITHOUT ROWID;
INSERT INTO graph_known
SELECT k.folded, CASE WHEN first = last THEN s.node_id END
FROM (
    SELECT folded, min(speaker_id) AS first, max(speaker_id) AS last FROM appearances
    WHERE type = 'organisation' AND speaker_id IS NOT NULL GROUP BY folded
) k
JOIN graph_speakers s ON s.speaker_id = k.first
ORDER BY k.folded;

-- An organisation that somebody speaks for and one that speaks itself are one node where they share a name.
CREATE TEMP TABLE graph_bodies (organisation_id INTEGER PRIMARY KEY, node_id INTEGER);
INSERT INTO graph_bodies
SELECT o.id, CASE count(DISTINCT k.node_id) WHEN 1 THEN min(k.node_id) END
FROM organisations o
LEFT JOIN organisation_names n ON n.organisation_id = o.id
LEFT JOIN graph_known k ON k.folded = n.folded
WHERE EXISTS (SELECT 1 FROM affiliations WHERE organisation_id = o.id AND speaker_id IS NOT NULL)
GROUP BY o.id;

INSERT INTO graph_nodes (key, name, type, names, affiliations, organisation_id, run_id, folded)
SELECT
    'organisation:' || o.id, o.name, 'organisation',
    (
        SELECT json_group_array(name) FROM (
            SELECT DISTINCT name FROM organisation_names WHERE organisation_id = o.id ORDER BY name
        )
    ),
    '[]', o.id, :run, o.folded
FROM graph_bodies b JOIN organisations o ON o.id = b.organisation_id
WHERE b.node_id IS NULL
ORDER BY o.id

ON CONFLICT (key) DO UPDATE SET
    name = excluded.name, type = excluded.type, names = excluded.names, affiliations = excluded.affiliations,
    quotes = 0, statements = 0, edges = 0, speaker_id = excluded.speaker_id,
    organisation_id = excluded.organisation_id, run_id = excluded.run_id, folded = excluded.folded;

-- Whoever has several names is found by each.
UPDATE graph_nodes SET folded = called(folded, names) WHERE run_id = :run AND json_array_length(names) > 1;

-- The plus keeps SQLite from the index of runs, by which it would walk over all nodes for each organisation.
UPDATE graph_bodies SET node_id = (
    SELECT id FROM graph_nodes
    WHERE graph_nodes.organisation_id = graph_bodies.organisation_id AND +run_id = :run
) WHERE node_id IS NULL;
INSERT OR IGNORE INTO graph_known
SELECT n.folded, min(b.node_id)
FROM organisation_names n JOIN graph_bodies b ON b.organisation_id = n.organisation_id
GROUP BY n.folded HAVING count(DISTINCT b.node_id) = 1;

-- Those who are only talked about: a node for each name that means no speaker, spelled as it is first.
CREATE TEMP TABLE graph_named (
    folded TEXT NOT NULL, type TEXT NOT NULL, node_id INTEGER, PRIMARY KEY (folded, type)
) WITHOUT ROWID;
INSERT INTO graph_named
SELECT t.folded, t.type, k.node_id
FROM (SELECT DISTINCT folded, type FROM targets WHERE folded IS NOT NULL AND speaker_id IS NULL) t
LEFT JOIN graph_known k ON k.folded = t.folded AND t.type = 'organisation'
ORDER BY t.folded, t.type;

INSERT INTO graph_nodes (key, name, type, names, affiliations, run_id, folded)
SELECT 'name:' || type || ':' || folded, name, type, json_array(name), '[]', :run, folded
FROM (
    SELECT
        n.folded, n.type,
        (
            SELECT name FROM targets t WHERE t.folded = n.folded AND t.type = n.type AND t.speaker_id IS NULL
            ORDER BY t.id LIMIT 1
        ) AS name
    FROM graph_named n WHERE n.node_id IS NULL
)
WHERE true ORDER BY folded, type

ON CONFLICT (key) DO UPDATE SET
    name = excluded.name, type = excluded.type, names = excluded.names, affiliations = excluded.affiliations,
    quotes = 0, statements = 0, edges = 0, speaker_id = excluded.speaker_id,
    organisation_id = excluded.organisation_id, run_id = excluded.run_id, folded = excluded.folded;

UPDATE graph_named SET node_id = (
    SELECT id FROM graph_nodes WHERE key = 'name:' || graph_named.type || ':' || graph_named.folded
) WHERE node_id IS NULL;

DELETE FROM graph_quotes;
INSERT INTO graph_quotes (id, node_id, said, article_id, outlet_id, day, kind)
SELECT q.id, s.node_id, said(q.quote), q.article_id, a.outlet_id, q.day, q.kind
FROM quotes q
CROSS JOIN graph_speakers s ON s.speaker_id = q.speaker_id
CROSS JOIN articles a ON a.id = q.article_id
ORDER BY q.id;

-- Nobody is a node's own target, nor does anyone belong to or quote himself.
INSERT OR IGNORE INTO graph_links (source_id, target_id, relation, quote_id, said, outlet_id, day, kind)
SELECT source_id, target_id, relation, quote_id, said, outlet_id, day, kind FROM (
    SELECT
        q.node_id AS source_id,
        coalesce(s.node_id, n.node_id) AS target_id,
        'about' AS relation, q.id AS quote_id, q.said, q.outlet_id, q.day, q.kind
    FROM targets t
    CROSS JOIN graph_quotes q ON q.id = t.attribution_id
    LEFT JOIN graph_speakers s ON s.speaker_id = t.speaker_id
    LEFT JOIN graph_named n ON n.folded = t.folded AND n.type = t.type
    WHERE t.own = 0 AND t.again = 0 AND t.folded IS NOT NULL
    UNION ALL
    SELECT q.node_id, b.node_id, 'affiliation', q.id, q.said, q.outlet_id, q.day, q.kind
    FROM attributions t
    CROSS JOIN graph_quotes q ON q.id = t.id
    CROSS JOIN affiliations a ON a.id = t.affiliation_id
    CROSS JOIN graph_bodies b ON b.organisation_id = a.organisation_id
    WHERE t.affiliation_id IS NOT NULL
    UNION ALL
    SELECT outside.node_id, q.node_id, 'nested', q.id, q.said, q.outlet_id, q.day, q.kind
    FROM attributions t
    CROSS JOIN graph_quotes q ON q.id = t.id
    CROSS JOIN graph_quotes outside ON outside.id = t.nested_in
    WHERE t.nested_in IS NOT NULL
)
WHERE source_id != target_id
ORDER BY source_id, target_id, relation, quote_id;

INSERT INTO graph_edges (
    source_id, target_id, relation, statements, quotes, outlets, first_day, last_day, run_id
)
SELECT
    source_id, target_id, relation, count(DISTINCT said), count(*), count(DISTINCT outlet_id), min(day), max(day),
    :run
FROM graph_links
GROUP BY source_id, target_id, relation;

UPDATE graph_nodes SET quotes = counted.quotes, statements = counted.statements FROM (
    SELECT node_id, count(*) AS quotes, count(DISTINCT said) AS statements FROM graph_quotes GROUP BY node_id
) counted WHERE graph_nodes.id = counted.node_id;

CREATE INDEX graph_links_quote ON graph_links (quote_id);
CREATE INDEX graph_edges_source ON graph_edges (source_id, statements DESC);
CREATE INDEX graph_edges_target ON graph_edges (target_id, statements DESC);
CREATE INDEX graph_edges_run ON graph_edges (run_id);

UPDATE graph_nodes SET edges = edges + counted.number FROM (
    SELECT source_id AS id, count(*) AS number FROM graph_edges GROUP BY source_id
) counted WHERE graph_nodes.id = counted.id;
UPDATE graph_nodes SET edges = edges + counted.number FROM (
    SELECT target_id AS id, count(*) AS number FROM graph_edges GROUP BY target_id
) counted WHERE graph_nodes.id = counted.id;

CREATE INDEX graph_nodes_edges ON graph_nodes (edges DESC, folded);

-- A name that only quotes without a named speaker mention stands in no edge: it is no part of the graph. The index
-- of targets is there again by now.
DELETE FROM graph_nodes WHERE run_id != :run
OR quotes = 0 AND id NOT IN (SELECT target_id FROM graph_edges);
DELETE FROM graphs WHERE node_id NOT IN (SELECT id FROM graph_nodes);
DELETE FROM graph_measures WHERE node_id NOT IN (SELECT id FROM graph_nodes)
OR graph_id NOT IN (SELECT id FROM graphs);
DELETE FROM graph_months WHERE node_id NOT IN (SELECT id FROM graph_nodes)
OR graph_id NOT IN (SELECT id FROM graphs);
DELETE FROM graph_state;
INSERT INTO graph_state SELECT 1, started, 1 FROM runs WHERE id = :run AND EXISTS (SELECT 1 FROM graph_nodes)
