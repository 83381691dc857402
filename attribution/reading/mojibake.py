"""Texts that were decoded wrongly on their way: UTF-8 that was read as Windows-1252 and saved so.

The closing and opening marks of such a text stand there as "â€œ" and "â€\u009d", and nothing in it would be found
as a quotation. ftfy knows how each such sequence came about; only lines that have one are given to it.
"""

from __future__ import annotations

import re

# The first byte of a sequence of UTF-8, read as a letter of Windows-1252, before one of its continuation bytes.
_SUSPECT = re.compile(
    "[\u00c2-\u00f4]"
    "[\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122]"
)
_LINE = re.compile("[^\n]*\n?")


def mended(text: str) -> str:
    """Return a text as it was before it was decoded wrongly, once or more often; itself if it was not."""
    if text.isascii() or not _SUSPECT.search(text):
        return text
    import ftfy

    settings = ftfy.TextFixerConfig(
        unescape_html=False,
        remove_terminal_escapes=False,
        fix_latin_ligatures=False,
        fix_character_width=False,
        uncurl_quotes=False,
        fix_line_breaks=False,
        fix_surrogates=False,
        remove_control_chars=False,
        normalization=None,
        fix_c1_controls=False,
        explain=False,
    )
    lines = _LINE.findall(text)
    return "".join(ftfy.fix_encoding(line, settings) if _SUSPECT.search(line) else line for line in lines)
