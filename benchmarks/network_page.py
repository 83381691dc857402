"""How long the page of the network around the most quoted speaker takes, in a small database and in a large one.

    python benchmarks/synthetic.py small.db --attributions 10000
    python benchmarks/synthetic.py big.db --attributions 1000000
    python benchmarks/network_page.py small.db big.db

Where the tables of the graph are missing or old, they are made first, in the file itself. Then each page is asked
for without a port, a few times unmeasured and 20 times measured, in turns. What is compared is the median of the
processor time, so that other programs on the computer matter little; the median on the clock stands beside it.
"""

from __future__ import annotations

import argparse
import asyncio
import sqlite3
import statistics
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import quote_plus

from attribution.site.serving import build
from attribution.store import Store

WARM, MEASURED = 3, 20


def prepare(path: Path) -> None:
    """Make the tables of the graph unless they are there."""
    with Store(path) as store:
        with store.made_graph() as made:
            current = made is not None
        if not current:
            run = store.start_run(version="benchmark", model="none")
            with store.graph() as graph:
                graph.collapse(run)


def pages(path: Path) -> dict[str, str]:
    """Return the addresses to ask for: those of the node with the most quotes, and where one begins."""
    with closing(sqlite3.connect(path)) as db:
        node, edges = db.execute("SELECT id, edges FROM graph_nodes ORDER BY quotes DESC LIMIT 1").fetchone()
        (edge,) = db.execute(
            "SELECT source_id || '-' || target_id || '-' || relation FROM graph_edges WHERE source_id = ? "
            "ORDER BY statements DESC LIMIT 1",
            (node,),
        ).fetchone()
        (outlet,) = db.execute("SELECT name FROM outlets ORDER BY id LIMIT 1").fetchone()
    sys.stdout.write(f"{path}: the node {node} has {edges:,} edges\n")
    return {
        "network around the most quoted": f"/{node}",
        "the same, 299 others": f"/{node}?most=299",
        "the same, one month": f"/{node}?from=2024-01&to=2024-01",
        "the same, one kind": f"/{node}?kind=direct",
        "the same, one outlet": f"/{node}?outlet={quote_plus(outlet)}",
        "the same, its strongest edge opened": f"/{node}?edge={edge}",
        "start page": "",
        "a name that nobody has": "?name=zzzz",
    }


async def measure(paths: list[Path]) -> list[dict[str, tuple[float, float]]]:
    """Return the milliseconds of processor and clock of each page in each database."""
    sites: list[tuple[Any, str, dict[str, str]]] = [(build(path), path.stem, pages(path)) for path in paths]
    found: list[dict[str, tuple[float, float]]] = [{} for _ in paths]
    for name in sites[0][2]:
        times: list[list[tuple[float, float]]] = [[] for _ in paths]
        for turn in range(WARM + MEASURED):
            for (site, database, addresses), each in zip(sites, times, strict=True):
                processor, clock = time.process_time(), time.perf_counter()
                answer = await site.client.get(f"/{database}/-/network{addresses[name]}")
                spent = time.process_time() - processor, time.perf_counter() - clock
                if answer.status_code != 200:
                    raise RuntimeError(f"{addresses[name]} answered {answer.status_code}")
                if turn >= WARM:
                    each.append(spent)
        for place, each in enumerate(times):
            processor, clock = (1000 * statistics.median(column) for column in zip(*each, strict=True))
            found[place][name] = processor, clock
    return found


def main(argv: list[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("small", type=Path, help="a database of ten thousand attributions")
    parser.add_argument("large", type=Path, help="a database of a million")
    wanted = parser.parse_args(argv)
    paths = [wanted.small, wanted.large]
    for path in paths:
        prepare(path)
    small, large = asyncio.run(measure(paths))
    for name, (processor, clock) in small.items():
        more, later = large[name]
        sys.stdout.write(
            f"{name}: {processor:.1f} and {more:.1f} ms of processor ({more / processor:.2f} times), "
            f"{clock:.1f} and {later:.1f} ms\n"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
