"""The shipped encoder: a text in, scores for each of its word pieces out.

One window is read at a time and each text by itself. Dynamic 8-bit quantisation scales each matrix product
by what is in it, so texts read together would change one another's scores; read alone, they cannot.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from attribution.errors import ModelError
from attribution.language.network.statements import Kind, Stated, stated
from attribution.language.network.syntax import SyntaxScores
from attribution.language.network.tags import ENTITY_TAGS, RELATIONS, ROLE_TAGS, STATED_TAGS, UPOS_TAGS
from attribution.language.network.windows import Window, plan
from attribution.language.network.wordpieces import Pieces, WordPieces, boundaries

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
MODEL_FOLDER = Path(__file__).parent.parent / "model"
# What the model says of each piece, with its shape, and of each pair of pieces of a window
_BY_PIECE: dict[str, tuple[int, ...]] = {
    "roles": (len(ROLE_TAGS),),
    "names": (len(ENTITY_TAGS),),
    "stated_role": (len(STATED_TAGS),),
    "stated_body": (len(STATED_TAGS),),
    "upos": (len(UPOS_TAGS),),
    "relations": (len(RELATIONS),),
    "starts": (),
}
_BY_PAIR = ("to_cue", "to_source", "to_head", "to_antecedent", "to_person")
_OUTPUTS = (*_BY_PIECE, *_BY_PAIR)


@dataclass(frozen=True, slots=True)
class WindowLinks:
    """Link scores of one window, each (pieces + 2, pieces + 2): column 0 is nobody, piece k of the text is
    row and column ``k - window.start + 1``."""

    window: Window
    to_cue: Floats
    to_source: Floats


@dataclass(frozen=True, slots=True)
class EncoderOutput:
    """What the encoder says of a text.

    Role scores (pieces, 7); scores of names, (pieces, 9); links to cues and sources by window; syntax; links to
    antecedents by window, shaped as those to cues; and what is stated of people.
    """

    pieces: Pieces
    roles: Floats
    names: Floats
    links: tuple[WindowLinks, ...]
    syntax: SyntaxScores
    antecedents: tuple[tuple[Window, Floats], ...]
    stated: tuple[Stated, ...] = ()


def windows_of(word_pieces: WordPieces, pieces: Pieces, text: str) -> Iterator[tuple[Window, dict[str, Ints]]]:
    """Yield each window of a text with what the network is given for it, each array (pieces + 2,)."""
    for window in plan(boundaries(pieces, text)):
        inside = slice(window.start, window.end)
        yield (
            window,
            {
                "ids": np.concatenate(([word_pieces.first], pieces.ids[inside], [word_pieces.last])),
                "cases": np.pad(pieces.cases[inside], 1),
                "breaks": np.pad(pieces.breaks[inside], 1),
                "quotes": np.pad(pieces.quotes[inside], 1),
            },
        )


class Encoder:
    """The ONNX model and its vocabulary in ``folder``.

    Raises ModelError where they are missing, damaged or made for other labels.
    """

    def __init__(self, folder: Path = MODEL_FOLDER, *, threads: int = 0) -> None:
        import onnxruntime

        self._made_of = folder, threads
        self._process = os.getpid()
        self._left_open: Encoder | None = None
        model, vocabulary = folder / "attribution.onnx", folder / "tokenizer.json"
        for path in (model, vocabulary):
            if not path.is_file():
                raise ModelError(
                    f"{path} is missing: install the package again, or train a model into this folder"
                )
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.log_severity_level = 3
        # Processors without VNNI add 8-bit products in 16 bits and cut off what does not fit, unless told to take
        # the longer way: their scores were a tenth off. On others this changes nothing.
        options.add_session_config_entry("session.x64quantprecision", "1")
        try:
            self._session: Any = onnxruntime.InferenceSession(
                str(model),
                options,
                providers=["CPUExecutionProvider"],
                # Its normalisation of a sum takes five times as long as a sum and a normalisation.
                disabled_optimizers=["SkipLayerNormFusion"],
            )
            meta = self._session.get_modelmeta().custom_metadata_map
            labels = json.loads(meta["role_tags"]), json.loads(meta["entity_tags"])
            self.transitions: Floats = np.asarray(json.loads(meta["transitions"]), dtype=np.float32)
            self.version: str = meta["version"]
            outputs = {output.name for output in self._session.get_outputs()}
            self.word_pieces = WordPieces(str(vocabulary))
        except Exception as error:  # both libraries raise bare exceptions of their own
            raise ModelError(f"{folder} holds no usable model ({error}): install the package again") from error
        if labels != (list(ROLE_TAGS), list(ENTITY_TAGS)) or not outputs.issuperset(_OUTPUTS):
            raise ModelError(f"{model} was made for another version of this package: install both anew")

    def __reduce__(self) -> tuple[Any, ...]:
        folder, threads = self._made_of
        return partial(Encoder, threads=threads), (folder,)

    def for_this_process(self) -> Encoder:
        """Return this encoder, or in a process that was forked since it was opened, a new one of the same model.

        The threads of a session stay in the process that opened it: elsewhere it would wait for them for ever,
        even to be closed, so that the new encoder keeps the old one open.
        """
        if self._process == os.getpid():
            return self
        folder, threads = self._made_of
        encoder = Encoder(folder, threads=threads)
        encoder._left_open = self
        return encoder

    def read(self, text: str) -> EncoderOutput:
        """Score every word piece of ``text``."""
        pieces = self.word_pieces(text)
        by_piece = {name: np.zeros((len(pieces), *shape), dtype=np.float32) for name, shape in _BY_PIECE.items()}
        links, heads, antecedents, holders = [], [], [], []
        for window, inputs in windows_of(self.word_pieces, pieces, text):
            said = dict(zip(_OUTPUTS, self._session.run(_OUTPUTS, inputs), strict=True))
            for name, scores in by_piece.items():
                scores[window.start : window.end] = said[name][1:-1].reshape(-1, *scores.shape[1:])
            links.append(WindowLinks(window, said["to_cue"], said["to_source"]))
            heads.append((window, said["to_head"]))
            antecedents.append((window, said["to_antecedent"]))
            holders.append((window, said["to_person"]))
        syntax = SyntaxScores(by_piece["upos"], by_piece["relations"], by_piece["starts"], tuple(heads))
        tags: dict[Kind, Floats] = {"role": by_piece["stated_role"], "body": by_piece["stated_body"]}
        return EncoderOutput(
            pieces,
            by_piece["roles"],
            by_piece["names"],
            tuple(links),
            syntax,
            tuple(antecedents),
            tuple(stated(text, pieces, tags, holders)),
        )
