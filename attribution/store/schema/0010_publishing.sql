-- What a published copy has in place of texts: empty in every other database.
CREATE TABLE passages (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL CHECK ("end" > "start"),
    text TEXT NOT NULL
);
CREATE INDEX passages_article ON passages (article_id, "start")
