"""The full-text searches of quotes and of speakers, as their migrations make them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

# What can be filtered stands beside the words in the search of quotes (see filter_tokens.py). A view gives it and
# not a column, so that nobody sees it among the columns that people read.
INDEXED_VIEW = "quotes_shelf"


def quotes_search(texts: Sequence[str], tokenize: str, tokens: Callable[[str], str]) -> list[str]:
    """Return the statements that make the search of quotes anew; ``tokens`` gives the tokens of a row in SQL."""
    columns = ", ".join(texts)
    new, old = (", ".join(f"{row}.{column}" for column in texts) for row in ("new", "old"))
    index = f"INSERT INTO quotes_fts (rowid, {columns}, shelf) VALUES (new.id, {new}, {tokens('new')})"
    unindex = (
        f"INSERT INTO quotes_fts (quotes_fts, rowid, {columns}, shelf) "
        f"VALUES ('delete', old.id, {old}, {tokens('old')})"
    )
    return [
        "DROP TRIGGER IF EXISTS quotes_ai",
        "DROP TRIGGER IF EXISTS quotes_ad",
        "DROP TRIGGER IF EXISTS quotes_au",
        "DROP TABLE quotes_fts",
        f"DROP VIEW IF EXISTS {INDEXED_VIEW}",
        f"CREATE VIEW {INDEXED_VIEW} AS SELECT id, {columns}, {tokens('quotes')} AS shelf FROM quotes",
        f"CREATE VIRTUAL TABLE quotes_fts USING FTS5 ({columns}, shelf, "
        f"tokenize='{tokenize}', content='{INDEXED_VIEW}', content_rowid='id')",
        f"CREATE TRIGGER quotes_ai AFTER INSERT ON quotes BEGIN {index}; END",
        f"CREATE TRIGGER quotes_ad AFTER DELETE ON quotes BEGIN {unindex}; END",
        f"CREATE TRIGGER quotes_au AFTER UPDATE ON quotes BEGIN {unindex}; {index}; END",
        "INSERT INTO quotes_fts (quotes_fts) VALUES ('rebuild')",
    ]


def speakers_search(tokenize: str) -> list[str]:
    """Return the statements that make the search of speakers anew, with beginnings of words from 2 letters on."""
    return [
        "DROP TABLE speakers_fts",
        "CREATE VIRTUAL TABLE speakers_fts USING FTS5 (name, folded, "
        f"tokenize='{tokenize}', prefix='2 3', content=\"speakers\")",
        "INSERT INTO speakers_fts (speakers_fts) VALUES ('rebuild')",
    ]
