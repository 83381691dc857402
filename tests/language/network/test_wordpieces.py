"""Word pieces and their features, against the plain definition of each."""

from __future__ import annotations

import pytest

from attribution.language.network.encoder import MODEL_FOLDER
from attribution.language.network.wordpieces import (
    CAPITAL,
    CLOSING,
    INSIDE,
    JOINED,
    LOWER,
    MIXED,
    NEWLINE,
    NO_LETTER,
    OPENING,
    OUTSIDE,
    PARAGRAPH,
    SPACE,
    START,
    UPPER,
    Pieces,
    WordPieces,
    boundaries,
)

pytestmark = pytest.mark.model
TEXT = "“No,” said NATO's McKay.\nHe left.\n\nA 2nd  note: ok"


@pytest.fixture(scope="module", name="word_pieces")
def _word_pieces() -> WordPieces:
    return WordPieces(str(MODEL_FOLDER / "tokenizer.json"))


def _words(pieces: Pieces, text: str) -> list[str]:
    return [text[start:end] for start, end in zip(pieces.starts, pieces.ends, strict=True)]


def test_features_of_each_piece(word_pieces: WordPieces) -> None:
    pieces = word_pieces(TEXT)
    rows = list(
        zip(
            _words(pieces, TEXT),
            pieces.cases.tolist(),
            pieces.breaks.tolist(),
            pieces.quotes.tolist(),
            strict=True,
        )
    )
    assert rows == [
        ("“", NO_LETTER, START, OPENING),
        ("No", CAPITAL, JOINED, INSIDE),
        (",", NO_LETTER, JOINED, INSIDE),
        ("”", NO_LETTER, JOINED, CLOSING),
        ("said", LOWER, SPACE, OUTSIDE),
        ("NATO", UPPER, SPACE, OUTSIDE),
        ("'", NO_LETTER, JOINED, OUTSIDE),
        ("s", LOWER, JOINED, OUTSIDE),
        ("McKay", MIXED, SPACE, OUTSIDE),
        (".", NO_LETTER, JOINED, OUTSIDE),
        ("He", CAPITAL, NEWLINE, OUTSIDE),
        ("left", LOWER, SPACE, OUTSIDE),
        (".", NO_LETTER, JOINED, OUTSIDE),
        ("A", CAPITAL, PARAGRAPH, OUTSIDE),
        ("2nd", LOWER, SPACE, OUTSIDE),
        ("note", LOWER, SPACE, OUTSIDE),
        (":", NO_LETTER, JOINED, OUTSIDE),
        ("ok", LOWER, SPACE, OUTSIDE),
    ]


def _plain_boundaries(pieces: Pieces, text: str) -> list[int]:
    """The definition, a piece at a time."""
    words, rates = _words(pieces, text), []
    for at in range(len(pieces)):
        if pieces.breaks[at] >= NEWLINE:
            rates.append(2)
        else:
            ended = at > 0 and words[at - 1] in (".", "!", "?", "”", '"')
            rates.append(int(ended and pieces.breaks[at] == SPACE and pieces.cases[at] != LOWER))
    return rates


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        "",
        "x",
        "One. Two! three? “Four.” Five",
        '"So." "Yes," he said. "No" It ended.\n\nAnd. 3 began.Glued on',
        "a\ud800b. Lone surrogates stay. ok",
    ],
)
def test_boundaries(word_pieces: WordPieces, text: str) -> None:
    pieces = word_pieces(text)
    assert boundaries(pieces, text).tolist() == _plain_boundaries(pieces, text)
