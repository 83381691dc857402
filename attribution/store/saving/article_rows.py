"""The row of an article, and its outlet: found or made, and brought to what is known of it now."""

from __future__ import annotations

from attribution.records import Article
from attribution.store.rows import Row, article_label, named
from attribution.store.saving.changes import Changes
from attribution.store.saving.sameness import day_of, origin_of, text_hash
from attribution.words.text import search_forms


def save_article(changes: Changes, article: Article) -> tuple[Row, bool]:
    """Find or make the row of the article; return it, with its outlet's name, and whether it is new."""
    digest, origin = text_hash(article.text), origin_of(article)
    found = changes.rows("articles", "hash = ? AND origin = ?", digest, origin)
    old = found[0] if found else None
    values = _article_values(changes, article, old)
    if old is None:
        values |= {"text": article.text, "hash": digest, "origin": origin}
        values |= {"plain": search_forms(f"{article.title or ''} {article.text}")}
        values |= {"run_id": changes.run_id, "last_run_id": changes.run_id}
        values["id"] = changes.insert("articles", values)
    else:
        values["plain"] = search_forms(f"{values['title'] or ''} {article.text}")
        if changes.update("articles", old, values):
            changes.touched += 1
            changes.set_run("articles", old["id"], last_only=False)
        elif changes.other_extractor(old["last_run_id"]):
            changes.set_run("articles", old["id"], last_only=True)
        changes.leave("outlets", old["outlet_id"])
        values = old | values
    values["outlet"] = _name_of(changes, "outlets", values["outlet_id"])
    return values, old is None


def _article_values(changes: Changes, article: Article, old: Row | None) -> Row:
    """Return what is known of the article: by hand, else by this reading, else by an earlier one."""
    by_hand = old["edited"].split() if old else []
    read: Row = {
        "title": article.title,
        "date": article.date,
        "byline": article.byline,
        "url": article.url,
        "path": article.path,
        "input_id": article.id,
    }
    if old is not None:
        # Where it was first read from stays: how a later command names a file is no news of it.
        first = {column for column in ("path", "input_id") if old[column] is not None}
        for column, value in read.items():
            if value is None or column in by_hand or column in first:
                read[column] = old[column]
    if old is not None and (article.outlet is None or "outlet" in by_hand):
        read["outlet_id"] = old["outlet_id"]
    else:
        read["outlet_id"] = named(changes.db, "outlets", article.outlet)
    read["day"] = day_of(read["date"])
    read["label"] = article_label(read["title"], read["input_id"], article.text)
    return read


def _name_of(changes: Changes, table: str, row_id: int | None) -> str | None:
    if row_id is None:
        return None
    name: str = changes.db.execute(f"SELECT name FROM {table} WHERE id = ?", (row_id,)).fetchone()[0]
    return name
