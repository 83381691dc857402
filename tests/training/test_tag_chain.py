"""The chain's sums against the same sums over every way to tag a row."""

from __future__ import annotations

from itertools import pairwise, product

import pytest

torch = pytest.importorskip("torch")

from attribution.training.tag_chain import Chain  # noqa: E402

TAGS, PIECES, LENGTHS = 3, 4, (4, 2)


@pytest.fixture(name="chain")
def _chain() -> Chain:
    torch.manual_seed(3)
    transitions = torch.randn(TAGS, TAGS)
    transitions[0, 2] = -1e4  # a step that no span takes
    return Chain(transitions, torch.tensor([0.0, 0.3, -1e4]))


@pytest.fixture(name="scores")
def _scores() -> torch.Tensor:
    torch.manual_seed(4)
    return torch.randn(len(LENGTHS), PIECES, TAGS)


@pytest.fixture(name="mask")
def _mask() -> torch.Tensor:
    return torch.arange(PIECES)[None] < torch.tensor(LENGTHS)[:, None]


def _ways(chain: Chain, scores: torch.Tensor, length: int) -> dict[tuple[int, ...], float]:
    """Every way to tag a row of ``length`` pieces, and its score, added up by hand."""
    found = {}
    for tags in product(range(TAGS), repeat=length):
        total = float(chain.first[tags[0]]) + sum(float(scores[at, tag]) for at, tag in enumerate(tags))
        total += sum(float(chain.transitions[a, b]) for a, b in pairwise(tags))
        found[tags] = total
    return found


def test_the_sum_and_the_score_of_one_way(chain: Chain, scores: torch.Tensor, mask: torch.Tensor) -> None:
    tags = torch.tensor([[1, 2, 0, 1], [0, 1, -100, -100]])
    totals, given = chain.normaliser(scores, mask), chain.of_tags(scores, tags, mask)
    for row, length in enumerate(LENGTHS):
        ways = _ways(chain, scores[row], length)
        assert float(totals[row]) == pytest.approx(
            torch.logsumexp(torch.tensor(list(ways.values())), 0).item(), abs=1e-4
        )
        assert float(given[row]) == pytest.approx(ways[tuple(tags[row, :length].tolist())], abs=1e-4)


def test_beliefs_are_the_shares_of_all_ways(chain: Chain, scores: torch.Tensor, mask: torch.Tensor) -> None:
    beliefs = chain.beliefs(scores, mask)
    for row, length in enumerate(LENGTHS):
        ways = _ways(chain, scores[row], length)
        shares = torch.softmax(torch.tensor(list(ways.values())), 0).tolist()
        tags, pairs = torch.zeros(PIECES, TAGS), torch.zeros(TAGS, TAGS)
        for way, share in zip(ways, shares, strict=True):
            for at, tag in enumerate(way):
                tags[at, tag] += share
            for before, after in pairwise(way):
                pairs[before, after] += share
        assert torch.allclose(beliefs.tags[row], tags, atol=1e-5)
        assert torch.allclose(beliefs.pairs[row], pairs, atol=1e-5)


def test_the_score_of_beliefs_is_the_mean_of_the_scores(
    chain: Chain, scores: torch.Tensor, mask: torch.Tensor
) -> None:
    torch.manual_seed(5)
    other = torch.randn_like(scores)
    expected = chain.of_beliefs(other, chain.beliefs(scores, mask))
    for row, length in enumerate(LENGTHS):
        ways, others = _ways(chain, scores[row], length), _ways(chain, other[row], length)
        shares = torch.softmax(torch.tensor(list(ways.values())), 0).tolist()
        begins = {way: float(chain.first[way[0]]) for way in ways}  # the same whatever is believed of the rest
        mean = sum(share * (others[way] - begins[way]) for way, share in zip(ways, shares, strict=True))
        assert float(expected[row]) == pytest.approx(mean, abs=1e-3)
