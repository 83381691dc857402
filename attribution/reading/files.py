"""One file on disk: its bytes, what form of article they are, and the headline that a text begins with."""

from __future__ import annotations

import re
import stat
from pathlib import Path

from attribution.errors import InputError
from attribution.reading.encodings import decode
from attribution.reading.folders import HTML_SUFFIXES, JSON_SUFFIXES, REFUSED_SUFFIXES
from attribution.reading.jsonlines import looks_like_json_lines
from attribution.reading.mojibake import mended
from attribution.reading.web import Form
from attribution.reading.webpages import declared_encoding

# A novel has 2 MB and the longest web pages 10; what is larger is no article, and only JSON Lines
# collect many in one file.
MAX_BYTES = 50_000_000
_LONGEST = 150
_FIRST = re.compile(r"\s*(?P<line>[^\r\n]+?)[^\S\r\n]*(?:\r\n?|\n)[^\S\r\n]*(?:\r\n?|\n)\s*\S")
# What ends a sentence, a quotation or the beginning of a list or letter; a question may be a headline.
_ENDS = tuple(".!,;:”\"’'…)]")


def read_bytes(path: str) -> bytes:
    """Return the bytes of a file. Raises InputError where it is missing, empty, unreadable or too large."""
    file = Path(path)
    try:
        status = file.stat()
        if not (stat.S_ISREG(status.st_mode) or stat.S_ISFIFO(status.st_mode)):
            raise InputError("is neither a file nor a folder: name a file that holds an article")
        if status.st_size > MAX_BYTES and file.suffix.lower() not in JSON_SUFFIXES:
            raise InputError(
                f"has more than {MAX_BYTES:,} bytes, too many for one article: "
                "split it into one file per article, or make it JSON Lines"
            )
        data = file.read_bytes()
    except FileNotFoundError:
        raise InputError(f"does not exist: check the path{_address_hint(path)}") from None
    except PermissionError:
        raise InputError("may not be read by you: check its permissions") from None
    except (OSError, ValueError) as error:
        raise InputError(f"could not be read ({error}): check the path and the disk") from None
    if not data:
        raise InputError("is empty: there is nothing to read in it")
    return data


def refuse_document(path: str) -> None:
    """Raise InputError for a file whose name says that its text is wrapped in something that is not read."""
    suffix = Path(path).suffix.lower()
    if suffix in REFUSED_SUFFIXES and Path(path).is_file():
        raise InputError(
            f"is a {suffix} file, which is not read: save its text as a .txt file in UTF-8, "
            "or the page as .html, and read that"
        )


def as_text(data: bytes, *, charset: str | None = None) -> str:
    """Decode an input. Raises InputError where it is no text, or holds nothing but white space."""
    text = mended(decode(data, declared=charset or declared_encoding(data)))
    # A mark that an editor left in the middle of nothing is nothing, though it is no white space.
    if not text.strip().strip("\ufeff"):
        raise InputError("is empty: there is nothing but white space in it")
    return text


def form_of(name: str, text: str) -> Form:
    """Tell the form of a text: its first words decide, then the suffix of its name."""
    suffix = Path(name).suffix.lower()
    if suffix in JSON_SUFFIXES:
        return "json"
    start = text[:2048].lstrip().lower()
    if start.startswith(("<!doctype html", "<html")) or (start.startswith("<?xml") and "<html" in start):
        return "html"
    if suffix in HTML_SUFFIXES:
        # A page has at least one tag; without any it is plain text under the wrong name.
        return "html" if "</" in text or "<p>" in text.lower() else "text"
    return "json" if looks_like_json_lines(text) else "text"


def headline_of(text: str) -> str | None:
    """Return the first line of a text where it is a headline, else None.

    A headline is short, has an empty line behind it and text after that, is of two words or more that begin with a
    capital, a digit or a quotation mark, and does not end as sentences do.
    """
    found = _FIRST.match(text)
    if found is None:
        return None
    line = " ".join(found["line"].split())
    begins = line[0].isupper() or line[0].isdigit() or line[0] in "“‘\"'"
    if not begins or len(line) > _LONGEST or len(line.split()) < 2 or line.endswith(_ENDS):
        return None
    return line


def _address_hint(path: str) -> str:
    if path.lower().startswith("www."):
        return f", or write https://{path} for a web page"
    if "://" in path:
        return "; of addresses, those that begin with http:// or https:// are read"
    return ""
