"""A search as a feed (Atom, RFC 4287), by which a reader of feeds tells of each new quote."""

from __future__ import annotations

import json
import re
import sqlite3
import uuid
from datetime import datetime, timezone
from typing import Any
from xml.etree import ElementTree

from datasette.utils.asgi import Response

from attribution.site.page import HEADERS, Site
from attribution.site.pages.citing import stated
from attribution.site.phrases import confidence
from attribution.site.search.search_page import reading
from attribution.site.search.search_request import LABELS, SearchRequest, search_request
from attribution.site.wording import KINDS
from attribution.store.reviews.review_rows import CORRECTABLE
from attribution.store.search.finding import find, quotes_of

NEWEST = 50  # entries
_ATOM = "http://www.w3.org/2005/Atom"
_COLUMNS = (
    *("id", "quote", "speaker", "source", "role", "organisation", "outlet", "day", "title", "article_id", "kind"),
    *("confidence", "link", "review", *(f"corrected_{name}" for name in CORRECTABLE)),
)
# What XML 1.0 has no place for, not even as a reference.
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_READ = """
    SELECT t.id, runs.started FROM json_each(?) w
    JOIN attributions t ON t.id = w.value JOIN runs ON runs.id = t.run_id
"""
_LAST_READ = "SELECT started FROM runs ORDER BY id DESC LIMIT 1"
_NEVER = datetime(1970, 1, 1, tzinfo=timezone.utc)

Quote = dict[str, Any]


async def feed(site: Site) -> Response:
    """Answer with the newest quotes of a search as a feed, however the search itself is ordered."""
    wanted = (await search_request(site)).newest()
    quotes, last_read = await reading(site, lambda connection: _newest(connection, wanted))
    body = _feed(site, wanted, quotes, last_read)
    return Response(body, headers=dict(HEADERS), content_type="application/atom+xml; charset=utf-8")


def _newest(connection: sqlite3.Connection, wanted: SearchRequest) -> tuple[list[Quote], datetime]:
    """Return the newest quotes, each with the time when it was last read, and when anything was."""
    ids = find(connection, wanted.filter, order=wanted.order).ids[:NEWEST]
    started = dict(connection.execute(_READ, (json.dumps(ids),)).fetchall())
    found = [dict(zip(_COLUMNS, row, strict=True)) for row in quotes_of(connection, ids, _COLUMNS)]
    quotes = [{**quote, **stated(quote)} for quote in found]
    last = connection.execute(_LAST_READ).fetchone()
    return [{**quote, "read": _time(started.get(quote["id"]))} for quote in quotes], _time(
        last[0] if last else None
    )


def _time(started: str | None) -> datetime:
    if started is None:
        return _NEVER
    try:
        time = datetime.fromisoformat(started.replace("Z", "+00:00"))
    except ValueError:
        return _NEVER
    return time if time.tzinfo else time.replace(tzinfo=timezone.utc)


def _feed(site: Site, wanted: SearchRequest, quotes: list[Quote], last_read: datetime) -> str:
    page = wanted.link(site.links)
    root = ElementTree.Element("feed", {"xmlns": _ATOM, "xml:lang": "en"})
    _add(root, "id", _urn(site, wanted.link(site.links).partition("?")[2]))
    _add(root, "title", _title(site, wanted))
    # Of a search that finds nothing yet: when anything was read.
    _add(root, "updated", max((quote["read"] for quote in quotes), default=last_read).isoformat())
    _add(_add(root, "author"), "name", site.datasette.metadata("title") or "Who said what")
    _link(site, root, wanted.link(site.links, ".atom"), rel="self", type="application/atom+xml")
    _link(site, root, page, rel="alternate", type="text/html")
    _add(root, "generator", "attribution")
    for quote in quotes:
        _entry(site, _add(root, "entry"), quote)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def _entry(site: Site, entry: ElementTree.Element, quote: Quote) -> None:
    who = quote["speaker"] or (quote["source"] or "").strip(" ,;:") or "Nobody named"
    words = " ".join(quote["quote"].split())
    _add(entry, "id", _urn(site, f"quote {quote['id']}"))
    _add(entry, "title", f"{who[:100]}: {words if len(words) <= 100 else words[:99].rstrip() + '…'}")
    _add(entry, "updated", quote["read"].isoformat())
    if quote["day"]:
        _add(entry, "published", f"{quote['day']}T00:00:00Z")
    _add(_add(entry, "author"), "name", who)
    _link(site, entry, site.links.quote(quote["id"]), rel="alternate", type="text/html")
    if quote["link"] and quote["link"].lower().startswith(("http://", "https://")):
        _add(entry, "link", rel="related", href=quote["link"])
    office = ", ".join(part for part in (who, quote["role"], quote["organisation"]) if part)
    where = ", ".join(part for part in (quote["outlet"], quote["day"], quote["title"]) if part)
    sure = f"{KINDS[quote['kind']]}, {confidence(quote['confidence'])}"
    review = f"Review: {quote['review']}" if quote["review"] else None
    _add(entry, "content", "\n\n".join(filter(None, (quote["quote"], office, where, sure, review))), type="text")


def _title(site: Site, wanted: SearchRequest) -> str:
    titles = {name: f"{title.lower()} " for name, title in LABELS.items()} | {"words": "", "speaker": "speaker "}
    given = dict(wanted.given)
    if wanted.speaker_name is not None:
        given["speaker_id"] = wanted.speaker_name
    if wanted.about_name is not None:
        given["about_id"] = wanted.about_name
    about = ", ".join(f"{title}{given[name]}" for name, title in titles.items() if name in given)
    name = site.datasette.metadata("title") or "Who said what"
    return f"{name}: {about or 'all quotes'}"


def _urn(site: Site, what: str) -> str:
    """Return a name for a thing of this database that stays, wherever it is served."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"attribution:{site.database}:{what}").urn


def _add(
    parent: ElementTree.Element, name: str, text: str | None = None, **attributes: str
) -> ElementTree.Element:
    clean = {key: _NO_XML.sub("", value) for key, value in attributes.items()}
    child = ElementTree.SubElement(parent, name, clean)
    if text is not None:
        child.text = _NO_XML.sub("", text)
    return child


def _link(site: Site, parent: ElementTree.Element, path: str, **attributes: str) -> None:
    _add(parent, "link", href=site.datasette.absolute_url(site.request, path), **attributes)
