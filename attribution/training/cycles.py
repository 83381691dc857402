"""Training in cycles: the first from the published encoder, each later one from the first's end by itself.

The weights of all ends are averaged (Wortsman et al., ICML 2022): networks that learned on from one start lie
near enough to it and to each other for that, and their mean errs less than each (EXPERIMENTS.md has the figures).
"""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import torch

from attribution.language.network.wordpieces import WordPieces
from attribution.training.data.documents import Document
from attribution.training.loop import Options, train
from attribution.training.network import Network

# Epochs of each later cycle
LATER = (6, 5)
# What the end of the first and of each later cycle counts in the mean; chosen on held-out training articles
SHARES = (0.4, 0.4, 0.2)


def later(first: Options, number: int) -> Options:
    """Return the options of a later cycle (1, 2): gentler, words hidden, names marked by people first."""
    epochs = LATER[number - 1]
    return replace(
        first,
        seed=first.seed + number,
        epochs=epochs,
        encoder_rate=8e-5,
        head_rate=5e-4,
        rename=0.4,
        masking=0.1,
        named=1.0,
        silver=0.15,
    )


def onward(first: Options) -> Options:
    """Return the options of learning on from a model that ships: news of the world weighs most."""
    return replace(
        first,
        seed=first.seed + 9,
        epochs=3,
        encoder_rate=9e-5,
        head_rate=6e-4,
        warm_up=60,
        damage=0.25,
        rename=0.4,
        masking=0.06,
        named=0.6,
        unattributed=0.12,
        silver=0.15,
        replayed=0.5,
    )


def mean(networks: Sequence[Network], shares: Sequence[float]) -> Network:
    """Return a network whose every weight is the mean of theirs, each counted by its share."""
    result = copy.deepcopy(networks[0])
    with torch.no_grad():
        for ours, *theirs in zip(result.parameters(), *(n.parameters() for n in networks), strict=True):
            ours.copy_(sum(share * one for share, one in zip(shares, theirs, strict=True)) / sum(shares))
    return result


def train_cycles(
    documents: list[Document],
    word_pieces: WordPieces,
    encoder: Path,
    work: Path,
    *,
    options: Options,
    cycles: int,
) -> tuple[Network, int]:
    """Train a first cycle and ``cycles`` later ones; return the mean of all ends, and all steps.

    Goes on from the checkpoints in ``work``, one folder a cycle.
    """
    torch.manual_seed(options.seed)
    start = Network(options.dropout)
    start.load_encoder(encoder)
    first, steps = train(documents, word_pieces, start, work / "first", options)
    ends = [first]
    for number in range(1, cycles + 1):
        again = copy.deepcopy(first)
        end, more = train(documents, word_pieces, again, work / f"later-{number}", later(options, number))
        ends.append(end)
        steps += more
    return mean(ends, SHARES[: cycles + 1]), steps
