"""How fast the pipeline is and what memory it takes, beside a spaCy pipeline of en_core_web_sm's shape.

    python benchmarks/speed.py                      words a second, start-up, latency
    python benchmarks/speed.py --memory             peak memory of streams of 100 and of 10,000 articles
    python benchmarks/speed.py --texts dev.jsonl    with articles of your own (JSON Lines with "text")

Both pipelines run in one process by turns, once with one thread and once with two, so that whatever else the
computer does meets both alike; what counts is the median of the rounds' ratios. The memory of each stream and
the start-up are measured in a fresh process each.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
SYSTEMS = ("attribution", "spacy")
NAMES = {"attribution": "attribution", "spacy": "spaCy, small"}
STREAMS = (100, 10_000)
# Every library that could start threads of its own is told how many before it is loaded.
THREAD_VARIABLES = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")
LATENCY_WORDS, LATENCY_ROUNDS = 800, 15


def arguments(argv: list[str] | None = None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=Path, help="JSON Lines with a text each (default: made from the samples)")
    parser.add_argument("--articles", type=_positive, default=40, help="articles a round (default: %(default)s)")
    parser.add_argument("--rounds", type=_positive, default=5, help="rounds of each (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=7, help="seed of the made articles (default: %(default)s)")
    parser.add_argument("--model", help="folder of another model of ours than the shipped one")
    parser.add_argument("--memory", action="store_true", help="measure the peaks of memory instead")
    parser.add_argument("--streams", type=_positive, nargs=2, default=STREAMS, metavar="N", help="their lengths")
    parser.add_argument("--task", choices=sorted(TASKS), help=argparse.SUPPRESS)
    parser.add_argument("--threads", type=_positive, default=1, help=argparse.SUPPRESS)
    parser.add_argument("--system", choices=SYSTEMS, default="attribution", help=argparse.SUPPRESS)
    parser.add_argument("--small", type=Path, help=argparse.SUPPRESS)
    return parser.parse_args(argv)


def _positive(value: str) -> int:
    number = int(value)
    if number < 1:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return number


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


# What a process of its own does; each returns what is printed as JSON


def _load(wanted: argparse.Namespace, system: str) -> Any:
    if system == "attribution":
        from attribution.language import load

        return load(model=wanted.model, threads=wanted.threads)
    import spacy

    return spacy.load(wanted.small)


def _make(wanted: argparse.Namespace) -> dict[str, Any]:
    import articles
    import small_pipeline

    small_pipeline.make(articles.made(12, wanted.seed), wanted.small)
    return {}


def _rates(wanted: argparse.Namespace) -> dict[str, Any]:
    """Time both pipelines by turns: words a second of each round, by the clock and by the processor's time."""
    import articles

    batch = list(articles.texts(wanted.texts, wanted.articles, wanted.seed))
    words = sum(len(text.split()) for text in batch)
    pipelines = {system: _load(wanted, system) for system in SYSTEMS}
    clocks: dict[str, Callable[[], float]] = {"clock": time.perf_counter, "processor": time.process_time}
    found: dict[str, Any] = {system: {name: [] for name in clocks} for system in SYSTEMS}
    for number in range(wanted.rounds + 1):
        for system in SYSTEMS if number % 2 else reversed(SYSTEMS):
            before = {name: clock() for name, clock in clocks.items()}
            for _ in pipelines[system].pipe(batch):
                pass
            if number:  # the first round warms up
                for name, clock in clocks.items():
                    found[system][name].append(words / (clock() - before[name]))
    return {"words": words, "articles": len(batch), **found}


def _latency(wanted: argparse.Namespace) -> dict[str, Any]:
    """Time one article of 800 words, by turns, in milliseconds."""
    import articles

    text = articles.made_of(LATENCY_WORDS, random.Random(wanted.seed))
    pipelines = {system: _load(wanted, system) for system in SYSTEMS}
    found: dict[str, list[float]] = {system: [] for system in SYSTEMS}
    for number in range(LATENCY_ROUNDS + 2):
        for system, nlp in pipelines.items():
            before = time.perf_counter()
            nlp(text)
            if number > 1:
                found[system].append(1000 * (time.perf_counter() - before))
    return {system: statistics.median(times) for system, times in found.items()}


def _start(wanted: argparse.Namespace) -> dict[str, Any]:
    """Load a pipeline and read one sentence: the caller times the whole process."""
    _load(wanted, wanted.system)("“The bridge is safe,” said Marta Ellwood.")
    return {}


def _stream(wanted: argparse.Namespace) -> dict[str, Any]:
    """Read a stream of articles that is never in memory as a whole; return the peak in megabytes."""
    import articles

    nlp = _load(wanted, wanted.system)
    for _ in nlp.pipe(articles.texts(wanted.texts, wanted.articles, wanted.seed)):
        pass
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {"megabytes": peak / (1 << 20 if sys.platform == "darwin" else 1 << 10)}


TASKS: dict[str, Callable[[argparse.Namespace], dict[str, Any]]] = {
    "make": _make,
    "rates": _rates,
    "latency": _latency,
    "start": _start,
    "stream": _stream,
}


# The process that people start


def _run(wanted: argparse.Namespace, small: Path, task: str, **options: Any) -> dict[str, Any]:
    """Do a task in a process of its own and return its result, with the ``seconds`` that the process took."""
    given = {
        "task": task,
        "small": small,
        "seed": wanted.seed,
        "articles": wanted.articles,
        "rounds": wanted.rounds,
        "texts": wanted.texts,
        "model": wanted.model,
        "threads": 1,
        **options,
    }
    command = [sys.executable, str(HERE / "speed.py")]
    command += [part for name, value in given.items() if value is not None for part in (f"--{name}", str(value))]
    environment = {**os.environ, **dict.fromkeys(THREAD_VARIABLES, str(given["threads"]))}
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, (str(HERE.parent), os.environ.get("PYTHONPATH"))))
    before = time.perf_counter()
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True)
    result: dict[str, Any] = json.loads(done.stdout)
    return {**result, "seconds": time.perf_counter() - before}


def _speed(wanted: argparse.Namespace, small: Path) -> None:
    for threads in (1, 2):
        found = _run(wanted, small, "rates", threads=threads)
        _say(
            f"\n{threads} thread{'s' * (threads > 1)}: {found['articles']} articles of {found['words']:,} words, "
            f"median of {wanted.rounds} rounds"
        )
        for clock in ("clock", "processor") if threads == 1 else ("clock",):
            rates = {system: found[system][clock] for system in SYSTEMS}
            ratios = [ours / theirs for ours, theirs in zip(*rates.values(), strict=True)]
            each = "  ".join(f"{NAMES[s]} {statistics.median(rates[s]):,.0f}" for s in SYSTEMS)
            _say(
                f"  words a second by the {clock + ':':<11}{each}  ratio {statistics.median(ratios):.2f} "
                f"({min(ratios):.2f} to {max(ratios):.2f})"
            )
    starts = {s: [_run(wanted, small, "start", system=s)["seconds"] for _ in range(3)] for s in SYSTEMS}
    _say("\nstart-up, seconds from nothing to the first sentence read (median of 3)")
    _say("  " + "  ".join(f"{NAMES[s]} {statistics.median(starts[s]):.1f}" for s in SYSTEMS))
    delays = _run(wanted, small, "latency")
    _say(f"\nmilliseconds for one article of {LATENCY_WORDS} words, one thread (median of {LATENCY_ROUNDS})")
    _say("  " + "  ".join(f"{NAMES[s]} {delays[s]:.0f}" for s in SYSTEMS))


def _memory(wanted: argparse.Namespace, small: Path) -> None:
    _say("peak memory of a stream, one thread, megabytes")
    for system in SYSTEMS:
        peaks = [
            _run(wanted, small, "stream", system=system, articles=count)["megabytes"] for count in wanted.streams
        ]
        each = "  ".join(
            f"{count:,} articles {peak:.0f}" for count, peak in zip(wanted.streams, peaks, strict=True)
        )
        _say(f"  {NAMES[system]:<13}{each}  ratio {peaks[1] / peaks[0]:.2f}")


def main(argv: list[str] | None = None) -> int:
    """Measure, or do one task for the process that measures."""
    wanted = arguments(argv)
    if wanted.task:
        sys.path.insert(0, str(HERE))
        _say(json.dumps(TASKS[wanted.task](wanted)))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        small = Path(folder) / "small"
        _run(wanted, small, "make")
        (_memory if wanted.memory else _speed)(wanted, small)
    return 0


if __name__ == "__main__":
    sys.exit(main())
