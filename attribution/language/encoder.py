"""The shipped encoder: a text in, scores for each of its word pieces out.

One window is read at a time and each text by itself. Dynamic 8-bit quantisation scales each matrix product
by what is in it, so texts read together would change one another's scores; read alone, they cannot.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from attribution.errors import ModelError
from attribution.language.tags import ENTITY_TAGS, ROLE_TAGS
from attribution.language.windows import Window, plan
from attribution.language.wordpieces import Pieces, WordPieces, boundaries

Floats = npt.NDArray[np.float32]
MODEL_FOLDER = Path(__file__).parent / "model"


@dataclass(frozen=True, slots=True)
class WindowLinks:
    """Link scores of one window, each (pieces + 2, pieces + 2): column 0 is nobody, piece k of the text is
    row and column ``k - window.start + 1``."""

    window: Window
    to_cue: Floats
    to_source: Floats


@dataclass(frozen=True, slots=True)
class Reading:
    """What the encoder says of a text: role scores (pieces, 7), entity scores (pieces, 9), links by window."""

    pieces: Pieces
    roles: Floats
    entities: Floats
    links: tuple[WindowLinks, ...]


class Encoder:
    """The ONNX model and its vocabulary in ``folder``.

    Raises ModelError where they are missing, damaged or made for other labels.
    """

    def __init__(self, folder: Path = MODEL_FOLDER, *, threads: int = 0) -> None:
        import onnxruntime

        self._made_of = folder, threads
        self._process = os.getpid()
        model, vocabulary = folder / "attribution.onnx", folder / "tokenizer.json"
        for path in (model, vocabulary):
            if not path.is_file():
                raise ModelError(
                    f"{path} is missing: install the package again, or train a model into this folder"
                )
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.log_severity_level = 3
        try:
            self._session: Any = onnxruntime.InferenceSession(
                str(model), options, providers=["CPUExecutionProvider"]
            )
            meta = self._session.get_modelmeta().custom_metadata_map
            labels = json.loads(meta["role_tags"]), json.loads(meta["entity_tags"])
            self.transitions: Floats = np.asarray(json.loads(meta["transitions"]), dtype=np.float32)
            self.version: str = meta["version"]
            self._word_pieces = WordPieces(str(vocabulary))
        except Exception as error:  # both libraries raise bare exceptions of their own
            raise ModelError(f"{folder} holds no usable model ({error}): install the package again") from error
        if labels != (list(ROLE_TAGS), list(ENTITY_TAGS)):
            raise ModelError(f"{model} was made for another version of this package: install both anew")

    def __reduce__(self) -> tuple[Any, ...]:
        folder, threads = self._made_of
        return partial(Encoder, threads=threads), (folder,)

    def here(self) -> Encoder:
        """Return this encoder, or in a process that was forked since it was opened, a new one of the same model.

        The threads of a session stay in the process that opened it: elsewhere it would wait for them for ever.
        """
        if self._process == os.getpid():
            return self
        folder, threads = self._made_of
        return Encoder(folder, threads=threads)

    def read(self, text: str) -> Reading:
        """Score every word piece of ``text``."""
        pieces = self._word_pieces(text)
        roles = np.zeros((len(pieces), len(ROLE_TAGS)), dtype=np.float32)
        entities = np.zeros((len(pieces), len(ENTITY_TAGS)), dtype=np.float32)
        links = []
        for window in plan(boundaries(pieces, text)):
            inside = slice(window.start, window.end)
            first, last = self._word_pieces.first, self._word_pieces.last
            outputs = self._session.run(
                ("roles", "entities", "to_cue", "to_source"),
                {
                    "ids": np.concatenate(([first], pieces.ids[inside], [last])),
                    "cases": np.pad(pieces.cases[inside], 1),
                    "breaks": np.pad(pieces.breaks[inside], 1),
                    "quotes": np.pad(pieces.quotes[inside], 1),
                },
            )
            core = slice(window.core_start, window.core_end)
            local = slice(window.core_start - window.start + 1, window.core_end - window.start + 1)
            roles[core] = outputs[0][local]
            entities[core] = outputs[1][local]
            links.append(WindowLinks(window, outputs[2], outputs[3]))
        return Reading(pieces, roles, entities, tuple(links))
