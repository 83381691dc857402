"""Saving one article: bring its rows to what the newest reading found, and touch nothing else.

Everything here runs inside the transaction of its caller (``Store.save``).
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from attribution.records import Article, Attribution
from attribution.store.bodies import common
from attribution.store.carrying import who_plain
from attribution.store.clusters import name_keys
from attribution.store.desired import TARGET_COLUMNS, Desired, SpanRow, TargetRow, desire
from attribution.store.entities import ORGANISATIONS, SPEAKERS, About, settle
from attribution.store.folding import fold, plain, plain_words
from attribution.store.identity import Known, day_of, match, origin_of, text_hash
from attribution.store.rows import Row, article_label, drop_orphans, insert, named, rows, update


@dataclass(frozen=True, slots=True)
class _Links:
    """The other rows that the row of an attribution points to."""

    appearance_id: int | None
    affiliation_id: int | None


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of an article: its row id, its status, and its attributions by what was done to them.

    ``unchanged`` means that no row of the article was touched but for the note of which run saw it last.
    """

    article_id: int
    status: Literal["new", "unchanged", "updated"]
    attributions: int
    added: int
    changed: int
    removed: int

    @property
    def new(self) -> bool:
        return self.status == "new"

    @property
    def unchanged(self) -> bool:
        return self.status == "unchanged"

    @property
    def updated(self) -> bool:
        return self.status == "updated"


class Saving:
    """The save of one article on one connection. Use once, inside a transaction."""

    def __init__(self, connection: sqlite3.Connection, run_id: int) -> None:
        self._db = connection
        self._run_id = run_id
        self._added = self._changed = self._removed = self._touched = 0
        self._extractors: dict[int, Row] = {}
        # Rows of other tables that a row of this article pointed to and may have been the last to.
        self._left: dict[str, set[int]] = {"speakers": set(), "organisations": set(), "outlets": set()}
        # Where names came, went or have other things said of them: who is who there is decided anew.
        self._blocks: dict[str, set[str]] = {"speakers": set(), "organisations": set()}

    def save(self, article: Article, attributions: Sequence[Attribution]) -> Saved:
        """Bring the rows of ``article`` to ``attributions``. Raises StoreError for spans outside the text."""
        wanted = desire(article, attributions)
        stored, new = self._article(article)
        article_id = stored["id"]
        before = {row["id"]: row for row in self._rows("attributions", "article_id = ?", article_id)}
        spans, targets = self._spans(article_id), self._targets(article_id)
        known = [
            Known(row_id, row["spans_key"], tuple(s[2:4] for s in spans[row_id] if s[0] == "content"))
            for row_id, row in before.items()
        ]
        matched = match(known, [(row.key, row.content) for row in wanted])
        self._remove_missing(before, set(matched.values()))
        appearances = self._appearances(stored, wanted)
        bodies = self._organisation_names(stored, wanted)
        links, affiliation_ids = self._links(stored, wanted, appearances, bodies)
        ids: list[int] = []
        for index, row in enumerate(wanted):
            old = before[matched[index]] if index in matched else None
            same_spans = old is not None and tuple(spans[old["id"]]) == row.spans
            same_targets = old is not None and tuple(targets[old["id"]]) == row.targets
            values = _attribution(row, article_id, links[index])
            ids.append(self._attribution(old, values, same_parts=same_spans and same_targets))
            if not same_spans:
                self._replace_spans(ids[-1], row)
            if not same_targets:
                self._replace_targets(ids[-1], row)
        self._nest(ids, wanted, before)
        self._drop_stale("affiliations", article_id, affiliation_ids)
        self._drop_stale("appearances", article_id, set(appearances.values()))
        self._drop_stale("organisation_names", article_id, set(bodies.values()))
        self._settle(article_id)
        self._quotes(stored, wanted, ids)
        drop_orphans(self._db, self._left)
        touched = self._touched + self._added + self._changed + self._removed
        return Saved(
            article_id=article_id,
            status="new" if new else "updated" if touched else "unchanged",
            attributions=len(wanted),
            added=self._added,
            changed=self._changed,
            removed=self._removed,
        )

    # The article and its outlet

    def _article(self, article: Article) -> tuple[Row, bool]:
        """Find or make the row of the article; return it, with its outlet's name, and whether it is new."""
        digest, origin = text_hash(article.text), origin_of(article)
        found = self._rows("articles", "hash = ? AND origin = ?", digest, origin)
        old = found[0] if found else None
        values = self._article_values(article, old)
        if old is None:
            values |= {"text": article.text, "hash": digest, "origin": origin}
            values |= {"plain": plain_words(f"{article.title or ''} {article.text}")}
            values |= {"run_id": self._run_id, "last_run_id": self._run_id}
            values["id"] = self._insert("articles", values)
        else:
            values["plain"] = plain_words(f"{values['title'] or ''} {article.text}")
            if self._update("articles", old, values):
                self._touched += 1
                self._set_run("articles", old["id"], last_only=False)
            elif self._other_extractor(old["last_run_id"]):
                self._set_run("articles", old["id"], last_only=True)
            self._leave("outlets", old["outlet_id"])
            values = old | values
        values["outlet"] = self._name_of("outlets", values["outlet_id"])
        return values, old is None

    def _article_values(self, article: Article, old: Row | None) -> Row:
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
            read["outlet_id"] = named(self._db, "outlets", article.outlet)
        read["day"] = day_of(read["date"])
        read["label"] = article_label(read["title"], read["input_id"], article.text)
        return read

    def _name_of(self, table: str, row_id: int | None) -> str | None:
        if row_id is None:
            return None
        name: str = self._db.execute(f"SELECT name FROM {table} WHERE id = ?", (row_id,)).fetchone()[0]
        return name

    # The people and organisations

    def _appearances(self, article: Row, wanted: Sequence[Desired]) -> dict[tuple[str, str], int]:
        """Bring the names that this article has for its speakers to those wanted; return their ids by key."""
        forms: dict[tuple[str, str], list[str]] = {}
        for row in wanted:
            if row.speaker is not None:
                forms.setdefault((fold(row.speaker), row.speaker_type), []).extend([row.speaker, *row.names])
        before = {(row["folded"], row["type"]): row for row in self._of("appearances", article["id"])}
        ids = {}
        for key, names in forms.items():
            folded, block, short, letters = name_keys(names[0], key[1], article["text"])
            values: Row = {
                "article_id": article["id"],
                "name": names[0],
                "type": key[1],
                "forms": json.dumps(list(dict.fromkeys(names)), ensure_ascii=False),
                "folded": folded,
                "block": block,
                "short": short,
                "letters": letters,
            }
            ids[key] = self._name(SPEAKERS, before.get(key), values)
        return ids

    def _organisation_names(self, article: Row, wanted: Sequence[Desired]) -> dict[str, int]:
        """Bring the names that this article has for organisations to those wanted; return their ids."""
        names: dict[str, str] = {}
        for row in wanted:
            if row.affiliation and row.affiliation.organisation:
                names.setdefault(fold(row.affiliation.organisation), row.affiliation.organisation)
        before = {row["folded"]: row for row in self._of("organisation_names", article["id"])}
        ids = {}
        for key, name in names.items():
            folded, block, short, letters = name_keys(name, "organisation", article["text"])
            values: Row = {"article_id": article["id"], "name": name, "folded": folded, "block": block}
            values |= {"short": short, "letters": letters}
            ids[key] = self._name(ORGANISATIONS, before.get(key), values)
        return ids

    def _name(self, about: About, old: Row | None, values: Row) -> int:
        """Write one name of this article; return its id."""
        if old is None:
            self._touched += 1
            known = self._known_organisation(values) if about is ORGANISATIONS else None
            if known is None:
                self._blocks[about.entities].add(values["block"])
            return self._insert(about.names, values if known is None else values | {about.key: known})
        if self._update(about.names, old, values):
            self._blocks[about.entities] |= {old["block"], values["block"]}
            self._touched += 1
        row_id: int = old["id"]
        return row_id

    def _known_organisation(self, values: Row) -> int | None:
        """Return the organisation that goes by this very name, where one more such name changes nothing.

        It spares deciding anew, with every article on a country, what the country is. A name of several words
        may be what an acronym stands for, and counts there; a noun alone is another body in each article.
        """
        if " " in values["folded"] or common(values["name"]):
            return None
        query = """
            SELECT o.id FROM organisation_names n JOIN organisations o ON o.id = n.organisation_id
            WHERE n.block = :block AND n.folded = :folded AND n.short = :short AND o.name = :name LIMIT 1
        """
        found = self._db.execute(query, values).fetchone()
        return found[0] if found else None

    def _links(
        self,
        article: Row,
        wanted: Sequence[Desired],
        appearances: Mapping[tuple[str, str], int],
        bodies: Mapping[str, int],
    ) -> tuple[list[_Links], set[int]]:
        """Find or make the affiliation of each attribution.

        Return the links, and the ids of all affiliations that the article states now.
        """
        before = {_stated(row): row for row in self._of("affiliations", article["id"])}
        for row in before.values():
            self._leave("organisations", row["organisation_id"])
        ids: dict[tuple[object, ...], int] = {}
        links = []
        for wish in wanted:
            appearance_id = appearances[fold(wish.speaker), wish.speaker_type] if wish.speaker else None
            stated = wish.affiliation
            if stated is None:
                links.append(_Links(appearance_id, None))
                continue
            values: Row = {
                "role": stated.role,
                "article_id": article["id"],
                "day": article["day"],
                "evidence": stated.evidence,
                "evidence_spans": stated.evidence_spans,
                "state": stated.state,
                "party": stated.party,
                "appearance_id": appearance_id,
                "organisation_name_id": bodies[fold(stated.organisation)] if stated.organisation else None,
            }
            key = _stated(values)
            if key not in ids:
                parts = (stated.role, stated.organisation)
                values["label"] = ", ".join(part for part in parts if part)
                ids[key] = self._affiliation(before.get(key), values)
            links.append(_Links(appearance_id, ids[key]))
        return links, set(ids.values())

    def _affiliation(self, old: Row | None, values: Row) -> int:
        if old is None:
            self._touched += 1
            self._said(values["appearance_id"])
            return self._insert("affiliations", values)
        # What it is called is settled with who the organisation is.
        self._touched += self._update("affiliations", old, {**values, "label": old["label"]})
        row_id: int = old["id"]
        return row_id

    def _said(self, appearance_id: int | None) -> None:
        """Note that other things are said of a speaker than before."""
        if appearance_id is not None:
            (row,) = self._rows("appearances", "id = ?", appearance_id)
            self._blocks["speakers"].add(row["block"])

    def _drop_stale(self, table: str, article_id: int, kept: set[int]) -> None:
        """Delete the rows of this article that are no longer wanted."""
        stale = [row for row in self._of(table, article_id) if row["id"] not in kept]
        for row in stale:
            if table == "affiliations":
                self._said(row["appearance_id"])
                continue
            about = SPEAKERS if table == SPEAKERS.names else ORGANISATIONS
            self._blocks[about.entities].add(row["block"])
            self._leave(about.entities, row[about.key])
        self._touched += len(stale)
        self._delete(table, [row["id"] for row in stale])

    def _settle(self, article_id: int) -> None:
        """Decide who is who where this article changed something, and carry that to all rows."""
        settled = settle(self._db, self._blocks, articles=[article_id])
        self._touched += settled.touched[article_id]
        for table, ids in settled.left.items():
            self._left[table] |= ids

    def _leave(self, table: str, row_id: int | None) -> None:
        if row_id is not None:
            self._left[table].add(row_id)

    # The attributions, their spans and their quotes

    def _attribution(self, old: Row | None, values: Row, *, same_parts: bool) -> int:
        """Write one row of attributions and return its id; an old row is touched only where it differs."""
        if old is None:
            self._added += 1
            runs = {"run_id": self._run_id, "last_run_id": self._run_id}
            return self._insert("attributions", values | runs)
        if self._update("attributions", old, values) or not same_parts:
            self._changed += 1
            self._set_run("attributions", old["id"], last_only=False)
        elif self._other_extractor(old["last_run_id"]):
            self._set_run("attributions", old["id"], last_only=True)
        row_id: int = old["id"]
        return row_id

    def _nest(self, ids: Sequence[int], wanted: Sequence[Desired], before: Mapping[int, Row]) -> None:
        """Point the nested attributions to their outer ones, now that every row has its id."""
        for row_id, row in zip(ids, wanted, strict=True):
            outer = None if row.nested_in is None else ids[row.nested_in]
            if outer == (before[row_id]["nested_in"] if row_id in before else None):
                continue
            self._db.execute("UPDATE attributions SET nested_in = ? WHERE id = ?", (outer, row_id))
            self._set_run("attributions", row_id, last_only=False)
            self._touched += 1

    def _replace_spans(self, attribution_id: int, row: Desired) -> None:
        self._db.execute("DELETE FROM spans WHERE attribution_id = ?", (attribution_id,))
        query = (
            'INSERT INTO spans (attribution_id, role, position, "start", "end", text) VALUES (?, ?, ?, ?, ?, ?)'
        )
        self._db.executemany(query, [(attribution_id, *span) for span in row.spans])

    def _replace_targets(self, attribution_id: int, row: Desired) -> None:
        self._db.execute("DELETE FROM targets WHERE attribution_id = ?", (attribution_id,))
        marks = ", ".join("?" * (1 + len(TARGET_COLUMNS)))
        query = f"INSERT INTO targets (attribution_id, {_quoted(TARGET_COLUMNS)}) VALUES ({marks})"
        self._db.executemany(query, [(attribution_id, *target) for target in row.targets])

    def _quotes(self, article: Row, wanted: Sequence[Desired], ids: Sequence[int]) -> None:
        """Bring the journalist's table to the attributions: one row each, with the same id."""
        before = {row["id"]: row for row in self._of("quotes", article["id"])}
        query = """
            SELECT t.id, t.speaker_id, s.name AS speaker, o.name AS organisation FROM attributions t
            LEFT JOIN speakers s ON s.id = t.speaker_id
            LEFT JOIN affiliations a ON a.id = t.affiliation_id
            LEFT JOIN organisations o ON o.id = a.organisation_id
            WHERE t.article_id = ?
        """
        who = {row["id"]: row for row in rows(self._db, query, (article["id"],))}
        for row_id, row in zip(ids, wanted, strict=True):
            outer = None if row.nested_in is None else ids[row.nested_in]
            values = _quote(row, outer, article, who[row_id])
            if row_id not in before:
                self._insert("quotes", values)
            else:
                self._touched += self._update("quotes", before[row_id], values)

    def _spans(self, article_id: int) -> defaultdict[int, list[SpanRow]]:
        """Return the stored spans of each attribution of an article, in the order they were written."""
        spans: defaultdict[int, list[SpanRow]] = defaultdict(list)
        query = (
            'SELECT attribution_id, role, position, "start", "end", text FROM spans WHERE attribution_id IN '
            "(SELECT id FROM attributions WHERE article_id = ?) ORDER BY id"
        )
        for attribution_id, role, position, start, end, text in self._db.execute(query, (article_id,)):
            spans[attribution_id].append((role, position, start, end, text))
        return spans

    def _targets(self, article_id: int) -> defaultdict[int, list[TargetRow]]:
        """Return the stored targets of each attribution of an article, in the order they were written."""
        targets: defaultdict[int, list[TargetRow]] = defaultdict(list)
        query = (
            f"SELECT attribution_id, {_quoted(TARGET_COLUMNS)} FROM targets WHERE attribution_id IN "
            "(SELECT id FROM attributions WHERE article_id = ?) ORDER BY id"
        )
        for attribution_id, *target in self._db.execute(query, (article_id,)):
            targets[attribution_id].append(tuple(target))
        return targets

    # Rows

    def _remove_missing(self, before: Mapping[int, Row], matched: set[int]) -> None:
        """Delete the attributions that this reading no longer finds, with their spans and quotes."""
        for row in before.values():
            self._leave("speakers", row["speaker_id"])
        # A row that a person has reviewed will be kept here and marked as no longer found
        # (attributions.found); as long as nothing can be reviewed, there is none.
        missing = before.keys() - matched
        self._removed += len(missing)
        self._delete("attributions", missing)

    def _delete(self, table: str, ids: Iterable[int]) -> None:
        self._db.executemany(f"DELETE FROM {table} WHERE id = ?", [(row_id,) for row_id in sorted(ids)])

    def _of(self, table: str, article_id: int) -> list[Row]:
        return self._rows(table, "article_id = ?", article_id)

    def _rows(self, table: str, where: str, *values: object) -> list[Row]:
        return rows(self._db, f"SELECT * FROM {table} WHERE {where} ORDER BY id", values)

    def _insert(self, table: str, values: Row) -> int:
        return insert(self._db, table, values)

    def _update(self, table: str, old: Row, values: Row) -> int:
        return update(self._db, table, old, values)

    def _set_run(self, table: str, row_id: int, *, last_only: bool) -> None:
        columns = "last_run_id = :run" if last_only else "run_id = :run, last_run_id = :run"
        self._db.execute(f"UPDATE {table} SET {columns} WHERE id = :id", {"run": self._run_id, "id": row_id})

    def _other_extractor(self, run_id: int) -> bool:
        """Tell whether this run's program, model or options differ from those of an earlier run."""
        for each in (self._run_id, run_id):
            if each not in self._extractors:
                query = "SELECT version, model, options FROM runs WHERE id = ?"
                self._extractors[each] = rows(self._db, query, (each,))[0]
        return self._extractors[self._run_id] != self._extractors[run_id]


def _quoted(columns: Sequence[str]) -> str:
    return ", ".join(f'"{column}"' for column in columns)


def _stated(affiliation: Row) -> tuple[object, ...]:
    """Return what makes two affiliations of one article the same."""
    columns = ("appearance_id", "role", "organisation_name_id", "evidence_spans")
    return tuple(affiliation[column] for column in columns)


def _attribution(row: Desired, article_id: int, links: _Links) -> Row:
    return {
        "article_id": article_id,
        "position": row.content[0][0],
        "kind": row.kind,
        "appearance_id": links.appearance_id,
        "speaker_type": row.speaker_type,
        "description": row.description,
        "method": row.method,
        "mention_start": row.mention[0] if row.mention else None,
        "mention_end": row.mention[1] if row.mention else None,
        "affiliation_id": links.affiliation_id,
        "confidence": row.confidence,
        "speaker_confidence": row.speaker_confidence,
        "found": 1,
        "spans_key": row.key,
        "label": row.label,
        "act": row.act,
        "negated": row.negated,
        "hedged": row.hedged,
        "source_type": row.source_type,
        "addressee": row.addressee,
        "addressee_start": row.addressee_span[0] if row.addressee_span else None,
        "addressee_end": row.addressee_span[1] if row.addressee_span else None,
    }


def _quote(row: Desired, nested_in: int | None, article: Row, who: Row) -> Row:
    """Return the row of quotes; ``who`` is the attribution's id, with the speaker and organisation it has."""
    role = row.affiliation.role if row.affiliation else None
    return {
        "id": who["id"],
        "speaker": who["speaker"],
        "role": role,
        "organisation": who["organisation"],
        "quote": row.quote,
        "kind": row.kind,
        "cue": row.cue,
        "source": row.source,
        "outlet": article["outlet"],
        "day": article["day"],
        "title": article["title"],
        "link": article["url"],
        "confidence": row.confidence,
        "speaker_type": row.speaker_type,
        "method": row.method,
        "speaker_id": who["speaker_id"],
        "article_id": article["id"],
        "quote_plain": plain(row.quote),
        "who_plain": who_plain(who["speaker"], role, who["organisation"], row.source),
        "act": row.act,
        "negated": row.negated,
        "hedged": row.hedged,
        "nested_in": nested_in,
        "source_type": row.source_type,
        "addressee": row.addressee,
    }
