"""A larger network that is taught first and then teaches the shipped one: MPNet's lower layers and three heads.

MPNet (Song et al., NeurIPS 2020) is a BERT with a bias of attention by distance; its word pieces are BERT's in
another order, so that teacher and learner read the same pieces.
"""

from __future__ import annotations

import math
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from attribution.language.network.tags import ROLE_TAGS
from attribution.language.network.wordpieces import BREAKS, CASES, QUOTES
from attribution.training.network import FAR, Link, RowDropout, barriers
from attribution.training.tag_chain import Chain

WIDTH, HEADS, VOCABULARY, POSITIONS = 768, 12, 30527, 514
LAYERS = 10  # of its 12: the two at the top are the furthest from words, and cost as much as all others
STILL = 5  # of these, the lowest, stay as they were published
LINK_WIDTH = 256
_BUCKETS, _FURTHEST = 32, 128
_SHIFT = 4  # BERT's vocabulary begins at this number
# BERT's [PAD], [CLS], [SEP], [MASK] and what MPNet has for them
_MARKS = ((0, 1), (101, 0), (102, 2), (103, 30526))


def distances(length: int) -> Tensor:
    """Return the bucket of each pair's distance, (length, length): exact when near, logarithmic when far."""
    places = torch.arange(length)
    ahead = places[None] - places[:, None]
    half = _BUCKETS // 2
    exact = half // 2
    far = ahead.abs()
    steps = torch.log(far.clamp(min=1) / exact) / math.log(_FURTHEST / exact) * (half - exact)
    bucket = torch.where(far < exact, far, (exact + steps.long()).clamp(max=half - 1))
    return bucket + half * (ahead > 0)


def pieces_of(ids: Tensor) -> Tensor:
    """Return MPNet's numbers of BERT's word pieces."""
    own = ids + _SHIFT
    for theirs, ours in _MARKS:
        own = torch.where(ids == theirs, ours, own)
    return own


class Block(nn.Module):
    """One layer: attention with a bias, and a feed-forward part."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.packed = nn.Linear(WIDTH, 3 * WIDTH)
        self.mixed = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-5)
        self.inner = nn.Linear(WIDTH, 4 * WIDTH)
        self.outer = nn.Linear(4 * WIDTH, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-5)
        self.dropout = RowDropout(dropout)

    def forward(self, states: Tensor, bias: Tensor) -> Tensor:
        """States (batch, pieces, width), bias (batch, heads, pieces, pieces)."""
        batch, pieces, _ = states.shape
        parts = self.packed(states).view(batch, pieces, 3, HEADS, WIDTH // HEADS)
        queries, keys, values = parts.permute(2, 0, 3, 1, 4)
        seen = functional.scaled_dot_product_attention(queries, keys, values, attn_mask=bias)
        seen = seen.transpose(1, 2).reshape(batch, pieces, WIDTH)
        states = self.norm1(states + self.dropout(self.mixed(seen)))
        return self.norm2(states + self.dropout(self.outer(functional.gelu(self.inner(states)))))


class Teacher(nn.Module):
    """Word pieces in; out come ``roles``, ``to_cue`` and ``to_source``, shaped as those of ``network.Network``."""

    def __init__(self, dropout: float = 0.1, layers: int = LAYERS, still: int = STILL) -> None:
        super().__init__()
        self.still = still
        self.words = nn.Embedding(VOCABULARY, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-5)
        self.distances = nn.Embedding(_BUCKETS, HEADS)
        self.blocks = nn.ModuleList(Block(0.0 if number < still else dropout) for number in range(layers))
        self.cases = nn.Embedding(CASES, WIDTH)
        self.breaks = nn.Embedding(BREAKS, WIDTH)
        self.quotes = nn.Embedding(QUOTES, WIDTH)
        for table in (self.cases, self.breaks, self.quotes):
            nn.init.normal_(table.weight, std=0.01)
        self.heads = nn.ModuleDict({"roles": nn.Linear(WIDTH, len(ROLE_TAGS))})
        self.links = nn.ModuleDict({name: Link(WIDTH, LINK_WIDTH) for name in ("to_cue", "to_source")})
        barred, first = barriers()
        self.register_buffer("barred", barred)
        self.register_buffer("barred_first", first)
        self.transitions = nn.Parameter(torch.zeros(len(ROLE_TAGS), len(ROLE_TAGS)))
        frozen = (self.words, self.positions, self.norm, self.distances, *self.blocks[:still])
        for part in frozen:
            for weights in part.parameters():
                weights.requires_grad_(False)

    def chain(self) -> Chain:
        """Return the chain of the role tags, without steps that no span takes."""
        return Chain(self.transitions + self.barred, self.barred_first)

    def load_encoder(self, folder: Path) -> None:
        """Start from the published weights in ``folder`` (``model.safetensors``)."""
        weights = load_file(folder / "model.safetensors")
        with torch.no_grad():
            self.words.weight.copy_(weights["embeddings.word_embeddings.weight"])
            self.positions.weight.copy_(weights["embeddings.position_embeddings.weight"])
            self.norm.weight.copy_(weights["embeddings.LayerNorm.weight"])
            self.norm.bias.copy_(weights["embeddings.LayerNorm.bias"])
            self.distances.weight.copy_(weights["encoder.relative_attention_bias.weight"])
            for number, block in enumerate(self.blocks):
                stem = f"encoder.layer.{number}."
                for part in ("weight", "bias"):
                    packed = torch.cat([weights[f"{stem}attention.attn.{kind}.{part}"] for kind in "qkv"])
                    getattr(block.packed, part).copy_(packed)
                    for ours, theirs in (
                        (block.mixed, "attention.attn.o"),
                        (block.norm1, "attention.LayerNorm"),
                        (block.inner, "intermediate.dense"),
                        (block.outer, "output.dense"),
                        (block.norm2, "output.LayerNorm"),
                    ):
                        getattr(ours, part).copy_(weights[f"{stem}{theirs}.{part}"])

    def states(self, ids: Tensor, surface: tuple[Tensor, Tensor, Tensor], padding: Tensor | None) -> Tensor:
        """Return the states of the last layer, (batch, pieces, width)."""
        batch, length = ids.shape
        bias = self.distances(distances(length)).permute(2, 0, 1)[None]
        if padding is not None:
            bias = bias + padding[:, None, None, :].float() * FAR
        kind = torch.bfloat16 if torch.is_autocast_enabled("cpu") else torch.float32
        bias = bias.to(kind).expand(batch, HEADS, length, length)
        with torch.no_grad():
            # Positions are counted from 2, behind MPNet's mark of padding.
            states = self.norm(self.words(pieces_of(ids)) + self.positions(torch.arange(length) + 2))
            for block in self.blocks[: self.still]:
                states = block(states, bias)
        cases, breaks, quotes = surface
        states = states.float() + self.cases(cases) + self.breaks(breaks) + self.quotes(quotes)
        for block in self.blocks[self.still :]:
            states = block(states, bias)
        return states

    def forward(
        self, ids: Tensor, cases: Tensor, breaks: Tensor, quotes: Tensor, padding: Tensor | None = None
    ) -> dict[str, Tensor]:
        """Inputs and outputs as those of ``network.Network``."""
        states = self.states(ids, (cases, breaks, quotes), padding)
        return {name: head(states) for heads in (self.heads, self.links) for name, head in heads.items()}
