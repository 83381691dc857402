"""The roles and organisations that an article states of its speakers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from attribution.store.rows import Row
from attribution.store.saving.changes import Changes
from attribution.store.saving.row_plan import RowPlan
from attribution.words.text import fold_key


@dataclass(frozen=True, slots=True)
class Links:
    """The other rows that the row of an attribution points to."""

    appearance_id: int | None
    affiliation_id: int | None


def save_affiliations(
    changes: Changes,
    article: Row,
    wanted: Sequence[RowPlan],
    appearances: Mapping[tuple[str, str], int],
    bodies: Mapping[str, int],
) -> tuple[list[Links], set[int]]:
    """Find or make the affiliation of each attribution.

    Return the links, and the ids of all affiliations that the article states now.
    """
    before = {_stated(row): row for row in changes.of("affiliations", article["id"])}
    for row in before.values():
        changes.leave("organisations", row["organisation_id"])
    ids: dict[tuple[object, ...], int] = {}
    links = []
    for plan in wanted:
        appearance_id = appearances[fold_key(plan.speaker), plan.speaker_type] if plan.speaker else None
        stated = plan.affiliation
        if stated is None:
            links.append(Links(appearance_id, None))
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
            "organisation_name_id": bodies[fold_key(stated.organisation)] if stated.organisation else None,
        }
        key = _stated(values)
        if key not in ids:
            parts = (stated.role, stated.organisation)
            values["label"] = ", ".join(part for part in parts if part)
            ids[key] = _affiliation(changes, before.get(key), values)
        links.append(Links(appearance_id, ids[key]))
    return links, set(ids.values())


def affiliations_of(changes: Changes, attributions: Sequence[Row]) -> list[Row]:
    """Return the affiliations that some attributions point to."""
    ids = {row["affiliation_id"] for row in attributions} - {None}
    return [row for row_id in sorted(ids) for row in changes.rows("affiliations", "id = ?", row_id)]


def drop_stale_affiliations(changes: Changes, article_id: int, kept: set[int]) -> None:
    """Delete the affiliations that this article no longer states."""
    stale = [row for row in changes.of("affiliations", article_id) if row["id"] not in kept]
    for row in stale:
        changes.said_of(row["appearance_id"])
    changes.touched += len(stale)
    changes.delete("affiliations", [row["id"] for row in stale])


def _affiliation(changes: Changes, old: Row | None, values: Row) -> int:
    if old is None:
        changes.touched += 1
        changes.said_of(values["appearance_id"])
        return changes.insert("affiliations", values)
    # What it is called is settled with who the organisation is.
    changes.touched += changes.update("affiliations", old, {**values, "label": old["label"]})
    row_id: int = old["id"]
    return row_id


def _stated(affiliation: Row) -> tuple[object, ...]:
    """Return what makes two affiliations of one article the same."""
    columns = ("appearance_id", "role", "organisation_name_id", "evidence_spans")
    return tuple(affiliation[column] for column in columns)
