"""The names that an article has for its speakers and for organisations: who that is, is settled later."""

from __future__ import annotations

import json
from collections.abc import Sequence

from attribution.identity.clusters import name_keys
from attribution.store.rows import Row
from attribution.store.saving.changes import Changes
from attribution.store.saving.entities import ORGANISATIONS, SPEAKERS, About
from attribution.store.saving.row_plan import RowPlan
from attribution.words.bodies import common
from attribution.words.text import fold_key


def save_appearances(changes: Changes, article: Row, wanted: Sequence[RowPlan]) -> dict[tuple[str, str], int]:
    """Bring the names that this article has for its speakers to those wanted; return their ids by key."""
    forms: dict[tuple[str, str], list[str]] = {}
    for row in wanted:
        if row.speaker is not None:
            forms.setdefault((fold_key(row.speaker), row.speaker_type), []).extend([row.speaker, *row.names])
    before = {(row["folded"], row["type"]): row for row in changes.of("appearances", article["id"])}
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
        ids[key] = _name(changes, SPEAKERS, before.get(key), values)
    return ids


def save_organisation_names(changes: Changes, article: Row, wanted: Sequence[RowPlan]) -> dict[str, int]:
    """Bring the names that this article has for organisations to those wanted; return their ids."""
    names: dict[str, str] = {}
    for row in wanted:
        if row.affiliation and row.affiliation.organisation:
            names.setdefault(fold_key(row.affiliation.organisation), row.affiliation.organisation)
    before = {row["folded"]: row for row in changes.of("organisation_names", article["id"])}
    ids = {}
    for key, name in names.items():
        folded, block, short, letters = name_keys(name, "organisation", article["text"])
        values: Row = {"article_id": article["id"], "name": name, "folded": folded, "block": block}
        values |= {"short": short, "letters": letters}
        ids[key] = _name(changes, ORGANISATIONS, before.get(key), values)
    return ids


def drop_stale_names(changes: Changes, about: About, article_id: int, kept: set[int]) -> None:
    """Delete the names that this article no longer has."""
    stale = [row for row in changes.of(about.names, article_id) if row["id"] not in kept]
    for row in stale:
        changes.blocks[about.entities].add(row["block"])
        changes.leave(about.entities, row[about.key])
        if about.typed:
            changes.gone.add((row["folded"], row["type"]))
    changes.touched += len(stale)
    changes.delete(about.names, [row["id"] for row in stale])


def _name(changes: Changes, about: About, old: Row | None, values: Row) -> int:
    """Write one name of this article; return its id."""
    if old is None:
        changes.touched += 1
        known = _known_organisation(changes, values) if about is ORGANISATIONS else None
        if known is None:
            changes.blocks[about.entities].add(values["block"])
        return changes.insert(about.names, values if known is None else values | {about.key: known})
    if changes.update(about.names, old, values):
        changes.blocks[about.entities] |= {old["block"], values["block"]}
        changes.touched += 1
    row_id: int = old["id"]
    return row_id


def _known_organisation(changes: Changes, values: Row) -> int | None:
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
    found = changes.db.execute(query, values).fetchone()
    return found[0] if found else None
