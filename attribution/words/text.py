"""Words in a text, and their folding, so that a search or a comparison does not depend on accents.

SQLite's tokenizer removes accents (č, é, ễ), but not the marks of letters that are letters of their
own to Unicode (ł, ø, đ, ß), nor characters that take no room, such as a soft hyphen or a mark of
direction inside a word. This module does.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from attribution.records import Span

# Words with inner hyphens and apostrophes; abbreviations with inner stops ("U.S."); a capital run
# that a lost space glued to a lower-case word ("imageUS") counts as a word of its own.
WORD = re.compile(
    r"(?<![^\W_]['’])(?:(?:[^\W\d_]\.){2,}|[A-Z]&[A-Z]\b|[^\W_]+?(?=(?<=[a-z])[A-Z]{2,}\b)|[^\W_]+(?:(?:[-‑&]|['’](?!s\b|\W))[^\W_]+)*)"
)
_LETTERS = {
    "Æ": "Ae", "æ": "ae", "Œ": "Oe", "œ": "oe", "Ø": "O", "ø": "o", "Ł": "L", "ł": "l",
    "Đ": "D", "đ": "d", "Ð": "D", "ð": "d", "Þ": "Th", "þ": "th", "ß": "ss", "ẞ": "SS",
    "Ħ": "H", "ħ": "h", "ı": "i", "Ŧ": "T", "ŧ": "t", "Ŋ": "Ng", "ŋ": "ng", "Ə": "A", "ə": "a",
    "Ɓ": "B", "ɓ": "b", "Ɗ": "D", "ɗ": "d", "Ƙ": "K", "ƙ": "k", "Ǥ": "G", "ǥ": "g", "ĸ": "k",
    "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st",
}  # fmt: skip
# Soft hyphen, zero-width characters, marks of direction and of isolation, byte-order mark.
UNSEEN = (
    "\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)
# A joiner is part of the spelling in Persian or Hindi, and of an emoji; beside a Latin letter it is litter.
# Marks of direction stay: a name in Hebrew within an English line is shown by them.
_UNSEEN_IN_WORDS = re.compile(
    "[\u00ad\u200b\u2060\ufeff]|(?<=[A-Za-z\u00c0-\u024f])[\u200c\u200d]|[\u200c\u200d](?=[A-Za-z\u00c0-\u024f])"
)
_PLAIN = str.maketrans(_LETTERS | dict.fromkeys(UNSEEN, ""))
_PLAIN_MARKS = _PLAIN | str.maketrans("’‑", "'-")
# Only the marks that Latin, Greek and Cyrillic use: in other scripts a combining mark is a vowel.
_ACCENTS = re.compile("[\u0300-\u036f]")
_PHRASE_OR_WORD = re.compile(r'"([^"]*)"?|([^\s"]+)')
_QUOTATION_MARKS = str.maketrans({"“": '"', "”": '"', "„": '"', "‟": '"', "«": '"', "»": '"', "\0": " "})

MATCHES_NOTHING = '""'


def search_form(text: str | None) -> str | None:
    """Return ``text`` with the letters and characters that SQLite does not fold replaced.

    None where that changes nothing: most texts need no second form for the search.
    """
    if text is None:
        return None
    replaced = text.translate(_PLAIN)
    return None if replaced == text else replaced


def search_forms(text: str) -> str | None:
    """Return the plain form of only those words of a long text that have one, each once; else None."""
    words = dict.fromkeys(form for word in text.split() if (form := search_form(word)) is not None)
    return " ".join(words) or None


def fold_key(name: str) -> str:
    """Return the key under which a name is the same name: no case, accents, punctuation or spacing.

    "O’Brien-Lee" is ``o brien lee``. A name of nothing but punctuation keeps it, so that its key is not empty.
    """
    letters = _bare(name.translate(_PLAIN))
    key = " ".join("".join(char if _of_word(char) else " " for char in letters).split())
    # NFC: what is left decomposed (another script's vowels) has one form for everyone.
    return unicodedata.normalize("NFC", key) or name.strip().casefold()


@lru_cache(maxsize=65536)
def fold_word(word: str) -> str:
    """Return a word of a text without case and accents; its hyphens and apostrophes stay, in one form of each.

    "O’Brien-Lee" is ``o'brien-lee``: to what reads words it is one, of three parts. "US" is no pronoun.
    """
    return "u.s" if word == "US" else unicodedata.normalize("NFC", _bare(word.translate(_PLAIN_MARKS)))


def _bare(text: str) -> str:
    return _ACCENTS.sub("", unicodedata.normalize("NFKD", text)).casefold()


def _of_word(char: str) -> bool:
    return char.isalnum() or unicodedata.category(char).startswith("M")


def match_terms(words: str | None) -> list[str]:
    """Return the words and phrases of what a person typed, each with a letter or digit in it.

    Words in quotation marks, straight or curly, are a phrase.
    """
    # A lone surrogate cannot be handed to SQLite.
    text = (words or "").encode("utf-8", "replace").decode("utf-8")
    text = text.translate(_QUOTATION_MARKS).translate(_PLAIN)
    bits = (found[1] if found[1] is not None else found[2] for found in _PHRASE_OR_WORD.finditer(text))
    return [bit for bit in bits if any(map(str.isalnum, bit))]


def match_expression(words: str | None) -> str:
    """Return the FTS5 expression for what a person typed: all words and phrases, in any order.

    Nothing in ``words`` acts as FTS5 syntax and no input makes SQLite raise; input without a letter or
    digit matches nothing.
    """
    return " ".join(f'"{term}"' for term in match_terms(words)) or MATCHES_NOTHING


def words_in(text: str, start: int, end: int) -> list[Span]:
    """The words of a stretch of text, as spans of the whole text."""
    return [match.span() for match in WORD.finditer(text, max(0, start), max(0, end))]


def seen(text: str) -> str:
    """Return words of a text without the characters that take no room, such as soft hyphens."""
    return text if text.isascii() else _UNSEEN_IN_WORDS.sub("", text)


def one_line(text: str, start: int, end: int) -> str:
    """The words of a span on one line, for showing as a name, role or description."""
    return " ".join(text[start:end].split())
