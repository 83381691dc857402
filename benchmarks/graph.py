"""How long the tables of the graph take, beside a plain GROUP BY of the same rows, and how much memory.

    python benchmarks/synthetic.py big.db --attributions 1000000 --no-search
    python benchmarks/graph.py big.db

The two take turns, and what is compared is the median of the processor time of each, so that other programs on the
computer matter little; the time on the clock is printed too. The file is copied first and stays as it is.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from attribution.graph import GraphFilter, build_graph
from attribution.store import Store

PLAIN = """
SELECT q.speaker_id, t.folded, t.type, count(*) FROM targets t CROSS JOIN quotes q ON q.id = t.attribution_id
WHERE q.speaker_id IS NOT NULL AND t.own = 0 AND t.again = 0 GROUP BY 1, 2, 3
"""


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Return the seconds of processor and clock that a work takes."""
    processor, clock = time.process_time(), time.perf_counter()
    work()
    return time.process_time() - processor, time.perf_counter() - clock


def group(path: Path) -> None:
    """Count the pairs of speaker and target."""
    with closing(sqlite3.connect(path)) as db:
        for _ in db.execute(PLAIN):
            pass


def tables(path: Path) -> None:
    """Make the nodes, the edges and the links."""
    with Store(path) as store:
        run = store.start_run(version="benchmark", model="none")
        with store.graph() as graph:
            graph.collapse(run)


def main(argv: list[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path, help="a database, which is copied")
    parser.add_argument("--rounds", type=int, default=3, help="of both (default: %(default)s)")
    parser.add_argument("--measures", action="store_true", help="also time the measures of the whole")
    wanted = parser.parse_args(argv)
    plain, made = [], []
    with tempfile.TemporaryDirectory() as folder:
        for number in range(wanted.rounds):
            # A new copy each time: what is made over an older graph is another work.
            copy = Path(folder) / f"{number}.db"
            shutil.copyfile(wanted.path, copy)
            plain.append(timed(lambda path=copy: group(path)))
            made.append(timed(lambda path=copy: tables(path)))
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            if number + 1 < wanted.rounds:
                copy.unlink()
        with Store(copy, read_only=True) as store:
            counts = store.counts()
        sizes = ", ".join(
            f"{counts[name]:,} {name}" for name in ("quotes", "targets", "graph_nodes", "graph_edges")
        )
        sys.stdout.write(f"{sizes}\n")
        for name, times in (("plain GROUP BY", plain), ("tables of the graph", made)):
            processor, clock = (statistics.median(column) for column in zip(*times, strict=True))
            sys.stdout.write(f"{name}: {processor:.2f} s of processor, {clock:.2f} s\n")
        ratio = statistics.median(one[0] / other[0] for one, other in zip(made, plain, strict=True))
        sys.stdout.write(f"{ratio:.1f} times the GROUP BY; peak memory {peak:.0f} MiB\n")
        if wanted.measures:
            with Store(copy) as store:
                processor, clock = timed(lambda: build_graph(store, GraphFilter()))
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            sys.stdout.write(f"tables and measures: {processor:.2f} s, {clock:.2f} s; peak {peak:.0f} MiB\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
