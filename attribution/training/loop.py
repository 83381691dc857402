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
import torch.nn.functional as F
from torch import Tensor

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
        losses[name] = F.cross_entropy(masked[wanted], labels[wanted]) if wanted.any() else zero
    per_piece = F.cross_entropy(
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


def train(
    documents: list[Document], word_pieces: WordPieces, encoder: Path, work: Path, options: Options
) -> tuple[Network, int]:
    """Train, or go on from the checkpoint in ``work``; return the network with its averaged weights, and the steps.

    Raises ValueError where the checkpoint was made with other options, RuntimeError where the loss is no number.
    """
    work.mkdir(parents=True, exist_ok=True)
    checkpoint = work / "checkpoint.pt"
    torch.manual_seed(options.seed)
    network = Network(options.dropout)
    network.load_encoder(encoder)
    heads = [p for n, p in network.named_parameters() if n.startswith(("tagger", "entities", "to_", "transitions"))]
    chosen = {id(p) for p in heads}
    body = [p for p in network.parameters() if id(p) not in chosen]
    optimizer = torch.optim.AdamW(
        [{"params": body, "lr": options.encoder_rate}, {"params": heads, "lr": options.head_rate}], weight_decay=0.01
    )
    average = copy.deepcopy(network)
    epoch_steps = sum(1 for _ in batches(documents, word_pieces, options, 0))
    total = epoch_steps * options.epochs
    done = 0
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=False)
        if state["options"] != asdict(options):
            raise ValueError(f"{checkpoint} was made with other options: remove it or use another folder")
        network.load_state_dict(state["network"])
        average.load_state_dict(state["average"])
        optimizer.load_state_dict(state["optimizer"])
        torch.set_rng_state(state["random"])
        done = state["done"]
    step = 0
    started, sums, since = time.monotonic(), dict[str, float](), 0
    for epoch in range(options.epochs + 1):
        for batch in batches(documents, word_pieces, options, epoch):
            step += 1
            if step <= done:
                continue
            if step > total:
                break
            network.train()
            for group, rate in zip(optimizer.param_groups, (options.encoder_rate, options.head_rate), strict=True):
                group["lr"] = rate * min(1.0, step / options.warm_up) * (1 - (step - 1) / total)
            losses = loss_of(network, batch, options)
            if not math.isfinite(float(losses["sum"].detach())):
                raise RuntimeError(f"the loss is not a number at step {step}")
            optimizer.zero_grad(set_to_none=True)
            losses["sum"].backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            keep = min(options.averaging, step / (step + 10))
            with torch.no_grad():
                torch._foreach_lerp_(list(average.parameters()), list(network.parameters()), 1 - keep)
            since += 1
            for name, value in losses.items():
                sums[name] = sums.get(name, 0.0) + float(value.detach())
            if step % 10 == 0 or step == total:
                figures = "  ".join(f"{name} {value / since:.4f}" for name, value in sums.items())
                seconds = (time.monotonic() - started) / since
                print(f"epoch {epoch} step {step}/{total}  {figures}  {seconds:.2f} s a step", flush=True)  # noqa: T201
                started, sums, since = time.monotonic(), {}, 0
            if step % options.checkpoint_steps == 0 or step == total:
                _save(checkpoint, network, average, optimizer, step, options)
    average.eval()
    return average, total


def _save(
    path: Path, network: Network, average: Network, optimizer: torch.optim.Optimizer, done: int, options: Options
) -> None:
    state = {
        "network": network.state_dict(),
        "average": average.state_dict(),
        "optimizer": optimizer.state_dict(),
        "random": torch.get_rng_state(),
        "done": done,
        "options": asdict(options),
    }
    part = path.with_suffix(".part")
    torch.save(state, part)
    part.replace(path)
