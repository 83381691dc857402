"""Saving one article: bring its rows to what the newest reading found, and touch nothing else.

Everything here runs inside the transaction of its caller (``Store.save``).
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from attribution.records import Article, Attribution
from attribution.store.desired import TARGET_COLUMNS, Desired, SpanRow, TargetRow, desire
from attribution.store.folding import fold, plain, plain_words
from attribution.store.identity import Known, day_of, match, origin_of, text_hash
from attribution.store.rows import Row, article_label, drop_orphans, insert, named, rows, update


@dataclass(frozen=True, slots=True)
class _Named:
    """A row that stands for someone or something, and the name that stands for it everywhere."""

    id: int | None
    name: str | None


_NOBODY = _Named(None, None)


@dataclass(frozen=True, slots=True)
class _Links:
    """The other rows that the row of an attribution points to."""

    speaker: _Named
    affiliation_id: int | None
    organisation: str | None


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
        links, affiliation_ids = self._links(stored, wanted)
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
        self._quotes(stored, wanted, ids, links)
        self._names(article_id, wanted, links)
        self._drop_affiliations(article_id, affiliation_ids)
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

    # The people and organisations

    def _links(self, article: Row, wanted: Sequence[Desired]) -> tuple[list[_Links], set[int]]:
        """Find or make the speaker and the affiliation of each attribution.

        Return them, and the ids of all affiliations that the article states now.
        """
        before = {_stated(row): row for row in self._rows("affiliations", "article_id = ?", article["id"])}
        for row in before.values():
            self._leave("organisations", row["organisation_id"])
        ids: dict[tuple[object, ...], int] = {}
        links = []
        for wish in wanted:
            speaker = self._speaker(wish.speaker, wish.speaker_type)
            stated = wish.affiliation
            if stated is None:
                links.append(_Links(speaker, None, None))
                continue
            organisation_id = named(self._db, "organisations", stated.organisation)
            values: Row = {
                "speaker_id": speaker.id,
                "role": stated.role,
                "organisation_id": organisation_id,
                "article_id": article["id"],
                "day": article["day"],
                "evidence": stated.evidence,
                "evidence_spans": stated.evidence_spans,
                "state": stated.state,
                "party": stated.party,
            }
            organisation = self._name_of("organisations", organisation_id)
            values["label"] = ", ".join(part for part in (stated.role, organisation) if part)
            key = _stated(values)
            if key not in ids:
                ids[key] = self._affiliation(before.get(key), values)
            links.append(_Links(speaker, ids[key], organisation))
        return links, set(ids.values())

    def _affiliation(self, old: Row | None, values: Row) -> int:
        if old is None:
            self._touched += 1
            return self._insert("affiliations", values)
        self._touched += self._update("affiliations", old, values)
        row_id: int = old["id"]
        return row_id

    def _speaker(self, name: str | None, kind: str) -> _Named:
        """Find or make the speaker of that name and type; nobody for one without a name."""
        if name is None:
            return _NOBODY
        query = "SELECT id, name FROM speakers WHERE folded = ? AND type = ?"
        found = self._db.execute(query, (fold(name), kind)).fetchone()
        if found:
            return _Named(*found)
        return _Named(self._insert("speakers", {"name": name, "type": kind, "folded": fold(name)}), name)

    def _name_of(self, table: str, row_id: int | None) -> str | None:
        if row_id is None:
            return None
        name: str = self._db.execute(f"SELECT name FROM {table} WHERE id = ?", (row_id,)).fetchone()[0]
        return name

    def _names(self, article_id: int, wanted: Sequence[Desired], links: Sequence[_Links]) -> None:
        """Bring the names that this article writes for its speakers to those wanted."""
        names = dict.fromkeys(
            (link.speaker.id, name) for row, link in zip(wanted, links, strict=True) for name in row.names
        )
        before = {
            (row["speaker_id"], row["name"]): row["id"]
            for row in self._rows("speaker_names", "article_id = ?", article_id)
        }
        for speaker_id, name in names:
            if (speaker_id, name) not in before:
                values = {"speaker_id": speaker_id, "name": name, "article_id": article_id}
                self._insert("speaker_names", values)
                self._touched += 1
        stale = [before[key] for key in before if key not in names]
        self._touched += len(stale)
        self._delete("speaker_names", stale)

    def _drop_affiliations(self, article_id: int, kept: set[int]) -> None:
        stale = {row["id"] for row in self._rows("affiliations", "article_id = ?", article_id)} - kept
        self._touched += len(stale)
        self._delete("affiliations", stale)

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

    def _quotes(
        self, article: Row, wanted: Sequence[Desired], ids: Sequence[int], links: Sequence[_Links]
    ) -> None:
        """Bring the journalist's table to the attributions: one row each, with the same id."""
        before = {row["id"]: row for row in self._rows("quotes", "article_id = ?", article["id"])}
        for row_id, row, link in zip(ids, wanted, links, strict=True):
            outer = None if row.nested_in is None else ids[row.nested_in]
            values = _quote(row, row_id, outer, article, link)
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
    columns = ("speaker_id", "role", "organisation_id", "evidence_spans")
    return tuple(affiliation[column] for column in columns)


def _attribution(row: Desired, article_id: int, links: _Links) -> Row:
    return {
        "article_id": article_id,
        "position": row.content[0][0],
        "kind": row.kind,
        "speaker_id": links.speaker.id,
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


def _quote(row: Desired, row_id: int, nested_in: int | None, article: Row, links: _Links) -> Row:
    speaker, organisation = links.speaker.name, links.organisation
    role = row.affiliation.role if row.affiliation else None
    who = [plain(name) for name in (speaker, role, organisation, row.source)]
    return {
        "id": row_id,
        "speaker": speaker,
        "role": role,
        "organisation": organisation,
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
        "speaker_id": links.speaker.id,
        "article_id": article["id"],
        "quote_plain": plain(row.quote),
        "who_plain": " ".join(dict.fromkeys(name for name in who if name)) or None,
        "act": row.act,
        "negated": row.negated,
        "hedged": row.hedged,
        "nested_in": nested_in,
        "source_type": row.source_type,
        "addressee": row.addressee,
    }
