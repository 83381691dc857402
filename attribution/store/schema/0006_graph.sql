-- Numbers of nodes are never given anew, so that an address of a node, or of an edge between two, goes on showing
-- what it showed. A quote that a new reading no longer finds goes from here too, the counts stay until the graph is
-- made anew. What is always made anew as a whole names nodes without a key.
CREATE INDEX appearances_name ON appearances (folded, type, speaker_id);

CREATE TABLE graph_nodes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    type TEXT NOT NULL,
    names TEXT NOT NULL DEFAULT '[]',
    affiliations TEXT NOT NULL DEFAULT '[]',
    quotes INTEGER NOT NULL DEFAULT 0,
    statements INTEGER NOT NULL DEFAULT 0,
    speaker_id INTEGER REFERENCES speakers(id) ON DELETE SET NULL,
    organisation_id INTEGER REFERENCES organisations(id) ON DELETE SET NULL,
    run_id INTEGER NOT NULL REFERENCES runs(id)
);
CREATE INDEX graph_nodes_speaker ON graph_nodes (speaker_id);
CREATE INDEX graph_nodes_organisation ON graph_nodes (organisation_id);
CREATE INDEX graph_nodes_type ON graph_nodes (type);
CREATE INDEX graph_nodes_run ON graph_nodes (run_id);

CREATE TABLE graph_edges (
    source_id INTEGER NOT NULL REFERENCES graph_nodes(id) ON DELETE CASCADE,
    target_id INTEGER NOT NULL REFERENCES graph_nodes(id) ON DELETE CASCADE,
    relation TEXT NOT NULL CHECK (relation IN ('about', 'affiliation', 'nested')),
    statements INTEGER NOT NULL,
    quotes INTEGER NOT NULL,
    outlets INTEGER NOT NULL,
    first_day TEXT,
    last_day TEXT,
    run_id INTEGER NOT NULL REFERENCES runs(id),
    PRIMARY KEY (source_id, target_id, relation)
) WITHOUT ROWID;
CREATE INDEX graph_edges_target ON graph_edges (target_id);
CREATE INDEX graph_edges_run ON graph_edges (run_id);

CREATE TABLE graph_quotes (
    id INTEGER PRIMARY KEY REFERENCES quotes(id) ON DELETE CASCADE,
    node_id INTEGER NOT NULL,
    said INTEGER NOT NULL,
    article_id INTEGER NOT NULL,
    outlet_id INTEGER,
    day TEXT
);

CREATE TABLE graph_links (
    source_id INTEGER NOT NULL,
    target_id INTEGER NOT NULL,
    relation TEXT NOT NULL,
    quote_id INTEGER NOT NULL REFERENCES quotes(id) ON DELETE CASCADE,
    PRIMARY KEY (source_id, target_id, relation, quote_id)
) WITHOUT ROWID;
CREATE INDEX graph_links_quote ON graph_links (quote_id);

CREATE TABLE graphs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    label TEXT NOT NULL UNIQUE,
    from_day TEXT,
    to_day TEXT,
    outlet TEXT,
    kind TEXT,
    act TEXT,
    node_id INTEGER REFERENCES graph_nodes(id) ON DELETE CASCADE,
    min_weight INTEGER NOT NULL,
    nodes INTEGER NOT NULL,
    edges INTEGER NOT NULL,
    quotes INTEGER NOT NULL,
    statements INTEGER NOT NULL,
    unnamed INTEGER NOT NULL,
    reciprocity REAL,
    communities INTEGER NOT NULL,
    modularity REAL,
    run_id INTEGER NOT NULL REFERENCES runs(id)
);
CREATE INDEX graphs_node ON graphs (node_id);
CREATE INDEX graphs_run ON graphs (run_id);

CREATE TABLE graph_measures (
    graph_id INTEGER NOT NULL REFERENCES graphs(id) ON DELETE CASCADE,
    node_id INTEGER NOT NULL REFERENCES graph_nodes(id) ON DELETE CASCADE,
    articles INTEGER NOT NULL,
    outlets INTEGER NOT NULL,
    statements INTEGER NOT NULL,
    speaking INTEGER NOT NULL,
    talked_about INTEGER NOT NULL,
    speaks_about INTEGER NOT NULL,
    spoken_about_by INTEGER NOT NULL,
    mutual INTEGER NOT NULL,
    outlets_about INTEGER NOT NULL,
    pagerank REAL NOT NULL,
    community INTEGER,
    only_through_others INTEGER NOT NULL,
    never_quoted INTEGER NOT NULL,
    PRIMARY KEY (graph_id, node_id)
) WITHOUT ROWID;
CREATE INDEX graph_measures_node ON graph_measures (node_id);
CREATE INDEX graph_measures_community ON graph_measures (graph_id, community);

CREATE TABLE graph_months (
    graph_id INTEGER NOT NULL REFERENCES graphs(id) ON DELETE CASCADE,
    node_id INTEGER NOT NULL REFERENCES graph_nodes(id) ON DELETE CASCADE,
    month TEXT NOT NULL,
    statements INTEGER NOT NULL,
    speaking INTEGER NOT NULL,
    talked_about INTEGER NOT NULL,
    spoken_about_by INTEGER NOT NULL,
    outlets INTEGER NOT NULL,
    PRIMARY KEY (graph_id, node_id, month)
) WITHOUT ROWID;
CREATE INDEX graph_months_node ON graph_months (node_id);

CREATE VIEW graph_mutual AS
SELECT
    one.name AS one, other.name AS other, forth.statements AS one_about_other, back.statements AS other_about_one,
    forth.outlets AS outlets_forth, back.outlets AS outlets_back, forth.source_id AS one_id,
    forth.target_id AS other_id
FROM graph_edges forth
JOIN graph_edges back
    ON back.source_id = forth.target_id AND back.target_id = forth.source_id AND back.relation = 'about'
JOIN graph_nodes one ON one.id = forth.source_id
JOIN graph_nodes other ON other.id = forth.target_id
WHERE forth.relation = 'about' AND forth.source_id < forth.target_id;

CREATE VIEW graph_never_quoted AS
SELECT
    graphs.label AS graph, graph_nodes.name, graph_nodes.type, measures.talked_about, measures.spoken_about_by,
    measures.outlets_about, measures.pagerank, measures.node_id
FROM graph_measures measures
JOIN graphs ON graphs.id = measures.graph_id
JOIN graph_nodes ON graph_nodes.id = measures.node_id
WHERE measures.never_quoted = 1;

CREATE VIEW graph_only_through_others AS
SELECT
    graphs.label AS graph, graph_nodes.name, graph_nodes.type, measures.statements, measures.talked_about,
    measures.spoken_about_by, measures.outlets_about, measures.node_id
FROM graph_measures measures
JOIN graphs ON graphs.id = measures.graph_id
JOIN graph_nodes ON graph_nodes.id = measures.node_id
WHERE measures.only_through_others = 1
