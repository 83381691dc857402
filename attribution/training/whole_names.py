"""Make the weights of names: ``python -m attribution.training.whole_names --data FOLDER [--search]``.

``--data`` holds ``gum/``. The weights are learned from GUM's train part, whose texts the encoder was trained on
too: it is surer of them than of any others. So each text is read three times, with some of its word pieces hidden
in two of them, and what the encoder says then is nearer to what it says of texts that are new to it. The least
chance that is taken is chosen by weights that were made without the documents at hand.

``--search`` prints the crossed F1 of other sizes, rates of leaving out and lengths too.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import spacy
import torch

from attribution.language.mentions.name_candidates import Floats
from attribution.language.mentions.whole_names import CLASSES, Sighting, Weigher, choose, sight
from attribution.language.network.annotate import tokens_of
from attribution.language.network.encoder import MODEL_FOLDER, Encoder, Reading
from attribution.language.network.syntax import parse
from attribution.language.network.tokenization import cut_as_universal_dependencies
from attribution.language.reports.decode import entities
from attribution.training.data import corpora
from attribution.training.data.documents import Document
from attribution.training.treebank_scores import Tally, compare_names

HIDDEN_SHARES = (0.0, 0.1, 0.2)  # of the word pieces, in each reading of a text
FOLDS = 5
GRID = (0.25, 0.3, 0.35, 0.4, 0.45)
BATCH = 256
_FLAT = 0.1  # least spread by which a feature is scaled: a rare one is not blown up


@dataclass(frozen=True, slots=True)
class Options:
    """How the networks are trained: several narrow ones, which become one as wide as all of them."""

    networks: int = 2
    hidden: int = 64
    epochs: int = 16
    rate: float = 3e-3
    decay: float = 3e-4
    seen_dropout: float = 0.1
    hidden_dropout: float = 0.3
    seed: int = 7


@dataclass(frozen=True, slots=True)
class Sighted:
    """A document, and the candidates of each of its readings."""

    document: Document
    readings: tuple[Sighting, ...]

    def answers(self, reading: Sighting) -> list[int]:
        """Return the class of each candidate of a reading."""
        labels = {(start, end): label for start, end, label in self.document.mentions or ()}
        return [CLASSES.index(labels.get(span, CLASSES[0])) for span in reading.spans]


def read(encoder: Encoder, text: str, share: float, rng: np.random.Generator) -> Reading:
    """Read a text with a share of its word pieces hidden."""
    pieces = encoder.word_pieces(text)
    hidden = rng.random(len(pieces)) < share
    return encoder.score(text, replace(pieces, ids=np.where(hidden, encoder.word_pieces.mask, pieces.ids)))


def sighted(documents: Iterable[Document], model: Path, *, seed: int) -> list[Sighted]:
    """Read documents with the model in a folder."""
    nlp = spacy.blank("en")  # not the whole pipeline: weights of names made for other features would stop it
    cut_as_universal_dependencies(nlp)
    encoder = Encoder(model)
    rng = np.random.default_rng(seed)
    found = []
    for document in documents:
        text, readings = document.text, []
        tokens = tokens_of(nlp.make_doc(text))
        for share in HIDDEN_SHARES:
            reading = read(encoder, text, share, rng)
            tree = parse(text, tokens, reading.pieces, reading.syntax)
            mentions, names = (entities(reading.pieces, by, text) for by in (reading.mentions, reading.names))
            readings.append(sight(text, tokens, tree, reading, mentions=mentions, names=names))
        found.append(Sighted(document, tuple(readings)))
    return found


def _network(seen: torch.Tensor, answers: torch.Tensor, options: Options, seed: int) -> list[Floats]:
    """Return the layers of one network trained on features of unit spread."""
    torch.manual_seed(seed)
    network = torch.nn.Sequential(
        torch.nn.Dropout(options.seen_dropout),
        torch.nn.Linear(seen.shape[1], options.hidden),
        torch.nn.ReLU(),
        torch.nn.Dropout(options.hidden_dropout),
        torch.nn.Linear(options.hidden, len(CLASSES)),
    )
    optimiser = torch.optim.Adam(network.parameters(), lr=options.rate)
    steps = options.epochs * -(-len(seen) // BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, options.rate, total_steps=steps + 1)
    for _ in range(options.epochs):
        for rows in torch.randperm(len(seen)).split(BATCH):
            loss = torch.nn.functional.cross_entropy(network(seen[rows]), answers[rows])
            loss = loss + options.decay * sum((network[at].weight ** 2).sum() for at in (1, 4))
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
    return [part.detach().numpy() for at in (1, 4) for part in (network[at].weight.T, network[at].bias)]


def fit(documents: Sequence[Sighted], options: Options, *, threshold: float = GRID[0]) -> Weigher:
    """Return the weights that fit some documents."""
    pairs = [(one, reading) for one in documents for reading in one.readings if reading.spans]
    seen = np.concatenate([reading.seen for _, reading in pairs])
    answers = torch.tensor([answer for one, reading in pairs for answer in one.answers(reading)])
    mean, spread = seen.mean(axis=0), seen.std(axis=0) + np.float32(_FLAT)
    scaled = torch.tensor((seen - mean) / spread)
    parts = [_network(scaled, answers, options, options.seed + number) for number in range(options.networks)]
    first, first_bias, second, second_bias = zip(*parts, strict=True)
    wide = np.concatenate(first, axis=1)
    return Weigher(
        wide / spread[:, None],
        np.concatenate(first_bias) - (mean / spread) @ wide,
        np.concatenate(second) / np.float32(options.networks),
        np.mean(second_bias, axis=0),
        threshold,
    )


def crossed(documents: Sequence[Sighted], options: Options) -> list[tuple[Sighted, list[Floats]]]:
    """Return the chances in each reading of each document, by weights that were made without that document."""
    order = np.random.default_rng(options.seed).permutation(len(documents)).tolist()
    found = []
    for fold in range(FOLDS):
        aside = set(order[fold::FOLDS])
        weigher = fit([one for number, one in enumerate(documents) if number not in aside], options)
        found += [
            (documents[number], [weigher(reading.seen) for reading in documents[number].readings])
            for number in sorted(aside)
        ]
    return found


def f1(found: Sequence[tuple[Sighted, list[Floats]]], number: int, threshold: float) -> float:
    """Return the F1 of persons, organisations and places in one of the readings of each document."""
    tally = Tally()
    for one, likely in found:
        chosen = choose(one.readings[number].spans, likely[number], threshold)
        compare_names(tally, [(e.start, e.end, e.label) for e in chosen], one.document.mentions or ())
    return tally.figures()["names"]["f1"]


def tried(documents: Sequence[Sighted], options: Options) -> tuple[list[float], str]:
    """Return the crossed F1 for each threshold, the mean of all readings, and a line with that of each reading."""
    found = crossed(documents, options)
    table = [[f1(found, number, least) for least in GRID] for number in range(len(HIDDEN_SHARES))]
    rows = "; ".join(" ".join(f"{value:.4f}" for value in row) for row in table)
    return np.mean(table, axis=0).tolist(), f"{options}: {rows}"


def make(data: Path, model: Path, options: Options | None = None) -> list[str]:
    """Make and write the weights for the model in a folder; return what was measured, as lines."""
    options = options or Options()
    documents = sighted(corpora.gum(data / "gum", "train"), model, seed=options.seed)
    means, line = tried(documents, options)
    threshold = GRID[int(np.argmax(means))]
    fit(documents, options, threshold=threshold).write(model)
    shares = ", ".join(f"{share:.0%}" for share in HIDDEN_SHARES)
    return [
        f"{len(documents)} documents, read with {shares} of their word pieces hidden; F1 of names, crossed, by",
        f"least chance ({' '.join(map(str, GRID))}) and reading:",
        line,
        f"chosen: {threshold}",
    ]


def search(data: Path, model: Path) -> Iterable[str]:
    """Yield a line for each of some other options."""
    options = Options()
    documents = sighted(corpora.gum(data / "gum", "train"), model, seed=options.seed)
    for change in (
        {},
        {"networks": 1},
        {"hidden": 32},
        {"epochs": 10},
        {"epochs": 30},
        {"hidden_dropout": 0.5, "seen_dropout": 0.2},
        {"decay": 1e-3},
    ):
        means, line = tried(documents, replace(options, **change))
        yield f"{max(means):.4f} {line}"


def main(argv: list[str] | None = None) -> int:
    """Make the weights and print what was measured."""
    parser = argparse.ArgumentParser(prog="python -m attribution.training.whole_names", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with gum/")
    parser.add_argument(
        "--model", type=Path, default=MODEL_FOLDER, help="folder of the model (default: the package's)"
    )
    parser.add_argument("--search", action="store_true", help="try other options, write nothing")
    wanted = parser.parse_args(argv)
    torch.set_num_threads(1)
    for line in (search if wanted.search else make)(wanted.data, wanted.model):
        sys.stdout.write(line + "\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
