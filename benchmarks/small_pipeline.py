"""A spaCy pipeline of the shape of en_core_web_sm, which need not be downloaded to be measured against.

Its speed depends on its shape and hardly on its weights: a convolutional encoder of width 96 and depth 4 over
hashed embeddings, shared by tagger and parser, and one more for the entity recogniser, with as many labels as
English has. It learns for a moment from made-up labels, because a parser that knows nothing takes a strange number
of steps. Left out are the rules for attributes and lemmas that en_core_web_sm runs as well, so it is faster here.
"""

from __future__ import annotations

import random
import zlib
from collections.abc import Iterable
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from thinc.api import Config, fix_random_seed

TAGS = [f"TAG{number}" for number in range(50)]
RELATIONS = ["ROOT", *(f"dep{number}" for number in range(44))]
ENTITIES = [f"ENT{number}" for number in range(18)]
_STEPS, _BATCH = 20, 24

_ENCODER = """
[components.{name}.model{sub}]
@architectures = "spacy.HashEmbedCNN.v2"
pretrained_vectors = null
width = 96
depth = 4
embed_size = 2000
window_size = 1
maxout_pieces = 3
subword_features = true
"""
_LISTENER = """
[components.{name}.model.tok2vec]
@architectures = "spacy.Tok2VecListener.v1"
width = 96
"""
_TRANSITIONS = """
[components.{name}]
factory = "{name}"

[components.{name}.model]
@architectures = "spacy.TransitionBasedParser.v2"
state_type = "{name}"
extra_state_tokens = false
hidden_width = 64
maxout_pieces = 2
use_upper = true
"""
CONFIG = "".join(
    (
        '[nlp]\nlang = "en"\npipeline = ["tok2vec", "tagger", "parser", "ner"]\n\n[components]\n',
        '\n[components.tok2vec]\nfactory = "tok2vec"\n',
        _ENCODER.format(name="tok2vec", sub=""),
        '\n[components.tagger]\nfactory = "tagger"\n',
        '\n[components.tagger.model]\n@architectures = "spacy.Tagger.v2"\n',
        _LISTENER.format(name="tagger"),
        _TRANSITIONS.format(name="parser"),
        _LISTENER.format(name="parser"),
        _TRANSITIONS.format(name="ner"),
        _ENCODER.format(name="ner", sub=".tok2vec"),
    )
)


def _pick(labels: list[str], word: str) -> str:
    return labels[zlib.crc32(word.encode()) % len(labels)]


def labelled(nlp: Language, sentence: str) -> Example:
    """Return a sentence with labels that follow from its words, and a tree whose root is its middle word."""
    doc = nlp.make_doc(sentence)
    middle = len(doc) // 2
    words = [token.text for token in doc]
    gold = Doc(
        nlp.vocab,
        words=words,
        spaces=[bool(token.whitespace_) for token in doc],
        tags=[_pick(TAGS, word) for word in words],
        heads=[at + (at < middle) - (at > middle) for at in range(len(words))],
        deps=[RELATIONS[0] if at == middle else _pick(RELATIONS[1:], word) for at, word in enumerate(words)],
        ents=[f"B-{_pick(ENTITIES, word)}" if word.istitle() and at else "O" for at, word in enumerate(words)],
    )
    return Example(doc, gold)


def make(texts: Iterable[str], folder: Path) -> None:
    """Make the pipeline, let it learn for a moment from ``texts``, and store it in ``folder``."""
    fix_random_seed(0)
    nlp = spacy.util.load_model_from_config(Config().from_str(CONFIG), auto_fill=True)
    sentences = [part.strip() for text in texts for part in text.replace("\n", " ").split(". ")]
    examples = [labelled(nlp, sentence) for sentence in sentences if len(sentence.split()) > 3]
    every = " ".join(f"Word{number}" for number in range(400))  # so that no label is missing
    nlp.initialize(lambda: [*examples, labelled(nlp, every)])
    rng = random.Random(0)
    for _ in range(_STEPS):
        nlp.update(rng.sample(examples, min(_BATCH, len(examples))))
    nlp.to_disk(folder)
