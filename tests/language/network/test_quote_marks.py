"""Which way a quotation mark faces, in clean and in broken text."""

from __future__ import annotations

import pytest

from attribution.language.network.wordpieces import quote_marks


@pytest.mark.parametrize(
    ("text", "faces"),
    [
        ("“We won,” he said.", "()"),
        ('"We won," he said.', "()"),
        ("``We won,'' he said.", "()"),
        ("''We won,'' he said.", "()"),
        ("«We won», he said.", "()"),
        ("„We won“, he said.", "()"),
        ("He left.“ She stayed.", ")"),  # an opening mark where a closing one belongs
        ("”We won,” he said.", "()"),  # and the other way round
        ("done.“Next", "("),  # a lost space: the shape decides
        ('("We won")', "()"),
        ("5'' of rain", ")"),
        ("No marks at all, it's plain.", ""),
        ("", ""),
    ],
)
def test_marks_face_their_words(text: str, faces: str) -> None:
    assert "".join("(" if opening else ")" for _, _, opening in quote_marks(text)) == faces
