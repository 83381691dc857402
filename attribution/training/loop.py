"""The training loop: seeded, resumable from its last checkpoint."""

from __future__ import annotations

import copy
import math
import random
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from itertools import count
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from attribution.language.network.wordpieces import WordPieces
from attribution.training.data.damage import apply, damaged
from attribution.training.data.documents import Document
from attribution.training.data.labels import FEATURES, IGNORE, LINKS, PIECE_LABELS, Row, label, masked, windows
from attribution.training.data.naming import Pool, pool, renamed
from attribution.training.network import FAR, Network
from attribution.training.tag_chain import Chain

# Products of 16-bit floats are emulated, and slow, where the processor has none of its own
_HALVES = torch.backends.mkldnn.is_available() and bool(torch.ops.mkldnn._is_mkldnn_bf16_supported())

Batch = dict[str, Tensor]
Losses = dict[str, Tensor]


@dataclass(frozen=True, slots=True)
class Options:
    """What a training run depends on, besides its data.

    Shares of the articles that are damaged or get other names; ``masking``, the share of word pieces hidden from
    the encoder (no row loses more than twice as many); and of the texts without attributions, the shares that an
    epoch reads of those with names and of the rest. ``silver`` weighs machine-made antecedents, ``replayed`` is
    the share that an epoch reads of the articles that have them.
    """

    seed: int = 7
    epochs: int = 12
    pieces_a_step: int = 4096
    encoder_rate: float = 1.5e-4
    head_rate: float = 1e-3
    warm_up: int = 100
    dropout: float = 0.1
    damage: float = 0.3
    rename: float = 0.3
    masking: float = 0.0
    named: float = 0.5
    unattributed: float = 0.5
    silver: float = 0.4
    replayed: float = 1.0
    weights: tuple[tuple[str, float], ...] = (
        ("roles", 1.0),
        ("to_cue", 0.5),
        ("to_source", 0.5),
        ("names", 0.5),
        ("stated_role", 1.0),
        ("stated_body", 1.0),
        ("upos", 0.2),
        ("relations", 0.2),
        ("starts", 0.2),
        ("to_head", 0.3),
        ("to_antecedent", 0.2),
        ("to_person", 0.3),
    )
    averaging: float = 0.99
    checkpoint_steps: int = 100


def _pad(rows: list[Any], fill: int, edge: int) -> Tensor:
    """Stack rows with one more place before and after each (the encoder's first and last mark)."""
    longest = max(len(row) for row in rows) + 2
    out = np.full((len(rows), longest), fill, dtype=np.int64)
    for number, row in enumerate(rows):
        out[number, : len(row) + 2] = edge
        out[number, 1 : len(row) + 1] = row
    return torch.from_numpy(out)


def collate(rows: list[Row], first: int, last: int) -> dict[str, Tensor]:
    """Make one batch; rows are padded to the longest."""
    batch = {name: _pad([row.features[name] for row in rows], 0, 0) for name in FEATURES}
    ids = batch["ids"]
    ids[:, 0] = first
    for number, row in enumerate(rows):
        ids[number, len(row) + 1] = last
    for name in PIECE_LABELS:
        batch[name] = _pad([row.labels[name] for row in rows], IGNORE, IGNORE)
    for name in LINKS:
        batch[name] = _pad([row.links[name] for row in rows], IGNORE, IGNORE)
    lengths = torch.tensor([len(row) + 2 for row in rows])
    batch["padding"] = torch.arange(ids.shape[1])[None] >= lengths[:, None]
    batch["silver"] = torch.tensor([row.silver for row in rows])
    return batch


def _changed(document: Document, names: Pool, rng: random.Random, options: Options) -> Document:
    if document.triples is not None and rng.random() < options.rename:
        document = apply(document, renamed(document, names, rng))
    return damaged(document, rng) if rng.random() < options.damage else document


def batches(
    documents: list[Document], word_pieces: WordPieces, options: Options, epoch: int
) -> Iterator[dict[str, Tensor]]:
    """Yield one epoch: other windows, names and damages each time, rows of like length together."""
    rng = random.Random(f"{options.seed}-{epoch}")
    names = pool(document for document in documents if document.triples is not None)
    rows: list[Row] = []
    for document in documents:
        share = options.unattributed if document.names is None else options.named
        if document.triples is not None:
            share = options.replayed if document.silver else 1.0
        if rng.random() >= share:
            continue  # texts without attributions teach the other heads: a part of them each epoch is enough
        cut = windows(label(_changed(document, names, rng, options), word_pieces), rng)
        rows += [masked(row, word_pieces.mask, options.masking, rng) for row in cut]
    rows.sort(key=lambda row: len(row) + rng.random() * 24)
    groups: list[list[Row]] = [[]]
    for row in rows:
        if (len(groups[-1]) + 1) * (len(row) + 2) > options.pieces_a_step and groups[-1]:
            groups.append([])
        groups[-1].append(row)
    rng.shuffle(groups)
    for group in groups:
        yield collate(group, word_pieces.first, word_pieces.last)


def role_loss(chain: Chain, scores: Tensor, tags: Tensor) -> Tensor:
    """Return the negative log-likelihood a piece of the role tags, of the rows that have any."""
    tagged = (tags != IGNORE).any(1)
    if not tagged.any():
        return scores.sum() * 0
    # The two marks at a row's ends carry no label: the chain runs over what lies between.
    scores, tags = scores[tagged][:, 1:], tags[tagged][:, 1:]
    mask = (tags != IGNORE).float()
    return (chain.normaliser(scores, mask) - chain.of_tags(scores, tags, mask)).sum() / mask.sum()


def chosen_loss(scores: Tensor, labels: Tensor, weights: Tensor) -> Tensor:
    """Return the mean cross-entropy of the labelled pieces, those of each row weighted by ``weights`` (rows,)."""
    wanted = labels != IGNORE
    if not wanted.any():
        return scores.sum() * 0
    each = functional.cross_entropy(scores[wanted].float(), labels[wanted], reduction="none")
    return (each * weights[:, None].expand_as(labels)[wanted]).mean()


def scores_of(network: nn.Module, batch: Batch) -> dict[str, Tensor]:
    """Run a network over a batch; links to where there is no piece are barred, and all that is said is float32."""
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=_HALVES):
        scores = network(*(batch[name] for name in FEATURES), batch["padding"])
    barred = batch["padding"][:, None, :]
    return {
        name: values.float().masked_fill(barred, FAR) if name in LINKS else values.float()
        for name, values in scores.items()
    }


def label_losses(scores: dict[str, Tensor], batch: Batch, options: Options, heads: Iterable[str]) -> Losses:
    """Return the losses of some heads, all but the roles, held against the labels of a batch."""
    even = torch.ones(len(batch["padding"]))
    trusted = torch.where(batch["silver"], options.silver, 1.0)
    losses = {}
    for name in heads:
        if name == "starts":
            known = batch["starts"] != IGNORE
            starts = scores["starts"].squeeze(2)
            losses[name] = (
                functional.binary_cross_entropy_with_logits(starts[known], batch["starts"][known].float())
                if known.any()
                else starts.sum() * 0
            )
        else:
            losses[name] = chosen_loss(scores[name], batch[name], trusted if name == "to_antecedent" else even)
    return losses


def summed(losses: Losses, options: Options) -> Losses:
    """Add the ``sum`` of the losses, each by its weight."""
    weights = dict(options.weights)
    return losses | {"sum": torch.stack([weights[name] * loss for name, loss in losses.items()]).sum()}


HEADS = ("names", "stated_role", "stated_body", "upos", "relations", "starts", *LINKS)


def losses_of(network: Network, batch: Batch, options: Options) -> Losses:
    """Return the losses of one batch by head and their weighted ``sum``."""
    scores = scores_of(network, batch)
    losses = {"roles": role_loss(network.chain(), scores["roles"], batch["tags"])}
    return summed(losses | label_losses(scores, batch, options, HEADS), options)


def groups_of(network: nn.Module, options: Options) -> list[dict[str, Any]]:
    """Return the weights that learn, each group with the ``peak`` of its rate: the encoder's, and the heads'."""
    heads = ("heads.", "links.", "transitions")
    named = [(name, weights) for name, weights in network.named_parameters() if weights.requires_grad]
    return [
        {"params": [p for name, p in named if not name.startswith(heads)], "peak": options.encoder_rate},
        {"params": [p for name, p in named if name.startswith(heads)], "peak": options.head_rate},
    ]


class Trainer:
    """A network in training, its running average and its optimizer: what a checkpoint holds.

    ``losses`` says what a batch costs a network, ``groups`` which weights learn and how fast. Goes on from the
    checkpoint in ``work`` where there is one. Raises ValueError where that was made with other options.
    """

    def __init__(
        self,
        start: nn.Module,
        work: Path,
        options: Options,
        total: int,
        *,
        losses: Callable[[Any, Batch, Options], Losses] = losses_of,
        groups: Callable[[nn.Module, Options], list[dict[str, Any]]] = groups_of,
    ) -> None:
        work.mkdir(parents=True, exist_ok=True)
        torch.manual_seed(options.seed)
        self.options = options
        self.total = total
        self.done = 0
        self.network = start
        self.average = copy.deepcopy(self.network)
        self._losses = losses
        self._optimizer = torch.optim.AdamW(groups(start, options), weight_decay=0.01, fused=True)
        self._checkpoint = work / "checkpoint.pt"
        if self._checkpoint.exists():
            self._resume()

    def step(self, batch: Batch) -> dict[str, float]:
        """Learn from one batch and return its losses. Raises RuntimeError where the loss is no number."""
        self.done += 1
        self.network.train()
        share = min(1.0, self.done / self.options.warm_up) * (1 - (self.done - 1) / self.total)
        for group in self._optimizer.param_groups:
            group["lr"] = group["peak"] * share
        losses = self._losses(self.network, batch, self.options)
        figures = {name: float(value.detach()) for name, value in losses.items()}
        if not math.isfinite(figures["sum"]):
            raise RuntimeError(f"the loss is not a number at step {self.done}: try a lower rate")
        self._optimizer.zero_grad(set_to_none=True)
        losses["sum"].backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self._optimizer.step()
        keep = min(self.options.averaging, self.done / (self.done + 10))
        with torch.no_grad():
            torch._foreach_lerp_(list(self.average.parameters()), list(self.network.parameters()), 1 - keep)
        if self.done % self.options.checkpoint_steps == 0 or self.done == self.total:
            self._save()
        return figures

    def _save(self) -> None:
        state = {
            "network": self.network.state_dict(),
            "average": self.average.state_dict(),
            "optimizer": self._optimizer.state_dict(),
            "random": torch.get_rng_state(),
            "done": self.done,
            "options": asdict(self.options),
        }
        part = self._checkpoint.with_suffix(".part")
        torch.save(state, part)
        part.replace(self._checkpoint)

    def _resume(self) -> None:
        state = torch.load(self._checkpoint, weights_only=True)
        if state["options"] != asdict(self.options):
            raise ValueError(f"{self._checkpoint} was made with other options: remove it or use another folder")
        self.network.load_state_dict(state["network"])
        self.average.load_state_dict(state["average"])
        self._optimizer.load_state_dict(state["optimizer"])
        torch.set_rng_state(state["random"])
        self.done = state["done"]


def endless(documents: list[Document], word_pieces: WordPieces, options: Options) -> Iterator[Batch]:
    """Yield the batches of one epoch after the other."""
    for epoch in count():
        yield from batches(documents, word_pieces, options, epoch)


def run(trainer: Trainer, stream: Iterable[Batch]) -> None:
    """Learn from the batches of a stream that the trainer has not met, until all its steps are done."""
    progress = Progress(trainer.total)
    for number, batch in enumerate(stream):
        if trainer.done >= trainer.total:
            break
        if number >= trainer.done:
            progress.note(trainer.done + 1, trainer.step(batch))


def train(
    documents: list[Document], word_pieces: WordPieces, start: Network, work: Path, options: Options
) -> tuple[Network, int]:
    """Train ``start``, or go on from the checkpoint in ``work``; return the averaged network and the steps."""
    total = options.epochs * sum(1 for _ in batches(documents, word_pieces, options, 0))
    trainer = Trainer(start, work, options, total)
    run(trainer, endless(documents, word_pieces, options))
    return trainer.average.eval(), total


class Progress:
    """A line about the losses every ten steps."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._since = time.monotonic()
        self._rows: list[dict[str, float]] = []

    def note(self, step: int, losses: dict[str, float]) -> None:
        """Take in the losses of one step."""
        self._rows.append(losses)
        if step % 10 == 0 or step == self._total:
            count = len(self._rows)
            figures = "  ".join(f"{name} {sum(row[name] for row in self._rows) / count:.4f}" for name in losses)
            seconds = (time.monotonic() - self._since) / count
            print(f"step {step}/{self._total}  {figures}  {seconds:.2f} s a step", flush=True)  # noqa: T201
            self._since, self._rows = time.monotonic(), []
