"""About whom a speaker speaks, and who speaks about them.

A name that people speak about is a speaker's where all articles that have it mean that one; else the article in
which it stands has to tell. The graph counts the same way (graph.making), and its edges answer for a speaker of
whom more quotes would have to be read than a page has time for.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from attribution.site.frame import Site

SHOWN = 12

# The newest quotes of the speaker and the names in them, each once a quote.
ABOUT = """
WITH mine AS MATERIALIZED (
    SELECT id, article_id FROM quotes WHERE speaker_id = :id ORDER BY day DESC, article_id, id LIMIT :most
),
hits AS MATERIALIZED (
    SELECT t.folded, t.type, t.name, mine.id AS quote_id, mine.article_id
    FROM mine CROSS JOIN targets t ON t.attribution_id = mine.id
    WHERE t.own = 0 AND t.again = 0 AND t.folded IS NOT NULL
),
known AS MATERIALIZED (
    SELECT
        folded, type,
        (SELECT min(speaker_id) FROM appearances a WHERE a.folded = n.folded AND a.type = n.type) AS first,
        (SELECT max(speaker_id) FROM appearances a WHERE a.folded = n.folded AND a.type = n.type) AS last
    FROM (SELECT DISTINCT folded, type FROM hits) n
),
meant AS (
    SELECT
        hits.quote_id, hits.name, hits.folded, hits.type,
        CASE WHEN first = last THEN first ELSE (
            SELECT speaker_id FROM appearances a
            WHERE a.article_id = hits.article_id AND a.folded = hits.folded AND a.type = hits.type
        ) END AS speaker_id
    FROM hits CROSS JOIN known ON known.folded = hits.folded AND known.type = hits.type
)
SELECT
    meant.speaker_id, coalesce(s.name, min(meant.name)) AS name, count(DISTINCT quote_id) AS quotes
FROM meant LEFT JOIN speakers s ON s.id = meant.speaker_id
WHERE meant.speaker_id IS NOT :id
GROUP BY coalesce(meant.speaker_id, meant.type || ':' || meant.folded)
ORDER BY quotes DESC, name LIMIT :shown
"""

# Where a name of the speaker is somebody else's too, only articles count that have the speaker under it. Of each
# name the mentions that were read last, which is the order of their index.
_MENTIONS = """
WITH names AS MATERIALIZED (
    SELECT DISTINCT folded, type FROM (
        SELECT folded, type FROM appearances WHERE speaker_id = :id ORDER BY id DESC LIMIT :most
    )
),
mentions AS MATERIALIZED (
    SELECT t.folded, t.type, t.attribution_id, t.own, t.again
    FROM names CROSS JOIN targets t ON t.id IN (
        SELECT id FROM targets x WHERE x.folded = names.folded AND x.type = names.type ORDER BY id DESC LIMIT :most
    )
)
"""
BY = f"""
{_MENTIONS},
shared AS MATERIALIZED (
    SELECT
        folded, type,
        (SELECT min(speaker_id) FROM appearances a WHERE a.folded = n.folded AND a.type = n.type)
        != (SELECT max(speaker_id) FROM appearances a WHERE a.folded = n.folded AND a.type = n.type) AS shared
    FROM names n
)
SELECT q.speaker_id, s.name, count(DISTINCT q.id) AS quotes
FROM mentions m
CROSS JOIN shared ON shared.folded = m.folded AND shared.type = m.type
CROSS JOIN quotes q ON q.id = m.attribution_id
LEFT JOIN speakers s ON s.id = q.speaker_id
WHERE m.own = 0 AND m.again = 0 AND q.speaker_id IS NOT :id AND (
    NOT shared.shared OR EXISTS (
        SELECT 1 FROM appearances a
        WHERE a.article_id = q.article_id AND a.folded = m.folded AND a.type = m.type AND a.speaker_id = :id
    )
)
GROUP BY q.speaker_id
ORDER BY q.speaker_id IS NULL, quotes DESC, s.name LIMIT :shown
"""
MENTIONED_MOST = f"{_MENTIONS} SELECT max(n) FROM (SELECT count(*) AS n FROM mentions GROUP BY folded, type)"

NODE = """
SELECT n.id, r.started FROM graph_nodes n JOIN runs r ON r.id = n.run_id WHERE n.speaker_id = :id
"""
EDGES_FROM = """
SELECT n.speaker_id, n.name, e.quotes FROM graph_edges e JOIN graph_nodes n ON n.id = e.target_id
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
    values = {"id": number, "most": most}
    many = (await site.value(MENTIONED_MOST, values) or 0) >= most
    if many and (edges := await _edges(site, number, EDGES_TO)) is not None:
        return edges
    people = await site.rows(BY, {**values, "shown": SHOWN})
    return Counted(people, most if many else None)


async def _edges(site: Site, number: int, query: str) -> Counted | None:
    node = await site.row(NODE, {"id": number})
    if node is None:
        return None
    people = await site.rows(query, {"node": node["id"], "shown": SHOWN})
    return Counted(people, graph=node["started"])
