"""The whole mentions of names in a text: candidates from tags and trees, weighed, the best that do not overlap.

The weights are data beside the model (``names.json``), made on documents whose names were marked by people:

    python -m attribution.training.whole_names --data FOLDER

A model without them has the mentions that its tags make.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from attribution.errors import ModelError
from attribution.language.mentions.name_candidates import Floats, Words, candidates, chances, words_of
from attribution.language.mentions.name_features import FEATURES, features
from attribution.language.network.encoder import Reading
from attribution.language.network.syntax import Parse, Tokens
from attribution.language.network.tags import ENTITY_LABELS
from attribution.records import Entity, Span

FILE = "names.json"
CLASSES = ("none", *ENTITY_LABELS)
_LAYERS = ("first", "first_bias", "second", "second_bias")
_DIGITS = 3


@dataclass(frozen=True, slots=True)
class Weigher:
    """A network of one hidden layer that says how likely a candidate is exactly a mention, by label.

    ``first`` (features, hidden), ``second`` (hidden, classes). ``threshold`` is the least chance that is taken.
    """

    first: Floats
    first_bias: Floats
    second: Floats
    second_bias: Floats
    threshold: float

    def __call__(self, seen: Floats) -> Floats:
        """Return the chances of ``CLASSES`` for each row of ``seen`` (candidates, features)."""
        hidden = np.maximum(seen @ self.first + self.first_bias, 0)
        return chances(hidden @ self.second + self.second_bias)

    def write(self, folder: Path) -> None:
        """Write the weights beside a model."""
        parts = [f'"threshold": {self.threshold}']
        for name in _LAYERS:
            rows = np.round(getattr(self, name).astype(float), _DIGITS).tolist()
            # A row a line, so that a change of it is one in the file too
            parts.append(f'"{name}": [\n' + ",\n".join(json.dumps(row) for row in rows) + "\n]")
        plain = ",\n".join(parts)
        (folder / FILE).write_text(f"{{{plain}}}\n", encoding="utf-8")


def read(folder: Path) -> Weigher | None:
    """Return the weights beside the model in ``folder``, None where there are none.

    Raises ModelError where the file is damaged or was made for other features.
    """
    path = folder / FILE
    if not path.is_file():
        return None
    advice = "make it again with python -m attribution.training.whole_names, or install the package again"
    try:
        plain = json.loads(path.read_text(encoding="utf-8"))
        layers = [np.asarray(plain[name], dtype=np.float32) for name in _LAYERS]
        threshold = float(plain["threshold"])
    except (ValueError, KeyError, TypeError, OSError) as error:
        raise ModelError(f"{path} holds no usable weights ({error}): {advice}") from error
    hidden = layers[1].shape
    shapes = [(FEATURES, *hidden), hidden, (*hidden, len(CLASSES)), (len(CLASSES),)]
    if [layer.shape for layer in layers] != shapes:
        raise ModelError(f"{path} was made for another version of this package: {advice}")
    first, first_bias, second, second_bias = layers
    return Weigher(first, first_bias, second, second_bias, threshold)


@dataclass(frozen=True, slots=True)
class Sighting:
    """The candidates of a text: where each stands, and what is seen of it, (candidates, features)."""

    spans: list[Span]
    seen: Floats


def _runs(words: Words, found: Iterable[Entity]) -> frozenset[Span]:
    """Return the runs of words that entities cover."""
    found = list(found)
    firsts = np.searchsorted(words.ends, [entity.start for entity in found], side="right")
    ends = np.searchsorted(words.starts, [entity.end for entity in found], side="left")
    return frozenset(
        (first, end) for first, end in zip(firsts.tolist(), ends.tolist(), strict=True) if first < end
    )


def sight(
    text: str,
    tokens: Tokens,
    parse: Parse,
    reading: Reading,
    *,
    mentions: Iterable[Entity],
    names: Iterable[Entity],
) -> Sighting:
    """Find the candidates of a text; ``mentions`` and ``names`` are those that the encoder's tags make."""
    nothing = Sighting([], np.zeros((0, FEATURES), dtype=np.float32))
    if not len(reading.pieces):
        return nothing
    words = words_of(tokens, parse, reading.pieces, reading.syntax.upos)
    tagged = _runs(words, mentions), _runs(words, names)
    found = candidates(text, words, tagged[0] | tagged[1])
    if not len(found):
        return nothing
    spans = zip(words.starts[found.firsts].tolist(), words.ends[found.ends - 1].tolist(), strict=True)
    scores = reading.mentions, reading.names
    return Sighting(list(spans), features(text, words, found, reading.pieces, scores=scores, tagged=tagged))


def choose(spans: Sequence[Span], likely: Floats, threshold: float) -> list[Entity]:
    """Return mentions that do not overlap, in order: those whose chances are most above ``threshold`` in sum."""
    best = likely[:, 1:].argmax(axis=1)
    gains = likely[np.arange(len(likely)), best + 1] - threshold
    labels, values = best.tolist(), gains.tolist()
    taken = sorted((*spans[at][::-1], at) for at in np.flatnonzero(gains > 0).tolist())
    ends: list[int] = []
    totals = [0.0]
    before: list[int] = []
    for end, start, at in taken:
        before.append(bisect_right(ends, start))
        totals.append(max(totals[-1], totals[before[-1]] + values[at]))
        ends.append(end)
    found = []
    number = len(taken)
    while number:
        end, start, at = taken[number - 1]
        if totals[number] == totals[number - 1]:
            number -= 1
        else:
            found.append(Entity(start, end, ENTITY_LABELS[labels[at]]))
            number = before[number - 1]
    return found[::-1]


def whole_names(sighting: Sighting, weigher: Weigher) -> list[Entity]:
    """Return the whole mentions of names in a text."""
    return choose(sighting.spans, weigher(sighting.seen), weigher.threshold)
