"""Texts to measure with: made from the sample articles with a seed, or read from a JSON Lines file."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import attribution
from attribution.reading import Failure, read_paths

SHORTEST, LONGEST = 300, 900  # words of a made article, about as long as a news article


@lru_cache(maxsize=1)
def _paragraphs() -> tuple[str, ...]:
    samples = Path(attribution.__file__).parent / "samples"
    articles = [item for item in read_paths([str(samples)]) if not isinstance(item, Failure)]
    return tuple(part for article in articles for part in article.text.split("\n") if part.strip())


def made(count: int, seed: int) -> Iterator[str]:
    """Yield ``count`` articles of shuffled paragraphs of the samples, one at a time."""
    rng = random.Random(seed)
    for _ in range(count):
        yield made_of(rng.randint(SHORTEST, LONGEST), rng)


def made_of(words: int, rng: random.Random) -> str:
    """Return an article of at least ``words`` words."""
    parts: list[str] = []
    size = 0
    while size < words:
        part = rng.choice(_paragraphs())
        parts.append(part)
        size += len(part.split())
    return "\n\n".join(parts)


def read(path: Path, count: int | None = None) -> Iterator[str]:
    """Yield ``count`` texts of the lines' ``text``, from the start again where there are fewer; or each once."""
    texts = [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    if not texts:
        raise SystemExit(f"{path} holds no articles: each line must be an object with a text")
    for number in range(len(texts) if count is None else count):
        yield texts[number % len(texts)]


def texts(path: Path | None, count: int, seed: int) -> Iterator[str]:
    """Yield ``count`` texts from ``path``, or made ones where it is None."""
    return read(path, count) if path else made(count, seed)
