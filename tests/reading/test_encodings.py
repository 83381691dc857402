"""Bytes to text: what is found out, and what is refused."""

from __future__ import annotations

import codecs
import random
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.errors import InputError
from attribution.reading.encodings import decode

NEWS = "“Šiauliai won’t wait,” said Rasa Kalnienė — at a café.\r\nTwo\rThree\n"
WESTERN = "“The café won’t wait,” said Zoë Brøgger — for €5.\r\n"


@pytest.mark.parametrize(
    "data",
    [
        NEWS.encode("utf-8"),
        NEWS.encode("utf-8-sig"),
        codecs.BOM_UTF16_LE + NEWS.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + NEWS.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + NEWS.encode("utf-32-le"),
        codecs.BOM_UTF32_BE + NEWS.encode("utf-32-be"),
    ],
)
def test_unicode_is_read_verbatim_without_its_mark(data: bytes) -> None:
    assert decode(data) == NEWS


def test_windows_1252_is_found_out() -> None:
    assert decode(WESTERN.encode("cp1252")) == WESTERN


def test_latin_1_is_found_out() -> None:
    text = "Zoë Brøgger visitó el café: ¿qué más?\n"
    assert decode(text.encode("latin-1")) == text


def test_the_bytes_that_windows_1252_leaves_out_are_kept() -> None:
    assert decode(b"Zo\xeb said \x93yes\x94 \x81 twice") == "Zoë said “yes” \x81 twice"


def test_one_stray_byte_does_not_spoil_utf_8() -> None:
    assert decode("Kalnienė said “no".encode() + b"\x94") == "Kalnienė said “no”"


def test_a_file_cut_off_within_a_letter_is_still_utf_8() -> None:
    assert decode("Kalnienė and Juškė".encode()[:-1]).startswith("Kalnienė and Jušk")


def test_a_mark_in_the_middle_stays() -> None:
    assert decode("one\ufefftwo".encode()) == "one\ufefftwo"


def test_a_false_utf_8_mark_does_not_lose_the_text() -> None:
    assert decode(codecs.BOM_UTF8 + b"Zo\xeb said so") == "Zoë said so"


def test_the_declared_encoding_is_used_where_it_fits() -> None:
    text = "Слова: «да», — сказал он."
    assert decode(text.encode("cp1251"), declared="windows-1251") == text
    assert decode(WESTERN.encode("cp1252"), declared="iso-8859-1") == WESTERN
    assert decode(WESTERN.encode("cp1252"), declared="no-such-encoding") == WESTERN
    assert decode(WESTERN.encode("cp1252"), declared="utf-8") == WESTERN
    # Not an encoding of text at all, though Python has a codec of the name.
    assert decode(WESTERN.encode("cp1252"), declared="rot13") == WESTERN


def test_utf_8_wins_over_what_is_declared() -> None:
    assert decode(NEWS.encode(), declared="iso-8859-1") == NEWS


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        (b"%PDF-1.7\nsome text", "is a PDF file"),
        (b"PK\x03\x04" + b"word", "an office document"),
        (b"{\\rtf1 He said so}", "an RTF document"),
        (b"\x1f\x8b\x08\x00", "a gzip archive"),
        (b"\x89PNG\r\n\x1a\n", "a PNG image"),
        (b"\xff\xd8\xff\xe0", "a JPEG image"),
        (b"SQLite format 3\x00", "an SQLite database"),
        (b"text\x00and more text", "is binary data"),
        (bytes(range(1, 32)) * 4, "is binary data"),
        ("Plain words".encode("utf-16-le"), "UTF-16 without a byte-order mark"),
        ("Plain words".encode("utf-16-be"), "UTF-16 without a byte-order mark"),
        (codecs.BOM_UTF16_LE + b"a\x00b\x00c", "not valid from byte 4 on"),
        ("Слова: да, сказал он".encode("koi8-r"), "neither UTF-8 nor Western European"),
    ],
)
def test_what_is_no_text_is_refused_with_what_to_do(data: bytes, complaint: str) -> None:
    with pytest.raises(InputError, match=complaint) as caught:
        decode(data)
    assert "save" in str(caught.value)


def test_compressed_data_is_refused() -> None:
    words = random.Random(3).choices(["said", "that", "rain", "dam", "will", "mayor"], k=3000)
    with pytest.raises(InputError, match=r"binary|neither"):
        decode(zlib.compress(" ".join(words).encode()))


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_any_utf_8_comes_back_as_it_was(text: str) -> None:
    # A text may begin with the character that, there, is the mark; one of them is taken off.
    if text.startswith("{\\rtf") or text.startswith("%PDF-"):
        return
    assert decode(text.encode()) == text.removeprefix("\ufeff")


@given(st.binary())
def test_any_bytes_give_text_or_a_reason(data: bytes) -> None:
    try:
        text = decode(data)
    except InputError as error:
        assert "save" in str(error)
    else:
        text.encode("utf-8")
