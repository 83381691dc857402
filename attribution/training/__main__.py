"""Make the model: ``python -m attribution.training --data FOLDER [--out FOLDER] [--start FOLDER] [--quick]``.

``--data`` holds ``polnear/``, ``world/``, ``gum/`` and ``ewt/`` as ``data/`` describes them. With ``--start`` a
model learns on from what it is, else it is made from the published encoder. The run is seeded, writes a checkpoint
every hundred steps into ``--work`` and goes on from there when started again.
"""

from __future__ import annotations

import argparse
import copy
import dataclasses
import json
import shutil
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

import torch

from attribution.language.network.encoder import MODEL_FOLDER
from attribution.language.network.wordpieces import WordPieces
from attribution.training import published, report, stated_heads
from attribution.training.calibrate import calibrate, held_out
from attribution.training.cycles import LATER, SHARES, later, mean, onward, train_cycles
from attribution.training.data import corpora, known, world, written
from attribution.training.data.documents import Document, hold_out
from attribution.training.export import Inputs, export, sample
from attribution.training.loop import Options, train
from attribution.training.network import Network
from attribution.training.restore import restore
from attribution.training.teacher import LAYERS
from attribution.training.teaching import Teaching, learner_options, teach, teacher_options, train_teacher

FULL_EPOCHS, QUICK_EPOCHS = 12, 7
TEACHER_STEPS = 1000
WRITTEN = 2  # how often an epoch reads the texts written for it
# What the network before the teaching and the taught one count in the mean; chosen on held-out training articles
TAUGHT_SHARES = (0.5, 0.5)


def arguments(argv: list[str] | None = None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m attribution.training", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with polnear/, world/, gum/ and ewt/")
    parser.add_argument("--readings", type=Path, help="further articles that were read, as in world/")
    parser.add_argument("--people", type=Path, help="articles of polnear/ with their people and who speaks")
    parser.add_argument(
        "--out", type=Path, default=MODEL_FOLDER, help="folder of the model (default: the package's)"
    )
    parser.add_argument("--work", type=Path, default=Path("build/training"), help="folder of checkpoints")
    parser.add_argument("--seed", type=int, default=Options().seed)
    parser.add_argument(
        "--epochs", type=int, default=None, help=f"default {FULL_EPOCHS}; with --quick {QUICK_EPOCHS}"
    )
    parser.add_argument(
        "--cycles",
        type=int,
        choices=range(len(LATER) + 1),
        default=None,
        help=f"of learning on from there, averaged: default {len(LATER)}; with --quick none",
    )
    parser.add_argument("--quick", action="store_true", help="about an hour on two CPU cores, without a teacher")
    parser.add_argument("--start", type=Path, help="folder of a model to learn on from, in place of all that")
    parser.add_argument("--version", default="1", help="version of the model, kept with every row it finds")
    parser.add_argument("--threads", type=int, default=2)
    return parser.parse_args(argv)


def main(argv: list[str] | None = None) -> int:
    """Train, export, calibrate, evaluate and write the card."""
    wanted = arguments(argv)
    torch.set_num_threads(wanted.threads)
    for name in ("polnear", "world", "gum", "ewt"):
        if not (wanted.data / name).is_dir():
            raise SystemExit(f"{wanted.data / name} is missing: --data must hold polnear/, world/, gum/ and ewt/")
    epochs = wanted.epochs or (QUICK_EPOCHS if wanted.quick else FULL_EPOCHS)
    cycles = wanted.cycles if wanted.cycles is not None else (0 if wanted.quick else len(LATER))
    options = Options(seed=wanted.seed, epochs=epochs)
    encoder = published.small_encoder()
    word_pieces = WordPieces(str(encoder / "tokenizer.json"))
    documents, kept = _documents(wanted)
    if wanted.start:
        before = json.loads((wanted.start / "evaluation.json").read_text(encoding="utf-8"))["made"]
        start = restore(wanted.start / "attribution.onnx")
        options = onward(options)
        network, steps = train(documents, word_pieces, start, wanted.work / "onward", options)
        steps += before["steps"]
        how = (
            f"{before['options']}; from there on, as it was exported, with {_phrase(dataclasses.asdict(options))}"
        )
    else:
        network, steps = train_cycles(documents, word_pieces, encoder, wanted.work, options=options, cycles=cycles)
        how = described(options, cycles)
        if not wanted.quick:
            network = _taught(wanted, network, documents, word_pieces, options)
            steps += TEACHER_STEPS + Teaching(options).steps
            how = f"{how}; {described_teaching(options)}"
    network = stated_heads.fit(network, documents, word_pieces, seed=wanted.seed)
    windows = sample(kept, word_pieces)
    made = {"documents": len(documents), "steps": steps, "options": how}
    finish(wanted, network, windows, made)
    return 0


def _documents(wanted: argparse.Namespace) -> tuple[list[Document], list[Document]]:
    """Return what is learned from, all of it, and the articles among it whose attributions are marked."""
    polnear, _ = hold_out(corpora.polnear(wanted.data / "polnear", "train"), seed=wanted.seed)
    rows, _ = world.split(world.files(wanted.data, wanted.readings), seed=wanted.seed)
    reader = known.reader(wanted.start)
    polnear = _with_people(polnear, wanted.people, reader)
    read = [world.document(row, reader) for row in rows]
    cases = [world.document(row, reader) for row in written.rows()]
    marked = polnear + read
    others = corpora.gum(wanted.data / "gum", "train") + corpora.ewt(wanted.data / "ewt", "train")
    return marked + cases * WRITTEN + others, marked


def _with_people(polnear: list[Document], path: Path | None, reader: world.Reader) -> list[Document]:
    """Return articles with what a file says of the people in them, where it does."""
    read = {row["id"]: world.document(row, reader) for row in world.rows(path)} if path else {}
    return [
        dataclasses.replace(one, names=of.names, anchors=of.anchors, statements=of.statements, silver=False)
        if (of := read.get(one.id))
        else one
        for one in polnear
    ]


def _taught(
    wanted: argparse.Namespace,
    start: Network,
    documents: list[Document],
    word_pieces: WordPieces,
    options: Options,
) -> Network:
    """Train a teacher, let ``start`` learn from it, and return the mean of what it was and what it became."""
    large = published.large_encoder(wanted.work)
    work = wanted.work / "teacher"
    teacher = train_teacher(documents, word_pieces, large, work, teacher_options(options), steps=TEACHER_STEPS)
    teaching = Teaching(learner_options(options))
    learner = copy.deepcopy(start)
    taught = teach(learner, teacher, documents, word_pieces, wanted.work / "taught", teaching=teaching)
    return mean([start, taught], TAUGHT_SHARES)


def _phrase(options: Mapping[str, object]) -> str:
    return ", ".join(f"{key.replace('_', ' ')} {value}" for key, value in options.items())


def described(first: Options, cycles: int) -> str:
    """Return the options of a run in words."""
    parts = [_phrase(base := dataclasses.asdict(first))]
    for number in range(1, cycles + 1):
        then = dataclasses.asdict(later(first, number))
        changed = {key: value for key, value in then.items() if value != base[key]}
        parts.append(f"from its end on, with {_phrase(changed)}")
    shares = " ".join(map(str, SHARES[: cycles + 1]))
    return "; ".join(parts) + (f"; the mean of these ends, counted {shares}" if cycles else "")


def described_teaching(first: Options) -> str:
    """Return in words how the last part of a run was taught."""
    teaching = Teaching(learner_options(first))
    changed = {name: value for name, value in dataclasses.asdict(teaching).items() if name != "options"}
    shares = " ".join(map(str, TAUGHT_SHARES))
    return (
        f"then taught by the lower {LAYERS} layers of all-mpnet-base-v2 after {TEACHER_STEPS} steps of their own "
        f"({_phrase(changed)}); the mean of the network before and after, counted {shares}"
    )


def finish(
    wanted: argparse.Namespace,
    network: Network,
    windows: Iterable[Inputs],
    made: dict[str, object],
) -> None:
    """Write the model's folder: ONNX file, vocabulary, calibration, scores and card."""
    wanted.out.mkdir(parents=True, exist_ok=True)
    model = wanted.out / "attribution.onnx"
    export(network, model, version=wanted.version, windows=windows)
    shutil.copyfile(published.small_encoder() / "tokenizer.json", wanted.out / "tokenizer.json")
    for line in calibrate(held_out(wanted.data, wanted.readings, seed=wanted.seed), wanted.out):
        print(line)  # noqa: T201
    size = round(model.stat().st_size / 1e6, 1)
    figures = report.scores(wanted.data, wanted.out, seed=wanted.seed, readings=wanted.readings)
    results = {"made": {**made, "version": wanted.version, "megabytes": size}, **figures}
    report.write(wanted.out, results)


if __name__ == "__main__":
    sys.exit(main())
