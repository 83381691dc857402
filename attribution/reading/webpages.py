"""The article in an HTML page, found by trafilatura."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from attribution.errors import InputError
from attribution.reading.dates import iso_date
from attribution.reading.failures import Note, no_note
from attribution.reading.identifiers import is_url
from attribution.reading.page_facts import byline_of, title_of
from attribution.reading.page_tree import is_much, joined_body, left_out, prepared, without_menus
from attribution.records import Article

_META_CHARSET = re.compile(rb"<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_BLOCKS = frozenset({"ab", "body", "cell", "code", "div", "head", "item", "list", "p", "quote", "row", "table"})
_SPACES = re.compile(r"[ \t\r\n\f\v]+")
# Searching the whole text for a date takes the year of a copyright notice or of a quoted event for
# the day of publication; a page that states no day has none here.
_DATE_SEARCH = {"original_date": True, "extensive_search": False}


_SHORT = 500  # characters; where the text is longer, trafilatura knows it from the menus


def declared_encoding(page: bytes) -> str | None:
    """Return the encoding that the page's own markup states, or None."""
    # Browsers look for it in the first 1,024 bytes; news pages put scripts before it.
    found = _META_CHARSET.search(page, 0, 8192)
    return found[1].decode("ascii") if found else None


def read_page(markup: str, *, url: str | None = None, note: Note = no_note) -> Article:
    """Return the article of an HTML page: text, title, outlet, byline, date and URL, where it states them.

    Paragraphs of the text are separated by an empty line. ``url`` is where the page was fetched;
    without it the page's own canonical address is taken. ``note`` is told where much text
    may be missing. Raises InputError where no article is found.
    """
    if "<body" not in markup.lower():
        # A fragment of one paragraph would be taken for something else than HTML.
        markup = f"<html><body>{markup}</body></html>"
    tree = prepared(markup)
    page, text = _extracted(tree, url)
    if 0 < len(text) < _SHORT:
        # What is left must be some of the text, or the page is made of nothing else.
        _, bare = _extracted(without_menus(tree), url)
        text = bare if bare.strip() else text
    missing = left_out(tree, text) if text.strip() else []
    if is_much(missing):
        whole = deepcopy(tree)
        if joined_body(whole, left_out(whole, text), text):
            more = _extracted(whole, url)
            if len(more[1]) > len(text) and not is_much(left_out(whole, more[1])):
                (page, text), missing = more, []
    if is_much(missing):
        note(
            f"may not be read whole: {len(missing)} paragraphs with the markup of its text were left out; "
            "compare it with the page, and save the text as .txt where much is missing"
        )
    if not text.strip():
        raise InputError(
            "no article text was found in this page: if it shows one in a browser, "
            "copy that into a .txt file and read the file"
        )
    canonical = page.url if page.url and is_url(page.url) else None
    return Article(
        text=text,
        title=title_of(page.title or None, page.sitename or None, tree),
        outlet=page.sitename or None,
        byline=byline_of(page.author or None, page.sitename or None),
        date=_day(page.date),
        url=url or canonical,
    )


def _extracted(tree: Any, url: str | None) -> tuple[Any, str]:
    """Return what trafilatura finds in a page, and the text of it, "" where it finds none."""
    from trafilatura import bare_extraction

    if tree is None:
        return None, ""
    page = bare_extraction(
        deepcopy(tree),  # which it takes apart
        url=url,
        with_metadata=True,
        include_comments=False,
        date_extraction_params=_date_search(),
    )
    return page, "\n\n".join(_paragraphs(page.body)) if page is not None and page.body is not None else ""


def _date_search() -> dict[str, Any]:
    from datetime import datetime

    # trafilatura's default, which giving the other parameters takes away: no day after today's.
    return {**_DATE_SEARCH, "max_date": datetime.now().astimezone().strftime("%Y-%m-%d")}


def _day(found: str | None) -> str | None:
    try:
        return iso_date(found) if found else None
    except ValueError:
        return None


def _paragraphs(body: Any) -> Iterator[str]:
    """Yield the text of each block; a line break within one stays a line break."""
    lines: list[str] = []
    for piece in _pieces(body):
        if piece is not None:
            lines.append(piece)
            continue
        block = "\n".join(_SPACES.sub(" ", line).strip() for line in "".join(lines).split("\n")).strip()
        if block:
            yield block
        lines.clear()


def _pieces(element: Any) -> Iterator[str | None]:
    """Yield text as it stands, "\\n" for a line break, and None where a block begins or ends."""
    if isinstance(element.tag, str):
        is_block = element.tag in _BLOCKS
        if is_block:
            yield None
        if element.tag == "lb":
            yield "\n"
        # A line end in the markup is a space to the reader of the page.
        yield (element.text or "").replace("\n", " ")
        for child in element:
            yield from _pieces(child)
        if is_block:
            yield None
    yield (element.tail or "").replace("\n", " ")
