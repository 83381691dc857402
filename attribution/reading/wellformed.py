"""Characters that no database can hold.

A JSON line may state half of a surrogate pair (``"\\ud83d"``) or a NUL (``"\\u0000"``). The first is
no Unicode character and cannot be written as UTF-8; at the second, SQLite's own functions take a text
to end. Reading keeps both, as everything that was given. Where an article goes on into the pipeline and the
database, each is replaced by U+FFFD, one character for one, so that every offset stays what it is.
"""

from __future__ import annotations

import re
from dataclasses import fields, replace

from attribution.records import Article

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_REPLACEMENT = "\ufffd"


def well_formed(article: Article) -> Article:
    """Return the article with U+FFFD for each lone surrogate and NUL in its text and fields.

    An article that has none, as nearly all, is returned itself.
    """
    changed = {
        field.name: _UNSTORABLE.sub(_REPLACEMENT, value)
        for field in fields(article)
        if isinstance(value := getattr(article, field.name), str) and _UNSTORABLE.search(value)
    }
    return replace(article, **changed) if changed else article
