"""When two quotes are the same statement: the same words, whatever the case, the marks and the spaces."""

from __future__ import annotations

import re
import unicodedata
from hashlib import blake2b

_MARKS = re.compile("[“”‘’‚‛„‟«»‹›–—…\u00ad\u200b\ufeff]")
_ASCII = "".join(char for char in map(chr, range(128)) if not char.isalnum()).encode()


def same_words(quote: str) -> bytes:
    """Return the letters and digits of a quote as they are compared: no case, marks, punctuation or spaces.

    What is nothing but punctuation stays as it is. The marks of a cut ([…]) go too, so that a quote which one
    paper prints whole and another interrupts is the same.
    """
    # Bytes, as this runs once for each quote of a database, and removing bytes is many times faster.
    words = quote.casefold()
    if not words.isascii():
        words = _MARKS.sub("", unicodedata.normalize("NFC", words))
    letters = words.encode("utf-8", "surrogatepass")
    return letters.translate(None, _ASCII) or letters or quote.encode("utf-8", "surrogatepass")


def said(quote: str) -> int:
    """Return a number that stands for the words: the same for the same words, in every database.

    It has 64 bits: among a million statements of one speaker, two that differ have the same by a chance of
    one in thirty million.
    """
    digest = blake2b(same_words(quote), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
