"""The spaCy pipeline: its components on spaCy's English, and the plain functions around it.

``attribution_reader`` runs the encoder once over the text; ``attribution_names`` and ``attribution_reports`` read
its scores; ``attribution_speakers`` says whose words each is, and ``attribution_targets`` whom they are about.
Each can be configured, left out or swapped; ``attribution`` is all of them in one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from spacy import Config
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import dict_to_dot, dot_to_dict, load_model_from_config

from attribution import __version__
from attribution.language.components.component import labelled
from attribution.language.components.whole import PARTS
from attribution.language.network.tokenization import cut_as_universal_dependencies
from attribution.language.unseen import SeenText
from attribution.records import Article, Attribution, Entity

_OF_MODEL = ("attribution_reader", "attribution_reports")
_MAX_CHARACTERS = 50_000_000  # spaCy's own limit of one million guards parsers that this pipeline has not
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def load(
    *, threads: int = 0, model: str | None = None, config: Mapping[str, Any] | None = None, **options: Any
) -> Language:
    """Return a new pipeline, as ``attribution.load`` does; further ``options`` are those of ``spacy.load``."""
    components: dict[str, dict[str, Any]] = {name: {"factory": name} for name in PARTS}
    components["attribution_reader"]["threads"] = threads
    for name in _OF_MODEL:
        components[name]["model"] = model
    settings = Config({"nlp": {"lang": "en", "pipeline": [*PARTS]}, "components": components})
    nlp = load_model_from_config(
        settings.merge(dot_to_dict(dict_to_dot(config or {}, for_overrides=True))),
        meta={"name": "attribution", "version": __version__},
        auto_fill=True,
        **options,
    )
    nlp.max_length = _MAX_CHARACTERS
    cut_as_universal_dependencies(nlp)
    return nlp


@lru_cache(maxsize=1)
def _default() -> Language:
    return load()


def _doc(nlp: Language, text: str) -> Doc:
    # A lone surrogate cannot be encoded, so spaCy cannot hold it; a stand-in of one character keeps all offsets.
    return nlp(_LONE_SURROGATE.sub("�", text))


def extract(text: str, *, nlp: Language | None = None) -> list[Attribution]:
    """Return the attributions of a text, in order of their first content character."""
    as_seen = SeenText(text)
    return [as_seen.attribution(found) for found in _doc(nlp or _default(), as_seen.seen)._.attributions]


def analyse(
    articles: Iterable[Article], *, nlp: Language | None = None
) -> Iterator[tuple[Article, tuple[Attribution, ...], tuple[Entity, ...]]]:
    """Yield each article with its attributions and entities, in order, one at a time."""
    nlp = nlp or _default()
    for article in articles:
        as_seen = SeenText(article.text)
        doc = _doc(nlp, as_seen.seen)
        attributions = tuple([as_seen.attribution(found) for found in doc._.attributions])
        yield article, attributions, tuple([as_seen.entity(found) for found in labelled(doc.ents)])


def model_version(nlp: Language | None = None) -> str:
    """Return the version of the model that a pipeline reads with."""
    encoders = (getattr(component, "encoder", None) for _, component in (nlp or _default()).components)
    return next((str(encoder.version) for encoder in encoders if encoder is not None), "")
