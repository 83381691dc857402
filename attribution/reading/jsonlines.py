"""JSON Lines, and JSON files that hold one article or a list of them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from attribution.errors import InputError
from attribution.reading.dates import usual_date
from attribution.records import Article

_EXPECTED = 'each line must be a JSON object such as {"id": "a1", "title": "...", "text": "..."}'
_OPTIONAL = ("title", "outlet", "byline", "url")


@dataclass(frozen=True, slots=True)
class Entry:
    """One article of a JSON file, or the reason why there is none.

    ``place`` is where it stands ("3" for line 3, "item 3" for the third of a list); ``own_id`` is the
    ``id`` that it states, if any; ``notes`` are what its reader should know.
    """

    place: str
    own_id: str | None
    article: Article | None
    reason: str | None
    notes: tuple[str, ...] = ()


def looks_like_json_lines(text: str) -> bool:
    """Say whether a text under another name is JSON Lines: its first line is an object with a ``text``."""
    first = text.lstrip().partition("\n")[0]
    if not first.startswith("{"):
        return False
    try:
        value = json.loads(first)
    except (ValueError, RecursionError):
        return False
    return isinstance(value, dict) and isinstance(value.get("text"), str)


def read_json(text: str) -> Iterator[Entry]:
    """Yield an entry for each article of a JSON Lines file, or of a JSON object or list.

    A broken line gives an entry with its reason, and the lines after it are read. Raises InputError
    where the whole is one damaged JSON document.
    """
    first = next((line for line in _lines(text) if line.strip()), "")
    if not _is_object(first):
        try:
            whole = _parse(text)
        except InputError as error:
            if not _is_by_lines(text):
                raise InputError(f"is damaged: {error}") from None
        else:
            values = whole if isinstance(whole, list) else [whole]
            for number, value in enumerate(values, 1):
                yield _entry(f"item {number}" if isinstance(whole, list) else "", value)
            return
    for number, line in enumerate(_lines(text), 1):
        if line.strip():
            yield _line(str(number), line)


def _lines(text: str) -> Iterator[str]:
    """Yield the lines one at a time: a list of them would double what a large file takes.

    Only "\\n" ends a line, as a JSON string may hold U+2028 and its kind unescaped.
    """
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield text[start:end]
        start = end + 1


def _is_by_lines(text: str) -> bool:
    """Tell JSON Lines with broken lines from one broken document over many lines."""
    return (
        any(map(_is_object, _lines(text)))
        or all(line.lstrip().startswith("{") for line in _lines(text) if line.strip())
        or sum(1 for line in _lines(text) if line.strip()) == 1
    )


def _is_object(line: str) -> bool:
    try:
        return line.lstrip().startswith("{") and isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _parse(text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}" if "\n" in text else f"column {error.colno}"
        raise InputError(f"not valid JSON ({error.msg}, {place}): {_EXPECTED}") from None
    except (ValueError, RecursionError) as error:
        raise InputError(f"not valid JSON ({error}): {_EXPECTED}") from None


def _line(place: str, line: str) -> Entry:
    try:
        value = _parse(line.rstrip("\r"))
    except InputError as error:
        return Entry(place, None, None, str(error))
    return _entry(place, value)


def _entry(place: str, value: Any) -> Entry:
    own_id = None
    try:
        if not isinstance(value, dict):
            raise InputError(f"holds no JSON object: {_EXPECTED}")
        own_id = _own_id(value)
        notes: list[str] = []
        return Entry(place, own_id, _article(value, notes), None, tuple(notes))
    except InputError as error:
        return Entry(place, own_id, None, str(error))


def _own_id(value: Mapping[str, Any]) -> str | None:
    stated = value.get("id")
    if stated is None or stated == "":
        return None
    if isinstance(stated, str):
        return stated
    if isinstance(stated, int) and not isinstance(stated, bool):
        return str(stated)
    raise InputError('its "id" must be text or a whole number')


def _article(value: Mapping[str, Any], notes: list[str]) -> Article:
    text = value.get("text")
    if not isinstance(text, str):
        raise InputError(f'has no "text": {_EXPECTED}')
    if not text.strip():
        raise InputError('its "text" is empty: there is nothing to read in it')
    stated = {name: _optional(name, value.get(name)) for name in _OPTIONAL}
    stated["date"] = _date(value.get("date"), notes)
    return Article(text=text, **stated)


def _date(stated: object, notes: list[str]) -> str | None:
    if stated is None or (isinstance(stated, str) and not stated.strip()):
        return None
    try:
        return usual_date(stated)
    except ValueError as error:
        # A day that cannot be told is no reason to lose the article.
        notes.append(f'is read without a day, as its "date" {error}')
        return None


def _optional(name: str, stated: object) -> str | None:
    if stated is None:
        return None
    if isinstance(stated, str):
        return stated if stated.strip() else None
    if name == "byline" and isinstance(stated, list) and all(isinstance(author, str) for author in stated):
        return "; ".join(stated) or None
    raise InputError(f'its "{name}" must be text or null')
