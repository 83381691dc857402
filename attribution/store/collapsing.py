"""Making the collapsed graph of the whole database, in SQL: its nodes, its edges, and the quotes behind each.

Everything here runs inside the transaction of its caller. What a step needs is laid in temporary tables, which
SQLite keeps on disk where they are large: memory does not grow with the database.
"""

from __future__ import annotations

import sqlite3

from attribution.store.statements import said

# KiB of the database that are held while the graph is made: rows of quotes and names are looked up in no order.
_CACHE = 256 * 1024

_TEMPORARY = ("graph_known", "graph_bodies", "graph_speakers", "graph_named", "graph_said", "graph_pairs")

_UPSERT = """
ON CONFLICT (key) DO UPDATE SET
    name = excluded.name, type = excluded.type, names = excluded.names, affiliations = excluded.affiliations,
    quotes = 0, statements = 0, articles = 0, outlets = 0, speaker_id = excluded.speaker_id,
    organisation_id = excluded.organisation_id, run_id = excluded.run_id
"""

# Each speaker who is quoted, with the names and the affiliations that articles give.
_SPEAKERS = f"""
INSERT INTO graph_nodes (key, name, type, names, affiliations, speaker_id, run_id)
SELECT
    'speaker:' || s.id, s.name, s.type,
    coalesce((
        SELECT json_group_array(name) FROM (
            SELECT DISTINCT name FROM appearances WHERE speaker_id = s.id ORDER BY name
        )
    ), '[]'),
    coalesce((
        SELECT json_group_array(label) FROM (
            SELECT DISTINCT label FROM affiliations WHERE speaker_id = s.id ORDER BY label
        )
    ), '[]'),
    s.id, :run
FROM speakers s
WHERE EXISTS (SELECT 1 FROM attributions WHERE speaker_id = s.id)
ORDER BY s.id
{_UPSERT}
"""

_SPEAKER_NODES = """
CREATE TEMP TABLE graph_speakers (speaker_id INTEGER PRIMARY KEY, node_id INTEGER NOT NULL);
INSERT INTO graph_speakers
SELECT speaker_id, id FROM graph_nodes WHERE run_id = :run AND speaker_id IS NOT NULL
"""

# What a name means wherever it stands. Where it is the name of several speakers, the article has to tell.
_KNOWN = """
CREATE TEMP TABLE graph_known (
    folded TEXT NOT NULL, type TEXT NOT NULL, node_id INTEGER, several INTEGER NOT NULL,
    PRIMARY KEY (folded, type)
) WITHOUT ROWID;
INSERT INTO graph_known
SELECT
    p.folded, p.type, CASE count(DISTINCT p.speaker_id) WHEN 1 THEN min(s.node_id) END,
    count(DISTINCT p.speaker_id) > 1
FROM appearances p JOIN graph_speakers s ON s.speaker_id = p.speaker_id
GROUP BY p.folded, p.type ORDER BY p.folded, p.type
"""

# An organisation that somebody speaks for and one that speaks itself are one node where they share a name.
_BODIES = """
CREATE TEMP TABLE graph_bodies (organisation_id INTEGER PRIMARY KEY, node_id INTEGER);
INSERT INTO graph_bodies
SELECT o.id, CASE count(DISTINCT k.node_id) WHEN 1 THEN min(k.node_id) END
FROM organisations o
LEFT JOIN organisation_names n ON n.organisation_id = o.id
LEFT JOIN graph_known k ON k.folded = n.folded AND k.type = 'organisation'
WHERE EXISTS (SELECT 1 FROM affiliations WHERE organisation_id = o.id AND speaker_id IS NOT NULL)
GROUP BY o.id
"""

_ORGANISATIONS = f"""
INSERT INTO graph_nodes (key, name, type, names, affiliations, organisation_id, run_id)
SELECT
    'organisation:' || o.id, o.name, 'organisation',
    coalesce((
        SELECT json_group_array(name) FROM (
            SELECT DISTINCT name FROM organisation_names WHERE organisation_id = o.id ORDER BY name
        )
    ), '[]'),
    '[]', o.id, :run
FROM graph_bodies b JOIN organisations o ON o.id = b.organisation_id
WHERE b.node_id IS NULL
ORDER BY o.id
{_UPSERT}
"""

_BODY_NODES = """
UPDATE graph_bodies SET node_id = (
    SELECT id FROM graph_nodes WHERE graph_nodes.organisation_id = graph_bodies.organisation_id AND run_id = :run
) WHERE node_id IS NULL;
INSERT OR IGNORE INTO graph_known
SELECT n.folded, 'organisation', min(b.node_id), 0
FROM organisation_names n JOIN graph_bodies b ON b.organisation_id = n.organisation_id
GROUP BY n.folded HAVING count(DISTINCT b.node_id) = 1
"""

# Those who are only talked about: a node for each name.
_NAMED = """
CREATE TEMP TABLE graph_named (
    folded TEXT NOT NULL, type TEXT NOT NULL, name TEXT NOT NULL, node_id INTEGER, several INTEGER NOT NULL,
    PRIMARY KEY (folded, type)
) WITHOUT ROWID;
INSERT INTO graph_named
SELECT t.folded, t.type, t.name, k.node_id, coalesce(k.several, 0)
FROM (
    SELECT folded, type, min(name) AS name FROM targets
    WHERE own = 0 AND again = 0 AND folded IS NOT NULL GROUP BY folded, type
) t
LEFT JOIN graph_known k ON k.folded = t.folded AND k.type = t.type
ORDER BY t.folded, t.type
"""

_NAMES = f"""
INSERT INTO graph_nodes (key, name, type, names, affiliations, run_id)
SELECT 'name:' || type || ':' || folded, name, type, json_array(name), '[]', :run
FROM graph_named WHERE node_id IS NULL ORDER BY folded, type
{_UPSERT}
"""

_NAME_NODES = """
UPDATE graph_named SET node_id = (
    SELECT id FROM graph_nodes WHERE key = 'name:' || graph_named.type || ':' || graph_named.folded
) WHERE node_id IS NULL
"""

_SAID = """
CREATE TEMP TABLE graph_said (
    id INTEGER PRIMARY KEY, node_id INTEGER NOT NULL, said INTEGER NOT NULL, article_id INTEGER NOT NULL,
    outlet_id INTEGER, day TEXT
);
INSERT INTO graph_said
SELECT q.id, s.node_id, said(q.quote), q.article_id, a.outlet_id, q.day
FROM quotes q
CROSS JOIN graph_speakers s ON s.speaker_id = q.speaker_id
CROSS JOIN articles a ON a.id = q.article_id
ORDER BY q.id;
DELETE FROM graph_quotes;
INSERT INTO graph_quotes (id, said) SELECT id, said FROM graph_said ORDER BY id
"""

# Nobody is a node's own target, nor does anyone belong to or quote himself. The pairs carry what is counted of
# them: to look it up later, in the order of the pairs, would be to look in no order of the quotes.
_PAIRS = """
CREATE TEMP TABLE graph_pairs (
    source_id INTEGER, target_id INTEGER, relation TEXT, quote_id INTEGER, said INTEGER, article_id INTEGER,
    outlet_id INTEGER, day TEXT, PRIMARY KEY (source_id, target_id, relation, quote_id)
) WITHOUT ROWID;
INSERT OR IGNORE INTO graph_pairs
SELECT * FROM (
    SELECT
        q.node_id AS source_id,
        CASE n.several WHEN 0 THEN n.node_id ELSE coalesce((
            SELECT s.node_id FROM appearances p JOIN graph_speakers s ON s.speaker_id = p.speaker_id
            WHERE p.article_id = q.article_id AND p.folded = n.folded AND p.type = n.type
        ), n.node_id) END AS target_id,
        'about' AS relation, q.id AS quote_id, q.said, q.article_id, q.outlet_id, q.day
    FROM targets t
    CROSS JOIN graph_said q ON q.id = t.attribution_id
    CROSS JOIN graph_named n ON n.folded = t.folded AND n.type = t.type
    WHERE t.own = 0 AND t.again = 0
    UNION ALL
    SELECT q.node_id, b.node_id, 'affiliation', q.id, q.said, q.article_id, q.outlet_id, q.day
    FROM attributions t
    CROSS JOIN graph_said q ON q.id = t.id
    CROSS JOIN affiliations a ON a.id = t.affiliation_id
    CROSS JOIN graph_bodies b ON b.organisation_id = a.organisation_id
    WHERE t.affiliation_id IS NOT NULL
    UNION ALL
    SELECT outside.node_id, q.node_id, 'nested', q.id, q.said, q.article_id, q.outlet_id, q.day
    FROM attributions t
    CROSS JOIN graph_said q ON q.id = t.id
    CROSS JOIN graph_said outside ON outside.id = t.nested_in
    WHERE t.nested_in IS NOT NULL
)
WHERE source_id != target_id
ORDER BY source_id, target_id, relation, quote_id
"""

_EDGES = """
INSERT INTO graph_edges (
    source_id, relation, target_id, statements, quotes, articles, outlets, first_day, last_day, label, run_id
)
SELECT
    pair.source_id, pair.relation, pair.target_id, pair.statements, pair.quotes, pair.articles, pair.outlets,
    pair.first_day, pair.last_day,
    one.name || CASE pair.relation
        WHEN 'about' THEN ' about ' WHEN 'affiliation' THEN ' for ' ELSE ' reports ' END || other.name,
    :run
FROM (
    SELECT
        source_id, target_id, relation, count(DISTINCT said) AS statements, count(*) AS quotes,
        count(DISTINCT article_id) AS articles, count(DISTINCT outlet_id) AS outlets, min(day) AS first_day,
        max(day) AS last_day
    FROM graph_pairs GROUP BY source_id, target_id, relation
) pair
CROSS JOIN graph_nodes one ON one.id = pair.source_id
CROSS JOIN graph_nodes other ON other.id = pair.target_id
WHERE true
ON CONFLICT (source_id, target_id, relation) DO UPDATE SET
    statements = excluded.statements, quotes = excluded.quotes, articles = excluded.articles,
    outlets = excluded.outlets, first_day = excluded.first_day, last_day = excluded.last_day,
    label = excluded.label, run_id = excluded.run_id
"""

_LINKS = """
INSERT INTO graph_links (edge_id, quote_id)
SELECT e.id, p.quote_id FROM graph_edges e CROSS JOIN graph_pairs p
ON p.source_id = e.source_id AND p.target_id = e.target_id AND p.relation = e.relation
WHERE e.run_id = :run
"""

_COUNTS = """
UPDATE graph_nodes SET quotes = counted.quotes, statements = counted.statements FROM (
    SELECT node_id, count(*) AS quotes, count(DISTINCT said) AS statements FROM graph_said GROUP BY node_id
) counted WHERE graph_nodes.id = counted.node_id;
UPDATE graph_nodes SET articles = counted.articles, outlets = counted.outlets FROM (
    SELECT node_id, count(DISTINCT article_id) AS articles, count(DISTINCT outlet_id) AS outlets FROM (
        SELECT node_id, article_id, outlet_id FROM graph_said
        UNION ALL
        SELECT target_id, article_id, outlet_id FROM graph_pairs
    )
    GROUP BY node_id
) counted WHERE graph_nodes.id = counted.node_id
"""

# A name that only quotes without a named speaker mention stands in no edge: it is no part of the graph.
_STALE = """
DELETE FROM graph_edges WHERE run_id != :run;
DELETE FROM graph_nodes WHERE run_id != :run OR articles = 0
"""

# What two different steps have to see in between is made by separate statements, in this order.
_STEPS = (
    *(_SPEAKERS, _SPEAKER_NODES, _KNOWN, _BODIES, _ORGANISATIONS, _BODY_NODES, _NAMED, _NAMES, _NAME_NODES),
    *("DELETE FROM graph_links", _SAID, _PAIRS, _EDGES, _LINKS, _COUNTS, _STALE),
)


def collapse(db: sqlite3.Connection, run_id: int) -> None:
    """Bring the tables of nodes, edges and the quotes behind them to all that the database holds now.

    A node or edge that was there before keeps its number.
    """
    db.create_function("said", 1, said, deterministic=True)
    cache = db.execute("PRAGMA cache_size").fetchone()[0]
    db.execute(f"PRAGMA cache_size = -{_CACHE}")
    try:
        _drop(db)
        for step in _STEPS:
            for statement in step.split(";"):
                values = {"run": run_id} if ":run" in statement else {}
                db.execute(statement, values)
        _drop(db)
    finally:
        db.execute(f"PRAGMA cache_size = {cache}")


def _drop(db: sqlite3.Connection) -> None:
    for table in _TEMPORARY:
        db.execute(f"DROP TABLE IF EXISTS temp.{table}")
