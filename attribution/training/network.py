"""The network: a small BERT-shaped encoder and the light heads that read from it."""

from __future__ import annotations

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from attribution.language.network.tags import ENTITY_TAGS, RELATIONS, ROLE_TAGS, STATED_TAGS, UPOS_TAGS, allowed
from attribution.language.network.wordpieces import BREAKS, CASES, QUOTES
from attribution.training.tag_chain import Chain

WIDTH, LAYERS, HEADS, INNER, VOCABULARY, POSITIONS = 384, 6, 12, 1536, 30522, 512
LINK_WIDTH = 128
FAR = -1e4


class Link(nn.Module):
    """Score every pair of pieces (from, to) with a bilinear product; position 0 stands for "to nobody".

    ``width`` is that of the states, ``inner`` that of the two sides of the product.
    """

    def __init__(self, width: int = WIDTH, inner: int = LINK_WIDTH) -> None:
        super().__init__()
        self.query = nn.Linear(width, inner)
        self.key = nn.Linear(width, inner)

    def forward(self, states: Tensor) -> Tensor:
        """(batch, pieces, width) -> (batch, pieces, pieces)."""
        return self.query(states) @ self.key(states).transpose(1, 2) / self.query.out_features**0.5


# What is said of each piece, and how many answers there are
PIECE_HEADS = {
    "roles": len(ROLE_TAGS),
    "names": len(ENTITY_TAGS),
    "stated_role": len(STATED_TAGS),
    "stated_body": len(STATED_TAGS),
    "upos": len(UPOS_TAGS),
    "relations": len(RELATIONS),
    "starts": 1,
}
LINK_HEADS = ("to_cue", "to_source", "to_head", "to_antecedent", "to_person")


def barriers() -> tuple[Tensor, Tensor]:
    """Return what bars a role tag behind another, (tags, tags), and at the beginning of a row, (tags,)."""
    size = len(ROLE_TAGS)
    barred = [[0.0 if allowed(a, b) else FAR for b in range(size)] for a in range(size)]
    return torch.tensor(barred), torch.tensor([0.0 if allowed(0, b) else FAR for b in range(size)])


class RowDropout(nn.Module):
    """Dropout with one mask for all pieces of a row (Gal and Ghahramani 2016).

    A mask a piece took seven hundredths of a training step on a CPU, for drawing random numbers alone.
    """

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share

    def forward(self, states: Tensor) -> Tensor:
        if not self.training or not self.share:
            return states
        kept = torch.rand(states.shape[0], 1, states.shape[2], dtype=torch.float32) >= self.share
        return states * (kept.to(states.dtype) / (1 - self.share))


class Network(nn.Module):
    """Word pieces in; out come the answers of each head: tags of each piece, and links between pieces."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.cases = nn.Embedding(CASES, WIDTH)
        self.breaks = nn.Embedding(BREAKS, WIDTH)
        self.quotes = nn.Embedding(QUOTES, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = RowDropout(dropout)
        layer = nn.TransformerEncoderLayer(
            WIDTH, HEADS, INNER, dropout=dropout, activation="gelu", layer_norm_eps=1e-12, batch_first=True
        )
        self.encoder = nn.TransformerEncoder(layer, LAYERS, enable_nested_tensor=False)
        for block in self.encoder.layers:
            # Dropout inside attention and inside the feed-forward part took two thirds of a step on a CPU
            # (it rules the fused attention kernel out); the two on the residual paths stay.
            block.self_attn.dropout = 0.0
            block.dropout.p = 0.0
            block.dropout1 = RowDropout(dropout)
            block.dropout2 = RowDropout(dropout)
        self.heads = nn.ModuleDict({name: nn.Linear(WIDTH, size) for name, size in PIECE_HEADS.items()})
        self.links = nn.ModuleDict({name: Link() for name in LINK_HEADS})
        size = len(ROLE_TAGS)
        barred, first = barriers()
        self.register_buffer("barred", barred)
        self.register_buffer("barred_first", first)
        self.transitions = nn.Parameter(torch.zeros(size, size))
        for table in (self.cases, self.breaks, self.quotes):
            nn.init.normal_(table.weight, std=0.005)

    def load_encoder(self, folder: Path) -> None:
        """Start from the published weights of a BERT-shaped encoder (``model.safetensors`` in ``folder``)."""
        weights = load_file(folder / "model.safetensors")
        with torch.no_grad():
            self.words.weight.copy_(weights["embeddings.word_embeddings.weight"])
            kind = weights["embeddings.token_type_embeddings.weight"][0]
            self.positions.weight.copy_(weights["embeddings.position_embeddings.weight"] + kind)
            self.norm.weight.copy_(weights["embeddings.LayerNorm.weight"])
            self.norm.bias.copy_(weights["embeddings.LayerNorm.bias"])
            for number, layer in enumerate(self.encoder.layers):
                stem = f"encoder.layer.{number}."
                for part in ("weight", "bias"):
                    attention = [weights[f"{stem}attention.self.{k}.{part}"] for k in ("query", "key", "value")]
                    getattr(layer.self_attn, f"in_proj_{part}").copy_(torch.cat(attention))
                    for ours, theirs in (
                        (layer.self_attn.out_proj, "attention.output.dense"),
                        (layer.norm1, "attention.output.LayerNorm"),
                        (layer.linear1, "intermediate.dense"),
                        (layer.linear2, "output.dense"),
                        (layer.norm2, "output.LayerNorm"),
                    ):
                        getattr(ours, part).copy_(weights[f"{stem}{theirs}.{part}"])

    def forward(
        self, ids: Tensor, cases: Tensor, breaks: Tensor, quotes: Tensor, padding: Tensor | None = None
    ) -> dict[str, Tensor]:
        """All inputs (batch, pieces), padding true where there is no piece.

        Returns the scores of each head by name: (batch, pieces, answers) for those of PIECE_HEADS, (batch, pieces,
        pieces) for those of LINK_HEADS.
        """
        places = torch.arange(ids.shape[1], device=ids.device)
        states = self.words(ids) + self.positions(places)
        states = states + self.cases(cases) + self.breaks(breaks) + self.quotes(quotes)
        states = self.encoder(self.dropout(self.norm(states)), src_key_padding_mask=padding)
        return {name: head(states) for heads in (self.heads, self.links) for name, head in heads.items()}

    def chain(self) -> Chain:
        """Return the chain of the role tags, without steps that no span takes."""
        return Chain(self.transitions + self.barred, self.barred_first)
