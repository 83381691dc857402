"""Find every statement that an article attributes to someone, and say who said it.

``extract(text)`` returns the attributions of one text; ``load()`` returns the spaCy pipeline behind
it. Importing this package loads neither spaCy nor onnxruntime: both come with the first call.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attribution.errors import AttributionError
from attribution.records import Affiliation, Article, Attribution, Entity, Speaker

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from spacy.language import Language
    from spacy.vocab import Vocab

__all__ = [
    "Affiliation",
    "Article",
    "Attribution",
    "AttributionError",
    "Entity",
    "Speaker",
    "extract",
    "load",
]
__version__ = "0.2.0"


def load(
    *,
    threads: int = 0,
    model: str | None = None,
    vocab: Vocab | bool = True,
    disable: str | Iterable[str] = (),
    enable: str | Iterable[str] = (),
    exclude: str | Iterable[str] = (),
    config: Mapping[str, Any] | None = None,
) -> Language:
    """Return a new spaCy pipeline with this package's components (``nlp(text)``, ``nlp.pipe(texts)``).

    ``threads`` is how many processor threads read a text; 0 leaves it to onnxruntime. It changes no row. ``model``
    is the folder of another model than the shipped one. The rest is as in ``spacy.load``, which calls this
    function for ``spacy.load("attribution")``: ``config`` changes settings of components, such as
    ``{"components": {"attribution_reports": {"threshold": 0.5}}}``.
    Raises ModelError where the model is missing or damaged.
    """
    from attribution.language import load as load_pipeline

    return load_pipeline(
        threads=threads,
        model=model,
        vocab=vocab,
        disable=disable,
        enable=enable,
        exclude=exclude,
        config=config,
    )


def extract(text: str, *, nlp: Language | None = None) -> list[Attribution]:
    """Return the attributions of one text, in order of their first content character.

    Pass an ``nlp`` from ``load()`` to reuse it; without one, a pipeline is loaded once and kept.
    Raises ModelError where the shipped model is missing or damaged.
    """
    from attribution.language import extract as extract_with

    return extract_with(text, nlp=nlp)
