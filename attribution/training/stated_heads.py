"""Fits the heads for stated roles and bodies alone, over what a finished encoder says of each word piece.

A text states few roles among its many pieces, so that these heads have learned least when the encoder is done. Its
states are stored once; both heads then learn from them in a minute. Measured in EXPERIMENTS.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from attribution.language.network.windows import plan
from attribution.language.network.wordpieces import WordPieces
from attribution.training.data.documents import Document
from attribution.training.data.labels import FEATURES, label, window
from attribution.training.network import Network

HEADS = ("stated_role", "stated_body")
EPOCHS, BATCH, RATE, DROPPED, DECAY = 12, 4096, 2e-3, 0.1, 0.01


def states(
    network: Network, documents: Iterable[Document], word_pieces: WordPieces
) -> tuple[Tensor, list[Tensor]]:
    """Return what the encoder says of each piece, (pieces, width) in half precision, and its labels by head."""
    kept: list[Tensor] = []
    network.eval()
    handle = network.encoder.register_forward_hook(lambda module, given, said: kept.append(said))
    rows: list[Tensor] = []
    labels: list[list[Tensor]] = [[] for _ in HEADS]
    try:
        for document in documents:
            whole = label(document, word_pieces)
            for part in plan(whole.rates.astype(np.int8)):
                row = window(whole, part.start, part.end)
                given = [torch.tensor(np.pad(row.features[name], 1)[None]) for name in FEATURES]
                given[0][0, 0], given[0][0, -1] = word_pieces.first, word_pieces.last
                with torch.no_grad():
                    network(*given)
                rows.append(kept.pop()[0, 1:-1].half())
                for head, into in zip(HEADS, labels, strict=True):
                    into.append(torch.tensor(row.labels[head]))
    finally:
        handle.remove()
    return torch.cat(rows), [torch.cat(each) for each in labels]


def fit(network: Network, documents: Sequence[Document], word_pieces: WordPieces, *, seed: int) -> Network:
    """Let both heads of a network learn from documents that say what is stated; all else stays as it is."""
    torch.manual_seed(seed)
    # What an epoch reads more than once is the same document, and is read once here.
    taught = list({id(document): document for document in documents if document.statements is not None}.values())
    given, labels = states(network, taught, word_pieces)
    heads: list[Any] = [network.heads[name] for name in HEADS]
    weights = [weight for head in heads for weight in head.parameters()]
    optimizer = torch.optim.AdamW(weights, lr=RATE, weight_decay=DECAY)
    a_round = max(1, len(given) // BATCH)
    for step in range(EPOCHS * a_round):
        if step % a_round == 0:
            order = torch.randperm(len(given))
        chosen = order[step % a_round * BATCH :][:BATCH]
        said = functional.dropout(given[chosen].float(), DROPPED)
        loss = torch.stack(
            [functional.cross_entropy(head(said), each[chosen]) for head, each in zip(heads, labels, strict=True)]
        ).sum()
        for group in optimizer.param_groups:
            group["lr"] = RATE * (1 - step / (EPOCHS * a_round))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    network.eval()
    return network
