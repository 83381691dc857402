"""Texts that were decoded wrongly on their way."""

from __future__ import annotations

import pytest

from attribution.reading.mojibake import mended

TEXT = "“We are late,” said Rasa Kalnienė of Šiauliai – it’s the café’s fault…\r\n“No,” she said."


def wrongly(text: str) -> str:
    """Read UTF-8 as browsers read Windows-1252."""
    unused = {0x81, 0x8D, 0x8F, 0x90, 0x9D}
    return "".join(chr(b) if b in unused else bytes([b]).decode("cp1252") for b in text.encode())


@pytest.mark.parametrize("spoilt", [wrongly(TEXT), wrongly(wrongly(TEXT)), TEXT.encode().decode("latin-1")])
def test_it_is_as_it_was(spoilt: str) -> None:
    assert mended(spoilt) == TEXT


@pytest.mark.parametrize("text", [TEXT, "SÃO PAULO, L’Âge d’or, â, Ærø", "Straße\r\n\tof São Tomé…", "plain"])
def test_a_right_text_is_left(text: str) -> None:
    assert mended(text) == text
