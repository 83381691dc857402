"""The training loop: seeded, resumable from its last checkpoint."""

from __future__ import annotations

import copy
import math
import random
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from attribution.language.wordpieces import WordPieces
from attribution.training.corpora import Document
from attribution.training.damage import damaged
from attribution.training.labels import IGNORE, Example, label, windows
from attribution.training.network import FAR, Network


@dataclass(frozen=True, slots=True)
class Options:
    """What a training run depends on, besides its data."""

    seed: int = 7
    epochs: int = 6
    pieces_a_step: int = 4096
    encoder_rate: float = 1.5e-4
    head_rate: float = 1e-3
    warm_up: int = 100
    dropout: float = 0.1
    damage: float = 0.25
    link_weight: float = 0.5
    entity_weight: float = 0.3
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


def collate(examples: list[Example], first: int, last: int) -> dict[str, Tensor]:
    """Make one batch; rows are padded to the longest."""
    ids = _pad([e.ids for e in examples], 0, first)
    for number, example in enumerate(examples):
        ids[number, len(example.ids) + 1] = last
    batch = {"ids": ids}
    for name in ("cases", "breaks", "quotes"):
        batch[name] = _pad([getattr(e, name) for e in examples], 0, 0)
    for name in ("tags", "to_cue", "to_source", "entities"):
        batch[name] = _pad([getattr(e, name) for e in examples], IGNORE, IGNORE)
    lengths = torch.tensor([len(e.ids) + 2 for e in examples])
    batch["padding"] = torch.arange(ids.shape[1])[None] >= lengths[:, None]
    batch["entity_weight"] = torch.tensor([e.entity_weight for e in examples])
    return batch


def batches(
    documents: list[Document], word_pieces: WordPieces, options: Options, epoch: int
) -> Iterator[dict[str, Tensor]]:
    """Yield one epoch: other windows and other damages each time, rows of like length together."""
    rng = random.Random(f"{options.seed}-{epoch}")
    examples: list[Example] = []
    for document in documents:
        if document.triples is None and rng.random() < 0.4:
            continue  # texts without attributions teach entities only: a part of them each epoch is enough
        text = damaged(document, rng) if rng.random() < options.damage else document
        examples += windows(label(text, word_pieces), rng)
    examples.sort(key=lambda e: len(e.ids) + rng.random() * 24)
    groups: list[list[Example]] = [[]]
    for example in examples:
        if (len(groups[-1]) + 1) * (len(example.ids) + 2) > options.pieces_a_step and groups[-1]:
            groups.append([])
        groups[-1].append(example)
    rng.shuffle(groups)
    for group in groups:
        yield collate(group, word_pieces.first, word_pieces.last)


def loss_of(network: Network, batch: dict[str, Tensor], options: Options) -> dict[str, Tensor]:
    """Return the losses of one batch by part and their weighted ``sum``."""
    padding = batch["padding"]
    with torch.autocast("cpu", dtype=torch.bfloat16):
        roles, entities, to_cue, to_source = network(
            batch["ids"], batch["cases"], batch["breaks"], batch["quotes"], padding
        )
    roles, entities = roles.float(), entities.float()
    zero = roles.sum() * 0
    losses = {}
    tagged = (batch["tags"] != IGNORE).any(1)
    if tagged.any():
        # The two marks at a row's ends carry no label: the chain runs over what lies between.
        mask = (batch["tags"] != IGNORE)[tagged][:, 1:].float()
        losses["roles"] = network.crf_loss(roles[tagged][:, 1:], batch["tags"][tagged][:, 1:], mask)
    else:
        losses["roles"] = zero
    for name, scores in (("to_cue", to_cue), ("to_source", to_source)):
        masked = scores.float().masked_fill(padding[:, None, :], FAR)
        labels = batch[name]
        wanted = labels != IGNORE
        losses[name] = functional.cross_entropy(masked[wanted], labels[wanted]) if wanted.any() else zero
    per_piece = functional.cross_entropy(
        entities.flatten(0, 1), batch["entities"].flatten(), ignore_index=IGNORE, reduction="none"
    )
    known = (batch["entities"] != IGNORE).sum().clamp(min=1)
    weights = batch["entity_weight"][:, None].expand_as(batch["entities"]).flatten()
    losses["entities"] = (per_piece * weights).sum() / known
    losses["sum"] = (
        losses["roles"]
        + options.link_weight * (losses["to_cue"] + losses["to_source"])
        + options.entity_weight * losses["entities"]
    )
    return losses


class Trainer:
    """A network in training, its running average and its optimizer: what a checkpoint holds.

    Goes on from the checkpoint in ``work`` where there is one. Raises ValueError where that was made with
    other options.
    """

    def __init__(self, encoder: Path, work: Path, options: Options, total: int) -> None:
        work.mkdir(parents=True, exist_ok=True)
        torch.manual_seed(options.seed)
        self.options = options
        self.total = total
        self.done = 0
        self.network = Network(options.dropout)
        self.network.load_encoder(encoder)
        self.average = copy.deepcopy(self.network)
        heads = ("tagger", "entities", "to_", "transitions")
        named = list(self.network.named_parameters())
        self._optimizer = torch.optim.AdamW(
            [
                {"params": [p for name, p in named if not name.startswith(heads)], "peak": options.encoder_rate},
                {"params": [p for name, p in named if name.startswith(heads)], "peak": options.head_rate},
            ],
            weight_decay=0.01,
        )
        self._checkpoint = work / "checkpoint.pt"
        if self._checkpoint.exists():
            self._resume()

    def step(self, batch: dict[str, Tensor]) -> dict[str, float]:
        """Learn from one batch and return its losses. Raises RuntimeError where the loss is no number."""
        self.done += 1
        self.network.train()
        share = min(1.0, self.done / self.options.warm_up) * (1 - (self.done - 1) / self.total)
        for group in self._optimizer.param_groups:
            group["lr"] = group["peak"] * share
        losses = loss_of(self.network, batch, self.options)
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


def train(
    documents: list[Document], word_pieces: WordPieces, encoder: Path, work: Path, options: Options
) -> tuple[Network, int]:
    """Train, or go on from the checkpoint in ``work``; return the averaged network and the number of steps."""
    total = options.epochs * sum(1 for _ in batches(documents, word_pieces, options, 0))
    trainer = Trainer(encoder, work, options, total)
    seen = 0
    progress = Progress(total)
    # Epochs differ a little in their number of batches: one more than asked for makes sure of enough.
    for epoch in range(options.epochs + 1):
        for batch in batches(documents, word_pieces, options, epoch):
            seen += 1
            if trainer.done < seen <= total:
                losses = trainer.step(batch)
                progress.note(trainer.done, losses)
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
