"""A linear-chain CRF (Lafferty, McCallum and Pereira 2001) over the tags of each row's pieces.

Scores have the shape (rows, pieces, tags) and are in float32, masks (rows, pieces); masked pieces stand at the end
of a row.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor


@dataclass(frozen=True, slots=True)
class Beliefs:
    """How likely each tag is at each piece, (rows, pieces, tags), and each behind each, (rows, tags, tags)."""

    tags: Tensor
    pairs: Tensor


@dataclass(frozen=True, slots=True)
class Chain:
    """Scores of a tag behind another, (tags, tags), and at the beginning of a row, (tags,)."""

    transitions: Tensor
    first: Tensor

    def _forward(self, scores: Tensor, mask: Tensor) -> list[Tensor]:
        alphas = [scores[:, 0] + self.first]
        for at in range(1, scores.shape[1]):
            following = torch.logsumexp(alphas[-1].unsqueeze(2) + self.transitions, dim=1) + scores[:, at]
            alphas.append(torch.where(mask[:, at : at + 1].bool(), following, alphas[-1]))
        return alphas

    def normaliser(self, scores: Tensor, mask: Tensor) -> Tensor:
        """Return the logarithm of the sum over all ways to tag each row, (rows,)."""
        return torch.logsumexp(self._forward(scores, mask)[-1], dim=1)

    def of_tags(self, scores: Tensor, tags: Tensor, mask: Tensor) -> Tensor:
        """Return the score of given ``tags`` (rows, pieces) for each row, (rows,)."""
        tags = tags.clamp(min=0)
        each = scores.gather(2, tags.unsqueeze(2)).squeeze(2) * mask
        steps = self.transitions[tags[:, :-1], tags[:, 1:]] * mask[:, 1:]
        return each.sum(1) + steps.sum(1) + self.first[tags[:, 0]]

    def of_beliefs(self, scores: Tensor, beliefs: Beliefs) -> Tensor:
        """Return the score to be expected for each row where tags are as likely as in ``beliefs``, (rows,)."""
        return (beliefs.tags * scores).sum((1, 2)) + (beliefs.pairs * self.transitions).sum((1, 2))

    def beliefs(self, scores: Tensor, mask: Tensor) -> Beliefs:
        """Return how likely each tag and each pair of tags is, by the sums forwards and backwards."""
        ahead = torch.stack(self._forward(scores, mask), dim=1)
        betas = [torch.zeros_like(scores[:, 0])]
        for at in range(scores.shape[1] - 1, 0, -1):
            before = torch.logsumexp(self.transitions + (scores[:, at] + betas[-1]).unsqueeze(1), dim=2)
            betas.append(torch.where(mask[:, at : at + 1].bool(), before, betas[-1]))
        behind = torch.stack(betas[::-1], dim=1)
        total = torch.logsumexp(ahead[:, -1], dim=1)
        tags = torch.exp(ahead + behind - total[:, None, None]) * mask[:, :, None]
        steps = ahead[:, :-1].unsqueeze(3) + self.transitions + (scores[:, 1:] + behind[:, 1:]).unsqueeze(2)
        pairs = torch.exp(steps - total[:, None, None, None]) * mask[:, 1:, None, None]
        return Beliefs(tags, pairs.sum(1))
