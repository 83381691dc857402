"""Bytes to text: the encoding is found out, and what is no text is refused.

Line ends are never touched and a byte-order mark is removed; nothing else is changed. Text that is
neither UTF-8 nor marked as UTF-16 or UTF-32 is read as Windows-1252 in the form that browsers use,
of which Latin-1's letters are a part: its five unused bytes stay the control characters they are in
Latin-1, so no byte is ever lost.
"""

from __future__ import annotations

import codecs

from attribution.errors import InputError

# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\x7fELF", "a program"),
)
_REMEDY = "save its text as a .txt file in UTF-8, or the page as .html, and read that"
_CONTROLS = bytes(sorted({*range(32), 127} - {*b"\t\n\x0b\x0c\r\x1b"}))
_HIGH = bytes(range(128, 256))
_TOO_MANY_CONTROLS = 0.1
# English and Western European prose in Windows-1252 has at most about 15 % of bytes above ASCII;
# compressed data has half, and Cyrillic, Greek or Chinese in an encoding of their own more still.
_TOO_MANY_HIGH = 0.4
_FEWEST_JUDGED = 8

_TO_WINDOWS = {
    byte: bytes([byte]).decode("cp1252")
    for byte in range(0x80, 0xA0)
    if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}
# surrogateescape turns the undecodable byte 0xNN into the lone surrogate U+DCNN.
_ESCAPED_TO_WINDOWS = {0xDC00 + byte: _TO_WINDOWS.get(byte, chr(byte)) for byte in range(0x80, 0x100)}
_SUBSETS_OF_WINDOWS = {"ascii", "iso8859-1", "cp1252"}


def decode(data: bytes, *, declared: str | None = None) -> str:
    """Return the text of ``data``, its byte-order mark removed and its line ends untouched.

    ``declared`` is the encoding that the input itself states (an HTTP header, a ``meta`` element); it
    is used where the bytes are not UTF-8 and can be read so. Raises InputError for data that is no text.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _marked(data[len(mark) :], encoding)
    _refuse_binary(data)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if declared:
        text = _as_declared(data, declared)
        if text is not None:
            return text
    return _mixed(data) or _windows(data)


def _marked(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding == "utf-8":
            return decode(data)
        raise InputError(
            f"begins with the mark of {encoding[:6].upper()} but is not valid from byte {error.start} on: "
            "save it as UTF-8 and read it again"
        ) from None


def _refuse_binary(data: bytes) -> None:
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            raise InputError(f"is {name}, not text: {_REMEDY}")
    head = data[:65536]
    if 0 in data:
        even, odd = head[::2].count(0), head[1::2].count(0)
        # Western text in UTF-16 has a zero in nearly every second byte and none in the others.
        if min(even, odd) == 0 and max(even, odd) * 4 > len(head):
            raise InputError("looks like UTF-16 without a byte-order mark: save it as UTF-8 and read it again")
        raise InputError(f"is binary data, not text: {_REMEDY}")
    controls = len(head) - len(head.translate(None, _CONTROLS))
    if controls > _TOO_MANY_CONTROLS * len(head):
        raise InputError(f"is binary data, not text: {_REMEDY}")


def _as_declared(data: bytes, declared: str) -> str | None:
    try:
        codec = codecs.lookup(declared)
        if codec.name in _SUBSETS_OF_WINDOWS or not codec._is_text_encoding:
            return None
        return data.decode(codec.name)
    except (LookupError, UnicodeError, ValueError):
        return None


def _mixed(data: bytes) -> str | None:
    """Return UTF-8 with a few stray bytes, or None where the data is not mostly that.

    A file cut off within a letter, or glued together from two sources, would otherwise have every
    accented letter in it spoilt for the sake of one byte.
    """
    text = data.decode("utf-8", errors="surrogateescape")
    stray = sum("\udc80" <= character <= "\udcff" for character in text)
    whole = sum(character > "\x7f" for character in text) - stray
    return text.translate(_ESCAPED_TO_WINDOWS) if whole > stray else None


def _windows(data: bytes) -> str:
    head = data[:65536]
    high = len(head) - len(head.translate(None, _HIGH))
    if len(head) >= _FEWEST_JUDGED and high > _TOO_MANY_HIGH * len(head):
        raise InputError(
            "is neither UTF-8 nor Western European text: if it is text in another encoding, "
            "save it as UTF-8 and read it again"
        )
    return data.decode("latin-1").translate(_TO_WINDOWS)
