"""About whom a speaker speaks, and who speaks about them.

The edges of the graph answer for a speaker of whom more quotes would have to be read than a page has time for.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from attribution.site.page import Site

SHOWN = 12

# In the newest quotes of the speaker; who is no speaker is called as the newest of them does.
ABOUT = """
SELECT t.speaker_id, coalesce(s.name, t.name) AS name, t.type, count(DISTINCT mine.id) AS quotes, min(mine.place)
FROM (
    SELECT id, row_number() OVER (ORDER BY day DESC, article_id, id) AS place FROM quotes
    WHERE speaker_id = :id ORDER BY day DESC, article_id, id LIMIT :most
) mine
CROSS JOIN targets t ON t.attribution_id = mine.id
LEFT JOIN speakers s ON s.id = t.speaker_id
WHERE t.own = 0 AND t.again = 0 AND t.folded IS NOT NULL AND t.speaker_id IS NOT :id
GROUP BY t.speaker_id, CASE WHEN t.speaker_id IS NULL THEN t.folded END,
    CASE WHEN t.speaker_id IS NULL THEN t.type END
ORDER BY quotes DESC, name, min(mine.place) LIMIT :shown
"""
# In the quotes that were read last; those without a name come last.
BY = """
SELECT q.speaker_id, s.name, count(DISTINCT q.id) AS quotes
FROM (
    SELECT attribution_id, own, again FROM targets WHERE speaker_id = :id ORDER BY id DESC LIMIT :most
) mentions
CROSS JOIN quotes q ON q.id = mentions.attribution_id
LEFT JOIN speakers s ON s.id = q.speaker_id
WHERE mentions.own = 0 AND mentions.again = 0 AND q.speaker_id IS NOT :id
GROUP BY q.speaker_id ORDER BY q.speaker_id IS NULL, quotes DESC, s.name
"""
MENTIONED = "SELECT count(*) FROM (SELECT 1 FROM targets WHERE speaker_id = :id LIMIT :most)"

NODE = """
SELECT n.id, r.started FROM graph_nodes n JOIN runs r ON r.id = n.run_id WHERE n.speaker_id = :id
"""
EDGES_FROM = """
SELECT n.speaker_id, n.name, n.type, e.quotes FROM graph_edges e JOIN graph_nodes n ON n.id = e.target_id
WHERE e.source_id = :node AND e.relation = 'about' ORDER BY e.quotes DESC, n.name LIMIT :shown
"""
EDGES_TO = """
SELECT n.speaker_id, n.name, e.quotes FROM graph_edges e JOIN graph_nodes n ON n.id = e.source_id
WHERE e.target_id = :node AND e.relation = 'about' ORDER BY e.quotes DESC, n.name LIMIT :shown
"""


@dataclass(frozen=True, slots=True)
class Counted:
    """People and organisations with the number of quotes, the most first.

    ``read`` says of how many only these are counted, where there are more; ``graph`` when the graph was made that
    the numbers are from. Both are None where all quotes are counted now.
    """

    people: list[dict[str, Any]]
    read: int | None = None
    graph: str | None = None

    @property
    def cut(self) -> bool:
        """Tell whether there may be more of them."""
        return len(self.people) >= SHOWN


async def speaks_about(site: Site, number: int, *, most: int, many: bool) -> Counted:
    """Return about whom a speaker speaks; ``many``: there are more quotes than ``most``."""
    if many and (edges := await _edges(site, number, EDGES_FROM)) is not None:
        return edges
    people = await site.rows(ABOUT, {"id": number, "most": most, "shown": SHOWN})
    return Counted(people, most if many else None)


async def spoken_about_by(site: Site, number: int, *, most: int) -> Counted:
    """Return who speaks about a speaker; a row without a number stands for all sources without a name."""
    many = await site.value(MENTIONED, {"id": number, "most": most + 1}) > most
    if many and (edges := await _edges(site, number, EDGES_TO)) is not None:
        return edges
    people = await site.rows(BY, {"id": number, "most": most})
    named = [person for person in people if person["speaker_id"] is not None]
    return Counted(named[:SHOWN] + people[len(named) :], most if many else None)


async def _edges(site: Site, number: int, query: str) -> Counted | None:
    node = await site.row(NODE, {"id": number})
    if node is None:
        return None
    people = await site.rows(query, {"node": node["id"], "shown": SHOWN})
    return Counted(people, graph=node["started"])
