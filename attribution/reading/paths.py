"""Paths and addresses, as the user named them, to articles and failures, in order."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from attribution.errors import InputError, UsageError
from attribution.reading.dates import day_in_address, iso_date
from attribution.reading.failures import Failure, Notice
from attribution.reading.files import as_text, form_of, headline_of, read_bytes, refuse_document
from attribution.reading.folders import KNOWN_SUFFIXES, Unlisted, files_in, is_folder
from attribution.reading.identifiers import Identifiers, is_url, stem_of
from attribution.reading.jsonlines import read_json
from attribution.reading.web import Form, fetch
from attribution.reading.webpages import read_page
from attribution.records import Article


def read_paths(
    paths: Sequence[str],
    *,
    title: str | None = None,
    outlet: str | None = None,
    date: str | None = None,
    notice: Callable[[Notice], None] | None = None,
) -> Iterator[Article | Failure]:
    """Yield an Article for each one found in the files, folders and http(s) addresses, in order.

    ``title``, ``outlet`` and ``date`` take the place of what an input itself states; blank ones are
    as good as none. What cannot be read is yielded as a Failure, and the rest goes on. A plain text
    file states no title: where no day is known either, its first line is taken if it is a headline.
    ``notice`` is called for what was read but not all as it stands, such as a date that cannot be
    told; without it, such notices go to the log.

    Raises UsageError, before anything is read, for a ``date`` that is not ISO 8601.
    """
    if isinstance(paths, str):
        raise UsageError("read_paths takes a list of paths: write read_paths([path])")
    stated: dict[str, str] = {}
    for name, value in (("title", title), ("outlet", outlet)):
        if value is not None and value.strip():
            stated[name] = value
    if date is not None and date.strip():
        try:
            stated["date"] = iso_date(date)
        except ValueError as error:
            raise UsageError(f"the date given: {error}") from None
    return _Reading(stated, notice or _log).read(paths)


@dataclass(frozen=True, slots=True)
class _Source:
    """Something readable: where it is, its text, in which form, and its address if it has one."""

    path: str
    text: str
    form: Form
    url: str | None = None


class _Reading:
    """One call of ``read_paths``: the options given, and the identifiers handed out so far."""

    def __init__(self, stated: dict[str, str], notice: Callable[[Notice], None]) -> None:
        self._stated = stated
        self._notice = notice
        self._identifiers = Identifiers()

    def read(self, paths: Sequence[str]) -> Iterator[Article | Failure]:
        for path in paths:
            if is_folder(path):
                yield from self._folder(path)
            else:
                yield from self._one(path)

    def _folder(self, folder: str) -> Iterator[Article | Failure]:
        nothing = True
        for found in files_in(folder):
            nothing = False
            if isinstance(found, Unlisted):
                yield self._failure(found.path, found.reason)
            else:
                yield from self._one(found)
        if nothing:
            suffixes = ", ".join(sorted(KNOWN_SUFFIXES))
            yield self._failure(folder, f"is a folder without articles: it has no files that end in {suffixes}")

    def _one(self, path: str) -> Iterator[Article | Failure]:
        try:
            source = _open(path)
            if source.form == "json":
                yield from self._json(source)
                return
            article = Article(text=source.text)
            if source.form == "text" and not {"title", "date"} & self._stated.keys():
                # A day makes the title a part of what tells articles apart; without one it is only shown.
                article = replace(article, title=headline_of(source.text))
            if source.form == "html":
                article = read_page(
                    source.text, url=source.url, note=lambda message: self._notice(Notice(path, message))
                )
        except InputError as error:
            yield self._failure(path, str(error))
        except Exception as error:  # noqa: BLE001 - the parsers of strange pages raise anything; others must be read
            yield self._failure(path, f"could not be read ({type(error).__name__}: {error})")
        else:
            yield self._article(article, path=path, url=source.url, wanted=stem_of(path))

    def _json(self, source: _Source) -> Iterator[Article | Failure]:
        # Read twice rather than kept: an archive's dump may hold more articles than fit in memory.
        owned = frozenset(entry.own_id for entry in read_json(source.text) if entry.own_id is not None)
        stem, nothing = stem_of(source.path), True
        for entry in read_json(source.text):
            nothing = False
            avoid = owned if entry.own_id is None else frozenset()
            wanted = stem if entry.own_id is None else entry.own_id
            if entry.article is None:
                place = f"{source.path}:{entry.place}" if entry.place else source.path
                yield self._failure(place, entry.reason or "", wanted=wanted, avoid=avoid)
            else:
                for message in entry.notes:
                    place = f"{source.path}:{entry.place}" if entry.place else source.path
                    self._notice(Notice(place, message))
                yield self._article(entry.article, path=source.path, url=source.url, wanted=wanted, avoid=avoid)
        if nothing:
            raise InputError("holds no articles: it is an empty list")

    def _article(
        self,
        article: Article,
        *,
        path: str,
        url: str | None,
        wanted: str,
        avoid: frozenset[str] = frozenset(),
    ) -> Article:
        identifier = self._identifiers.distinct(wanted, avoid=avoid)
        url = article.url or url
        article = replace(article, id=identifier, path=path, url=url, **self._stated)
        if article.date is None and url:
            article = replace(article, date=day_in_address(url))
        return article

    def _failure(
        self, path: str, reason: str, *, wanted: str | None = None, avoid: frozenset[str] = frozenset()
    ) -> Failure:
        identifier = self._identifiers.distinct(stem_of(path) if wanted is None else wanted, avoid=avoid)
        return Failure(path, reason, identifier)


def _log(notice: Notice) -> None:
    logging.getLogger(__name__).warning("%s: %s", notice.path, notice.message)


def _open(path: str) -> _Source:
    if not path.strip():
        raise InputError("is a blank path: name a file, a folder or a web page")
    if not is_url(path):
        refuse_document(path)
        text = as_text(read_bytes(path))
        return _Source(path, text, form_of(path, text))
    fetched = fetch(path)
    if not fetched.data:
        raise InputError("the server sends an empty page: check the address")
    text = as_text(fetched.data, charset=fetched.charset)
    # Servers that call a page plain text, or plain text a page, are common enough to look.
    form = fetched.form if fetched.form == "json" else form_of(f"page.{fetched.form}", text)
    return _Source(path, text, form, fetched.url)
