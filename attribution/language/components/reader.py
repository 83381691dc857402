"""``attribution_reader``: runs the encoder once over a text and sets the syntax: sentences, tags and trees."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from attribution.language.components.component import SCORES, Component, keep
from attribution.language.network.annotate import set_syntax, tokens_of
from attribution.language.network.encoder import MODEL_FOLDER, Encoder, EncoderOutput, Floats
from attribution.language.network.repairs import unwrapped
from attribution.language.network.syntax import parse


@dataclass(frozen=True, slots=True)
class Scores:
    """What the encoder says of a text, and how likely its model takes each tag after each (from, to)."""

    text: str
    reading: EncoderOutput
    transitions: Floats


class Reader(Component[Scores]):
    """Reads a text with the encoder, for the components behind it.

    The scores stay with the Doc, unstored, until ``attribution_reports`` has used them.
    """

    def __init__(self, encoder: Encoder, *, set_syntax: bool = True, overwrite: bool = False) -> None:
        self.encoder = encoder
        self.set_syntax = set_syntax
        self.overwrite = overwrite

    def predict(self, doc: Doc) -> Scores:
        """Return the scores of the text of a Doc."""
        self.encoder = self.encoder.for_this_process()
        text = unwrapped(doc.text)
        return Scores(text, self.encoder.read(text), self.encoder.transitions)

    def set_annotations(self, doc: Doc, found: Scores) -> None:
        """Leave the scores with a Doc, and set its syntax where no other component has."""
        keep(doc, found, name=SCORES)
        if self.set_syntax and (self.overwrite or not _has_syntax(doc)):
            set_syntax(doc, parse(found.text, tokens_of(doc), found.reading.pieces, found.reading.syntax))


def _has_syntax(doc: Doc) -> bool:
    # One token alone counts as a sentence that somebody has set.
    return (len(doc) > 1 and bool(doc.has_annotation("SENT_START"))) or bool(doc.has_annotation("DEP"))


@Language.factory(
    "attribution_reader",
    assigns=[
        "doc._.attribution_scores",
        "doc.sents",
        "token.is_sent_start",
        "token.pos",
        "token.dep",
        "token.head",
    ],
    default_config={"model": None, "threads": 0, "set_syntax": True, "overwrite": False},
)
def make_reader(
    nlp: Language, name: str, *, model: str | None, threads: int, set_syntax: bool, overwrite: bool
) -> Reader:
    """Make the component that reads a text once; ``model`` is a folder, or None for the shipped one."""
    encoder = Encoder(Path(model) if model else MODEL_FOLDER, threads=threads)
    return Reader(encoder, set_syntax=set_syntax, overwrite=overwrite)
