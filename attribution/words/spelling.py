"""Whether two names are one, written with a slip. Pure."""

from __future__ import annotations


def misspelled(one: str, other: str, slips: int = 1) -> bool:
    """Whether two folded names are hardly two names: they begin alike and differ by at most ``slips`` letters.

    A letter too many, one too few, another one, or two that changed places are a slip each ("Reince", "Rence").
    """
    if min(len(one), len(other)) < 3 or abs(len(one) - len(other)) > 1 or one[0] != other[0]:
        return False
    return _slips(one, other, slips)


def _slips(one: str, other: str, left: int) -> bool:
    at = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    one, other = one[at:], other[at:]
    if not one or not other or not left:
        return len(one) + len(other) <= left
    rests = [(one[1:], other), (one, other[1:]), (one[1:], other[1:])]
    if len(one) > 1 and one[:2] == other[1::-1]:
        rests.append((one[2:], other[2:]))
    return any(_slips(a, b, left - 1) for a, b in rests)
