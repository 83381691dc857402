"""A larger network learns first, and the shipped one then learns from it and from people at once.

The learner is held to what the teacher says of every piece (the chances of each tag, and of each link's end;
Hinton, Vinyals and Dean 2015), also in texts where people marked no attributions. The teacher reads what the
learner reads, but for the word pieces that are hidden from the learner alone.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from attribution.language.network.wordpieces import WordPieces
from attribution.training.cycles import later
from attribution.training.data.documents import Document
from attribution.training.data.labels import IGNORE
from attribution.training.loop import (
    HEADS,
    Batch,
    Losses,
    Options,
    Trainer,
    chosen_loss,
    endless,
    label_losses,
    role_loss,
    run,
    scores_of,
    summed,
)
from attribution.training.network import Network
from attribution.training.tag_chain import Beliefs
from attribution.training.teacher import Teacher

TAUGHT = ("to_cue", "to_source")
_KEPT = 8  # ends of a link that the teacher finds likeliest; the rest share next to nothing
_LOWER = 0.94  # a layer's rate, of the rate of the layer above it


@dataclass(frozen=True, slots=True)
class Teaching:
    """How the learner is taught: its options, steps, and what counts.

    ``gold``: of people's labels, where there are any, beside the teacher's answers. ``fresh``: batches that the
    teacher answers; later steps take these again, with other pieces hidden. ``unmarked``: of a text without
    attributions.
    """

    options: Options
    steps: int = 2000
    gold: float = 0.3
    fresh: int = 600
    masking: float = 0.1
    unmarked: float = 0.5


def teacher_options(first: Options) -> Options:
    """Return the options of the teacher's training."""
    return replace(
        first, seed=first.seed + 4, encoder_rate=1e-4, head_rate=1e-3, warm_up=80, damage=0.25, masking=0.03
    )


def learner_options(first: Options) -> Options:
    """Return the options of the learner's training: those of a later cycle, with higher rates."""
    return replace(
        later(first, 1), seed=first.seed + 24, encoder_rate=1e-4, head_rate=6.25e-4, warm_up=80, masking=0.0
    )


def _teacher_losses(teacher: Teacher, batch: Batch, options: Options) -> Losses:
    scores = scores_of(teacher, batch)
    even = torch.ones(len(batch["padding"]))
    losses = {"roles": role_loss(teacher.chain(), scores["roles"], batch["tags"])}
    return summed(losses | {name: chosen_loss(scores[name], batch[name], even) for name in TAUGHT}, options)


def _layers(teacher: nn.Module, options: Options) -> list[dict[str, Any]]:
    """Return a group for each layer that learns, the lower the slower, and one for all that is new."""
    groups: dict[int, list[Tensor]] = {}
    for name, weights in teacher.named_parameters():
        if weights.requires_grad:
            layer = int(name.split(".")[1]) if name.startswith("blocks.") else -1
            groups.setdefault(layer, []).append(weights)
    top = max(groups)
    return [
        {
            "params": weights,
            "peak": options.head_rate if layer < 0 else options.encoder_rate * _LOWER ** (top - layer),
        }
        for layer, weights in groups.items()
    ]


def train_teacher(
    documents: list[Document], word_pieces: WordPieces, encoder: Path, work: Path, options: Options, *, steps: int
) -> Teacher:
    """Train a teacher from a published encoder on texts with attributions, or go on from its checkpoint."""
    torch.manual_seed(options.seed)
    teacher = Teacher(options.dropout)
    teacher.load_encoder(encoder)
    trainer = Trainer(teacher, work, options, steps, losses=_teacher_losses, groups=_layers)
    marked = [document for document in documents if document.triples is not None]
    run(trainer, endless(marked, word_pieces, options))
    average: Teacher = trainer.average.eval()
    return average


def answered(teacher: Teacher, batch: Batch, last: int) -> Batch:
    """Return a batch with the teacher's answers.

    ``believed`` (rows, pieces, tags) and ``believed_pairs`` (rows, tags, tags) of the roles behind the first mark,
    with their ``believed_mask``; and of each link that is taught, ``asked_...`` (rows, pieces), with the likeliest
    ``ends_...`` of the links asked for and their ``chances_...``, (asked, ends) each. ``last`` is the mark at the
    end of a row.
    """
    with torch.no_grad():
        scores = scores_of(teacher, batch)
        mask = ~batch["padding"][:, 1:] & (batch["ids"][:, 1:] != last)
        beliefs = teacher.chain().beliefs(scores["roles"][:, 1:], mask)
        found = {"believed": beliefs.tags.half(), "believed_pairs": beliefs.pairs, "believed_mask": mask}
        unmarked = (batch["tags"] == IGNORE).all(1)
        in_span = (beliefs.tags[:, :, 0] < 0.5) & mask & unmarked[:, None]
        for name in TAUGHT:
            asked = batch[name] != IGNORE
            asked[:, 1:] |= in_span
            chances = torch.softmax(scores[name][asked], dim=-1)
            kept = chances.topk(min(_KEPT, chances.shape[-1]), dim=-1)
            found |= {f"asked_{name}": asked, f"chances_{name}": kept.values, f"ends_{name}": kept.indices}
    return batch | found


def hidden(batch: Batch, word_pieces: WordPieces, share: float) -> Batch:
    """Return a batch with up to twice ``share`` of each row's pieces hidden."""
    ids = batch["ids"]
    limits = 2 * share * torch.rand(len(ids), 1)
    marks = batch["padding"] | (ids == word_pieces.first) | (ids == word_pieces.last)
    return batch | {"ids": ids.masked_fill((torch.rand(ids.shape) < limits) & ~marks, word_pieces.mask)}


def taught_losses(network: Network, batch: Batch, options: Options, *, teaching: Teaching) -> Losses:
    """Return the losses of a batch that ``answered`` made: the teacher's and people's of what is taught."""
    scores = scores_of(network, batch)
    losses = {"roles": _taught_roles(network, scores["roles"][:, 1:], batch, teaching)}
    for name in TAUGHT:
        losses[name] = _taught_link(scores[name], batch, name, teaching)
    rest = [name for name in HEADS if name not in TAUGHT]
    return summed(losses | label_losses(scores, batch, options, rest), options)


def _taught_roles(network: Network, scores: Tensor, batch: Batch, teaching: Teaching) -> Tensor:
    chain, mask, tags = network.chain(), batch["believed_mask"], batch["tags"][:, 1:]
    marked = (tags != IGNORE).any(1)
    by_people = chain.of_tags(scores, tags, (tags != IGNORE) & mask)
    by_teacher = chain.of_beliefs(scores, Beliefs(batch["believed"].float(), batch["believed_pairs"]))
    gold = torch.where(marked, teaching.gold, 0.0)
    weights = torch.where(marked, 1.0, teaching.unmarked)
    # People's score of a row without tags would be that of tag 0 all along: it must not count, however large.
    each = chain.normaliser(scores, mask) - torch.where(marked, gold * by_people, 0.0) - (1 - gold) * by_teacher
    return (each * weights).sum() / (mask.sum(1) * weights).sum()


def _taught_link(scores: Tensor, batch: Batch, name: str, teaching: Teaching) -> Tensor:
    asked = batch[f"asked_{name}"]
    if not asked.any():
        return scores.sum() * 0
    chances = torch.log_softmax(scores[asked], dim=-1)
    by_teacher = -(batch[f"chances_{name}"] * chances.gather(1, batch[f"ends_{name}"])).sum(1)
    labels = batch[name][asked]
    by_people = -chances.gather(1, labels.clamp(min=0)[:, None]).squeeze(1)
    both = teaching.gold * by_people + (1 - teaching.gold) * by_teacher
    return torch.where(labels != IGNORE, both, teaching.unmarked * by_teacher).mean()


def _lessons(
    teacher: Teacher, stream: Iterable[Batch], word_pieces: WordPieces, teaching: Teaching
) -> Iterator[Batch]:
    """Yield batches with answers without end, first fresh ones, then these in another order each time."""
    kept: list[Batch] = []
    for batch in stream:
        kept.append(answered(teacher, batch, word_pieces.last))
        yield hidden(kept[-1], word_pieces, teaching.masking)
        if len(kept) == teaching.fresh:
            break
    rng = random.Random(teaching.options.seed)
    while kept:
        rng.shuffle(kept)
        for batch in kept:
            yield hidden(batch, word_pieces, teaching.masking)


def teach(
    start: Network,
    teacher: Teacher,
    documents: list[Document],
    word_pieces: WordPieces,
    work: Path,
    *,
    teaching: Teaching,
) -> Network:
    """Teach ``start``, or go on from the checkpoint in ``work``; return the averaged network."""
    losses = partial(taught_losses, teaching=teaching)
    trainer = Trainer(start, work, teaching.options, teaching.steps, losses=losses)
    run(trainer, _lessons(teacher, endless(documents, word_pieces, teaching.options), word_pieces, teaching))
    average: Network = trainer.average.eval()
    return average
