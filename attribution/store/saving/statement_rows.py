"""The attributions of an article, with their spans and targets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from attribution.store.rows import Row
from attribution.store.saving.affiliation_rows import Links
from attribution.store.saving.changes import Changes
from attribution.store.saving.row_plan import TARGET_COLUMNS, RowPlan, SpanRow, TargetRow
from attribution.store.saving.sameness import Known, match


class Statements:
    """The stored attributions of one article beside those wanted, each matched to the row it takes over."""

    def __init__(self, changes: Changes, article_id: int, wanted: Sequence[RowPlan]) -> None:
        self._changes = changes
        self._article_id = article_id
        self._wanted = wanted
        self._before = {row["id"]: row for row in changes.of("attributions", article_id)}
        self._spans, self._targets = _stored_spans(changes, article_id), _stored_targets(changes, article_id)
        known = [
            Known(row_id, row["spans_key"], tuple(s[2:4] for s in self._spans[row_id] if s[0] == "content"))
            for row_id, row in self._before.items()
        ]
        self._matched = match(known, [(row.key, row.content) for row in wanted])

        self.kept: tuple[Row, ...] = ()

    def remove_missing(self) -> None:
        """Delete the attributions that this reading no longer finds, with their spans and quotes.

        Those that a person has reviewed are ``kept``, marked as no longer found.
        """
        for row in self._before.values():
            self._changes.leave("speakers", row["speaker_id"])
        missing = self._before.keys() - set(self._matched.values())
        reviewed = {row_id for row_id in missing if self._reviewed(row_id)}
        self.kept = tuple(self._before[row_id] for row_id in sorted(reviewed))
        for row in self.kept:
            self._changes.changed += self._changes.update("attributions", row, {"found": 0})
        self._changes.removed += len(missing - reviewed)
        self._changes.delete("attributions", missing - reviewed)

    def _reviewed(self, row_id: int) -> bool:
        query = "SELECT 1 FROM reviews WHERE attribution_id = ? AND undone IS NULL LIMIT 1"
        return self._changes.db.execute(query, (row_id,)).fetchone() is not None

    def save(self, links: Sequence[Links]) -> list[int]:
        """Write all that is wanted, with its ``links``; return the ids of the rows, in the same order."""
        ids: list[int] = []
        for index, row in enumerate(self._wanted):
            old = self._before[self._matched[index]] if index in self._matched else None
            same_spans = old is not None and tuple(self._spans[old["id"]]) == row.spans
            same_targets = old is not None and tuple(self._targets[old["id"]]) == row.targets
            values = _attribution(row, self._article_id, links[index])
            ids.append(self._attribution(old, values, same_parts=same_spans and same_targets))
            if not same_spans:
                self._replace_spans(ids[-1], row)
            if not same_targets:
                self._replace_targets(ids[-1], row)
        self._nest(ids)
        return ids

    def _attribution(self, old: Row | None, values: Row, *, same_parts: bool) -> int:
        """Write one row of attributions and return its id; an old row is touched only where it differs."""
        if old is None:
            self._changes.added += 1
            runs = {"run_id": self._changes.run_id, "last_run_id": self._changes.run_id}
            return self._changes.insert("attributions", values | runs)
        if self._changes.update("attributions", old, values) or not same_parts:
            self._changes.changed += 1
            self._changes.set_run("attributions", old["id"], last_only=False)
        elif self._changes.other_extractor(old["last_run_id"]):
            self._changes.set_run("attributions", old["id"], last_only=True)
        row_id: int = old["id"]
        return row_id

    def _nest(self, ids: Sequence[int]) -> None:
        """Point the nested attributions to their outer ones, now that every row has its id."""
        for row_id, row in zip(ids, self._wanted, strict=True):
            outer = None if row.nested_in is None else ids[row.nested_in]
            if outer == (self._before[row_id]["nested_in"] if row_id in self._before else None):
                continue
            self._changes.db.execute("UPDATE attributions SET nested_in = ? WHERE id = ?", (outer, row_id))
            self._changes.set_run("attributions", row_id, last_only=False)
            self._changes.touched += 1

    def _replace_spans(self, attribution_id: int, row: RowPlan) -> None:
        self._changes.db.execute("DELETE FROM spans WHERE attribution_id = ?", (attribution_id,))
        query = (
            'INSERT INTO spans (attribution_id, role, position, "start", "end", text) VALUES (?, ?, ?, ?, ?, ?)'
        )
        self._changes.db.executemany(query, [(attribution_id, *span) for span in row.spans])

    def _replace_targets(self, attribution_id: int, row: RowPlan) -> None:
        self._changes.db.execute("DELETE FROM targets WHERE attribution_id = ?", (attribution_id,))
        marks = ", ".join("?" * (1 + len(TARGET_COLUMNS)))
        query = f"INSERT INTO targets (attribution_id, {_quoted(TARGET_COLUMNS)}) VALUES ({marks})"
        self._changes.db.executemany(query, [(attribution_id, *target) for target in row.targets])


def _stored_spans(changes: Changes, article_id: int) -> defaultdict[int, list[SpanRow]]:
    """Return the stored spans of each attribution of an article, in the order they were written."""
    spans: defaultdict[int, list[SpanRow]] = defaultdict(list)
    query = (
        'SELECT attribution_id, role, position, "start", "end", text FROM spans WHERE attribution_id IN '
        "(SELECT id FROM attributions WHERE article_id = ?) ORDER BY id"
    )
    for attribution_id, role, position, start, end, text in changes.db.execute(query, (article_id,)):
        spans[attribution_id].append((role, position, start, end, text))
    return spans


def _stored_targets(changes: Changes, article_id: int) -> defaultdict[int, list[TargetRow]]:
    """Return the stored targets of each attribution of an article, in the order they were written."""
    targets: defaultdict[int, list[TargetRow]] = defaultdict(list)
    query = (
        f"SELECT attribution_id, {_quoted(TARGET_COLUMNS)} FROM targets WHERE attribution_id IN "
        "(SELECT id FROM attributions WHERE article_id = ?) ORDER BY id"
    )
    for attribution_id, *target in changes.db.execute(query, (article_id,)):
        targets[attribution_id].append(tuple(target))
    return targets


def _quoted(columns: Sequence[str]) -> str:
    return ", ".join(f'"{column}"' for column in columns)


def _attribution(row: RowPlan, article_id: int, links: Links) -> Row:
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
