"""Scores made by hand: each word of a text with its tag, head and relation, said surely."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from attribution.language.network.encoder import EncoderOutput, WindowLinks
from attribution.language.network.syntax import SyntaxScores
from attribution.language.network.tags import ENTITY_TAGS, RELATIONS, ROLE_TAGS, UPOS_TAGS
from attribution.language.network.windows import Window
from attribution.language.network.wordpieces import JOINED, PARAGRAPH, PARAGRAPH_GAP, SPACE, START, Pieces

SURE = 12.0


def pieces_of(text: str, words: Iterable[str]) -> Pieces:
    """Find the pieces one after another in ``text``."""
    starts: list[int] = []
    ends: list[int] = []
    breaks: list[int] = []
    at = 0
    for word in words:
        start = text.index(word, at)
        gap = text[at:start]
        breaks.append(
            START if not starts else PARAGRAPH if PARAGRAPH_GAP.search(gap) else SPACE if gap else JOINED
        )
        starts.append(start)
        at = start + len(word)
        ends.append(at)
    zeros = np.zeros(len(starts), dtype=np.int64)
    columns = [np.asarray(column, dtype=np.int64) for column in (starts, ends, breaks)]
    return Pieces(zeros, columns[0], columns[1], zeros, columns[2], zeros)


def table(size: int, window: Window, heads: dict[int, int]) -> np.ndarray:
    """Return the link scores of a window; piece a with head b is sure where b lies inside, else a root."""
    width = window.end - window.start + 2
    scores = np.zeros((width, width), dtype=np.float32)
    for row in range(window.start, window.end):
        head = heads.get(row, -1)
        inside = window.start <= head < window.end
        scores[row - window.start + 1, head - window.start + 1 if inside else 0] = SURE
    assert size >= window.end
    return scores


def scored(
    rows: list[tuple[str, int, str]], *, begins: Iterable[int] = (0,), windows: Iterable[Window] | None = None
) -> SyntaxScores:
    """Make scores of ``rows`` (part of speech, number of the head or -1, relation), one a piece."""
    size = len(rows)
    upos = np.zeros((size, len(UPOS_TAGS)), dtype=np.float32)
    relations = np.zeros((size, len(RELATIONS)), dtype=np.float32)
    starts = np.full(size, -SURE, dtype=np.float32)
    starts[list(begins) if size else []] = SURE
    for at, (tag, _, relation) in enumerate(rows):
        upos[at, UPOS_TAGS.index(tag)] = SURE
        relations[at, RELATIONS.index(relation)] = SURE
    heads = {at: head for at, (_, head, _) in enumerate(rows)}
    if windows is None:
        windows = [Window(0, size)] if size else []
    return SyntaxScores(upos, relations, starts, tuple((w, table(size, w, heads)) for w in windows))


class HandEncoder:
    """An encoder that knows one text: "Oda Brask" says that "the Tolm Institute met", and all is sure."""

    text = "Oda Brask said the Tolm Institute met."
    words = ("Oda", "Brask", "said", "the", "Tolm", "Institute", "met", ".")
    version = "by hand"
    transitions = np.zeros((len(ROLE_TAGS), len(ROLE_TAGS)), dtype=np.float32)
    _ROLES = ("B-source", "I-source", "B-cue", "B-content", "I-content", "I-content", "I-content", "O")
    _NAMES = ("B-PERSON", "I-PERSON", "O", "O", "B-ORG", "I-ORG", "O", "O")
    _SYNTAX = (
        ("PROPN", 2, "nsubj"),
        ("PROPN", 0, "flat"),
        ("VERB", -1, "root"),
        ("DET", 5, "det"),
        ("PROPN", 5, "compound"),
        ("PROPN", 6, "nsubj"),
        ("VERB", 2, "ccomp"),
        ("PUNCT", 2, "punct"),
    )

    def for_this_process(self) -> HandEncoder:
        return self

    def read(self, text: str) -> EncoderOutput:
        pieces = pieces_of(text, self.words)
        size = len(pieces)
        window = Window(0, size)
        to_cue = table(size, window, dict.fromkeys(range(3, 7), 2))
        to_source = table(size, window, dict.fromkeys(range(2, 7), 1))
        return EncoderOutput(
            pieces,
            _tags(ROLE_TAGS, self._ROLES),
            _tags(ENTITY_TAGS, self._NAMES),
            (WindowLinks(window, to_cue, to_source),),
            scored(list(self._SYNTAX)),
            ((window, table(size, window, {})),),
        )


def _tags(known: Sequence[str], tags: Sequence[str]) -> np.ndarray:
    scores = np.zeros((len(tags), len(known)), dtype=np.float32)
    scores[range(len(tags)), [known.index(tag) for tag in tags]] = SURE
    return scores
