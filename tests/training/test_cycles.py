"""Later cycles of training, and the mean of their ends."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import pytest

torch = pytest.importorskip("torch")

from attribution.training.cycles import LATER, SHARES, later, mean  # noqa: E402
from attribution.training.loop import Options  # noqa: E402


def test_the_mean_counts_each_network_by_its_share() -> None:
    networks: list[Any] = [torch.nn.Linear(2, 1) for _ in range(3)]
    for value, network in zip((1.0, 2.0, 6.0), networks, strict=True):
        torch.nn.init.constant_(network.weight, value)
        torch.nn.init.constant_(network.bias, -value)
    result: Any = mean(networks, (2, 1, 1))
    assert result.weight.tolist() == [[2.5, 2.5]] and result.bias.tolist() == [-2.5]
    assert networks[0].weight.tolist() == [[1.0, 1.0]], "what is averaged stays as it was"


def test_each_later_cycle_has_a_seed_and_a_share_of_its_own() -> None:
    first = Options(seed=7)
    cycles = [later(first, number) for number in range(1, len(LATER) + 1)]
    assert len({first.seed, *(one.seed for one in cycles)}) == 1 + len(LATER) == len(SHARES)
    for one in cycles:
        assert one.encoder_rate < first.encoder_rate and one.head_rate < first.head_rate
        assert one.epochs < first.epochs and one.masking > first.masking == 0
        same = {"pieces_a_step", "warm_up", "dropout", "damage", "unattributed", "averaging"}
        assert all(asdict(one)[name] == asdict(first)[name] for name in same)
